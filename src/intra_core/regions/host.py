"""Loading regions: each is imported, checked and called for itself, so that one that fails harms no other."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from importlib.metadata import EntryPoint
from time import perf_counter
from typing import TYPE_CHECKING

from attrs import field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.entries import ALLOWED, EVERY, GROUP, ISOLATED, Malformed, installed, origin, to_isolate
from intra_core.regions.functions import HOOK
from intra_core.regions.pace import BUDGET, IMPORT, Pace
from intra_core.regions.plugin import region_of
from intra_core.regions.region import Region
from intra_core.rules.function_record import BUDGET as SLOW

if TYPE_CHECKING:
    from intra_core.regions.attempts import Given
    from intra_core.regions.isolated.limits import Limits
    from intra_core.regions.isolated.process import Isolated

__all__ = ["ALLOWED", "GROUP", "ISOLATED", "Loaded", "Quarantined", "installed", "load", "to_isolate"]


@frozen(kw_only=True)
class Loaded:
    """A region that works, with the distribution it came from and the seconds that it took to load."""

    region: Region
    distribution: str
    version: str
    seconds: float = 0.0
    pace: Pace = field(factory=Pace, repr=False)
    """The seconds that each step of loading took of the plug-in's own."""
    file: str | None = field(default=None, repr=False)
    lines: "dict[str, int | None]" = field(factory=dict, repr=False)
    """The plug-in's file, and the line of each hook in it."""
    isolated: "Isolated | None" = field(default=None, repr=False)
    """The process that its Python runs in, if not in this one."""

    @property
    def who(self) -> str:
        """What complaints call it.

        >>> import intra_core
        >>> intra_core.load_regions().region("slovenia").who
        "region 'slovenia' (intra-slovenia ...)"
        """
        return f"region {self.region.id!r} ({self.distribution} {self.version})"

    def incidents(self) -> Iterator[Complaint]:
        """Tell what its code did so far that harmed nothing but its own answers: too slow, failed, set aside."""
        for step, took in self.pace.over(BUDGET).items():
            what = "being imported" if step == IMPORT else f"hook {step!r}"
            says = f"{self.who}, {what} took {took:.2f} s of its own; the budget is {BUDGET:g} s"
            yield Complaint(says=says, file=self.file, line=self.lines.get(step))
        for function in self.region.vocabulary.functions.values():
            file, line = function.place
            slowest = None if self.isolated is None else self.isolated.slowest.get(function.name, 0.0)
            for told in function.record.told(SLOW, slowest):
                says = f"{self.who}, hook {HOOK!r}: the rule function {function.name!r} {told}"
                yield Complaint(says=says, file=file or self.file, line=line)
        if self.isolated is not None and self.isolated.set_aside:
            yield Complaint(says=f"{self.who} {self.isolated.told}", file=self.file, line=self.lines.get(HOOK))


@frozen(kw_only=True)
class Quarantined:
    """A region that could not be loaded, and why; it takes no part in anything."""

    region: str
    distribution: str
    version: str
    complaints: tuple[Complaint, ...]


def load(
    entries: Iterable[EntryPoint | Malformed],
    isolated: Collection[str] = (),
    limits: "Limits | None" = None,
    known: Collection[str] | None = None,
) -> tuple[tuple[Loaded, ...], tuple[Quarantined, ...]]:
    """Load regions one by one; what goes wrong with one is told of it alone.

    A region that is offered twice is not loaded at all: which of the two it was would depend on the path.

    Args:
        entries: the regions.
        isolated: the names of those whose Python runs in a process of its own; `*` stands for all.
        limits: the limits of each such process.
        known: every name that is no slip in `isolated`; without it the names of the entries.
    """
    found = tuple(entries)
    times = Counter(each.name for each in found)
    loaded: list[Loaded] = []
    quarantined: list[Quarantined] = []
    for entry in found:
        name, version = _origin(entry)
        apart = bool({entry.name, EVERY} & set(isolated))
        try:
            began = perf_counter()
            twice = _offered_twice(entry.name, found) if times[entry.name] > 1 else None
            given, process = _given(entry, twice=twice, apart=apart, limits=limits)
            loaded.append(
                Loaded(
                    region=given.region,
                    distribution=name,
                    version=version,
                    seconds=perf_counter() - began,
                    pace=given.pace,
                    file=given.file,
                    lines=dict(given.lines),
                    isolated=process,
                )
            )
        except WrongInput as error:
            quarantined.append(
                Quarantined(region=entry.name, distribution=name, version=version, complaints=error.complaints)
            )
    names = set(times) if known is None else {*times, *known}
    quarantined += [_misspelt(name, names) for name in sorted(set(isolated) - names - {EVERY})]
    return tuple(loaded), tuple(quarantined)


def _given(
    entry: EntryPoint | Malformed, *, twice: Complaint | None, apart: bool, limits: "Limits | None"
) -> "tuple[Given, Isolated | None]":
    if twice is not None:
        raise WrongInput([twice])
    if isinstance(entry, Malformed):
        raise WrongInput([entry.complaint])
    if not apart:
        return region_of(entry), None
    if os.name != "posix":  # pragma: no cover - where the tests run there is what it needs
        name, version = _origin(entry)
        says = f"region {entry.name!r} ({name} {version}) cannot be isolated: this needs a POSIX system"
        raise WrongInput([Complaint(says=says, instead=f"trust it and take it out of {ISOLATED}, or leave it out")])
    from intra_core.regions.isolated.limits import Limits  # noqa: PLC0415 (most regions are not isolated)
    from intra_core.regions.isolated.loading import isolated_region  # noqa: PLC0415 (likewise)

    return isolated_region(entry, limits or Limits())


def _misspelt(name: str, known: Iterable[str]) -> Quarantined:
    """Name what was to be isolated and is not there: a slip must not leave a region where it was not to be."""
    complaint = Complaint(
        says=f"no region {name!r} is installed that could be isolated", instead=did_you_mean(name, known)
    )
    return Quarantined(region=name, distribution="?", version="?", complaints=(complaint,))


def _origin(entry: EntryPoint | Malformed) -> tuple[str, str]:
    if isinstance(entry, Malformed):
        return entry.distribution, entry.version
    return origin(entry.dist, entry.value)


def _offered_twice(name: str, found: Iterable[EntryPoint | Malformed]) -> Complaint:
    offered = [" ".join(_origin(each)) for each in found if each.name == name]
    count = "two distributions offer" if len(set(offered)) > 1 else "one distribution offers twice"
    return Complaint(says=f"{count} the region {name!r}: {' and '.join(offered)}", instead="uninstall one")
