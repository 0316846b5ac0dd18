"""What would help, worked out by hand; how it is said; and what is said where nothing helps."""

import datetime as dt
import json
from pathlib import Path
from string import Formatter

import pytest
from attrs import evolve
from tests.assessment.made import CALL, HEAD, REST, catalogue_of, measure_of
from tests.installed import CATALOGUE

from intra_core import Outcome, parse_application
from intra_core.assessment import advising, moves
from intra_core.assessment.answer import Answer
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure


def example(name: str, begins: str) -> Assessment:
    measure = CATALOGUE[name]
    return assessed(measure, next(each for each in measure.examples if each.name.startswith(begins)))


def says(assessment: Assessment) -> list[str]:
    return [each.says for each in assessment.suggestions]


# --- measures of Slovenia -----------------------------------------------------------------------


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize(
    ("measure", "begins", "wanted"),
    [
        # 60 % of 1,666.67 is 1,000.002, rounded down 1,000.00: the least grant.
        ("certification", "60 % of 1,666.65", ["Raise the total of eligible costs by EUR 0.02"]),
        ("certification", "A tax debt of 50.00", ["Pay EUR 0.01 of the due tax debt"]),
        ("certification", "Something is still owed to the fund", ["Settle the due obligations to the fund"]),
        ("certification", "A certificate of six days", ["Attach certificate of settled tax obligations"]),
        # The three vouchers of 2024 count in that year only.
        ("certification", "Three other vouchers", ["Apply on 1 January 2025"]),
        # Aid of 10 May 2022 counts until 10 May 2025; 60 % of 3,999.99 is 2,399.99.
        (
            "certification",
            "Aid before and this grant make 300,000.01",
            ["Lower the total of eligible costs by EUR 0.01", "Apply on 11 May 2025"],
        ),
        ("certification", "The day before V3 opens", ["Apply on 3 September 2024"]),
        ("delegation", "Three people go", ["Leave participant 3 (employee) at home"]),
        (
            "delegation",
            "In 2019 without any certificate",
            ["Attach certificate of filed tax returns and attach certificate of settled tax obligations"],
        ),
        ("delegation", "The organiser's statement is missing", ["Attach the statement of the organiser"]),
        (
            "delegation",
            "At EXPO 2020 Dubai five nights are the limit",
            ["Leave out cost 2 (accommodation)", "Stay 1 night less in cost 2 (accommodation)"],
        ),
        ("spirit_fair", "A ten-thousandth of a square metre too small", ["Rent a stand of 5 m²"]),
    ],
)
def test_a_worked_example_of_slovenia(measure: str, begins: str, wanted: list[str]) -> None:
    assessment = example(f"slovenia.{measure}", begins)
    assert says(assessment) == wanted
    assert all(each.verdict is Outcome.ELIGIBLE and each.award is not None for each in assessment.suggestions)


def test_two_things_that_have_nothing_to_do_with_each_other_are_changed_together() -> None:
    text = (Path(__file__).parents[2] / "examples" / "slovenia" / "certification.toml").read_text("utf-8")
    both = text.replace("EUR 4000.00", "EUR 1500.00").replace(
        'tax_debt            = "EUR 0.00"', 'tax_debt = "EUR 80.00"'
    )
    assert "EUR 80.00" in both
    assessment = CATALOGUE["slovenia.certification"].assess(parse_application(both), dt.date(2024, 9, 2))
    # 60 % of 1,666.67 is just enough, and a debt of 49.99 is below the limit.
    assert says(assessment) == [
        "Spend EUR 166.67 more on cost 1 (certification fee) and pay EUR 30.01 of the due tax debt"
    ]


def test_an_amount_that_a_condition_reads_twice_is_lowered_until_the_answer_flips() -> None:
    measure = CATALOGUE["abruzzo.network_contracts"]
    taken = example("abruzzo.network_contracts", "One member bears it all")
    refused = measure.decide_told(taken.application, {**taken.facts, "aid.headroom": 7_499_999}, ())
    assert refused.unmet == ("de-minimis",)
    # The member that bears it all is paid 75,000.00 at most, so that nothing changes before 149,999.99.
    assert [each.changes[0].after for each in refused.suggestions] == ["149999.99"]
    assert refused.advice.cut_short


