"""A region made on disk and installed for one test: the good one, with a change."""

import shutil
import sys
from collections.abc import Callable, Collection
from importlib.metadata import PathDistribution
from pathlib import Path

from intra_core.assessment.catalogue import Catalogue
from intra_core.regions.host import GROUP, load
from intra_core.testing.conformance.examined import Examined

GOOD = Path(__file__).parent / "region"
METADATA = "Metadata-Version: 2.1\nName: intra-good\nVersion: 1.0\nRequires-Dist: intra-core>=0.1\n"
Change = Callable[[Path], object]


def made(folder: Path, change: Change | None = None, isolated: Collection[str] = ()) -> Examined:
    """Write the good region into a folder that is on the path, change it, and load it as one that is installed."""
    package = folder / "intra_good"
    shutil.copytree(GOOD, package)
    (package / "py.typed").touch()
    info = folder / "intra_good-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA)
    (info / "entry_points.txt").write_text(f"[{GROUP}]\ngood = intra_good\n")
    if change is not None:
        change(package)
    forget()
    found = PathDistribution(info).entry_points
    loaded, quarantined = load(found, isolated)
    return Examined.of(Catalogue(regions=loaded, quarantined=quarantined), "good")


def forget() -> None:
    """Let the next region of that name be imported anew."""
    for each in [each for each in sys.modules if each.partition(".")[0] == "intra_good"]:
        del sys.modules[each]
