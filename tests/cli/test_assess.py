"""`intra assess`: its options, and what stands in the answer in which order."""

import io
import json
import sys


def test_an_eligible_measure_shows_its_award_with_the_arithmetic(intra, given):
    code, out, _ = intra("assess", given())
    assert code == 0
    assert "Fair voucher (hills.voucher): eligible\n  award: EUR 2,400.00\n" in out
    assert "    4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)\n" in out
    assert "    EUR 2,400.00 after the payment claim\n" in out
    assert "  call: new: open (opens: 1 January 2024; closes: 31 December 2026)\n" in out
    assert "    - The contract is signed (until 31 December 2026; The call)\n" in out
    assert "    - least number of employees [min_employees] = 1 person: as elsewhere\n" in out
    assert "  met: call, employees, kind, something-to-pay\n" in out


def test_eligible_measures_come_first_then_undetermined_ones(intra, given):
    _, out, _ = intra("assess", given())
    assert out.startswith("The Hills (hills 1.2) on 2 September 2024\neligible: 1, undetermined: 1, ineligible: 0\n")
    assert out.index("hills.voucher") < out.index("hills.plan")


def test_an_unmet_condition_shows_what_decided_it_and_its_source(intra, given):
    code, out, _ = intra("assess", given(change=("employees = 5", "employees = 0")))
    assert code == 0
    told = out[out.index("  not met:") :]
    assert "number of employees on the day of application is at least the least number of employees" in told
    assert "      because number of employees on the day of application: 0 persons\n" in told
    assert "      source: The call, point 4, https://example.org/call, read 6 May 2024\n" in told
    assert "    - least number of employees [min_employees] = 1 person: as elsewhere\n" in told, (
        "what the refusal rests on is shown with its reason"
    )


def test_what_is_missing_becomes_a_question_and_the_award_is_bounded(intra, given):
    code, out, _ = intra("assess", given(change=('[event]\nkind = "hill-fair"\n', "")), "--measure", "hills.voucher")
    assert code == 0
    assert "(hills.voucher): undetermined\n  award: EUR 2,400.00, if it is granted\n" in out
    assert "    - What kind of event is it? [event.kind: choice (fair, hill-fair); decides kind]\n" in out


def test_an_award_that_costs_decide_is_at_most_its_ceiling(intra, given):
    text = given(change=('[costs]\neligible = "EUR 4000.00"\n', ""))
    _, out, _ = intra("assess", text)
    assert "(hills.voucher): undetermined\n  award: at most EUR 9,999.99, if it is granted\n" in out
    assert (
        "    - Which costs does the project have, line by line? [cost: list; decides something-to-pay, award]\n" in out
    )
    assert "(hills.plan): undetermined\n  award: at most EUR 1,000.00, if it is granted\n" in out


def test_a_closed_call_is_told_with_the_next_opening(intra, given):
    file = given(
        day=("on = 2024-09-02", "on = 2023-09-02"), submitted=("submitted = 2024-08-30", "submitted = 2023-08-30")
    )
    _, out, _ = intra("assess", file)
    assert "(hills.voucher): ineligible\n  call: old: closed" in out
    assert "    - No call open on 30 August 2023; the next known opening is 1 January 2024 [call]\n" in out


def test_a_planned_measure_is_at_best_undetermined(intra, given):
    _, out, _ = intra("assess", given(), "--measure", "hills.plan")
    assert "Planned voucher (hills.plan): undetermined\n" in out
    assert "  call: planned\n" in out


def test_json_has_the_keys_of_the_contract(intra, given):
    code, out, _ = intra("assess", given(), "--json")
    answer = json.loads(out)
    assert code == 0
    assert {"schema", "region", "version", "on", "assessments"} <= answer.keys()
    assert (answer["schema"], answer["region"], answer["version"], answer["on"]) == (1, "hills", "1.2", "2024-09-02")
    assert {each["measure"]: each["verdict"] for each in answer["assessments"]} == {
        "hills.plan": "undetermined",
        "hills.voucher": "eligible",
    }


def test_only_the_measures_named_are_asked_each_once(intra, given):
    _, out, _ = intra("assess", given(), "--json", "--measure", "hills.plan", "--measure", "hills.plan")
    assert [each["measure"] for each in json.loads(out)["assessments"]] == ["hills.plan"]


def test_the_region_on_the_command_line_takes_the_place_of_the_files(intra, given):
    file = given(change=('kind = "hill-fair"', 'kind = "fair"'))
    _, out, _ = intra("assess", file, "--region", "valley", "--json")
    assert json.loads(out)["region"] == "valley"


def test_a_day_on_the_command_line_takes_the_place_of_the_files_and_is_not_assumed(intra, given):
    _, out, _ = intra("assess", given(change=("on = 2024-09-02\n", "")), "--on", "2024-10-01", "--json")
    answer = json.loads(out)
    assert answer["on"] == "2024-10-01"
    assert "on" not in {each["what"] for each in answer["assessments"][0]["assumed"]}


def test_without_a_day_it_is_today_in_the_region_and_the_answer_says_so(intra, given):
    file = given(change=("on = 2024-09-02\n", ""))
    code, out, _ = intra("assess", file)
    assert code == 0
    assert out.startswith("The Hills (hills 1.2) on 15 May 2024 (today in the region, as no day was given)\n")
    assert "day of decision [on] = 15 May 2024: no day of decision was given" in out


