"""Write the files that follow from others: schemas of what is asked and answered, the pages of measures and texts.

`python docs/generate.py` writes them; with `--check` it writes nothing, names each that is stale and ends with 1.
"""

import argparse
import json
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import measures_page
import prose_pages
from answer_schemas import headroom_schema, sme_schema
from application_schema import application_schema
from contract_page import contract_page
from facts_page import facts_page
from group_schema import group_schema, region_policies
from language_page import language_page
from readings_page import readings_page
from value_schemas import Schema

from intra_core.errors import WrongInput

ROOT = Path(__file__).parent.parent


def as_json(schema: Callable[[], Schema]) -> Callable[[], str]:
    """Write a schema as JSON."""
    return lambda: json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema_of_regions() -> str:
    """Write the readings of the law into src/intra_core/schemas/region.json; the rest of it is written by hand."""
    text = (ROOT / REGION).read_text("utf-8")
    before, start, rest = text.partition('"description": "How the region reads the law where the law leaves it open.",')
    head, opening, rest = rest.partition('"properties": {\n')
    _, end, after = rest.partition("\n      }\n    },\n")
    readings = json.dumps(region_policies(), indent=2, ensure_ascii=False)[2:-2]
    return before + start + head + opening + textwrap.indent(readings, " " * 6) + end + after


def page_of_the_language() -> str:
    """Write the reference of rules as Markdown: docs/language.md."""
    return language_page()


REGION = "src/intra_core/schemas/region.json"
GENERATED: dict[str, Callable[[], str]] = {
    "src/intra_core/schemas/application.json": as_json(application_schema),
    "src/intra_core/schemas/group.json": as_json(group_schema),
    "src/intra_core/schemas/sme.json": as_json(sme_schema),
    "src/intra_core/schemas/headroom.json": as_json(headroom_schema),
    REGION: schema_of_regions,
    "docs/readings.md": readings_page,
    "docs/contract.md": contract_page,
    "docs/facts.md": facts_page,
    "docs/language.md": page_of_the_language,
}


def stale() -> dict[Path, str]:
    """Give each file that is not as it would be written, with what it should be."""
    wanted = {ROOT / name: write() for name, write in GENERATED.items()}
    wanted |= {ROOT / name: text for name, text in (measures_page.pages() | prose_pages.pages()).items()}
    return {file: text for file, text in wanted.items() if not file.is_file() or file.read_text("utf-8") != text}


def main() -> int:
    """Write or check the files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="write nothing; end with 1 if a file is stale")
    check = options.parse_args().check
    try:
        found = stale()
    except WrongInput as wrong:
        print(wrong, file=sys.stderr)
        return 2
    for file, text in found.items():
        name = file.relative_to(ROOT).as_posix()
        if check:
            print(f"{name} is stale: run python docs/generate.py", file=sys.stderr)
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            print(f"wrote {name}")
    return 1 if check and found else 0


if __name__ == "__main__":
    sys.exit(main())
