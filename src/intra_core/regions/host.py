"""Loading regions: each is imported, checked and called for itself, so that one that fails harms no other."""

from collections import Counter
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from time import perf_counter

from attrs import frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.regions.entries import ALLOWED, GROUP, Malformed, installed, origin
from intra_core.regions.plugin import region_of
from intra_core.regions.region import Region

__all__ = ["ALLOWED", "GROUP", "Loaded", "Quarantined", "installed", "load"]


@frozen(kw_only=True)
class Loaded:
    """A region that works, with the distribution it came from and the seconds that it took to load."""

    region: Region
    distribution: str
    version: str
    seconds: float = 0.0


@frozen(kw_only=True)
class Quarantined:
    """A region that could not be loaded, and why; it takes no part in anything."""

    region: str
    distribution: str
    version: str
    complaints: tuple[Complaint, ...]


def load(entries: Iterable[EntryPoint | Malformed]) -> tuple[tuple[Loaded, ...], tuple[Quarantined, ...]]:
    """Load regions one by one; what goes wrong with one is told of it alone.

    A region that is offered twice is not loaded at all: which of the two it was would depend on the path.
    """
    found = tuple(entries)
    times = Counter(each.name for each in found)
    loaded: list[Loaded] = []
    quarantined: list[Quarantined] = []
    for entry in found:
        name, version = _origin(entry)
        try:
            began = perf_counter()
            region = _region(entry, twice=_offered_twice(entry.name, found) if times[entry.name] > 1 else None)
            took = perf_counter() - began
            loaded.append(Loaded(region=region, distribution=name, version=version, seconds=took))
        except WrongInput as error:
            quarantined.append(
                Quarantined(region=entry.name, distribution=name, version=version, complaints=error.complaints)
            )
    return tuple(loaded), tuple(quarantined)


def _region(entry: EntryPoint | Malformed, *, twice: Complaint | None) -> Region:
    if twice is not None:
        raise WrongInput([twice])
    if isinstance(entry, Malformed):
        raise WrongInput([entry.complaint])
    return region_of(entry)


def _origin(entry: EntryPoint | Malformed) -> tuple[str, str]:
    if isinstance(entry, Malformed):
        return entry.distribution, entry.version
    return origin(entry.dist, entry.value)


def _offered_twice(name: str, found: Iterable[EntryPoint | Malformed]) -> Complaint:
    offered = [" ".join(_origin(each)) for each in found if each.name == name]
    count = "two distributions offer" if len(set(offered)) > 1 else "one distribution offers twice"
    return Complaint(says=f"{count} the region {name!r}: {' and '.join(offered)}", instead="uninstall one")
