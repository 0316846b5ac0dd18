"""Millions of applications decided in one query of the caller's own data frame: `assess_frame`."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from narwhals.stable.v2.typing import IntoFrameT

from intra_core.assessment.columnar.answer import Asking, Columns, form_of, unanswered
from intra_core.assessment.columnar.asked import Asked
from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint, WrongInput
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.running import too_large, worked_out

NUMBERS = frozenset({"award", "award_least", "award_most"})


def assess_frame(
    frame: IntoFrameT,
    measures: Measure | Iterable[Measure],
    *,
    on: dt.date | str,
    key: str | None = None,
    columns: Mapping[str, str] | None = None,
    lists: Mapping[str, Any] | None = None,
    keep: Iterable[str] | None = None,
    scale: Mapping[str, int] | None = None,
    bounds: bool = False,
    batch: Callable[[str, int], None] | None = None,
) -> IntoFrameT:
    """Decide every application of a data frame, each row as `Measure.assess` would.

    A fact is a column by its name: `undertaking.headcount`, `costs.eligible`, `slovenia.subject`. Money is whole minor
    units, a rate whole basis points; AWU, m2 and points are whole units, or floats with up to four decimals in an eager
    frame; days are dates, codes and words are text, a NACE code with its revision (`2.1:62.10`). A column that is not
    there, or null, is a fact that nobody has told. An amount above what its fact can be is too large, and unknown.

    The answer has, for each measure:

    - `<measure>.verdict`: true is eligible, false ineligible, null undetermined;
    - `<measure>.award`: minor units, null unless it is eligible and the award is settled;
    - `<measure>.conditions.<id>`: true is met (or does not bind on the day), false unmet, null unknown.

    Nothing is computed before a lazy frame is collected. The order of rows is not kept: take a key along.

    Args:
        frame: the applications, in Polars, pandas, PyArrow, DuckDB or PySpark.
        measures: one measure, or several of one currency each.
        on: the day of decision, or the column that has each row's own. The day of application is
            `project.submitted`, and where that is not told the day of decision.
        key: the column that tells applications apart; needed with lists.
        columns: for facts that have a column of another name, that name.
        lists: the records of lists, such as `cost` or `award`: for each a frame of the same library with the key of the
            application and a column for each field. An application without records has not told the list, unless a
            column of the list's name says so (true: told).
        keep: the columns of the frame to keep; all of them, if not given.
        scale: for numbers that a column counts more finely, how many of its units make one: 10,000 for headcount in
            ten-thousandths of an AWU. Fields of lists are named as `participant.nights`.
        bounds: also give `<measure>.award_least` and `<measure>.award_most`.
        batch: is told which functions of a region, that are not written over columns, were asked row by row, and for
            how many rows. That is done in eager frames only; in others what such a function decides is unknown, and
            `<measure>.unanswered` names it.

    Raises:
        WrongInput: if a column is not there, not of its type, or has values that cannot be, with every complaint.

    >>> import polars as pl
    >>> from intra_core import load_regions
    >>> certification = load_regions()["slovenia.certification"]
    >>> applications = pl.DataFrame({"id": [1, 2], "costs.eligible": [400_000, 90_000]})
    >>> answer = assess_frame(applications, certification, on=dt.date(2024, 9, 2), keep=["id"])
    >>> answer["slovenia.certification.conditions.worthwhile"].to_list()
    [True, False]
    """
    every = (measures,) if isinstance(measures, Measure) else tuple(measures)
    asked = Asked.of(frame, every, on, key, columns or {}, lists or {}, keep, scale or {})
    form, every_column = form_of(Asking(every, asked.table, asked.table.key))
    wanted: dict[str, Column] = {}
    for measure, found in zip(every, every_column, strict=True):
        answers = dict(_named(measure.id, found, bounds=bounds))
        beyond = too_large(answers.values())
        if beyond is not None:
            says = f"a step ({beyond.op}) can come to {max(-beyond.low, beyond.high)}, more than a column can hold"
            raise WrongInput([Complaint(says=says, key=measure.id)])
        open_ = None if asked.eager else unanswered(form, answers.values())
        wanted |= answers if open_ is None else {**answers, f"{measure.id}.unanswered": open_}
    taken = sorted(set(asked.columns) & wanted.keys())
    if taken:
        raise WrongInput([Complaint(says="is the name of an answer", instead="rename it", key=each) for each in taken])
    batches: list[tuple[str, int]] | None = [] if asked.eager else None
    numbers = [name for name in wanted if name.rpartition(".")[2] in NUMBERS]
    done = worked_out(asked.frame, asked.lists, wanted, asked.kept, numbers=numbers, batches=batches)
    answer = asked.given_back(done)
    for name, rows in batches or ():
        if batch is not None:
            batch(name, rows)
    return cast("IntoFrameT", answer)


def _named(name: str, found: Columns, *, bounds: bool) -> Iterator[tuple[str, Column]]:
    yield f"{name}.verdict", found.eligible
    if found.award is not None:
        yield f"{name}.award", found.award
    if bounds and found.least is not None and found.most is not None:
        yield f"{name}.award_least", found.least
        yield f"{name}.award_most", found.most
    for condition, each in found.conditions.items():
        yield f"{name}.conditions.{condition}", each
