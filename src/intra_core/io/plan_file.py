"""`plan.toml`: the action plan of a region, with the fields that the programme asks for."""

from collections.abc import Collection, Iterator

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.io.document import Document, Table
from intra_core.io.money_text import money
from intra_core.io.parts import Sources, daymark, described, localized, period, positive, word_of
from intra_core.io.practice_file import body
from intra_core.io.vocabulary_file import schema
from intra_core.model.days import Period
from intra_core.model.plan import (
    Action,
    ActionPlan,
    Answered,
    Change,
    ChangeType,
    Link,
    Milestone,
    PlanDocument,
    PlanStep,
    Player,
    Statement,
)
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark


@frozen(kw_only=True)
class Known:
    """What a plan may refer to in its own region: its bodies by key, its practices and measures by id.

    Without measures a link to one is taken as it stands.
    """

    region: str
    bodies: Collection[str]
    practices: Collection[str]
    measures: Collection[str] | None


def plan(document: Document, known: Known) -> ActionPlan:
    """Read the action plan of a region; complaints go to the document."""
    root = document.root()
    schema(root)
    sources = Sources.of(root)
    title = localized(root, "title", required=True)
    actions: list[Action] = []
    for table in root.tables("action"):
        action = _action(table, sources, known)
        if any(action.id == before.id for before in actions):
            table.complain("id", f"the action {action.id!r} stands twice", "give each action its own id")
        actions.append(action)
    found = ActionPlan(
        region=known.region,
        title=title or LocalizedText({"en": "?"}),
        document=_document(root, sources),
        change=_change(root, sources),
        milestones=tuple(_milestones(root, sources, known)),
        costs=_statements(root, "cost", sources),
        actions=tuple(actions),
        described=described(root, sources),
        file=document.name,
    )
    root.end()
    return found


def _document(root: Table, sources: Sources) -> PlanDocument:
    table = root.table("document", required=True)
    if table is None:
        return PlanDocument(basis=Basis(mark=Mark.ASSUMED))
    found = PlanDocument(says=localized(table, "says"), basis=sources.basis(table))
    table.end()
    return found


def _change(root: Table, sources: Sources) -> Change | None:
    table = root.table("change")
    if table is None:
        return None
    kind, says = word_of(table, "kind", ChangeType, required=True), localized(table, "says", required=True)
    basis = sources.basis(table)
    table.end()
    return Change(kind=kind, says=says, basis=basis) if kind is not None and says is not None else None


def _milestones(root: Table, sources: Sources, known: Known) -> Iterator[Milestone]:
    for table in root.tables("milestone"):
        step = word_of(table, "step", PlanStep, required=True)
        bodies = table.texts("by")
        for written in bodies:
            body(table, "by", known.bodies, written)
        on, place, says = daymark(table, "on"), table.text("place"), localized(table, "says")
        basis = sources.basis(table)
        table.end()
        if step is not None:
            yield Milestone(step=step, on=on, place=place, by=bodies, says=says, basis=basis)


def _action(table: Table, sources: Sources, known: Known) -> Action:
    title, nature = localized(table, "title", required=True), localized(table, "nature", required=True)
    found = Action(
        id=table.text("id", required=True) or "?",
        title=title or LocalizedText({"en": "?"}),
        nature=nature or LocalizedText({"en": "?"}),
        timeframe=_timeframe(table),
        players=tuple(_players(table, sources, known)),
        costs=_statements(table, "cost", sources),
        funding=_statements(table, "funding", sources),
        inspired_by=tuple(_links(table, "practice", sources, known.region, known.practices)),
        measures=tuple(_links(table, "measure", sources, known.region, known.measures)),
        recommendations=tuple(_recommendations(table, sources)),
        reason_not_implemented=localized(table, "reason_not_implemented"),
        described=described(table, sources),
        basis=sources.basis(table),
    )
    table.end()
    return found


def _timeframe(table: Table) -> Period | None:
    inner = table.table("timeframe")
    if inner is None:
        return None
    found = period(inner)
    if "since" not in inner:
        inner.complain(None, "the key 'since' is missing", "give the first day, as far as it is known", at_key=True)
    inner.end()
    return found


def _players(table: Table, sources: Sources, known: Known) -> Iterator[Player]:
    for each in table.tables("player"):
        yield Player(
            institution=body(each, "institution", known.bodies, each.text("institution", required=True)),
            role=localized(each, "role"),
            basis=sources.basis(each),
        )
        each.end()


def _statements(table: Table, key: str, sources: Sources) -> tuple[Statement, ...]:
    found = []
    for each in table.tables(key):
        amount, says = money(each, "amount"), localized(each, "says")
        if not {"amount", "says"} & each.data.keys():
            each.complain(None, f"this {key} says nothing", 'give amount = "EUR 1000.00", or says', at_key=True)
        if amount is not None and amount.minor < 0:
            each.complain("amount", f"{amount} is below zero")
            amount = None
        found.append(Statement(amount=amount, says=says, basis=sources.basis(each)))
        each.end()
    return tuple(found)


def _links(table: Table, key: str, sources: Sources, region: str, own: Collection[str] | None) -> Iterator[Link]:
    """Take links by full ids; those into the own region must lead somewhere, others are looked at when all are read."""
    for each in table.tables(key):
        name = each.text("id", required=True)
        if name is not None and "." not in name:
            each.complain("id", f"{name!r} is no full id", f'write "{region}.{name}", or another region\'s')
        elif own is not None and name is not None and name.startswith(f"{region}.") and name not in own:
            each.complain("id", f"there is no {key} {name!r}", did_you_mean(name, own))
        says = localized(each, "says")
        yield Link(id=name or "?", says=says, basis=sources.basis(each))
        each.end()


def _recommendations(table: Table, sources: Sources) -> Iterator[Answered]:
    for each in table.tables("recommendation"):
        number = positive(each, "number", required=True)
        basis = sources.basis(each)
        each.end()
        if number is not None:
            yield Answered(number=number, basis=basis)
