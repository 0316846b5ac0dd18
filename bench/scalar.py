"""One application at a time: deciding against a function written by hand, a region in words, loading, starting."""

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import reference
import yardstick
from attrs import evolve
from timing import in_turn, tell

import intra_core
from intra_core.assessment.answer import Answer
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.model.project import Costs

HERE = Path(__file__).parent
ROUNDS = 15


def agreeing(measure: Measure, rows: list[dict[str, object]], on: dt.date) -> list[Assessment]:
    """Assess the yardstick's rows, and hold each against the function written by hand."""
    found = [measure.assess(yardstick.typed(row), on) for row in rows]
    for row, each in zip(rows, found, strict=True):
        eligible, amount, reasons = reference.decide(**row)
        assert not each.unknown_bits, (row, each)
        assert each.unmet_bits >> 1 == reasons, (row, each)
        assert (each.amount.minor if each.amount else 0) == (amount if eligible else 0), (row, each)
    print(f"{len(rows)} boundary applications: verdict, award and reasons agree with the hand-written function")
    return found


def one_measure() -> None:
    """Compare one measure's decision with the function written by hand, answers first."""
    measure = yardstick.measure()
    rows = reference.test_rows()
    on = yardstick.day(rows[0]["app"])
    found = agreeing(measure, rows, on)
    applications = [yardstick.typed(row) for row in rows]
    arguments = [tuple(row[key] for key in reference.FIELDS) for row in rows]
    facts, decide = [dict(each.facts) for each in found], found[0].dated.edition.decide
    del found

    def by_hand() -> None:
        for each in arguments:
            reference.decide(*each)

    def by_file() -> None:
        for each in facts:
            decide(each)

    def public() -> None:
        for each in applications:
            measure.assess(each, on)

    def first() -> None:
        for each in applications:
            object.__setattr__(each, "taken_by", None)
            measure.assess(each, on)

    missing = [{key: value for key, value in each.items() if key != "bench.used"} for each in facts]

    def with_gaps() -> None:
        for each in missing:
            decide(each)

    for work, call, most in (
        ("decide, from a plain mapping", by_file, 2.0),
        ("assess, typed application to codes", public, 8.0),
        ("the same, not looked at before", first, 8.0),
        ("decide, one fact missing", with_gaps, 0.0),
    ):
        seconds, ratio = in_turn(call, by_hand, ROUNDS)
        tell(work, f"{seconds / len(rows) * 1e6:6.2f} us, {ratio:5.2f} x by hand", ratio, at_most=most)


def in_words(answer: Answer) -> None:
    """Have all told in words, but for what would help."""
    for assessment in answer:
        _ = assessment.reasons, assessment.asks, assessment.award, assessment.duties, assessment.assumed


def whole_region() -> None:
    """Time reading a file and answering all measures of Slovenia in words, warm."""
    catalogue = intra_core.load_regions()
    file = HERE.parent / "examples" / "slovenia" / "certification.toml"
    times = []
    for _ in range(50):
        start = time.perf_counter()
        answer = catalogue.assess(intra_core.read_application(file))
        in_words(answer)
        told = time.perf_counter()
        answer.to_dict()
        times.append((told - start, time.perf_counter() - start))
    count = len(catalogue.of_region("slovenia"))
    words, helped = (median(each) * 1e3 for each in zip(*times, strict=True))
    tell(f"file to answer, {count} measures in words", f"{words:6.2f} ms", words, at_most=5)
    tell("the same with what would help, as JSON", f"{helped:6.2f} ms")


def all_regions() -> None:
    """Time loading every region in a fresh process, and answering all their measures for one application, warm."""
    timed = "import time; t = time.perf_counter(); c = intra_core.load_regions(); print(time.perf_counter() - t)"
    program = f"import intra_core; intra_core.load_regions; {timed}"
    catalogue = intra_core.load_regions()
    for says, cache, most in (("kept as they were checked", None, 150), ("read and checked", "", 0)):
        environment = os.environ if cache is None else os.environ | {"INTRA_CACHE": cache}
        times = [
            float(
                subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=environment).stdout
            )
            for _ in range(5)
        ]
        taken = median(times) * 1e3
        tell(f"loading {len(catalogue.regions)} regions, {says}", f"{taken:6.1f} ms", taken, at_most=most)
    file = intra_core.read_application(HERE.parent / "examples" / "slovenia" / "certification.toml")
    sum_of_costs = Costs(eligible=Money(400_000, "EUR"))
    told = Application(undertaking=file.undertaking, project=file.project, costs=sum_of_costs, award=(), voucher=())
    times = []
    for _ in range(20):
        afresh = [(each.region.id, evolve(told, more={})) for each in catalogue.regions]
        start = time.perf_counter()
        answers = [catalogue.assess(each, on=dt.date(2024, 9, 2), region=name) for name, each in afresh]
        decided = time.perf_counter()
        for answer in answers:
            in_words(answer)
        times.append((decided - start, time.perf_counter() - start))
    codes, words = (median(each) * 1e3 for each in zip(*times, strict=True))
    tell(f"one application, all {len(catalogue)} measures, to codes", f"{codes:6.2f} ms", codes, at_most=20)
    tell("the same with all that is told in words", f"{words:6.2f} ms", words, at_most=20)


def whole_process() -> None:
    """Compare `intra --help` with importing the four libraries of the core."""
    helps, imports = (
        [sys.executable, "-m", "intra_core", "--help"],
        [sys.executable, "-c", "import attrs, cattrs, pluggy, tomli"],
    )

    def run(command: list[str]) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    seconds, ratio = in_turn(lambda: run(helps), lambda: run(imports), ROUNDS)
    told = f"{seconds * 1e3:6.1f} ms, {ratio:5.2f} x importing the libraries"
    tell("intra --help, whole process", told, ratio, at_most=1.5)


def main() -> None:
    """Measure all."""
    one_measure()
    whole_region()
    all_regions()
    whole_process()


if __name__ == "__main__":
    main()
