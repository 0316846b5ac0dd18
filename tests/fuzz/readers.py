"""Every reader of what somebody wrote, with the real files of the repository that fuzzing starts from."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeGuard

from attrs import frozen
from tests.fuzz.seeds import REGION_FILES, drawn_rules, in_folders, in_json, in_sheets, signed_tables, written_cases
from tests.installed import CATALOGUE
from tests.rules.expressions import scope
from tests.shapes.test_shapes import REGION

from intra_core.assessment.population import read_shares
from intra_core.assessment.simulation import with_figures
from intra_core.errors import IntraError
from intra_core.io.candidates_file import Columns, candidates_from
from intra_core.io.decode import document_from
from intra_core.io.document import Document
from intra_core.io.group_file import group_question
from intra_core.io.institutions_file import institutions
from intra_core.io.layout import laid_out
from intra_core.io.plan_file import Known, plan
from intra_core.io.practice_file import practice
from intra_core.io.typed_answer import typed_answer
from intra_core.io.vocabulary_file import vocabulary
from intra_core.law.ecb_file import published
from intra_core.law.group_words import group_words
from intra_core.law.sme.status import sme_status
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.allocation import Criterion
from intra_core.model.quantity import Rate
from intra_core.model.sheet import PlainCell, Unusable
from intra_core.regions.reading import measure_in
from intra_core.regions.region_file import RegionFile
from intra_core.rules.check import check
from intra_core.rules.parse import Fault
from intra_core.testing.boundaries.signed import signed_cases
from intra_core.testing.cases.case_file import cases_in
from intra_core.testing.cases.sheet_reading import document_of_sheets
from intra_core.testing.cases.subjects import Subjects

FEW = 3
"""So many seeds of each reader stand for it where all are fuzzed at once."""
LAW = law_vocabulary()
GROUP_WORDS = group_words()
REGIONS = {each.region.id: each.region for each in CATALOGUE.regions}
AUTHORITIES = [each.id for region in REGIONS.values() for each in region.authorities]
BODIES = [*AUTHORITIES, *(each.id for region in REGIONS.values() for each in region.dossier.institutions)]
KNOWN = Known(
    region="slovenia",
    bodies=BODIES,
    practices=[each.id for region in REGIONS.values() for each in region.dossier.practices],
    measures=list(CATALOGUE.by_id),
)
SUBJECTS = Subjects.of([REGION.region])
EVERY = Subjects.of(REGIONS.values())
VOCABULARIES = [each.vocabulary for each in REGIONS.values()]
RANKED = Columns(
    currency="EUR",
    criteria=(Criterion(id="A", weight=Rate(4000)), Criterion(id="B", weight=Rate(6000))),
    figures=("markets",),
)
DAY = dt.date(2024, 9, 2)


@frozen
class Reader:
    """A reader, and the texts that fuzzing starts from."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = (IntraError,)
    """What it may raise."""


def application(raw: bytes) -> None:
    """Read an application to the region that it names, and have a measure decide what could be read."""
    region = next((name for name in REGIONS if name.encode() in raw), "slovenia")
    told = CATALOGUE.parse_application(raw, region=region)
    CATALOGUE.assess(told, on=DAY, measures=CATALOGUE.of_region(region)[0].id).to_dict()


def group(raw: bytes) -> None:
    """Read a file about a group, and work out the size of what could be read."""
    asked = group_question(document_from(raw, "group"), GROUP_WORDS)
    sme_status(asked.group, asked.subject, asked.on or DAY, policies=asked.policies).to_dict()


def file_of(read: Callable[[Document], object]) -> Callable[[bytes], None]:
    """Read a TOML file whose reader leaves its complaints with the document."""

    def whole(raw: bytes) -> None:
        opened = document_from(raw, "any.toml", "toml")
        read(opened)
        opened.close()

    return whole


def region_of(document: Document) -> str:
    """Give the region that a practice says it is of, so that those of all regions are read."""
    region = str(document.tree.get("id")).partition(".")[0]
    return region if region in REGIONS else "slovenia"


def case(raw: bytes) -> None:
    """Read a case file, TOML or JSON."""
    opened = document_from(raw, "cases")
    cases_in(opened, SUBJECTS)
    opened.close()


def boundary_table(raw: bytes) -> None:
    """Read a boundary table, with what is signed of it as cases."""
    opened = document_from(raw, "any.toml", "toml")
    signed_cases(opened, EVERY)
    opened.close()


def sheets(raw: bytes) -> None:
    """Read the sheets of a workbook of cases, here written as JSON: each a list of rows, each of those one of cells."""
    try:
        told = json.loads(raw, parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError):
        return
    rows = {name: [_cells(row) for row in each] for name, each in told.items()} if _are_sheets(told) else {}
    opened = document_of_sheets(rows, "cases.xlsx")
    cases_in(opened, SUBJECTS)
    opened.close()


def _are_sheets(told: object) -> TypeGuard[dict[str, list[list[object]]]]:
    return isinstance(told, dict) and all(
        isinstance(each, list) and all(isinstance(row, list) for row in each) for each in told.values()
    )


def _cells(row: list[object]) -> list[PlainCell | Unusable]:
    """Take a text that looks like a day for one, as a workbook has them, and a list or table for a formula."""
    return [_day(cell) if isinstance(cell, str) else _plain(cell) for cell in row]


def _day(cell: str) -> PlainCell:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return cell.encode("utf-8", "replace").decode()  # a workbook cannot hold half of a letter


