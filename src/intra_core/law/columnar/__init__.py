"""The law over columns: questions about millions of undertakings in one query of the caller's own data frames."""

try:
    from intra_core.law.columnar.headroom import headroom_frame
except ModuleNotFoundError as _error:
    if _error.name != "narwhals":
        raise
    _missing = "data frames need the extra `frames`: pip install intra-core[frames]"
    raise ModuleNotFoundError(_missing, name=_error.name) from None

__all__ = ["headroom_frame"]
