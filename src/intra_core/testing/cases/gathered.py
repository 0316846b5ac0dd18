"""All cases of a region: the examples of its measures, its case files, and the signed rows of its boundary tables."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import evolve

from intra_core.errors import Complaint, WrongInput, nearest
from intra_core.regions.folder import BOUNDARIES, CASES, Folder
from intra_core.regions.region import Region
from intra_core.testing.boundaries.signed import signed_cases
from intra_core.testing.cases.case import Case, examples_in
from intra_core.testing.cases.case_file import KIND, cases_in
from intra_core.testing.cases.forms import document_of_cases
from intra_core.testing.cases.subjects import Subjects

if TYPE_CHECKING:
    from intra_core.io.document import Document

_KIND = re.compile(r"""(?:^[ \t]*|[{,]\s*)["']?kind["']?\s*[=:]\s*["']cases["']""", re.MULTILINE)
_ANY_KIND = re.compile(r"""^[ \t]*["']?kind["']?\s*=\s*["'](.*)["']""", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_CASE = re.compile(r"^[ \t]*\[\[case\]\]", re.MULTILINE)
_MEASURE, _EXPECT = re.compile(r"^[ \t]*measure\s*=", re.MULTILINE), re.compile(r"^[ \t]*expect\b", re.MULTILINE)


def cases_of(region: Region, measure: str | None = None, *, today: dt.date | None = None) -> tuple[Case, ...]:
    """Give everything that counts as evidence for a region, or for one of its measures.

    These are, in this order, the examples of its measures, the cases of `cases/*.toml`, and the signed rows of
    `boundaries/*.toml`. They are read each time they are asked for: nobody but who tests a region needs them.

    Args:
        region: the region.
        measure: the id of the only measure that is wanted.
        today: what was written or signed after it is refused; without it the day of the clock.

    Raises:
        WrongInput: with every complaint about every file.

    >>> import intra_core
    >>> region = intra_core.load_regions().region("slovenia").region
    >>> {case.measure for case in cases_of(region, "slovenia.forum")}
    {'slovenia.forum'}
    """
    found, complaints = readable_cases(region, today=today)
    if complaints:
        raise WrongInput(complaints)
    return tuple(case for case in found if measure is None or case.measure == measure)


def readable_cases(region: Region, *, today: dt.date | None = None) -> tuple[tuple[Case, ...], tuple[Complaint, ...]]:
    """Give what counts as evidence for a region as far as it can be read, and every complaint about the rest.

    Args:
        region: the region.
        today: what was written or signed after it is refused; without it the day of the clock.

    >>> import intra_core
    >>> found, complaints = readable_cases(intra_core.load_regions().region("slovenia").region)
    >>> len(found) > 100, complaints
    (True, ())
    """
    subjects = Subjects.of([region], today)
    examples = [case for subject in subjects.by_id.values() for case in examples_in(subject.rules)]
    written, complaints = _written(region, subjects)
    return (*examples, *written), tuple(complaints)


def read_cases(
    raw: bytes | str, name: str, regions: Iterable[Region], form: str | None = None, *, today: dt.date | None = None
) -> tuple[Case, ...]:
    """Read a case file from anywhere.

    Args:
        raw: its text; bytes must be UTF-8.
        name: what complaints call it.
        regions: the regions whose measures it may be about.
        form: "toml" or "json"; without it, text that begins with `{` is JSON; a name that ends in .xlsx is a workbook.
        today: what was written after it is refused; without it the day of the clock.

    Raises:
        WrongInput: with one complaint for each fault, all together.

    >>> import intra_core
    >>> text = '''
    ... schema = 1
    ... kind   = "cases"
    ... [[case]]
    ... name    = "A large enterprise gets none"
    ... measure = "slovenia.forum"
    ... author  = "The intra-core contributors"
    ... written = 2026-11-23
    ... source  = "sps-forums"
    ... on      = 2021-10-20
    ... given   = { undertaking.size = "large" }
    ... expect  = { verdict = "ineligible", unmet = ["size"] }
    ... '''
    >>> regions = [each.region for each in intra_core.load_regions().regions]
    >>> [case.example.name for case in read_cases(text, "mine.toml", regions)]
    ['A large enterprise gets none']
    """
    document = document_of_cases(raw, name, form)
    found = cases_in(document, Subjects.of(regions, today))
    document.close()
    return found


def is_case_file(raw: bytes | str) -> bool:
    r"""Say whether a text means to be a case file, without reading it whole: its `kind` says so, or says nearly so.

    A file of TOML that says nothing of its kind is one if it has cases of measures with what is expected of them: a
    slip in that one line is then told, and leaves nobody's cases out.

    >>> is_case_file('schema = 1\nkind = "cases"'), is_case_file('{"schema": 1, "kind": "cases"}')
    (True, True)
    >>> is_case_file('kind = "voucher"\n[[case]]'), is_case_file('kind = "case"\n[[case]]')
    (False, True)
    >>> is_case_file('[[case]]\nname = "A"'), is_case_file('[[case]]\nmeasure = "lakes.fair"\nexpect = {}')
    (False, True)
    """
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    if _KIND.search(text) is not None:
        return True
    told = _ANY_KIND.search(_TABLE.split(text, 1)[0])
    if told is not None:
        return nearest(told[1], [KIND]) is not None and _CASE.search(text) is not None
    return all(each.search(text) is not None for each in (_CASE, _MEASURE, _EXPECT))


def placed(case: Case, region: Region) -> Case:
    """Give a case with its line, which of an example is looked for in the measure's file."""
    subject = Subjects.of([region]).by_id.get(case.measure)
    if case.line is not None or subject is None or subject.text is None:
        return case
    names = [each.get("name") for each in subject.text.tree.get("example", ())]
    if case.example.name not in names:
        return case
    return evolve(case, line=subject.text.line(("example", names.index(case.example.name))))


def _written(region: Region, subjects: Subjects) -> tuple[list[Case], list[Complaint]]:
    if region.folder is None:
        return [], []
    files = Folder(region.folder, region.folder_name)
    documents: list[Document] = []
    found: list[Case] = []
    for room, names, read in (
        (CASES, files.cases(), cases_in),
        (BOUNDARIES, files.boundaries(), signed_cases),
    ):
        for name in names:
            document = files.document(room, name)
            if document is not None:
                documents.append(document)
                found.extend(read(document, subjects))
    return found, [*files.complaints, *(each for document in documents for each in in_order(document.complaints))]


def in_order(complaints: Iterable[Complaint]) -> list[Complaint]:
    """Put the complaints about one file into the order of its lines."""
    return sorted(complaints, key=lambda each: (each.line or 0, each.column or 0))
