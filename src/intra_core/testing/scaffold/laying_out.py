"""A folder of files that appears whole or not at all."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from intra_core.errors import Complaint, WrongInput
from intra_core.testing.scaffold.new_region import NewRegion, wrong_in
from intra_core.testing.scaffold.rendering import files_of


def write_region(new: NewRegion, folder: Path, installed: frozenset[str] = frozenset()) -> tuple[Path, ...]:
    """Write a new region into a folder that is not there yet, and give its files.

    Args:
        new: what it is to be.
        folder: the folder to make.
        installed: names of regions that are there already.

    Raises:
        WrongInput: with every complaint about what is asked, or if the folder cannot be made; then nothing is written.
    """
    complaints = [*wrong_in(new, installed), *_refused(folder)]
    if complaints:
        raise WrongInput(complaints)
    files = files_of(new)
    lay_out(files, folder)
    return tuple(folder / name for name in files)


def lay_out(files: Mapping[str, str], folder: Path) -> None:
    """Write files into a folder beside the one wanted, and give it that name once all of them are on the disk.

    Whatever stops it, Ctrl-C or a full disk, the wanted folder is there whole or not at all.

    Raises:
        WrongInput: if it cannot be written.
    """
    beside = folder.with_name(f".intra-{secrets.token_hex(8)}.part")
    try:
        beside.mkdir()
        for name, text in files.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                opened.write(text.encode())
                opened.flush()
                os.fsync(opened.fileno())
        beside.rename(folder)
    except OSError as error:
        says = f"cannot be written: {error.strerror or error}"
        raise WrongInput([Complaint(says=says, file=str(folder))]) from None
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(beside)


def _refused(folder: Path) -> tuple[Complaint, ...]:
    if os.path.lexists(folder):
        instead = "give one that is not there yet: --folder NAME; nothing is written over"
        return (Complaint(says="something is there already", instead=instead, file=str(folder)),)
    if not folder.parent.is_dir():
        return (Complaint(says=f"there is no folder {str(folder.parent)!r} to make it in", file=str(folder)),)
    return ()
