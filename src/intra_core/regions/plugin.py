"""One region's plug-in: imported, its hooks checked, called; whatever goes wrong becomes complaints that name it."""

import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from itertools import islice
from typing import TypeVar

import pluggy
from attrs import evolve, field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.entries import GROUP, origin
from intra_core.regions.functions import HOOK, at_hand, names_amiss
from intra_core.regions.hookspecs import PROJECT, Hooks
from intra_core.regions.pace import IMPORT, Pace
from intra_core.regions.region import Region
from intra_core.regions.returned import wrong_in
from intra_core.rules.functions import RuleFunction

T = TypeVar("T")

HOOKS = tuple(name for name in vars(Hooks) if name.startswith("intra_"))
REGION = "intra_region"
MARK = f"{PROJECT}_impl"
RETURN = "return read_region(__package__)"
GIVE = "return a tuple of RuleFunction(name=…, takes=…, gives=…, label=…, call=…)"
MOST_TOLD, MOST_LETTERS = 100, 2_000
"""So many complaints of one plug-in are told, and of a text that it raised so many letters."""
MOST_FUNCTIONS = 1_000
"""A region has no more rule functions; a hook that goes on giving them would never end."""
_VALUE = re.compile(r"[A-Za-z_][\w.]*(?:\s*:\s*[A-Za-z_][\w.]*)?(?:\s*\[.*\])?")


@frozen(kw_only=True)
class Given:
    """What a plug-in gave: its region, its rule functions, and the seconds that each step took of its own."""

    region: Region
    functions: tuple[RuleFunction, ...]
    pace: Pace
    file: str
    lines: Mapping[str, int | None]
    """The line of each hook."""


def _nobody(_: str, __: str, ___: int | None) -> None:
    """Tell nobody."""


Watch = Callable[[str, str, int | None], None]
"""Is told of each step of loading before it is taken: its name, the plug-in's file, and the line of a hook."""


@frozen(kw_only=True)
class Plugin:
    """A region's entry point while it is loaded: who it is, and the file that complaints name."""

    entry: EntryPoint
    who: str
    file: str = field(default="")
    pace: Pace = field(factory=Pace)
    watch: Watch = field(default=_nobody)

    def attempt(self, act: Callable[[], T], failed: str, line: int | None = None, *, step: str = IMPORT) -> T:
        """Call what belongs to the plug-in; whatever it does, even leaving the process, becomes a complaint.

        Only a person's wish to stop goes on, with a note of what was being loaded.
        """
        self.watch(step, self.file or self.entry.value, line)
        try:
            with self.pace.step(step):
                return act()
        except KeyboardInterrupt as stop:
            where = ":".join(map(str, filter(None, (self.file or self.entry.value, line))))
            hook = "" if step == IMPORT else f", hook {step!r},"
            stop.add_note(f"stopped while {self.who}{hook} was being loaded ({where})")
            raise
        except WrongInput as error:
            raise WrongInput(self._complaints(error, failed, line)) from error
        except BaseException as error:
            raise self.wrong(f"{failed}: {_told(error)}", line=line or self._raised_at(error)) from error

    def _raised_at(self, error: BaseException) -> int | None:
        """Give the last line of the plug-in's own file that an error came through."""
        if isinstance(error, SyntaxError) and error.filename == self.file:
            return error.lineno
        steps = traceback.walk_tb(error.__traceback__)
        return next((line for frame, line in reversed(list(steps)) if frame.f_code.co_filename == self.file), None)

    def wrong(self, says: str, instead: str | None = None, line: int | None = None) -> WrongInput:
        """Give one complaint about the plug-in."""
        complaint = Complaint(says=f"{self.who}{says}", instead=instead, file=self.file or self.entry.value, line=line)
        return WrongInput([complaint])

    def every(self, wrong: Iterable[tuple[str, str | None]], hook: str, line: int | None) -> WrongInput:
        """Give all that is wrong with what a hook gave, each with what to write instead; of very much the first."""
        told = [self.wrong(f", hook {hook!r}: {says}", how, line) for says, how in islice(wrong, MOST_TOLD)]
        return WrongInput(complaint for each in told for complaint in each.complaints)

    def _complaints(self, error: WrongInput, failed: str, line: int | None) -> list[Complaint]:
        """Take the complaints of a plug-in; what is none is put into one, so that none is empty or breaks later.

        One that names no file is told as of the plug-in's own.
        """
        raised: tuple[object, ...] = error.complaints
        if not raised:
            return list(self.wrong(f"{failed}: it raised WrongInput without a complaint", line=line).complaints)
        return [self._of_its_own(each, failed, line) for each in raised[:MOST_TOLD]]

    def _of_its_own(self, raised: object, failed: str, line: int | None) -> Complaint:
        if isinstance(raised, Complaint) and raised.file is not None:
            return evolve(raised, says=_written(raised.says))
        says, instead = (raised.says, raised.instead) if isinstance(raised, Complaint) else (raised, None)
        return self.wrong(f"{failed}: {_written(says)}", instead, line).complaints[0]


def region_of(entry: EntryPoint, *, who: str | None = None, watch: Watch = _nobody) -> Given:
    """Load a region.

    Args:
        entry: where it is.
        who: what complaints call it; without it after its distribution.
        watch: is told of each step before it is taken.

    Raises:
        WrongInput: with everything that is wrong with it.
    """
    plugin = Plugin(entry=entry, who=who or called(entry), file=_file_of(entry), watch=watch)
    refuse_no_package(plugin)
    implementer = plugin.attempt(entry.load, " cannot be imported")
    file = plugin.attempt(lambda: getattr(implementer, "__file__", None), " cannot be asked for its file")
    plugin = evolve(plugin, file=file if isinstance(file, str) else plugin.file)
    hooks = plugin.attempt(lambda: _implementations(plugin, implementer), " cannot be asked for its hooks")
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
    except (ImportError, ValueError):
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
        raise plugin.wrong(f": {_told(error)}", f"the hooks are {', '.join(HOOKS)}") from error
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


def _told(error: BaseException) -> str:
    text = _written(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _written(value: object) -> str:
    """Write anything; what cannot even be written is named by its type."""
    try:
        text = str(value)
    except BaseException:  # noqa: BLE001 (a plug-in's own object may raise anything)
        return f"(a {type(value).__name__} that cannot be written)"
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
