"""How many enterprises were supported: each once, however often and in whatever form, and what is unknown as bounds."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.asking import Ask
from intra_core.law.indicators.codes import CommonIndicator, Counts, common_indicators
from intra_core.law.indicators.sizes import by_size, undecided
from intra_core.law.indicators.support import Count, Support, is_new
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen

QUESTIONS = {
    "enterprise": ("Which enterprise was it, by the identifier it has in all records?", "text"),
    "form": ("Was it a grant, other financial support or non-financial support?", "choice"),
    "new": ("Was the enterprise new: when was it registered, and when did the project start?", "yes-no"),
    "size": ("Of which size was the enterprise then?", "choice"),
    "completed": ("On which day was all done that leads to the output?", "day"),
}
Truth = bool | None
"""Whether a support counts; None if that is not known."""


@frozen(kw_only=True)
class Counted:
    """The values of the indicators of enterprises: by scope and code, and of the whole programme.

    A breakdown by size has the code and the size, such as "RCO01 micro". `asks` names what would narrow a value,
    by the place of its record; `policies` the readings that were taken.
    """

    scopes: Mapping[str, Mapping[str, Count]]
    programme: Mapping[str, Count]
    asks: tuple[Ask, ...]
    policies: Mapping[str, str]


def counted(
    supports: Iterable[Support],
    period: str,
    *,
    completed_by: dt.date | None = None,
    told: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> Counted:
    """Count the enterprises of CO01 to CO05 or RCO01 to RCO05: each once, whatever it received and how often.

    A record without an enterprise may be anybody, one counted already or one more; a record without a form may be of
    any; both leave bounds.

    Args:
        supports: what was received; the order says nothing.
        period: "2014-2020" or "2021-2027".
        completed_by: count only outputs completed by this day, as for a milestone; without it, all that was granted.
        told: readings by policy.
        law: the law, if it is not this library's.

    Raises:
        WrongInput: if the period or a policy is unknown.

    >>> from intra_core.law.indicators.support import Form
    >>> voucher = Support(scope="3d", granted=dt.date(2018, 3, 1), enterprise="SI123", form=Form.GRANT, new=False)
    >>> advice = Support(scope="3d", granted=dt.date(2018, 9, 1), enterprise="SI123", form=Form.NON_FINANCIAL)
    >>> {code: str(value) for code, value in counted([voucher, voucher, advice], "2014-2020").programme.items()}
    {'CO01': '1', 'CO02': '1', 'CO03': '0', 'CO04': '1', 'CO05': '0 to 1'}
    """
    law = law or lawbook()
    codes = [each for each in common_indicators(law).values() if each.period == period and each.counts is not None]
    if not codes:
        periods = {each.period for each in common_indicators(law).values() if each.counts is not None}
        raise WrongInput(
            [Complaint(says=f"unknown period {period!r}", instead=did_you_mean(period, periods), key="period")]
        )
    readings = chosen(law, ("indicators", f"indicators-{period}"), told)
    reading = next(readings[name] for name in readings if name.startswith("new_enterprise"))
    records = [
        _Record(place, each, included, is_new(each, reading, law))
        for place, each in enumerate(supports)
        if (included := _included(each, completed_by)) is not False
    ]
    tally = _Tally(codes=tuple(codes), latest=readings["counted_size"] == "latest-support")
    scopes: dict[str, list[_Record]] = {}
    for record in records:
        scopes.setdefault(record.support.scope, []).append(record)
    values = {scope: tally.values(its) for scope, its in sorted(scopes.items())}
    units = [(its, values[scope]) for scope, its in scopes.items()]
    if readings["counted_once"] == "scope":
        whole = {code: sum((each[code] for each in values.values()), none) for code, none in tally.values([]).items()}
    else:
        whole = tally.values(records)
        units.append((records, whole))
    return Counted(
        scopes=values,
        programme=whole,
        asks=tuple(dict.fromkeys(ask for its, counts in units for ask in tally.asks(its, counts))),
        policies=readings,
    )


@frozen
class _Record:
    """A support with its place among the records, whether it counts at all, and whether the enterprise was new."""

    place: int
    support: Support
    counts: Truth
    new: Truth

    def has(self, wanted: Counts | None) -> Truth:
        """Say whether it is of what an indicator counts."""
        if wanted is Counts.ANY or wanted is None:
            return True
        if wanted is Counts.NEW:
            return self.new
        return None if self.support.form is None else self.support.form.value == wanted.value

    def told(self, wanted: Counts | None) -> Truth:
        """Say whether an indicator counts it."""
        one, other = self.counts, self.has(wanted)
        if one is False or other is False:
            return False
        return True if one and other else None


def _included(support: Support, completed_by: dt.date | None) -> Truth:
    if completed_by is None:
        return True
    done = support.completed
    return done <= completed_by if isinstance(done, dt.date) else False if done is False else None


@frozen
class _Tally:
    """Counts records by the indicators of a period."""

    codes: tuple[CommonIndicator, ...]
    latest: bool

    def values(self, records: Sequence[_Record]) -> dict[str, Count]:
        """Give the values of one scope, or of all of them as if they were one."""
        found: dict[str, Count] = {}
        for each in self.codes:
            found[each.code] = _distinct(records, each.counts)
        for each in self.codes:
            if each.counts is Counts.ANY and each.of_which:
                sizes = by_size(_told(records), each.of_which, latest=self.latest)
                found |= {f"{each.code} {size}": count for size, count in sizes.items()}
        return found

    def asks(self, records: Sequence[_Record], values: Mapping[str, Count]) -> Iterator[Ask]:
        """Name what is missing where a value is not known."""
        for each in self.codes:
            if not values[each.code].known:
                sure = {record.support.enterprise for record in records if record.told(each.counts)}
                for record in records:
                    yield from _missing(record, each.counts, sure)
            if any(not count.known for code, count in values.items() if code.startswith(f"{each.code} ")):
                unclear = undecided(_told(records), each.of_which, latest=self.latest)
                yield from (_ask(records[place], "size") for place in unclear)


def _missing(record: _Record, wanted: Counts | None, sure: Collection[str | None]) -> Iterator[Ask]:
    """Name what is missing of one record; nothing of an enterprise that is counted anyway."""
    name, truth = record.support.enterprise, record.told(wanted)
    if name is None and truth is not False:
        yield _ask(record, "enterprise")
    if truth is None and (name is None or name not in sure):
        if record.counts is None:
            yield _ask(record, "completed")
        if record.has(wanted) is None:
            yield _ask(record, "new" if wanted is Counts.NEW else "form")


def _ask(record: _Record, field: str) -> Ask:
    question, kind = QUESTIONS[field]
    return Ask(fact=f"support[{record.place}].{field}", question=question, type=kind)


def _told(records: Sequence[_Record]) -> list[tuple[Support, Truth]]:
    return [(record.support, record.counts) for record in records]


def _distinct(records: Sequence[_Record], wanted: Counts | None) -> Count:
    """Count enterprises: those surely counted, and those that may be; who is not named may be one of them, or not."""
    sure: set[str] = set()
    may_be: set[str] = set()
    unnamed_sure = unnamed = 0
    for record in records:
        truth = record.told(wanted)
        name = record.support.enterprise
        if truth is False:
            continue
        if name is None:
            unnamed += 1
            unnamed_sure += truth is True
        else:
            may_be.add(name)
            if truth:
                sure.add(name)
    return Count(max(len(sure), min(unnamed_sure, 1)), len(may_be) + unnamed)
