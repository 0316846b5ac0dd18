"""The schemas of what `intra sme --json` and `intra headroom --json` write."""

from collections.abc import Mapping

from group_schema import WORDS
from value_schemas import ANY_MONEY, Schema

from intra_core.law.sme.bounds import ANYTHING, UNDETERMINED

DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
DECIMAL: Schema = {"type": "string", "pattern": r"^\d+(\.\d+)?$"}
TEXT: Schema = {"type": "string", "minLength": 1}
SIZES = [*ANYTHING]
KEPT = (
    "Keys may be added, never changed. Money is a text with its currency, shares and headcounts are decimal texts, "
    "a day is an ISO 8601 date."
)


def table(description: str, properties: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """Give the schema of a table whose keys are all there, but for some; keys may be added."""
    return {
        "description": description,
        "type": "object",
        "required": [key for key in properties if key not in optional],
        "additionalProperties": True,
        "properties": dict(properties),
    }


def said(description: str, schema: Schema, *, null: bool = False) -> Schema:
    """Give a value with its description; with `null`, it may be nothing."""
    return {"description": description, **({"anyOf": [schema, {"type": "null"}]} if null else schema)}


def ref(name: str) -> Schema:
    """Refer to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def items(description: str, name: str) -> Schema:
    """Give a list of what is defined."""
    return {"description": description, "type": "array", "items": ref(name)}


POLICIES: Schema = {
    "description": "The reading taken of each policy that bears on it.",
    "type": "object",
    "additionalProperties": True,
    "properties": {name: {"enum": list(readings)} for name, readings in WORDS.policies.items()},
}
SHARED: dict[str, Schema] = {
    "law-day": DAY,
    "law-money": ANY_MONEY,
    "law-ask": table(
        "A fact that could change the answer, still to be told.",
        {
            "fact": said("The key where it is to be told.", TEXT),
            "question": said("The question, in words.", TEXT),
            "type": said("What kind of answer it takes.", TEXT),
        },
    ),
    "law-review": table(
        "Something to be looked at before the answer is relied on.",
        {"why": said("What it is.", TEXT), "article": said("Where the law speaks of it.", TEXT, null=True)},
    ),
    "law-rate": table(
        "A rate of exchange that was taken: the units of a currency for one euro.",
        {
            "currency": said("The currency.", {"type": "string", "pattern": "^[A-Z]{3}$"}),
            "rate": said("The units for one euro.", DECIMAL),
            "since": said("Of an average the first day.", ref("law-day")),
            "on": said("The day it was published for; null where law has fixed it.", ref("law-day"), null=True),
            "source": said("Who published or fixed it.", TEXT),
            "fixed": said("Whether law has fixed it.", {"type": "boolean"}),
            "mark": said("How sure it is.", {"enum": ["seed", "sourced", "inferred", "assumed"]}),
        },
        ("since",),
    ),
}


def other_readings(key: str, answer: Schema) -> Schema:
    """Give the list of readings under which the answer would be another."""
    return {
        "description": "Readings not taken under which the answer would be another; null of a group too large to try.",
        "anyOf": [
            {
                "type": "array",
                "items": table(
                    "A reading and the answer under it.",
                    {
                        "policy": said("The policy.", TEXT),
                        "reading": said("Its reading.", TEXT),
                        key: said("The answer.", answer),
                    },
                ),
            },
            {"type": "null"},
        ],
    }


def whole(
    name: str, about: str, properties: Mapping[str, Schema], more: Mapping[str, Schema], optional: tuple[str, ...]
) -> Schema:
    """Give a schema with its heading and definitions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:intra-core:schema:{name}",
        "title": name.capitalize(),
        **table(f"{about} {KEPT}", properties, optional),
        "$defs": {**more, **SHARED},
    }


