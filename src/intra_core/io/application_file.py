"""An application file, TOML or JSON: to typed tables, with every fault told at its place."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from types import GenericAlias
from typing import Any

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.converter import CONVERTER, faults
from intra_core.io.document import Document, shown
from intra_core.io.group_changes import unsound_rates
from intra_core.io.group_names import GroupNames
from intra_core.io.group_references import Unsound, unsound
from intra_core.io.places import Path
from intra_core.io.records import records
from intra_core.model.application import GROUP, LISTS, TABLES, Application

PLAIN: dict[str, type] = {"region": str, "on": dt.date}
RATE = "rate"
"""What stands beside a group, and also beside past aid in another currency."""


def application(document: Document, region: str | None = None) -> Application:
    """Read an application.

    Args:
        document: the file; it is closed here.
        region: the region asked about, in place of the file's.

    Raises:
        WrongInput: with every complaint.
    """
    return application_from(document, document.tree, region)


def application_from(document: Document, tree: dict[str, Any], region: str | None = None) -> Application:
    """Read an application whose tables stand in a tree that need not be the document's own."""
    stated: dict[str, Any] = {}
    more: dict[str, dict[str, object]] = {}
    named = [name for name in (region, tree.get("region")) if isinstance(name, str)]
    for key, value in tree.items():
        wanted = _wanted(key)
        if key in GROUP:
            stated[key] = records(document, (key,), value, GROUP[key])
        elif wanted is not None:
            _structure(document, key, value, wanted, stated)
        elif key in named and isinstance(value, dict):
            more[key] = {name: told for name, told in value.items() if _is_told(document, (key, name), told)}
        elif key in named:
            document.complain((key,), f"{shown(value)} is not a table", f"write a [{key}] table")
        else:
            known = [*PLAIN, *TABLES, *LISTS, *GROUP, *named]
            document.complain((key,), f"unknown key {key!r}", did_you_mean(key, known), at_key=True)
    costs = tree.get("costs")
    if "cost" in tree and isinstance(costs, dict) and "eligible" in costs:
        says = "both [[cost]] lines and [costs] eligible are given"
        document.complain(("costs", "eligible"), says, "give one of 'cost' and 'costs.eligible'")
    for path, says, instead in _about_group(stated, tree):
        document.complain(path, says, instead)
    document.close()
    if region is not None:
        stated["region"] = region
    return Application(**stated, more=more, origin=document)


def _about_group(stated: dict[str, Any], tree: dict[str, Any]) -> Iterator[Unsound]:
    """Hold what is told of a group, and whose aid is told, against each other."""
    undertaking = tree.get("undertaking")
    subject = undertaking.get("id") if isinstance(undertaking, dict) else None
    if "enterprise" not in tree:
        for key in (key for key in GROUP if key in tree and key != RATE):
            yield (key,), f"[[{key}]] tells of enterprises, and none is given", "give [[enterprise]] tables"
    elif subject is None:
        says = "nothing says which of the enterprises is the applicant"
        yield ("undertaking",), says, 'give id = "…" in [undertaking]'
    if "enterprise" in tree or subject is not None:
        subject = subject if isinstance(subject, str) else None  # it has been complained of if it is anything else
        yield from unsound(stated, GroupNames.of(tree, subject), subject, subject_at=("undertaking", "id"))
    elif any(each.undertaking is not None for each in stated.get("award") or ()):
        says = "awards have names, and nothing says which is the applicant's"
        yield ("award",), says, 'give id = "…" in [undertaking]'
    yield from unsound_rates(stated)


def _wanted(key: str) -> Any:  # noqa: ANN401 (a type or a generic alias)
    if key in TABLES:
        return TABLES[key]
    record = LISTS.get(key)
    if record is not None:
        return GenericAlias(tuple, (record, ...))
    return PLAIN.get(key)


def _structure(document: Document, key: str, value: object, wanted: Any, stated: dict[str, Any]) -> None:  # noqa: ANN401 (a type or a generic alias)
    try:
        stated[key] = CONVERTER.structure(value, wanted)
    except Exception as error:  # noqa: BLE001 (cattrs raises groups and whatever a hook raised)
        for place, says, instead, at_key in faults(error, (key,)):
            document.complain(place, says, instead, at_key=at_key)


def _is_told(document: Document, path: Path, told: object) -> bool:
    """Say whether what stands in a region's own table can be a fact of any kind; the vocabulary says of which."""
    try:
        if isinstance(told, Decimal | dt.datetime):
            CONVERTER.structure(told, Decimal if isinstance(told, Decimal) else dt.date)
    except Unreadable as error:
        document.complain(path, error.says, error.instead)
        return False
    return True
