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
    items = frozenset(get_args(choice)[0] for choice in choices if get_origin(choice) is tuple)
    mapping = any(get_origin(choice) is Mapping for choice in choices)
    wanted = " or ".join(map(_name, choices))

    def fits(value: object) -> bool:
        # The very type: True is an int and a moment is a date, but neither says what is asked here.
        if isinstance(value, tuple):
            return bool(items) and all(type(each) in items for each in value)
        return type(value) in plain or (mapping and isinstance(value, Mapping))

    def check(holder: object, each: "Attribute[Any]", value: object) -> None:
        fault = _unsound(value) if fits(value) else TypeError(f"is {wanted}, not {value!r}")
        if fault is not None:
            raise type(fault)(f"{type(holder).__name__}.{each.name} {fault}")

    return check


def _name(kind: Any) -> str:  # noqa: ANN401 (any annotation)
    if get_origin(kind) is tuple:
        return f"a tuple of {get_args(kind)[0].__name__}"
    return "None" if kind is types.NoneType else str(kind.__name__)


def _unsound(value: object) -> ValueError | None:
    if isinstance(value, Decimal) and not value.is_finite():
        return ValueError(f"is not a number: {value}")
    amount = value.minor if isinstance(value, Money) else value.basis_points if isinstance(value, Rate) else value
    if isinstance(amount, int | Decimal) and amount < 0:
        return ValueError(f"is below zero: {value}")
    return None
