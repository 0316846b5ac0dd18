"""One region's plug-in: imported, its hooks checked, called; whatever goes wrong becomes complaints that name it."""

import inspect
import re
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from itertools import islice

import pluggy
from attrs import evolve

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.attempts import MOST_TOLD, Given, Plugin, Watch, named, nobody
from intra_core.regions.entries import EVERY, GROUP, ISOLATED, origin, to_isolate
from intra_core.regions.functions import HOOK, at_hand, names_amiss
from intra_core.regions.hookspecs import PROJECT, Hooks
from intra_core.regions.region import Region
from intra_core.regions.returned import wrong_in
from intra_core.rules.functions import RuleFunction

HOOKS = tuple(name for name in vars(Hooks) if name.startswith("intra_"))
REGION = "intra_region"
MARK = f"{PROJECT}_impl"
RETURN = "return read_region(__package__)"
GIVE = "return a tuple of RuleFunction(name=…, takes=…, gives=…, label=…, call=…)"
MOST_FUNCTIONS = 1_000
"""A region has no more rule functions; a hook that goes on giving them would never end."""
_VALUE = re.compile(r"[A-Za-z_][\w.]*(?:\s*:\s*[A-Za-z_][\w.]*)?(?:\s*\[.*\])?")


def region_of(entry: EntryPoint, *, who: str | None = None, watch: Watch = nobody) -> Given:
    """Load a region.

    Args:
        entry: where it is.
        who: what complaints call it; without it after its distribution.
        watch: is told of each step before it is taken.

    Raises:
        WrongInput: with everything that is wrong with it.
    """
    plugin, hooks = _opened(Plugin(entry=entry, who=who or called(entry), file=_file_of(entry), watch=watch))
    lines = {name: _line(each) for name, each in hooks.items()}
    functions = _functions(plugin, hooks[HOOK]) if HOOK in hooks else ()
    implementation, line = hooks[REGION], lines[REGION]
    with at_hand(functions):
        region = plugin.attempt(implementation, f", hook {REGION!r} failed", line, step=REGION)
    if not isinstance(region, Region):
        raise plugin.wrong(f", hook {REGION!r} gave {type(region).__name__}, not a Region", RETURN, line)
    unread = f", hook {REGION!r} gave what cannot be read"
    wrong = plugin.attempt(lambda: tuple(islice(wrong_in(region), MOST_TOLD)), unread, line, step=REGION)
    if wrong:
        raise plugin.every(((says, how or RETURN) for says, how in wrong), REGION, line)
    if region.id != entry.name:
        says = f", hook {REGION!r}: the region calls itself {region.id!r} in region.toml"
        raise plugin.wrong(says, f"write id = {entry.name!r}", line)
    return Given(region=region, functions=functions, pace=plugin.pace, file=plugin.file, lines=lines)


def called(entry: EntryPoint) -> str:
    """Say which region it is, of which distribution and version."""
    name, version = origin(entry.dist, entry.value)
    return f"region {entry.name!r} ({name} {version})"


def _file_of(entry: EntryPoint) -> str:
    """Give the file of a plug-in before it is imported, as far as that can be told: that of its topmost package."""
    try:
        found = find_spec(entry.value.partition(":")[0].partition(".")[0].strip())
    except Exception:  # noqa: BLE001 (another plug-in may have put a finder of its own in the way)
        return ""
    return (found.origin if found is not None else None) or ""


def refuse_no_package(plugin: Plugin) -> None:
    """Refuse an entry point whose value cannot be the name of a package.

    Raises:
        WrongInput: if it cannot.
    """
    entry = plugin.entry
    if not _VALUE.fullmatch(entry.value):
        package = f"intra_{entry.name}"
        instead = f'write {entry.name} = "{package}" under [project.entry-points."{GROUP}"] in its pyproject.toml'
        raise plugin.wrong(f": its entry point {entry.value!r} is not the name of a package", instead)


def functions_of(entry: EntryPoint) -> tuple[RuleFunction, ...]:
    """Give what the rules of an installed region call, whether its files can be read or not.

    Its Python is run here, so that one which is to run in a process of its own is refused.

    Raises:
        WrongInput: with everything that is wrong with its hooks.
    """
    if not to_isolate().isdisjoint({entry.name, EVERY}):
        says = f"the Python of the region {entry.name!r} is not to run in this process ({ISOLATED})"
        raise WrongInput([Complaint(says=says, instead=f"trust it and take it out of {ISOLATED}, or leave this be")])
    plugin, hooks = _opened(Plugin(entry=entry, who=called(entry), file=_file_of(entry)))
    return _functions(plugin, hooks[HOOK]) if HOOK in hooks else ()


