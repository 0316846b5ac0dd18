"""The headings of every NACE code, from python-stdnum (the extra `ids`); without it nobody looks at single classes."""

from functools import cache
from types import ModuleType


def heading(code: str, revision: str) -> str | None:
    """Give what a code is called in a revision, in English; None if there is none, or `headings_known()` is False.

    >>> heading("62.10", "2.1"), heading("62.01", "2.1")
    ('Computer programming activities', None)
    """
    nace = _nace()
    meant = "2.0" if revision == "2" else revision
    if nace is None or not nace.is_valid(code, revision=meant):
        return None
    return str(nace.get_label(code, revision=meant)).strip()


def headings_known() -> bool:
    """Say whether the headings are there: whether the extra `ids` is installed."""
    return _nace() is not None


@cache
def _nace() -> ModuleType | None:
    try:
        from stdnum.eu import nace  # noqa: PLC0415 (an extra)
    except ImportError:
        return None
    return nace