def test_without_a_day_a_region_across_the_date_line_has_its_own_today(intra, given):
    file = given(on=("on = 2024-09-02\n", ""), kind=('kind = "hill-fair"', 'kind = "fair"'))
    _, out, _ = intra("assess", file, "--region", "valley", "--json")
    assert json.loads(out)["on"] == "2024-05-16"


def test_slovenian_throughout(intra, given):
    _, out, err = intra("assess", given(), "--lang", "sl-SI")
    assert "Vavčer za sejme (hills.voucher): upravičeno\n  znesek: 2.400,00\N{NO-BREAK SPACE}EUR\n" in out
    assert "    - Pogodba je podpisana (zadnji dan: 31. 12. 2026; The call)\n" in out
    assert "English" not in err


def test_a_language_without_sentences_is_answered_in_english_and_says_so(intra, given):
    code, out, err = intra("assess", given(), "--lang", "fr")
    assert code == 0
    assert "Fair voucher (hills.voucher): eligible\n" in out
    assert "there are no sentences in 'fr': English stands in; there are en, bg, es, it, pt, sl" in err


def test_standard_input_is_read_for_a_dash(intra, given, monkeypatch):
    text = io.TextIOWrapper(io.BytesIO(given().read_bytes()), "utf-8")
    monkeypatch.setattr(sys, "stdin", text)
    assert intra("assess", "-", "--json")[0] == 0


def test_standard_input_may_be_json(intra, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"region": "hills", "on": "2024-09-02"}'))
    code, out, _ = intra("assess", "-", "--json")
    assert (code, json.loads(out)["on"]) == (0, "2024-09-02")


# every region


def test_every_region_answers_with_its_quarantined_ones_beside(intra, given):
    code, out, _ = intra("assess", given(), "--region", "all", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["on"] == "2024-09-02"
    assert [each["region"] for each in answer["regions"]] == ["hills", "valley"]
    assert [each["region"] for each in answer["quarantined"]] == ["marsh"]
    assert {"says", "instead", "file", "line", "column", "key"} == answer["quarantined"][0]["complaints"][0].keys()
    assert answer["refused"] == []


def test_a_word_of_one_region_is_left_out_elsewhere(intra, given):
    _, out, err = intra("assess", given(), "--region", "all", "--json")
    assert json.loads(out)["left_out"] == [{"region": "valley", "fact": "event.kind", "word": "hill-fair"}]
    assert "event.kind = 'hill-fair' is not known in valley and was ignored there" in err


def test_a_word_in_a_list_of_words_takes_the_whole_list_with_it(intra, given):
    file = given(change=('kind = "hill-fair"', 'kind = "fair"\nlisted = ["auma", "hill-fair"]'))
    code, out, _ = intra("assess", file, "--region", "all", "--json")
    assert code == 0
    assert json.loads(out)["left_out"] == [{"region": "valley", "fact": "event.listed[1]", "word": "hill-fair"}]


def test_facts_that_one_region_knows_do_not_trouble_the_others(intra, given):
    file = given(change=("[event]", "[hills]\nbranches = 2\n[event]"))
    code, out, _ = intra("assess", file, "--region", "all", "--json")
    assert code == 0
    assert [each["region"] for each in json.loads(out)["regions"]] == ["hills", "valley"]


def test_a_region_that_cannot_read_the_application_is_listed_as_refusing(intra, given):
    file = given(change=("[event]", '[hills]\nbranches = "two"\n[event]'))
    code, out, err = intra("assess", file, "--region", "all", "--json")
    answer = json.loads(out)
    assert code == 0
    assert [each["region"] for each in answer["regions"]] == ["valley"]
    assert [(each["region"], each["complaints"][0]["key"]) for each in answer["refused"]] == [
        ("hills", "hills.branches")
    ]
    assert "the region 'hills' did not answer: it cannot read this application" in err


def test_where_every_region_refuses_the_input_was_wrong(intra, given):
    file = given(change=("[event]", '[hills]\nbranches = "two"\n[event]'))
    code, out, err = intra("assess", file, "--region", "all", "--measure", "hills.plan")
    assert (code, out) == (2, "")
    assert "hills.branches: 'two' is not a whole number" in err


def test_a_measure_named_with_every_region_asks_its_region_alone(intra, given):
    _, out, _ = intra("assess", given(), "--region", "all", "--measure", "valley.hidden", "--json")
    assert [each["region"] for each in json.loads(out)["regions"]] == ["valley"]


def test_without_a_day_every_region_has_its_own_today(intra, given):
    _, out, _ = intra("assess", given(change=("on = 2024-09-02\n", "")), "--region", "all", "--json")
    answer = json.loads(out)
    assert answer["on"] == "2024-05-15"
    assert [each["on"] for each in answer["regions"]] == ["2024-05-15", "2024-05-16"]


def test_every_region_in_words(intra, given):
    _, out, _ = intra("assess", given(), "--region", "all")
    assert out.index("The Hills (hills 1.2)") < out.index("\n\n\nThe Valley (valley 1.2)")


def test_the_sheet_says_what_would_help(intra, given):
    _, out, _ = intra("assess", given(change=("employees = 5", "employees = 0")))
    assert "  what would help:\n    - Employ 1 person more (award: EUR 2,400.00)\n" in out


def test_where_nothing_helps_the_sheet_says_so(intra, given):
    _, out, _ = intra("assess", given(change=("submitted = 2024", "submitted = 2034")))
    assert "  what would help:\n    - Nothing that the applicant can change would help\n    - " in out
