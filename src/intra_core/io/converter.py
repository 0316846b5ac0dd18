"""One strict converter from TOML and JSON values to typed tables: nothing is coerced, and all faults are told."""

import datetime as dt
import enum
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import GenericAlias
from typing import Any, TypeVar, get_args, get_origin

from attrs import fields, has
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

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.codes import REVISIONS
from intra_core.io.document import shown
from intra_core.io.places import Path
from intra_core.model.aid import MEMBER_STATES, PastAward, Split
from intra_core.model.countries import country
from intra_core.model.facts import month_day
from intra_core.model.group import AccountingPeriod, Enterprise, Estimate, Holding, PartyKind, StaffKind
from intra_core.model.money import CURRENCIES, MEASURED_IN, Money
from intra_core.model.project import Project
from intra_core.model.quantity import MOST_PLACES, Area, Rate, Share
from intra_core.model.question import StatedRate
from intra_core.model.undertaking import NACE, NUTS, Activity, Place, Undertaking

E = TypeVar("E", bound=enum.Enum)
GREATEST = 2**63 // 10_000
"""No count and no decimal of an application reaches this: in parts it would be no whole number of 64 bits."""
MOST_DECIMALS = 4
_SPELT = {MOST_DECIMALS: "four", MOST_PLACES: "twelve"}


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{shown(value)} is not a text", "put it in quotes")
    return value


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(f"{shown(value)} is neither true nor false", "write true or false, without quotes")
    return value


def _count(value: object, _: type) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(f"{shown(value)} is not a whole number", "write a whole number, without quotes")
    return _within(value)


def _within(value: int) -> int:
    if value >= GREATEST:
        raise Unreadable("this is more than any such figure can be")
    if value < 0:
        raise Unreadable(f"{value} is below zero")
    return value


def _decimal(value: object, _: object, most: int = MOST_DECIMALS) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unreadable(f"{shown(value)} is not a number", "write a number such as 12.5, without quotes")
    if isinstance(value, int):
        return Decimal(_within(value))
    _sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise Unreadable(f"{value} is not a number", "write a number such as 12.5, without quotes")
    if not value:
        return Decimal(0)  # whatever its exponent, which could be more than can be reckoned with
    if exponent < -most and any(digits[exponent + most :]):
        raise Unreadable(f"{value} has more than {_SPELT[most]} decimals", f"write at most {_SPELT[most]} decimals")
    if value >= GREATEST:
        raise Unreadable("this is more than any such figure can be")
    if value < 0:
        raise Unreadable(f"{value} is below zero")
    return value


def _headcount(value: object, _: object) -> Decimal:
    """Take a headcount of accounts: no rule reads it, so that it may have more decimals than a fact."""
    return _decimal(value, Decimal, MOST_PLACES)


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
    raise Unreadable(f"{shown(value)} is not a day", "write a day such as 2024-09-02")


def _time(value: object, _: type) -> dt.time:
    if isinstance(value, str):
        try:
            value = dt.time.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, dt.time) or value.tzinfo is not None:
        raise Unreadable("this is not a local time", "write a time such as 17:00:00")
    return value


def _parsed(parse: Callable[[str], Any], example: str) -> Callable[[object, object], Any]:
    def structure(value: object, _: object) -> Any:  # noqa: ANN401 (what the parser gives)
        if not isinstance(value, str):
            raise Unreadable(f"{shown(value)} is not written exactly", f'write it in quotes, like "{example}"')
        parsed = parse(value)
        if isinstance(parsed, Money) and parsed.minor < 0:
            raise Unreadable(f"{value!r} is below zero")
        return parsed

    return structure


def _area(value: str) -> Area:
    area = Area.parse(value)
    if not area.parts:
        raise Unreadable("an area is above zero", "leave the key out if it is not known")
    return area


def _seat(value: object, _: object) -> str | Place | None:
    place = CONVERTER.structure(value, Place) if isinstance(value, dict) else None
    if place is not None:
        value = place.code
    if not isinstance(value, str) or not NUTS.fullmatch(value):
        raise Unreadable(
            f"{shown(value)} is not a NUTS code",
            'write a code such as "SI032", or { code = "SI032", version = "2021" }',
        )
    if value.startswith("UK") and place is None:
        raise Unreadable(
            f"{value!r}: the United Kingdom left NUTS", f'write the ITL code "TL{value[2:]}", or give the version'
        )
    return value if place is None else place


