"""How much of a region is known: its figures by mark, what no source tells and whom to ask, and what needs Python."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.assessment.phrases import phrase
from intra_core.provenance import Mark
from intra_core.rules.figures import Figure, Open, Table, Why
from intra_core.rules.history import Parameter
from intra_core.rules.language import Call, walk
from intra_core.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from intra_core.assessment.measure import Measure


@frozen(kw_only=True)
class Missing:
    """A figure or day of a measure that no source tells, with the authority to ask, if the region names one."""

    measure: str
    what: str
    label: str
    authority: str | None

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {"measure": self.measure, "what": self.what, "label": self.label, "authority": self.authority}


@frozen(kw_only=True)
class Knowledge:
    """What is known of a region's measures.

    `marks` counts the versions of the figures that the measures themselves give, by how they are known, those nobody
    found apart (`unknown`). `without_python` counts the measures that need no function written in Python.
    """

    measures: int
    without_python: int
    marks: Mapping[str, int]
    missing: tuple[Missing, ...]

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {
            "measures": self.measures,
            "without_python": self.without_python,
            "figures": dict(self.marks),
            "missing": [each.to_dict() for each in self.missing],
        }


UNKNOWN = "unknown"


def knowledge(measures: "tuple[Measure, ...]", region: Vocabulary, language: str = "en") -> Knowledge:
    """Count what is known of the measures of a region.

    Args:
        measures: the measures.
        region: the vocabulary of their region, whose figures are counted once; those of the law are not.
        language: the language of the labels.
    """
    marks: Counter[str] = Counter(dict.fromkeys((*(mark.value for mark in Mark), UNKNOWN), 0))
    shared = [each for name, each in region.parameters.items() if name not in region.law]
    own = [each for measure in measures for name, each in _own(measure, region)]
    for parameter in (*shared, *own):
        for version in parameter.versions:
            if not _not_in_force(version.figure):
                marks[UNKNOWN if _nobody_found(version.figure) else version.basis.mark.value] += 1
    return Knowledge(
        measures=len(measures),
        without_python=sum(not any(isinstance(each, Call) for each in _nodes(measure)) for measure in measures),
        marks=marks,
        missing=tuple(each for measure in measures for each in _missing(measure, region, language)),
    )


def _own(measure: "Measure", region: Vocabulary) -> Iterator[tuple[str, Parameter]]:
    for name, parameter in measure.rules.book.parameters.items():
        if name not in region.parameters:
            yield name, parameter


def _nodes(measure: "Measure") -> Iterator[object]:
    for node in measure.rules.book.nodes():
        yield from walk(node)


def _nobody_found(figure: Figure) -> bool:
    match figure:
        case Open():
            return True
        case Table():
            return any(isinstance(row, Open) for row in figure.rows.values())
        case _:
            return False


def _not_in_force(figure: Figure) -> bool:
    return isinstance(figure, Open) and figure.why is Why.NOT_IN_FORCE


def _missing(measure: "Measure", region: Vocabulary, language: str) -> Iterator[Missing]:
    authority = measure.authority.in_language(language) if measure.authority is not None else None

    def missing(what: str, label: str) -> Missing:
        return Missing(measure=measure.id, what=what, label=label, authority=authority)

    for name, parameter in _own(measure, region):
        figures = [each.figure for each in parameter.versions if not _not_in_force(each.figure)]
        if any(map(_nobody_found, figures)):
            yield missing(name, measure.vocabulary.label(name, language))
    for call in measure.identity.calls:
        days = {"opens": call.opens, "closes": call.closes, "budget": call.budget}
        for what, known in days.items():
            if known is None:
                yield missing(f"{call.id} {what}", f"{call.id}: {phrase(language, f'{what} not found')}")
