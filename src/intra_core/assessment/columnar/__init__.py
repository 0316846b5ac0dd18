"""Measures over columns: millions of applications decided in one query of the caller's own data frame."""

try:
    from intra_core.assessment.columnar.frame import assess_frame
except ModuleNotFoundError as _error:
    if _error.name != "narwhals":
        raise
    _missing = "data frames need the extra `frames`: pip install intra-core[frames]"
    raise ModuleNotFoundError(_missing, name=_error.name) from None

__all__ = ["assess_frame"]
