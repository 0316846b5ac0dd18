"""What an application is, as columns: its call, year and size, the sector and the seat of its undertaking."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve

from intra_core.assessment.calls import state_on, turns
from intra_core.assessment.measure import Measure
from intra_core.law.codes.classification import Activities, activities
from intra_core.law.lawbook import lawbook
from intra_core.model.days import ALWAYS, FIRST, LAST
from intra_core.model.measure import MeasureIdentity
from intra_core.provenance import Basis, Mark
from intra_core.rules.book import MeasureScope, RuleBook, derived_values
from intra_core.rules.check import check
from intra_core.rules.history import Condition, ConditionVersion
from intra_core.rules.kinds import Text, YesNo
from intra_core.rules.language import Constant

CALL, YEAR, SIZE, SECTOR, SEAT = "call", "year", "size", "sector", "seat"
SIZES = ("micro", "small", "medium", "large")
SIZE_FACT, SEAT_FACT = "undertaking.size", "undertaking.seat"
ACTIVITIES, CODE, MAIN = "undertaking.nace", "code", "main"
PROBE = "~ size"
NO_CALL = "no call"
NUTS_3 = 5
"""A code of NUTS 3 has so many letters."""


def size_probe(measure: Measure) -> Measure:
    """Give a measure whose conditions are the sizes of an undertaking, as a measure's law and figures have them."""
    rules = measure.rules
    constants = {"region.member_state": Constant(measure.member_state, Text(), "region.member_state")}
    scope = MeasureScope(rules.vocabulary, rules.book.currency, rules.book.parameters, {}, {}, frozenset(), constants)
    basis = Basis(mark=Mark.SEED)
    conditions = []
    for size in SIZES:
        text = f"{SIZE_FACT} == {size!r}"
        version = ConditionVersion(period=ALWAYS, text=text, node=check(text, scope, YesNo), basis=basis)
        conditions.append(Condition(id=size, versions=(version,)))
    derived, stricter = derived_values(conditions, (), None, rules.vocabulary.definitions)
    book = RuleBook(
        currency=rules.book.currency,
        parameters=rules.book.parameters,
        conditions=tuple(conditions),
        award=None,
        derived=derived,
        stricter=stricter,
    )
    identity = evolve(rules.identity, id=PROBE, calls=())
    return evolve(measure, rules=evolve(rules, identity=identity, book=book))


def size_of() -> nw.Expr:
    """Give the size from the columns of the probe."""
    found = nw.lit(None, dtype=nw.String)
    for size in reversed(SIZES):
        found = nw.when(nw.col(f"{PROBE}.conditions.{size}").fill_null(value=False)).then(nw.lit(size)).otherwise(found)
    return found


def call_of(before: MeasureIdentity, after: MeasureIdentity, day: nw.Expr | dt.date) -> nw.Expr:
    """Give the call that takes applications of a day, or may; where it was none before, that of the later version."""
    days = sorted({FIRST, *_turns(before), *_turns(after)})
    labels: list[tuple[int, str]] = []
    for each in days:
        label = _label(before, each)
        label = _label(after, each) if label == NO_CALL else label
        if not labels or labels[-1][1] != label:
            labels.append((each, label))
    if isinstance(day, dt.date):
        return nw.lit(next(label for since, label in reversed(labels) if since <= day.toordinal()))
    found = nw.lit(labels[0][1])
    for since, label in labels[1:]:
        found = nw.when(day >= dt.date.fromordinal(since)).then(nw.lit(label)).otherwise(found)
    return nw.when(~day.is_null()).then(found)


def _turns(identity: MeasureIdentity) -> set[int]:
    calls = identity.calls
    around = zip((None, *calls), calls, (*calls[1:], None), strict=False)
    return {day for before, call, after in around for day in turns(call, before, after) if FIRST <= day <= LAST}


def _label(identity: MeasureIdentity, day: int) -> str:
    state = state_on(identity, day)
    if state.call is None or state.truth is False:
        return NO_CALL
    return state.call.id if state.truth else f"{state.call.id}?"


def division_of(code: nw.Expr) -> nw.Expr:
    """Give revision and division, or section, of a NACE code written as `2.1:62.10`."""
    newer, older = code.str.slice(0, len("2.1:62")), code.str.slice(0, len("2:62"))
    found = nw.when(code.str.starts_with("2:")).then(older)
    return nw.when(code.str.starts_with("2.1:")).then(newer).otherwise(found)


def sections() -> Callable[[Any], str | None]:
    """Give what names the section of a division with its revision, as `J (NACE Rev. 2.1)`; None if there is none."""
    known: Activities = activities(lawbook())

    def section(written: Any) -> str | None:  # noqa: ANN401 (what a frame holds)
        revision, _, code = str(written or "").partition(":")
        meant = known.revisions.get(revision)
        if meant is None:
            return None
        found = meant.sections.get(code[:1]) or meant.section(code)
        return f"{found.letter} ({meant.title})" if found is not None else None

    return section


def seat_of(seat: nw.Expr) -> nw.Expr:
    """Give the code of NUTS 3; a longer or shorter one says nothing at that level."""
    return nw.when(seat.str.len_chars() == NUTS_3).then(seat)