def test_two_amounts_that_bear_on_one_another_are_both_lowered() -> None:
    measure = CATALOGUE["algarve.territorial_base"]
    taken = example("algarve.territorial_base", "A bonus of five points elsewhere")
    assert taken.verdict is Outcome.ELIGIBLE
    facts = {"algarve.investment": 52_609_931, "costs.eligible": 67_400_006, "aid.headroom": 8_500_000}
    changed = {name: told for name, told in taken.facts.items() if name not in {"cost", "award"}}
    assessment = measure.decide_told(evolve(taken.application, cost=None), {**changed, **facts}, ())
    assert set(assessment.unmet) == {"investment", "de-minimis"}
    (told,) = assessment.suggestions
    # 45 % of 188,888.91 is 85,000.0095, rounded down the headroom.
    assert told.says == (
        "Lower the total investment of the project to EUR 300,000.00 "
        "and lower the total of eligible costs by EUR 485,111.15"
    )
    assert not assessment.advice.cut_short


def test_who_charges_a_cost_that_stays_is_not_done_without() -> None:
    related = "What a related contractor charges is not paid, what another charges is"
    measure = CATALOGUE["slovenia.forum"]
    paid = example("slovenia.forum", related)
    every = [evolve(each, affiliated=True) for each in paid.application.contractor or ()]
    assessment = measure.assess(evolve(paid.application, contractor=tuple(every)), paid.day)
    assert assessment.unmet == ("worthwhile", "something-to-pay")
    assert assessment.suggestions == ()


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_who_stays_at_home_is_named_and_takes_the_costs_along() -> None:
    (told,) = example("slovenia.delegation", "A consultant who is neither").suggestions
    assert told.says == ("Leave out cost 3 (travel) and cost 5 (accommodation) and leave participant 2 (other) at home")
    assert {each.fact for each in told.changes} == {"cost", "participant"}


def test_where_there_is_no_room_to_look_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advising, "MOST_READINGS_EACH", 1)
    text = (Path(__file__).parents[2] / "examples" / "slovenia" / "certification.toml").read_text("utf-8")
    both = text.replace("EUR 4000.00", "EUR 1500.00").replace(
        'tax_debt            = "EUR 0.00"', 'tax_debt = "EUR 80.00"'
    )
    assessment = CATALOGUE["slovenia.certification"].assess(parse_application(both), dt.date(2024, 9, 2))
    assert says(assessment) == []
    assert assessment.advice.cut_short


def test_a_suggestion_has_what_changes_from_what_to_what() -> None:
    (told,) = example("slovenia.delegation", "Elsewhere they are not").suggestions
    (change,) = told.changes
    assert (change.fact, change.before, change.after) == ("cost[1].nights", 5, 3)
    assert change.label == "number of nights in the cost"
    assert told.effort == "days"
    assert str(told.award) == "EUR 300.00"


def test_two_papers_are_one_change_of_the_list_in_the_answer() -> None:
    (told,) = example("slovenia.delegation", "In 2019 without any certificate").suggestions
    (change,) = told.changes
    assert change.fact == "document"
    assert change.before == []
    assert isinstance(change.after, list)
    assert [each["kind"] for each in change.after] == ["returns-clearance", "tax-clearance"]


def test_suggestions_are_told_in_the_language_of_the_answer() -> None:
    assessment = example("slovenia.certification", "Aid before and this grant make 300,000.01").in_language("sl")
    assert says(assessment) == [
        "Zmanjšajte vsoto upravičenih stroškov za 0,01\xa0EUR",
        "Oddajte vlogo na dan 11. 5. 2025",
    ]
    refused = example("slovenia.certification", "A seat in Graz").in_language("sl")
    assert refused.advice.says == "Nič, kar prijavitelj lahko spremeni, ne bi pomagalo"


def test_who_the_applicant_is_cannot_be_changed() -> None:
    for begins in ("250 annual work units", "A seat in Graz", "An association is none"):
        advice = example("slovenia.certification", begins).advice
        assert (advice.suggestions, advice.proved, advice.cut_short) == ((), True, False)
        assert advice.says == "Nothing that the applicant can change would help"


def test_no_longer_refused_is_said_as_that() -> None:
    (asked,) = example("algarve.industry_voucher", "Too few jobs").suggestions
    assert asked.verdict is Outcome.UNDETERMINED
    assert asked.award is None
    assert asked.says.endswith("then it is no longer refused, and what is missing is still to be told")
    (stuck,) = example("slovenia.fair", "Two offers").suggestions
    then = "then it is no longer refused, but a figure or a day that decides was not found"
    assert stuck.says == f"Add 1 offer that can be compared: {then}"


