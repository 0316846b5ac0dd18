"""The dossier of a region: practices, action plan and institutions."""

from collections.abc import Iterator

from intra_core.errors import WrongInput
from intra_core.regions.dossier import dossier_of
from intra_core.testing.conformance.check import Breach, of_complaint, of_region
from intra_core.testing.conformance.examined import Examined


@of_region(
    "dossier.readable",
    sentence="The practices, the plan and the institutions of a region that was loaded can be read whenever they are asked for.",
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


@of_region(
    "dossier.institutions-known",
    sentence="Every authority that grants a measure is among the region's authorities with a source.",
    why="Whom an applicant turns to is a statement about the world as any other.",
    mend="give the authority its source in region.toml",
    level="silver",
)
def authorities_sourced(examined: Examined) -> Iterator[Breach]:
    """Look for authorities without a source."""
    if examined.loaded is not None:
        for each in examined.loaded.region.authorities:
            if each.basis.source is None:
                yield examined.breach(f"the authority {each.id!r} has no source", examined.file("region.toml"), ("authority", each.id))


CHECKS = (dossier_readable,)
