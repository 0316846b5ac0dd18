"""The public way to ask: read, assess, and what an answer tells."""

import datetime as dt
import json
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest
from attrs import evolve
from tests.assessment.made import CALL, REST, measure_of
from tests.installed import CATALOGUE

import intra_core
from intra_core import (
    Application,
    CostLine,
    Costs,
    Money,
    Outcome,
    PastAward,
    Project,
    Undertaking,
    Verdict,
    WrongInput,
    parse_application,
)
from intra_core.assessment.examples import differences
from intra_core.assessment.measure import Measure
from intra_core.assessment.values import value_as_json
from intra_core.assessment.words import cited
from intra_core.model.application import LISTS, TABLES
from intra_core.provenance import Basis, Mark
from intra_core.rules.kinds import Code, Day, Kind, MonthDay, Number, Records, Text, YesNo, number_of

CERTIFICATION = CATALOGUE["slovenia.certification"]
EXAMPLES = Path(__file__).parents[2] / "examples" / "slovenia"
ON = dt.date(2024, 9, 2)


def complete(**changes: object) -> Application:
    """Give the example of the demo, with some of its tables replaced."""
    read = intra_core.read_application(EXAMPLES / "certification.toml")
    tables = {name: getattr(read, name) for name in ("more", *TABLES, *LISTS)}
    return Application(**{"region": "slovenia", "on": ON, **tables, **changes})  # type: ignore[arg-type] # tables by name


def test_the_example_of_the_demo() -> None:
    answer = CATALOGUE.assess(intra_core.read_application(EXAMPLES / "certification.toml"))
    (certification,) = [each for each in answer.assessments if each.id == "slovenia.certification"]
    assert certification.verdict is Outcome.ELIGIBLE
    assert certification.amount == Money(240_000, "EUR")
    assert certification.award is not None
    assert certification.award.steps == ("4,000.00 x 60 % = 2,400.00 (ceiling 9,999.99 not reached)",)
    assert certification.asks == ()
    assert certification.award_bounds is None
    assert all(reason.verdict is Verdict.MET for reason in certification.reasons)
    assert all(reason.sources for reason in certification.reasons)
    assert "slovenia.certification: eligible, EUR 2400.00" in str(answer)
    assert repr(certification).startswith("<Assessment slovenia.certification")


def test_an_answer_is_plain_json_in_any_language() -> None:
    answer = CATALOGUE.assess(intra_core.read_application(EXAMPLES / "certification.toml"))
    english, slovenian = (json.loads(json.dumps(each.to_dict())) for each in (answer, answer.in_language("sl")))
    assert english["assessments"][0]["title"] != slovenian["assessments"][0]["title"]
    assert english["assessments"][0]["award"]["amount"] == slovenian["assessments"][0]["award"]["amount"] == "2400.00"


def test_typed_tables_answer_as_the_file_does() -> None:
    from_file = CATALOGUE.assess(intra_core.read_application(EXAMPLES / "certification.toml"))
    from_code = CATALOGUE.assess(complete())
    verdicts = [
        [(each.id, each.verdict, each.amount, each.unmet) for each in answer.assessments]
        for answer in (from_file, from_code)
    ]
    assert verdicts[0] == verdicts[1]


def test_the_call_that_assess_makes_is_the_one_the_bench_times() -> None:
    application = complete()
    edition = CERTIFICATION.assess(application).dated.edition
    seen: list[object] = []
    decide = edition.decide

    def noted(facts: dict[str, object]) -> object:
        seen.append(facts)
        return decide(facts)

    object.__setattr__(edition, "decide", noted)
    try:
        CERTIFICATION.assess(application)
    finally:
        object.__setattr__(edition, "decide", decide)
    assert len(seen) == 1


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
def test_threads_share_a_catalogue() -> None:
    catalogue = intra_core.load_regions()
    applications = [
        (complete(project=Project(submitted=dt.date(2024, 6, 21) + dt.timedelta(days=each))), each)
        for each in range(60)
    ]
    expected = [str(CATALOGUE.assess(application, on=ON)) for application, _ in applications]
    gate = threading.Barrier(8)

    def ask(number: int) -> list[str]:
        gate.wait()
        return [
            str(catalogue.assess(application, on=ON))
            for application, _ in applications[number:] + applications[:number]
        ]

    with ThreadPoolExecutor(8) as pool:
        for number, found in zip(range(8), pool.map(ask, range(8)), strict=True):
            assert found == expected[number:] + expected[:number]


