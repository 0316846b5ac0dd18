"""What changed in a measure between two days: its call, conditions, figures and duties, in words and as TOML."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.assessment.calls import state_on
from intra_core.assessment.explaining import Reading
from intra_core.assessment.explanation import basis_to_dict
from intra_core.assessment.explanation_page import Page
from intra_core.assessment.values import mark_to_iso
from intra_core.io.figure_text import figure_text
from intra_core.model.days import Daymark
from intra_core.model.measure import Call
from intra_core.provenance import Basis
from intra_core.rules.history import ConditionVersion, Duty

if TYPE_CHECKING:
    from intra_core.assessment.measure import Measure


@frozen(kw_only=True)
class Wording:
    """One side of a change: in words, as TOML, and what it rests on."""

    label: str
    says: str
    toml: str
    bases: tuple[Basis, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Give the wording for programs."""
        return {"says": self.says, "toml": self.toml, "bases": [basis_to_dict(each) for each in self.bases]}


@frozen(kw_only=True)
class Change:
    """One thing that is not the same on the later day; a side that is None did not bind or was not there.

    `what` is "call", "condition", "figure" or "duty".
    """

    what: str
    name: str
    before: Wording | None
    after: Wording | None

    @property
    def label(self) -> str:
        """What it is called."""
        told = self.after or self.before
        return told.label if told is not None else self.name

    def to_dict(self) -> dict[str, object]:
        """Give the change for programs."""
        sides = {"before": self.before, "after": self.after}
        told = {key: side.to_dict() if side is not None else None for key, side in sides.items()}
        return {"what": self.what, "name": self.name, "label": self.label, **told}


def differences(measure: "Measure", early: dt.date, late: dt.date, language: str = "en") -> tuple[Change, ...]:
    """List what an application of one day meets and one of another does not, all else being equal.

    Args:
        measure: the measure.
        early: the first day; calls, conditions and figures are those of an application decided on the same day.
        late: the other day.
        language: the language of the sentences.
    """
    return tuple(_Telling(measure, language).changes(early.toordinal(), late.toordinal()))


def changes_in(measure: "Measure", year: int, language: str = "en") -> Iterator[tuple[dt.date, tuple[Change, ...]]]:
    """Give each day of a year on which something in a measure changes, with what changes on it."""
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    telling = _Telling(measure, language)
    for day in measure.turning_days():
        if first <= day <= last:
            found = tuple(telling.changes(day - 1, day))
            if found:
                yield dt.date.fromordinal(day), found


@frozen
class _Found:
    """One thing as it is on a day; it is put into words only if it is not the same on another."""

    toml: str
    label: str
    says: Callable[[], str]
    bases: tuple[Basis, ...]

    def wording(self) -> Wording:
        return Wording(label=self.label, says=self.says(), toml=self.toml, bases=self.bases)


Found = Mapping[str, _Found]


