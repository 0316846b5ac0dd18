"""That an award comes to something: the condition that every measure has whose award may be nothing.

docs/decisions/0013-something-to-pay.md says why.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from intra_core.model.days import ALWAYS, FIRST
from intra_core.model.text import Later, LocalizedText
from intra_core.provenance import Basis, Mark
from intra_core.rules.figures import Figure, Known, Open, Table
from intra_core.rules.history import Condition, ConditionVersion, Parameter
from intra_core.rules.kinds import RATE, Number
from intra_core.rules.language import And, Compare, Constant, Fact, Node, contains
from intra_core.rules.limits import lowest
from intra_core.texts import LANGUAGES, text

ONE_PERCENT = Fraction(1, 100)
SOMETHING = "something-to-pay"
"""The id of the condition, and the name of its sentence."""


def something_to_pay(award: Node, conditions: Iterable[Condition]) -> Condition | None:
    """Make the condition that an award is above zero.

    None where an award is above zero anyhow, where nothing that an application tells makes it greater or less, and
    where a condition of the measure asks for at least as much on every day, such as `grant >= floor`.
    """
    told = contains(award, Fact)
    if not told or lowest(award) > 0 or any(_always_asks_as_much(each, award) for each in conditions):
        return None
    node = Compare(">", award, Constant(0, award.kind))
    basis = Basis(mark=Mark.INFERRED)
    says = LocalizedText(Later({}, LANGUAGES, _sentence))
    wording = ConditionVersion(period=ALWAYS, text="award > 0", node=node, says=says, basis=basis)
    return Condition(id=SOMETHING, versions=(wording,))


def _sentence(language: str) -> str:
    return text(language, "answer", SOMETHING)


def _always_asks_as_much(condition: Condition, award: Node) -> bool:
    periods = [version.period for version in condition.versions]
    always = periods[0].since.late <= FIRST and periods[-1].until is None  # between them no day is left out
    return always and all(
        version.applies is None and _asks_as_much(version.node, award) for version in condition.versions
    )


def _asks_as_much(node: Node, award: Node) -> bool:
    """Say whether a rule cannot hold for an award of nothing."""
    match node:
        case And():
            return any(_asks_as_much(part, award) for part in node.parts)
        case Compare(sign=">=", left=left):
            return left == award and lowest(node.right) > 0
        case Compare(sign=">", left=left):
            return left == award and lowest(node.right) >= 0
        case _:
            return False


def above_nothing(figures: Mapping[str, Figure], parameters: Mapping[str, Parameter]) -> dict[str, Figure]:
    """Take every number that nobody found to be something: at least EUR 1.00 or one of what it counts, 1 to 99 %.

    A rate that was not published is still a rate. Else nobody would be eligible where it is not known.
    """
    kinds = {name: each.kind for name, each in parameters.items()}
    return {
        name: _above_nothing(figure, kind) if isinstance(kind := kinds.get(name), Number) else figure
        for name, figure in figures.items()
    }


def _above_nothing(figure: Figure, kind: Number) -> Figure:
    match figure:
        case Open():
            least = ONE_PERCENT if kind == RATE else Fraction(1)
            low = min(least, Fraction(figure.high)) if figure.low <= 0 else figure.low
            # The part that the applicant pays itself is not all of it either.
            whole = kind == RATE and figure.high == 1 and low < 1
            return evolve(figure, low=low, high=1 - ONE_PERCENT if whole else figure.high)
        case Table():
            rows = {words: _above_nothing(row, kind) for words, row in figure.rows.items()}
            return Table({words: row for words, row in rows.items() if isinstance(row, Known | Open)})
        case _:
            return figure