def _opened(plugin: Plugin) -> tuple[Plugin, dict[str, Callable[[], object]]]:
    """Import a region's package and give its hooks."""
    refuse_no_package(plugin)
    implementer = plugin.attempt(plugin.entry.load, " cannot be imported")
    file = plugin.attempt(lambda: getattr(implementer, "__file__", None), " cannot be asked for its file")
    plugin = evolve(plugin, file=file if isinstance(file, str) else plugin.file)
    return plugin, plugin.attempt(lambda: _implementations(plugin, implementer), " cannot be asked for its hooks")


def _functions(plugin: Plugin, implementation: Callable[[], object]) -> tuple[RuleFunction, ...]:
    """Give the functions that the region's rules may call."""
    line, failed = _line(implementation), f", hook {HOOK!r} failed"
    told = plugin.attempt(implementation, failed, line, step=HOOK)

    def all_of_them() -> tuple[object, ...] | None:
        return tuple(islice(told, MOST_FUNCTIONS + 1)) if isinstance(told, Iterable) else None

    # What gives one function after the other, as a generator does, may fail at any of them.
    found = plugin.attempt(all_of_them, failed, line, step=HOOK)
    if found is None:
        raise plugin.wrong(f", hook {HOOK!r} gave {type(told).__name__}, not several RuleFunction", GIVE, line)
    if len(found) > MOST_FUNCTIONS:
        raise plugin.wrong(f", hook {HOOK!r} gave more than {MOST_FUNCTIONS:,} functions", GIVE, line)
    functions = tuple(each for each in found if isinstance(each, RuleFunction))
    wrong: list[tuple[str, str | None]] = [
        (f"gave {type(each).__name__}, not a RuleFunction", GIVE)
        for each in found
        if not isinstance(each, RuleFunction)
    ]
    wrong += names_amiss(functions, plugin.entry.name)
    if wrong:
        raise plugin.every(wrong, HOOK, line)
    return functions


def _implementations(plugin: Plugin, implementer: object) -> dict[str, Callable[[], object]]:
    """Give the functions behind the hooks that a region has, once all that looks like a hook is one."""
    _refuse_unknown(plugin, implementer)
    plugins = pluggy.PluginManager(PROJECT)
    plugins.add_hookspecs(Hooks)
    try:
        plugins.register(implementer, name=plugin.entry.name)
        plugins.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        raise plugin.wrong(f": {named(error)}", f"the hooks are {', '.join(HOOKS)}") from error
    found = {name: each for name in HOOKS for each in getattr(plugins.hook, name).get_hookimpls()}
    if REGION not in found:
        instead = f"add @hookimpl def intra_region(): {RETURN}"
        raise plugin.wrong(" does not implement the hook 'intra_region'", instead)
    for name, each in found.items():
        if each.wrapper or each.hookwrapper:
            raise plugin.wrong(f": the hook {name!r} is a wrapper", "mark it with @hookimpl alone")
    return {name: each.function for name, each in found.items()}


def _refuse_unknown(plugin: Plugin, implementer: object) -> None:
    """Refuse what looks like a hook and is none, marked or not: a misspelt hook would be silent for ever."""
    for name in _names(implementer):
        value = getattr(implementer, name, None)
        if not callable(value):
            continue
        marked = hasattr(value, MARK)
        if name not in HOOKS and (marked or name.startswith("intra_")):
            raise plugin.wrong(f" has an unknown hook {name!r}", did_you_mean(name, HOOKS))
        if name in HOOKS and not marked:
            raise plugin.wrong(f": {name!r} is not marked as a hook", "put @hookimpl above it")


def _names(implementer: object) -> Iterable[str]:
    """Name what a module or any other object has that may be a hook."""
    return [name for name in dir(implementer) if not name.startswith("__")]


def _line(function: Callable[[], object]) -> int | None:
    """Give the line of a hook; a function may be wrapped in anything."""
    try:
        code = getattr(inspect.unwrap(function), "__code__", None)
    except ValueError:  # it wraps itself
        return None
    return getattr(code, "co_firstlineno", None)
