"""The dossier of a region: practices, action plan and institutions."""

from collections.abc import Iterator

from intra_core.errors import WrongInput
from intra_core.regions.dossier import dossier_of
from intra_core.testing.conformance.check import Breach, of_complaint, of_region
from intra_core.testing.conformance.examined import Examined


@of_region(
    "dossier.readable",
    sentence="The practices, the plan and the institutions of a region that was loaded can be read whenever "
    "they are asked for.",
    why="They are read on first use, which may be months after the region was installed.",
    mend="install the distribution again: a file has changed since",
)
def dossier_readable(examined: Examined) -> Iterator[Breach]:
    """Read it anew."""
    if examined.loaded is not None:
        try:
            dossier_of(examined.loaded.region)
        except WrongInput as wrong:
            yield from (of_complaint(each, examined.name) for each in wrong.complaints)


CHECKS = (dossier_readable,)
