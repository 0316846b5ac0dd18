"""Whoever would get nothing is not eligible, and nobody is refused for want of a figure that nobody found."""

from pathlib import Path

import pytest
from attrs import evolve
from tests.assessment.made import CALL, REST, measure_of
from tests.installed import CATALOGUE

import intra_core
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.errors import WrongInput
from intra_core.rules.language import facts_of
from intra_core.rules.payment import SOMETHING
from intra_core.texts import LANGUAGES
from intra_core.verdict import Outcome, Verdict

MEASURES = [measure.id for measure in CATALOGUE]
BASED = 'source = "s"\nmark = "sourced"\n'
FLOOR = f'[[condition]]\nid = "worthwhile"\nholds = "{{}}"\n{{}}{BASED}'
PAID = "min(costs.eligible * intensity, ceiling)"


def has_it(measure: Measure) -> bool:
    return SOMETHING in {each.id for each in measure.rules.book.conditions}


def made_of_costs(measure: Measure) -> bool:
    award = measure.rules.book.award
    return award is not None and "cost" in facts_of(award)


def verdict(measure: Measure, told: str) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
    application = intra_core.parse_application(f'region = "made"\non = 2024-09-02\n{told}')
    assessment = measure.assess(application)
    return assessment.verdict, assessment.unmet, assessment.unknown


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("name", MEASURES)
def test_no_example_is_eligible_for_nothing(name: str) -> None:
    for example in CATALOGUE[name].examples:
        answer = assessed(CATALOGUE[name], example)
        assert answer.verdict is not Outcome.ELIGIBLE or answer.high is None or answer.high > 0, example.name


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("name", [each.id for each in CATALOGUE if made_of_costs(each)])
def test_without_costs_an_award_made_of_costs_is_never_granted(name: str) -> None:
    measure = CATALOGUE[name]
    tried = 0
    for example in measure.examples:
        answer = assessed(measure, example)
        told = {key: value for key, value in answer.facts.items() if key not in {"cost", "costs.eligible"}}
        lines = answer.facts.get("cost", ())
        assert isinstance(lines, tuple)
        for nothing in ((), tuple({**line, "net": 0} for line in lines)):
            facts = {**told, "cost": nothing}
            assert measure.decide_told(answer.application, facts, ()).verdict is not Outcome.ELIGIBLE
            tried += 1
    assert tried


def test_no_costs_are_refused_with_a_sentence_in_each_language(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, call=CALL)
    for told in (
        "cost = []",
        '[costs]\neligible = "EUR 0.00"',
        'cost = [{ net = "EUR 9.00", kind = "fee", incurred = 2023-12-31 }]',
    ):
        assert verdict(measure, told) == (Outcome.INELIGIBLE, (SOMETHING,), ())
    answer = measure.assess(intra_core.parse_application('region = "made"\non = 2024-09-02\ncost = []'))
    said = set()
    for language in LANGUAGES:
        first = answer.in_language(language).reasons[0]
        assert (first.condition, first.verdict, first.facts) == (SOMETHING, Verdict.UNMET, {"cost": []})
        said.add(first.says)
    assert len(said) == len(LANGUAGES)
    assert "The award comes to more than nothing" in said
    assert [source.source.title for source in answer.reasons[0].sources] == ["Source"]


@pytest.mark.parametrize(("costs", "granted"), [("0.01", None), ("0.02", "EUR 0.01"), ("0.00", None)])
def test_a_cent_is_something_and_less_is_nothing(tmp_path: Path, costs: str, granted: str | None) -> None:
    application = f'region = "made"\non = 2024-09-02\n[costs]\neligible = "EUR {costs}"'
    amount = measure_of(tmp_path).assess(intra_core.parse_application(application)).amount
    assert (str(amount) if amount is not None else None) == granted


def test_costs_that_nobody_has_told_are_asked_for(tmp_path: Path) -> None:
    measure = measure_of(tmp_path)
    assert verdict(measure, "") == (Outcome.UNDETERMINED, (), (SOMETHING,))
    answer = measure.assess(intra_core.parse_application('region = "made"\non = 2024-09-02'))
    assert [(ask.fact, ask.decides) for ask in answer.asks] == [("cost", (SOMETHING, "award"))]


@pytest.mark.parametrize(
    "figure",
    ['"unknown"', '"unknown", between = ["0 %", "50 %"]', '"unknown", between = ["20 %", "50 %"]'],
)
def test_a_rate_that_nobody_found_leaves_the_eligible_eligible(tmp_path: Path, figure: str) -> None:
    unit = "" if "between" in figure else ', unit = "%"'
    measure = measure_of(
        tmp_path, rest=REST.replace('intensity = [{ value = "60 %"', f"intensity = [{{ value = {figure}{unit}")
    )
    assert verdict(measure, '[costs]\neligible = "EUR 100.00"') == (Outcome.ELIGIBLE, (), ())
    assert verdict(measure, '[costs]\neligible = "EUR 0.00"') == (Outcome.INELIGIBLE, (SOMETHING,), ())
    bounds = measure.assess(
        intra_core.parse_application('region = "made"\non = 2024-09-02\n[costs]\neligible = "EUR 100.00"')
    ).award_bounds
    assert bounds is not None
    assert str(bounds.at_least) == ("EUR 20.00" if "20 %" in figure else "EUR 0.00"), "the award is shown as it was"


