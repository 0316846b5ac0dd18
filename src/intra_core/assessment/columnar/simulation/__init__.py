"""What a change of a measure would do to a frame of applications, counted by the frame's own engine."""

try:
    from intra_core.assessment.columnar.simulation.comparing import compare, tallies, tally
    from intra_core.assessment.columnar.simulation.intake import Question
except ModuleNotFoundError as _error:
    if _error.name != "narwhals":
        raise
    _missing = "data frames need the extra `frames`: pip install intra-core[frames]"
    raise ModuleNotFoundError(_missing, name=_error.name) from None

__all__ = ["Question", "compare", "tallies", "tally"]
