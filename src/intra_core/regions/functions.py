"""The functions of the region that is being loaded: at hand for reading its files, and held against its vocabulary."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from intra_core.errors import Complaint, did_you_mean
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import SIMPLE, Choice, Kind, Number
from intra_core.rules.vocabulary import Vocabulary

HOOK = "intra_rule_functions"

_AT_HAND: ContextVar[tuple[RuleFunction, ...]] = ContextVar("rule functions", default=())


@contextmanager
def at_hand(functions: tuple[RuleFunction, ...]) -> Iterator[None]:
    """Let `read_region` know functions while the region that they belong to is loaded."""
    token = _AT_HAND.set(functions)
    try:
        yield
    finally:
        _AT_HAND.reset(token)


def functions_at_hand() -> tuple[RuleFunction, ...]:
    """Give the functions of the region that is being loaded.

    >>> functions_at_hand()
    ()
    """
    return _AT_HAND.get()


def of_region(functions: Iterable[RuleFunction], region: str) -> Mapping[str, RuleFunction]:
    """Give a region's functions by name."""
    return {each.name: each for each in functions if each.name.startswith(f"{region}.")}


def names_amiss(found: Iterable[RuleFunction], region: str) -> Iterator[tuple[str, str | None]]:
    """Tell which functions are not called after their region or after another one, and what to write instead."""
    seen: set[str] = set()
    for each in found:
        if not each.name.startswith(f"{region}."):
            yield f"{each.name!r} is not called after the region", f'write "{region}.{each.name.rpartition(".")[2]}"'
        elif each.name in seen:
            yield f"two functions are called {each.name!r}", "give each its own name"
        seen.add(each.name)


def words_unknown(functions: Iterable[RuleFunction], vocabulary: Vocabulary) -> Iterator[Complaint]:
    """Complain about each word and unit that a function declares and the region's vocabulary does not know."""
    for each in functions:
        file, line = each.place
        for kind in (*each.takes, each.gives):
            for says, instead in _unknown(kind, vocabulary):
                told = f"hook {HOOK!r}, rule function {each.name!r}: {says}"
                yield Complaint(says=told, instead=instead, file=file, line=line)


def _unknown(kind: Kind, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if isinstance(kind, Choice):
        for word in sorted(kind.values - vocabulary.words.keys()):
            yield f"unknown word {word!r}", did_you_mean(word, vocabulary.words)
    elif isinstance(kind, Number) and kind not in SIMPLE.values() and kind.currency is None:
        ((unit, _),) = kind.unit
        if unit not in vocabulary.units:
            yield f"unknown unit {unit!r}", did_you_mean(unit, vocabulary.units)
