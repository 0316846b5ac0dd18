"""A region as it was once read and checked, kept for the next process.

To read a region and to check every line of it takes far longer than to ask it. So what came of it is kept in the
user's own cache, and taken again while no file of the region and none of this library has changed. `INTRA_CACHE` names
another folder for it; where it is empty, nothing is kept. What cannot be taken or kept is read anew
(docs/decisions/0008-compiled-regions.md).
"""

import gc
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from attrs import fields, has

from intra_core.rules.functions import RuleFunction

if TYPE_CHECKING:
    from intra_core.regions.region import Region

FORM = 5
"""The protocol of pickles; Python 3.8 and newer read it."""
LIBRARY = Path(__file__).parents[1]
APART = frozenset({"cases", "boundaries"})
"""The folders in a region's that are no part of what is kept: only who tests the region reads them."""


def compiled(folder: Traversable, read: "Callable[[], Region]", functions: Iterable[RuleFunction] = ()) -> "Region":
    """Give the region of a folder: as it was kept, or, where there is none or a file has changed since, as it is read.

    What is read is kept under the name that its files had before: one that is written to meanwhile is read again.
    Of the functions that its rules call only the names are kept, and one that is declared otherwise is a change too.
    """
    place = _place(folder)
    if place is None:
        return read()
    stamp, known = b"", {each.name: each for each in functions}
    with suppress(Exception):  # what is torn, foreign or of another version is as if it were not there
        stamp = _stamp(folder, known)
        return _taken(place, stamp, known)
    region = read()
    with suppress(Exception):  # a folder that cannot be written to is slow, not wrong
        _keep(place, stamp, region)
    return region


def _taken(place: Path, stamp: bytes, functions: Mapping[str, RuleFunction]) -> "Region":
    with place.open("rb") as file, _without_collecting():
        if not _is_own(file) or file.readline() != stamp:
            raise LookupError(place)
        return unpickled(file, functions)  # nobody else can have written it


def _keep(place: Path, stamp: bytes, region: "Region") -> None:
    held = pickled(region)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent) as beside:  # its files are the user's own
        made = Path(beside) / place.name
        made.touch(mode=0o600)
        made.write_bytes(stamp + held)
        made.replace(place)


def pickled(region: "Region") -> bytes:
    """Write a region as it is kept; of the functions that its rules call there are the names alone."""
    held = io.BytesIO()
    _Pickler(held, FORM).dump(region)
    return held.getvalue()


def unpickled(held: BinaryIO, functions: Mapping[str, RuleFunction]) -> "Region":
    """Read a region that was kept. What others may have written must not be read so: it could run anything.

    >>> from intra_core.regions import read_region
    >>> unpickled(io.BytesIO(pickled(read_region("intra_slovenia"))), {}).id
    'slovenia'
    """
    region: Region = _Unpickler(held, functions).load()
    return region


class _Pickler(pickle.Pickler):
    """Keeps an object as the call that makes it, which is read twice as fast as a state to be set."""

    def reducer_override(self, kept: Any) -> Any:  # noqa: ANN401 (whatever a region holds)
        kind: Any = type(kept)
        if has(kind):
            made = [each for each in fields(kind) if each.init]
            if not any(each.kw_only or each.alias != each.name for each in made):
                return kind, tuple(getattr(kept, each.name) for each in made)
        return NotImplemented

    def persistent_id(self, kept: Any) -> str | None:  # noqa: ANN401 (likewise)
        """Keep of a function its name alone: its code is the region's and may change."""
        return kept.name if type(kept) is RuleFunction else None


class _Unpickler(pickle.Unpickler):
    """Puts the functions that are at hand in the place of their names."""

    def __init__(self, file: BinaryIO, functions: Mapping[str, RuleFunction]) -> None:
        super().__init__(file)
        self.functions = functions

    def persistent_load(self, name: Any) -> RuleFunction:  # noqa: ANN401 (as of any kept name)
        return self.functions[name]


def kept_in() -> tuple[str, ...]:
    """Give the folder in which regions are kept, if they are."""
    named = os.environ.get("INTRA_CACHE")
    if named == "":
        return ()
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return (named or str(Path(home).expanduser() / "intra-core"),)


def _place(folder: Traversable) -> Path | None:
    where = kept_in()
    if not where or not isinstance(folder, Path):
        return None
    kept = Path(where[0])
    version = f"{folder.resolve()} {sys.implementation.cache_tag}"
    return kept / f"{folder.name}.{hashlib.sha256(version.encode()).hexdigest()[:16]}.pickle"


def _is_own(file: BinaryIO) -> bool:
    """Say whether a file is the user's own and nobody else may write it: what stands in it is run."""
    if os.name != "posix":  # pragma: no cover - elsewhere the folder belongs to the user
        return True
    told = os.fstat(file.fileno())
    return told.st_uid == os.geteuid() and not told.st_mode & 0o022


def _stamp(folder: Traversable, functions: Mapping[str, RuleFunction]) -> bytes:
    """Name in one line what the region and the library are.

    The one is named by its texts and what its functions declare, the other by its files' days.
    """
    assert isinstance(folder, Path)  # noqa: S101 (else it has no place)
    named = hashlib.sha256(_library())
    for file in sorted(folder.rglob("*.toml")):
        if file.relative_to(folder).parts[0] in APART:
            continue
        named.update(f"{file.relative_to(folder)}\0".encode())
        named.update(hashlib.sha256(file.read_bytes()).digest())
    for name in sorted(functions):
        named.update(f"{functions[name].declared}\0".encode())
    return f"{named.hexdigest()}\n".encode()


@cache
def _library() -> bytes:
    files = (file for end in ("py", "toml") for file in LIBRARY.rglob(f"*.{end}"))
    known = sorted((str(file), (told := file.stat()).st_size, told.st_mtime_ns) for file in files)
    return repr((sys.version, known)).encode()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Spare the collector looking through thousands of objects that have only just been made."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
