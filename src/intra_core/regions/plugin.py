"""One region's plug-in: imported, its hooks checked, called; whatever goes wrong becomes complaints that name it."""

import inspect
import re
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint
from typing import TypeVar

import pluggy
from attrs import field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.entries import GROUP, origin
from intra_core.regions.functions import HOOK, at_hand, names_amiss
from intra_core.regions.hookspecs import PROJECT, Hooks
from intra_core.regions.region import Region
from intra_core.regions.returned import wrong_in
from intra_core.rules.functions import RuleFunction

T = TypeVar("T")

HOOKS = tuple(name for name in vars(Hooks) if name.startswith("intra_"))
MARK = f"{PROJECT}_impl"
RETURN = "return read_region(__package__)"
GIVE = "return a tuple of RuleFunction(name=…, takes=…, gives=…, label=…, call=…)"
_VALUE = re.compile(r"[A-Za-z_][\w.]*(?:\s*:\s*[A-Za-z_][\w.]*)?(?:\s*\[.*\])?")


@frozen(kw_only=True)
class Plugin:
    """A region's entry point while it is loaded: who it is, and the file that complaints name."""

    entry: EntryPoint
    who: str
    file: str = field(default="")

    def attempt(self, act: Callable[[], T], failed: str, line: int | None = None) -> T:
        """Call what belongs to the plug-in; whatever it does, even leaving the process, becomes a complaint.

        Only a person's wish to stop goes on, with a note of what was being loaded.
        """
        try:
            return act()
        except KeyboardInterrupt as stop:
            stop.add_note(f"stopped while {self.who} was being loaded")
            raise
        except WrongInput as error:
            raise WrongInput(self._complaints(error, failed, line)) from error
        except BaseException as error:
            raise self.wrong(f"{failed}: {_told(error)}", line=line) from error

    def wrong(self, says: str, instead: str | None = None, line: int | None = None) -> WrongInput:
        """Give one complaint about the plug-in."""
        complaint = Complaint(says=f"{self.who}{says}", instead=instead, file=self.file or self.entry.value, line=line)
        return WrongInput([complaint])

    def _complaints(self, error: WrongInput, failed: str, line: int | None) -> list[Complaint]:
        """Take the complaints of a plug-in; what is none is put into one, so that none is empty or breaks later.

        One that names no file is told as of the plug-in's own.
        """
        raised: tuple[object, ...] = error.complaints
        if not raised:
            return list(self.wrong(f"{failed}: it raised WrongInput without a complaint", line=line).complaints)
        return [self._of_its_own(each, failed, line) for each in raised]

    def _of_its_own(self, raised: object, failed: str, line: int | None) -> Complaint:
        if isinstance(raised, Complaint) and raised.file is not None:
            return raised
        says, instead = (raised.says, raised.instead) if isinstance(raised, Complaint) else (_written(raised), None)
        return self.wrong(f"{failed}: {says}", instead, line).complaints[0]


def region_of(entry: EntryPoint) -> Region:
    """Load a region.

    Raises:
        WrongInput: with everything that is wrong with it.
    """
    plugin, hooks = _opened(entry)
    functions = _functions(plugin, hooks[HOOK]) if HOOK in hooks else ()
    implementation = hooks["intra_region"]
    line = _line(implementation)
    with at_hand(functions):
        region = plugin.attempt(implementation, ", hook 'intra_region' failed", line)
    if not isinstance(region, Region):
        raise plugin.wrong(f", hook 'intra_region' gave {type(region).__name__}, not a Region", RETURN, line)
    wrong = plugin.attempt(lambda: wrong_in(region), ", hook 'intra_region' gave what cannot be read", line)
    if wrong:
        told = [plugin.wrong(f", hook 'intra_region': {says}", how or RETURN, line) for says, how in wrong]
        raise WrongInput(complaint for each in told for complaint in each.complaints)
    if region.id != entry.name:
        raise plugin.wrong(f" calls itself {region.id!r} in region.toml", f"write id = {entry.name!r}")
    return region


def functions_of(entry: EntryPoint) -> tuple[RuleFunction, ...]:
    """Give what the rules of an installed region call, whether its files can be read or not.

    Raises:
        WrongInput: with everything that is wrong with its hooks.
    """
    plugin, hooks = _opened(entry)
    return _functions(plugin, hooks[HOOK]) if HOOK in hooks else ()


def _opened(entry: EntryPoint) -> "tuple[Plugin, dict[str, Callable[[], object]]]":
    """Import a region's package and give its hooks."""
    name, version = origin(entry.dist, entry.value)
    plugin = Plugin(entry=entry, who=f"region {entry.name!r} ({name} {version})")
    if not _VALUE.fullmatch(entry.value):
        package = f"intra_{entry.name}"
        instead = f'write {entry.name} = "{package}" under [project.entry-points."{GROUP}"] in its pyproject.toml'
        raise plugin.wrong(f": its entry point {entry.value!r} is not the name of a package", instead)
    implementer = plugin.attempt(entry.load, " cannot be imported")
    file = plugin.attempt(lambda: getattr(implementer, "__file__", None), " cannot be asked for its file")
    plugin = Plugin(entry=entry, who=plugin.who, file=file if isinstance(file, str) else entry.value)
    hooks = plugin.attempt(lambda: _implementations(plugin, implementer), " cannot be asked for its hooks")
    return plugin, hooks


def _functions(plugin: Plugin, implementation: Callable[[], object]) -> tuple[RuleFunction, ...]:
    """Give the functions that the region's rules may call."""
    line, failed = _line(implementation), f", hook {HOOK!r} failed"
    told = plugin.attempt(implementation, failed, line)
    # What gives one function after the other, as a generator does, may fail at any of them.
    found = plugin.attempt(lambda: tuple(told) if isinstance(told, Iterable) else None, failed, line)
    if found is None:
        raise plugin.wrong(f", hook {HOOK!r} gave {type(told).__name__}, not several RuleFunction", GIVE, line)
    functions = tuple(each for each in found if isinstance(each, RuleFunction))
    wrong: list[tuple[str, str | None]] = [
        (f"gave {type(each).__name__}, not a RuleFunction", GIVE)
        for each in found
        if not isinstance(each, RuleFunction)
    ]
    wrong += names_amiss(functions, plugin.entry.name)
    if wrong:
        told_of = [plugin.wrong(f", hook {HOOK!r}: {says}", how, line) for says, how in wrong]
        raise WrongInput(complaint for each in told_of for complaint in each.complaints)
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
        raise plugin.wrong(f": {_told(error)}", f"the hooks are {', '.join(HOOKS)}") from error
    found = {name: each for name in HOOKS for each in getattr(plugins.hook, name).get_hookimpls()}
    if "intra_region" not in found:
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


def _told(error: BaseException) -> str:
    text = _written(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _written(value: object) -> str:
    """Write anything; what cannot even be written is named by its type."""
    try:
        return str(value)
    except BaseException:  # noqa: BLE001 (a plug-in's own object may raise anything)
        return f"(a {type(value).__name__} that cannot be written)"
