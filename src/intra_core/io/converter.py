"""One strict converter from TOML and JSON values to typed tables: nothing is coerced, and all faults are told."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from types import GenericAlias
from typing import Any, get_args, get_origin

from attrs import fields
from cattrs import (
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override
from cattrs.v import format_exception

from intra_core.errors import did_you_mean
from intra_core.io.places import Path
from intra_core.model.aid import PastVoucher, Payment
from intra_core.model.facts import month_day
from intra_core.model.money import Money
from intra_core.model.project import Offer
from intra_core.model.quantity import Area, Rate, ten_thousandths
from intra_core.model.undertaking import Activity, Place, Undertaking

_NACE = re.compile(r"\d{2}(\.\d{1,2})?", re.ASCII)
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}", re.ASCII)
REVISIONS = ("2", "2.1")


class Wrong(ValueError):
    """A value that does not fit, with what to write instead."""

    def __init__(self, says: str, instead: str | None = None) -> None:
        super().__init__(says)
        self.says: str = says
        self.instead: str | None = instead


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return repr(value) if isinstance(value, str) else str(value)


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise Wrong(f"{_shown(value)} is not a text", "put it in quotes")
    return value


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise Wrong(f"{_shown(value)} is neither true nor false", "write true or false, without quotes")
    return value


def _count(value: object, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong(f"{_shown(value)} is not a whole number", "write a whole number, without quotes")
    if value < 0:
        raise Wrong(f"{value} is below zero")
    return value


def _decimal(value: object, _: type) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Wrong(f"{_shown(value)} is not a number", "write a number such as 12.5, without quotes")
    try:
        ten_thousandths(value)
    except ValueError as error:
        raise Wrong(str(error), "write at most four decimals") from None
    if value < 0:
        raise Wrong(f"{value} is below zero")
    return Decimal(value)


def _day(value: object, _: type) -> dt.date:
    if isinstance(value, str):
        try:
            return (
                dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII) else _no_day(value)
            )
        except ValueError:
            return _no_day(value)
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        return _no_day(value)
    return value


def _no_day(value: object) -> dt.date:
    raise Wrong(f"{_shown(value)} is not a day", "write a day such as 2024-09-02")


def _time(value: object, _: type) -> dt.time:
    if isinstance(value, str):
        try:
            value = dt.time.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, dt.time) or value.tzinfo is not None:
        raise Wrong("this is not a local time", "write a time such as 17:00:00")
    return value


def _parsed(parse: Callable[[str], Any], example: str) -> Callable[[object, object], Any]:
    def structure(value: object, _: object) -> Any:  # noqa: ANN401 (what the parser gives)
        if not isinstance(value, str):
            raise Wrong(f"{_shown(value)} is not written exactly", f'write it in quotes, like "{example}"')
        try:
            parsed = parse(value)
        except ValueError as error:
            says, instead = str(error).partition("; ")[::2]
            raise Wrong(says, instead or None) from None
        if isinstance(parsed, Money) and parsed.minor < 0:
            raise Wrong(f"{value!r} is below zero")
        return parsed

    return structure


def _area(value: str) -> Area:
    area = Area.parse(value)
    if not area.parts:
        msg = "an area is above zero; leave the key out if it is not known"
        raise ValueError(msg)
    return area


def _seat(value: object, _: object) -> str | Place | None:
    place = CONVERTER.structure(value, Place) if isinstance(value, dict) else None
    if place is not None:
        value = place.code
    if not isinstance(value, str) or not _NUTS.fullmatch(value):
        raise Wrong(
            f"{_shown(value)} is not a NUTS code",
            'write a code such as "SI032", or { code = "SI032", version = "2021" }',
        )
    if value.startswith("UK") and place is None:
        raise Wrong(
            f"{value!r}: the United Kingdom left NUTS", f'write the ITL code "TL{value[2:]}", or give the version'
        )
    return value if place is None else place


def _closed(value: object, _: object) -> bool | dt.date | None:
    return value if isinstance(value, bool) else _day(value, dt.date)


def _activity(value: dict[str, Any], _: type) -> Activity:
    activity = _PLAIN_ACTIVITY(value, Activity)
    if activity.revision not in REVISIONS:
        raise Wrong(f"unknown NACE revision {activity.revision!r}", did_you_mean(activity.revision, REVISIONS))
    if not _NACE.fullmatch(activity.code):
        raise Wrong(f"{activity.code!r} is not a NACE code", 'write it like "25.62"')
    return activity


def _undertaking(value: dict[str, Any], _: type) -> Undertaking:
    undertaking = _PLAIN_UNDERTAKING(value, Undertaking)
    if undertaking.fiscal_year_end is not None:
        month_day(undertaking.fiscal_year_end)
    return undertaking


def _renamed(record: type) -> Any:  # noqa: ANN401 (cattrs names no type for it)
    renames = {each.name: override(rename=each.metadata["key"]) for each in fields(record) if "key" in each.metadata}
    return make_dict_structure_fn(record, CONVERTER, _cattrs_forbid_extra_keys=True, **renames)  # type: ignore[arg-type] # overrides only


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 (any type)
    return bool(get_origin(kind) == tuple)  # noqa: E721 (an origin is a type or none)


def _listed(kind: Any) -> Callable[[object, object], tuple[Any, ...]]:  # noqa: ANN401 (a generic alias)
    inner: Any = GenericAlias(list, get_args(kind)[:1])

    def structure(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Wrong(f"{_shown(value)} is not a list", "write [ … ], or [[…]] tables")
        return tuple(CONVERTER.structure(value, inner))

    return structure


CONVERTER = Converter(forbid_extra_keys=True, detailed_validation=True)
for _kind, _hook in (
    (str, _text), (bool, _truth), (int, _count), (Decimal, _decimal), (dt.date, _day), (dt.time, _time),
    (Money, _parsed(Money.parse, "EUR 1000.00")), (Rate, _parsed(Rate.parse, "12 %")),
    (Area, _parsed(_area, "20.5 m2")),
    (str | Place | None, _seat), (bool | dt.date | None, _closed),
):  # fmt: skip
    CONVERTER.register_structure_hook(_kind, _hook)
CONVERTER.register_structure_hook_factory(_is_tuple, _listed)
_PLAIN_ACTIVITY = make_dict_structure_fn(Activity, CONVERTER, _cattrs_forbid_extra_keys=True)
CONVERTER.register_structure_hook(Activity, _activity)
for _record in (Offer, Payment):
    CONVERTER.register_structure_hook(_record, _renamed(_record))
CONVERTER.register_structure_hook(
    PastVoucher, make_dict_structure_fn(PastVoucher, CONVERTER, _cattrs_forbid_extra_keys=True)
)
_PLAIN_UNDERTAKING = make_dict_structure_fn(Undertaking, CONVERTER, _cattrs_forbid_extra_keys=True)
CONVERTER.register_structure_hook(Undertaking, _undertaking)


def faults(error: BaseException, path: Path = ()) -> Iterator[tuple[Path, str, str | None, bool]]:
    """Turn what cattrs raises into faults: path, what is wrong, what to write, and whether it is the key."""
    if isinstance(error, ClassValidationError | IterableValidationError):
        noted, others = error.group_exceptions()
        for each, note in noted:
            step = note.index if isinstance(note, IterableValidationNote) else _key(error, note.name)
            yield from faults(each, (*path, step))
        for other in others:
            yield from faults(other, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [each.metadata.get("key", each.name) for each in fields(error.cl)]
        for name in sorted(error.extra_fields):
            yield (*path, name), f"unknown key {name!r}", did_you_mean(name, known), True
    elif isinstance(error, Wrong):
        yield path, error.says, error.instead, False
    elif isinstance(error, KeyError):
        yield path[:-1], f"the key {error.args[0]!r} is missing", None, True
    elif isinstance(error, TypeError | AttributeError):
        yield path, "a table stands where a value is wanted, or the other way round", None, False
    else:
        says, _, instead = str(error).partition("; ")
        yield path, says or format_exception(error, None), instead or None, False


def _key(error: BaseValidationError, name: str) -> str:
    for each in fields(error.cl):
        if each.name == name:
            return str(each.metadata.get("key", name))
    return name
