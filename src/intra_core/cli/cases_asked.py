"""The cases that a command names: of regions, of measures, of case files and of folders with them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import define, field, frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.cli import outside
from intra_core.cli.faults import Faults
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.regions.region import Region
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.gathered import cases_of, is_case_file, placed, read_cases
from intra_core.testing.place import Place, packages_in, place_of

TEXTS = (".toml", ".json")
ENDINGS = (*TEXTS, ".xlsx")


@frozen(eq=False)
class Asked:
    """Cases, and the measures they are about."""

    cases: tuple[Case, ...]
    measures: Mapping[str, Measure]
    regions: Mapping[str, Region]

    def placed(self, case: Case) -> Case:
        """Give a case with the line on which it stands."""
        return placed(case, self.regions[self.measures[case.measure].region])


def asked_cases(names: Iterable[str], catalogue: Catalogue) -> Asked:
    """Find the cases of what is named; without any name those of all regions that work.

    Args:
        names: ids of regions and measures, case files, folders with them, and folders of regions that need not be
            installed.
        catalogue: the regions at hand.

    Raises:
        WrongInput: with every complaint about every name and file.
    """
    regions = {each.region.id: each.region for each in catalogue.regions}
    found = _Finding(catalogue, dict(catalogue.by_id), regions)
    wanted = list(dict.fromkeys(names))
    for name in wanted or [each.region.id for each in catalogue.regions]:
        with found.faults:
            found.add(name)
    found.faults.close()
    # A region and one of its measures may both be named.
    once = {(each.measure, each.file, each.line, each.origin, each.example.name): each for each in found.cases}
    return Asked(tuple(once.values()), found.measures, found.regions)


@define(eq=False)
class _Finding:
    """Cases while they are gathered."""

    catalogue: Catalogue
    measures: dict[str, Measure]
    regions: dict[str, Region]
    faults: Faults = field(factory=Faults)
    cases: list[Case] = field(factory=list)
    named: dict[str, tuple[Path, str]] = field(factory=dict)
    """By its id, the folder of each region that was named, and the name."""

    def add(self, name: str) -> None:
        regions = self.regions
        measure = self.catalogue.by_id.get(name)
        path = Path(name)
        if measure is not None:
            self._add_region(regions[measure.region], name, name)
        elif name in regions:
            self._add_region(regions[name], name)
        elif any(each.region in (name, name.partition(".")[0]) for each in self.catalogue.quarantined):
            self.catalogue.region(name.partition(".")[0])  # which complains
        elif packages_in(path):
            self._add_folder_of_region(place_of(name), name)
        elif path.is_dir():
            self._add_files(list(_case_files(path)), name)
        elif path.exists() or path.suffix in ENDINGS:
            self._add_files([path], name)
        else:
            instead = f"{did_you_mean(name, [*regions, *self.catalogue.by_id])}, or a case file, or a folder with them"
            says = f"{name!r} is no region, measure or file"
            self.faults.complaints.append(Complaint(says=says, instead=instead))

    def _add_region(self, region: Region, name: str, measure: str | None = None) -> None:
        """Take the cases of a region, or of one of its measures; two texts of one would answer for each other."""
        folder = Path(str(region.folder)).resolve()
        before, first = self.named.setdefault(region.id, (folder, name))
        if before != folder:
            says = f"{first!r} and {name!r} are two texts of region {region.id!r}"
            raise WrongInput([Complaint(says=says, instead="ask for the cases of one, then of the other")])
        self.cases.extend(cases_of(region, measure))

    def _add_files(self, files: list[Path], name: str) -> None:
        if not files:
            self.faults.complaints.append(
                Complaint(says="there is no case file", instead='its kind is "cases"', file=name)
            )
        for file in files:
            with self.faults:
                raw, told = outside.read(str(file))
                self.cases.extend(read_cases(raw, told, self.regions.values()))

    def _add_folder_of_region(self, place: Place, name: str) -> None:
        # The functions of an installed one are those that were loaded: its Python may run in a process of its own.
        installed = self.catalogue.region(place.entry.name).region if place.entry is not None else None
        functions = installed.vocabulary.functions.values() if installed is not None else ()
        region = region_in(place.folder, place.name, functions)
        self._add_region(region, name)
        own = Catalogue(regions=(Loaded(region=region, distribution="", version=""),), quarantined=())
        self.measures.update(own.by_id)
        self.regions[region.id] = region


def _case_files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in TEXTS and file.is_file():
            raw, _ = outside.read(str(file))
            if is_case_file(raw):
                yield file
