"""The rule book of a measure: its names with their meanings, its conditions, award and duties."""

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from intra_core.model.money import GREATEST_COST
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis
from intra_core.rules import language
from intra_core.rules.beyond import refused
from intra_core.rules.check import check
from intra_core.rules.converted import in_currency
from intra_core.rules.functions import RuleFunction
from intra_core.rules.history import Condition, Duty, Parameter
from intra_core.rules.kinds import Day, Number, Records, YesNo, described
from intra_core.rules.language import Among, And, Compare, Element, Fact, Named, Node, Rounded, Walk
from intra_core.rules.magnitude import Measuring
from intra_core.rules.parse import Fault
from intra_core.rules.scope import FunctionShape, Meaning, NamedSet, TableShape
from intra_core.rules.vocabulary import Definition, Vocabulary

ON = Fact("on", Day())
SUBMITTED = "project.submitted"
COSTS = "costs.eligible"
MOST_PARTS = 5_000
DEEPEST = 100
WINDOW = {"call.costs.since": Day(), "call.costs.until": Day()}
"""What every measure has without saying so: the cost window of the call."""
NO_KINDS = ("the measure names no kind of cost", 0, 'write [costs] kinds = ["…"]')
EVERY_MEASURES = frozenset({"on", COSTS, "costs.kinds", "region.member_state", *WINDOW})
"""Names that mean something in every measure, which nothing may give another meaning."""


@frozen(kw_only=True)
class Instalment:
    """A part of the award and what it is paid after."""

    after: LocalizedText
    amount: Node


@frozen(kw_only=True)
class CostRule:
    """Which cost lines count, of those of a kind that is paid and in the window; `x` is the line."""

    node: Node
    says: LocalizedText | None = None
    basis: Basis


@frozen(kw_only=True)
class StateAid:
    """The regime an award is granted under, and whether it may be cut to what the regime leaves."""

    regime: str
    reducible: bool
    basis: Basis


@frozen(kw_only=True, eq=False)
class RuleBook:
    """What decides one measure: all of it typed and checked, none of it settled on a day yet."""

    currency: str
    parameters: Mapping[str, Parameter]
    conditions: tuple[Condition, ...]
    award: Node | None
    instalments: tuple[Instalment, ...] = ()
    in_kind: LocalizedText | None = None
    """What the award is, where it is help and not money; its amount is then the value of the help."""
    not_monotone: str | None = None
    """Why the award may fall where costs rise; None where it must not, which the conformance kit checks."""
    duties: tuple[Duty, ...] = ()
    state_aid: StateAid | None = None
    derived: Mapping[str, Node] = field(factory=dict)
    """What an application may state instead of what it is worked out from, by name."""
    stricter: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """For some of these, which of two values is the stricter: `("least",)`, or all words from mild to strict."""
    costs: CostRule | None = None
    areas: Mapping[str, Node] = field(factory=dict)
    """For each programme area that a call was stopped for: that the undertaking is not of that area."""

    def nodes(self) -> tuple[Node, ...]:
        """Give every rule of the book, whatever the day."""
        versions = [version for condition in self.conditions for version in condition.versions]
        nodes: list[Node] = [version.node for version in versions]
        nodes += [version.applies for version in versions if version.applies is not None]
        nodes += [each for duty in self.duties for each in (duty.holds, duty.until)]
        nodes += [self.award] if self.award is not None else []
        return (*nodes, *(part.amount for part in self.instalments), *self.areas.values())


def derived_values(
    conditions: Iterable[Condition], duties: Iterable[Duty], award: Node | None, definitions: Mapping[str, Definition]
) -> tuple[dict[str, Node], dict[str, tuple[str, ...]]]:
    """Find the worked-out values that an application may state instead, and for some which of two is the stricter.

    `definitions` are those of law and region: what a measure defines for itself cannot be stated.
    """
    nodes = [version.node for condition in conditions for version in condition.versions]
    nodes += [each for duty in duties for each in (duty.holds, duty.until)]
    nodes += [award] if award is not None else []
    named = {each.name: each for node in nodes for each in language.walk(node) if isinstance(each, Named)}
    derived: dict[str, Node] = {}
    stricter: dict[str, tuple[str, ...]] = {}
    for name, node in named.items():
        definition = definitions.get(name)
        if name == COSTS:
            derived[name] = node
        elif definition is not None and definition.stricter:
            derived[name] = node
            stricter[name] = definition.stricter
    return derived, stricter


