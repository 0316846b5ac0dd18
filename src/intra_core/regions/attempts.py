"""A plug-in's own code while it is attempted: whatever goes wrong becomes complaints that name it."""

import traceback
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint
from itertools import islice
from typing import TypeVar

from attrs import evolve, field, frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.regions.pace import IMPORT, Pace
from intra_core.regions.region import Region
from intra_core.rules.functions import RuleFunction

T = TypeVar("T")
MOST_TOLD, MOST_LETTERS = 100, 2_000
"""So many complaints of one plug-in are told, and of a text that it raised so many letters."""


@frozen(kw_only=True)
class Given:
    """What a plug-in gave: its region, its rule functions, and the seconds that each step took of its own."""

    region: Region
    functions: tuple[RuleFunction, ...]
    pace: Pace
    file: str
    lines: Mapping[str, int | None]
    """The line of each hook."""


def nobody(_: str, __: str, ___: int | None) -> None:
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
    watch: Watch = field(default=nobody)

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
            raise self.wrong(f"{failed}: {named(error)}", line=line or self._raised_at(error)) from error

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


def named(error: BaseException) -> str:
    """Name an error by its type and what it says."""
    text = _written(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _written(value: object) -> str:
    """Write anything; what cannot even be written is named by its type."""
    try:
        text = str(value)
    except BaseException:  # noqa: BLE001 (a plug-in's own object may raise anything)
        return f"(a {type(value).__name__} that cannot be written)"
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"
