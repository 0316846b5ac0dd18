"""Facts that only one region knows: its table of an application, read by the kinds its vocabulary gives."""

import datetime as dt
from decimal import Decimal
from typing import Any

from attrs import evolve

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.converter import CONVERTER, faults
from intra_core.io.document import Document
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.model.quantity import Area, Rate
from intra_core.rules.kinds import DECIMAL_UNITS, Choice, Code, Day, Kind, Number, Text, YesNo
from intra_core.rules.vocabulary import Vocabulary


def with_region_facts(application: Application, region: str, vocabulary: Vocabulary) -> Application:
    """Give the application with the facts of one region typed; tables of other regions are left out.

    Raises:
        WrongInput: if a key is unknown or a value does not fit, with every fault.
    """
    stated = application.more.get(region)
    if not stated:
        return evolve(application, more={}) if application.more else application
    origin = (
        application.origin if isinstance(application.origin, Document) else Document("<application>", "", {}, "toml")
    )
    found: dict[str, object] = {}
    known = [name.partition(".")[2] for name in vocabulary.facts if name.startswith(f"{region}.")]
    for key, value in stated.items():
        entry = vocabulary.facts.get(f"{region}.{key}")
        if entry is None:
            origin.complain((region, key), f"unknown key {key!r}", did_you_mean(key, known), at_key=True)
            continue
        try:
            found[key] = value if isinstance(value, _TYPED) else CONVERTER.structure(value, _type_of(entry.kind))
        except Exception as error:  # noqa: BLE001 (cattrs raises groups and whatever a hook raised)
            for path, says, instead, at_key in faults(error, (region, key)):
                origin.complain(path, says, instead, at_key=at_key)
    origin.close()
    return evolve(application, more={region: found})


_TYPED = (Money, Rate, Area)


def _type_of(kind: Kind) -> Any:  # noqa: ANN401 (a type for the converter)
    match kind:
        case YesNo():
            return bool
        case Day():
            return dt.date
        case Choice() | Text() | Code():
            return str
        case Number(unit=()):
            return Rate
        case Number() if kind.currency or kind.unit[0][0] == "money":
            return Money
        case Number() if kind.unit[0][0] == "m2":
            return Area
        case Number() if kind.unit[0][0] in DECIMAL_UNITS:
            return Decimal
        case Number():
            return int
        case _:
            raise WrongInput([Complaint(says=f"a region's own fact cannot be {kind}")])
