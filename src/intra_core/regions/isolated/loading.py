"""An isolated region is loaded: its code in a process of its own, its files here."""

import importlib.util
import os
from collections.abc import Callable
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.regions.attempts import MOST_LETTERS, MOST_TOLD, Given, Plugin, named
from intra_core.regions.compiled import kept_in
from intra_core.regions.functions import names_amiss
from intra_core.regions.isolated.channel import Broken
from intra_core.regions.isolated.declared import from_plain
from intra_core.regions.isolated.fingerprint import fingerprint
from intra_core.regions.isolated.limits import Limits
from intra_core.regions.isolated.process import Isolated
from intra_core.regions.pace import IMPORT, Pace
from intra_core.regions.plugin import MOST_FUNCTIONS, REGION, called, refuse_no_package
from intra_core.regions.region import region_from
from intra_core.regions.returned import wrong_in
from intra_core.rules.functions import RuleFunction


@frozen
class NoUse:
    """What a function gave that no rule can take, as its process wrote it down."""

    told: str

    def __repr__(self) -> str:
        return self.told


class Failed(Exception):
    """An isolated function raised, or cost its process; the text says which."""


def isolated_region(entry: EntryPoint, limits: Limits) -> tuple[Given, Isolated]:
    """Load a region whose code runs in a process of its own.

    Raises:
        WrongInput: with everything that is wrong with it.
    """
    plugin = Plugin(entry=entry, who=called(entry))
    refuse_no_package(plugin)
    folder, package = _folder_of(plugin)
    plugin = evolve(plugin, file=str(folder / "__init__.py"))
    load = {"name": entry.name, "value": entry.value, "who": plugin.who}
    isolated = Isolated(load, limits, [str(folder), *kept_in()])
    try:
        return _given(plugin, isolated, folder, package), isolated
    except BaseException:
        isolated.close()
        raise


def _given(plugin: Plugin, isolated: Isolated, folder: Path, package: str) -> Given:
    try:
        told = isolated.given()
        if "given" not in told:
            raise WrongInput(_complaints(plugin, isolated, told))
        functions = _functions(plugin, isolated, told["given"]["functions"])
        seconds = {str(step): float(took) for step, took in told["given"]["seconds"].items()}
        said = told["given"]["region"]
    except Broken as broken:
        raise _failed(plugin, isolated, str(broken)) from broken
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _failed(plugin, isolated, "wrote what is no answer") from error
    region = region_from(folder, package, functions)
    lines = {step: line for step, _, line in map(_step, isolated.steps)}
    wrong = tuple(wrong_in(region))
    if wrong:
        raise plugin.every(wrong, REGION, lines.get(REGION))
    if said != fingerprint(region):
        says = f", hook {REGION!r} gave another region than the files of {package} describe"
        instead = "return read_region(__package__): of an isolated region the files are read, not what its hook makes"
        raise plugin.wrong(says, instead, lines.get(REGION))
    if not isolated.limits.kept:
        isolated.close()
    return Given(region=region, functions=functions, pace=Pace(seconds), file=plugin.file, lines=lines)


def _functions(plugin: Plugin, isolated: Isolated, told: Any) -> tuple[RuleFunction, ...]:  # noqa: ANN401 (any JSON)
    if not isinstance(told, list) or len(told) > MOST_FUNCTIONS:
        raise Broken("told of no rule functions")
    functions = tuple(from_plain(each, lambda *at: _asking(isolated, *at)) for each in told)
    if wrong := tuple(names_amiss(functions, plugin.entry.name)):
        raise plugin.every(wrong, "intra_rule_functions", None)
    return functions


def _asking(isolated: Isolated, name: str, file: str, line: int) -> Callable[..., object]:
    """Make what asks a function in its process; as its place stands that of the function itself."""

    def ask(*values: object) -> object:
        try:
            told = isolated.call(name, values)
        except Broken as broken:
            raise Failed(f"it {broken}") from None
        if "raised" in told:
            why = _text(told.get("why"))
            raise Failed(f"{_text(told['raised'])}: {why}" if why else _text(told["raised"]))
        return told["gave"] if "gave" in told else NoUse(_text(told.get("odd")))

    ask.__code__ = ask.__code__.replace(co_filename=file or "?", co_firstlineno=max(line, 1))
    return ask


def _complaints(plugin: Plugin, isolated: Isolated, told: dict[str, Any]) -> list[Complaint]:
    """Take the complaints of the process, as far as they are some."""
    found: list[Complaint] = []
    raised = told.get("complaints")
    for each in raised[:MOST_TOLD] if isinstance(raised, list) else ():
        if isinstance(each, dict) and each.get("says"):
            instead, file, key, shown = (_text(each.get(name)) or None for name in ("instead", "file", "key", "shown"))
            line, column = (each[name] if type(each.get(name)) is int else None for name in ("line", "column"))
            says = _text(each["says"]) or "told of no complaint"
            if file is None:
                found.extend(plugin.wrong(f": {says}", instead).complaints)
            else:
                more = {"instead": instead, "key": key, "shown": shown}
                found.append(Complaint(says=says, file=file, line=line, column=column, **more))
    return found or list(_failed(plugin, isolated, f"raised {_text(told.get('raised')) or 'nothing'}").complaints)


def _failed(plugin: Plugin, isolated: Isolated, says: str) -> WrongInput:
    """Complain of the step that was the last."""
    step, file, line = _step(isolated.steps[-1]) if isolated.steps else (IMPORT, "", None)
    plugin = evolve(plugin, file=file if step != IMPORT and file else plugin.file)
    what = " cannot be imported" if step == IMPORT else f", hook {step!r} failed"
    slow = f"within {isolated.limits.load_seconds:g} s" if says.endswith("in time") else ""
    return plugin.wrong(f"{what}: it {says.replace('in time', slow) if slow else says}", line=line)


def _step(told: object) -> tuple[str, str, int | None]:
    match told:
        case [str() as step, str() as file, int() as line]:
            return step[:MOST_LETTERS], file[:MOST_LETTERS], line
        case [str() as step, str() as file, None]:
            return step[:MOST_LETTERS], file[:MOST_LETTERS], None
        case _:
            return IMPORT, "", None


def _text(told: object) -> str:
    return told[:MOST_LETTERS] if isinstance(told, str) else ""


def _folder_of(plugin: Plugin) -> tuple[Path, str]:
    """Find the folder of an entry point's package without importing any of it."""
    found: ModuleSpec | None = None
    package, places = "", [""]
    for name in plugin.entry.module.split("."):
        path = None if found is None else found.submodule_search_locations
        full = f"{package}.{name}" if package else name
        try:
            found = importlib.util.find_spec(full) if path is None else PathFinder.find_spec(full, path)
        except Exception as error:  # another plug-in may have put a finder of its own in the way
            raise plugin.wrong(f" cannot be imported: {named(error)}") from error
        if found is None:
            raise plugin.wrong(f" cannot be imported: ModuleNotFoundError: No module named {full!r}")
        if found.submodule_search_locations is None:
            break
        package, places = full, list(found.submodule_search_locations)
    if not package or not places or not os.path.isdir(places[0]):  # noqa: PTH112 (it may be no path at all)
        instead = f"let the entry point name a package whose folder has region.toml, not {plugin.entry.value!r}"
        raise plugin.wrong(" cannot be isolated: its package has no folder", instead)
    return Path(places[0]), package
