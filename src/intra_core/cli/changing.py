"""`intra measures --changing YEAR`: what changes in the measures of one region or of all, day by day."""

import datetime as dt
import re
from argparse import Namespace
from collections.abc import Iterable, Iterator

from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.differences import Change, changes_in
from intra_core.assessment.measure import Measure
from intra_core.cli.diff import change_lines
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.errors import Complaint, WrongInput
from intra_core.regions.host import Loaded
from intra_core.rules.kinds import Day
from intra_core.rules.values import written


@frozen
class _Changed:
    measure: Measure
    day: dt.date
    changes: tuple[Change, ...]


def year_of(text: str) -> int:
    """Read a year of four digits.

    Raises:
        WrongInput: if it is none, or the first of all, which has no day before it.
    """
    if re.fullmatch(r"\d{4}", text, re.ASCII) and int(text) > dt.MINYEAR:
        return int(text)
    raise WrongInput([Complaint(says=f"{text!r} is not a year", instead="write a year such as 2024", key="--changing")])


def changing(asked: Namespace, catalogue: Catalogue, regions: Iterable[Loaded], year: int) -> Reply:
    """List what changes in a year."""
    names = {each.region.id for each in regions}
    found = [
        _Changed(measure, day, changes)
        for measure in catalogue
        if measure.region in names
        for day, changes in changes_in(measure, year, asked.lang)
    ]
    return Reply(
        data={
            "year": year,
            "changes": [
                {
                    "measure": each.measure.id,
                    "on": each.day.isoformat(),
                    "changes": [change.to_dict() for change in each.changes],
                }
                for each in found
            ],
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=lambda: _lines(found, year, asked.lang),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
    )


def _lines(found: Iterable[_Changed], year: int, language: str) -> Iterator[Line]:
    last: Measure | None = None
    for each in found:
        if each.measure is not last:
            title = each.measure.title.in_language(language)
            yield Line(heading(language, "changing", title=title, measure=each.measure.id), 0, "bold")
            last = each.measure
        yield Line(written(Day(), each.day.toordinal(), each.measure.vocabulary, language), 2, "bold")
        for change in each.changes:
            for line in change_lines(change, language):
                yield Line(line.text, line.indent + 2, line.style, line.whole)
    if last is None:
        yield Line(heading(language, "no change", year=year))