def test_nothing_is_said_without_a_region_or_a_day() -> None:
    with pytest.raises(WrongInput, match="no region is named"):
        CATALOGUE.assess(Application(on=ON))
    with pytest.raises(WrongInput, match="no day of decision"):
        CATALOGUE.assess(Application(region="slovenia"))
    with pytest.raises(WrongInput, match="no day of decision"):
        CERTIFICATION.assess(Application())
    with pytest.raises(WrongInput, match=r"did you mean 'slovenia\.forum'"):
        CATALOGUE.assess(Application(region="slovenia", on=ON), measures=("slovenia.forun",))
    with pytest.raises(KeyError, match=r"did you mean 'slovenia\.forum'"):
        CATALOGUE["slovenia.forun"]


def test_a_catalogue_is_a_collection_of_measures() -> None:
    assert len(CATALOGUE) == len(CATALOGUE.measures) == len(list(CATALOGUE))
    assert CATALOGUE.today("slovenia", dt.datetime(2024, 9, 1, 22, 30, tzinfo=dt.UTC)) == ON


def assumed(application: Application, measure: Measure = CERTIFICATION) -> dict[str, str]:
    return {each.what: f"{each.value}: {each.why}" for each in measure.assess(application, ON).assumed}


def test_given_sums_are_told_as_given() -> None:
    given = complete(cost=None, costs=Costs(eligible=Money(400_000, "EUR")))
    assert CERTIFICATION.assess(given).amount == Money(240_000, "EUR")
    assert assumed(given)["costs.eligible"] == "4000.00: given, not worked out"


def sized(size: str, headcount: int | None) -> Application:
    undertaking = intra_core.read_application(EXAMPLES / "certification.toml").undertaking
    assert undertaking is not None
    return complete(undertaking=evolve(undertaking, size=size, headcount=headcount))


def test_of_a_size_given_and_one_worked_out_the_stricter_decides() -> None:
    assert assumed(sized("small", None))["undertaking.size"] == "small: given, not worked out"
    told = assumed(sized("medium", 12))["undertaking.size"]
    assert told == "medium: given as medium-sized, but worked out as small: the stricter decides"
    assert assumed(sized("small", 12))["undertaking.size"] == "small: given, not worked out"
    told = assumed(sized("micro", 300))["undertaking.size"]
    assert told == "large: given as micro, but worked out as large: the stricter decides"
    assert CERTIFICATION.assess(sized("micro", 300), ON).unmet == ("size",)


def test_of_a_headroom_given_and_one_worked_out_the_stricter_decides() -> None:
    had = (
        PastAward(granted=dt.date(2023, 5, 1), amount=Money(29_900_000, "EUR"), regime="de-minimis", member_state="SI"),
    )
    both = complete(award=had, aid=intra_core.Aid(headroom=Money(500_000, "EUR")))
    assert "worked out as EUR 1,000.00" in assumed(both)["aid.headroom"]
    assert CERTIFICATION.assess(both, ON).unmet == ("de-minimis",)
    lower = complete(award=(), aid=intra_core.Aid(headroom=Money(500_000, "EUR")))
    told = "5000.00: given as EUR 5,000.00, but worked out as EUR 300,000.00: the stricter decides"
    assert assumed(lower)["aid.headroom"] == told
    same = complete(award=(), aid=intra_core.Aid(headroom=Money(30_000_000, "EUR")))
    assert assumed(same)["aid.headroom"] == "300000.00: given, not worked out"


def test_another_currency_is_asked_for_again() -> None:
    cost = (CostLine(kind="certification-fee", net=Money(400_000, "GBP"), incurred=dt.date(2024, 10, 15)),)
    assessment = CERTIFICATION.assess(complete(cost=cost), ON)
    assert assessment.verdict is Outcome.UNDETERMINED
    (ask,) = [each for each in assessment.asks if each.fact == "cost.net"]
    assert ask.question.endswith("(EUR)")
    leva = (CostLine(kind="certification-fee", net=Money(782_332, "BGN"), incurred=dt.date(2024, 10, 15)),)
    assert CERTIFICATION.assess(complete(cost=leva), ON).amount == Money(240_000, "EUR")


def test_the_fiscal_year_is_assumed_only_where_it_matters() -> None:
    forum = CATALOGUE["slovenia.forum"]
    application = complete(project=Project(submitted=dt.date(2021, 9, 17)), award=())
    found = {each.what for each in forum.assess(application, dt.date(2021, 9, 20)).assumed}
    assert "undertaking.fiscal_year_end" in found
    assert "undertaking.fiscal_year_end" not in assumed(complete())


def test_the_days_taken_are_told() -> None:
    undated = Application(region="slovenia", undertaking=Undertaking(employees=3))
    told = assumed(undated)
    assert told["on"] == "2024-09-02: no day of decision was given"
    assert told["project.submitted"].startswith("2024-09-02: no day of application was given")