def _plain(cell: object) -> PlainCell | Unusable:
    return cell if cell is None or isinstance(cell, bool | int | Decimal) else Unusable("this is a formula")


def expression(raw: bytes) -> None:
    """Read a line of a rule; one that begins with a blank is read as of a definition that names its rounding."""
    names = scope()
    names.bound(check(raw.decode("utf-8", "surrogateescape"), names, rounded=raw[:1] == b" "))


def typed(raw: bytes) -> None:
    """Read what somebody types behind a question: first the kind of answer, then the answer."""
    kind, _, text = raw.decode("utf-8", "replace").partition(":")
    typed_answer(kind, text.strip(), "EUR", ("yes", "ja"), ("no", "ne"), ("fair", "forum"))


def figure(raw: bytes) -> None:
    """Read settings of figures, as `intra simulate --set` takes them, one a line."""
    with_figures(CATALOGUE["slovenia.certification"], raw.decode("utf-8", "replace").splitlines())


def layout(raw: bytes) -> None:
    """Lay a file out: it says the same afterwards, and is then laid out."""
    opened = document_from(raw, "any.toml", "toml")
    fresh = laid_out(opened.text)
    if fresh is not None:
        assert document_from(fresh, "any.toml", "toml").tree == opened.tree
        assert laid_out(fresh) == fresh


APPLICATIONS = in_folders("examples/[!asl]*/*.toml", "examples/abruzzo/*.toml", "examples/slovenia/*.toml")
GROUPS = in_folders("examples/law/*.toml")
CANDIDATES = (
    *in_folders("examples/award/*.csv"),
    b"id,award,criterion.A,criterion.B,markets,lot\nV-1,5.00,2,3.25,4,7\n",
)
IN_TABLE = (
    b'{"candidates": [{"id": "V-1", "award": "EUR 5.00", "submitted": "2015-09-22T10:00:00", "points": 3.25, '
    b'"reserves": ["a", "b"], "area": "east", "lot": 7, "markets": 4, "criterion.A": 2, "least_award": "1"}]}'
)
TYPED = (
    b"yes-no:ja|money:EUR 4000.00|money:12,5|day:2024-09-02|time:17:00|choice:fair|rate:12 %|m2:20.5 m2|count persons:3"
)

READERS: dict[str, Reader] = {
    "expressions": Reader(expression, drawn_rules(120), (Fault,)),
    "measure": Reader(
        file_of(lambda each: measure_in(each, REGION.region)), in_folders("tests/shapes/region/measures/*.toml")
    ),
    "vocabulary": Reader(
        file_of(lambda each: vocabulary(each, LAW, region="shapes")),
        in_folders("tests/shapes/region/vocabulary.toml"),
    ),
    "region": Reader(file_of(RegionFile), in_folders(f"{REGION_FILES}/region.toml")),
    "practice": Reader(
        file_of(lambda each: practice(each, region_of(each), BODIES)), in_folders(f"{REGION_FILES}/practices/*.toml")
    ),
    "plan": Reader(file_of(lambda each: plan(each, KNOWN)), in_folders(f"{REGION_FILES}/plan.toml")),
    "institutions": Reader(
        file_of(lambda each: institutions(each, "slovenia", AUTHORITIES)),
        in_folders(f"{REGION_FILES}/institutions.toml"),
    ),
    "application-toml": Reader(application, APPLICATIONS),
    "application-json": Reader(application, in_json(APPLICATIONS)),
    "group-toml": Reader(group, GROUPS),
    "group-json": Reader(group, in_json(GROUPS)),
    "cases-toml": Reader(case, tuple(written_cases())),
    "cases-json": Reader(case, in_json(written_cases())),
    "cases-sheets": Reader(sheets, in_sheets(written_cases())),
    "boundary-table": Reader(boundary_table, tuple(signed_tables())),
    "candidates-csv": Reader(lambda raw: candidates_from(raw, "them.csv", RANKED), CANDIDATES),
    "candidates-json": Reader(lambda raw: candidates_from(raw, "them.json", RANKED), (IN_TABLE,)),
    "shares": Reader(
        lambda raw: read_shares(raw, "shares.toml", VOCABULARIES),
        in_folders("src/intra_core/assessment/population/*.toml"),
    ),
    "rates": Reader(lambda raw: published(raw, "rates.csv"), (b"Date,USD,JPY,CYP,\n2024-05-10,1.0781,167.8,N/A,\n",)),
    "typed-answer": Reader(typed, tuple(TYPED.split(b"|"))),
    "figure": Reader(figure, (b"ceiling = EUR 12000.00", b'floor="EUR 1.00"\naid_intensity = 50 %')),
    "layout": Reader(layout, in_folders("tests/shapes/region/measures/*.toml", "plugins/slovenia/src/*/*.toml")),
}


def one_of(readers: Sequence[Reader]) -> Reader:
    """Give a reader of whatever any of some reads: the first byte of an input says which."""

    def read(raw: bytes) -> None:
        if raw:
            readers[raw[0] % len(readers)].read(raw[1:])

    seeds = (bytes([number]) + seed for number, each in enumerate(readers) for seed in each.seeds[:FEW])
    refusals = {refusal for each in readers for refusal in each.refusals}
    return Reader(read, tuple(seeds), tuple(sorted(refusals, key=str)))


ANY = "any"
READERS[ANY] = one_of(tuple(READERS.values()))
