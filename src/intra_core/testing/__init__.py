"""The kit with which regions test their rules: strategies, case files, boundaries, conformance, mutation, tiers.

It needs the extra `testing`, and is the one room that knows Hypothesis and pytest. A name is imported when it is first
asked for, so that whoever wants the cases of a region does not wait for Hypothesis.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intra_core.testing.cases.case import Case, examples_of
    from intra_core.testing.cases.gathered import cases_of, read_cases
    from intra_core.testing.mutation.score import RegionScore, Score, region_score, score, score_of_words

_HOMES: dict[str, tuple[str, ...]] = {
    "cases.case": ("Case", "examples_of"),
    "cases.gathered": ("cases_of", "read_cases"),
    "mutation.score": ("RegionScore", "Score", "region_score", "score", "score_of_words"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Case",
    "RegionScore",
    "Score",
    "cases_of",
    "examples_of",
    "read_cases",
    "region_score",
    "score",
    "score_of_words",
]


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    home = _HOME.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__
