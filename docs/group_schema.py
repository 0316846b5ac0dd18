"""The schema of a file about a group, and of the lists that an application has in common with it: from typed tables."""

import enum
import types
from collections.abc import Iterable, Mapping
from typing import Any, Union, get_args, get_origin

from attrs import NOTHING, fields
from value_schemas import ANY_MONEY, MONTH_DAY, PLAIN, Schema

from intra_core.io.group_file import LISTS
from intra_core.law.group_words import group_words
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import policies
from intra_core.model.aid import MEMBER_STATES
from intra_core.model.money import CURRENCIES, Money
from intra_core.model.question import GroupQuestion

ABOUT = (
    "What `intra sme FILE` and `intra headroom FILE` read, as TOML or as JSON with the same keys: a group, past aid, "
    "and what is asked. An absent key is unknown, an empty list says none. A day of TOML, such as 2024-09-02, is a "
    "string of the same letters in JSON and in this schema."
)
WORDS = group_words()

KEYS: dict[str, tuple[str, str]] = {
    "enterprise": ("Enterprises", "Everybody of the group: enterprises, persons and bodies."),
    "enterprise.id": ("Id", "The name by which holdings and awards speak of it."),
    "enterprise.kind": ("Kind", "What it is in the eyes of Annex I of the GBER; an enterprise, if nothing is told."),
    "enterprise.name": ("Name", "What it is called; for readers."),
    "enterprise.country": ("Country", "Where it is established: a single undertaking is of one state."),
    "enterprise.period": ("Periods", "Approved accounts; absent: not known, empty: none yet."),
    "enterprise.estimate": ("Estimate", "A bona fide one where no accounts are approved yet (Article 4(3))."),
    "enterprise.fiscal_year_end": ("End of the fiscal year", "Its last day; the calendar year, if nothing is told."),
    "enterprise.sector": ("Sector", "`road-freight` where it carries goods by road for hire or reward, else `other`."),
    "enterprise.budget": ("Budget", "The annual budget of a local authority."),
    "enterprise.inhabitants": ("Inhabitants", "How many a local authority has."),
    "enterprise.market": ("Markets", "Those it is active on: persons link enterprises on the same or adjacent ones."),
    "enterprise.consolidated": ("Consolidated accounts", "Whether its own accounts are consolidated ones."),
    "enterprise.consolidated_in": ("Consolidated in", "The id of the one in whose consolidated accounts it stands."),
    "enterprise.consolidated_share": ("Consolidated share", "How much of it stands there; all, if nothing is told."),
    "enterprise.public": ("Public body", "Whether somebody of another kind, such as a university, is a public body."),
    "period.ends": ("Last day", "The last day of the period."),
    "period.headcount": ("Headcount", "Annual work units (Article 5)."),
    "period.turnover": ("Turnover", "Without value added tax."),
    "period.balance_sheet_total": ("Balance sheet total", "That of the last day."),
    "period.months": ("Months", "How long the period was; twelve, if nothing is told."),
    "period.staff": ("Staff", "The lines that the headcount is worked out from, in its place."),
    "period.own_headcount": ("Own headcount", "Its own, where consolidated accounts show no staff (Article 6(4))."),
    "period.approved": ("Day of approval", "From which they count; the last day of the period, if nothing is told."),
    "staff.persons": ("Persons", "How many worked alike."),
    "staff.kind": ("Kind", "As what they worked (Article 5); employees, if nothing is told."),
    "staff.months": ("Months", "How many of the year; all, if nothing is told."),
    "staff.part": ("Part", "Which part of full time; all of it, if nothing is told."),
    "estimate.headcount": ("Headcount", "Annual work units."),
    "estimate.turnover": ("Turnover", "Of the year."),
    "estimate.balance_sheet_total": ("Balance sheet total", "At the end of the year."),
    "holding": ("Holdings", "Who holds what in whom. An absent share may be any, absent control may be or not."),
    "holding.holder": ("Holder", "The id of the one that holds."),
    "holding.held": ("Held", "The id of the one that is held."),
    "holding.capital": ("Capital", "The share of the capital."),
    "holding.votes": ("Votes", "The share of the voting rights."),
    "holding.control": ("Control", "By board, contract, articles or an agreement of holders (Article 3(3)(b) to (d))."),
    "holding.investment": ("Investment", "What a business angel has invested."),
    "holding.manages": ("Management", "Whether an investor takes part in the management."),
    "holding.since": ("Since", "The first day on which it was held; always, if nothing is told."),
    "holding.until": ("Until", "The last day on which it was held; still, if nothing is told."),
    "adjacent": ("Adjacent markets", "Markets directly upstream or downstream of each other (Article 3(3))."),
    "adjacent.markets": ("Markets", "Two or more, as enterprises name them."),
    "jointly": ("Persons acting jointly", "Natural persons who act jointly, as families may (Article 3(3))."),
    "jointly.persons": ("Persons", "Their ids, two or more."),
    "merger": ("Mergers", "Mergers and acquisitions: prior aid of the parties is that of the one they became."),
    "merger.on": ("Day", "The day on which it took effect."),
    "merger.parties": ("Parties", "Who merged; one of them may be `into`."),
    "merger.into": ("Into", "Who it is afterwards."),
    "split": ("Splits", "Undertakings that became several: prior aid goes with the aided activity, else by equity."),
    "split.on": ("Day", "The day on which it took effect."),
    "split.from_": ("From", "Who was split."),
    "split.parties": ("Parties", "Who came of it, where neither benefits nor equity are known."),
    "split.benefits": ("Who benefits", "Who took over the activities for which the aid was used."),
    "split.equity": ("Equity", "The book value of the equity of each on the day, by their names."),
    "rate": ("Reference rates", "Rates of exchange that the file brings, with who published them."),
    "rate.currency": ("Currency", "Of which currency it is."),
    "rate.on": ("Day", "The day it was published for, or the last of the time of an average."),
    "rate.since": ("Since", "Of an average the first day, as for the turnover of a period."),
    "rate.value": ("Rate", "The units of it for one euro."),
    "rate.source": ("Source", "Who published it, where."),
    "award": ("Aid granted before", "Awards of everybody in the group; absent it is not known, empty there was none."),
    "award.granted": ("Day of grant", "The day on which the legal right to the aid was conferred."),
    "award.amount": ("Amount", "The gross grant equivalent."),
    "award.regime": ("Regime", "Under which regime it was granted."),
    "award.member_state": ("Member State", "Which state granted it."),
    "award.undertaking": ("Undertaking", "Who was granted it; the subject or applicant, if nothing is told."),
    "subject": ("Subject", "The id of the enterprise that is asked about."),
    "on": ("Day of grant", "The day it is about; `--on` stands in its place."),
    "member_state": ("Member State", "Which state would grant the aid; `intra headroom` needs it."),
    "regime": ("Regime", "Of the aid asked about; the general one of the state and day, if nothing is told."),
    "request": ("Request", "An award to try, as with `--request`."),
    "reducible": ("Reducible", "Whether the scheme lets an award be reduced before it is granted."),
    "policies": ("Readings", "Readings of the law where it leaves a choice, other than those usually taken."),
    "schema": ("Schema", "The number of the file format."),
}  # fmt: skip
"""Title and description of each key."""

