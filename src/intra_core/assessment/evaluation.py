"""An expression worked out for one application, with the names, figures and definitions of a measure."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import frozen

from intra_core.assessment.unanswered import no_answer_said
from intra_core.assessment.values import value_as_json
from intra_core.errors import Complaint, WrongInput
from intra_core.model.days import FIRST, LAST
from intra_core.model.quantity import plain
from intra_core.rules.asks import unanswered
from intra_core.rules.book import MeasureScope
from intra_core.rules.check import check
from intra_core.rules.edition import figures_named
from intra_core.rules.figures import LEAST, MOST, Open
from intra_core.rules.kinds import Day, Kind, MonthDay, Number, Records, Text
from intra_core.rules.language import Constant, Fact, Node, Unpublished, walk
from intra_core.rules.parse import Fault
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.values import Value

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment


ENDLESS = 10**8
"""A bound from here on bounds nothing: it comes from the greatest amount that costs and aid may have."""
FINEST = 10**6
_ROW = Open(LEAST, MOST)
"""A row of a table that no source tells."""
EXPRESSION = "EXPRESSION"
"""What stands in complaints for the name of a file."""


@frozen(kw_only=True, eq=False)
class Evaluation:
    """What an expression comes to, at least and at most; None where nothing bounds it.

    Numbers are in whole units, days are ordinals, a list is the number of its records.
    """

    text: str
    node: Node
    low: Value | None
    high: Value | None
    read: Mapping[str, tuple[Kind, object]]
    """The facts that it reads and that were told."""
    missing: tuple[str, ...]
    """The facts that it reads and that were not."""
    open: Mapping[str, str]
    """What keeps it from being settled, with the reasons: figures not known on the day, functions without an answer."""

    @property
    def settled(self) -> bool:
        """Whether it comes to one value."""
        return self.low is not None and self.low == self.high

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        kind = self.node.kind
        return {
            "expression": self.text,
            "kind": str(kind),
            "value": _json(kind, self.low) if self.settled else None,
            "bounds": [_json(kind, self.low), _json(kind, self.high)],
            "reads": {name: value_as_json(each, value) for name, (each, value) in self.read.items()},
            "missing": list(self.missing),
            "open": dict(self.open),
        }


def evaluate(text: str, assessment: "Assessment", member_state: str) -> Evaluation:
    """Work out an expression for the application of an assessment, on its days.

    Args:
        text: a line in the language of rules; it may run over several.
        assessment: what the measure says of the application; its days choose the figures.
        member_state: that of the region, which rules may name.

    Raises:
        WrongInput: with the fault of the expression, its column and what to write instead.
    """
    text = " ".join(text.split())
    rules = assessment.measure.rules
    constants = {"region.member_state": Constant(member_state, Text(), "region.member_state")}
    scope = MeasureScope(rules.vocabulary, rules.book.currency, {}, {}, {}, rules.cost_kinds, constants)
    if rules.book.costs is not None:
        scope.counting = rules.book.costs.node
    try:
        node = check(text, scope)
    except Fault as fault:
        raise WrongInput([_complaint(fault, text)]) from None
    dated = assessment.dated
    figures = dict(dated.edition.figures)
    for name in figures_named(node):
        if name in rules.book.parameters and name not in figures:
            parameter = rules.book.parameters[name]
            figures[name] = parameter.on(dated.law_day if parameter.law else dated.terms_day)
    settled = Settling(figures, dated.edition.given, dated.law_day).settle(node)
    every = tuple(walk(settled.node))
    kinds = {each.name: each.kind for each in every if isinstance(each, Fact)}
    reading = assessment.measure.reading(assessment.language)
    told = assessment.facts
    at = Possible(told)
    low, high = _ends(node.kind, at.value(settled.node), settled.parts)
    failed = unanswered(at, [settled.node])
    return Evaluation(
        text=text,
        node=node,
        low=low,
        high=high,
        read={name: (kind, told[name]) for name, kind in kinds.items() if name in told},
        missing=tuple(name for name in kinds if name not in told),
        open={
            each.name: reading.writer.figure(each.kind, figure if isinstance(figure, Open) else _ROW)
            for each in every
            if isinstance(each, Unpublished) and (low is None or low != high)
            for figure in [figures.get(each.name)]
        }
        | {name: no_answer_said(why, assessment.language) for name, why in failed.items()},
    )


def _ends(kind: Kind, found: Any, parts: int) -> tuple[Value | None, Value | None]:  # noqa: ANN401 (of any kind)
    """Give the least and the greatest that something known as far as possible may be."""
    match kind:
        case Number():
            low, high = Fraction(found[0], parts), Fraction(found[1], parts)
            return (low, high) if low == high else (_bound(low, abs(low) < ENDLESS), _bound(high, abs(high) < ENDLESS))
        case Day():
            low, high = found
            return _bound(low, low > FIRST), _bound(high, high < LAST)
        case MonthDay():
            return found[0], found[1]
        case Records():
            return (None, None) if found is None else (len(found), len(found))
        case _:
            return (found, found) if isinstance(found, str | bool) else (None, None)


def _bound(value: Value, is_one: bool) -> Value | None:
    return value if is_one else None


def _json(kind: Kind, value: Value | None) -> object:
    if not isinstance(kind, Number) or value is None:
        return value_as_json(kind, value)
    parts = Fraction(value) * kind.scale
    if parts.denominator == 1:
        return value_as_json(kind, int(parts))
    # Between two roundings a rule works with finer parts than its kind has.
    unit, hundred = ("", 1) if kind.unit else (" %", 100)
    return f"{plain(Decimal(round(Fraction(value) * hundred * FINEST)) / FINEST)}{unit}"


def _complaint(fault: Fault, text: str) -> Complaint:
    if fault.name is not None:  # it stands in a definition of the file
        return Complaint(says=fault.says, instead=fault.instead, file=EXPRESSION)
    column = fault.index + 1
    return Complaint(says=fault.says, instead=fault.instead, file=EXPRESSION, line=1, column=column, shown=text)
