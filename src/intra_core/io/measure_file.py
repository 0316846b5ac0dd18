"""A measure file: identity, calls, names, conditions, award, duties and examples, checked as a whole."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from intra_core.errors import did_you_mean
from intra_core.io import names
from intra_core.io.calls import calls
from intra_core.io.document import Document, Table
from intra_core.io.examples import examples
from intra_core.io.missing_labels import refuse_missing_labels
from intra_core.io.parts import Sources, daymark, localized, period
from intra_core.io.vocabulary_file import schema
from intra_core.model.days import ALWAYS, Period
from intra_core.model.measure import Described, MeasureIdentity
from intra_core.model.money import CURRENCIES
from intra_core.model.text import LocalizedText
from intra_core.rules.book import CostRule, Instalment, MeasureScope, RuleBook, StateAid, derived_values
from intra_core.rules.check import check
from intra_core.rules.history import Condition, ConditionVersion, Duty
from intra_core.rules.kinds import Day, Kind, Number, YesNo
from intra_core.rules.language import Compare, Constant, Fact, Named, Node
from intra_core.rules.limits import whole
from intra_core.rules.measure import MeasureRules
from intra_core.rules.parse import Fault
from intra_core.rules.vocabulary import Vocabulary

KINDS = ("voucher", "grant", "unit-cost", "service")
REGIMES: dict[str, str | None] = {"de-minimis": "aid.headroom", "none": None}


def measure(
    document: Document, region: str, currency: str, vocabulary: Vocabulary, constants: Mapping[str, Constant]
) -> MeasureRules:
    """Read a measure of a region.

    Args:
        document: the file; complaints go there.
        region: the region's id, with which the measure's begins.
        currency: the region's currency, unless the file names another.
        vocabulary: what law and region contribute.
        constants: what every rule of the region may name, such as its Member State.
    """
    reader = _Reader(document, region, vocabulary)
    return reader.read(currency, constants)


class _Reader:
    def __init__(self, document: Document, region: str, vocabulary: Vocabulary) -> None:
        self.document = document
        self.region = region
        self.vocabulary = vocabulary
        self.root = document.root()
        self.sources = Sources()

    def read(self, currency: str, constants: Mapping[str, Constant]) -> MeasureRules:
        root = self.root
        schema(root)
        self.sources.read(root.table("source"))
        stated = root.text("currency")
        if stated is not None and stated not in CURRENCIES:
            root.complain("currency", f"unknown currency {stated!r}", did_you_mean(stated, CURRENCIES))
        currency = stated if stated in CURRENCIES else currency
        parameters = names.parameters(root.table("parameter"), self.sources, self.vocabulary.units)
        sets = names.sets(root.table("set"))
        defined = names.definitions(root.table("define"), self.document.name)
        costs = root.table("costs")
        cost_kinds = frozenset(costs.texts("kinds")) if costs is not None else frozenset()
        if costs is not None:
            self._known_words(costs, "kinds", cost_kinds)
        own = Vocabulary(
            labels=names.labels(root.table("label")),
            sets=sets,
            parameters=parameters,
            definitions={name: each for name, (each, _) in defined.items()},
        )
        for name in (*parameters, *own.definitions, *sets):
            if name in self.vocabulary.facts:
                self.root.complain(None, f"{name!r} is already a fact", "take another name", at_key=True)
        joined = self.vocabulary.joined(own)
        self.scope = MeasureScope(
            self.vocabulary, currency, parameters, sets, own.definitions, cost_kinds, constants, self.document.broken
        )
        self.defined = {name: table for name, (_, table) in defined.items()}
        counting = self._cost_rule(costs) if costs is not None else None
        if costs is not None:
            costs.end()
        for name, table in self.defined.items():
            self._checked(table, "is", None, name)
        identity = self._identity(currency)
        book = self._book(currency, counting)
        worked = examples(root)
        refuse_missing_labels(self.document, book, joined)
        root.end()
        return MeasureRules(identity=identity, book=book, vocabulary=joined, examples=worked, cost_kinds=cost_kinds)

    def _cost_rule(self, costs: Table) -> CostRule | None:
        text = costs.text("where")
        if text is None:
            return None
        basis = self.sources.basis(costs)
        try:
            return CostRule(node=self.scope.count_costs(text), basis=basis)
        except Fault as fault:
            self._complain(costs, "where", fault, None)
        return None

    def _known_words(self, table: Table, key: str, words: frozenset[str]) -> None:
        for word in sorted(words - self.vocabulary.words.keys()):
            table.complain(key, f"unknown word {word!r}", did_you_mean(word, self.vocabulary.words))

    def _identity(self, currency: str) -> MeasureIdentity:
        root = self.root
        stated = root.text("id", required=True)
        name = stated or f"{self.region}.?"
        if stated and not (name.startswith(f"{self.region}.") and name.partition(".")[2].isidentifier()):
            root.complain("id", f"{name!r} is no id of this region", f'write "{self.region}.short_name"')
        kind = root.text("kind", required=True)
        if kind is not None and kind not in KINDS:
            root.complain("kind", f"unknown kind {kind!r}", did_you_mean(kind, KINDS))
        status = root.text("status")
        if status not in (None, "planned"):
            root.complain("status", f"unknown status {status!r}", 'write "planned", or leave it out')
        title = localized(root.table("title", required=True))
        rounds = calls(root, self.sources)
        if not rounds and status != "planned":
            root.complain(None, "there is no call", 'give [[call]], or status = "planned"', at_key=True)
        described = tuple(self._described(each) for each in root.tables("described"))
        canonical = json.dumps(
            self.document.tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
        )
        return MeasureIdentity(
            id=name,
            kind=kind or "voucher",
            title=title or LocalizedText({"en": name}),
            authority=root.text("authority"),
            planned=status == "planned",
            currency=currency,
            rows=root.texts("row"),
            calls=rounds,
            described=tuple(each for each in described if each is not None),
            digest=f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}",
            file=self.document.name,
        )

    def _described(self, table: Table) -> Described | None:
        title, says = localized(table.table("title")), localized(table.table("says", required=True))
        name, basis = table.text("id"), self.sources.basis(table)
        table.end()
        return Described(id=name, title=title, says=says, basis=basis) if says is not None else None

    def _checked(self, table: Table, key: str, wanted: type[Kind] | None, defined: str | None = None) -> Node | None:
        text = table.text(key, required=True)
        if text is None or not text.strip():
            return None
        try:
            if defined is not None:
                meaning = self.scope.meaning(defined)
                return meaning if isinstance(meaning, Named) else None
            return check(text, self.scope, wanted)
        except Fault as fault:
            self._complain(table, key, fault, defined)
            return None

    def _complain(self, table: Table, key: str, fault: Fault, defined: str | None) -> None:
        circle = fault.says.startswith("the definitions go round in a circle: ") and fault.says.partition(": ")[2]
        if fault.name is None or fault.name == defined or (circle and defined in circle.split(" -> ")):
            self.document.complain((*table.path, key), fault.says, fault.instead, index=fault.index)
        elif fault.name not in self.defined and fault.name not in self.document.broken:
            table.complain(key, f"{fault.name!r} cannot be used: {fault.says}", fault.instead)

    def _book(self, currency: str, counting: CostRule | None) -> RuleBook:
        root = self.root
        conditions = self._conditions()
        award, instalments = self._award()
        aid = self._state_aid()
        if aid is not None and award is not None:
            headroom = self._headroom(aid, award)
            if headroom is not None:
                conditions = (*conditions, headroom)
        duties = tuple(each for table in root.tables("duty") if (each := self._duty(table)) is not None)
        self._ids(aid.regime if aid is not None else "none")
        derived, stricter = derived_values(conditions, duties, award, self.vocabulary.definitions)
        return RuleBook(
            currency=currency,
            parameters=self.scope.parameters,
            conditions=conditions,
            award=award,
            instalments=instalments,
            duties=duties,
            state_aid=aid,
            derived=derived,
            stricter=stricter,
            costs=counting,
            areas=self._areas(),
        )

    def _ids(self, regime: str) -> None:
        """Refuse an id that stands for two things; the versions of one condition share theirs."""
        seen = {"call", regime} - {"none"}
        tree = self.document.tree
        for section in ("condition", "duty"):
            own: set[str] = set()
            for number, each in enumerate(_listed(tree, section)):
                name = each.get("id") if isinstance(each, dict) else None
                if not isinstance(name, str):
                    continue
                if name in seen or (name in own and section == "duty"):
                    says = f"the id {name!r} stands for two things"
                    self.document.complain((section, number, "id"), says, "give each condition and duty its own")
                own.add(name)
            seen |= own

    def _conditions(self) -> tuple[Condition, ...]:
        versions: dict[str, list[tuple[Table, ConditionVersion]]] = {}
        for table in self.root.tables("condition"):
            name = table.text("id", required=True)
            node = self._checked(table, "holds", YesNo)
            applies = self._checked(table, "applies", YesNo) if "applies" in table else None
            span, says, basis = period(table), localized(table.table("says")), self.sources.basis(table)
            text = table.text("holds") or ""
            table.end()
            if name is not None and node is not None:
                version = ConditionVersion(period=span, text=text, node=node, applies=applies, says=says, basis=basis)
                versions.setdefault(name, []).append((table, version))
        conditions = []
        for name, found in versions.items():
            periods = names.consecutive([table for table, _ in found], [version.period for _, version in found])
            wordings = tuple(evolve(version, period=span) for (_, version), span in zip(found, periods, strict=True))
            conditions.append(Condition(id=name, versions=wordings))
        return tuple(conditions)

    def _award(self) -> tuple[Node | None, tuple[Instalment, ...]]:
        table = self.root.table("award", required=True)
        if table is None:
            return None, ()
        amount = self._checked(table, "amount", Number)
        if amount is not None and isinstance(amount.kind, Number) and amount.kind.currency != self.scope.currency:
            table.complain("amount", f"the award is in {amount.kind}, not in {self.scope.currency}")
            amount = None
        if amount is not None and not whole(amount):
            table.complain("amount", "the award has parts of a cent", "give it a [define] that names its rounding")
        instalments = []
        for each in table.tables("instalments"):
            after, part = localized(each.table("after", required=True)), self._checked(each, "amount", Number)
            if part is not None and isinstance(part.kind, Number) and part.kind.currency != self.scope.currency:
                each.complain("amount", f"the instalment is in {part.kind}, not in {self.scope.currency}")
            elif part is not None and not whole(part):
                each.complain(
                    "amount", "the instalment has parts of a cent", "give it a [define] that names its rounding"
                )
            each.end()
            if after is not None and part is not None:
                instalments.append(Instalment(after=after, amount=part))
        table.end()
        return amount, tuple(instalments)

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

    def _headroom(self, aid: StateAid, award: Node) -> Condition | None:
        name = REGIMES.get(aid.regime)
        headroom = self.scope.meaning(name) if name is not None else None
        if not isinstance(headroom, Named | Fact):
            return None
        node = Compare("<=", award, headroom)
        version = ConditionVersion(period=ALWAYS, text=f"award <= {name}", node=node, basis=aid.basis)
        return Condition(id=aid.regime, versions=(version,))

    def _duty(self, table: Table) -> Duty | None:
        name = table.text("id", required=True)
        holds, until = self._checked(table, "holds", YesNo), self._checked(table, "until", Day)
        since, says, basis = daymark(table, "since"), localized(table.table("says")), self.sources.basis(table)
        table.end()
        if name is None or holds is None or until is None:
            return None
        return Duty(
            id=name,
            holds=holds,
            until=until,
            says=says,
            basis=basis,
            period=Period(since) if since is not None else ALWAYS,
        )

    def _areas(self) -> dict[str, Node]:
        """For each programme area that a call was stopped for: that the undertaking is not of that area."""
        areas: dict[str, Node] = {}
        for number, table in enumerate(_listed(self.document.tree, "call")):
            for place, stop in enumerate(_listed(table, "stopped")):
                area = stop.get("area") if isinstance(stop, dict) else None
                if isinstance(area, str):
                    try:
                        areas[area] = check(f"undertaking.programme_area != {area!r}", self.scope, YesNo)
                    except Fault as fault:
                        self.document.complain(("call", number, "stopped", place, "area"), fault.says, fault.instead)
        return areas


def _listed(table: object, key: str) -> list[Any]:
    """Give what a list of tables holds, if it is one: that it is not has been told before."""
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, list) else []
