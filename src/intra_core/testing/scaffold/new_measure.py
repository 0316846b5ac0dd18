"""One more measure for a region that is there: a file beside its others, an example to be replaced."""

import datetime as dt
from pathlib import Path

from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import write
from intra_core.regions.folder import MEASURES
from intra_core.regions.plugin import functions_of
from intra_core.regions.reading import region_in
from intra_core.testing.place import check_own, place_of
from intra_core.testing.scaffold.new_region import NAME
from intra_core.testing.scaffold.rendering import measure_text


def write_measure(region: str, name: str, *, day: dt.date) -> Path:
    """Write the file of a further measure, and give its place.

    Args:
        region: an installed region, or the folder of one.
        name: the measure's own name, without the region's.
        day: the day on which it is made: the example's call is open on it.

    Raises:
        WrongInput: if the name is none, the region cannot be read, or there is such a measure already.
    """
    complaints: list[Complaint] = []
    if not NAME.fullmatch(name):
        says = f"{name!r} is not the name of a measure"
        instead = 'write it like "trade_mission": lower-case letters, digits and single underscores'
        complaints.append(Complaint(says=says, instead=instead, key="--measure"))
    try:
        place = place_of(region)
        check_own(place.folder, "NAME")
        found = region_in(place.folder, place.name, functions_of(place.entry) if place.entry is not None else ())
    except WrongInput as wrong:
        raise WrongInput([*complaints, *wrong.complaints]) from None
    file = place.folder / MEASURES / f"{name}.toml"
    if file.exists() or f"{found.id}.{name}" in {each.identity.id for each in found.measures}:
        says = f"there is a measure {found.id}.{name} already"
        complaints.append(Complaint(says=says, instead="give another name; nothing is written over", key="--measure"))
    if complaints:
        raise WrongInput(complaints)
    text = measure_text(
        found.id,
        name,
        day=day,
        languages=found.languages or ("en",),
        currency=found.currency,
        member_state=found.member_state,
        authority=found.authorities[0].id if found.authorities else "",
    )
    write(file, text.encode())
    return file