REFINED: dict[str, Schema] = {
    "enterprise.id": {"type": "string", "pattern": r"\S"},
    "enterprise.country": {"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["SI"]},
    "enterprise.fiscal_year_end": MONTH_DAY,
    "enterprise.sector": {"enum": sorted(WORDS.sectors)},
    "enterprise.market": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "period.months": {"type": "integer", "minimum": 1, "maximum": 24},
    "staff.months": {"type": "integer", "minimum": 0, "maximum": 12},
    "staff.part": {"type": "string", "pattern": r"^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?) ?%$", "examples": ["50 %"]},
    "adjacent.markets": {"type": "array", "minItems": 2, "items": {"type": "string"}},
    "jointly.persons": {"type": "array", "minItems": 2, "items": {"type": "string"}},
    "rate.currency": {"enum": sorted(set(CURRENCIES) - {"EUR"})},
    "rate.value": {"type": "number", "exclusiveMinimum": 0, "examples": [0.86018]},
    "award.regime": {"enum": sorted(WORDS.regimes)},
    "award.member_state": {"enum": sorted(MEMBER_STATES)},
}
"""What is narrower than its type."""

ON_ITS_OWN = {"AccountingPeriod": "period", "StaffLine": "staff", "Estimate": "estimate"}
"""The prefix in KEYS of tables inside others."""


def group_schema() -> Schema:
    """Give the schema of a file about a group."""
    plain: dict[str, Schema] = {
        "schema": {"const": 1},
        "subject": {"type": "string", "pattern": r"\S"},
        "on": _plain("on"),
        "member_state": REFINED["award.member_state"],
        "regime": REFINED["award.regime"],
        "request": _plain("request"),
        "reducible": {"type": "boolean"},
        "policies": {"type": "object", "additionalProperties": False, "properties": region_policies()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:intra-core:schema:group",
        "title": "Group",
        "description": ABOUT,
        "type": "object",
        "required": ["subject"],
        "additionalProperties": False,
        "properties": {**{key: {**_said(key), **each} for key, each in plain.items()}, **group_lists(LISTS)},
        "$defs": group_definitions(LISTS),
    }


def region_policies() -> dict[str, Schema]:
    """Give each policy with the readings that it may have, as files name them."""
    return {each.id: _policy(each.asks, each.readings) for each in policies(lawbook())}


def _plain(key: str) -> Schema:
    kinds = {each.name: each.type for each in fields(GroupQuestion)}
    return _shape(kinds[key], key)


def _policy(asks: str, readings: Mapping[str, str]) -> Schema:
    said = " ".join(f"{name}: {text}" for name, text in readings.items())
    return {"description": f"{asks} {said}", "enum": list(readings)}


def group_lists(lists: Iterable[str]) -> dict[str, Schema]:
    """Give each list by its key."""
    return {key: {**_said(key), "type": "array", "items": {"$ref": f"#/$defs/{_defined(key)}"}} for key in lists}


def group_definitions(lists: Mapping[str, type]) -> dict[str, Schema]:
    """Give what the lists refer to, with the tables inside them."""
    found: dict[str, Schema] = {}
    for key, record in lists.items():
        _define(record, key, _defined(key), found)
    return found


def _defined(key: str) -> str:
    return {"award": "past-award", "rate": "stated-rate"}.get(key, key)


def _define(record: type, key: str, name: str, found: dict[str, Schema]) -> None:
    each = {str(field.metadata.get("key", field.name)): field for field in fields(record)}
    found[name] = {
        "title": name.replace("-", " ").capitalize(),
        "type": "object",
        "required": [field for field, of in each.items() if of.default is NOTHING],
        "additionalProperties": False,
        "properties": {
            field: {**_said(f"{key}.{of.name}"), **_shape(of.type, f"{key}.{of.name}")} for field, of in each.items()
        },
    }
    if not found[name]["required"]:
        del found[name]["required"]
    for of in each.values():
        for part in _parts(of.type):
            if isinstance(part, type) and part.__name__ in ON_ITS_OWN:
                _define(part, ON_ITS_OWN[part.__name__], ON_ITS_OWN[part.__name__], found)


def _said(key: str) -> Schema:
    title, description = KEYS[key]
    return {"title": title, "description": description}


def _parts(kind: object) -> list[Any]:
    """Give the types that a type is made of: those of a list or of a choice between it and nothing."""
    inner = [part for part in get_args(kind) if part not in {types.NoneType, Ellipsis}]
    return [each for part in inner for each in _parts(part)] if inner and kind not in PLAIN else [kind]


def _shape(kind: object, name: str) -> Schema:
    if name in REFINED:
        return REFINED[name]
    made = get_origin(kind)
    inner = [part for part in get_args(kind) if part not in {types.NoneType, Ellipsis}]
    if made in (types.UnionType, Union):
        return _shape(inner[0], name)
    if made is tuple:
        return {"type": "array", "items": _shape(inner[0], name)}
    if made is Mapping:
        return {"type": "object", "additionalProperties": _shape(inner[1], name)}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {"enum": [each.value for each in kind]}
    if kind is Money:
        return ANY_MONEY
    if kind in PLAIN:
        return PLAIN[kind]
    assert isinstance(kind, type)  # noqa: S101 (the model has nothing else)
    return {"$ref": f"#/$defs/{ON_ITS_OWN[kind.__name__]}"}
