"""A file about a group, TOML or JSON: enterprises, holdings and past aid, with every fault told at its place."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import AttrsInstance, frozen

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.converter import CONVERTER, faults, member_state, name
from intra_core.io.document import Document, shown
from intra_core.io.group_changes import unsound_changes
from intra_core.io.group_names import GroupNames
from intra_core.io.group_references import Unsound, unsound
from intra_core.io.records import records
from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.group import Adjacent, Enterprise, Group, Holding, Jointly
from intra_core.model.money import Money
from intra_core.model.question import GroupQuestion, StatedRate

if TYPE_CHECKING:
    from intra_core.io.places import Path

SCHEMA = 1
LISTS: dict[str, type[AttrsInstance]] = {
    "enterprise": Enterprise,
    "holding": Holding,
    "adjacent": Adjacent,
    "jointly": Jointly,
    "award": PastAward,
    "merger": Merger,
    "split": Split,
    "rate": StatedRate,
}


def _schema(value: object) -> int:
    number: int = CONVERTER.structure(value, int)
    if number != SCHEMA:
        raise Unreadable(f"schema {number} is not known here", f"write schema = {SCHEMA}")
    return number


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Unreadable(f"{shown(value)} is not a table", "write a [policies] table")
    return value


PLAIN: dict[str, Callable[[object], Any]] = {
    "schema": _schema,
    "subject": name,
    "on": partial(CONVERTER.structure, cl=dt.date),
    "member_state": member_state,
    "regime": partial(CONVERTER.structure, cl=str),
    "request": partial(CONVERTER.structure, cl=Money),
    "reducible": partial(CONVERTER.structure, cl=bool),
    "policies": _table,
}
_REST = ("member_state", "award", "merger", "split", "regime", "request", "reducible", "rate", "policies")


@frozen(kw_only=True)
class GroupWords:
    """The words that a law knows: regimes of aid, sectors, and readings by policy."""

    regimes: Collection[str]
    sectors: Collection[str]
    policies: Mapping[str, Collection[str]]


def group_question(document: Document, words: GroupWords) -> GroupQuestion:
    """Read a question about a group.

    Args:
        document: the file; it is closed here.
        words: the words that may stand in it.

    Raises:
        WrongInput: with every complaint.
    """
    told: dict[str, Any] = {}
    for key, value in document.tree.items():
        if key in LISTS:
            told[key] = records(document, (key,), value, LISTS[key])
        elif key in PLAIN:
            _take(document, key, value, told)
        else:
            document.complain((key,), f"unknown key {key!r}", did_you_mean(key, [*PLAIN, *LISTS]), at_key=True)
    if "subject" not in document.tree:
        document.complain((), "nothing says whose it is", 'give subject = "…", the id of an enterprise')
    names = GroupNames.of(document.tree, told.get("subject"))
    for path, says, instead in (
        *unsound(told, names, told.get("subject")),
        *unsound_changes(told, names),
        *_unknown_words(told, names, words),
    ):
        document.complain(path, says, instead)
    document.close()
    subject = told["subject"]
    return GroupQuestion(
        subject=subject,
        on=told.get("on"),
        group=Group(
            enterprises=told.get("enterprise", (Enterprise(id=subject, country=told.get("member_state")),)),
            holdings=told.get("holding", ()),
            adjacent=told.get("adjacent", ()),
            jointly=told.get("jointly", ()),
        ),
        **{key: told[key] for key in _REST if key in told},
    )


def _take(document: Document, key: str, value: object, told: dict[str, Any]) -> None:
    try:
        told[key] = PLAIN[key](value)
    except Exception as error:  # noqa: BLE001 (a hook raises whatever its type does)
        for place, says, instead, at_key in faults(error, (key,)):
            document.complain(place, says, instead, at_key=at_key)


def _unknown_words(told: Mapping[str, Any], names: GroupNames, words: GroupWords) -> Iterator[Unsound]:
    regimes: list[tuple[Path, str]] = [(("regime",), told["regime"])] if "regime" in told else []
    regimes += [(("award", number, "regime"), word) for number, word in names.texts("award", "regime")]
    for path, word in regimes:
        if word not in words.regimes:
            yield path, f"unknown regime {word!r}", did_you_mean(word, words.regimes)
    for number, word in names.texts("enterprise", "sector"):
        if word not in words.sectors:
            yield ("enterprise", number, "sector"), f"unknown sector {word!r}", did_you_mean(word, words.sectors)
    for policy, reading in told.get("policies", {}).items():
        if policy not in words.policies:
            yield ("policies", policy), f"unknown policy {policy!r}", did_you_mean(policy, words.policies)
        elif not isinstance(reading, str):
            instead = f"write one of {', '.join(words.policies[policy])}, in quotes"
            yield ("policies", policy), f"{shown(reading)} is not a text", instead
        elif reading not in words.policies[policy]:
            says = f"the policy has no reading {reading!r}"
            yield ("policies", policy), says, did_you_mean(reading, words.policies[policy])
