"""A rule function's declaration as plain data, from the process that has the function to the one that asks it."""

from collections.abc import Callable, Mapping
from typing import Any

from intra_core.errors import WrongInput
from intra_core.model.text import LocalizedText
from intra_core.regions.isolated.channel import Broken
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Number, Text, YesNo

_PLAIN: Mapping[str, Kind] = {"yes-no": YesNo(), "day": Day(), "day-of-year": MonthDay(), "text": Text()}


def to_plain(function: RuleFunction) -> dict[str, Any]:
    """Give a declaration as JSON has it."""
    file, line = function.place
    texts = function.label.texts
    return {
        "name": function.name,
        "takes": [_kind_to_plain(each) for each in function.takes],
        "gives": _kind_to_plain(function.gives),
        "least": function.least,
        "greatest": function.greatest,
        "label": {language: texts[language] for language in texts},
        "file": file,
        "line": line,
    }


def from_plain(
    told: Any,  # noqa: ANN401 (any JSON)
    call: Callable[[str, str, int], Callable[..., object]],
) -> RuleFunction:
    """Make the function that asks for what another process has declared; nothing that it told is taken on trust.

    Args:
        told: what it told.
        call: makes what is called, from the function's name, file and line.

    Raises:
        Broken: if it told no declaration.
        WrongInput: if the declaration has faults.

    >>> made = RuleFunction(name="made.sum", takes=("EUR", "choice b a"), gives="EUR per m2", least=0, greatest=9,
    ...     label={"en": "sum"}, call=max)
    Traceback (most recent call last):
        ...
    intra_core.errors.WrongInput: rule function 'made.sum' gives the unknown kind 'EUR per m2'
      ...
    >>> made = RuleFunction(name="made.sum", takes=("EUR", "choice b a"), gives="yes-no", label={"en": "sum"}, call=max)
    >>> from_plain(to_plain(made), lambda *_: max).declared == made.declared
    True
    """
    try:
        name, file, line = str(told["name"]), told["file"], told["line"]
        texts = {language: _text(text) for language, text in told["label"].items()}
        return RuleFunction(
            name=name,
            takes=tuple(_kind_from_plain(each) for each in told["takes"]),
            gives=_kind_from_plain(told["gives"]),
            least=told["least"],
            greatest=told["greatest"],
            label=LocalizedText(texts),
            call=call(name, file if isinstance(file, str) else "", line if type(line) is int else 0),
        )
    except WrongInput:
        raise
    except Exception as error:
        raise Broken("told of no rule function") from error


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told


def _kind_to_plain(kind: Kind) -> object:
    match kind:
        case Number():
            return {"number": [list(each) for each in kind.unit]}
        case Choice():
            return {"choice": sorted(kind.values)}
        case Code():
            return {"code": kind.scheme}
        case _:
            return next(word for word, plain in _PLAIN.items() if plain == kind)


def _kind_from_plain(told: Any) -> Kind:  # noqa: ANN401 (any JSON)
    if isinstance(told, str):
        return _PLAIN[told]
    ((what, said),) = told.items()
    match what:
        case "number":
            return Number(tuple(sorted((str(unit), int(power)) for unit, power in said)))
        case "choice":
            return Choice(map(str, said))
        case "code":
            return Code(str(said))
        case _:
            raise KeyError(what)
