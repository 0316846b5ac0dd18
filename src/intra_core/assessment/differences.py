"""What changed in a measure between two days: its call, conditions, figures and duties, in words and as TOML."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from intra_core.rules.edition import figures_named
from intra_core.rules.history import ConditionVersion

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
    return tuple(
        Change(what=what, name=name, before=before.get(name), after=after.get(name))
        for what, told in _PARTS.items()
        for before, after in [(told(measure, early, language), told(measure, late, language))]
        for name in dict.fromkeys((*before, *after))
        if _toml(before.get(name)) != _toml(after.get(name))
    )


def changes_in(measure: "Measure", year: int, language: str = "en") -> Iterator[tuple[dt.date, tuple[Change, ...]]]:
    """Give each day of a year on which something in a measure changes, with what changes on it."""
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    for ordinal in measure.turning_days():
        if first <= ordinal <= last:
            day = dt.date.fromordinal(ordinal)
            found = differences(measure, day - dt.timedelta(days=1), day, language)
            if found:
                yield day, found


def _toml(wording: Wording | None) -> str | None:
    return wording.toml if wording is not None else None


Told = Mapping[str, Wording]


def _call(measure: "Measure", day: dt.date, language: str) -> Told:
    state = state_on(measure.identity, day.toordinal())
    if state.call is None or state.state == "closed":
        return {}
    page = Page(measure.explain(language, day))
    says = "; ".join(page.dated(state.call))
    return {"call": Wording(label=state.call.id, says=says, toml=call_text(state.call), bases=(state.call.basis,))}


def _conditions(measure: "Measure", day: dt.date, language: str) -> Told:
    reading, ordinal = Reading.of(measure, language, day), day.toordinal()
    return {
        each.id: Wording(
            label=each.id,
            says=" | ".join(map(reading.condition, versions)),
            toml="\n".join(map(condition_text, versions)),
            bases=tuple(version.basis for version in versions),
        )
        for each in measure.rules.book.conditions
        for versions in [each.in_force(ordinal)]
        if versions
    }


def _figures(measure: "Measure", day: dt.date, language: str) -> Told:
    reading, ordinal, book = Reading.of(measure, language, day), day.toordinal(), measure.rules.book
    known = [book.parameters[name] for name in figures_named(*book.nodes()) if name in book.parameters]
    return {
        each.name: Wording(
            label=reading.writer.label(each.name),
            says=reading.figure(each, figure),
            toml=f"{each.name} = {figure_text(each.kind, figure)}",
            bases=tuple(version.basis for version in each.in_force(ordinal)),
        )
        for each in known
        for figure in [each.on(ordinal)]
    }


def _duties(measure: "Measure", day: dt.date, language: str) -> Told:
    reading, ordinal = Reading.of(measure, language, day), day.toordinal()
    return {
        each.id: Wording(
            label=each.id,
            says=reading.own(each.says) or reading.said(each.holds, each.period),
            toml=_table({"id": _quoted(each.id)}),
            bases=(each.basis,),
        )
        for each in measure.rules.book.duties
        if each.period.may_hold(ordinal)
    }


_PARTS: Mapping[str, Callable[["Measure", dt.date, str], Told]] = {
    "call": _call,
    "condition": _conditions,
    "figure": _figures,
    "duty": _duties,
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
        }
    )


def condition_text(version: ConditionVersion) -> str:
    """Write the rule of a condition as TOML."""
    return _table({"holds": _quoted(" ".join(version.text.split()))})


def _moment(mark: Daymark | None, second: int | None) -> str:
    if mark is not None and not mark.known:
        return f"{{ after = {_day(mark.early - 1)}, by = {_day(mark.late)} }}"
    return mark_to_iso(mark, second) or _quoted("unknown")


def _day(ordinal: int | None) -> str:
    return dt.date.fromordinal(ordinal).isoformat() if ordinal is not None else _quoted("unknown")


def _table(entries: Mapping[str, str]) -> str:
    return "\n".join(f"{key} = {text}" for key, text in entries.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def sources_of(bases: Iterable[Basis]) -> tuple[str, ...]:
    """Name the sources that statements rest on, each once."""
    return tuple(dict.fromkeys(each.source.title for each in bases if each.source is not None))
