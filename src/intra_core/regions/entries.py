"""The regions that are installed: their entry points, those of a file with a slip in it too."""

import os
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, EntryPoint, distributions, entry_points

from attrs import frozen

from intra_core.errors import Complaint

GROUP = "intra_core.regions"
ALLOWED = "INTRA_REGIONS"
ISOLATED = "INTRA_ISOLATED"
"""Names the regions whose Python runs in a process of its own, with commas between; `*` names all."""
EVERY = "*"
FILE = "entry_points.txt"


@frozen(kw_only=True)
class Malformed:
    """A region whose entry point cannot be read, because the file it stands in has a slip."""

    name: str
    distribution: str
    version: str
    complaint: Complaint


def to_isolate() -> frozenset[str]:
    """Give the names that `INTRA_ISOLATED` has.

    >>> to_isolate()
    frozenset()
    """
    return frozenset(name.strip() for name in os.environ.get(ISOLATED, "").split(",") if name.strip())


def installed(*, allowed: bool = True) -> tuple[EntryPoint | Malformed, ...]:
    """Give the entry points of all installed regions that the allow list admits, by name; or of all there are.

    >>> [each.name for each in installed() if each.name == "slovenia"]
    ['slovenia']
    """
    found: Iterable[EntryPoint | Malformed]
    try:
        found = tuple(entry_points(group=GROUP))
    except Exception:  # noqa: BLE001 (one line without '=' in any distribution's file raises TypeError for all)
        found = tuple(_one_by_one())
    listed = os.environ.get(ALLOWED) if allowed else None
    names = None if listed is None else {name.strip() for name in listed.split(",") if name.strip()}
    return tuple(sorted((each for each in found if names is None or each.name in names), key=lambda each: each.name))


def origin(distribution: Distribution | None, otherwise: str) -> tuple[str, str]:
    """Name a distribution and its version; one without metadata is called after its package.

    >>> origin(None, "intra_made")
    ('intra_made', '?')
    """
    name = version = None
    if distribution is not None:
        try:
            name, version = distribution.metadata["Name"], distribution.metadata["Version"]
        except Exception:  # noqa: BLE001 (metadata that is missing or cannot be read, as each Python has it)
            name = version = None
    return name or otherwise, version or "?"


def _one_by_one() -> Iterator[EntryPoint | Malformed]:
    """Read each distribution for itself; of two of one name the first on the path counts, as it is the one imported."""
    seen: set[str] = set()
    for distribution in distributions():
        name, version = origin(distribution, "")
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key and key in seen:
            continue
        seen.add(key)
        try:
            yield from distribution.entry_points.select(group=GROUP)
        except Exception:  # noqa: BLE001 (whatever a slip in the file makes of it)
            yield from _malformed(distribution, name or "?", version)


def _malformed(distribution: Distribution, name: str, version: str) -> Iterator[Malformed]:
    """Give the regions of a file with a slip; if it cannot be read at all, the distribution stands for them."""
    try:
        lines = (distribution.read_text(FILE) or "").splitlines()
    except Exception as error:  # noqa: BLE001 (whatever reading it raises)
        complaint = Complaint(says=f"the file cannot be read: {type(error).__name__}", file=f"{name}/{FILE}")
        yield Malformed(name=name, distribution=name, version=version, complaint=complaint)
        return
    section = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith("["):
            section = text.strip("[]").strip()
        elif text and not text.startswith("#") and section == GROUP:
            key, sign, _ = text.partition("=")
            says = "another line of this file is no entry point" if sign else f"{text!r} is no entry point"
            complaint = Complaint(
                says=says,
                instead=f"write it like {key.strip()} = intra_{key.strip()}",
                file=f"{name}/{FILE}",
                line=number,
            )
            yield Malformed(name=key.strip(), distribution=name, version=version, complaint=complaint)
