"""A number that does not look right is a note beside the answer, and never decides."""

import json
import sys
from pathlib import Path

import pytest

from intra_core.cli import main
from intra_core.model import check_digits

pytestmark = pytest.mark.usefixtures("loaded_once")

CERTIFICATION = (Path(__file__).parents[2] / "examples" / "slovenia" / "certification.toml").read_text("utf-8")
RIGHT = 'identifiers         = { tax = "99999994" }'


@pytest.fixture
def assess(tmp_path, capsys):
    """Assess the example with other identifiers; it gives the code, the answer and the notes."""

    def asked(identifiers, *words):
        assert RIGHT in CERTIFICATION
        file = tmp_path / "application.toml"
        file.write_text(CERTIFICATION.replace(RIGHT, identifiers), "utf-8")
        code = main(["assess", str(file), *words, "--json"])
        captured = capsys.readouterr()
        return code, json.loads(captured.out), captured.err

    return asked


def test_a_right_number_or_none_is_not_spoken_of(assess):
    right = assess(RIGHT)
    assert (right[0], right[2]) == (0, "")
    assert assess("") == right


@pytest.mark.parametrize(
    ("identifiers", "note"),
    [
        ('{ tax = "99999995" }', "undertaking.identifiers.tax: the check digit does not fit (Tax number)"),
        ('{ tax = "9999999" }', "undertaking.identifiers.tax: this is not written as it should be (Tax number)"),
        ('{ taks = "99999994" }', "undertaking.identifiers.taks: slovenia knows no number of this kind; known here"),
    ],
)
def test_a_number_that_does_not_look_right_is_a_note_and_changes_nothing(assess, identifiers, note):
    right, found = assess(RIGHT), assess(f"identifiers = {identifiers}")
    assert found[:2] == right[:2]
    assert note in found[2]
    assert "9999999" not in found[2]


def test_the_note_is_in_the_language_that_was_asked_for(assess):
    assert (
        "kontrolna števka ne ustreza (Davčna številka)"
        in assess('identifiers = { tax = "99999995" }', "--lang", "sl")[2]
    )


def test_where_all_regions_are_asked_only_what_one_of_them_knows_is_spoken_of(assess):
    code, _, err = assess('identifiers = { tax = "99999995", bank = "1" }', "--region", "all")
    assert code == 0
    assert err.count("undertaking.identifiers.tax: the check digit does not fit (Tax number)") == 1
    assert "bank" not in err


def test_where_nobody_looks_at_check_digits_it_says_so_and_how_to(assess, monkeypatch):
    right = assess(RIGHT)
    monkeypatch.setitem(sys.modules, "stdnum", None)
    check_digits.rules.cache_clear()
    try:
        found = assess('identifiers = { tax = "99999995" }')
    finally:
        monkeypatch.undo()
        check_digits.rules.cache_clear()
    assert found[:2] == right[:2]
    assert "undertaking.identifiers.tax: nobody looked at the check digit (Tax number)" in found[2]
    assert "intra-core[ids]" in found[2]
    assert "does not fit" not in found[2]
