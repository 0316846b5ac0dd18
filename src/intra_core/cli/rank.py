"""`intra rank`: who is granted a call's money, in the order of award, and who waits."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import evolve

from intra_core.assessment.awarding import AwardRule, Awards, Choice, Chosen, Decision, award, rule_of
from intra_core.assessment.awarding.answer import awards_to_dict, decision_to_dict
from intra_core.assessment.awarding.chosen import tie_text
from intra_core.assessment.awarding.wording import ordinal, pot_text
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.cli import outside
from intra_core.cli.faults import Faults, once
from intra_core.cli.reply import Line, Reply
from intra_core.cli.table import record
from intra_core.errors import Complaint, QuarantinedRegion, Unreadable, WrongInput, did_you_mean
from intra_core.io.candidates_file import MOST_BYTES, Columns, candidates_from
from intra_core.model.allocation import FIRST, OWN_TIES, TieBreak
from intra_core.model.measure import Call
from intra_core.model.money import Money

if TYPE_CHECKING:
    from intra_core.model.candidate import Candidate

ONLY_ENGLISH = "orders of award are told in English"
COLUMNS = (
    "rank", "id", "asked", "granted", "reason", "short", "left", "reached_at", "waiting", "points", "lot",
)  # fmt: skip


def answer(asked: Namespace) -> Reply:
    """Give a call's money out.

    Raises:
        WrongInput: with every fault of the options and the file, or what neither the call nor an option says.
        QuarantinedRegion: if the region could not be loaded.
    """
    catalogue = outside.load_regions()
    measure, call = _call(asked.call, catalogue)
    currency = measure.identity.currency
    faults = Faults()
    chosen, rule = _chosen(asked, faults), None
    with faults:
        try:
            rule = rule_of(call, currency, chosen)
        except WrongInput as wrong:
            raise WrongInput(evolve(each, key=_option(each.key)) for each in wrong.complaints) from None
    told = call.allocation
    ties = rule.ties if rule is not None else chosen.ties or ()
    columns = Columns(
        currency=currency,
        criteria=told.criteria if told is not None else (),
        figures=tuple(each.by for each in ties if each.by not in OWN_TIES),
    )
    candidates: tuple[Candidate, ...] = ()
    with faults:
        candidates = candidates_from(*outside.read(asked.file, MOST_BYTES), columns)
    faults.close()
    assert rule is not None  # noqa: S101 (what keeps it from being made has been complained of)
    try:
        found = award(candidates, rule)
    except WrongInput as wrong:
        raise WrongInput(evolve(each, file=asked.file) for each in once(wrong.complaints)) from None
    name = f"{measure.id}.{call.id}"
    wanted = _wanted(asked.id, found)
    return Reply(
        data=awards_to_dict(found, name, wanted) if asked.json else {},
        lines=lambda: _values(wanted) if asked.csv else _lines(name, found, wanted),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        notes=() if asked.lang == "en" else (ONLY_ENGLISH,),
        tells_language=True,
    )


def _call(named: str, catalogue: Catalogue) -> tuple[Measure, Call]:
    """Find a call by its measure's id and its own, or the only call of a measure.

    Raises:
        WrongInput: if there is none.
        QuarantinedRegion: if its region could not be loaded.
    """
    region, _, rest = named.partition(".")
    broken = next((each for each in catalogue.quarantined if each.region == region), None)
    if broken is not None:
        raise QuarantinedRegion(region, broken.complaints)
    calls = {f"{measure.id}.{call.id}": (measure, call) for measure in catalogue for call in measure.identity.calls}
    measure = catalogue.by_id.get(f"{region}.{rest.partition('.')[0]}")
    if measure is not None and named == measure.id and len(measure.identity.calls) == 1:
        return measure, measure.identity.calls[0]
    if named not in calls:
        own = [name for name in calls if measure is not None and name.startswith(f"{measure.id}.")]
        several = any(name.startswith(f"{named}.") for name in own)
        says = f"{named!r} has several calls" if several else f"there is no call {named!r}"
        raise WrongInput([Complaint(says=says, instead=did_you_mean(named, own or calls))])
    return calls[named]


def _chosen(asked: Namespace, faults: Faults) -> Chosen:
    """Take what the options choose."""
    budgets = {}
    for each in asked.budget_of:
        word, equal, amount = each.partition("=")
        if equal and word.strip():
            budgets[word.strip()] = _money(amount.strip(), "--budget-of", faults)
        else:
            says = f"{each!r} names no area"
            faults.complaints.append(Complaint(says=says, instead='write east="EUR 100000.00"', key="--budget-of"))
    return Chosen(
        order=asked.order,
        ties=tuple(_ties(asked.tie, faults)) or None,
        last=asked.last,
        beyond=asked.beyond,
        members=asked.members,
        unused_reserve=asked.unused_reserve,
        least_merit=_points(asked.least_merit, faults),
        budget=_money(asked.budget, "--budget", faults) if asked.budget is not None else None,
        budgets={word: money for word, money in budgets.items() if money is not None},
        seed=asked.seed,
    )


def _ties(written: Iterable[str], faults: Faults) -> Iterator[TieBreak]:
    for each in written:
        by, colon, first = each.partition(":")
        if colon and first not in FIRST:
            says = f"{first!r} does not say who comes first"
            faults.complaints.append(Complaint(says=says, instead="write --tie markets:most, or :least", key="--tie"))
        else:
            yield TieBreak(by=by, first=first) if colon else TieBreak(by=by)


def _money(written: str, option: str, faults: Faults) -> Money | None:
    try:
        return Money.parse(written)
    except Unreadable as error:
        faults.complaints.append(Complaint(says=error.says, instead=error.instead, key=option))
        return None


def _points(written: str | None, faults: Faults) -> Decimal | None:
    if written is None:
        return None
    text = written.removesuffix(" points")
    if not text.replace(".", "", 1).isascii() or not text.replace(".", "", 1).isdigit():
        says = f"{written!r} is not a number of points"
        faults.complaints.append(Complaint(says=says, instead="write it like 3.00", key="--least-merit"))
        return None
    return Decimal(text)


def _option(key: str | None) -> str:
    """Name the option by which a part of the rule is chosen."""
    name, _, area = (key or "").partition(".")
    return f"--budget-of {area}" if area else f"--{name.replace('_', '-')}"


def _wanted(name: str | None, found: Awards) -> Iterable[Decision]:
    if name is None:
        return found
    try:
        return (found.of(name),)
    except KeyError:
        ids = [each.id for each in (*found.ordered, *found.unranked)]
        says, instead = f"there is no application {name!r}", did_you_mean(name, ids)
        raise WrongInput([Complaint(says=says, instead=instead, key="--id")]) from None


def _values(decisions: Iterable[Decision]) -> Iterator[Line]:
    yield record(COLUMNS)
    for each in decisions:
        told = decision_to_dict(each)
        cells = [told[name] for name in COLUMNS]
        yield record(" ".join(cell) if isinstance(cell, list) else "" if cell is None else cell for cell in cells)


def _lines(name: str, found: Awards, wanted: Iterable[Decision]) -> Iterator[Line]:
    rule = found.rule
    granted, whole = Money(found.total, rule.currency), sum(each > 0 for each in found.granted)
    yield Line(f"{name}: {whole} of {len(found)} applications are granted {granted}", 0, "bold")
    yield from _rule_lines(rule)
    yield Line("Money", 2, "bold")
    for pot in found.pots:
        amounts = f"{Money(pot.granted, rule.currency)} of {Money(pot.money, rule.currency)} granted"
        freed = f", {Money(pot.freed, rule.currency)} opened to all" if pot.freed else ""
        left = f", {Money(pot.left, rule.currency)} left" if pot.left else ""
        reached = f", reached at the {ordinal(pot.reached_at)}" if pot.reached_at is not None else ""
        yield Line(f"{pot_text((pot.name,))}: {amounts}{freed}{left}{reached}", 4)
    if rule.seed is not None:
        yield Line(f"drawn from the seed {rule.seed!r} and the ids, whose SHA-256 is {found.digest}", 4)
    yield Line("Applications", 2, "bold")
    yield from (Line(f"{each.id}: {each.says}", 4) for each in wanted)


def _rule_lines(rule: AwardRule) -> Iterator[Line]:
    yield Line("Rule", 2, "bold")
    chosen = {each.key: each for each in rule.chosen}
    ties = ", ".join(tie_text(each) for each in rule.ties)
    for key, value in (
        ("order", rule.order),
        ("ties", ties or None),
        ("least_merit", f"{rule.least_merit:f} points" if rule.least_merit is not None else None),
        ("last", rule.last),
        ("beyond", rule.beyond),
        ("members", rule.members),
        ("unused_reserve", rule.unused_reserve),
    ):
        if value is not None:
            yield Line(f"{key.replace('_', ' ')}: {value}{_whose(chosen, key)}", 4)
    for each in rule.chosen:
        if each.key.startswith("budget"):
            yield Line(f"{each.key.replace('budgets.', 'budget of ')}: {each.value}{_whose(chosen, each.key)}", 4)
    if rule.basis is not None and rule.basis.source is not None:
        source = rule.basis.source
        place = f", {source.address}" if source.address else ""
        yield Line(f"what the call says: {source.title}{place} ({rule.basis.mark.value})", 4)


def _whose(chosen: dict[str, Choice], key: str) -> str:
    if key not in chosen:
        return ""
    instead_of = chosen[key].instead_of
    return f" (chosen; the call says {instead_of})" if instead_of else " (chosen; the call does not say)"
