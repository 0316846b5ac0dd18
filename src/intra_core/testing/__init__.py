"""The kit with which regions test their rules: strategies, case files, boundaries, conformance, mutation, tiers.

It needs the extra `testing`, and is the one room that knows Hypothesis and pytest. A name is imported when it is first
asked for, so that whoever wants the cases of a region does not wait for Hypothesis.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intra_core.testing.boundaries.kept import Kept, held_against, kept_tables
    from intra_core.testing.boundaries.row import BoundaryTable
    from intra_core.testing.cases.case import Case, examples_of
    from intra_core.testing.cases.gathered import cases_of, read_cases
    from intra_core.testing.cases.running import Ran, run_cases
    from intra_core.testing.conformance.check import Check, Finding
    from intra_core.testing.conformance.contract import CHECKS
    from intra_core.testing.conformance.region_conformance import RegionConformance
    from intra_core.testing.conformance.report import Report, check_region
    from intra_core.testing.mutation.score import RegionScore, Score, region_score, score, score_of_words
    from intra_core.testing.place import Place, place_of
    from intra_core.testing.scaffold.laying_out import write_region
    from intra_core.testing.scaffold.new_measure import write_measure
    from intra_core.testing.scaffold.new_region import NewRegion
    from intra_core.testing.strategies.aid import aid_histories
    from intra_core.testing.strategies.applications import applications
    from intra_core.testing.strategies.expressions import expressions
    from intra_core.testing.strategies.flips import beside_a_boundary
    from intra_core.testing.strategies.groups import groups
    from intra_core.testing.strategies.measures import measure_files, measure_from, measures
    from intra_core.testing.strategies.money import money
    from intra_core.testing.strategies.undertakings import undertakings
    from intra_core.testing.tiers import Standing, evidence_of, standing
    from intra_core.testing.watching import Look, Watch
    from intra_core.testing.written import as_toml

_HOMES: dict[str, tuple[str, ...]] = {
    "boundaries.kept": ("Kept", "held_against", "kept_tables"),
    "boundaries.row": ("BoundaryTable",),
    "cases.case": ("Case", "examples_of"),
    "cases.gathered": ("cases_of", "read_cases"),
    "cases.running": ("Ran", "run_cases"),
    "conformance.check": ("Check", "Finding"),
    "conformance.contract": ("CHECKS",),
    "conformance.region_conformance": ("RegionConformance",),
    "conformance.report": ("Report", "check_region"),
    "mutation.score": ("RegionScore", "Score", "region_score", "score", "score_of_words"),
    "place": ("Place", "place_of"),
    "scaffold.laying_out": ("write_region",),
    "scaffold.new_measure": ("write_measure",),
    "scaffold.new_region": ("NewRegion",),
    "strategies.aid": ("aid_histories",),
    "strategies.applications": ("applications",),
    "strategies.expressions": ("expressions",),
    "strategies.flips": ("beside_a_boundary",),
    "strategies.groups": ("groups",),
    "strategies.measures": ("measure_files", "measure_from", "measures"),
    "strategies.money": ("money",),
    "strategies.undertakings": ("undertakings",),
    "tiers": ("Standing", "evidence_of", "standing"),
    "watching": ("Look", "Watch"),
    "written": ("as_toml",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "CHECKS",
    "BoundaryTable",
    "Case",
    "Check",
    "Finding",
    "Kept",
    "Look",
    "NewRegion",
    "Place",
    "Ran",
    "RegionConformance",
    "RegionScore",
    "Report",
    "Score",
    "Standing",
    "Watch",
    "aid_histories",
    "applications",
    "as_toml",
    "beside_a_boundary",
    "cases_of",
    "check_region",
    "evidence_of",
    "examples_of",
    "expressions",
    "groups",
    "held_against",
    "kept_tables",
    "measure_files",
    "measure_from",
    "measures",
    "money",
    "place_of",
    "read_cases",
    "region_score",
    "run_cases",
    "score",
    "score_of_words",
    "standing",
    "undertakings",
    "write_measure",
    "write_region",
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
