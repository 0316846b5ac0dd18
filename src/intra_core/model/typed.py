"""Tables hold what their annotations say: no text for a number, no yes for one, nothing below zero."""

import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, get_args, get_origin

from attrs import Attribute, validators

from intra_core.model.money import Money
from intra_core.model.quantity import Rate


def typed(_: type, fields: list["Attribute[Any]"]) -> list["Attribute[Any]"]:
    """Give every field of a table a validator made from its annotation; for `attrs.frozen(field_transformer=typed)`.

    Raises:
        TypeError: when a table is made with a value of another type.
        ValueError: when it is made with a number below zero.

    >>> from attrs import frozen
    >>> @frozen(kw_only=True, field_transformer=typed)
    ... class Stall:
    ...     seats: int | None = None
    >>> Stall(seats="2")
    Traceback (most recent call last):
    TypeError: Stall.seats is int or None, not '2'
    """
    return [_checked(each) for each in fields]


def _checked(each: "Attribute[Any]") -> "Attribute[Any]":
    check = _check(each.type)
    return each.evolve(validator=check if each.validator is None else validators.and_(check, each.validator))


def _check(annotation: Any) -> Callable[[Any, "Attribute[Any]", Any], None]:  # noqa: ANN401 (any annotation)
    choices = get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    plain = frozenset(choice for choice in choices if get_origin(choice) is None)
    lists = [get_args(choice)[0] for choice in choices if get_origin(choice) is tuple]
    open_ended = any(get_origin(choice) is Mapping or choice is object for choice in choices)
    wanted = " or ".join("None" if choice is types.NoneType else _name(choice) for choice in choices)

    def check(holder: object, each: "Attribute[Any]", value: Any) -> None:  # noqa: ANN401 (whatever was given)
        # The very type: True is an int and a moment is a date, but neither says what is asked here.
        fits = type(value) in plain or (
            bool(lists) and type(value) is tuple and all(type(one) in lists for one in value)
        )
        if not fits and not (open_ended and (isinstance(value, Mapping) or object in choices)):
            msg = f"{type(holder).__name__}.{each.name} is {wanted}, not {value!r}"
            raise TypeError(msg)
        if _below_zero(value):
            msg = f"{type(holder).__name__}.{each.name} is below zero: {value}"
            raise ValueError(msg)

    return check


def _name(kind: Any) -> str:  # noqa: ANN401 (any annotation)
    return (
        f"a tuple of {get_args(kind)[0].__name__}" if get_origin(kind) is tuple else getattr(kind, "__name__", "table")
    )


def _below_zero(value: object) -> bool:
    match value:
        case Money():
            return value.minor < 0
        case Rate():
            return value.basis_points < 0
        case int() | Decimal():
            return value < 0
        case _:
            return False