class MeasureScope:
    """What names mean in one measure: its own, then the law's and the region's, then what every measure has."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        currency: str,
        parameters: Mapping[str, Parameter],
        sets: Mapping[str, NamedSet],
        definitions: Mapping[str, Definition],
        cost_kinds: frozenset[str],
        constants: Mapping[str, language.Constant],
        broken: Iterable[str] = (),
    ) -> None:
        self.currency = currency
        self.vocabulary = vocabulary
        shared = {name: in_currency(each, currency) for name, each in vocabulary.parameters.items()}
        self.parameters: dict[str, Parameter] = {**shared, **parameters}
        self.sets: dict[str, NamedSet] = {**vocabulary.sets, **sets}
        self.definitions: dict[str, Definition] = {**vocabulary.definitions, **definitions}
        self.cost_kinds = cost_kinds
        self.constants = constants
        self.broken = broken
        self.counting: Node | None = None
        self.used: set[str] = set()
        """Every name that a rule has asked for."""
        stated = [COSTS, *(name for name, each in vocabulary.definitions.items() if each.stricter)]
        self._measuring = Measuring(self.parameters, dict.fromkeys(stated, GREATEST_COST))
        self._meanings: dict[str, Meaning | None] = {}
        self._open: list[str] = []
        self._sizes: dict[str, tuple[int, int]] = {}

    def names(self) -> Iterable[str]:
        """Give every name."""
        return [
            *self.vocabulary.names(),
            *self.parameters,
            *self.sets,
            *self.definitions,
            *self.constants,
            *WINDOW,
            COSTS,
            "on",
        ]

    def functions(self) -> Iterable[str]:
        """Give the names of the region's functions."""
        return self.vocabulary.functions

    def meaning(self, name: str) -> Meaning | None:
        """Give what a full name stands for, or None.

        Raises:
            Fault: if it is a definition that goes round in a circle or is itself at fault.
        """
        self.used.add(name)
        if name not in self._meanings:
            self._meanings[name] = self._found(name)
        return self._meanings[name]

    def _found(self, name: str) -> Meaning | None:
        parameter = self.parameters.get(name)
        if parameter is not None:
            if isinstance(parameter.shape, TableShape):
                return evolve(parameter.shape, sign=parameter.sign)
            return parameter.shape or language.Parameter(name, parameter.kind, parameter.sign)
        if name in self.broken:
            raise Fault("its own entry is faulty").under(name)
        if name in self.definitions:
            return self._definition(self.definitions[name])
        if name in self.sets:
            return self.sets[name]
        if name in self.constants:
            return self.constants[name]
        if name in WINDOW:
            return language.Parameter(name, WINDOW[name])
        if name == "costs.kinds":
            if not self.cost_kinds:
                raise Fault(*NO_KINDS)
            return NamedSet(name, self.cost_kinds)
        if name == COSTS:
            return self._eligible_costs()
        return self._told(name)

    def _told(self, name: str) -> Fact | FunctionShape | None:
        """Give a fact, or a function of the region."""
        if name in self.vocabulary.functions:
            return self._function(self.vocabulary.functions[name])
        entry = self.vocabulary.facts.get(name)
        if entry is None or entry.of_list:
            return ON if name == "on" else None
        return Fact(name, self.vocabulary.kind_in(self.currency, entry.kind), entry.low, entry.high)

    def _function(self, function: RuleFunction) -> FunctionShape:
        takes = tuple(self.vocabulary.kind_in(self.currency, each) for each in function.takes)
        return FunctionShape(takes, self.vocabulary.kind_in(self.currency, function.gives), function)

    def _definition(self, definition: Definition) -> Named | Fact:
        name = definition.name
        if name in self._open:
            circle = (*self._open[self._open.index(name) :], name)
            raise Fault(f"the definitions go round in a circle: {' -> '.join(circle)}", circle=circle)
        self._open.append(name)
        try:
            return self._measured(Named(name, self._body(definition)))
        except Fault as fault:
            if definition.kind is not None:
                return Fact(name, self.vocabulary.kind_in(self.currency, definition.kind))
            raise fault.under(name) from None
        finally:
            self._open.pop()

    def _measured(self, named: Named) -> Named:
        """Refuse what grows too large or too deep as definitions stand upon each other, or whose numbers do."""
        parts, depth = self._size(named.body)
        if parts > MOST_PARTS or depth > DEEPEST:
            says = (
                f"with its definitions this has {parts} parts and is {depth} deep, more than {MOST_PARTS} or {DEEPEST}"
            )
            raise Fault(says, 0, "use fewer")
        self._sizes[named.name] = (parts, depth)
        self.bound(named)
        return named

    def bound(self, node: Node) -> None:
        """Refuse a rule whose numbers could come to more than every engine counts.

        Raises:
            Fault: if a step of it could.
        """
        beyond = self._measuring.of(node).beyond
        if beyond is not None:
            raise refused(beyond)

    def _size(self, node: Node) -> tuple[int, int]:
        if isinstance(node, Named) and node.name in self._sizes:
            return self._sizes[node.name]
        below = [self._size(child) for child in language.children(node)]
        return 1 + sum(parts for parts, _ in below), 1 + max((depth for _, depth in below), default=0)

    def _body(self, definition: Definition) -> Node:
        body = check(definition.text, self, rounded=definition.rounding is not None)
        if definition.rounding is None:
            return body
        kind = described(body.kind)
        if not isinstance(body.kind, Number):
            raise Fault(f"{kind} cannot be rounded")
        step = definition.step
        if step is None:
            if body.kind.currency is None:
                raise Fault(f"this gives {kind}; its rounding needs a step", 0, 'write to = "EUR 0.01 per m2"')
            step = (1, 100)
        elif definition.step_kind is not None and definition.step_kind != body.kind:
            raise Fault(f"this gives {kind}, which is not rounded to {described(definition.step_kind)}")
        return Rounded(body, definition.rounding, step, body.kind)

    def _eligible_costs(self) -> Meaning | None:
        """Add up the net of the cost lines that the measure pays and whose day lies in the call's window."""
        if not self.cost_kinds:
            raise Fault(*NO_KINDS)
        if COSTS in self._open:
            raise Fault("which costs count cannot depend on their sum")
        cost = self.meaning("cost")
        if not isinstance(cost, Fact) or not isinstance(cost.kind, Records):
            return None
        fields = cost.kind.fields
        line = {
            name: Element("x", "cost", name, fields[name], *cost.kind.limit(name))
            for name in ("net", "kind", "incurred")
        }
        since, until = (language.Parameter(name, Day()) for name in WINDOW)
        paid: tuple[Node, ...] = (
            Among(line["kind"], self.cost_kinds, "costs.kinds"),
            Compare("<=", since, line["incurred"]),
            Compare("<=", line["incurred"], until),
        )
        if self.counting is not None:
            paid = (*paid, self.counting)
        return Named(COSTS, Walk("sum", "x", cost, line["net"], And(paid), fields["net"]))

    def count_costs(self, text: str) -> Node:
        """Read which cost lines count, of those of a kind that is paid and in the window; `x` is the line.

        Raises:
            Fault: if the text is not right, or needs the sum of the lines itself.
        """
        cost = self.meaning("cost")
        self._open.append(COSTS)
        try:
            variables = {"x": cost} if isinstance(cost, Fact) else {}
            self.counting = check(text, self, YesNo, variables=variables)
        finally:
            self._open.pop()
        return self.counting
