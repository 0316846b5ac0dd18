"""Two versions of a measure over one frame: all mixtures of their lines decided in one query, counted by the engine."""

import datetime as dt
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import narwhals.stable.v2 as nw
from attrs import frozen

from intra_core.assessment.columnar.frame import assess_frame
from intra_core.assessment.columnar.simulation.counting import counted
from intra_core.assessment.columnar.simulation.intake import INVENTED, Question, ready
from intra_core.assessment.columnar.simulation.kinds import PROBE, SIZE, SIZES, size_of, size_probe
from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation.change import Change, renamed, whole_change
from intra_core.assessment.simulation.comparison import Comparison
from intra_core.assessment.simulation.sharing import mixtures
from intra_core.assessment.simulation.tally import LESS, MORE, OPEN, SAME, Tally
from intra_core.rules.columnar.running import Frame

AT_ONCE = 1_000_000
"""So many verdicts, with their awards, are counted at once where they stream by."""
LEAST = 10_000


def compare(
    frame: Any,  # noqa: ANN401 (a frame of any library)
    before: Measure,
    after: Measure | Change,
    *,
    on: dt.date | str,
    key: str | None = None,
    columns: Mapping[str, str] | None = None,
    lists: Mapping[str, Any] | None = None,
    scale: Mapping[str, int] | None = None,
) -> Comparison:
    """Decide every application of a frame by two versions of a measure, and tell what that comes to.

    Each row is one application, of one undertaking. What is asked and how a frame is read: `assess_frame`.

    Args:
        frame: the applications, in Polars, pandas, PyArrow, DuckDB or PySpark.
        before: the measure as it is.
        after: the measure as it would be; from `with_figures` or `with_text` it tells which lines change.
        on: the column with each row's day of decision; each is decided by the version in force on its own day of
            application. Or one day, on which every application counts as made and decided.
        key: the column that tells applications apart; needed with lists.
        columns: for facts that have a column of another name, that name.
        lists: the records of lists, each a frame of the same library.
        scale: for numbers that a column counts more finely, how many of its units make one.

    Raises:
        WrongInput: as `assess_frame` does.

    >>> import polars as pl
    >>> from intra_core import load_regions
    >>> from intra_core.assessment.simulation import with_figures
    >>> certification = load_regions()["slovenia.certification"]
    >>> change = with_figures(certification, ["ceiling = EUR 12000.00"])
    >>> applications = pl.DataFrame({"costs.eligible": [400_000, 2_000_000]})
    >>> compare(applications, certification, change, on=dt.date(2024, 9, 2)).tally.whole.applications
    2
    """
    change = after if isinstance(after, Change) else whole_change(before, after)
    question = Question(on=on, key=key, columns=columns or {}, lists=lists or {}, scale=scale or {})
    return Comparison(change=change, on=on if isinstance(on, dt.date) else None, tally=tally(frame, change, question))


@frozen(eq=False)
class _Versions:
    """The measures to be asked: every mixture of lines, and the sizes."""

    measures: tuple[Measure, ...]
    probe: Measure

    def wanted(self) -> set[str]:
        after = self.measures[-1]
        book = after.rules.book
        conditions = ["call", *(each.id for each in book.conditions), *(each.id for each in book.duties)]
        return {
            *(f"{each.id}.{what}" for each in self.measures for what in ("verdict", "award")),
            *(f"{after.id}.conditions.{each}" for each in conditions),
            *(f"{PROBE}.conditions.{size}" for size in SIZES),
            f"{after.id}.unanswered",
        }


def _versions(change: Change) -> _Versions:
    measures = [change.with_lines(each) for each in mixtures(change.lines)]
    return _Versions(
        tuple(renamed(each, f"~ {number}") for number, each in enumerate(measures)), size_probe(change.before)
    )


def tally(frame: Any, change: Change, question: Question) -> Tally:  # noqa: ANN401 (a frame of any library)
    """Count one frame; tallies of the parts of a frame add up.

    Raises:
        WrongInput: as `assess_frame` does.
    """
    return sum(tallies(frame, change, question), Tally())


def tallies(frame: Any, change: Change, question: Question) -> Iterator[Tally]:  # noqa: ANN401 (a frame of any library)
    """Count a frame part by part, where its engine gives it so: a lazy frame of Polars streams by, once.

    Raises:
        WrongInput: as `assess_frame` does.
    """
    versions = _versions(change)
    asked = ready(frame, question, (*versions.measures, versions.probe))
    told: dict[str, int] = {}
    invented = [INVENTED] if INVENTED in asked.frame.collect_schema().names() else []
    answer = assess_frame(
        asked.frame.to_native(),
        (*versions.measures, versions.probe),
        on=asked.question.on,
        key=asked.question.key,
        columns=asked.question.columns,
        lists=asked.question.lists,
        keep=[*asked.kept.values(), *invented],
        scale=asked.question.scale,
        only=versions.wanted(),
        batch=lambda name, rows: told.update({name: rows}),
    )
    rows, conditions = _rows(nw.from_native(answer), versions, asked.kept)
    kinds = (*asked.kept, SIZE)
    yield Tally(asked=told)
    for part in _streamed(rows, max(AT_ONCE // (len(versions.measures) + 2), LEAST)):
        yield counted(part, kinds, conditions, len(versions.measures))


def _streamed(rows: Frame, at_once: int) -> Iterator[Frame]:
    """Let what is not computed yet stream by, where its engine can: each question of it would compute it again."""
    native: Any = rows.to_native()
    if isinstance(rows, nw.LazyFrame) and rows.implementation.is_polars():
        for part in native.collect_batches(chunk_size=at_once, maintain_order=False, engine="streaming"):
            yield nw.from_native(part, eager_only=True)
    elif rows.implementation.is_duckdb() and find_spec("pyarrow") is not None:
        reader = getattr(native, "to_arrow_reader", native.fetch_record_batch)  # the older name is going
        for part in reader(at_once):
            yield nw.from_native(import_module("pyarrow").Table.from_batches([part]), eager_only=True)
    else:
        yield rows


def _rows(answer: Frame, versions: _Versions, kept: Mapping[str, str]) -> tuple[Frame, tuple[str, ...]]:
    """Name what is counted: verdicts and awards of every mixture, and conditions of the later version."""
    names = answer.collect_schema().names()
    after = versions.measures[-1].id
    numbers = range(len(versions.measures))
    lead = f"{after}.conditions."
    conditions = {name.removeprefix(lead): name for name in names if name.startswith(lead)}
    columns = [
        *(nw.col(column).alias(kind) for kind, column in kept.items()),
        size_of().alias(SIZE),
        *(
            nw.col(f"~ {number}.{what}").alias(f"{what} {number}")
            for number in numbers
            for what in ("verdict", "award")
        ),
        *(nw.col(column).alias(f"condition {name}") for name, column in conditions.items()),
        _moved(nw.col("~ 0.award"), nw.col(f"{after}.award")).alias("moved"),
    ]
    columns += [nw.col(INVENTED)] if INVENTED in names else []
    unanswered = f"{after}.unanswered"
    columns += [nw.col(unanswered).alias("unanswered")] if unanswered in names else []
    return answer.select(*columns), tuple(conditions)


def _moved(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    """Say whether an award is more or less than before."""
    same = nw.when(first == last).then(nw.lit(SAME)).otherwise(nw.lit(OPEN))
    less = nw.when(last < first).then(nw.lit(LESS)).otherwise(same)
    return nw.when(last > first).then(nw.lit(MORE)).otherwise(less)
