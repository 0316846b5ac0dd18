"""A look at a region's files whenever one of them was saved: what is wrong, and what changed since the look before."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import define, evolve, field, frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import Complaint, WrongInput
from intra_core.regions.folder import BOUNDARIES, CASES, INSTITUTIONS, MEASURES, PLAN, PRACTICES, Folder
from intra_core.regions.host import Loaded
from intra_core.regions.plugin import functions_of
from intra_core.regions.reading import measure_in, region_in
from intra_core.regions.region import Region
from intra_core.rules.functions import RuleFunction
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.gathered import placed, readable_cases
from intra_core.testing.cases.running import Ran, run_cases
from intra_core.testing.place import Place

PAUSE = 0.2
"""Seconds between two looks at the days of files."""
STILL = 0.05
"""Seconds for which files that have changed are to stay as they are: an editor may be in the middle of saving."""
MOST_WAITS = 20
"""After so many of them they are read as they are, however often they are written to."""

Snapshot = Mapping[str, tuple[int, int, int]]
"""For each file, by its path below the folder: when it was changed, how long it is, and which file it is."""


@frozen(kw_only=True)
class Look:
    """What one look has found.

    >>> nothing = Look(changed=("plan.toml",), measures=(), cases=0, wrong=(), fresh=(), mended=())
    >>> nothing.wrong
    ()
    """

    changed: tuple[str, ...]
    """The files that are not as they were at the look before, by their paths in the folder; at the first look all."""
    measures: tuple[str, ...]
    """The ids of the measures that were looked at anew; of the others what was found before still holds."""
    cases: int
    """How many cases were run anew: worked examples, those of case files, and signed rows of boundary tables."""
    wrong: tuple[Complaint, ...]
    """Everything that is wrong now."""
    fresh: tuple[Complaint, ...]
    """What of it was not wrong at the look before."""
    mended: tuple[Complaint, ...]
    """What was wrong at the look before and no longer is."""


@define(eq=False)
class Watch:
    """The files of a region, and what the last look at them found.

    >>> import datetime as dt
    >>> from tempfile import TemporaryDirectory
    >>> from intra_core.testing import NewRegion, place_of, write_region
    >>> with TemporaryDirectory() as folder:
    ...     _ = write_region(NewRegion(name="lakes", day=dt.date(2026, 3, 1)), Path(folder) / "lakes")
    ...     watch = Watch(place_of(f"{folder}/lakes"))
    ...     watch.look().measures, watch.look()
    (('lakes.example_voucher',), None)
    """

    place: Place
    _functions: tuple[RuleFunction, ...] = field(init=False)
    _seen: Snapshot | None = field(default=None, init=False)
    _read: Snapshot = field(factory=dict, init=False)
    """The files as they were when the region could last be read."""
    _region: Region | None = field(default=None, init=False)
    _found: dict[str, tuple[Complaint, ...]] = field(factory=dict, init=False)
    """For each measure, by its id, what its cases came to."""
    _rests: dict[str, frozenset[str]] = field(factory=dict, init=False)
    """For each measure the files that its rules and cases stood in, by their paths in the folder."""
    _wrong: tuple[Complaint, ...] = field(default=(), init=False)
    _python: Snapshot | None = field(default=None, init=False)
    """Its files in Python as they were at the first look: what they do is not read again."""

    def __attrs_post_init__(self) -> None:
        entry = self.place.entry
        self._functions = functions_of(entry) if entry is not None else ()

    def look(self) -> Look | None:
        """Look at the files; None if none has changed since the look before."""
        seen = snapshot(self.place.folder)
        if seen == self._seen:
            return None
        changed = _differing(self._seen or {}, seen)
        self._seen = seen
        again: tuple[str, ...] = ()
        cases = 0
        since = _differing(self._read, seen)
        try:
            region, everything = self._region_now(seen)
        except WrongInput as wrong:
            # What was found in files that are as they were still holds; of the others nobody can say.
            kept = [
                each for measure, told in self._found.items() if not self._rests[measure] & {*since} for each in told
            ]
            told = (*wrong.complaints, *kept)
        else:
            again, cases, unread = self._examined(region, None if everything else frozenset(since))
            self._region, self._read = region, seen
            told = (*unread, *(each for found in self._found.values() for each in found))
        if self._python is None:
            self._python = _in_python(seen)
        elif self.place.entry is not None and self._python != _in_python(seen):
            told = (*told, self._of_python())
        before, self._wrong = self._wrong, told
        return Look(
            changed=changed,
            measures=again,
            cases=cases,
            wrong=told,
            fresh=_without(told, before),
            mended=_without(before, told),
        )

    def looks(self) -> Iterator[Look]:
        """Look now, and again whenever files were saved; it ends when nobody asks any more."""
        while True:
            look = self.look()
            if look is not None:
                yield look
            time.sleep(PAUSE)
            self._wait_until_still()

    def _wait_until_still(self) -> None:
        before = snapshot(self.place.folder)
        if before == self._seen:
            return
        for _ in range(MOST_WAITS):
            time.sleep(STILL)
            now = snapshot(self.place.folder)
            if now == before:
                return
            before = now

    def _region_now(self, seen: Snapshot) -> tuple[Region, bool]:
        """Read the region, or of it what has changed since it could last be read.

        Returns:
            The region, and whether something has changed that every measure may read.

        Raises:
            WrongInput: with everything that is wrong with its files.
        """
        if not self.place.folder.is_dir():
            raise WrongInput([Complaint(says="the folder is gone", file=str(self.place.folder))])
        since = _differing(self._read, seen)
        own = tuple(each for each in since if _is_measure(each))
        beside = [each for each in since if not _is_measure(each) and not _is_of_cases(each)]
        if self._region is not None and not beside and all(each in seen and each in self._read for each in own):
            region = self._with(self._region, own)
            if region is not None:
                return region, False
        region = region_in(self.place.folder, self.place.name, self._functions)
        return region, self._region is None or not all(map(_is_dossier, beside))

    def _with(self, region: Region, changed: Iterable[str]) -> Region | None:
        """Read some measures of a region again; None if their ids have changed, which others may name."""
        fresh = {}
        complaints: list[Complaint] = []
        for file in changed:
            files = Folder(self.place.folder, self.place.name)
            document = files.document(*file.split("/"))
            complaints += files.complaints
            if document is not None:
                fresh[document.name] = measure_in(document, region)
                complaints += document.complaints
        if complaints:
            raise WrongInput(complaints)
        measures = tuple(fresh.get(each.identity.file, each) for each in region.measures)
        same = [each.identity.id for each in measures] == [each.identity.id for each in region.measures]
        return evolve(region, measures=measures) if same else None

    def _examined(
        self, region: Region, since: frozenset[str] | None
    ) -> tuple[tuple[str, ...], int, tuple[Complaint, ...]]:
        """Run the cases of those measures of which something has changed, or without `since` of all.

        Returns:
            The ids of these measures, the number of their cases, and what is wrong with files of cases.
        """
        loaded = Loaded(region=region, distribution=self.place.name, version="?")
        measures = Catalogue(regions=(loaded,), quarantined=()).by_id
        # A case of a file that cannot be read hides none of the others.
        cases, unread = readable_cases(region)
        rests = {name: {self._path(each.identity.file)} for name, each in measures.items()}
        for case in cases:
            rests[case.measure].add(self._path(case.file))
        before, self._rests = self._rests, {name: frozenset(files) for name, files in rests.items()}
        again = tuple(
            name
            for name in measures
            if since is None or name not in self._found or since & (self._rests[name] | before.get(name, frozenset()))
        )
        own = [case for case in cases if case.measure in again]
        found: dict[str, list[Complaint]] = {name: [] for name in again}
        for ran in run_cases(own, measures):
            if not ran.holds:
                found[ran.case.measure] += _complaints(ran, placed(ran.case, region))
        self._found = {name: tuple(found[name]) if name in found else self._found[name] for name in measures}
        return again, len(own), unread

    def _path(self, file: str) -> str:
        return file.removeprefix(f"{self.place.name}/")

    def _of_python(self) -> Complaint:
        says = "a file in Python has changed; its functions are those that were read at the beginning"
        return Complaint(says=says, instead="begin anew: Ctrl-C, and the same command", file=str(self.place.folder))


def _complaints(ran: Ran, case: Case) -> Iterator[Complaint]:
    """Say where the answer to a case is not what the case says, and why it is as it is."""
    why = "\n  ".join(ran.reasons()) or None
    name = f"{case.measure}: {case.example.name!r}"
    for each in ran.complaints:
        says = f"{each.key}: {each.says}" if each.key else each.says
        yield Complaint(says=f"{name}: {says}", instead=each.instead, file=case.file, line=case.line)
    for differs in ran.differs:
        yield Complaint(says=f"{name}: {differs}", instead=why, file=case.file, line=case.line)


def snapshot(folder: Path) -> Snapshot:
    """Give the files of a region as they are now; nothing where there is no folder."""
    found = {}
    for below, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith((".", "__")))
        for name in sorted(files):
            if name.endswith((".toml", ".py")) and not name.startswith("."):
                file = Path(below) / name
                try:
                    told = file.stat()
                except OSError:  # it was there a moment ago, or is a link that leads nowhere
                    continue
                found[file.relative_to(folder).as_posix()] = (told.st_mtime_ns, told.st_size, told.st_ino)
    return found


def _in_python(seen: Snapshot) -> Snapshot:
    return {name: told for name, told in seen.items() if name.endswith(".py")}


def _without(these: Iterable[Complaint], those: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """Leave out what is said of the same file elsewhere too, on whichever line it stands by now."""
    known = {(each.file, each.says) for each in those}
    return tuple(each for each in these if (each.file, each.says) not in known)


def _differing(before: Snapshot, now: Snapshot) -> tuple[str, ...]:
    return tuple(sorted(each for each in {*before, *now} if before.get(each) != now.get(each)))


def _is_measure(file: str) -> bool:
    return file.startswith(f"{MEASURES}/") and file.endswith(".toml") and file.count("/") == 1


def _is_of_cases(file: str) -> bool:
    return file.startswith((f"{CASES}/", f"{BOUNDARIES}/"))


def _is_dossier(file: str) -> bool:
    """Say whether nothing that a measure says depends on a file."""
    return file in {PLAN, INSTITUTIONS} or file.startswith(f"{PRACTICES}/") or file.endswith(".py")
