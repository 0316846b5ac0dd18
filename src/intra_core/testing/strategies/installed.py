"""The measure that a test asks for by its id: the installed regions are loaded once, when the first test wants one."""

from functools import cache

from intra_core.assessment.catalogue import Catalogue, load_regions
from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint, WrongInput, did_you_mean


@cache
def catalogue() -> Catalogue:
    """Give the installed regions, the same for all tests of a process."""
    return load_regions()


def measure_named(name: str, region: str | None = None) -> Measure:
    """Give an installed measure.

    Args:
        name: its id, with or without the region before it where that is named.
        region: its region, if it is not a part of the id.

    Raises:
        WrongInput: if there is none of that name; it names one that there is.
        QuarantinedRegion: if its region is installed, but could not be loaded.

    >>> measure_named("forum", region="slovenia").id
    'slovenia.forum'
    >>> measure_named("slovenia.form")
    Traceback (most recent call last):
        ...
    intra_core.errors.WrongInput: no measure 'slovenia.form' is installed
      did you mean 'slovenia.forum'?
    """
    full = name if region is None or name.startswith(f"{region}.") else f"{region}.{name}"
    home = full.partition(".")[0]
    if region is not None or any(each.region == home for each in catalogue().quarantined):
        catalogue().region(home)
    found = catalogue().by_id.get(full)
    if found is None:
        known = catalogue().by_id
        raise WrongInput([Complaint(says=f"no measure {full!r} is installed", instead=did_you_mean(full, known))])
    return found
