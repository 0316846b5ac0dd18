"""The law over columns: questions about millions of undertakings in one query of the caller's own data frames."""

from intra_core.law.columnar.headroom import headroom_frame

__all__ = ["headroom_frame"]
