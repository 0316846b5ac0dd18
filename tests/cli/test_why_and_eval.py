"""`intra why` and `intra eval`: one condition, or one expression, for one application."""

import json

import pytest

from intra_core.cli import main


def test_a_condition_is_shown_with_its_line_its_facts_and_its_figures(intra, given):
    code, out, _ = intra("why", "hills.voucher", "employees", given())
    assert code == 0
    assert out == (
        "employees: met\n"
        "  The number of employees on the day of application is at least the least number of employees (1 person)\n"
        "  the line: undertaking.employees >= min_employees\n"
        "    reads number of employees on the day of application [undertaking.employees]: 5 persons\n"
        "    least number of employees [min_employees]: 1 person\n"
        "      source: The call, point 4, https://example.org/call, read 6 May 2024 (assumed)\n"
        "  source: The call, point 4, https://example.org/call, read 6 May 2024\n"
    )


def test_an_amount_that_the_line_names_is_shown_with_what_it_comes_to(capsys):
    words = ("why", "slovenia.certification", "worthwhile", "examples/slovenia/near.toml")
    assert main([*words]) == 0
    out = capsys.readouterr().out
    assert "  the line: grant >= floor\n    grant = EUR 900.00\n    reads costs [cost]: 1 cost\n" in out
    assert main([*words, "--json", "--lang", "sl"]) == 0
    (grant,) = json.loads(capsys.readouterr().out)["amounts"]
    assert (grant["expression"], grant["kind"], grant["value"]) == ("grant", "EUR", "900.00")
    assert main(["why", "slovenia.certification", "size", "examples/slovenia/near.toml", "--lang", "es"]) == 0
    assert "\n    undertaking.size = pequeña empresa\n" in capsys.readouterr().out


def test_an_amount_that_is_not_settled_is_shown_with_its_bounds(capsys, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('region = "slovenia"\non = 2024-09-02\n')
    assert main(["why", "slovenia.certification", "worthwhile", str(file)]) == 0
    assert "    grant = between EUR 0.00 and EUR 9,999.99\n    not told: costs [cost]\n" in capsys.readouterr().out


def test_a_fact_that_nobody_told_is_named(intra, given):
    _, out, _ = intra("why", "hills.voucher", "kind", given(change=('kind = "hill-fair"', "")))
    assert out.startswith("kind: not known\n")
    assert "    not told: kind of event [event.kind]\n" in out


def test_a_duty_is_shown_as_the_rule_that_binds_after_its_day(intra, given):
    _, out, _ = intra("why", "hills.voucher", "sign", given())
    assert "  the line: on <= last_day or (project.contract_signed <= last_day)\n" in out


def test_the_state_of_the_call_has_no_line(intra, given):
    _, out, _ = intra("why", "hills.voucher", "call", given(), "--json")
    told = json.loads(out)
    assert (told["condition"], told["verdict"], told["rules"], told["figures"]) == ("call", "met", [], [])


def test_marks_are_told_in_the_language(intra, given):
    assert "(privzeto)\n" in intra("why", "hills.voucher", "employees", given(), "--lang", "sl")[1]


def test_the_day_asked_for_is_the_day_of_decision(intra, given):
    file = given(change=("on = 2024-09-02\n", ""))
    _, out, _ = intra("eval", "on", file, "--measure", "hills.voucher", "--on", "2024-10-01")
    assert out.startswith("on = 1 October 2024\n")
    _, out, _ = intra("eval", "on", file, "--measure", "hills.voucher")
    assert out.startswith("on = 15 May 2024\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("why", "hills.voucher", "employes", "FILE"), "did you mean 'employees'?"),
        (("why", "hills.vouchr", "call", "FILE"), "did you mean 'hills.voucher'?"),
        (("why", "hills.voucher", "call", "nowhere.toml"), "nowhere.toml: cannot be read: No such file"),
        (("why", "hills.voucher", "call", "FILE", "--on", "today"), "--on: 'today' is not a day"),
        (("eval", "grnt", "FILE", "--measure", "hills.voucher"), "EXPRESSION:1:1: unknown name 'grnt'\n  grnt\n  ^\n"),
        (("eval", "grant +", "FILE", "--measure", "hills.voucher"), "EXPRESSION:1:"),
        (("eval", "", "FILE", "--measure", "hills.voucher"), "there is no expression"),
        (("eval", "(" * 3000, "FILE", "--measure", "hills.voucher"), "more than 2000"),
    ],
)
def test_wrong_words_are_told(intra, given, words, says):
    code, out, err = intra(*(given() if word == "FILE" else word for word in words))
    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("why", "hills.voucher", "employes", "nowhere.toml"),
            "'employes'\n  did you mean 'employees'?",
        ),
        (("eval", "grnt", "nowhere.toml", "--measure", "hills.voucher"), "EXPRESSION:1:1: unknown name 'grnt'"),
    ],
)
def test_faults_of_words_and_file_are_told_together(intra, words, says):
    code, out, err = intra(*words, "--on", "today")
    assert (code, out) == (2, "")
    assert [err.count(each) for each in (says, "nowhere.toml: cannot be read", "--on: 'today'")] == [1, 1, 1]


@pytest.mark.parametrize("condition", ["call", "sign", "kind"])
def test_a_condition_that_is_there_is_not_missed_where_the_file_is_not(intra, condition):
    assert "has no condition" not in intra("why", "hills.voucher", condition, "nowhere.toml")[2]


@pytest.mark.parametrize(
    ("expression", "line"),
    [
        ("grant", "grant = EUR 2,400.00"),
        ("grant >= ceiling", "grant >= ceiling = no"),
        ("aid_intensity", "aid_intensity = 60 %"),
        ("year(on)", "year(on) = 2024"),
        ("event.kind", "event.kind = fair of the hills"),
        ("undertaking.nace", "undertaking.nace = not settled"),
        ("hills.branches", "hills.branches = at least 0 persons"),
        ("ceiling - undertaking.turnover", "ceiling - undertaking.turnover = at most EUR 9,999.99"),
        ("undertaking.registered", "undertaking.registered = not settled"),
        ("on if undertaking.insolvent else last_day", "= between 2 September 2024 and 31 December 2026"),
    ],
)
def test_what_an_expression_comes_to(intra, given, expression, line):
    code, out, _ = intra("eval", expression, given(), "--measure", "hills.voucher")
    assert code == 0
    assert out.splitlines()[0].endswith(line)


def test_a_figure_not_in_force_is_told_with_the_reason(intra, given):
    file = given(change=("submitted = 2024-08-30", "submitted = 2019-08-30"))
    _, out, _ = intra("eval", "ceiling", file, "--measure", "hills.voucher")
    assert out == (
        "ceiling = at least EUR 0.01\n  greatest grant [ceiling]: no figure in force on that day; at least EUR 0.01\n"
    )
