"""Where a region's files stand: the package of an installed one, or any folder with a `region.toml`."""

import sys
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.entries import Malformed, installed
from intra_core.regions.folder import IDENTITY

INSTALLED = frozenset({"site-packages", "dist-packages"})
"""Folders that only installations write to."""


@frozen(kw_only=True)
class Place:
    """A folder with the files of a region, whether they can be read or not.

    >>> Place(folder=Path("lakes/src/intra_lakes"), name="intra_lakes").entry is None
    True
    """

    folder: Path
    name: str
    """That of the folder, and so of its package: it stands before the names of its files, whoever complains of them."""
    entry: EntryPoint | None = None
    """Under which it is installed, if it is: its functions in Python come from there."""


def place_of(asked: str) -> Place:
    """Find a region by its name, its package's folder, or a folder above that, such as that of its project.

    Args:
        asked: a name alone means the installed region; with a slash, as in `./lakes`, it is always a folder.

    Raises:
        WrongInput: if there is none.

    >>> place_of("slovenia").folder.name
    'intra_slovenia'
    """
    entries = {each.name: each for each in installed()}
    path = Path(asked)
    if asked in entries:
        return _package(entries[asked]) or _refused(entries[asked])
    folders = packages_in(path)
    if len(folders) == 1:
        return _installed_in(folders[0], entries.values()) or Place(folder=folders[0], name=folders[0].resolve().name)
    if folders:
        says = f"there are several regions in {asked!r}"
        raise WrongInput([Complaint(says=says, instead=f"give one: {', '.join(map(str, folders))}", key="REGION")])
    if path.is_dir():
        says, instead = f"there is no {IDENTITY} in {asked!r} or in a package under its src", "give a region's folder"
    else:
        says, instead = f"{asked!r} is neither an installed region nor a folder", did_you_mean(asked, entries)
    raise WrongInput([Complaint(says=says, instead=instead, key="REGION")])


def packages_in(path: Path) -> list[Path]:
    """Give the folders of regions that a path means: its own, or those below its `src`; none if it means none.

    >>> [each.name for each in packages_in(place_of("slovenia").folder.parents[1])]
    ['intra_slovenia']
    """
    below = [path, *sorted(path.glob("src/*"))] if path.is_dir() else []
    return [each for each in below if (each / IDENTITY).is_file()]


def _package(entry: EntryPoint | Malformed) -> Place | None:
    """Find the folder of a region's package without running anything of a package that has no other above it."""
    if isinstance(entry, Malformed):
        return None
    package = entry.value.partition(":")[0].strip()
    try:
        spec = sys.modules[package].__spec__ if package in sys.modules else find_spec(package)
    except Exception:  # noqa: BLE001 (a plug-in may have put a finder of its own in the way)
        return None
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return Place(folder=Path(folders[0]), name=Path(folders[0]).name, entry=entry) if folders else None


def _refused(entry: EntryPoint | Malformed) -> NoReturn:
    if isinstance(entry, Malformed):
        raise WrongInput([entry.complaint])
    says = f"the region {entry.name!r} is installed, but there is no package {entry.value!r}"
    raise WrongInput([Complaint(says=says, instead="install it again, or give the path of its folder", key="REGION")])


def _installed_in(folder: Path, entries: Iterable[EntryPoint | Malformed]) -> Place | None:
    for entry in entries:
        found = _package(entry)
        if found is not None and found.folder.exists() and found.folder.samefile(folder):
            return Place(folder=folder, name=found.name, entry=found.entry)
    return None


def check_own(folder: Path, key: str | None = None) -> None:
    """See to it that a folder is where a region's files are written, and not the copy that was installed of them.

    Raises:
        WrongInput: if it is such a copy: the next installation would take away what is written there.
    """
    if not INSTALLED.isdisjoint(folder.parts):
        says = f"{folder} is an installed copy of the region: the next installation takes away what is written there"
        instead = "install it from its own folder: pip install --editable FOLDER"
        raise WrongInput([Complaint(says=says, instead=instead, key=key)])


def shown(folder: Path) -> str:
    """Name a folder from where the user stands, if it is below; so that an editor or terminal opens it."""
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
