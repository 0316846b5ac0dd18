"""The schema of an application: its shape from the typed tables, its words from the vocabularies."""

import datetime as dt
import inspect
import re
import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Union, get_args, get_origin

from attrs import NOTHING, fields, has
from group_schema import group_definitions, group_lists
from rows import region_of, regions
from value_schemas import ANY_MONEY, MONTH_DAY, PLAIN, Schema

from intra_core.io.codes import REVISIONS
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.application import GIVEN, GROUP, LISTS, TABLES
from intra_core.model.money import Money
from intra_core.model.quantity import Area, Rate
from intra_core.regions.region import Region
from intra_core.rules.kinds import DECIMAL_UNITS, Choice, Code, Day, Kind, MonthDay, Number, Text, YesNo
from intra_core.rules.vocabulary import Vocabulary

ABOUT = (
    "What one undertaking tells, as TOML or as JSON with the same keys; without `region`, the command line names it. "
    "An absent key is unknown, an empty list says none. A day of TOML, such as 2024-09-02, is a string of the same "
    "letters in JSON and in this schema."
)

CODES: dict[str, Schema] = {
    "nace": {"type": "string", "pattern": r"^\d{2}(\.\d{1,2})?$", "examples": ["25.62"]},
    "nuts": {"type": "string", "pattern": r"^(?!UK)[A-Z]{2}[0-9A-Z]{0,3}$", "examples": ["SI032"]},
}
UNASKED: dict[str, tuple[str, str]] = {
    "region": ("Region", "Whose measures are asked."),
    "on": ("Day of decision", "The day of the grant; without it today in the region's time zone."),
    "undertaking.id": ("Id of the applicant", "Under which id does the applicant stand among the enterprises?"),
    "undertaking.name": ("Name of the applicant", "What is the applicant called?"),
    "undertaking.identifiers": ("Identifiers", "Under which numbers is the applicant registered, by kind of number?"),
    "undertaking.nace.revision": ("Revision of NACE", "In which revision of NACE is the code written?"),
    "undertaking.seat.code": ("Code", "What is the territorial code of the seat?"),
    "member.activity.code": ("Code", "What is the code of the activity?"),
    "member.activity.revision": ("Revision of NACE", "In which revision of NACE is the code written?"),
    "member.activity.main": ("Main activity", "Is it the member's main activity? It is taken to be."),
    "member.seat.code": ("Code", "What is the territorial code of the seat?"),
    "member.seat.version": ("Version", "In which version of NUTS (or ITL) is the code written, such as 2021?"),
    "undertaking.seat.version": ("Version", "In which version of NUTS (or ITL) is the code written, such as 2021?"),
}
"""Title and description of what no rule reads, and no vocabulary therefore names."""

REFINED: dict[str, Schema] = {
    "award.amount": ANY_MONEY,
    "member.activity.code": CODES["nace"],
    "member.activity.revision": {"enum": list(REVISIONS)},
    "member.seat.code": {"type": "string", "pattern": r"^[A-Z]{2}[0-9A-Z]{0,3}$"},
    "undertaking.nace.revision": {"enum": list(REVISIONS)},
    "undertaking.seat.code": {"type": "string", "pattern": r"^[A-Z]{2}[0-9A-Z]{0,3}$"},
}
"""What is narrower or wider than its type, and no vocabulary says so."""


def application_schema() -> Schema:
    """Give the schema of an application to any region, with the facts of those that stand in the plug-ins' folder."""
    words = law_vocabulary()
    known = [region_of(name) for name in regions()]
    tables = {name: table(record, name, words) for name, record in TABLES.items()}
    lists = {name: shape(tuple[record, ...], name, words) for name, record in LISTS.items()}  # type: ignore[valid-type] # made from a value
    plain = {"region": shape(str, "region", words), "on": shape(dt.date, "on", words)}
    own = {region.id: region_table(region) for region in known}
    properties = {**plain, **tables, **lists, **group_lists(GROUP), **own}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:intra-core:schema:application",
        "title": "Application",
        "description": ABOUT,
        "type": "object",
        "minProperties": 1,
        "properties": properties,
        # A region that stands elsewhere has a table of its own name; those that stand here have none but the above.
        "additionalProperties": {"title": "Facts of a region", "type": "object"},
        "if": {"required": ["region"], "properties": {"region": {"enum": list(own)}}},
        "then": {"propertyNames": {"enum": list(properties)}},
        "dependentSchemas": {name: {"properties": {"region": {"const": name}}} for name in own},
        "not": {
            "description": "Cost lines and their sum exclude each other.",
            "required": ["cost", "costs"],
            "properties": {"costs": {"required": ["eligible"]}},
        },
        "$defs": group_definitions(GROUP),
    }


