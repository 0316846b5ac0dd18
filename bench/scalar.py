"""Speed as ratios of one run, against a yardstick that this project did not write (reference.py)."""

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import headroom
import reference
import sizes
from attrs import evolve

import intra_core
from intra_core.assessment.answer import Answer
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.model.project import Costs, Project
from intra_core.model.undertaking import Undertaking
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in

HERE = Path(__file__).parent
EPOCH = dt.date(1970, 1, 1)
ROUNDS = 15


def typed(row: dict[str, object]) -> Application:
    """Make a typed application of one of the yardstick's rows."""
    number = {key: int(value) for key, value in row.items() if isinstance(value, int)}
    return Application(
        region="bench",
        undertaking=Undertaking(
            registered=EPOCH + dt.timedelta(number["inc"]),
            headcount=number["headcount"],
            turnover=Money(number["turnover"], "EUR"),
            balance_sheet_total=Money(number["balance"], "EUR"),
        ),
        project=Project(submitted=EPOCH + dt.timedelta(number["app"])),
        more={
            "bench": {
                # The yardstick compares texts; padded, a code coarser than a region is none of its region, as there.
                "nuts": str(row["nuts"]).ljust(4, "~"),
                "nace": f"2:{number['nace']:02d}",
                "used": Money(number["used"], "EUR"),
                "cost": Money(number["cost"], "EUR"),
                "vouchers": number["vouchers"],
                "difficulty": bool(row["difficulty"]),
                "category": row["category"],
            }
        },
    )


def paired(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """Time two calls in turn; give the median of the first in seconds and the median of their ratio."""
    times, ratios = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        first()
        middle = time.perf_counter()
        second()
        end = time.perf_counter()
        times.append(middle - start)
        ratios.append((middle - start) / (end - middle))
    return median(times), median(ratios)


def yardstick() -> Measure:
    """Load the yardstick's voucher from its file."""
    region = region_in(HERE / "region", "bench/region")
    loaded = Loaded(region=region, distribution="bench", version="0")
    return Catalogue(regions=(loaded,), quarantined=())["bench.yardstick"]


def one_measure() -> None:
    """Compare one measure's decision with the function written by hand, answers first."""
    measure = yardstick()
    rows = reference.test_rows()
    on = EPOCH + dt.timedelta(rows[0]["app"])
    applications = [typed(row) for row in rows]
    for row, application in zip(rows, applications, strict=True):
        found = measure.assess(application, on)
        eligible, amount, reasons = reference.decide(**row)
        assert not found.unknown_bits, (row, found)
        assert found.unmet_bits >> 1 == reasons, (row, found)
        assert (found.amount.minor if found.amount else 0) == (amount if eligible else 0), (row, found)
    print(f"{len(rows)} boundary applications: verdict, award and reasons agree with the hand-written function")
    arguments = [tuple(row[key] for key in reference.FIELDS) for row in rows]
    facts = [found.facts for found in (measure.assess(application, on) for application in applications)]
    decide = measure.assess(applications[0], on).dated.edition.decide

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

    seconds, ratio = paired(by_file, by_hand)
    print(
        f"decide, from a plain mapping:          {seconds / len(rows) * 1e6:6.2f} us, {ratio:5.2f} x by hand (goal: 2)"
    )
    seconds, ratio = paired(public, by_hand)
    print(
        f"assess, typed application to codes:    {seconds / len(rows) * 1e6:6.2f} us, {ratio:5.2f} x by hand (goal: 8)"
    )
    seconds, ratio = paired(first, by_hand)
    print(
        f"the same, not looked at before:        {seconds / len(rows) * 1e6:6.2f} us, {ratio:5.2f} x by hand (goal: 8)"
    )
    missing = [{key: value for key, value in each.items() if key != "bench.used"} for each in facts]

    def with_gaps() -> None:
        for each in missing:
            decide(each)

    seconds, ratio = paired(with_gaps, by_hand)
    print(
        f"decide, one fact missing:              {seconds / len(rows) * 1e6:6.2f} us, {ratio:5.2f} x by hand (no goal)"
    )


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
    print(f"file to answer, {count} measures in words:  {words:6.2f} ms (goal: 5 ms)")
    print(f"the same with what would help, as JSON: {helped:6.2f} ms (no goal)")


def all_regions() -> None:
    """Time loading every region in a fresh process, and answering all their measures for one application, warm."""
    timed = "import time; t = time.perf_counter(); c = intra_core.load_regions(); print(time.perf_counter() - t)"
    program = f"import intra_core; intra_core.load_regions; {timed}"
    catalogue = intra_core.load_regions()
    for says, cache, goal in (("kept as they were checked", None, "goal: 150 ms"), ("read and checked", "", "no goal")):
        environment = os.environ if cache is None else os.environ | {"INTRA_CACHE": cache}
        times = [
            float(
                subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, env=environment).stdout
            )
            for _ in range(5)
        ]
        print(f"loading {len(catalogue.regions)} regions, {says}: {median(times) * 1e3:6.1f} ms ({goal})")
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
    print(f"one application, all {len(catalogue)} measures:     {codes:6.2f} ms to codes (goal: 20 ms)")
    print(f"the same with all that is told in words:{words:6.2f} ms (goal: 20 ms)")


def whole_process() -> None:
    """Compare `intra --help` with importing the four libraries of the core."""
    helps, imports = (
        [sys.executable, "-m", "intra_core", "--help"],
        [sys.executable, "-c", "import attrs, cattrs, pluggy, tomli"],
    )

    def run(command: list[str]) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    run(helps)
    run(imports)
    seconds, ratio = paired(lambda: run(helps), lambda: run(imports))
    print(f"intra --help, whole process:           {seconds * 1e3:6.1f} ms, {ratio:5.2f} x the libraries (goal: 1.5)")


if __name__ == "__main__":
    one_measure()
    whole_region()
    all_regions()
    whole_process()
    headroom.headroom()
    sizes.main()