def test_words_that_no_vocabulary_knows_are_refused_with_their_line() -> None:
    text = 'region = "slovenia"\non = 2024-09-02\n[certificate]\nstandard = "ISO 9002x"\n'
    with pytest.raises(
        WrongInput, match=r"(?s)a\.toml:4:12: certificate\.standard: unknown word 'ISO 9002x'.*did you mean"
    ):
        CATALOGUE.assess(parse_application(text, "a.toml"))


def test_facts_of_one_region() -> None:
    text = 'region = "slovenia"\non = 2024-09-02\n[slovenia]\nseat_moved = "no"\nseat_mooved = false\n'
    with pytest.raises(WrongInput) as caught:
        CATALOGUE.assess(parse_application(text, "a.toml"))
    assert [str(each).splitlines()[0] for each in caught.value.complaints] == [
        "a.toml:4:14: slovenia.seat_moved: 'no' is neither true nor false",
        "a.toml:5:1: slovenia.seat_mooved: unknown key 'seat_mooved'",
    ]
    typed = CATALOGUE.assess(parse_application(text.replace('"no"', "false").replace("seat_mooved = false\n", "")))
    assert typed.assessments[0].facts["slovenia.seat_moved"] is False
    elsewhere = Application(region="slovenia", on=ON, more={"algarve": {"x": 1}})
    assert "algarve.x" not in CATALOGUE.assess(elsewhere).assessments[0].facts