def sme_schema() -> Schema:
    """Give the schema of the answer about a size."""
    figures = {
        "headcount": said("Annual work units; null if not settled.", DECIMAL, null=True),
        "turnover": said("In euro; null if not settled.", ref("law-money"), null=True),
        "balance_sheet_total": said("In euro; null if not settled.", ref("law-money"), null=True),
    }
    status: Schema = {"enum": [*SIZES, UNDETERMINED]}
    period = table(
        "One accounting period with the figures of the whole group.",
        {
            "ends": said("Its last day.", ref("law-day")),
            **figures,
            "raw": said("The size that these figures make by themselves.", status),
            "status": said("The size after the rule of two periods.", status),
            "estimate": said("Whether it is an estimate.", {"const": True}),
            "bounds": table(
                "Between what the figures lie where one is not settled; null of the most is without bound.",
                {"least": ref("figures"), "most": ref("figures")},
            ),
        },
        ("estimate", "bounds"),
    )
    counted = table(
        "Somebody whose figures count.",
        {
            "enterprise": said("The id.", TEXT),
            "share": said("The part of its figures that counts, from 0 to 1.", DECIMAL),
            "why": said("Why.", TEXT),
            "article": said("The article of Annex I.", TEXT),
            "certain": said("False where it is not certain that it counts, or at which share.", {"const": False}),
        },
        ("certain",),
    )
    properties = {
        "subject": said("The id of the enterprise.", TEXT),
        "on": said("The day of grant.", ref("law-day")),
        "status": said("The size; not-sme where public bodies control a quarter or more.", status),
        "possible": said("Every size that it may be.", {"type": "array", "items": {"enum": SIZES}, "minItems": 1}),
        "type": said("The type of enterprise.", {"enum": ["autonomous", "partner", "linked", UNDETERMINED]}),
        "small_mid_cap": said(
            "Whether it is a small mid-cap, for information; null if not settled.", {"type": ["boolean", "null"]}
        ),
        "public": said("The share that public bodies control at least.", DECIMAL),
        "starts": said("The end of the first period told; before it no size is known.", ref("law-day"), null=True),
        "periods": items("Every accounting period, the first first.", "period-of-group"),
        "counted": items("Everybody whose figures count.", "counted-enterprise"),
        "asks": items("What could change the answer; empty where nothing can.", "law-ask"),
        "review": items("What is to be looked at.", "law-review"),
        "policies": POLICIES,
        "rates": items("The rates at which accounts were turned into euro.", "law-rate"),
        "other_readings": other_readings("status", status),
    }
    more = {"period-of-group": period, "figures": table("Figures of a group.", figures), "counted-enterprise": counted}
    about = "What `intra sme --json` writes: the size of an enterprise in its group, with its working."
    return whole("sme", about, properties, more, ())


def headroom_schema() -> Schema:
    """Give the schema of the answer about a headroom."""
    money = ref("law-money")
    counted = table(
        "An award, or the part of one, that counts.",
        {
            "granted": said("The day of grant.", ref("law-day")),
            "amount": said("What counts, in the currency of the ceiling.", money),
            "falls_out": said("The first day on which it no longer counts.", ref("law-day")),
            "undertaking": said("Who was granted it.", TEXT, null=True),
            "counts_for": said("Whose it is now.", TEXT, null=True),
            "regime": said("Its regime.", {"enum": sorted(WORDS.regimes)}),
            "stated": said("The whole award as it was told.", money),
            "rates": items("What it was turned at.", "law-rate"),
            "why": said("Why it counts.", TEXT),
            "article": said("Where the law says so.", TEXT),
        },
    )
    release = table("A day, and an amount.", {"on": ref("law-day"), "amount": money})
    bounds = table(
        "Between what it lies; null of the greatest is not known.",
        {"least": money, "greatest": {"anyOf": [money, {"type": "null"}]}},
    )
    properties = {
        "subject": said("The id of the enterprise.", TEXT),
        "on": said("The day of grant.", ref("law-day")),
        "member_state": said("The state that would grant the aid.", TEXT),
        "undertakings": said(
            "The single undertaking in that state, by ids.", {"type": "array", "items": TEXT, "minItems": 1}
        ),
        "regime": said(
            "The regime of the aid; null where no general one is known.",
            {"anyOf": [{"enum": sorted(WORDS.regimes)}, {"type": "null"}]},
        ),
        "article": said("The act and article of the ceiling; null where none is known.", TEXT, null=True),
        "ceiling": said("The ceiling.", money, null=True),
        "used": said("What counts against it; null if not known.", money, null=True),
        "headroom": said("What is left; null if not known.", money, null=True),
        "bounds": said("Between what the headroom lies while it is not known.", ref("headroom-bounds"), null=True),
        "counted": items("The awards that surely count, the oldest first.", "counted-award"),
        "later": {
            "description": "Awards of after the day, which do not count.",
            "type": "array",
            "items": table("An award.", {"granted": ref("law-day"), "amount": money}),
        },
        "next_release": said("When awards next fall out, and how much.", ref("release"), null=True),
        "next_rise": said("When the headroom first rises, and by how much.", ref("release"), null=True),
        "asks": items("What could change the answer; empty where nothing can.", "law-ask"),
        "review": items("What is to be looked at.", "law-review"),
        "policies": POLICIES,
        "assumed": said(
            "What was taken as usual, as nobody told it, by its key.", {"type": "object", "additionalProperties": TEXT}
        ),
        "other_readings": other_readings("says", TEXT),
        "requested": said("The award to try.", money),
        "allowed": said("Whether all of it keeps within; null if not known.", {"type": ["boolean", "null"]}),
        "max_if_reduced": said(
            "What a smaller award could be; null if none could, or it is not known.", money, null=True
        ),
        "reduction_permitted": said(
            "Whether the scheme lets it be reduced; null if not told.", {"type": ["boolean", "null"]}
        ),
        "partial": said("Whether the law itself permits the part up to the ceiling.", {"type": "boolean"}),
    }
    asked = ("requested", "allowed", "max_if_reduced", "reduction_permitted", "partial")
    more = {"counted-award": counted, "release": release, "headroom-bounds": bounds}
    about = (
        "What `intra headroom --json` writes: what a ceiling leaves, with the awards that count; where an award is to "
        "be tried, with `requested` and what follows."
    )
    found = whole("headroom", about, properties, more, asked)
    return {**found, "dependentRequired": {key: [each for each in asked if each != key] for key in asked}}
