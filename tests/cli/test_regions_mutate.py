"""`intra regions mutate`: scores by measure, what survives with its place, and what is proved to change nothing."""

import json

import pytest
from tests.assessment.made import catalogue_of
from tests.testing.mutated import MEASURE, STRONG, WEAK

from intra_core.cli import outside


@pytest.fixture
def mutate(intra, tmp_path, monkeypatch):
    """Give a way to score a region of one measure with some examples."""

    def run(examples, *arguments):
        made = catalogue_of(tmp_path, MEASURE + examples)
        monkeypatch.setattr(outside, "load_regions", lambda: made)
        return intra("regions", "mutate", "made", *arguments)

    return run


def test_each_measure_has_its_score_with_the_number_of_cases_it_rests_on(mutate):
    code, out, _ = mutate(STRONG)
    assert code == 0
    first, *_, last = out.splitlines()
    rows = STRONG.count("[[example]]")
    assert first.startswith("100.0 %  made.voucher: ")
    assert f"noticed by {rows} cases, " in first
    assert first.endswith(" proved to change nothing")
    assert " made: " in last


def test_survivors_are_named_with_file_and_line(mutate):
    _, out, _ = mutate(WEAK, "made.voucher", "--survivors")
    line = next(number for number, text in enumerate(MEASURE.splitlines(), 1) if text.startswith("ceiling = [{"))
    told = f'  made/measures/voucher.toml:{line}: nothing notices if ceiling were "EUR 999.99" instead of "EUR 1000.00"'
    assert told in out.splitlines()
    assert "proved to change nothing: " not in out


def test_all_names_also_what_is_proved_and_counts_by_kind(mutate):
    _, out, _ = mutate(WEAK, "--all")
    assert "proved to change nothing: " in out
    assert " survive: figure one unit up or down" in out


def test_programs_get_the_same(mutate):
    _, out, _ = mutate(WEAK, "--json")
    told = json.loads(out)
    measure = told["measures"][0]
    assert (told["region"], measure["of"], measure["rows"]) == ("made", "made.voucher", 1)
    assert measure["counted"] == measure["noticed"] + len(measure["survivors"])
    assert {"kind", "of", "file", "line", "before", "after"} == set(measure["survivors"][0])


def test_a_measure_that_is_not_there_is_refused_with_the_nearest_name(mutate):
    code, _, err = mutate(WEAK, "made.vaucher", "made.nothing")
    assert code == 2
    assert "no measure 'made.vaucher' in made" in err
    assert "did you mean 'made.voucher'?" in err
    assert "no measure 'made.nothing' in made" in err


FAULTY = """
[[example]]
name = "Costs that are no money"
on = 2024-09-02
given = { costs.eligible = 5000 }
expect = { verdict = "eligible" }

[[example]]
name = "Nobody gets anything for nothing"
on = 2024-09-02
given = { event.kind = "fair" }
expect = { verdict = "eligible" }
"""


def test_a_case_with_which_something_is_wrong_is_left_out_and_named(mutate):
    code, out, err = mutate(STRONG + FAULTY)
    text = (MEASURE + STRONG + FAULTY).splitlines()
    lines = [text.index(f'name = "{name}"') for name in ("Costs that are no money", "Nobody gets anything for nothing")]
    assert code == 0
    assert out == mutate(STRONG)[1]  # the others count as they did
    first, second = err.splitlines()
    assert first.removeprefix("intra: ") == (
        f"made/measures/voucher.toml:{lines[0]}: made.voucher: 'Costs that are no money' is left out: "
        "it gives what is no application: costs.eligible: 5000 is not written exactly"
    )
    assert (
        f"voucher.toml:{lines[1]}: made.voucher: 'Nobody gets anything for nothing' is left out: it does not hold"
        in (second)
    )
    told = json.loads(mutate(STRONG + FAULTY, "--json")[1])["measures"][0]
    assert [(each["name"], each["line"]) for each in told["left_out"]] == [
        ("Costs that are no money", lines[0]),
        ("Nobody gets anything for nothing", lines[1]),
    ]
    assert told["rows"] == STRONG.count("[[example]]")
