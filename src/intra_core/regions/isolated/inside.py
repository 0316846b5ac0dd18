"""What runs inside the process of an isolated region: it confines itself, loads the region, and answers calls."""

import os
import threading
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import EntryPoint
from typing import Any

from intra_core.errors import Complaint, WrongInput
from intra_core.regions.entries import GROUP
from intra_core.regions.isolated.channel import Broken, Channel
from intra_core.regions.isolated.confined import confine
from intra_core.regions.isolated.declared import to_plain
from intra_core.regions.isolated.fingerprint import fingerprint
from intra_core.regions.plugin import region_of
from intra_core.rules.functions import MOST_LETTERS, RuleFunction

MOST_SHOWN = 500
"""Of what a function raised or gave so many letters are sent."""
_INTEGERS = 2**63
GONE = 3
"""How the process ends if whoever asks it is gone."""


def main(told: Mapping[str, Any]) -> None:
    """Answer until nobody asks any more; `told` is what the process was started with."""
    reads, writes, life = told["pipes"]
    channel = Channel(reads, writes)
    held = confine(told["memory"], told["cpu_seconds"], told["readable"])
    # Whoever asks holds the other end: that it is closed is seen here too while a plug-in never gives back.
    threading.Thread(target=_end_with, args=(life,), daemon=True).start()
    channel.send({"held": held})
    functions: dict[str, RuleFunction] = {}
    try:
        while True:
            asked = channel.receive()
            tell = partial(_tell, channel, asked["id"])
            if "load" in asked:
                _load(asked["load"], functions, tell)
            else:
                _call(functions[asked["call"]], asked["values"], tell)
    except (Broken, OSError):  # nobody asks any more, or the plug-in has closed the pipes
        os._exit(GONE)


Tell = Callable[..., None]


def _tell(channel: Channel, number: int, **told: object) -> None:
    channel.send({"id": number, **told})


def _end_with(life: int) -> None:
    try:
        os.read(life, 1)
    finally:
        os._exit(GONE)


def _load(asked: Mapping[str, str], functions: dict[str, RuleFunction], tell: Tell) -> None:
    entry = EntryPoint(name=asked["name"], value=asked["value"], group=GROUP)

    def watch(step: str, file: str, line: int | None) -> None:
        tell(step=[step, file, line])

    try:
        given = region_of(entry, who=asked["who"], watch=watch)
        region = fingerprint(given.region)
        functions.update({each.name: each for each in given.functions})
        plain = [to_plain(each) for each in given.functions]
        tell(given={"region": region, "functions": plain, "seconds": given.pace.seconds})
    except WrongInput as wrong:
        tell(complaints=[_complaint_to_plain(each) for each in wrong.complaints])
    except (Broken, OSError):
        raise
    except BaseException as error:  # noqa: BLE001 (here nobody wishes to stop: it is the plug-in's own doing)
        tell(raised=type(error).__name__)


def _complaint_to_plain(each: Complaint) -> dict[str, object]:
    return {name: getattr(each, name) for name in ("says", "instead", "file", "line", "column", "key", "shown")}


def _call(function: RuleFunction, values: list[Any], tell: Tell) -> None:
    try:
        found: object = function.call(*values)
    except BaseException as error:  # noqa: BLE001 (likewise)
        tell(raised=_written(type(error).__name__), why=_written(error))
        return
    plain = found is None or type(found) is bool
    plain = plain or (type(found) is int and -_INTEGERS <= found < _INTEGERS)
    if plain or (type(found) is str and len(found) <= MOST_LETTERS):
        tell(gave=found)
    else:
        tell(odd=_written(found, repr))


def _written(value: object, write: Callable[[object], str] = str) -> str:
    try:
        return str(write(value)[:MOST_SHOWN])
    except BaseException:  # noqa: BLE001 (an object of the region's own may raise anything)
        return f"({type(value).__name__})"