def region_table(region: Region) -> Schema:
    """Give the table of the facts that only one region knows."""
    start = f"{region.id}."
    own = {name.removeprefix(start): entry for name, entry in region.vocabulary.facts.items() if name.startswith(start)}
    return {
        "title": f"Facts of {region.title}",
        "description": "What only this region asks for.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            entry.key or key: {**titled(entry.name, region.vocabulary), **of_kind(entry.kind)}
            for key, entry in own.items()
            if not entry.of_list
        },
    }


def table(record: type, name: str, words: Vocabulary) -> Schema:
    """Give the schema of a table, described by the first sentence of its class."""
    each = {str(field.metadata.get("key", field.name)): field for field in fields(record)}
    required = [key for key, field in each.items() if field.default is NOTHING]
    return {
        "title": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).capitalize(),
        "description": f"{(inspect.getdoc(record) or '').partition('.')[0]}.",
        "type": "object",
        **({"required": required} if required else {}),
        "additionalProperties": False,
        "properties": {key: shape(field.type, f"{name}.{field.name}", words) for key, field in each.items()},
    }


def shape(kind: object, name: str, words: Vocabulary) -> Schema:
    """Give the schema of what a type holds, with the label and the question of its name."""
    return {**titled(name, words), **bare(kind, name, words)}


def titled(name: str, words: Vocabulary) -> Schema:
    """Give title and description of a name: the label and the question of a fact; a table has those of its class."""
    entry = words.facts.get(name)
    if entry is not None:
        return _said(str(entry.label), str(entry.question))
    if name in UNASKED:
        return _said(*UNASKED[name])
    if name in GIVEN:
        return _said(words.label(name, "en"), "Given in place of what it is worked out from.")
    return {}


def _said(label: str, question: str) -> Schema:
    return {"title": f"{label[:1].upper()}{label[1:]}", "description": question}


def bare(kind: object, name: str, words: Vocabulary) -> Schema:
    """Give the schema of a type without words, narrowed where a vocabulary says more of the name than its type."""
    entry = words.facts.get(name)
    if name in REFINED:
        return REFINED[name]
    if kind is str and name in GIVEN:
        return {"enum": list(words.definitions[name].stricter)}
    if kind is str and entry is not None:
        return of_kind(entry.kind)
    return PLAIN[kind] if kind in PLAIN else _made_of(kind, name, words)


def _made_of(kind: object, name: str, words: Vocabulary) -> Schema:
    made, parts = get_origin(kind), [part for part in get_args(kind) if part is not types.NoneType]
    if made in (types.UnionType, Union):
        every = [bare(part, name, words) for part in parts]
        return every[0] if len(every) == 1 else {"anyOf": every}
    if made is tuple:
        return {"type": "array", "items": shape(parts[0], name if has(parts[0]) else f"{name}.name", words)}
    if made is Mapping:
        return {"type": "object", "additionalProperties": bare(parts[1], "", words)}
    assert isinstance(kind, type)  # noqa: S101 (the model has nothing else)
    return table(kind, name, words)


def of_kind(kind: Kind) -> Schema:
    """Give the schema of a value of a kind, as vocabularies name kinds."""
    match kind:
        case Choice(values=values) if values:
            return {"enum": sorted(values)}
        case Code(scheme=scheme):
            return CODES[scheme]
        case MonthDay():
            return MONTH_DAY
        case Number():
            return PLAIN[_type_of(kind)]
        case _:
            return PLAIN[{YesNo: bool, Day: dt.date, Choice: str, Text: str}[type(kind)]]


def _type_of(number: Number) -> type:
    written = {"money": Money, "m2": Area} | dict.fromkeys(DECIMAL_UNITS - {"m2"}, Decimal)
    return written.get(number.unit[0][0], int) if number.unit else Rate
