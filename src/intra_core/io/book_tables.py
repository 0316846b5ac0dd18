"""The tables of a measure file that make its rule book: conditions, award, state aid and duties."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from intra_core.errors import did_you_mean
from intra_core.io.document import Table
from intra_core.io.histories import consecutive
from intra_core.io.parts import Sources, daymark, localized, period
from intra_core.io.rule_lines import RuleLines
from intra_core.model.days import ALWAYS, Period
from intra_core.model.text import LocalizedText
from intra_core.rules.book import CostRule, Instalment, RuleBook, StateAid, derived_values
from intra_core.rules.check import check
from intra_core.rules.history import Condition, ConditionVersion, Duty
from intra_core.rules.kinds import Day, Number, YesNo
from intra_core.rules.language import Compare, Constant, Fact, Least, Named, Node, Rounded
from intra_core.rules.limits import whole
from intra_core.rules.parse import Fault
from intra_core.rules.payment import SOMETHING, something_to_pay

REGIMES: dict[str, str | None] = {
    "de-minimis": "aid.headroom",
    "mfa": "aid.mfa_headroom",
    "block-exemption": None,
    "none": None,
}
"""Each regime of state aid, with what an award may not exceed under it."""


def cost_rule(costs: Table, sources: Sources, lines: RuleLines) -> CostRule | None:
    """Read which cost lines count; from here on the sum of costs in the scope is of these alone."""
    text = costs.text("where")
    rule = None
    if text is not None:
        basis, says = sources.basis(costs), localized(costs, "says")
        try:
            rule = CostRule(node=lines.scope.count_costs(text), says=says, basis=basis)
        except Fault as fault:
            lines.complain(costs, "where", fault)
    costs.end()
    return rule


def book(root: Table, sources: Sources, lines: RuleLines, counting: CostRule | None) -> RuleBook:
    """Read the rule book of a measure from the tables of its file."""
    return _BookTables(root, sources, lines).book(counting)


@frozen(eq=False)
class _BookTables:
    root: Table
    sources: Sources
    lines: RuleLines

    def book(self, counting: CostRule | None) -> RuleBook:
        conditions = self._conditions()
        award, instalments, in_kind, falls = self._award()
        aid = self._state_aid()
        payment = something_to_pay(award, conditions) if award is not None else None
        if payment is not None:
            conditions = (*conditions, payment)
        if aid is not None and award is not None:
            headroom = self._headroom(aid)
            if headroom is not None:
                conditions = (*conditions, within(award, headroom, aid))
                award = Least((award, headroom), award.kind) if aid.reducible else award
        duties = tuple(each for table in self.root.tables("duty") if (each := self._duty(table)) is not None)
        self._refuse_ids_that_stand_twice(aid.regime if aid is not None else "none")
        scope = self.lines.scope
        derived, stricter = derived_values(conditions, duties, award, scope.vocabulary.definitions)
        found = RuleBook(
            currency=scope.currency,
            parameters=scope.parameters,
            conditions=conditions,
            award=award,
            instalments=instalments,
            in_kind=in_kind,
            not_monotone=falls,
            duties=duties,
            state_aid=aid,
            derived=derived,
            stricter=stricter,
            costs=counting,
            areas=self._areas(),
        )
        self._bound(found)
        return found

    def _bound(self, found: RuleBook) -> None:
        """Complain where a number of what no line says alone could come to more than every engine counts."""
        award = () if found.award is None else (found.award,)
        paid = (*award, *(each.amount for each in found.instalments))
        try:
            for node in (*found.nodes(), *(Rounded(each, "down", (1, 100), each.kind) for each in paid)):
                self.lines.scope.bound(node)
        except Fault as fault:
            if not self.root.document.complaints:
                self.root.document.complain(("award", "amount"), fault.says, fault.instead)

    def _conditions(self) -> tuple[Condition, ...]:
        versions: dict[str, list[tuple[Table, ConditionVersion]]] = {}
        for table in self.root.tables("condition"):
            name = table.text("id", required=True)
            node = self.lines.node(table, "holds", YesNo)
            applies = self.lines.node(table, "applies", YesNo) if "applies" in table else None
            span, says, basis = period(table), localized(table, "says"), self.sources.basis(table)
            text, guard = table.text("holds") or "", table.text("applies")
            table.end()
            if name is not None and node is not None:
                version = ConditionVersion(
                    period=span, text=text, node=node, applies=applies, guard=guard, says=says, basis=basis
                )
                versions.setdefault(name, []).append((table, version))
        conditions = []
        for name, found in versions.items():
            periods = consecutive([table for table, _ in found], [version.period for _, version in found])
            wordings = tuple(evolve(version, period=span) for (_, version), span in zip(found, periods, strict=True))
            conditions.append(Condition(id=name, versions=wordings))
        return tuple(conditions)

    def _award(self) -> tuple[Node | None, tuple[Instalment, ...], LocalizedText | None, str | None]:
        table = self.root.table("award", required=True)
        if table is None:
            return None, (), None, None
        amount = self._amount(table, "award")
        instalments = []
        for each in table.tables("instalments"):
            after, part = localized(each, "after", required=True), self._amount(each, "instalment")
            each.end()
            if after is not None and part is not None:
                instalments.append(Instalment(after=after, amount=part))
        in_kind, falls = localized(table, "in_kind"), table.text("not_monotone")
        table.end()
        return amount, tuple(instalments), in_kind, falls

    def _amount(self, table: Table, what: str) -> Node | None:
        """Take an amount that comes in whole cents of the measure's currency."""
        amount, currency = self.lines.node(table, "amount", Number), self.lines.scope.currency
        if amount is None:
            return None
        if isinstance(amount.kind, Number) and amount.kind.currency != currency:
            table.complain("amount", f"the {what} is in {amount.kind}, not in {currency}")
            return None
        if not whole(amount):
            table.complain("amount", f"the {what} has parts of a cent", "give it a [define] that names its rounding")
        return amount

    def _state_aid(self) -> StateAid | None:
        table = self.root.table("state_aid", required=True)
        if table is None:
            return None
        regime = table.text("regime", required=True)
        if regime is not None and regime not in REGIMES:
            table.complain("regime", f"unknown regime {regime!r}", did_you_mean(regime, REGIMES))
        aid = StateAid(regime=regime or "none", reducible=table.flag("reducible"), basis=self.sources.basis(table))
        table.end()
        return aid

    def _headroom(self, aid: StateAid) -> Named | Fact | None:
        """Give what an award may not exceed under its regime."""
        name = REGIMES.get(aid.regime)
        headroom = self.lines.scope.meaning(name) if name is not None else None
        return headroom if isinstance(headroom, Named | Fact) else None

    def _duty(self, table: Table) -> Duty | None:
        name = table.text("id", required=True)
        holds, until = self.lines.node(table, "holds", YesNo), self.lines.node(table, "until", Day)
        since, says, basis = daymark(table, "since"), localized(table, "says"), self.sources.basis(table)
        text, last = table.text("holds") or "", table.text("until") or ""
        table.end()
        if name is None or holds is None or until is None:
            return None
        span = Period(since) if since is not None else ALWAYS
        return Duty(id=name, holds=holds, until=until, text=text, last=last, says=says, basis=basis, period=span)

    def _refuse_ids_that_stand_twice(self, regime: str) -> None:
        """Complain about an id that stands for two things; the versions of one condition share theirs."""
        seen = {"call", SOMETHING, regime} - {"none"}
        for section in ("condition", "duty"):
            own: set[str] = set()
            for number, name in _texts_in(self.root.data, section, "id"):
                if name in seen or (name in own and section == "duty"):
                    says = f"the id {name!r} stands for two things"
                    self.root.document.complain((section, number, "id"), says, "give each condition and duty its own")
                own.add(name)
            seen |= own

    def _areas(self) -> dict[str, Node]:
        """For each programme area that a call was stopped for: that the undertaking is not of that area."""
        areas: dict[str, Node] = {}
        for number, call in enumerate(_listed(self.root.data, "call")):
            for place, area in _texts_in(call, "stopped", "area"):
                try:
                    areas[area] = check(f"undertaking.programme_area != {area!r}", self.lines.scope, YesNo)
                except Fault as fault:
                    path = ("call", number, "stopped", place, "area")
                    self.root.document.complain(path, fault.says, fault.instead)
        return areas


def _texts_in(holder: object, section: str, key: str) -> Iterator[tuple[int, str]]:
    """Give each text under a key of a list of tables, with the number of its table."""
    for number, each in enumerate(_listed(holder, section)):
        text = each.get(key) if isinstance(each, dict) else None
        if isinstance(text, str):
            yield number, text


def _listed(holder: object, key: str) -> list[Any]:
    """Give what a list of tables holds, if it is one: that it is not has been told before."""
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, list) else []


def within(award: Node, headroom: Named | Fact, aid: StateAid) -> Condition:
    """Make the condition that a regime adds: the whole award fits, or if it may be cut, something is still open."""
    kind = headroom.kind
    node = Compare(">", headroom, Constant(0, kind)) if aid.reducible else Compare("<=", award, headroom)
    text = f"{headroom.name} > 0" if aid.reducible else f"award <= {headroom.name}"
    return Condition(id=aid.regime, versions=(ConditionVersion(period=ALWAYS, text=text, node=node, basis=aid.basis),))
