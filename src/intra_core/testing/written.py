"""An application, or one fact of it, as a file has it: what a failing test or a row of a boundary table shows."""

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import fields

from intra_core.model.application import GROUP, LISTS, TABLES, Application
from intra_core.model.money import Money
from intra_core.model.quantity import TEN_THOUSANDTHS, Area, Rate, Share, plain
from intra_core.rules.kinds import Code, Day, Kind, MonthDay, Number, Records, is_amount
from intra_core.testing.toml_text import toml_key, toml_value

Tree = dict[str, Any]
"""Tables and lists of a file by their keys; money and rates are texts, as the file has them."""


def as_toml(application: Application) -> str:
    """Write an application as the file that says the same.

    >>> from intra_core import Money, Undertaking
    >>> print(as_toml(Application(region="slovenia", undertaking=Undertaking(turnover=Money(100, "EUR")), award=())))
    region = "slovenia"
    award = []
    <BLANKLINE>
    [undertaking]
    turnover = "EUR 1.00"
    """
    return "\n".join(_lines(tree_of(application)))


def as_call(function: str, file: str) -> str:
    r"""Write the call that reads a file, to be put into a test; what the file escapes stays escaped.

    >>> as_call("measure_from", 'holds = "a == b"')[:14], as_call("measure_from", r'holds = "a == \"b\""')[:14]
    ('measure_from("', 'measure_from(r')
    """
    raw = "r" if "\\" in file else ""
    return f'{function}({raw}"""\n{file.rstrip()}\n""")'


def told_by(printer: Any, text: str) -> None:  # noqa: ANN401 (what prints a failing draw)
    """Print text of several lines as it stands; for `_repr_pretty_`, which Hypothesis asks for."""
    for number, line in enumerate(text.split("\n")):
        if number:
            printer.break_()
        printer.text(line)


def tree_of(application: Application) -> Tree:
    """Give the tree of the file that says what an application says.

    >>> tree_of(Application(on=dt.date(2024, 9, 2), award=()))
    {'on': datetime.date(2024, 9, 2), 'award': []}
    """
    names = ("region", "on", *TABLES, *LISTS, *GROUP)
    told = {name: getattr(application, name) for name in names}
    tree = {name: plain_value(each) for name, each in told.items() if each is not None}
    return {**tree, **{name: plain_value(each) for name, each in application.more.items()}}


def plain_value(value: Any) -> Any:  # noqa: ANN401 (whatever a table holds, as the file has it)
    """Write a typed value, or a table of them, as a file has it.

    >>> from intra_core import PastAward
    >>> plain_value((PastAward(amount=Money(100, "EUR")), PastAward()))
    [{'amount': 'EUR 1.00'}, {}]
    """
    match value:
        case Money() | Rate() | Area() | Share():
            return str(value)
        case enum.Enum():
            return value.value
        case tuple() | list():
            return [plain_value(each) for each in value]
        case Mapping():
            return {key: plain_value(each) for key, each in value.items()}
        case _ if hasattr(type(value), "__attrs_attrs__"):
            found = {each.metadata.get("key", each.name): getattr(value, each.name) for each in fields(type(value))}
            return {key: plain_value(each) for key, each in found.items() if each is not None}
        case _:
            return value


def fact_as_written(kind: Kind, value: Any, keys: Mapping[str, str], name: str, currency: str) -> Any:  # noqa: ANN401
    """Write a value that rules compute with as a file has it.

    Args:
        kind: its kind.
        value: money in minor units, a day as an ordinal, and so on.
        keys: the key of a field of a list where that is not its last word, by the field's full name.
        name: the fact's full name.
        currency: that of amounts.

    >>> from intra_core.rules.kinds import RATE
    >>> fact_as_written(RATE, 2500, {}, "holder.share", "EUR"), fact_as_written(Day(), 738000, {}, "on", "EUR")
    ('25 %', datetime.date(2021, 7, 29))
    """
    match kind:
        case Number():
            return _number(kind, value, currency)
        case Day():
            return dt.date.fromordinal(value)
        case MonthDay():
            return f"--{value // 100:02d}-{value % 100:02d}"
        case Code(scheme="nace"):
            revision, _, code = value.rpartition(":")
            return {"code": code, "revision": revision}
        case Code():
            return {"code": value, "version": "2021"} if value.startswith("UK") else value
        case Records():
            return [_record(kind, each, keys, name, currency) for each in value]
        case _:
            return value


def _number(kind: Number, value: int, currency: str) -> object:
    unit = kind.unit[0][0] if kind.unit else ""
    if is_amount(kind):
        return str(Money(value, kind.currency or currency))
    match unit:
        case "":
            return str(Rate(value))
        case "m2":
            return str(Area(value))
        case "seconds":
            return dt.time(value // 3600 % 24, value // 60 % 60, value % 60)
        case _ if kind.scale == 1:
            return value
        case _:
            whole, parts = divmod(value, TEN_THOUSANDTHS)
            return Decimal(plain(Decimal(value) / TEN_THOUSANDTHS)) if parts else whole


def _record(kind: Records, told: Mapping[str, Any], keys: Mapping[str, str], name: str, currency: str) -> Any:  # noqa: ANN401
    found: Tree = {}
    for field, value in told.items():
        full = f"{name}.{field}"
        written = fact_as_written(kind.fields[field], value, keys, full, currency)
        if full == "undertaking.nace.code":
            found |= written  # an activity is its code, its revision and whether it is the main one
        else:
            found[keys.get(full, field)] = written
    return found.get("name", "") if set(kind.fields) == {"name"} else found


def _lines(tree: Tree) -> Iterator[str]:
    tables = {key: each for key, each in tree.items() if isinstance(each, dict)}
    lists = {key: each for key, each in tree.items() if each and _are_tables(each)}
    yield from (f"{key} = {toml_value(each)}" for key, each in tree.items() if key not in tables and key not in lists)
    for key, table in tables.items():
        yield from ("", f"[{key}]", *_keys(table))
    for key, records in lists.items():
        for record in records:
            yield from ("", f"[[{key}]]", *_keys(record))


def _keys(table: Tree) -> Iterator[str]:
    yield from (f"{toml_key(key)} = {toml_value(each)}" for key, each in table.items())


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)
