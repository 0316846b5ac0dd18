"""The figures of the law by name and day, each with the article it stands in, read from the files of this folder."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from attrs import frozen

from intra_core.io.decode import document_from
from intra_core.io.document import Document, Table
from intra_core.io.histories import parameters
from intra_core.io.names import sets
from intra_core.io.parts import Sources
from intra_core.io.vocabulary_file import schema
from intra_core.model.money import Money
from intra_core.provenance import Basis, Mark
from intra_core.rules.figures import Known
from intra_core.rules.history import Parameter
from intra_core.rules.kinds import Kind, Number
from intra_core.rules.scope import NamedSet

UNITS = ("persons", "years", "months", "days", "AWU", "enterprises", "indicators", "EUR", "SDR")
"""What figures of the law may count; rates of exchange are per EUR, SDR are special drawing rights."""


@frozen(kw_only=True)
class LawFigure:
    """One figure of the law on one day, with what it rests on.

    `value` is in whole units (euro, years, AWU), a rate as a fraction, a day as its ordinal.
    """

    name: str
    kind: Kind
    value: Fraction | int | str | bool
    basis: Basis

    @property
    def number(self) -> Fraction:
        """The value of a figure that is a number."""
        assert isinstance(self.value, Fraction | int)  # noqa: S101 (its name says that it is)
        return Fraction(self.value)

    @property
    def money(self) -> Money:
        """The value of a figure that is money."""
        assert isinstance(self.kind, Number)  # noqa: S101 (likewise)
        assert self.kind.currency is not None  # noqa: S101 (likewise)
        return Money(int(self.number * 100), self.kind.currency)

    @property
    def word(self) -> str:
        """The value of a figure that is a word."""
        return str(self.value)

    @property
    def article(self) -> str:
        """Act and article, as answers cite it.

        >>> lawbook().figure("de_minimis.ceiling_2023", dt.date(2024, 9, 2)).article
        'Regulation (EU) 2023/2831 on de minimis aid, Article 3(2)'
        """
        return cited(self.basis)

    @property
    def assumed(self) -> bool:
        """Whether it is only assumed."""
        return self.basis.mark is Mark.ASSUMED


def cited(basis: Basis) -> str:
    """Write act and article of what something rests on."""
    title = basis.source.title if basis.source is not None else ""
    article = basis.article or (basis.source.article if basis.source is not None else None)
    return f"{title}, {article}" if article else title


@frozen(kw_only=True, eq=False)
class Lawbook:
    """The law's figures with their histories, its named sets, and its other files.

    The next regulation is a change of these files. Whoever needs other figures reads a folder of their own.
    """

    folder: Traversable
    parameters: Mapping[str, Parameter]
    sets: Mapping[str, NamedSet]

    @classmethod
    def read(cls, folder: Traversable) -> "Lawbook":
        """Read the `[parameter]` and `[set]` tables of every TOML file of a folder.

        Raises:
            WrongInput: with every fault of the files.
        """
        found: dict[str, Parameter] = {}
        named: dict[str, NamedSet] = {}
        for file in sorted(folder.iterdir(), key=lambda each: each.name):
            if file.name.endswith(".toml"):
                document = document_from(file.read_bytes(), file.name, "toml")
                root = document.root()
                if "parameter" in root or "set" in root:
                    found |= parameters(root.table("parameter"), Sources.of(root), UNITS, law=True)
                    named |= sets(root.table("set"))
                    document.close()
        return cls(folder=folder, parameters=found, sets=named)

    def figure(self, name: str, day: dt.date) -> LawFigure | None:
        """Give the figure in force on a day; None where there is none, or nobody has published it.

        Raises:
            KeyError: if the law has no figure of that name.

        >>> lawbook().figure("sme.headcount_medium", dt.date(2024, 9, 2)).number
        Fraction(250, 1)
        >>> lawbook().figure("sme.headcount_medium", dt.date(1999, 9, 2)) is None
        True
        """
        parameter = self.parameters[name]
        versions = parameter.in_force(day.toordinal())
        # Of two that may be in force nobody knows which is.
        if len(versions) != 1 or not isinstance(versions[0].figure, Known):
            return None
        return LawFigure(name=name, kind=parameter.kind, value=versions[0].figure.value, basis=versions[0].basis)

    def needed(self, name: str, day: dt.date) -> LawFigure:
        """Give the figure in force on a day, where nothing can be said without it.

        Raises:
            KeyError: if the law has no figure of that name.
            LookupError: if none of that name is in force.
        """
        found = self.figure(name, day)
        if found is None:
            msg = f"the law has no {name} on {day}"
            raise LookupError(msg)
        return found

    def members(self, name: str) -> frozenset[str]:
        """Give the words of a named set.

        Raises:
            KeyError: if the law has no set of that name.
        """
        return self.sets[name].members

    def document(self, name: str) -> Document:
        """Open another file of the folder.

        Raises:
            FileNotFoundError: if there is none of that name.
            WrongInput: if it is no TOML.
        """
        return document_from((self.folder / name).read_bytes(), name, "toml")

    @contextmanager
    def reading(self, name: str) -> Iterator[tuple[Table, Sources]]:
        """Read all of another file of the folder but for the figures and sets, which the lawbook has read.

        Raises:
            FileNotFoundError: if there is none of that name.
            WrongInput: with every fault of the file, at the end, and every key that nobody has taken.
        """
        document = self.document(name)
        root = document.root()
        schema(root)
        root.taken |= {"parameter", "set"}
        yield root, Sources.of(root)
        root.end()
        document.close()


@cache
def lawbook() -> Lawbook:
    """Give the law as this library has it."""
    return Lawbook.read(resources.files("intra_core.law"))
