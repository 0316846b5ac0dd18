"""A file about a group, TOML or JSON: enterprises, holdings and past aid, with every fault told at its place."""

import datetime as dt
from collections.abc import Mapping
from types import GenericAlias
from typing import Any

from intra_core.errors import did_you_mean
from intra_core.io.converter import CONVERTER, faults
from intra_core.io.document import Document
from intra_core.io.group_references import unsound
from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.group import Adjacent, Enterprise, Group, Holding, Jointly
from intra_core.model.money import Money
from intra_core.model.question import GroupQuestion, StatedRate

LISTS: dict[str, type] = {
    "enterprise": Enterprise,
    "holding": Holding,
    "adjacent": Adjacent,
    "jointly": Jointly,
    "award": PastAward,
    "merger": Merger,
    "split": Split,
    "rate": StatedRate,
}
PLAIN: dict[str, Any] = {
    "schema": int,
    "subject": str,
    "on": dt.date,
    "member_state": str,
    "regime": str,
    "request": Money,
    "reducible": bool,
    "policies": Mapping[str, str],
}


def group_question(document: Document) -> GroupQuestion:
    """Read a question about a group.

    Args:
        document: the file; it is closed here.

    Raises:
        WrongInput: with every complaint.
    """
    told: dict[str, Any] = {}
    for key, value in document.tree.items():
        if key in LISTS or key in PLAIN:
            wanted = PLAIN[key] if key in PLAIN else GenericAlias(tuple, (LISTS[key], ...))
            _structure(document, key, value, wanted, told)
        else:
            document.complain((key,), f"unknown key {key!r}", did_you_mean(key, [*PLAIN, *LISTS]), at_key=True)
    if "subject" not in document.tree:
        document.complain((), "nothing says whose it is", 'give subject = "…", the id of an enterprise')
    if told.get("schema", 1) != 1:
        document.complain(("schema",), f"schema {told['schema']} is not known here", "write schema = 1")
    if not document.complaints:
        for path, says, instead in unsound(told):
            document.complain(path, says, instead)
    document.close()
    subject = told["subject"]
    enterprises = told.get("enterprise") or (Enterprise(id=subject, country=told.get("member_state")),)
    return GroupQuestion(
        subject=subject,
        on=told.get("on"),
        group=Group(
            enterprises=enterprises,
            holdings=told.get("holding", ()),
            adjacent=told.get("adjacent", ()),
            jointly=told.get("jointly", ()),
        ),
        **{key: told[key] for key in _REST if key in told},
        origin=document,
    )


_REST = ("member_state", "award", "merger", "split", "regime", "request", "reducible", "rate", "policies")


def _structure(document: Document, key: str, value: object, wanted: Any, told: dict[str, Any]) -> None:  # noqa: ANN401 (a type or a generic alias)
    try:
        told[key] = CONVERTER.structure(value, wanted)
    except Exception as error:  # noqa: BLE001 (cattrs raises groups and whatever a hook raised)
        for place, says, instead, at_key in faults(error, (key,)):
            document.complain(place, says, instead, at_key=at_key)
