"""Writing values as TOML: boundary tables, case files from a workbook, new regions, applications that were drawn.

And what JSON, which has neither days nor decimals, has in their place.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_ESCAPED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_STEERING = re.compile('[\x00-\x1f"\\\\\x7f]')


def toml_value(value: object) -> str:
    r"""Write a value on one line.

    Raises:
        TypeError: if TOML has nothing for it.

    >>> print(toml_value({"a": [1, Decimal("249.99")], "b c": 'say "x"\n', "on": dt.date(2024, 9, 2)}))
    { a = [1, 249.99], "b c" = "say \"x\"\n", on = 2024-09-02 }
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case int():
            return str(value)
        case Decimal():
            return _decimal(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case Mapping():
            inner = ", ".join(f"{toml_key(key)} = {toml_value(each)}" for key, each in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case Sequence():
            return f"[{', '.join(map(toml_value, value))}]"
        case _:
            msg = f"TOML has nothing for {value!r}"
            raise TypeError(msg)


def in_json(value: object) -> object:
    """Give what JSON has in place of a value of TOML that it has nothing for: days and times as text.

    Raises:
        TypeError: if it is no value of TOML.

    >>> in_json(dt.date(2024, 9, 2)), in_json(Decimal("249.99"))
    ('2024-09-02', 249.99)
    """
    match value:
        case dt.date() | dt.time():
            return value.isoformat()
        case Decimal():
            return float(value)
        case _:
            raise TypeError(value)


def toml_key(key: str) -> str:
    """Write one key.

    >>> toml_key("on"), toml_key("a.b")
    ('on', '"a.b"')
    """
    return key if _BARE.fullmatch(key) else quoted(key)


def quoted(text: str) -> str:
    """Write a text in quotes."""
    return '"' + _STEERING.sub(lambda found: _ESCAPED.get(found[0], f"\\u{ord(found[0]):04X}"), text) + '"'


def _decimal(value: Decimal) -> str:
    written = format(value, "f")
    return written if "." in written else f"{written}.0"