def test_public_names_are_sorted_and_there() -> None:
    assert intra_core.__all__ == sorted(intra_core.__all__)
    assert all(getattr(intra_core, name) for name in intra_core.__all__)
    assert set(dir(intra_core)) == set(intra_core.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        intra_core.nothing  # noqa: B018 (reading it is the test)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(WrongInput, match="cannot be read: No such file"):
        intra_core.read_application(tmp_path / "nothing.toml")


def test_a_machine_without_time_zones_does_not_guess_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(zone: str) -> None:
        raise ZoneInfoNotFoundError(zone)

    assert CATALOGUE.today("slovenia", dt.datetime(2024, 9, 1, 23, 30, tzinfo=dt.UTC)) == dt.date(2024, 9, 2)
    monkeypatch.setattr("intra_core.assessment.catalogue.ZoneInfo", unknown)
    with pytest.raises(WrongInput, match="does not know the time zone 'Europe/Ljubljana'"):
        CATALOGUE.today("slovenia", dt.datetime(2024, 9, 1, 23, 30, tzinfo=dt.UTC))


def test_errors_travel_between_processes() -> None:
    with pytest.raises(WrongInput) as caught:
        CATALOGUE.assess(Application(region="slovenai", on=ON))
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (one's own)
    assert again.complaints == caught.value.complaints
    assert str(again) == str(caught.value)


def test_an_answer_is_a_collection_of_assessments() -> None:
    answer = CATALOGUE.assess(Application(region="slovenia", on=ON), measures="slovenia.forum")
    assert [each.id for each in answer] == ["slovenia.forum"]
    assert "slovenia.forum" in answer
    assert answer["slovenia.forum"] is answer.assessments[0]
    assert repr(answer).endswith("on 2024-09-02: 1 measures>")
    with pytest.raises(KeyError, match=r"did you mean 'slovenia\.forum'"):
        answer["slovenia.forun"]


def test_what_stands_in_a_log_is_short_and_names_nobody() -> None:
    application = complete()
    assert "Zgled" not in repr(application)
    assert "99999994" not in repr(application)
    assert len(repr(CATALOGUE)) < 200
    assert all(len(repr(each)) < 200 for each in CATALOGUE.regions)
    assert repr(CERTIFICATION) == "<Measure slovenia.certification>"
    assert "slovenia.certification" in CATALOGUE
    assert CERTIFICATION in CATALOGUE
    assert "slovenia.nothing" not in CATALOGUE


def test_instalments_and_assumed_figures_are_told(tmp_path: Path) -> None:
    rest = REST.replace(
        'amount = "grant"',
        'amount = "grant"\ninstalments = [{ after = { en = "the claim" }, amount = "min(grant, half)" }]',
    )
    rest = rest.replace(
        "[label]",
        """half = [{ value = "EUR 1000.00", source = "s", mark = "assumed" }]
way = [{ value = "paper", source = "s", mark = "assumed", note = "as in the year before" }]
day = [{ value = 2024-01-01, source = "s", mark = "assumed" }]
gap = [{ value = "unknown", between = ["EUR 0.00", "EUR 1.00"], source = "s", mark = "assumed" }]
[[condition]]
id = "way"
holds = 'way == "paper" and project.submitted >= day and grant >= gap'
source = "s"
mark = "assumed"
[label]
half = { en = "half" }
way = { en = "way" }
day = { en = "first day" }
gap = { en = "least" }""",
    )
    measure = measure_of(tmp_path, call=CALL.replace('mark = "sourced"', 'mark = "assumed"'), rest=rest)
    application = Application(
        project=Project(submitted=dt.date(2024, 7, 1)), costs=Costs(eligible=Money(400_000, "EUR"))
    )
    assessment = measure.assess(application, dt.date(2024, 7, 2))
    assert assessment.award is not None
    assert [(part.after, str(part.amount)) for part in assessment.award.instalments] == [("the claim", "EUR 1000.00")]
    assert differences(assessment, {"instalments": ["EUR 1000.00"]}) == ()
    assert [each.key for each in differences(assessment, {"instalments": []})] == ["instalments"]
    assert differences(measure.assess(Application(), dt.date(2024, 7, 2)), {"instalments": []}) == ()
    told = {each.what: (each.value, each.why) for each in assessment.assumed}
    assert told["way"] == ("paper", "as in the year before") or told["way"][0] in {"paper", "binds"}
    assert told["day"][0] == "2024-01-01"
    assert told["gap"][0] == "unknown"
    assert told["call"][0] == "one"


def test_a_fiscal_year_that_is_told_is_not_assumed() -> None:
    undertaking = intra_core.read_application(EXAMPLES / "certification.toml").undertaking
    assert undertaking is not None
    told = complete(
        undertaking=evolve(undertaking, fiscal_year_end="--03-31"), project=Project(submitted=dt.date(2021, 9, 17))
    )
    found = CATALOGUE["slovenia.forum"].assess(told, dt.date(2021, 9, 20))
    assert found.facts["undertaking.fiscal_year_end"] == 331
    assert "undertaking.fiscal_year_end" not in {each.what for each in found.assumed}


def test_a_measure_explains_itself() -> None:
    told = CERTIFICATION.explain("sl", ON)
    assert "potrdil" in "\n".join(told.lines()) or "certifikat" in "\n".join(told.lines())
    assert told.to_dict()["measure"] == "slovenia.certification"


def test_an_award_without_a_ceiling_has_no_bounds_while_costs_are_unknown(tmp_path: Path) -> None:
    rest = REST.replace("min(costs.eligible * intensity, ceiling)", "costs.eligible * intensity")
    rest = "".join(line for line in rest.splitlines(keepends=True) if not line.startswith("ceiling"))
    assessment = measure_of(tmp_path, rest=rest).assess(Application(on=ON), ON)
    assert assessment.verdict is Outcome.UNDETERMINED
    assert assessment.award is None
    assert assessment.award_bounds is None
    assert [ask.fact for ask in assessment.asks] == ["cost"]


def test_an_instalment_that_is_not_settled_is_left_out(tmp_path: Path) -> None:
    part = """half = [{ value = "unknown", between = ["EUR 1.00", "EUR 2.00"], source = "s", mark = "sourced" }]
[label]
half = { en = "half" }"""
    rest = REST.replace("[label]", part).replace(
        'amount = "grant"', 'amount = "grant"\ninstalments = [{ after = { en = "the claim" }, amount = "half" }]'
    )
    assessment = measure_of(tmp_path, rest=rest).assess(
        Application(on=ON, costs=Costs(eligible=Money(400_000, "EUR"))), ON
    )
    assert assessment.award is not None
    assert assessment.award.instalments == ()


def test_a_measure_that_grants_no_money_is_decided_all_the_same(tmp_path: Path) -> None:
    measure = measure_of(tmp_path)
    book = evolve(measure.rules.book, award=None, conditions=())
    kind = Measure(rules=evolve(measure.rules, book=book), region="made", time_zone="UTC", languages=("en",))
    assessment = kind.assess(Application(on=ON), ON)
    assert (assessment.verdict, assessment.award, assessment.award_bounds) == (Outcome.ELIGIBLE, None, None)
    assert assessment.asks == ()
    assert {each.what for each in assessment.assumed} == {"project.submitted"}


def test_what_has_no_source_is_cited_without_one() -> None:
    assert cited([Basis(mark=Mark.ASSUMED)]) == ()


def test_values_of_every_kind_in_the_contract() -> None:
    lines = Records({"code": Code("nace"), "main": YesNo()})
    told: dict[Kind, tuple[object, object]] = {
        number_of("EUR"): (150, "1.50"), number_of("AWU"): (125_000, "12.5"), number_of("persons"): (3, 3),
        Number(): (1_250, "12.5 %"), Day(): (ON.toordinal(), "2024-09-02"), MonthDay(): (1231, "--12-31"),
        YesNo(): (True, True), Text(): ("d.o.o.", "d.o.o."), Code("nuts"): ("SI032", "SI032"),
    }  # fmt: skip
    for kind, (value, written) in told.items():
        assert value_as_json(kind, value) == written
    assert value_as_json(lines, ({"code": "2:25.62", "main": True, "odd": 1},)) == [{"code": "25.62", "main": True}]
