"""What a name in a rule may stand for."""

from collections.abc import Iterable
from typing import Protocol

from attrs import frozen

from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import Kind
from intra_core.rules.language import Constant, Fact, Named, Parameter


@frozen
class NamedSet:
    """Words, or prefixes of codes, that a rule refers to by one name; `scheme` is None for words."""

    name: str
    members: frozenset[str]
    scheme: str | None = None


@frozen(hash=False)
class TableShape:
    """A parameter that is looked up by words: the words of each key, and the kind of what is found."""

    name: str
    keys: tuple[frozenset[str], ...]
    kind: Kind
    sign: int = -1
    """1 where every number in it is above zero, 0 where none is below, else -1."""


@frozen
class BandShape:
    """A parameter that names bands over a number."""

    name: str
    number: Kind
    words: frozenset[str]


@frozen
class FunctionShape:
    """A function of the region, with the kinds it takes and gives where it is called."""

    takes: tuple[Kind, ...]
    gives: Kind
    function: RuleFunction


Meaning = Fact | Parameter | Constant | Named | NamedSet | TableShape | BandShape | FunctionShape


class Scope(Protocol):
    """Where names are looked up."""

    def meaning(self, name: str) -> Meaning | None:
        """Give what a full name stands for, or None."""
        ...

    def names(self) -> Iterable[str]:
        """Give every name, to suggest one for a misspelt one."""
        ...

    def functions(self) -> Iterable[str]:
        """Give the names of the region's functions."""
        ...
