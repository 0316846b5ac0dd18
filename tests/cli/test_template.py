"""`intra template`: an application to fill in."""

import json

import intra_core


def test_each_key_has_its_question_and_an_example(intra):
    code, out, _ = intra("template", "hills.voucher")
    assert code == 0
    assert 'region = "hills"\n' in out
    assert (
        "[undertaking]\n"
        "# How many persons does the applicant employ on the day of application? [count persons]\n"
        "#employees = 3\n"
    ) in out
    assert '# What kind of event is it? [choice] (such as: fair, hill-fair)\n#kind = "fair"\n' in out
    assert "#cost = []\n" in out
    assert "One [[cost]] for each.\n#[[cost]]\n" in out
    assert (
        '# In place of what it is worked out from: total of eligible costs [money]\n#eligible = "EUR 1000.00"\n' in out
    )


def test_slovenian_questions(intra):
    _, out, _ = intra("template", "hills.voucher", "--lang", "sl")
    assert "# Katere vrste je dogodek? [choice] (na primer: fair, hill-fair)\n" in out


def test_json_lists_the_same_keys_with_questions_and_types(intra):
    _, out, _ = intra("template", "hills.voucher", "--json")
    form = json.loads(out)
    assert [each["fact"] for each in form["facts"]] == [
        "undertaking.employees",
        "project.submitted",
        "project.contract_signed",
        "event.kind",
        "cost",
        "cost.kind",
        "cost.net",
        "cost.incurred",
    ]
    assert form["facts"][0]["type"] == "count persons"
    assert [each["fact"] for each in form["instead"]] == ["costs.eligible"]


def test_what_is_printed_is_an_application_that_tells_nothing(intra, tmp_path):
    _, out, _ = intra("template", "hills.voucher")
    file = tmp_path / "form.toml"
    file.write_text(out, "utf-8")
    application = intra_core.read_application(file)
    assert application.region == "hills"
    assert application.on is None
    assert dict(application.facts) == {}
    assert intra("assess", file)[0] == 0
