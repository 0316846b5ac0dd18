"""A function that a region writes in Python, for what a line cannot say: what it takes and gives, and asking it.

Rules see its name, its kinds and its bounds; what it does is out of their sight. It gets complete, plain values as
facts keep them and gives one: money in minor units, rates and decimals in ten-thousandths, days as ordinals, words as
vocabularies have them. It must give the same for the same values on every day and in every process
(docs/decisions/0016-rule-functions.md).
"""

import inspect
import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import Any

from attrs import field, frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.model.days import DAYS_OF_THE_YEAR, FIRST, LAST
from intra_core.model.money import GREATEST
from intra_core.model.text import LocalizedText
from intra_core.rules.function_record import FunctionRecord
from intra_core.rules.kinds import KIND_WORDS, Choice, Day, Kind, MonthDay, Number, Records, YesNo, described, kind_of

MOST_SHOWN = 120
"""Of what a function raised or gave so many letters are told."""
MOST_LETTERS = 10_000
"""A text or code that a function gives is no longer."""


@frozen
class NoAnswer:
    """Why a function gave no value that can be used, in `how`: it "raised", gave "none" or what is "not allowed".

    `told` is what it raised or gave.
    """

    how: str
    told: str = ""


# What is no declaration is let through, and told with all else that is wrong.


def _label(told: Mapping[str, str] | LocalizedText) -> LocalizedText:
    return LocalizedText(told) if isinstance(told, Mapping) else told


def _takes(told: Sequence[str | Kind]) -> tuple[Kind, ...]:
    found: Any = tuple(map(_kind, told)) if isinstance(told, tuple | list) else told
    return found  # type: ignore[no-any-return] # see above


def _kind(told: str | Kind) -> Kind:
    found: Any = kind_of(told) if isinstance(told, str) else told
    return told if found is None else found  # type: ignore[return-value] # see above


@frozen(kw_only=True, eq=False)
class RuleFunction:
    """A named function of a region, as its hook `intra_rule_functions` gives it.

    Args:
        name: the region and a word: `slovenia.check_sum`. So rules write it, with its values in brackets.
        takes: the kind of each value, in the words of a vocabulary's types: "money" for the currency of whatever
            measure calls it, "EUR", "rate", "yes-no", "day", "days", "text", "code nace", "count persons",
            "choice micro small" for one of some words, "choice" for any word. A list it cannot take.
        gives: the kind of what it gives, in the same words.
        least: the least that a number it gives can be, in the parts that such numbers are kept in: cents for money,
            ten-thousandths for rates and decimals, else ones. Every number has both bounds, nothing else has any.
        greatest: the greatest.
        label: what it is called, by language, English at least; that of a yes-or-no is a statement.
        call: the function. It gives None where it has no value; then the call is unknown, as it is where the function
            raises, or gives what it has not declared.
        columns: the same over data frames: it gets one expression for each value, null where that is unknown, and gives
            one, null where there is no value. Without it, data frames ask `call` row by row.

    Raises:
        WrongInput: with every fault of the declaration.

    >>> def premium(costs: int, size: str) -> int:
    ...     return min(costs // 10, 50_000) if size == "micro" else 0
    >>> made = RuleFunction(
    ...     name="made.premium",
    ...     takes=("EUR", "choice micro small"),
    ...     gives="EUR",
    ...     least=0,
    ...     greatest=50_000,
    ...     label={"en": "premium"},
    ...     call=premium,
    ... )
    >>> made.answer((400_000, "micro"), made.gives)
    40000
    >>> made.answer((400_000, 3), made.gives), made.answer((-400_000, "micro"), made.gives)
    (0, NoAnswer(how='not allowed', told='-40000'))
    """

    name: str
    takes: tuple[Kind, ...] = field(converter=_takes)
    gives: Kind = field(converter=_kind)
    least: int | None = None
    greatest: int | None = None
    label: LocalizedText = field(converter=_label)
    call: Callable[..., object]
    columns: Callable[..., Any] | None = None
    record: FunctionRecord = field(factory=FunctionRecord, init=False, repr=False)
    """What became of asking it in this process."""

    def __attrs_post_init__(self) -> None:
        found = tuple(Complaint(says=says, instead=instead) for says, instead in _faults(self))
        if found:
            raise WrongInput(found)

    @property
    def low(self) -> int:
        """The least it can give, in parts; of what is no number, the least there is."""
        return 0 if self.least is None else self.least

    @property
    def high(self) -> int:
        """The greatest it can give, in parts; of what is no number, the greatest there is."""
        return GREATEST if self.greatest is None else self.greatest

    @property
    def declared(self) -> str:
        """What rules were checked against, in one line: if it changes, they are checked anew."""
        return f"{self.name}({', '.join(map(str, self.takes))}) {self.gives} {self.least} {self.greatest}"

    @property
    def place(self) -> tuple[str | None, int | None]:
        """The file and line where the function stands, if it is written in Python."""
        try:
            code = getattr(inspect.unwrap(self.call), "__code__", None)
        except ValueError:  # it wraps itself
            code = None
        return getattr(code, "co_filename", None), getattr(code, "co_firstlineno", None)

    def answer(self, values: Iterable[object], kind: Kind) -> object:
        """Ask the function.

        Args:
            values: one for each that it takes, as facts are kept.
            kind: what it gives, as a measure has it: in the measure's currency, with the words there are.

        Returns:
            What it gives, or NoAnswer.
        """
        began = perf_counter()
        try:
            found = self.call(*values)
        except KeyboardInterrupt as stop:  # a person's wish to stop, or so it must be taken
            file, line = self.place
            stop.add_note(
                f"stopped while the rule function {self.name!r} was being asked ({file or '?'}:{line or '?'})"
            )
            raise
        except BaseException as error:  # noqa: BLE001 (whatever it raises, the rest of the answer holds)
            told = f"{type(error).__name__}: {_shown(error, str)}".removesuffix(": ")
            self.record.noted(began, f"raised {told}")
            return NoAnswer("raised", told)
        if found is None:
            self.record.noted(began)
            return NoAnswer("none")
        if not _is_of(kind, found, self.low, self.high):
            told = _shown(found, repr)
            self.record.noted(began, f"gave {told}")
            return NoAnswer("not allowed", told)
        self.record.noted(began)
        return found


