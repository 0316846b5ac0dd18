"""Whether any version of NUTS or the ITL has a code, for those who name a place without a version or day."""

from intra_core.law.codes.lineage import chain
from intra_core.law.codes.territories import territories
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.codes.unknown_places import why_unknown
from intra_core.law.codes.versions import title
from intra_core.law.lawbook import Lawbook, lawbook

MOST_NAMED = 12
"""Of more codes that may be meant those one level further up are named."""
_COUNTRY = 2


def in_any_version(code: str, *, law: Lawbook | None = None) -> bool:
    """Say whether some version that is listed here has a code.

    Args:
        code: a code such as "SI03", or "TLG" of the ITL.
        law: the law.

    Returns:
        Whether one has it; False where the codes of its country, or those so far down, are not listed here, so that
        nothing can be said against it.

    Raises:
        UnknownCode: if no version has it, with the codes of the latest that may be meant.

    >>> in_any_version("PT17"), in_any_version("AT11"), in_any_version("UKC1")
    (True, False, False)
    >>> in_any_version("SI99")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: no version of NUTS has a code 'SI99'; NUTS 2024 has SI03, SI04
    """
    law = law or lawbook()
    known = territories(law)
    versions = [each for each in chain(known, code) if known.lists(code[:_COUNTRY], each)]
    if not versions:
        return False
    if any((each, code) in known.regions for each in versions) or not code[_COUNTRY:].strip("Z"):
        return True
    latest = versions[-1]
    if not why_unknown(law, code, latest).listed:
        return False
    meant = _meant(
        code, sorted(each for at, each in known.regions if at == latest and each[:_COUNTRY] == code[:_COUNTRY])
    )
    scheme = "the ITL" if latest.startswith("itl") else "NUTS"
    raise UnknownCode(
        f"no version of {scheme} has a code {code!r}", f"{title(latest)} has {', '.join(meant)}", suggests=meant
    )


def _meant(code: str, listed: list[str]) -> list[str]:
    """Give the codes of the same length in the smallest region above that is listed, or if they are many its parts.

    Where there is only one of them, such as SI0, its parts are meant as likely as not.
    """
    above = next(code[:length] for length in range(len(code), 0, -1) if code[:length] in listed)
    inside = [each for each in listed if each.startswith(above) and each != above]
    alike = [each for each in inside if len(each) == len(code)]
    if len(alike) == 1:
        return [each for each in inside if len(each) <= len(code) + 1]
    return alike if 0 < len(alike) <= MOST_NAMED else [each for each in inside if len(each) == len(above) + 1]
