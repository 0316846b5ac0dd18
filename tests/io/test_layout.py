"""The canonical layout: what a file says stays, twice is as once, and comments stay with what they stand above."""

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from intra_core.io.layout import laid_out, with_top_key

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("plugins/*/src/**/*.toml"), *ROOT.glob("src/**/*.toml"), *ROOT.glob("examples/**/*.toml")])
KEYS = st.sampled_from(["id", "schema", "holds", "a.b", '"c d"', "'e'", "source", 'a . "f"', '"g\\"h"', "opens"])
VALUES = st.sampled_from([
    "1", '"x"', "'y'", "2024-01-01", "[1, 2]", "[\n  1, # one\n  # between\n  2,\n]", '{ a = 1, b = "[" }',
    '"""\nmulti [x]\n# no comment\n  key = 2  \n"""', "'''\n[header]\n'''", '"# no comment"', "{ a = [\n1\n] }",
    '""" ends in a quote"""" ', '"a\u2028b"', '"""x\\"""y"""',
])  # fmt: skip
HEADERS = st.sampled_from([
    "[call]", "[[call]]", "[[call]] # why", "[call.costs]", "[source.s]", "[ parameter ]", '["x y"]', "[[example]]",
    "[example.given]", "[condition]", "[[condition]]", "[zzz]", "[zzz.call]",
])  # fmt: skip
NOTHING = st.sampled_from(
    ["", "\n", "# a comment\n", "\n# above\n\n", "# one\n# two\n", "   \n\t\n", "  # further in\n"]
)
LINES = st.one_of(
    st.tuples(NOTHING, KEYS, st.sampled_from(["=", " = ", "  =  "]), VALUES, st.sampled_from(["", "  # trailing"])).map(
        "".join
    ),
    st.tuples(NOTHING, HEADERS).map("".join),
)
TEXTS = st.tuples(st.lists(LINES, max_size=12).map("\n".join), NOTHING, st.sampled_from(["\n", "\r\n"])).map(
    lambda parts: f"{parts[0]}\n{parts[1]}".replace("\n", parts[2])
)


def is_toml(text):
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


@given(TEXTS.filter(is_toml))
def test_what_a_file_says_stays_and_twice_is_as_once(text):
    found = laid_out(text)
    if found is not None:
        assert tomli.loads(found) == tomli.loads(text)
        assert laid_out(found) == found


@given(TEXTS.filter(is_toml))
def test_no_comment_is_lost(text):
    found = laid_out(text)
    if found is not None:
        assert found.count("# ") == text.count("# ")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_can_be_laid_out_and_says_the_same(file):
    text = file.read_text("utf-8")
    found = laid_out(text)
    assert found is not None
    assert tomli.loads(found) == tomli.loads(text)
    assert laid_out(found) == found
    assert sorted(line.strip() for line in found.splitlines() if line.lstrip().startswith("#")) == sorted(
        line.strip() for line in text.splitlines() if line.lstrip().startswith("#")
    )


def test_what_stands_above_all_stays_there_and_a_comment_follows_its_key():
    keys = "# licence\n\n# about the id\nid = 'x'\n# about the schema\nschema=1\n"
    text = f"{keys}\n# rules\n\n[[condition]]\nid='c'\n# end\n"
    assert laid_out(text) == (
        "# licence\n\n# about the schema\nschema = 1\n# about the id\nid     = 'x'\n\n"
        "# rules\n\n[[condition]]\nid = 'c'\n\n# end\n"
    )


def test_tables_come_in_the_order_of_a_measure_and_calls_keep_theirs():
    text = "[award]\na = 1\n[[call]]\nid = 'b'\n[call.costs]\nsince = 1\n[[call]]\nid = 'a'\n[source.s]\nread = 1\n"
    found = [line for line in str(laid_out(text)).splitlines() if line.startswith(("[", "id"))]
    assert found == ["[source.s]", "[[call]]", "id = 'b'", "[call.costs]", "[[call]]", "id = 'a'", "[award]"]


def test_a_form_that_is_not_known_is_left_alone():
    assert laid_out('k = 1\n"a\\"b" = 2\n') is None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_a_file_that_says_nothing_is_laid_out(text):
    assert laid_out(text) == text


@given(TEXTS.filter(is_toml).map(lambda text: text.replace("\r\n", "\n")))
def test_a_key_put_in_belongs_to_no_table_and_moves_nothing(text):
    found = with_top_key(text, "put_in = []")
    assert tomli.loads(found) == {**tomli.loads(text), "put_in": []}
    assert [line for line in found.split("\n") if line != "put_in = []" and line] == list(
        filter(None, text.split("\n"))
    )
