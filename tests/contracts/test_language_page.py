"""docs/language.md has every node of the language, with the kinds that the checker lets through and no others."""

import importlib
import re
import sys

import pytest
from docs.rows import DOCS

from intra_core.rules.check import check
from intra_core.rules.kinds import SIMPLE
from intra_core.rules.language import NODES, Not, Sum
from intra_core.rules.parse import Fault

sys.path.insert(0, str(DOCS))
page = importlib.import_module("language_page")
types = importlib.import_module("language_types")
sys.path.remove(str(DOCS))
WRITTEN = (DOCS / "language.md").read_text("utf-8")


def test_no_node_is_left_out():
    assert re.findall(r"^### (\w+)$", WRITTEN, re.MULTILINE) == [node.__name__ for node in NODES]


@pytest.mark.parametrize("node", NODES)
def test_each_node_says_how_it_is_written_and_what_it_takes_and_gives(node):
    told = WRITTEN.partition(f"### {node.__name__}\n")[2].partition("\n### ")[0]
    assert "\n\nWritten " in told
    assert ("| written | takes | gives |" in told) is (node in types.taken())
    assert ("\nIt gives " in told or "\nIt takes " in told) is (node not in types.taken())


def test_a_node_that_nobody_has_described_is_told(monkeypatch):
    monkeypatch.delitem(page.WRITTEN, Not)
    with pytest.raises(ValueError, match="Not"):
        page.language_page()
    monkeypatch.setitem(page.TAKES_SAID, Sum, "It takes anything.")
    with pytest.raises(ValueError, match="not both"):
        page._form(Sum)


def test_a_form_that_gives_another_node_than_is_said_is_told(monkeypatch):
    monkeypatch.setitem(types.WRITTEN, "a + b", (Not,))
    with pytest.raises(ValueError, match="gives Sum"):
        types.taken.__wrapped__()


def test_each_sort_of_kind_is_tried():
    assert {type(kind) for kind in SIMPLE.values()} <= {type(kind) for kind in types.KINDS.values()}


@pytest.mark.parametrize(("text", "kinds", "fits"), [
    ("a <= b", ("money", "money"), True), ("a <= b", ("money", "a rate"), False),
    ("a + b", ("a day", "days"), True), ("a + b", ("a day", "months"), False),
    ("a * b", ("money", "a rate"), True), ("a in some.nace", ("a NUTS code",), False),
])  # fmt: skip
def test_what_the_page_has_is_what_the_checker_lets_through(text, kinds, fits):
    told = {each.kinds for written in types.taken().values() for each in written.get(text, ())}
    assert (kinds in told) is fits
    scope = types.OneOfEach(dict(zip("ab", kinds, strict=False)))
    if fits:
        check(text, scope)
    else:
        with pytest.raises(Fault):
            check(text, scope)