def test_a_rate_that_is_zero_is_nothing_and_one_of_a_table_that_nobody_found_is_something(tmp_path: Path) -> None:
    table = 'intensity = [{ value = { micro = "unknown", small = "60 %", medium = "0 %", large = "unknown" }'
    rest = REST.replace('intensity = [{ value = "60 %"', table).replace(
        PAID, PAID.replace("intensity", "intensity[undertaking.size]")
    )
    measure = measure_of(tmp_path, rest=rest)
    found = {
        size: verdict(measure, f'[undertaking]\nsize = "{size}"\n[costs]\neligible = "EUR 100.00"')[0].value
        for size in ("micro", "small", "medium", "large")
    }
    assert found == {"micro": "eligible", "small": "eligible", "medium": "ineligible", "large": "eligible"}
    assert verdict(measure, '[costs]\neligible = "EUR 100.00"') == (Outcome.UNDETERMINED, (), (SOMETHING,))


@pytest.mark.parametrize(
    ("holds", "has"),
    [
        ("grant >= ceiling", False),
        ("grant > ceiling", False),
        ("grant > nothing", False),
        ("grant >= nothing", True),
        ("grant <= ceiling", True),
        ("costs.eligible >= ceiling", True),
        ("undertaking.insolvent or grant >= ceiling", True),
        ("undertaking.insolvent and grant >= ceiling", False),
        ("undertaking.insolvent and grant <= ceiling", True),
    ],
)
def test_a_condition_that_asks_for_as_much_takes_its_place(tmp_path: Path, holds: str, has: bool) -> None:
    nothing = (
        'nothing = [{ value = "EUR 0.00", source = "s", mark = "sourced" }]\n[label]\nnothing = { en = "nothing" }'
    )
    rest = REST.replace("[label]", nothing) if "nothing" in holds else REST
    assert has_it(measure_of(tmp_path, rest=rest + FLOOR.format(holds, ""))) is has


@pytest.mark.parametrize(
    ("first", "second", "has"),
    [
        ("", "since = 2024-07-01\n", False),
        ("until = 2024-06-30\n", "since = 2024-07-01\n", False),
        ("since = 2024-01-01\n", "since = 2024-07-01\n", True),
        ("", "since = 2024-07-01\nuntil = 2024-12-31\n", True),
        ("", 'since = 2024-07-01\napplies = "undertaking.insolvent"\n', True),
    ],
)
def test_but_only_if_it_does_on_every_day_and_for_everybody(tmp_path: Path, first: str, second: str, has: bool) -> None:
    rest = REST + FLOOR.format("grant >= ceiling", first) + FLOOR.format("grant >= ceiling", second)
    assert has_it(measure_of(tmp_path, rest=rest)) is has


def test_between_two_wordings_no_day_is_without_a_floor(tmp_path: Path) -> None:
    rest = REST + FLOOR.format("grant >= ceiling", "until = 2024-06-29\n")
    rest += FLOOR.format("grant >= ceiling", "since = 2024-07-01\n")
    with pytest.raises(WrongInput, match="nothing is said of the days after 2024-06-29"):
        measure_of(tmp_path, rest=rest)


@pytest.mark.parametrize("bounds", ['["0 %", "100 %"]', '["0 %", "60 %"]', '["40 %", "100 %"]'])
def test_an_own_part_that_nobody_found_is_not_all_of_it(tmp_path: Path, bounds: str) -> None:
    unknown = f'intensity = [{{ value = "unknown", between = {bounds}'
    rest = REST.replace('intensity = [{ value = "60 %"', unknown)
    rest = rest.replace(PAID, "min(costs.eligible - costs.eligible * intensity, ceiling)")
    measure = measure_of(tmp_path, rest=rest)
    assert verdict(measure, '[costs]\neligible = "EUR 100.00"') == (Outcome.ELIGIBLE, (), ())
    assert verdict(measure, '[costs]\neligible = "EUR 0.00"') == (Outcome.INELIGIBLE, (SOMETHING,), ())


def test_help_in_kind_that_costs_make_has_it_too_and_a_fixed_sum_has_not(tmp_path: Path) -> None:
    in_kind = REST.replace('amount = "grant"', 'amount = "grant"\nin_kind = { en = "training" }')
    assert has_it(measure_of(tmp_path, rest=in_kind))
    fixed = REST.replace(PAID, "ceiling").replace(', round = "down"', "")
    fixed = "".join(line for line in fixed.splitlines(keepends=True) if not line.startswith("intensity"))
    assert not has_it(measure_of(tmp_path, rest=fixed))
    by_size = fixed.replace('is = "ceiling"', 'is = "ceiling if undertaking.insolvent else ceiling"')
    assert not has_it(measure_of(tmp_path, rest=by_size))


def test_its_id_is_taken(tmp_path: Path) -> None:
    rest = REST + FLOOR.format("grant <= ceiling", "").replace("worthwhile", SOMETHING)
    with pytest.raises(WrongInput, match="stands for two things"):
        measure_of(tmp_path, rest=rest)


def test_an_award_is_weighed_before_it_is_cut_to_the_headroom(tmp_path: Path) -> None:
    rest = REST.replace('regime = "none"', 'regime = "de-minimis"\nreducible = true')
    told = '[costs]\neligible = "EUR 100.00"\n[aid]\nheadroom = "EUR 0.00"'
    assert verdict(measure_of(tmp_path, rest=rest), told) == (Outcome.INELIGIBLE, ("de-minimis",), ())


def test_earlier_aid_that_uses_the_ceiling_up_leaves_nothing() -> None:
    measure = CATALOGUE["extremadura.market_access"]
    (used_up,) = [each for each in measure.examples if each.name == "Nor after the ceiling itself"]
    answer = assessed(measure, used_up)
    assert (answer.unmet, answer.suggestions) == ((SOMETHING,), ())
    assert assessed(measure, evolve(used_up, expect={})).award is None
