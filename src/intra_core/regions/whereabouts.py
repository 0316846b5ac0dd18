"""What a region says of places, held against what there is: Member State, NUTS codes, languages, time zone."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from intra_core.errors import did_you_mean
from intra_core.io.document import Document
from intra_core.io.places import Path
from intra_core.law.codes.unknown import UnknownCode
from intra_core.model.aid import MEMBER_STATES
from intra_core.model.languages import LANGUAGES
from intra_core.model.undertaking import NUTS
from intra_core.rules.languages import TONGUES

STARTS: dict[str, tuple[str, ...]] = {"GB": ("UK", "TL"), "GR": ("EL",)}
"""How the codes of territory begin where not with the code of the state: NUTS and ITL, and Greece's own letters."""
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_OF_THE_MACHINE = frozenset({"localtime", "posixrules", "Factory"})
"""Names that a machine's zone data may have and that mean another zone on each machine."""

Fault = tuple[Path, str, str]
"""The way to what is wrong, what that is, and what to write instead."""


def faults(member_state: str, nuts: tuple[str, ...], languages: tuple[str, ...], time_zone: str) -> Iterator[Fault]:
    """Give what cannot be of where a region says it is.

    >>> [says for _, says, _ in faults("SI", ("AT11",), ("sl",), "Europe/Ljubljana")]
    ["'AT11' does not begin like the codes of SI"]
    """
    if member_state not in MEMBER_STATES:
        instead = did_you_mean(member_state.upper(), MEMBER_STATES)
        yield ("member_state",), f"{member_state!r} is not the code of a Member State", instead
    starts = STARTS.get(member_state, (member_state,)) if member_state in MEMBER_STATES else ("",)
    for number, code in enumerate(nuts):
        if not NUTS.fullmatch(code):
            yield ("nuts", number), f"{code!r} is not a NUTS code", 'write it like "SI03"'
        elif not code.startswith(starts):
            says = f"{code!r} does not begin like the codes of {member_state}"
            yield ("nuts", number), says, f"write a code that begins with {' or '.join(starts)}"
        elif (unknown := _unknown(code)) is not None:
            yield ("nuts", number), unknown.says, unknown.instead or "write one that there is"
    for number, language in enumerate(languages):
        if language not in LANGUAGES:
            instead = f'write two letters, like "sl"; there are sentences in {", ".join(sorted(TONGUES))}'
            yield ("languages", number), f"{language!r} is not the code of a language", instead
    if not _is_zone(time_zone):
        says = f"unknown time zone {time_zone!r}"
        near = did_you_mean(time_zone, available_timezones() - _OF_THE_MACHINE)
        yield ("time_zone",), says, near if near.startswith("did") else 'write it like "Europe/Ljubljana"'


def complain_of_sets(document: Document) -> None:
    """Complain of each code in a `[set]` that no version of NUTS has: a rule that names it would refuse everybody."""
    for path, code in _codes_of_sets(document.tree.get("set"), ("set",)):
        unknown = _unknown(code) if isinstance(code, str) and NUTS.fullmatch(code) else None
        if unknown is not None:
            document.complain(path, unknown.says, unknown.instead or "write one that there is")


def _codes_of_sets(told: object, path: Path) -> Iterator[tuple[Path, object]]:
    if not isinstance(told, dict):
        return
    for key, each in told.items():
        if key == "nuts" and isinstance(each, list):
            yield from (((*path, key, number), code) for number, code in enumerate(each))
        elif key == "nuts":
            yield (*path, key), each
        else:
            yield from _codes_of_sets(each, (*path, key))


def _unknown(code: str) -> UnknownCode | None:
    """Give what is wrong with a code that no version has; nothing is, where those of its country are not listed."""
    # The codes are not read for nothing: a region that was read before is not read again.
    from intra_core.law.codes.any_version import in_any_version  # noqa: PLC0415

    try:
        in_any_version(code)
    except UnknownCode as unknown:
        return unknown
    return None


def _is_zone(name: str) -> bool:
    if not _ZONE.fullmatch(name) or name in _OF_THE_MACHINE:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return not available_timezones()  # without any zone data nothing can be said against a name
    return True