class _Telling:
    """A measure while its days are compared; what does not depend on the day is worked out once."""

    def __init__(self, measure: "Measure", language: str) -> None:
        self.measure = measure
        self.language = language
        book = measure.rules.book
        self.known = [book.parameters[name] for name in measure.figures if name in book.parameters]

    def changes(self, early: int, late: int) -> Iterator[Change]:
        """Compare two days."""
        parts: Mapping[str, Callable[[int], Found]] = {
            "call": self.call,
            "condition": self.conditions,
            "figure": self.figures,
            "duty": self.duties,
        }
        for what, on in parts.items():
            before, after = on(early), on(late)
            for name in dict.fromkeys((*before, *after)):
                old, new = before.get(name), after.get(name)
                if old is None or new is None or old.toml != new.toml:
                    yield Change(
                        what=what,
                        name=name,
                        before=old.wording() if old is not None else None,
                        after=new.wording() if new is not None else None,
                    )

    @cached_property
    def page(self) -> Page:
        """What writes calls; they read alike on every day."""
        return Page(self.measure.explain(self.language))

    def reading(self, day: int) -> Reading:
        """Say rules with the figures of a day."""
        return Reading.of(self.measure, self.language, dt.date.fromordinal(day))

    def call(self, day: int) -> Found:
        """Find the call that takes applications, or may."""
        state = state_on(self.measure.identity, day)
        call = state.call
        if call is None or state.state == "closed":
            return {}
        says = "; ".join
        return {"call": _Found(call_text(call), call.id, lambda: says(self.page.dated(call)), (call.basis,))}

    def conditions(self, day: int) -> Found:
        """Find the wordings of conditions that are in force, or may be."""

        def said(versions: tuple[ConditionVersion, ...]) -> str:
            return " | ".join(map(self.reading(day).condition, versions))

        return {
            each.id: _Found(
                conditions_text(versions),
                each.id,
                partial(said, versions),
                tuple(version.basis for version in versions),
            )
            for each in self.measure.rules.book.conditions
            for versions in [each.in_force(day)]
            if versions
        }

    def figures(self, day: int) -> Found:
        """Find the figures of a day."""
        reading = self.reading(day)
        return {
            each.name: _Found(
                f"{each.name} = {figure_text(each.kind, figure)}",
                reading.writer.label(each.name),
                partial(reading.figure, each, figure),
                tuple(version.basis for version in each.in_force(day)),
            )
            for each in self.known
            for figure in [each.on(day)]
        }

    def duties(self, day: int) -> Found:
        """Find the duties that an award of a day brings, or may."""

        def said(duty: Duty) -> str:
            reading = self.reading(day)
            return reading.own(duty.says) or reading.said(duty.holds, duty.period)

        return {
            each.id: _Found(duty_text(each), each.id, partial(said, each), (each.basis,))
            for each in self.measure.rules.book.duties
            if each.period.may_hold(day)
        }


def call_text(call: Call) -> str:
    """Write the days and the money of a call as TOML."""
    window = ", ".join(
        f"{key} = {_day(day)}" for key, day in (("since", call.costs_since), ("until", call.costs_until))
    )
    return _table(
        {
            "id": _quoted(call.id),
            "opens": _moment(call.opens, call.opens_at),
            "closes": _moment(call.closes, call.closes_at),
            "costs": f"{{ {window} }}",
            "budget": _quoted(str(call.budget) if call.budget is not None else "unknown"),
            **({"until_funds_spent": "true"} if call.until_funds_spent else {}),
        }
    )


def conditions_text(versions: tuple[ConditionVersion, ...]) -> str:
    """Write the rule of a condition as TOML; where several wordings may be in force, each as a table of its own."""
    tables = [
        _table({"holds": _line(each.text), **({"applies": _line(each.guard)} if each.guard else {})})
        for each in versions
    ]
    return tables[0] if len(tables) == 1 else "\n".join(f"[[condition]]\n{each}" for each in tables)


def duty_text(duty: Duty) -> str:
    """Write the rule of a duty as TOML."""
    return _table({"holds": _line(duty.text), "until": _line(duty.last)})


def _moment(mark: Daymark | None, second: int | None) -> str:
    if mark is not None and not mark.known:
        return f"{{ after = {_day(mark.early - 1)}, by = {_day(mark.late)} }}"
    return mark_to_iso(mark, second) or _quoted("unknown")


def _day(ordinal: int | None) -> str:
    return dt.date.fromordinal(ordinal).isoformat() if ordinal is not None else _quoted("unknown")


def _table(entries: Mapping[str, str]) -> str:
    return "\n".join(f"{key} = {text}" for key, text in entries.items())


def _line(text: str) -> str:
    return _quoted(" ".join(text.split()))


def _quoted(text: str) -> str:
    if '"' in text and "'" not in text and "\\" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def sources_of(bases: Iterable[Basis]) -> tuple[str, ...]:
    """Name the sources that statements rest on, each once."""
    return tuple(dict.fromkeys(each.source.title for each in bases if each.source is not None))
