"""The files of a region's folder: which there are, which cannot be read, and which nearly have a right name."""

import difflib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

from attrs import define, field

from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import document_from
from intra_core.io.document import Document

IDENTITY, VOCABULARY, MEASURES = "region.toml", "vocabulary.toml", "measures"
PRACTICES, PLAN, INSTITUTIONS = "practices", "plan.toml", "institutions.toml"
CASES, BOUNDARIES = "cases", "boundaries"
_NEAR = 0.8
"""How alike a name must be to one that is read to be taken for a slip; `html` is less like `toml` than this."""


@define(eq=False)
class Folder:
    """A region's folder, and what is wrong with its files."""

    folder: Traversable
    name: str
    complaints: list[Complaint] = field(factory=list)

    def entries(self) -> list[str]:
        """Name what stands in the folder, and complain about what was surely meant to be read."""
        names = self.names()
        for wanted in (VOCABULARY, MEASURES, PRACTICES, PLAN, INSTITUTIONS, CASES, BOUNDARIES):
            near = () if wanted in names else difflib.get_close_matches(wanted, names, n=1, cutoff=_NEAR)
            for name in near:
                self.complain(name, f"nothing reads a file or folder called {name!r}", f"call it {wanted!r}")
        return names

    def names(self) -> list[str]:
        """Name what stands in the folder."""
        return self._names(self.folder, self.name)

    def document(self, *path: str) -> Document | None:
        """Read one file; None, with a complaint, if it cannot be read."""
        name = "/".join((self.name, *path))
        try:
            return document_from(self.folder.joinpath(*path).read_bytes(), name, "toml")
        except WrongInput as error:
            self.complaints.extend(error.complaints)
        except FileNotFoundError:
            linked = path[-1] in self._names(self.folder.joinpath(*path[:-1]), None)
            says = "this is a link that leads nowhere" if linked else "the file is missing"
            self.complaints.append(Complaint(says=says, file=name))
        except IsADirectoryError:
            self.complaints.append(Complaint(says="this is a folder, not a file", file=name))
        except OSError as error:
            self.complaints.append(Complaint(says=f"the file cannot be read: {_reason(error)}", file=name))
        return None

    def measures(self) -> Iterator[str]:
        """Name the files of measures, in order; complain about what stands beside them and was meant to be one."""
        below = self.folder.joinpath(MEASURES)
        if not below.is_dir() and not below.is_file():
            self._none()
            return
        before = len(self.complaints)
        found = self._files(MEASURES, "measure")
        if not found and len(self.complaints) == before:
            self._none()
        yield from found

    def practices(self, entries: Iterable[str]) -> Iterator[str]:
        """Name the files of practices, in order, if the region has any; complain as of measures."""
        if PRACTICES in entries:
            yield from self._files(PRACTICES, "practice")

    def cases(self) -> Iterator[str]:
        """Name the case files, in order, if the region has any; complain as of measures."""
        if CASES in self.names():
            yield from self._files(CASES, "file of cases")

    def boundaries(self) -> Iterator[str]:
        """Name the files of boundary tables, in order, if the region has any; complain as of measures."""
        if BOUNDARIES in self.names():
            yield from self._files(BOUNDARIES, "boundary table")

    def _files(self, room: str, what: str) -> list[str]:
        below = self.folder.joinpath(room)
        if not below.is_dir():
            self.complain(room, "this is a file, not a folder", f"make a folder with one file per {what}")
            return []
        names = self._names(below, f"{self.name}/{room}")
        for name in names:
            if not name.endswith(".toml"):
                self._refuse_near(below.joinpath(name), room, what)
        return [name for name in names if name.endswith(".toml")]

    def complain(self, name: str, says: str, instead: str) -> None:
        """Note what is wrong with an entry of the folder."""
        self.complaints.append(Complaint(says=says, instead=instead, file=f"{self.name}/{name}"))

    def _none(self) -> None:
        instead = "give one file measures/NAME.toml per measure; in a package, see that they are packed with it"
        self.complain(MEASURES, f"there is no measure under {MEASURES}/", instead)

    def _refuse_near(self, entry: Traversable, room: str, what: str) -> None:
        if entry.is_dir():
            names = self._names(entry, f"{self.name}/{room}/{entry.name}")
            for name in names:
                if name.endswith(".toml"):
                    says = f"nothing reads a {what} in a folder of its own"
                    self.complain(f"{room}/{entry.name}/{name}", says, f"move it to {room}/")
        elif _nearly_toml(entry.name):
            says = f"nothing reads a {what} whose name does not end in .toml"
            stem = entry.name.lower().removesuffix(".txt").rpartition(".")[0]
            self.complain(f"{room}/{entry.name}", says, f"call it {stem}.toml")

    def _names(self, folder: Traversable, told: str | None) -> list[str]:
        try:
            return sorted(each.name for each in folder.iterdir())
        except OSError as error:
            if told is not None:
                self.complaints.append(Complaint(says=f"the folder cannot be read: {_reason(error)}", file=told))
            return []


def _nearly_toml(name: str) -> bool:
    ending = name.lower().removesuffix(".txt").rpartition(".")[2]
    return sorted(ending) == sorted("toml") or bool(difflib.get_close_matches(ending, ["toml"], cutoff=_NEAR))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