# --- other regions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "begins", "language", "wanted"),
    [
        ("abruzzo.export_manager", "Five months", "it", ["Stipulare il contratto di servizio per 6 mesi"]),
        ("algarve.qualification", "25 months", "pt", ["Planeie o projeto para 24 meses"]),
        (
            "westmidlands.global_cooperation",
            "It starts a day late",
            "en",
            ["Start the work on the project on 1 January 2022"],
        ),
        (
            "algarve.individual_projects",
            "A day later, for e-commerce",
            "pt",
            ["Escolha «Brexit: diversificação de mercados» como prioridade do projeto"],
        ),
        ("extremadura.icex_next", "Another's brand", "es", ["Cree una marca propia"]),
        ("slovenia.ownership_transfer", "A hundredth of a percent", "sl", ["Prenesite 51\xa0% osnovnega kapitala"]),
        ("westmidlands.tradeshow_access", "A solo grant of 1 April", "en", ["Exhibit in a group"]),
    ],
)
def test_what_only_one_region_asks_for_can_be_changed(
    measure: str, begins: str, language: str, wanted: list[str]
) -> None:
    assert says(example(measure, begins).in_language(language)) == wanted


def test_what_bulgaria_alone_asks_for_is_one_of_three_ways() -> None:
    assessment = example("bulgaria.entrepreneurship", "The capital is a stotinka below").in_language("bg")
    assert says(assessment)[-1] == "Увеличете записания капитал на 50\xa0000,00\xa0BGN"


def test_a_call_that_nobody_knows_to_be_open_keeps_no_advice_back() -> None:
    refused = example("extremadura.digitalisation", "Another body pays for the same")
    assert "call" in refused.unknown
    (told,) = refused.suggestions
    assert told.verdict is Outcome.UNDETERMINED
    assert told.says.startswith("Give up the other public aid for the same purpose: then it is no longer refused, but")


@pytest.mark.parametrize("region", sorted({each.region for each in CATALOGUE}))
def test_advice_of_a_region_stands_in_its_languages_and_fills_in_the_same(region: str) -> None:
    found = next(each.region for each in CATALOGUE.regions if each.region.id == region)
    own = [each for each in found.vocabulary.changes.values() if each.fact.startswith(f"{region}.")]
    assert own
    for change in own:
        english = places(change.says.in_language("en"))
        for language in found.languages:
            assert change.says.has(language), (change.fact, language)
            assert places(change.says.in_language(language)) == english, (change.fact, language)


