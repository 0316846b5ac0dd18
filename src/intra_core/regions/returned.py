"""What a region's hook gave, held against what a region is; a wrong type would else be a crash much later."""

from collections.abc import Iterable, Iterator, Mapping

from intra_core.errors import WrongInput, did_you_mean
from intra_core.io.intake import type_of
from intra_core.model.identifier import IdentifierScheme
from intra_core.model.measure import Described, MeasureIdentity
from intra_core.model.money import MEASURED_IN
from intra_core.model.text import LocalizedText
from intra_core.regions.region import Authority, Programme, Region
from intra_core.regions.whereabouts import faults
from intra_core.rules.book import RuleBook
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary

_TYPES: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "title": (LocalizedText,),
    "currency": (str,),
    "time_zone": (str,),
    "member_state": (str,),
    "policies": (Mapping,),
    "programme": (Programme, type(None)),
    "vocabulary": (Vocabulary,),
}
_TUPLES: Mapping[str, type] = {
    "nuts": str,
    "languages": str,
    "rows": str,
    "authorities": Authority,
    "described": Described,
    "identifiers": IdentifierScheme,
    "measures": MeasureRules,
}

Told = Iterator[tuple[str, str | None]]
"""What is wrong, and what to write instead."""


def wrong_in(region: Region) -> Iterable[tuple[str, str | None]]:
    """Tell what is wrong with a region that a hook gave: first its types, and only if they are right the rest."""
    return tuple(_wrong_types(region)) or tuple(_wrong_values(region))


def _wrong_types(region: Region) -> Told:
    for name, kinds in _TYPES.items():
        value = getattr(region, name, None)
        if not isinstance(value, kinds):
            yield f"its {name!r} is {_a(value)}, not {kinds[0].__name__}", None
    for name, kind in _TUPLES.items():
        value = getattr(region, name, None)
        if not isinstance(value, tuple):
            yield f"its {name!r} is {_a(value)}, not a tuple of {kind.__name__}", None
            continue
        for number, each in enumerate(value):
            if not isinstance(each, kind):
                yield f"its '{name}[{number}]' is {_a(each)}, not {kind.__name__}", None
            elif isinstance(each, MeasureRules):
                yield from _wrong_parts(each, number)


def _wrong_parts(rules: MeasureRules, number: int) -> Told:
    for name, kind in (("identity", MeasureIdentity), ("book", RuleBook), ("vocabulary", Vocabulary)):
        value = getattr(rules, name, None)
        if not isinstance(value, kind):
            yield f"its 'measures[{number}].{name}' is {_a(value)}, not {kind.__name__}", None


def _wrong_values(region: Region) -> Told:
    for path, says, instead in faults(region.member_state, region.nuts, region.languages, region.time_zone):
        yield f"its {path[0]!r}: {says}", instead
    if region.currency not in MEASURED_IN:
        yield f"unknown currency {region.currency!r}", did_you_mean(region.currency, MEASURED_IN)
    for name, entry in region.vocabulary.facts.items():
        try:
            if name.startswith(f"{region.id}.") and not entry.of_list:
                type_of(entry.kind)
        except WrongInput as error:
            yield f"the fact {name!r}: {error.complaints[0].says}", "take another type"
    seen: set[str] = set()
    for rules in region.measures:
        name = rules.identity.id
        if not name.startswith(f"{region.id}."):
            yield f"the measure {name!r} is not called after the region", f'call it "{region.id}.short_name"'
        elif name in seen:
            yield f"two measures are called {name!r}", "give each its own id"
        seen.add(name)


def _a(value: object) -> str:
    return "missing" if value is None else f"of type {type(value).__name__}"
