"""The law over columns: questions about millions of undertakings in one query of the caller's own data frames."""

try:
    from intra_core.law.columnar.headroom import headroom_frame
except ModuleNotFoundError as error:
    if error.name != "narwhals":
        raise
    missing = "data frames need the extra `frames`: pip install intra-core[frames]"
    raise ModuleNotFoundError(missing, name=error.name) from None

__all__ = ["headroom_frame"]
