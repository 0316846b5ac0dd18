"""Bodies that give a constant, whatever they are asked: what stands in for a function to see whether a test notices."""

import re
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType

from tests.worth.public import Public

FIRST = "its first answer"
_EMPTY: dict[str, tuple[str, object]] = {
    r"(tuple|Sequence|Iterable|Collection)\b": ("()", ()),
    r"list\b": ("[]", []),
    r"(frozenset|Set|AbstractSet)\b": ("frozenset()", frozenset()),
    r"(Mapping|MutableMapping|dict)\b": ("{}", {}),
}


def constants_of(function: Public) -> tuple[str, ...]:
    """Name the constants of the type that a function gives, but not the one that it gives anyhow.

    Of a type of our own it is the first answer it gave; None where a function takes nothing, and has but one.
    """
    return tuple(each for each in _of_type(function) if each != function.own)


def _of_type(function: Public) -> tuple[str, ...]:
    gives = function.gives.strip("'\"")
    if gives in {"bool", "TypeGuard", "TypeIs"} or gives.startswith(("TypeGuard[", "TypeIs[")):
        return ("False", "True")
    if gives == "int":
        return ("0", "1")
    if gives == "str":
        return ("''",)
    if gives in {"None", ""} or re.search(r"\| None$", gives):
        return ("None",)
    if re.match(r"(Iterator|Generator)\b", gives):
        return ("nothing to iterate over",)
    first = "None" if function.takes_nothing else FIRST
    return next(((name,) for kind, (name, _) in _EMPTY.items() if re.match(kind, gives)), (first,))


def replace(function: Public, constant: str) -> None:
    """Give every object of a function another body, which every module that has imported it sees at once."""
    for each in function.objects:
        each.__code__ = _body(each, constant)
    for cached in function.caches:
        cached.cache_clear()


def _body(function: FunctionType, constant: str) -> CodeType:
    if constant == FIRST:
        return _adopted(_first_answer(function), function)
    if constant == "nothing to iterate over":
        return _adopted(_nothing.__code__, function)
    values: dict[str, object] = {"False": False, "True": True, "0": 0, "1": 1, "''": "", "None": None}
    values |= dict(_EMPTY.values())
    return _adopted(_with(_always.__code__, values[constant]), function)


def _always(*_args: object, **_kwargs: object) -> object:
    return "a constant"


def _nothing(*_args: object, **_kwargs: object) -> Iterator[object]:
    yield from ()


def _remembered(*args: object, **kwargs: object) -> object:
    return "a constant".__call__(*args, **kwargs)  # type: ignore[operator] # a function is put in place of the words


def _first_answer(function: FunctionType) -> CodeType:
    original = copy_of(function)
    answers: list[object] = []

    def answer(*args: object, **kwargs: object) -> object:
        if not answers:
            answers.append(original(*args, **kwargs))
        return answers[0]

    return _with(_remembered.__code__, answer)


def copy_of(function: FunctionType) -> FunctionType:
    """Give another object of the same function, which keeps its body when the first is given another."""
    original = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    original.__kwdefaults__ = function.__kwdefaults__
    return original


def body_with(act: Callable[..., object], function: FunctionType) -> CodeType:
    """Give a body for a function that calls another one with what it is given."""
    return _adopted(_with(_remembered.__code__, act), function)


def _with(code: CodeType, constant: object) -> CodeType:
    return code.replace(co_consts=tuple(constant if each == "a constant" else each for each in code.co_consts))


def _adopted(code: CodeType, function: FunctionType) -> CodeType:
    """Give a body as many free names as the function has: Python lets no other in."""
    return code.replace(co_freevars=function.__code__.co_freevars, co_name=function.__code__.co_name)