def _is_of(kind: Kind, found: object, low: int, high: int) -> bool:
    """Say whether a value is one that a kind has, within its bounds; nothing is taken for what it only resembles."""
    match kind:
        case Number():
            return type(found) is int and low <= found <= high
        case Day():
            return type(found) is int and FIRST <= found <= LAST
        case MonthDay():
            return type(found) is int and found in DAYS_OF_THE_YEAR
        case YesNo():
            return type(found) is bool
        case Choice():
            return type(found) is str and found in kind.values
        case _:
            return type(found) is str and len(found) <= MOST_LETTERS


def _shown(value: object, write: Callable[[object], str]) -> str:
    """Write anything in one short line; what cannot be written is named by its type."""
    try:
        text = " ".join(write(value)[:MOST_LETTERS].split())
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 (an object of the region's own may raise anything)
        text = f"({type(value).__name__})"
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


# What may be wrong with a declaration.

Faults = Iterator[tuple[str, str | None]]


def _faults(made: Any) -> Faults:  # noqa: ANN401 (a RuleFunction whose fields may be of any type)
    """Give what is wrong with a declaration, and what to write instead."""
    region, dot, word = made.name.partition(".") if isinstance(made.name, str) else ("", "", "")
    if not dot or not all(_is_word(each) for each in (region, word)):
        yield f"{made.name!r} is not the name of a rule function", 'write the region and a word: "slovenia.check_sum"'
    who = f"rule function {made.name!r}"
    if not isinstance(made.takes, tuple) or not made.takes:
        yield f"{who} does not say what it takes", 'write takes = ("EUR", "day"), at least one kind'
    for what, kind in (*(("takes", each) for each in _listed(made.takes)), ("gives", made.gives)):
        if not isinstance(kind, Kind) or isinstance(kind, Records):
            yield f"{who} {what} the unknown kind {kind!r}", _kind_instead(kind)
    yield from _bound_faults(made, who)
    if not isinstance(made.label, LocalizedText) or not _is_text(made.label):
        yield f"{who} has no English label", 'write label = {"en": "check sum"}'
    if not callable(made.call):
        yield f"{who} has no function to call", "write call = the function itself"
    elif isinstance(made.takes, tuple) and not _takes_so_many(made.call, len(made.takes)):
        count = "one value" if len(made.takes) == 1 else f"{len(made.takes)} values"
        yield f"the function of {who} does not take {count}", "let it take one for each kind of 'takes'"
    if made.columns is not None and not callable(made.columns):
        yield f"the columnar form of {who} is no function", "leave 'columns' out, or give a function"


def _bound_faults(made: Any, who: str) -> Faults:  # noqa: ANN401 (likewise)
    bounds = (made.least, made.greatest)
    if not isinstance(made.gives, Number):
        if any(each is not None for each in bounds):
            yield f"{who} has bounds, but gives no number", "leave 'least' and 'greatest' out"
        return
    least, greatest = bounds
    if type(least) is not int or type(greatest) is not int:
        says = f"{who} gives {described(made.gives)} without a least and greatest whole number of its parts"
        yield says, "write least = 0, greatest = 100_000 for EUR 0.00 to EUR 1,000.00"
    elif least > greatest:
        yield f"the least of {who} is above its greatest", None
    elif max(abs(least), abs(greatest)) > GREATEST:
        yield f"a bound of {who} is beyond every number of a rule ({GREATEST})", "give one that it can reach"


def _is_word(word: str) -> bool:
    return word.isascii() and word.isidentifier() and word == word.lower() and not keyword.iskeyword(word)


def _is_text(label: LocalizedText) -> bool:
    texts: list[Any] = [label.texts.get("en"), *label.texts.values()]
    return all(isinstance(each, str) and each.strip() for each in texts)


def _listed(takes: object) -> tuple[object, ...]:
    return takes if isinstance(takes, tuple) else ()


def _kind_instead(kind: object) -> str:
    return did_you_mean(kind, KIND_WORDS) if isinstance(kind, str) else 'write it as text: "EUR"'


def _takes_so_many(call: Callable[..., object], count: int) -> bool:
    try:
        inspect.signature(call).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # one that is not written in Python may not tell
        return True
    return True