def places(text: str) -> set[str]:
    return {"by" if name == "n" else name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_who_is_not_refused_needs_no_help() -> None:
    for begins in ("A small exporter", "Nobody has said"):
        found = [each for each in CATALOGUE["slovenia.certification"].examples if each.name.startswith(begins)]
        for each in found:
            advice = assessed(CATALOGUE["slovenia.certification"], each).advice
            assert (advice.suggestions, advice.says, advice.proved) == ((), "", False)


# --- measures made for one case -----------------------------------------------------------------

FAR = CALL.replace("2024-12-31", "2028-12-31")
ON = dt.date(2024, 9, 2)


def condition(text: str, name: str = "c") -> str:
    return f'[[condition]]\nid = "{name}"\nholds = """{text}"""\nsource = "s"\nmark = "sourced"\n'


def figures(text: str) -> str:
    names = [line.partition(" ")[0] for line in text.splitlines()]
    lines = "".join(line.replace("}", ', source = "s", mark = "sourced" }]\n') for line in text.splitlines())
    labels = "".join(f'{name} = {{ en = "{name}" }}\n' for name in names)
    return REST.replace("[label]\n", f"{lines}[label]\n{labels}")


def asked(measure: Measure, text: str, on: dt.date = ON) -> Assessment:
    assessment = measure.assess(parse_application(f'region = "made"\n{text}'), on)
    assert assessment.verdict is Outcome.INELIGIBLE
    return assessment


COSTS = '[costs]\neligible = "EUR 100.00"\n'


def test_waiting_for_a_voucher_to_close(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, rest=REST + condition("not any(not v.closed for v in voucher)"), call=FAR)
    text = f'voucher = [{{ measure = "other.voucher", closed = 2025-03-01 }}]\n{COSTS}'
    assert says(asked(measure, text)) == ["Apply on 1 March 2025"]
    submitted = f"{text}[project]\nsubmitted = 2024-09-01\n"
    assert says(asked(measure, submitted)) == ["Apply on 1 March 2025"]


def test_a_given_headroom_decides_until_what_it_is_worked_out_from_is_stricter_no_more(tmp_path: Path) -> None:
    rest = REST.replace('regime = "none"', 'regime = "de-minimis"')
    measure = measure_of(tmp_path, rest=rest, call=FAR)
    award = '[{ granted = 2022-05-10, amount = "EUR 299950.00", regime = "de-minimis", member_state = "SI" }]'
    text = f'award = {award}\n[aid]\nheadroom = "EUR 60.00"\n{COSTS}'
    assert says(asked(measure, text)) == ["Lower the total of eligible costs by EUR 16.66", "Apply on 11 May 2025"]


def test_a_given_size_is_read_as_that_or_a_stricter_one_while_days_are_searched(tmp_path: Path) -> None:
    rest = REST + condition("undertaking.size in sizes.sme") + condition("event.active", "active")
    measure = measure_of(tmp_path, rest=rest, call=FAR)
    text = f'[undertaking]\nsize = "large"\n[event]\nactive = false\n{COSTS}'
    assert asked(measure, text).advice.proved


def test_a_contract_is_signed_later_than_the_decision_where_the_applicant_waits(tmp_path: Path) -> None:
    rest = figures("last [{ value = 2024-10-31 }\nfirst [{ value = 2024-10-10 }".replace(" [", " = ["))
    rest += condition("project.contract_signed <= last") + condition("first <= project.submitted", "late")
    measure = measure_of(tmp_path, rest=rest, call=FAR)
    text = f"[project]\ncontract_signed = 2024-11-05\n{COSTS}"
    (told,) = asked(measure, text).suggestions
    assert told.says == (
        "Sign the contract with the granting authority on 31 October 2024 and apply on 10 October 2024"
    )


def test_a_planned_day_is_not_moved_past_the_end_of_time(tmp_path: Path) -> None:
    rest = figures('none = [{ value = "0 years" }')
    rest += condition("add_years(project.contract_signed, none) < project.contract_signed")
    assessment = asked(measure_of(tmp_path, rest=rest), f"[project]\ncontract_signed = 9999-12-30\n{COSTS}")
    assert assessment.suggestions == ()


def test_whose_cost_is_left_out_stays_at_home_even_where_no_condition_reads_both(tmp_path: Path) -> None:
    rest = figures('cap = [{ value = "EUR 10.00" }\none = [{ value = "1 participants" }')
    rest += condition("sum(x.net for x in cost) <= cap") + condition("count(participant) <= one", "few")
    people = 'participant = [{ id = "p1", role = "owner" }, { id = "p2", role = "owner" }]'
    lines = ('kind = "fee"', 'kind = "fee", participant = "p1"', 'kind = "fee", participant = "p2"')
    costs = ", ".join(f'{{ {each}, net = "EUR 5.00", incurred = 2024-09-03 }}' for each in lines)
    assessment = asked(measure_of(tmp_path, rest=rest), f"{people}\ncost = [{costs}]")
    assert "Leave out cost 2 (participation fee) and leave participant 1 (owner) at home" in says(assessment)


def test_the_day_to_apply_on_is_told_last_and_what_is_to_be_done_is_one_list(tmp_path: Path) -> None:
    rest = figures("first = [{ value = 2024-10-10 }")
    rest += condition("first <= project.submitted") + condition("undertaking.obligations_settled", "settled")
    rest += condition('any(d.kind == "tax-clearance" for d in document)', "tax")
    text = f"document = []\n[undertaking]\nobligations_settled = false\n{COSTS}"
    (told,) = asked(measure_of(tmp_path, rest=rest, call=FAR), text).suggestions
    assert told.says == (
        "Attach certificate of settled tax obligations, settle the due obligations to public bodies "
        "and apply on 10 October 2024"
    )
    (both,) = example("slovenia.delegation", "The day before the round of 2019").suggestions
    first, second = "attach certificate of filed tax returns", "attach certificate of settled tax obligations"
    assert both.says.lower() == f"{first}, {second} and apply on 2 july 2019"


def test_a_day_that_is_past_is_not_moved(tmp_path: Path) -> None:
    rest = figures("last = [{ value = 2024-08-01 }") + condition("project.contract_signed <= last")
    measure = measure_of(tmp_path, rest=rest, call=FAR)
    assert asked(measure, f"[project]\ncontract_signed = 2024-08-05\n{COSTS}").advice.proved
    assert asked(measure, f"[project]\ncontract_signed = 2024-09-05\n{COSTS}").advice.proved


def test_a_search_that_is_cut_short_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = measure_of(tmp_path, rest=REST + condition("event.active") + condition("event.organiser_statement", "d"))
    text = f"[event]\nactive = false\norganiser_statement = false\n{COSTS}"
    (told,) = asked(measure, text).suggestions
    assert told.says == "Take an active part in the event and attach the statement of the organiser"
    monkeypatch.setattr(advising, "MOST_READINGS_EACH", 0)
    cut = asked(measure, text).advice
    assert (cut.suggestions, cut.proved, cut.cut_short) == ((), False, True)
    assert cut.says == "No change of at most 3 facts was found that would help; the search was cut short"
    monkeypatch.setattr(advising, "MOST_READINGS", 1)
    assert asked(measure, text).advice.cut_short
    monkeypatch.undo()
    monkeypatch.setattr(advising, "MOST_CHANGES", 1)
    few = asked(measure, text).advice
    assert (few.proved, few.cut_short) == (False, False)


def test_a_long_list_is_moved_in_part_and_the_answer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = figures('cap = [{ value = "EUR 5.00" }') + condition("all(x.net <= cap for x in cost)")
    measure = measure_of(tmp_path, rest=rest)
    lines = ", ".join(f'{{ kind = "fee", net = "EUR {net}.00", incurred = 2024-09-03 }}' for net in (6, 6, 3, 4))
    monkeypatch.setattr(moves, "MOST_RECORDS", 1)
    advice = asked(measure, f"cost = [{lines}]").advice
    assert [each.says for each in advice.suggestions] == [
        "Leave out cost 1 (participation fee) and cost 2 (participation fee)"
    ]
    assert advice.cut_short
    monkeypatch.undo()
    monkeypatch.setattr(moves, "MOST_DROPS", 2)
    cut = asked(measure, f"cost = [{lines}]").advice
    assert cut.cut_short
    assert [[change.fact for change in each.changes] for each in cut.suggestions] == [["cost[0].net", "cost[1].net"]]


def test_another_means_of_transport(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, rest=REST + condition('all(x.mode == "train" for x in cost)'))
    text = 'cost = [{ kind = "fee", net = "EUR 6.00", incurred = 2024-09-03, mode = "air" }]'
    assert says(asked(measure, text)) == ["Travel by train in cost 1 (participation fee)"]


def test_several_papers_of_a_kind(tmp_path: Path) -> None:
    rest = figures('two = [{ value = "2 documents" }')
    rest += condition('count(d for d in document if d.kind == "tax-clearance") >= two')
    (told,) = asked(measure_of(tmp_path, rest=rest), f"document = []\n{COSTS}").suggestions
    assert told.says == "Attach 2 x certificate of settled tax obligations"
    plain = figures('two = [{ value = "2 documents" }') + condition("count(document) >= two")
    (told,) = asked(measure_of(tmp_path, rest=plain), f"document = []\n{COSTS}").suggestions
    assert told.says == "Attach 2 documents"


def test_a_record_without_a_word_is_named_by_its_number(tmp_path: Path) -> None:
    rest = figures('cap = [{ value = "EUR 5.00" }') + condition("all(x.net <= cap for x in cost)")
    measure = measure_of(tmp_path, rest=rest)
    then = "then it is no longer refused, and what is missing is still to be told"
    assert says(asked(measure, 'cost = [{ net = "EUR 6.00" }]')) == [f"Claim EUR 1.00 less for cost 1: {then}"]


def test_without_a_word_on_waiting_nobody_waits(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, call=CALL)
    early = dt.date(2024, 6, 1)
    assert says(asked(measure, COSTS, early)) == ["Apply on 21 June 2024"]
    vocabulary = evolve(measure.vocabulary, changes={})
    lazy = evolve(measure, rules=evolve(measure.rules, vocabulary=vocabulary))
    assert asked(lazy, COSTS, early).advice.proved


def test_a_day_near_the_end_of_time_has_no_later_one(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, rest=REST + condition("event.active"), call=FAR)
    assert asked(measure, f"[event]\nactive = false\n{COSTS}", dt.date.max).advice.proved


def test_an_hour_that_is_told_stays(tmp_path: Path) -> None:
    call = CALL.replace("opens = 2024-06-21", "opens = 2024-06-21T09:00:00")
    measure = measure_of(tmp_path, call=call)
    early = dt.date(2024, 6, 1)
    assert says(asked(measure, f"[project]\nsubmitted_at = 10:00:00\n{COSTS}", early)) == ["Apply on 21 June 2024"]
    assert says(asked(measure, f"[project]\nsubmitted_at = 08:00:00\n{COSTS}", early)) == ["Apply on 22 June 2024"]


# --- instead ------------------------------------------------------------------------------------


def test_where_nothing_helps_the_measures_that_would_take_it_are_named() -> None:
    measure = CATALOGUE["slovenia.forum"]
    eligible = next(each for each in measure.examples if each.expect.get("verdict") == "eligible")
    application = assessed(measure, eligible).application
    answer = CATALOGUE.assess(application, on=eligible.on, measures="slovenia.delegation")
    (delegation,) = answer
    assert delegation.advice.proved
    assert [each.id for each in answer.instead()] == ["slovenia.forum"]
    (told,) = json.loads(json.dumps(answer.to_dict()))["assessments"]
    assert told["instead"] == [{"measure": "slovenia.forum", "verdict": "eligible"}]
    assert told["advice"] == {"says": delegation.advice.says, "proved": True, "cut_short": False}
    every = CATALOGUE.assess(application, on=eligible.on)
    assert [each.id for each in every.instead()] == ["slovenia.forum"]


def test_a_measure_that_may_take_it_is_named_where_none_surely_does(tmp_path: Path) -> None:
    catalogue = catalogue_of(tmp_path, HEAD + CALL + REST)
    application = parse_application('region = "made"')
    assert [each.id for each in catalogue.assess(application, on=ON).instead()] == ["made.voucher"]
    assert catalogue.assess(application, on=dt.date(2026, 1, 1)).instead() == ()


def test_an_answer_made_by_hand_knows_no_other_measures() -> None:
    refused = example("slovenia.certification", "A seat in Graz")
    assert Answer(region="slovenia", version="1", on=ON, assessments=(refused,)).instead() == ()


def test_of_many_suggestions_the_three_easiest_are_given(tmp_path: Path) -> None:
    text = "event.active or event.organiser_statement or event.stand.own or study.primary_sources"
    measure = measure_of(tmp_path, rest=REST + condition(text))
    told = "[event]\nactive = false\norganiser_statement = false\nstand = { own = false }\n"
    told += "[study]\nprimary_sources = false\n"
    assessment = asked(measure, f"{told}{COSTS}")
    assert [each.changes[0].fact for each in assessment.suggestions] == [
        "event.active",
        "event.organiser_statement",
        "event.stand.own",
    ]


def test_nobody_signs_before_the_day_for_which_the_applicant_waits(tmp_path: Path) -> None:
    rest = figures("last = [{ value = 2024-10-31 }\nfirst = [{ value = 2024-11-01 }")
    rest += condition("project.contract_signed <= last") + condition("first <= project.submitted", "late")
    assessment = asked(measure_of(tmp_path, rest=rest, call=FAR), f"[project]\ncontract_signed = 2024-11-05\n{COSTS}")
    assert assessment.suggestions == ()
    assert not assessment.advice.proved


def test_nor_where_both_days_depend_on_another(tmp_path: Path) -> None:
    rest = figures('five = [{ value = "5 months" }\nsix = [{ value = "6 months" }')
    rest += condition("project.contract_signed <= add_months(undertaking.registered, five)")
    rest += condition("add_months(undertaking.registered, six) <= project.submitted", "late")
    text = f"[project]\ncontract_signed = 2024-11-05\n[undertaking]\nregistered = 2024-05-01\n{COSTS}"
    advice = asked(measure_of(tmp_path, rest=rest, call=FAR), text).advice
    assert (advice.suggestions, advice.cut_short) == ((), False)
