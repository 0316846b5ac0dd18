"""The same voucher in three rule engines and as a compiled loop: one application at a time, and a million at once.

Answers are compared first. Engines that reckon in whole numbers or doubles must agree with the function written by
hand; of openfisca-core, which keeps 32 bits, the wrong verdicts and awards are counted. How each is asked stands in a
file of its own.
"""

from collections.abc import Callable, Iterable
from typing import Any

import in_datalogic
import in_numba
import in_openfisca
import in_zen
import numpy as np
import reference
import yardstick
from timing import alone, in_turn, seconds, tell

from intra_core.assessment.columnar import assess_frame

MILLION = 1_000_000
FOR_ZEN = 50_000
"""So many rows of a million are asked of zen-engine: all of them take minutes."""
FOR_OPENFISCA = 1_000
"""So many applications are timed in openfisca-core one at a time: each is a simulation of its own."""


def one_by_one(ask: Callable[[Any], object], told: Iterable[object]) -> Callable[[], None]:
    """Give the loop that asks about each."""

    def loop() -> None:
        for each in told:
            ask(each)

    return loop


def one_application() -> None:
    """Decide the yardstick's 10,000 applications one at a time."""
    rows = reference.test_rows()
    wanted = [reference.decide(**row) for row in rows]
    arguments = [tuple(row[name] for name in reference.FIELDS) for row in rows]
    measure = yardstick.measure()
    on = yardstick.day(rows[0]["app"])
    taken = [measure.assess(yardstick.typed(row), on) for row in rows]
    facts, decide = [each.facts for each in taken], taken[0].dated.edition.decide
    assert [yardstick.answer(*decide(each)) for each in facts] == wanted
    zen, datalogic, system = in_zen.asking(), in_datalogic.compiled(), in_openfisca.system()
    assert [in_zen.answer(zen(row)["result"]) for row in rows] == wanted
    assert [in_datalogic.answer(datalogic.evaluate(row)) for row in rows] == wanted
    columns = in_openfisca.together([in_openfisca.told_of(row) for row in rows])
    found = in_openfisca.answers(in_openfisca.simulation(system, columns, len(rows)))
    verdicts, cents = in_openfisca.wrong(found, *map(np.array, zip(*(each[:2] for each in wanted), strict=True)))

    by_hand = one_by_one(lambda each: reference.decide(*each), arguments)
    few = one_by_one(lambda each: reference.decide(*each), arguments[:FOR_OPENFISCA])
    simulated = [in_openfisca.told_of(row) for row in rows[:FOR_OPENFISCA]]
    mine = in_turn(one_by_one(decide, facts), by_hand)[1]
    tell("one application, decided here", f"{mine:9.2f} x by hand")
    for name, loop, against, rounds in (
        ("datalogic-py", one_by_one(datalogic.evaluate, rows), by_hand, 9),
        ("zen-engine", one_by_one(zen, rows), by_hand, 3),
        (
            "openfisca-core",
            one_by_one(lambda each: in_openfisca.answers(in_openfisca.simulation(system, each, 1)), simulated),
            few,
            3,
        ),
    ):
        ratio = in_turn(loop, against, rounds)[1]
        told = f"{ratio:9.2f} x by hand, {ratio / mine:7.1f} x here"
        tell(f"one application, {name}", told, ratio / mine, at_least=1)
    tell("", f"of {len(rows):,} answers of openfisca-core {verdicts:,} verdicts and {cents:,} awards are wrong")


def a_million() -> None:
    """Decide a million rows of which no cell is missing: three of the four know no gaps."""
    columns, frame = reference.columns(MILLION), reference.frame(MILLION)
    given = yardstick.dated(frame).lazy()
    measure = yardstick.measure(yardstick.OVER_COLUMNS)
    query = assess_frame(given, measure, on=yardstick.ON, columns=yardstick.FACTS, keep=[])
    mine = query.collect()
    eligible = mine[f"{measure.id}.verdict"].to_numpy()
    awards = mine[f"{measure.id}.award"].fill_null(0).to_numpy()
    fused, _ = in_numba.answers(columns)
    assert (fused == awards).all()

    system, facts = in_openfisca.system(), in_openfisca.told(columns)

    def simulated() -> object:
        return in_openfisca.answers(in_openfisca.simulation(system, facts, MILLION))

    verdicts, cents = in_openfisca.wrong(simulated(), eligible, awards)
    here, taken = alone(query.collect), alone(simulated)
    tell("1 M rows, decided here", f"{here * 1e3:9.1f} ms")
    tell("1 M rows, openfisca-core", f"{taken * 1e3:9.1f} ms, {taken / here:7.1f} x here", taken / here, at_least=5)
    tell("", f"its wrong verdicts {verdicts:,}, its wrong awards {cents:,}; here none")

    rows = frame.head(FOR_ZEN).to_dicts()
    zen, engine, wanted = in_zen.asking(), in_zen.engine(), list(zip(eligible[:FOR_ZEN], awards[:FOR_ZEN], strict=True))
    assert [in_zen.answer(zen(row)["result"])[:2] for row in rows] == wanted
    assert [in_zen.answer(each)[:2] for each in in_zen.batch(engine, rows)] == wanted
    for name, call in (
        ("in a loop", one_by_one(zen, rows)),
        ("in its batch", lambda: in_zen.batch(engine, rows)),
    ):
        taken = seconds(call) * MILLION / FOR_ZEN
        told = f"{taken:9.1f} s, {taken / here:7.0f} x here (by {FOR_ZEN:,} rows)"
        tell(f"1 M rows, zen-engine {name}", told, taken / here, at_least=250)

    for name, call in (
        ("one compiled loop over codes, numba", lambda: in_numba.answers(columns)),
        ("copying what is read and writing answers", lambda: in_numba.copied(columns)),
    ):
        taken = alone(call)
        tell(f"1 M rows, {name}", f"{taken * 1e3:9.1f} ms, {taken / here:7.2f} x here")


def main() -> None:
    """Measure both."""
    one_application()
    a_million()


if __name__ == "__main__":
    main()