def _closed(value: object, _: object) -> bool | dt.date | None:
    if isinstance(value, bool):
        return value
    try:
        return _day(value, dt.date)
    except Unreadable as error:
        raise Unreadable(error.says, "write true, false or a day such as 2024-09-02") from None


def _revision(value: object, _: object) -> str:
    revision = _text(value, str)
    if revision not in REVISIONS:
        raise Unreadable(f"unknown NACE revision {revision!r}", did_you_mean(revision, REVISIONS))
    return revision


def _nace(value: object, _: object) -> str:
    code = _text(value, str)
    if not NACE.fullmatch(code):
        raise Unreadable(f"{code!r} is not a NACE code", 'write it like "25.62"')
    return code


_USUAL = {"UK": "GB", "EL": "GR"}
"""Codes that the Union uses where ISO 3166 has others."""


def member_state(value: object, _: object = None) -> str:
    """Read the code of a state that grants aid.

    Raises:
        Unreadable: if there is none of that code.
    """
    code = _text(value, str)
    if code not in MEMBER_STATES:
        near = _USUAL.get(code.upper(), code.upper())
        raise Unreadable(f"{code!r} is not the code of a Member State", did_you_mean(near, MEMBER_STATES))
    return code


def _month_day(value: object, _: object) -> str:
    day = _text(value, str)
    month_day(day)
    return day


def _country(value: object, _: object) -> str:
    return country(_text(value, str))


def _markets(value: object, _: object) -> tuple[str, ...] | None:
    """Take one market, or several."""
    if isinstance(value, str):
        return (value,)
    markets: tuple[str, ...] = CONVERTER.structure(value, tuple[str, ...])
    return markets


def name(value: object, _: object = None) -> str:
    """Read a text that is not blank.

    Raises:
        Unreadable: if it is no text, or blank.
    """
    text = _text(value, str)
    if not text.strip():
        raise Unreadable("the text is blank", "give a name")
    return text


