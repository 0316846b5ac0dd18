"""`intra explain`: a measure read out with its sources, figures and histories."""

import json

import pytest
from tests.installed import CATALOGUE
from tests.soak import halved

from intra_core.assessment.explaining import explain


def test_calls_with_their_money_and_breaks(intra):
    code, out, _ = intra("explain", "hills.voucher")
    assert code == 0
    assert "  old: opens: 1 January 2020; closes: between 1 June 2020 and 30 June 2020\n" in out
    assert "  new: opens: 1 January 2024; closes: 31 December 2026, until its funds are spent\n" in out
    assert "    budget EUR 500,000.00\n" in out
    assert "    costs count from: 1 January 2024; to: 31 March 2027\n" in out
    assert "    interrupted: since: 1 March 2025; until: 31 March 2025\n" in out


def test_conditions_as_sentences_with_source_mark_and_rows(intra):
    _, out, _ = intra("explain", "hills.voucher")
    assert (
        "  employees: The number of employees on the day of application is at least the least number of employees "
        "(1 person)\n"
        "    source: The call, point 4, https://example.org/call, read 6 May 2024 (sourced)\n"
    ) in out


def test_figures_with_their_histories(intra):
    _, out, _ = intra("explain", "hills.voucher")
    history = out[out.index("  greatest grant (ceiling)\n") :]
    assert "    EUR 5,000.00, since: 1 January 2020; until: 31 December 2023\n" in history
    assert "    EUR 9,999.99, since: 1 January 2024\n" in history


def test_the_award_has_the_figures_of_the_day(intra):
    for day, ceiling in (("2021-05-05", "5,000.00"), ("2024-05-05", "9,999.99")):
        _, out, _ = intra("explain", "hills.voucher", "--on", day)
        assert f"aid intensity (60 %) and the greatest grant (EUR {ceiling}), rounded down to EUR 0.01\n" in out


def test_duties_descriptions_and_what_is_assumed(intra):
    _, out, _ = intra("explain", "hills.voucher")
    assert "  sign: The contract is signed\n    by: The last day of signing (31 December 2026)\n" in out
    assert "  order: first come, first served\n" in out
    assert out.rstrip().endswith("Assumed\n  least number of employees: 1 person (as elsewhere)")


def test_a_planned_measure_says_so(intra):
    _, out, _ = intra("explain", "hills.plan")
    assert "Calls\n  planned: no call was found\n" in out


def test_slovenian_with_english_marked_where_it_stands_in(intra):
    _, out, _ = intra("explain", "hills.voucher", "--lang", "sl")
    assert out.startswith("Vavčer za sejme (hills.voucher)\n")
    assert "\nPogoji\n" in out
    assert "vir: The call, point 4, https://example.org/call, prebrano 6. 5. 2024 (po viru)" in out


def test_json_gives_days_in_iso_form_and_each_basis(intra):
    _, out, _ = intra("explain", "hills.voucher", "--json")
    told = json.loads(out)
    assert (told["measure"], told["on"], told["language"]) == ("hills.voucher", "2024-05-15", "en")
    assert told["calls"][0]["closes"] == "2020-06-01/2020-06-30"
    assert told["calls"][1]["budget"] == "EUR 500000.00"
    assert told["conditions"][0]["source"]["read"] == "2024-05-06"
    assert told["conditions"][0]["rows"] == ["facts 3"]
    assert [each["figure"] for each in told["figures"]] == ["min_employees", "aid_intensity", "ceiling", "last_day"]
    assert told["duties"][0]["due"] == "The last day of signing (31 December 2026)"
    assert [each["what"] for each in told["assumed"]] == ["least number of employees"]


def test_without_a_day_figures_are_told_by_their_names(catalogue):
    explanation = explain(catalogue["hills.voucher"])
    assert explanation.on is None
    assert [each.says for each in explanation.conditions if each.id == "employees"] == [
        "The number of employees on the day of application is at least the least number of employees"
    ]
    assert str(explanation).startswith("Fair voucher (hills.voucher)\n  voucher, hills; granted by The fund\n\nCalls\n")


@pytest.mark.parametrize("language", ["en", "sl", "pt"])
@pytest.mark.parametrize("measure", halved(CATALOGUE.measures), ids=lambda measure: measure.id)
def test_every_installed_measure_can_be_read_out(measure, language):
    explanation = explain(measure, language)
    assert len(explanation.lines()) > 10
    assert {each.id for each in explanation.conditions} == {each.id for each in measure.rules.book.conditions}
    assert json.loads(json.dumps(explanation.to_dict()))["measure"] == measure.id
