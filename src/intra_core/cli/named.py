"""The regions and measures that a command names."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.cli.faults import Faults
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.host import Loaded


def installed(catalogue: Catalogue) -> list[str]:
    """Name the regions that are installed, those that could not be loaded too."""
    loaded = [each.region.id for each in catalogue.regions]
    return sorted({*loaded, *(each.region for each in catalogue.quarantined)})


def regions(names: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Find the regions that are asked for, each once; whoever names a folder is told how it becomes one of them.

    Raises:
        WrongInput: with each name of which none is installed.
    """
    known, wanted = installed(catalogue), list(dict.fromkeys(names))
    faults = [
        Complaint(says=f"no region {name!r} is installed", instead=_of_folder(name) or did_you_mean(name, known))
        for name in wanted
        if name not in known
    ]
    if faults:
        raise WrongInput(faults)
    return wanted


def region(name: str, catalogue: Catalogue) -> Loaded:
    """Find the region that is asked for.

    Raises:
        WrongInput: if none of that name is installed.
        QuarantinedRegion: if it could not be loaded.
    """
    regions([name], catalogue)
    return catalogue.region(name)


def _of_folder(name: str) -> str | None:
    if not Path(name).is_dir():
        return None
    return f"it is a folder: pip install --editable {name!r}; intra test and intra regions watch take it as it is"


def measure(asked: Namespace, catalogue: Catalogue, faults: Faults) -> Measure | None:
    """Find the measure that is asked for; if it is of a quarantined region, complain with that region's complaints."""
    found = catalogue.by_id.get(asked.measure)
    region = asked.measure.partition(".")[0]
    if found is None and any(each.region == region for each in catalogue.quarantined):
        with faults:
            catalogue.region(region)
    elif found is None:
        says = f"there is no measure {asked.measure!r}"
        longer = [name for name in catalogue.by_id if name.startswith(asked.measure)]
        faults.complaints.append(Complaint(says=says, instead=did_you_mean(asked.measure, longer or catalogue.by_id)))
    return found


def measures(names: Sequence[str], region: str, catalogue: Catalogue) -> Sequence[Measure]:
    """Find the measures of a region that are asked for, each once; where none is named, all of them.

    Raises:
        WrongInput: with each name that is none of its measures.
        QuarantinedRegion: if the region could not be loaded.
    """
    known = {each.id: each for each in catalogue.of_region(region)}
    wanted = tuple(dict.fromkeys(names))
    faults = [
        Complaint(says=f"no measure {name!r} in {region}", instead=did_you_mean(name, known))
        for name in wanted
        if name not in known
    ]
    if faults:
        raise WrongInput(faults)
    return [known[name] for name in wanted or known]