def _rate_value(value: object, _: object) -> Decimal:
    """Take a rate of exchange, which may have more decimals than any other figure."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value <= 0 or not Decimal(value).is_finite():
        raise Unreadable(f"{shown(value)} is not a rate", "write units for one euro, such as 0.86018, without quotes")
    return Decimal(value)


def _currency(value: object, _: object) -> str:
    code = _text(value, str)
    if code not in CURRENCIES:
        raise Unreadable(f"unknown currency {code!r}", did_you_mean(code, CURRENCIES))
    return code


def _equity(value: object, _: object) -> Mapping[str, Money] | None:
    if not isinstance(value, dict):
        raise Unreadable(f"{shown(value)} is not a table", 'write { A = "EUR 1000.00", B = "EUR 500.00" }')
    equity: dict[str, Money] = CONVERTER.structure(value, dict[str, Money])
    currencies = sorted({each.currency for each in equity.values()})
    if len(currencies) > 1:
        raise Unreadable(f"the equity is told in {' and '.join(currencies)}", "write all of it in one currency")
    return equity


def _word(words: type[E]) -> Callable[[object, object], E]:
    known = {str(each.value): each for each in words}

    def structure(value: object, _: object) -> E:
        word = _text(value, str)
        if word not in known:
            raise Unreadable(f"unknown word {word!r}", did_you_mean(word, known))
        return known[word]

    return structure


_RECKONED = _parsed(lambda text: Money.parse(text, MEASURED_IN), "EUR 1000.00")
"""Money that rules reckon with: in a currency that a measure may be in."""

_LAW_CONVERTS: frozenset[type] = frozenset({AccountingPeriod, Estimate, Enterprise, Holding, PastAward})
"""Where any currency with a rate may stand, as the law turns it: accounts of a parent abroad, aid of another state."""

_SPECIAL: dict[type, dict[str, Callable[[object, object], Any]]] = {
    AccountingPeriod: {"headcount": _headcount, "own_headcount": _headcount},
    Estimate: {"headcount": _headcount},
    Activity: {"code": _nace, "revision": _revision},
    PastAward: {"member_state": member_state},
    Project: {"market": _country},
    Enterprise: {"id": name, "country": _country, "market": _markets, "fiscal_year_end": _month_day},
    Split: {"equity": _equity},
    StatedRate: {"value": _rate_value, "currency": _currency},
    Undertaking: {"fiscal_year_end": _month_day},
}
"""Fields that are more than their type says."""


def _record(record: type) -> Callable[[object, object], Any]:
    keys = {each.name: override(rename=each.metadata["key"]) for each in fields(record) if "key" in each.metadata}
    if record not in _LAW_CONVERTS:
        money = (each.name for each in fields(record) if each.type in (Money, Money | None))
        keys |= {name: override(struct_hook=_RECKONED) for name in money}
    keys |= {name: override(struct_hook=hook) for name, hook in _SPECIAL.get(record, {}).items()}
    plain: Any = make_dict_structure_fn(
        record,
        CONVERTER,
        _cattrs_forbid_extra_keys=True,
        **keys,  # type: ignore[arg-type] # overrides only
    )

    def structure(value: object, _: object) -> Any:  # noqa: ANN401 (an instance of the record)
        if not isinstance(value, dict):
            raise Unreadable(f"{shown(value)} is not a table", "write { … }, or a [table] of its own")
        return plain(value, record)

    return structure


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 (any type)
    return bool(get_origin(kind) == tuple)  # noqa: E721 (an origin is a type or none)


def _listed(kind: Any) -> Callable[[object, object], tuple[Any, ...]]:  # noqa: ANN401 (a generic alias)
    inner: Any = GenericAlias(list, get_args(kind)[:1])

    def structure(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise Unreadable(f"{shown(value)} is not a list", "write [ … ], or [[…]] tables")
        return tuple(CONVERTER.structure(value, inner))

    return structure


CONVERTER = Converter(forbid_extra_keys=True, detailed_validation=True)
for _kind, _hook in (
    (str, _text), (bool, _truth), (int, _count), (Decimal, _decimal), (dt.date, _day), (dt.time, _time),
    (Money, _parsed(Money.parse, "EUR 1000.00")), (Rate, _parsed(Rate.parse, "12 %")),
    (Area, _parsed(_area, "20.5 m2")),
    (str | Place | None, _seat), (bool | dt.date | None, _closed), (Share, _parsed(Share.parse, "40 %")),
    (PartyKind, _word(PartyKind)), (StaffKind, _word(StaffKind)),
):  # fmt: skip
    CONVERTER.register_structure_hook(_kind, _hook)
CONVERTER.register_structure_hook_factory(_is_tuple, _listed)
CONVERTER.register_structure_hook_factory(has, _record)


_EXAMPLES = {
    "id": 'give id = "…"',
    "code": 'give code = "25.62"',
    "revision": 'give revision = "2.1"',
    "ends": "give ends = 2024-12-31, the last day of the period",
    "persons": "say how many, or who",
    "holder": 'give holder = "…", the id of an enterprise',
    "held": 'give held = "…", the id of an enterprise',
    "markets": 'give markets = ["…", "…"]',
    "day": "give day = 2024-06-30",
    "parties": 'give parties = ["…", "…"]',
    "into": 'give into = "…", the name of the one that they became',
    "from": 'give from = "…", the name of the one that was split',
    "currency": 'give currency = "GBP"',
    "on": "give on = 2024-06-28, the day it was published for",
    "value": "give value = 0.86018, the units for one euro",
    "source": 'give source = "…", who published it',
}
"""What to give where a key is missing that must be there."""


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
    elif isinstance(error, Unreadable):
        yield path, error.says, error.instead, False
    elif isinstance(error, KeyError):
        yield path[:-1], f"the key {error.args[0]!r} is missing", _EXAMPLES.get(str(error.args[0])), True
    elif isinstance(error, TypeError | AttributeError):
        yield path, "a table stands where a value is wanted, or the other way round", None, False
    else:
        yield path, str(error) or format_exception(error, None), None, False


def _key(error: BaseValidationError, name: str) -> str:
    for each in fields(error.cl):
        if each.name == name:
            return str(each.metadata.get("key", name))
    return name
