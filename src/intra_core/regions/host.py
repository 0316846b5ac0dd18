"""Loading regions: each is imported, checked and called for itself, so that one that fails harms no other."""

import inspect
import os
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

import pluggy
from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.regions.hookspecs import PROJECT, Hooks
from intra_core.regions.region import Region

GROUP = "intra_core.regions"
ALLOWED = "INTRA_REGIONS"


@frozen(kw_only=True)
class Loaded:
    """A region that works, with the distribution it came from."""

    region: Region
    distribution: str
    version: str


@frozen(kw_only=True)
class Quarantined:
    """A region that could not be loaded, and why; it takes no part in anything."""

    region: str
    distribution: str
    version: str
    complaints: tuple[Complaint, ...]


def installed() -> tuple[EntryPoint, ...]:
    """Give the entry points of all installed regions that the allow list admits, by name."""
    found = entry_points(group=GROUP)
    allowed = os.environ.get(ALLOWED)
    names = None if allowed is None else {name.strip() for name in allowed.split(",") if name.strip()}
    return tuple(sorted((each for each in found if names is None or each.name in names), key=lambda each: each.name))


def load(entries: Iterable[EntryPoint]) -> tuple[tuple[Loaded, ...], tuple[Quarantined, ...]]:
    """Load regions one by one; what goes wrong with one is told of it alone."""
    loaded: dict[str, Loaded] = {}
    quarantined: list[Quarantined] = []
    for entry in entries:
        try:
            found = _load(entry)
        except WrongInput as error:
            quarantined.append(_set_aside(entry, error.complaints))
            continue
        if entry.name in loaded:
            says = f"two distributions offer the region {entry.name!r}"
            quarantined.append(_set_aside(entry, (Complaint(says=says, instead="uninstall one"),)))
        else:
            loaded[entry.name] = found
    return tuple(loaded.values()), tuple(quarantined)


def _set_aside(entry: EntryPoint, complaints: tuple[Complaint, ...]) -> Quarantined:
    distribution, version = _origin(entry)
    return Quarantined(region=entry.name, distribution=distribution, version=version, complaints=complaints)


def _origin(entry: EntryPoint) -> tuple[str, str]:
    return (entry.dist.name, entry.dist.version) if entry.dist is not None else (entry.value, "?")


def _load(entry: EntryPoint) -> Loaded:
    distribution, version = _origin(entry)
    who = f"region {entry.name!r} ({distribution} {version})"
    module = _attempt(entry.load, f"{who} cannot be imported", entry.value)
    plugins = pluggy.PluginManager(PROJECT)
    plugins.add_hookspecs(Hooks)
    file = getattr(module, "__file__", None) or entry.value
    try:
        plugins.register(module, name=entry.name)
        plugins.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        raise WrongInput([_misspelt(module, who, file, error)]) from error
    _refuse_unknown_hooks(module, who, file)
    implementations = plugins.hook.intra_region.get_hookimpls()
    if not implementations:
        says = f"{who} does not implement the hook 'intra_region'"
        raise WrongInput(
            [
                Complaint(
                    says=says, file=file, instead="add @hookimpl def intra_region(): return read_region(__package__)"
                )
            ]
        )
    implementation = implementations[0]
    if implementation.wrapper or implementation.hookwrapper:
        says = f"{who}: the hook 'intra_region' is a wrapper"
        raise WrongInput([Complaint(says=says, file=file, instead="mark it with @hookimpl alone")])
    line = inspect.unwrap(implementation.function).__code__.co_firstlineno
    region = _attempt(implementation.function, f"{who}, hook 'intra_region' failed", file, line)
    if not isinstance(region, Region):
        says = f"{who}, hook 'intra_region' gave {type(region).__name__}, not a Region"
        raise WrongInput([Complaint(says=says, file=file, line=line, instead="return read_region(__package__)")])
    if region.id != entry.name:
        says = f"{who} calls itself {region.id!r} in region.toml"
        raise WrongInput([Complaint(says=says, file=file, instead=f"write id = {entry.name!r}")])
    return Loaded(region=region, distribution=distribution, version=version)


def _attempt(act: Callable[[], object], failed: str, file: str, line: int | None = None) -> object:
    """Call what belongs to a plug-in; whatever it does, even leaving the process, becomes a complaint."""
    try:
        return act()
    except WrongInput:
        raise
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        says = f"{failed}: {type(error).__name__}: {error}"
        raise WrongInput([Complaint(says=says, file=file, line=line)]) from error


def _hook_names() -> list[str]:
    return [name for name in vars(Hooks) if name.startswith("intra_")]


def _misspelt(module: object, who: str, file: str, error: Exception) -> Complaint:
    del module
    return Complaint(says=f"{who}: {error}", file=file, instead=f"the hooks are {', '.join(_hook_names())}")


def _refuse_unknown_hooks(module: object, who: str, file: str) -> None:
    """Refuse what looks like a hook and is none, marked or not: a misspelt hook would be silent for ever."""
    known = _hook_names()
    for name, value in vars(module).items() if isinstance(module, ModuleType) else ():
        marked = callable(value) and hasattr(value, f"{PROJECT}_impl")
        if callable(value) and (marked or name.startswith("intra_")) and name not in known:
            raise WrongInput(
                [Complaint(says=f"{who} has an unknown hook {name!r}", file=file, instead=did_you_mean(name, known))]
            )
        if callable(value) and name in known and not marked:
            raise WrongInput(
                [
                    Complaint(
                        says=f"{who}: {name!r} is not marked as a hook", file=file, instead="put @hookimpl above it"
                    )
                ]
            )
