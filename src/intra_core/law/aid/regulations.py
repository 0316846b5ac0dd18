"""Which regulation bounds aid of a regime on a day, and within which limits; read from `regimes.toml`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.io.document import Table
from intra_core.law.lawbook import Lawbook
from intra_core.model.days import add_days

FILE = "regimes.toml"
GENERAL = "aid.general"
OTHER_SECTOR = "other"
"""What is none of the sectors with a ceiling of their own."""
UNION_LAW_IN_GB = "aid.union_law_in_gb.until"


@frozen(kw_only=True)
class Limit:
    """A ceiling over a time, and what counts against it: the names of figures and of a set.

    `sector` and `where` (readings by policy) say where it binds. `of` stands for all limits of another regime.
    `equivalents` is where the figures stand by which loans and guarantees are turned into grants.
    """

    id: str
    ceiling: str
    window: str
    counts: str
    sector: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    of: str | None = None
    equivalents: str | None = None


@frozen(kw_only=True)
class Regulation:
    """A regulation on aid of one regime. `since` names the day from which it takes the place of the one before.

    Under one with `partial`, the part of an award up to the ceiling may be granted.
    """

    id: str
    regime: str
    territory: str
    since: str | None = None
    partial: bool = False
    limits: tuple[Limit, ...] = ()


@cache
def regulations(law: Lawbook) -> tuple[Regulation, ...]:
    """Give every regulation of `regimes.toml`; of one regime, the earlier first.

    >>> from intra_core.law.lawbook import lawbook
    >>> [each.id for each in regulations(lawbook()) if each.regime == "de-minimis"]
    ['1407-2013', '2023-2831']
    """
    with law.reading(FILE) as (root, _):
        return tuple(_regulations(root))


def _regulations(root: Table) -> Iterator[Regulation]:
    for table in root.tables("regulation"):
        yield Regulation(
            id=table.text("id", required=True) or "?",
            regime=table.text("regime", required=True) or "?",
            territory=table.text("territory", required=True) or "?",
            since=table.text("since"),
            partial=table.flag("partial"),
            limits=tuple(map(_limit, table.tables("limit"))),
        )
        table.end()


def _limit(table: Table) -> Limit:
    of, where = table.text("of"), table.table("where")
    whole = of is None
    limit = Limit(
        id=table.text("id", required=whole) or "?",
        ceiling=table.text("ceiling", required=whole) or "?",
        window=table.text("window", required=whole) or "?",
        counts=table.text("counts", required=whole) or "?",
        sector=table.text("sector"),
        where=tuple((name, where.text(name) or "?") for name in where.rest()) if where is not None else (),
        of=of,
        equivalents=table.text("equivalents"),
    )
    table.end()
    return limit


@frozen(kw_only=True)
class Question:
    """What is the same on every day that a question looks at: whose aid, under which regime, by which readings."""

    law: Lawbook
    member_state: str
    regime: str
    sector: str | None
    policies: Mapping[str, str]

    def regulation(self, day: dt.date) -> Regulation | None:
        """Give the regulation that bounds the regime on a day; None where none is known."""
        return _in_place(self, self.regime, day)

    def limits(self, day: dt.date) -> tuple[Limit, ...]:
        """Give what bounds the regime on a day, its own limit first; nothing where no regulation is known."""
        return tuple(_binding(self, _in_place(self, self.regime, day), day))

    def changes(self) -> tuple[dt.date, ...]:
        """Give the days on which what bounds the regime changes, in order."""
        return tuple(sorted(set(_changes(self, self.regime))))


def sectors(law: Lawbook) -> frozenset[str]:
    """Give the sectors with a ceiling of their own, and the word for every other one.

    >>> from intra_core.law.lawbook import lawbook
    >>> sorted(sectors(lawbook()))
    ['other', 'road-freight']
    """
    own = (limit.sector for each in regulations(law) for limit in each.limits)
    return frozenset({OTHER_SECTOR, *(each for each in own if each is not None)})


def general_regime(law: Lawbook, member_state: str, day: dt.date) -> str | None:
    """Give the regime of small amounts of aid of a state on a day.

    >>> from intra_core.law.lawbook import lawbook
    >>> general_regime(lawbook(), "SI", dt.date(2024, 9, 2)), general_regime(lawbook(), "GB", dt.date(2024, 9, 2))
    ('de-minimis', 'mfa')
    """
    figure = law.figure(f"{GENERAL}.{territory(member_state)}", day)
    return figure.word if figure is not None else None


def territory(member_state: str) -> str:
    """Say whose rules a state grants aid under: those of the Union, or its own."""
    return "gb" if member_state == "GB" else "eu"


def _in_place(asked: Question, regime: str, day: dt.date) -> Regulation | None:
    latest = _latest(asked, regime, day)
    own = next(_binding(asked, latest, day), None)
    return latest if own is not None and asked.law.figure(own.ceiling, day) is not None else None


def _latest(asked: Question, regime: str, day: dt.date) -> Regulation | None:
    """Give the regulation that took its place last, even if it is no longer in force."""
    of_regime = [each for each in regulations(asked.law) if each.regime == regime and _holds_in(asked, each, day)]
    begun = [each for each in of_regime if (first := first_day(asked, each)) is None or first <= day]
    return begun[-1] if begun else None


def first_day(asked: Question, regulation: Regulation) -> dt.date | None:
    """Give the day from which a regulation takes the place of the one before; None of the first one."""
    if regulation.since is None:
        return None
    figure = asked.law.figure(regulation.since.format_map(asked.policies), dt.date.max)
    return dt.date.fromordinal(int(figure.number)) if figure is not None else dt.date.max


def _holds_in(asked: Question, regulation: Regulation, day: dt.date) -> bool:
    here = territory(asked.member_state)
    if regulation.territory == here:
        return True
    if (here, regulation.territory) != ("gb", "eu"):
        return False
    until = asked.law.figure(UNION_LAW_IN_GB, day)
    return until is not None and day.toordinal() <= until.number


def _binding(asked: Question, regulation: Regulation | None, day: dt.date) -> Iterator[Limit]:
    for limit in regulation.limits if regulation is not None else ():
        if limit.of is not None:
            # Where that regime's regulation has ended, its ceiling is unknown and bounds nothing away.
            yield from _binding(asked, _latest(asked, limit.of, day), day)
        elif limit.sector in {None, asked.sector} and all(asked.policies[each] == told for each, told in limit.where):
            yield limit


def _changes(asked: Question, regime: str) -> Iterator[dt.date]:
    until = asked.law.figure(UNION_LAW_IN_GB, dt.date.max)
    if territory(asked.member_state) == "gb" and until is not None:
        yield _after(int(until.number))
    for regulation in regulations(asked.law):
        if regulation.regime == regime:
            first = first_day(asked, regulation)
            if first is not None:
                yield first
            for limit in regulation.limits:
                yield from _changes(asked, limit.of) if limit.of is not None else _versions(asked.law, limit)


def _versions(law: Lawbook, limit: Limit) -> Iterator[dt.date]:
    for name in (limit.ceiling, limit.window):
        for version in law.parameters[name].versions:
            yield dt.date.fromordinal(version.period.since.early)
            if version.period.until is not None:
                yield _after(version.period.until.late)


def _after(day: int) -> dt.date:
    return dt.date.fromordinal(add_days(day, 1))
