"""A measure with other figures: `ceiling = EUR 12000.00`, `rate.small = 60 %`, in the notation of its file."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import tomli
from attrs import evolve, frozen

from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation.change import Change, Line
from intra_core.errors import Complaint, Unreadable, WrongInput, did_you_mean
from intra_core.io.document import dotted
from intra_core.io.figure_text import figure_text
from intra_core.io.figures import HOW, Read, figure
from intra_core.model.days import ALWAYS
from intra_core.provenance import Basis, Mark
from intra_core.rules.figures import Bands, Figure, Known, Table
from intra_core.rules.history import FigureVersion, Parameter
from intra_core.rules.kinds import Choice, Kind, described
from intra_core.rules.scope import BandShape, TableShape

SIMULATED = Basis(mark=Mark.ASSUMED, note="simulated")


@frozen
class _Setting:
    """A figure that is set: what becomes of its parameter."""

    name: str
    path: str
    text: str
    change: Callable[[Parameter], Parameter]

    def on(self, measure: Measure) -> Measure:
        """Give the measure in which it is set."""
        book = measure.rules.book
        changed = self.change(book.parameters[self.name])
        book = evolve(book, parameters={**book.parameters, self.name: changed})
        return evolve(measure, rules=evolve(measure.rules, book=book))

    def line(self, measure: Measure) -> Line:
        """Say what changes."""
        parameter = measure.rules.book.parameters[self.name]
        versions = dict.fromkeys(_said(parameter.kind, each.figure, self.words) for each in parameter.versions)
        return Line(names=(f"parameter.{self.path}",), before="; ".join(versions), after=self.text)

    @property
    def words(self) -> tuple[str, ...]:
        """The row of a table, or the band, that is set; none where the whole figure is."""
        rest = self.path.removeprefix(self.name)
        return tuple(rest.removeprefix(".").split(".")) if rest else ()


def with_figures(measure: Measure | Change, settings: Iterable[str]) -> Change:
    """Give what changes if figures of a measure had other values, on every day.

    Args:
        measure: the measure, or a change on top of which the figures are set.
        settings: for each figure its name, an equals sign, and its value as the file of a measure has it; quotes may
            be left out. A row of a table is named behind it: `rate.small = 60 %`; so is a band, whose value is where
            it begins.

    Raises:
        WrongInput: with a complaint for each setting that no rule reads, or that is not of the figure's kind.

    >>> from intra_core import load_regions
    >>> change = with_figures(load_regions()["slovenia.certification"], ["ceiling = EUR 12000.00"])
    >>> [(line.id, line.before, line.after) for line in change.lines]
    [('parameter.ceiling', '"EUR 9999.99"', '"EUR 12000.00"')]
    """
    base = measure if isinstance(measure, Change) else None
    start = base.before if base is not None else measure
    end = base.after if base is not None else measure
    assert isinstance(start, Measure)  # noqa: S101 (a change has two)
    assert isinstance(end, Measure)  # noqa: S101 (likewise)
    complaints: list[Complaint] = []
    found: list[_Setting] = []
    for text in settings:
        try:
            found.append(_setting(end, text))
        except Unreadable as error:
            says = " ".join((*((dotted(error.path) + ":",) if error.path else ()), error.says))
            complaints.append(
                Complaint(says=says, instead=error.instead, key=f"--set {text.partition('=')[0].strip()}")
            )
    complaints += _clashes(found, base.lines if base is not None else ())
    if complaints:
        raise WrongInput(complaints)
    lines = {each.line(end): each for each in found}
    earlier = base.lines if base is not None else ()

    def mixture(chosen: frozenset[Line]) -> Measure:
        mixed = start if base is None else base.with_lines([line for line in earlier if line in chosen])
        for line, each in lines.items():
            if line in chosen:
                mixed = each.on(mixed)
        return mixed

    every = (*earlier, *lines)
    return Change(before=start, after=mixture(frozenset(every)), lines=every, mixture=mixture)


def _clashes(settings: Iterable[_Setting], lines: Iterable[Line]) -> Iterator[Complaint]:
    """Complain of what is set twice: as a whole and in part, or in another text of the measure as well."""
    found = list(settings)
    for number, each in enumerate(found):
        for other in found[:number]:
            if each.path == other.path or (each.name == other.name and each.name in {each.path, other.path}):
                yield Complaint(says=f"{other.path} is set as well", instead="keep one", key=f"--set {each.path}")
    for line in lines:
        for each in found:
            if f"parameter.{each.name}" in line.names:
                says = "the other text of the measure changes it too"
                yield Complaint(says=says, instead="change it in one place", key=f"--set {each.path}")


def _setting(measure: Measure, text: str) -> _Setting:
    path, equals, written = (part.strip() for part in text.partition("="))
    if not equals or not path or not written:
        raise Unreadable(f"{text!r} sets nothing", "write it like 'ceiling = EUR 12000.00'")
    known = [name for name in measure.figures if name in measure.rules.book.parameters]
    name = max((each for each in known if path == each or path.startswith(f"{each}.")), key=len, default=None)
    if name is None:
        raise Unreadable(f"no rule of {measure.id} reads a figure {path!r}", did_you_mean(path, known))
    parameter = measure.rules.book.parameters[name]
    value = _value(written)
    if value in ("unknown", "closed"):
        raise Unreadable("a figure that is simulated is known", HOW)
    units = measure.vocabulary.units
    words = tuple(path.removeprefix(name).removeprefix(".").split(".")) if path != name else ()
    read = figure(value, units)
    change = _of_part(parameter, words, read) if words else _of_whole(parameter, read)
    changed = change(parameter)
    if changed.sign < parameter.sign:
        least = "above zero" if parameter.sign > 0 else "not below zero"
        raise Unreadable(f"{written} cannot be: the rules count on {name!r} being {least}")
    shown = read.figure
    return _Setting(name, path, figure_text(read.kind, shown), change)


def _value(written: str) -> object:
    """Read a value as TOML has it; what is none, such as EUR 12000.00 without its quotes, is a text."""
    try:
        return tomli.loads(f"value = {written}", parse_float=Decimal)["value"]
    except tomli.TOMLDecodeError:
        return written


def _of_whole(parameter: Parameter, read: Read) -> Callable[[Parameter], Parameter]:
    shape = parameter.shape
    _check_kind(shape.number if isinstance(shape, BandShape) else parameter.kind, read.kind)
    if isinstance(shape, TableShape) and read.keys != shape.keys:
        raise Unreadable(f"{parameter.name!r} is a table, and this has other rows", _rows(parameter))
    if isinstance(shape, BandShape) and not (read.words and read.words <= shape.words):
        words = ", ".join(sorted(shape.words))
        raise Unreadable(f"{parameter.name!r} is a list of bands", f"give those of its words: {words}")
    if shape is None and (read.keys or read.words):
        raise Unreadable(f"{parameter.name!r} is a single figure")
    version = FigureVersion(period=ALWAYS, figure=read.figure, basis=SIMULATED)
    return lambda before: evolve(before, versions=(version,))


def _of_part(parameter: Parameter, words: tuple[str, ...], read: Read) -> Callable[[Parameter], Parameter]:
    shape, known = parameter.shape, read.figure
    if shape is None:
        raise Unreadable(f"{parameter.name!r} is a single figure", f"write {parameter.name} = …")
    if not isinstance(known, Known):
        raise Unreadable("a row has one value")
    if isinstance(shape, TableShape):
        _check_kind(shape.kind, read.kind)
        if len(words) != len(shape.keys) or any(word not in key for word, key in zip(words, shape.keys, strict=True)):
            raise Unreadable(f"{parameter.name!r} has no row {'.'.join(words)!r}", _rows(parameter))
    else:
        _check_kind(shape.number, read.kind)
        if len(words) != 1 or words[0] not in shape.words:
            raise Unreadable(f"{parameter.name!r} has no band {'.'.join(words)!r}", did_you_mean(words[0], shape.words))

    def change(before: Parameter) -> Parameter:
        versions = (evolve(each, figure=_part(each.figure, words, known), basis=SIMULATED) for each in before.versions)
        return evolve(before, versions=tuple(versions))

    return change


def _part(before: Figure, words: tuple[str, ...], known: Known) -> Figure:
    """Put one value into a table or bands; a version that nobody found stays unknown."""
    if isinstance(before, Table):
        return Table({**before.rows, words: known})
    if not isinstance(before, Bands):
        return before
    rows = tuple((Fraction(known.value) if word == words[0] else bound, word) for bound, word in before.rows)
    if any(one >= other for (one, _), (other, _) in pairwise(rows)):
        raise Unreadable(f"bands rise: {words[0]!r} would not begin between its neighbours")
    return Bands(rows)


def _check_kind(wanted: Kind, given: Kind) -> None:
    if isinstance(wanted, Choice) and isinstance(given, Choice):
        for word in sorted(given.values - wanted.values):
            raise Unreadable(f"unknown word {word!r}", did_you_mean(word, wanted.values))
    elif wanted != given:
        raise Unreadable(f"this is {described(given)}, and the figure is {described(wanted)}")


def _rows(parameter: Parameter) -> str:
    rows = (words for each in parameter.versions if isinstance(each.figure, Table) for words in each.figure.rows)
    return f"its rows: {', '.join('.'.join(words) for words in dict.fromkeys(rows))}"


def _said(kind: Kind, stands: Figure, words: tuple[str, ...]) -> str:
    """Write what a figure was, or a row of it."""
    if isinstance(stands, Table) and words in stands.rows:
        return figure_text(kind, stands.rows[words])
    if isinstance(stands, Bands) and words:
        return next((figure_text(kind, Known(bound)) for bound, word in stands.rows if word == words[0]), "none")
    return figure_text(kind, stands)
