"""Whether a value is as a JSON Schema has it: the few keywords that our own schemas of answers use."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: not isinstance(value, bool) and (isinstance(value, int) or _is_whole(value)),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
KNOWN = frozenset({
    "$schema", "$id", "$defs", "$ref", "title", "description", "examples", "default", "type", "const", "enum", "anyOf",
    "if", "then", "else", "properties", "required", "additionalProperties", "items", "minItems", "minLength", "minimum",
    "pattern", "format",
})  # fmt: skip
"""The keywords that are understood; `format` says nothing that is checked."""


def faults(schema: Schema, value: object) -> Iterator[str]:
    """Tell where a value is not as a schema has it.

    Raises:
        ValueError: if the schema has a keyword that is not understood.

    >>> list(faults({"type": "object", "required": ["a"]}, {}))
    ["$: 'a' is missing"]
    """
    yield from _faults(schema, schema, value, "$")


def _faults(root: Schema, schema: Schema, value: Any, at: str) -> Iterator[str]:  # noqa: ANN401 (any value)
    strange = schema.keys() - KNOWN
    if strange:
        msg = f"the keyword {min(strange)!r} is not understood"
        raise ValueError(msg)
    if "$ref" in schema:
        yield from _faults(root, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], value, at)
    if "if" in schema:
        holds = not any(_faults(root, schema["if"], value, at))
        yield from _faults(root, schema.get("then" if holds else "else", {}), value, at)
    if "anyOf" in schema and all(any(_faults(root, each, value, at)) for each in schema["anyOf"]):
        yield f"{at}: it is none of what it may be"
    yield from _of_type(schema, value, at)
    match value:
        case dict():
            yield from _of_object(root, schema, value, at)
        case list():
            if len(value) < schema.get("minItems", 0):
                yield f"{at}: it has too few items"
            for number, each in enumerate(value):
                yield from _faults(root, schema.get("items", {}), each, f"{at}[{number}]")
        case _:
            yield from _of_single(schema, value, at)


def _of_type(schema: Schema, value: Any, at: str) -> Iterator[str]:  # noqa: ANN401 (any value)
    kinds = schema.get("type", ())
    if kinds and not any(_TYPES[kind](value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{at}: {value!r} is not of type {kinds}"
    if "const" in schema and not _is_same(value, schema["const"]):
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and not any(_is_same(value, each) for each in schema["enum"]):
        yield f"{at}: {value!r} is none of {schema['enum']}"


def _is_whole(value: object) -> bool:
    return isinstance(value, float) and value.is_integer()


def _is_same(one: object, other: object) -> bool:
    """Say whether two values are one to JSON, to which true is no number."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def _of_single(schema: Schema, value: Any, at: str) -> Iterator[str]:  # noqa: ANN401 (any value)
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            yield f"{at}: the text is too short"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at}: {value!r} is not of its form"
    elif isinstance(value, int | float) and value < schema.get("minimum", value):
        yield f"{at}: {value} is too little"


def _of_object(root: Schema, schema: Schema, value: Mapping[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{at}: {key!r} is missing" for key in schema.get("required", ()) if key not in value)
    more = schema.get("additionalProperties", True)
    for key, each in value.items():
        if key in known:
            yield from _faults(root, known[key], each, f"{at}.{key}")
        elif more is False:
            yield f"{at}: {key!r} may not be there"
        elif isinstance(more, dict):
            yield from _faults(root, more, each, f"{at}.{key}")
