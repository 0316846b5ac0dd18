"""`intra assess --table` and `--csv`: one line for each file and measure."""

import csv
import io
from argparse import Namespace
from collections.abc import Iterable, Iterator

from attrs import frozen

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import assess
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.errors import Complaint, WrongInput
from intra_core.verdict import Outcome

STYLES = {Outcome.ELIGIBLE: "green", Outcome.UNDETERMINED: "yellow", Outcome.INELIGIBLE: "red"}
FORMULA = frozenset("=+-@\t\r")
"""What the formula of a spreadsheet begins with."""
COLUMNS = (
    "file", "region", "measure", "on", "verdict", "award", "at_least", "at_most", "currency", "unmet", "unknown",
    "asks",
)  # fmt: skip


@frozen
class _Row:
    file: str
    assessment: Assessment

    def to_dict(self) -> dict[str, object]:
        """Give the line for programs: ids of conditions and keys to ask for stand in their order."""
        told, bounds = self.assessment, self.assessment.award_bounds
        low, high = (bounds.at_least, bounds.at_most) if bounds is not None else (None, None)
        return {
            "file": self.file,
            "region": told.measure.region,
            "measure": told.id,
            "on": told.day.isoformat(),
            "verdict": told.verdict.value,
            "award": told.amount.decimal if told.amount is not None else None,
            "at_least": low.decimal if low is not None else None,
            "at_most": high.decimal if high is not None else None,
            "currency": told.measure.identity.currency,
            "unmet": list(told.unmet),
            "unknown": list(told.unknown),
            "asks": [each.fact for each in told.asks],
        }

    def cells(self, language: str) -> tuple[str, ...]:
        """Give what people read: file, measure, verdict, award, and what is not met, or else not known."""
        told = self.assessment
        award = str(told.amount) if told.amount is not None else ""
        why = told.unmet or told.unknown
        return self.file.replace("\n", "\\n"), told.id, heading(language, told.verdict.value), award, ", ".join(why)


def answer(asked: Namespace, catalogue: Catalogue) -> Reply:
    """Decide several applications; those that cannot be read are complained of, and the others answered."""
    rows: list[_Row] = []
    complaints: list[Complaint] = []
    notes: list[str] = []
    for file in dict.fromkeys(asked.files):
        try:
            if asked.region == assess.ALL:
                joined = assess.all_regions(asked, catalogue, file)
                answers = [each.answer for each in joined.answered]
                notes.extend(each for each in joined.notes() if each not in notes)
            else:
                answers = [assess.one_region(asked, catalogue, file).answer]
            rows.extend(_Row(file, each) for told in answers for each in told.assessments)
        except WrongInput as wrong:
            complaints.extend(each for each in wrong.complaints if each not in complaints)
    if not rows and complaints:
        raise WrongInput(complaints)
    return Reply(
        data={
            "assessments": [each.to_dict() for each in rows],
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=lambda: _values(rows) if asked.csv else _columns(rows, asked.lang),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        notes=tuple(notes),
        complaints=tuple(complaints),
    )


def _values(rows: Iterable[_Row]) -> Iterator[Line]:
    yield record(COLUMNS)
    for row in rows:
        told = {**row.to_dict(), "file": _path(row.file)}
        yield record([" ".join(each) if isinstance(each, list) else each for each in map(told.get, COLUMNS)])


def _path(file: str) -> str:
    """Write a file so that no spreadsheet takes its name for a formula."""
    return f"./{file}" if file[:1] in FORMULA and file != "-" else file


def record(values: Iterable[object]) -> Line:
    """Write a line of comma-separated values."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(values)
    return Line(held.getvalue().removesuffix("\n"), whole=True)


def _columns(rows: list[_Row], language: str) -> Iterator[Line]:
    cells = [row.cells(language) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row, texts in zip(rows, cells, strict=True):
        text = "  ".join(each.ljust(width) for each, width in zip(texts, widths, strict=True))
        yield Line(text.rstrip(), 0, STYLES[row.assessment.verdict], whole=True)
