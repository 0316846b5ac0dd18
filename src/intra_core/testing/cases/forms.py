"""The forms of a case file: TOML, JSON and a workbook say the same, and each is written from the tree of another."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import document_from
from intra_core.io.document import Document
from intra_core.regions.region import Region
from intra_core.testing.cases.case_file import KIND, cases_in
from intra_core.testing.cases.sheet import PLAIN, sheets_of
from intra_core.testing.cases.sheet_reading import document_of_sheets
from intra_core.testing.cases.subjects import Subjects
from intra_core.testing.toml_text import in_json, quoted, toml_key, toml_value

WORKBOOK = ".xlsx"
FORMS = (".toml", ".json", WORKBOOK)
LEAST = 'kind = "cases" and one [[case]]'


def document_of_cases(raw: bytes | str, name: str, form: str | None = None) -> Document:
    """Read a case file of any form, by the ending of its name where that is a workbook's.

    Raises:
        WrongInput: if it is not of its form.
    """
    if isinstance(raw, bytes) and Path(name).suffix == WORKBOOK:
        from intra_core.documents.plain_sheets import read_plain  # noqa: PLC0415 (an extra, for this alone)

        return document_of_sheets(read_plain(raw, name), name)
    return document_from(raw, name, form, least=LEAST)


def sound_tree(raw: bytes | str, name: str, regions: Iterable[Region]) -> dict[str, Any]:
    """Read a case file and give its tree, if nothing is wrong with it.

    Raises:
        WrongInput: with every complaint.
    """
    document = document_of_cases(raw, name)
    cases_in(document, Subjects.of(regions))
    document.close()
    return document.tree


def write_cases(tree: Mapping[str, Any], file: Path) -> bytes | None:
    """Write the tree of a sound case file in the form of a file's ending: give the bytes, or write the workbook itself.

    Raises:
        WrongInput: if the ending is of no form, or the workbook cannot be written.
    """
    match file.suffix:
        case ".toml":
            return toml_of(tree).encode()
        case ".json":
            return json_of(tree).encode()
        case ending if ending == WORKBOOK:
            from intra_core.documents.plain_sheets import write_plain  # noqa: PLC0415 (an extra, for this alone)

            write_plain(sheets_of(tree), file)
            return None
        case _:
            says = f"{file.suffix!r} is no form of a case file" if file.suffix else "the form is told by the ending"
            raise WrongInput([Complaint(says=says, instead=f"end it with {', '.join(FORMS)}", file=str(file))])


def toml_of(tree: Mapping[str, Any]) -> str:
    r"""Write the tree of a case file as TOML.

    >>> import datetime as dt
    >>> print(toml_of({"schema": 1, "kind": "cases", "case": [{"on": dt.date(2024, 9, 2), "name": "A"}]}))
    schema = 1
    kind   = "cases"
    <BLANKLINE>
    [[case]]
    name = "A"
    on   = 2024-09-02
    <BLANKLINE>
    """
    parts = [f"schema = 1\nkind   = {quoted(KIND)}\n"]
    if "all" in tree:
        parts.append(_table("[all]", tree["all"]))
    parts.extend(_table(f"[source.{toml_key(key)}]", each) for key, each in tree.get("source", {}).items())
    order = (*PLAIN, "given", "expect")
    parts.extend(
        _table("[[case]]", dict(sorted(case.items(), key=lambda each: order.index(each[0]))))
        for case in tree.get("case", ())
    )
    return "\n".join(parts)


def _table(header: str, told: Mapping[str, Any]) -> str:
    width = max((len(toml_key(key)) for key in told), default=0)
    return f"{header}\n" + "".join(f"{toml_key(key).ljust(width)} = {toml_value(each)}\n" for key, each in told.items())


def json_of(tree: Mapping[str, Any]) -> str:
    """Write the tree of a case file as JSON: days and times as text, decimals as numbers."""
    return json.dumps(tree, ensure_ascii=False, indent=2, default=in_json) + "\n"
