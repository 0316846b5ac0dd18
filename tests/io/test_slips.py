"""The commonest slips in a file: what is said of them, where, and what to write instead."""

import pytest

from intra_core.errors import WrongInput
from intra_core.io.application_file import application
from intra_core.io.decode import document_from

SLIPS = {
    "key": ("a = 1\nb = 2\na = 3\n", 3, 1, "the key 'a' stands twice", "it stands first in line 1: keep one"),
    "key at the end": ("[t]\nx=1\nx=2", 3, 1, "the key 'x' stands twice", "it stands first in line 2: keep one"),
    "key in a table": ("x = { a = 1, a = 2 }\n", 1, 14, "the key 'a' stands twice", "first in line 1"),
    "table": ("[a]\nb = 1\n[c]\n[a]\n", 4, 1, "the table [a] stands twice", "it stands first in line 1: keep one"),
    "key and table": ("a = 1\n[a]\nb = 2\n", 2, 1, "the table [a] stands twice", "it stands first in line 1"),
    "rate": ("micro = 70 %\n", 1, 9, "70 % stands without quotes", 'write "70 %"'),
    "rate in a table": ("m = { x = 70 %, y = 1 }\n", 1, 11, "70 % stands without quotes", 'write "70 %"'),
    "money": ("k = EUR 5.00\n", 1, 5, "EUR 5.00 stands without quotes", 'write "EUR 5.00"'),
    "money turned": ("k = 5000 EUR\n", 1, 5, "5000 EUR stands without quotes", 'write "EUR 5000.00"'),
    "word": ("a = 1\nk = small\n", 2, 5, "small stands without quotes", 'write "small"'),
    "word in a list": ('k = [small, "x"]\n', 1, 6, "small stands without quotes", 'write "small"'),
    "truth": ("k = True\n", 1, 5, "True is not a truth value", "write true"),
    "day": ("k = 2024-13-01\n", 1, 5, "2024-13-01 is not a day", "like 2024-06-21"),
    "day of a letter": ("k = 21.6.2024\n", 1, 5, "21.6.2024 is not a day", "like 2024-06-21"),
    "printed marks": ("t = “x”\n", 1, 5, "“ is a quotation mark of print", 'write straight marks: "…"'),
    "printed mark at the end": ('t = "x”\n', 1, 7, "” is a quotation mark of print", 'write straight marks: "…"'),
    "marks inside": ('h = "size == "small""\n', 1, 15, "the text ends at the mark before this", "a backslash"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_in_words_of_its_own(slip):
    text, line, column, says, instead = SLIPS[slip]
    with pytest.raises(WrongInput) as found:
        document_from(text, "a.toml", "toml")
    (complaint,) = found.value.complaints
    assert (complaint.line, complaint.column) == (line, column)
    assert complaint.says.startswith(f"not TOML: {says}")
    assert instead in (complaint.instead or "")
    assert complaint.shown == text.splitlines()[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "[a.b]\nc = 1\n[a]\nd = 1\n[[e]]\nf = 1\n[[e]]\nf = 1\n[e.g]\nh = 1\n",
        "a = { x = 1 }\nb = [{ x = 1 }, { x = 1 }]\nc.x = 1\nc.y = 1\n",
        'a = "“x”"\nb = "70 % [[["\n',
    ],
)
def test_what_is_right_is_not_a_slip(text):
    assert document_from(text, "a.toml", "toml").tree


def test_a_key_that_stands_twice_after_a_slip_is_not_what_the_slip_is():
    with pytest.raises(WrongInput, match="70 % stands without quotes"):
        document_from("a = 70 %\nb = 1\nb = 2\n", "a.toml", "toml")


DEEP = {
    "JSON": ('{\n"a": ' + '{"a": ' * 120 + "1" + "}" * 121, "json", 2),
    "JSON without end": ('{\n"a": ' + '{"a": ' * 5000, "json", 2),
    "TOML": ("b = 1\na = " + "[" * 120 + "]" * 120, "toml", 2),
    "TOML without end": ("b = 1\na = " + "[" * 5000, "toml", 2),
    "TOML by keys": (".".join("a" * 120) + " = 1", "toml", None),
}


@pytest.mark.parametrize("how", DEEP)
def test_what_is_nested_too_deeply_is_one_complaint(how):
    text, form, line = DEEP[how]
    with pytest.raises(WrongInput) as found:
        document_from(text, "a", form)
    (complaint,) = found.value.complaints
    assert complaint.says == "this is nested more than 100 levels deep"
    assert complaint.line == line


def test_a_hundred_levels_are_not_too_deep():
    assert document_from('{"a": ' * 100 + "1" + "}" * 100, "a", "json").tree
    with pytest.raises(WrongInput, match="nested"):
        document_from('{"a": ' * 101 + "1" + "}" * 101, "a", "json")


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize("number", ["1e99999999999999999999", "9" * 5000])
def test_a_number_that_is_too_large_is_told_with_its_line(form, number):
    text = f'a = "1"\nb = {number}\n' if form == "toml" else f'{{"a": 1,\n"b": {number}}}'
    with pytest.raises(WrongInput) as found:
        document_from(text, "a", form)
    (complaint,) = found.value.complaints
    assert (complaint.line, complaint.says) == (2, f"not {form.upper()}: a number is too large")


@pytest.mark.parametrize("zero", ["0e400", "0.0e-400", "-0.0", "0e99999999999"])
def test_a_zero_is_zero_whatever_its_exponent(zero):
    read = application(document_from(f"[undertaking]\nheadcount = {zero}\n", "a.toml", "toml"))
    assert read.facts["undertaking.headcount"] == 0
