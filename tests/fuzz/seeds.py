"""The texts that fuzzing starts from: files of the repository, and what is made of them."""

import contextlib
import json
import random
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from tests.rules.expressions import amount, condition, day
from tests.shapes.test_shapes import FOLDER as REGION_FOLDER

from intra_core.io.decode import document_from
from intra_core.rules.parse import Fault
from intra_core.testing.cases.sheet import sheets_of

ROOT = Path(__file__).parents[2]
REGION_FILES = "plugins/*/src/*"
LARGEST = 12_000
CASE_HEAD = """schema = 1
kind   = "cases"
[all]
measure = "shapes.{}"
author  = "The intra-core contributors"
written = 2026-11-23
source  = "letter"
article = "page 2"
[source.letter]
title = "A letter"
read  = 2026-11-22
"""
FEW_CASES = 12


def in_folders(*patterns: str) -> tuple[bytes, ...]:
    """Give the files of the repository that patterns name, without the largest: they take long, and add little."""
    texts = (file.read_bytes() for pattern in patterns for file in sorted(ROOT.glob(pattern)))
    return tuple(text for text in texts if len(text) <= LARGEST)


def in_json(texts: Iterable[bytes]) -> tuple[bytes, ...]:
    """Say in JSON what TOML files say."""
    trees = (document_from(text, "seed.toml", "toml").tree for text in texts)
    return tuple(json.dumps(tree, default=_in_json, ensure_ascii=False).encode() for tree in trees)


def _in_json(value: object) -> float | str:
    return float(value) if isinstance(value, Decimal) else str(value)


def drawn_rules(number: int) -> tuple[bytes, ...]:
    """Give rules over the vocabulary that the properties of the language use, always the same."""
    pick = random.Random(6).choice
    texts: set[str] = set()
    while len(texts) < number:
        with contextlib.suppress(Fault):  # its author knows no bounds of length
            texts.update(write(pick).text for write in (condition, amount, day))
    return tuple(text.encode() for text in sorted(texts))


def signed_tables() -> Iterator[bytes]:
    """Give boundary tables of the regions as if their first row were signed."""
    for text in in_folders(f"{REGION_FILES}/boundaries/*.toml"):
        yield text.replace(b"[[row]]", b'[[row]]\nsigned = { name = "A", on = 2026-11-23, source = "A letter" }', 1)


def in_sheets(texts: Iterable[bytes]) -> tuple[bytes, ...]:
    """Lay case files out as sheets, written as JSON."""
    trees = (document_from(text, "seed.toml", "toml").tree for text in texts)
    return tuple(json.dumps(sheets_of(tree), default=_in_json, ensure_ascii=False).encode() for tree in trees)


def written_cases() -> Iterator[bytes]:
    """Write the examples of measures as case files."""
    for file in sorted((REGION_FOLDER / "measures").glob("*.toml"))[:FEW_CASES]:
        _, mark, examples = file.read_text("utf-8").partition("[[example]]")
        yield CASE_HEAD.format(file.stem).encode() + (mark + examples).replace("[[example]]", "[[case]]").encode()
