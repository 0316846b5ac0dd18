"""What an assessment took for true without its being known, so that nobody mistakes it for fact."""

import datetime as dt
from typing import TYPE_CHECKING

from intra_core.assessment.parts import Assumption
from intra_core.assessment.values import value_as_json
from intra_core.provenance import Basis, Mark
from intra_core.rules.edition import figures_named
from intra_core.rules.figures import Known
from intra_core.rules.kinds import Day, MonthDay, Number

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

CALENDAR_YEAR = "undertaking.fiscal_year_end"


def assumptions_of(assessment: "Assessment") -> tuple[Assumption, ...]:
    """List the days taken, the given sums, the defaults and every figure or rule marked `assumed`."""
    kept = assessment.dated.said
    if "assumed" not in kept:
        kept["assumed"] = tuple(_marked(assessment))
    marked: tuple[Assumption, ...] = kept["assumed"]
    found = [*_days(assessment), *_given(assessment), *_defaults(assessment), *marked]
    return tuple({(each.what, each.value): each for each in found}.values())


def _days(assessment: "Assessment") -> list[Assumption]:
    application = assessment.application
    found = []
    if application.on is None:
        day = dt.date.fromordinal(assessment.law_day).isoformat()
        found.append(Assumption(what="on", value=day, why="no day of decision was given"))
    if application.project is None or application.project.submitted is None:
        day = dt.date.fromordinal(assessment.terms_day).isoformat()
        found.append(
            Assumption(
                what="project.submitted",
                value=day,
                why="no day of application was given: the day of decision was taken",
            )
        )
    return found


def _given(assessment: "Assessment") -> list[Assumption]:
    found = []
    derived = assessment.measure.rules.book.derived
    for name in sorted(
        derived.keys() & assessment.application.facts_in(assessment.measure.rules.book.currency)[0].keys()
    ):
        kind = derived[name].kind
        stated = str(value_as_json(kind, assessment.facts[name]))
        if name in assessment.overruled:
            other = str(value_as_json(kind, assessment.overruled[name]))
            why = f"given as {stated}, but worked out as {other}: the stricter decides"
            found.append(Assumption(what=name, value=other, why=why))
        else:
            found.append(Assumption(what=name, value=stated, why="given, not worked out"))
    return found


def _defaults(assessment: "Assessment") -> list[Assumption]:
    edition, undertaking = assessment.dated.edition, assessment.application.undertaking
    if CALENDAR_YEAR in edition.uses and (undertaking is None or undertaking.fiscal_year_end is None):
        value = str(value_as_json(MonthDay(), assessment.facts[CALENDAR_YEAR]))
        return [Assumption(what=CALENDAR_YEAR, value=value, why="not given: the calendar year was taken")]
    return []


def _marked(assessment: "Assessment") -> list[Assumption]:
    book, dated = assessment.measure.rules.book, assessment.dated
    found = []
    figures: dict[str, None] = {}
    for clause in dated.edition.clauses:
        figures.update(dict.fromkeys(clause.figures))
        bases = [clause.duty.basis] if clause.duty is not None else [version.basis for version in clause.versions]
        found += [
            Assumption(what=clause.id, value="binds", why=_why(basis)) for basis in bases if basis.mark is Mark.ASSUMED
        ]
    if dated.edition.award is not None:
        figures.update(dict.fromkeys(figures_named(dated.edition.award)))
    call = dated.call.call
    if call is not None and call.basis.mark is Mark.ASSUMED:
        found.append(Assumption(what="call", value=call.id, why=_why(call.basis)))
    for name in figures:
        parameter = book.parameters.get(name)
        for version in parameter.in_force(dated.law_day if parameter.law else dated.terms_day) if parameter else ():
            if version.basis.mark is Mark.ASSUMED:
                found.append(Assumption(what=name, value=_shown(version.figure, parameter), why=_why(version.basis)))
    return found


def _why(basis: Basis) -> str:
    return basis.note or "assumed: no source was found that states it"


def _shown(figure: object, parameter: object) -> str:
    kind = getattr(parameter, "kind", None)
    if isinstance(figure, Known):
        if isinstance(kind, Number) and not isinstance(figure.value, str | bool):
            return str(value_as_json(kind, int(figure.value * kind.scale)))
        return str(value_as_json(kind, figure.value)) if isinstance(kind, Day) else str(figure.value)
    return "unknown"
