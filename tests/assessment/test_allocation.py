"""How a call's money is given out is recorded and shown; whatever cannot be so is complained of."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.assessment.made import CALL, HEAD, REST, VOCABULARY, catalogue_of, measure_of

from intra_core import Activity, Aid, Application, Costs, Holder, Member, Money, Outcome, Place, Rate
from intra_core.assessment.explanation import Explanation
from intra_core.errors import WrongInput
from intra_core.model.allocation import Allocation

ALLOCATION = """budget = "EUR 1000.00"
[call.allocation]
order = "competition"
ties = [
    { by = "exports-foreseen", first = "least", title = { en = "exports foreseen" } },
    { by = "criterion.A" },
    { by = "award" },
    { by = "submitted" },
    { by = "lot" },
]
last = "cut"
beyond = "goes-on"
members = "open-first"
unused_reserve = "kept"
reserves = [{ id = "roadshow", share = "45 %", whom = { en = "those who were at the roadshow" } }]
budgets = { fair = "EUR 600.00", forum = "EUR 400.00", company = "unknown" }
source = "s"
mark = "assumed"
note = "as heard"
[call.allocation.merit]
least = "3.25 points"
criteria = [{ id = "A", weight = "40 %", title = { en = "quality", sl = "kakovost" } }, { id = "B", weight = "60 %" }]
"""
SAID = [
    "    how the money is given out:",
    "      by comparison of the applications",
    "      criterion A (quality): 40 %",
    "      criterion B: 60 %",
    "      at least 3.25 points to be considered",
    "      of equals first: exports foreseen, the least first",
    "      of equals first: criterion A, the most first",
    "      of equals first: award, the least first",
    "      of equals first: the earlier application",
    "      of equals first: by lot",
    "      what the money left does not cover is cut to that money",
    "      smaller applications further down may still have what is left",
    "      45 % kept for those who were at the roadshow",
    "      those it is kept for take the money that is open to all before it",
    "      what of it is not used stays unspent",
    "      of it for fair: EUR 600.00",
    "      of it for forum: EUR 400.00",
    "      source: Source, read 22 November 2026 (assumed)",
]


def test_what_a_call_says_is_read_out(tmp_path: Path) -> None:
    told = measure_of(tmp_path, call=CALL + ALLOCATION).explain()
    lines = list(told.lines())
    start = lines.index(SAID[0])
    assert lines[start : start + len(SAID)] == SAID
    assert [(each.what, each.why) for each in told.assumed] == [("one", "as heard")]
    found = allocation_in(told)
    assert found["criteria"] == [
        {"id": "A", "weight": "40 %", "title": {"en": "quality", "sl": "kakovost"}},
        {"id": "B", "weight": "60 %", "title": None},
    ]
    assert (found["order"], found["least_merit"]) == ("competition", "3.25")
    assert found["budgets"] == {"fair": "EUR 600.00", "forum": "EUR 400.00"}
    assert [(each["by"], each["first"]) for each in found["ties"]] == [
        ("exports-foreseen", "least"),
        ("criterion.A", "most"),
        ("award", "least"),
        ("submitted", "least"),
        ("lot", "least"),
    ]
    assert [found[key] for key in ("last", "beyond", "members", "unused_reserve")] == [
        "cut",
        "goes-on",
        "open-first",
        "kept",
    ]
    assert [(each["id"], each["share"]) for each in found["reserves"]] == [("roadshow", "45 %")]


def test_what_is_not_told_is_not_read_out(tmp_path: Path) -> None:
    bare = CALL + '[call.allocation]\nmerit = { criteria = [{ id = "A" }] }\nsource = "s"\nmark = "sourced"\n'
    told = measure_of(tmp_path, call=bare).explain("sl")
    lines = list(told.lines())
    start = lines.index("    način dodeljevanja sredstev:")
    assert lines[start + 1] == "      merilo A"
    assert lines[start + 2].startswith("      vir:")
    assert (allocation_in(told)["order"], allocation_in(told)["least_merit"]) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"competition"', '"compettion"', "unknown word 'compettion'"),
        ('"3.25 points"', '"3.25 EUR"', "'3.25 EUR' is not a number of points"),
        ('"3.25 points"', '"much"', "'much' is not a number of points"),
        ('weight = "60 %"', 'weight = "50 %"', "the weights come to 90 %, not to 100 %"),
        ('weight = "60 %"', 'weight = "70 %"', "the weights come to 110 %, not to 100 %"),
        ('weight = "60 %"', 'weight = "sixty"', "'sixty' is not a rate"),
        ('id = "B"', 'id = "A"', "the criterion 'A' stands twice"),
        ('"45 %"', '"145 %"', "145 % is more than the whole"),
        ('share = "45 %", ', "", "the key 'share' is missing"),
        ('id = "roadshow", ', "", "the key 'id' is missing"),
        ('id = "roadshow"', 'id = "Road show"', "'Road show' is not a name"),
        (
            "reserves = [",
            'reserves = [{ id = "roadshow", share = "5 %", whom = { en = "x" } }, ',
            "the reserve 'roadshow' stands twice",
        ),
        (
            "reserves = [",
            'reserves = [{ id = "rest", share = "55.01 %", whom = { en = "x" } }, ',
            "the reserves come to 100.01 %, more than the whole",
        ),
        ('"cut"', '"cutt"', "unknown word 'cutt'"),
        ('"goes-on"', '"skip"', "unknown word 'skip'"),
        ('"open-first"', '"later"', "unknown word 'later'"),
        ('"kept"', '"lapses"', "unknown word 'lapses'"),
        ('first = "least"', 'first = "lest"', "unknown word 'lest'"),
        ('{ by = "award" }', '{ by = "lot" }', "'lot' stands twice"),
        ('{ by = "award" }', '{ by = "id" }', "nothing is called 'id'"),
        ('{ by = "award" }', '{ by = "markets" }', "nothing is called 'markets'"),
        ('{ by = "award" }', '{ by = "Markets", title = { en = "markets" } }', "nothing is called 'Markets'"),
        ('{ by = "award" }', '{ by = "criterion.C" }', "nothing is called 'criterion.C'"),
        ('{ by = "award" }', '{ first = "most" }', "the key 'by' is missing"),
        ('{ by = "lot" }', '{ by = "lot", first = "most" }', "'lot' has one order only"),
        ("fair =", "fairr =", "unknown word 'fairr'"),
        ('"EUR 600.00"', '"EUR 600.01"', "its parts come to EUR 1000.01, more than the budget of EUR 1000.00"),
        ('"EUR 600.00"', '"600 EUR"', "'600 EUR' is not money"),
        ('mark = "assumed"\nnote', "note", "the key 'mark' is missing"),
        ("order =", "ordre =", "unknown key 'ordre'"),
    ],
)
def test_what_an_allocation_cannot_be(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in ALLOCATION
    with pytest.raises(Exception, match=told.replace("(", r"\(")):
        measure_of(tmp_path, call=CALL + ALLOCATION.replace(old, new))


@pytest.mark.parametrize("weight", [', weight = "50 %"', ""])
def test_a_weight_that_nobody_knows_leaves_room_for_the_others(tmp_path: Path, weight: str) -> None:
    third = f'{{ id = "B"{weight} }}, {{ id = "C" }}'
    known = ALLOCATION.replace('{ id = "B", weight = "60 %" }', third)
    assert known != ALLOCATION
    assert len(allocated(tmp_path, known).criteria) == 3


def test_nothing_is_said_of_reserves_that_there_are_not(tmp_path: Path) -> None:
    none = re.sub(r"reserves = .*\n", "", ALLOCATION)
    with pytest.raises(WrongInput) as found:
        measure_of(tmp_path, call=CALL + none)
    assert [each.says for each in found.value.complaints] == ["there are no reserves", "there are no reserves"]


def test_parts_in_another_currency_are_not_held_against_the_budget(tmp_path: Path) -> None:
    parts = ALLOCATION.replace("EUR 600.00", "GBP 600.00").replace("EUR 400.00", "GBP 4000.00")
    assert len(allocated(tmp_path, parts).budgets) == 2


def allocation_in(told: Explanation) -> dict[str, Any]:
    calls: Any = told.to_dict()["calls"]
    found: dict[str, Any] = calls[0]["allocation"]
    return found


def allocated(folder: Path, text: str) -> Allocation:
    found = measure_of(folder, call=CALL + text).identity.calls[0].allocation
    assert found is not None
    return found


def test_help_in_kind_is_worth_its_amount(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, rest=REST + 'in_kind = { en = "training", sl = "usposabljanje" }\n')
    assessment = measure.assess(Application(costs=Costs(eligible=Money(100_000, "EUR"))), dt.date(2024, 7, 1))
    assert assessment.award is not None
    assert (assessment.award.in_kind, assessment.award.amount) == ("training", Money(60_000, "EUR"))
    award: Any = assessment.in_language("sl").to_dict()["award"]
    assert award["in_kind"] == "usposabljanje"
    assert measure.explain().to_dict()["in_kind"] == "training"
    assert "  given in kind: training" in measure.explain().lines()


@pytest.mark.parametrize(
    ("headroom", "verdict"),
    [(None, Outcome.UNDETERMINED), (59_999, Outcome.INELIGIBLE), (60_000, Outcome.ELIGIBLE)],
)
def test_minimal_financial_assistance_is_only_ever_given(
    tmp_path: Path, headroom: int | None, verdict: Outcome
) -> None:
    measure = measure_of(tmp_path, rest=REST.replace('regime = "none"', 'regime = "mfa"'))
    aid = Aid(mfa_headroom=Money(headroom, "EUR")) if headroom is not None else None
    application = Application(costs=Costs(eligible=Money(100_000, "EUR")), aid=aid, award=())
    found = measure.assess(application, dt.date(2024, 7, 1))
    assert found.verdict is verdict
    assert [ask.fact for ask in found.asks] == (["aid.mfa_headroom"] if headroom is None else [])


def test_block_exempted_aid_has_no_headroom(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, rest=REST.replace('regime = "none"', 'regime = "block-exemption"'))
    found = measure.assess(Application(costs=Costs(eligible=Money(100_000, "EUR"))), dt.date(2024, 7, 1))
    assert found.verdict is Outcome.ELIGIBLE
    assert "  state aid: block-exempted aid" in measure.explain().lines()


def test_members_and_holders_are_read_by_rules(tmp_path: Path) -> None:
    rule = """[[condition]]
id = "members"
holds = "count(m for m in member if m.seat in territory.east and m.activity in made_things) >= least_members"
source = "s"
mark = "sourced"
[[condition]]
id = "held"
holds = "any(h.natural_person and h.share > half and not h.manages_other for h in holder)"
source = "s"
mark = "sourced"
"""
    rest = REST.replace(
        "[label]",
        """least_members = [{ value = "2 members", source = "s", mark = "sourced" }]
half = [{ value = "50 %", source = "s", mark = "sourced" }]
[set]
made_things = { nace = { "2" = ["10-33"] } }
[label]
made_things = { en = "manufacture" }
least_members = { en = "least number of members" }
half = { en = "half" }""",
    )
    measure = catalogue_of(tmp_path, HEAD + CALL + rest + rule, VOCABULARY)["made.voucher"]
    maker = Activity(code="25.62", revision="2")
    application = Application(
        costs=Costs(eligible=Money(100_000, "EUR")),
        holder=(Holder(natural_person=True, share=Rate(5_001), manages_other=False),),
        member=(
            Member(seat="SI032", activity=maker),
            Member(seat=Place(code="SI031", version="2021"), activity=maker),
            Member(seat="SI041", activity=maker),
        ),
    )
    assert measure.assess(application, dt.date(2024, 7, 1)).verdict is Outcome.ELIGIBLE
    fewer = evolve(application, member=application.member[1:] if application.member else None)
    assert measure.assess(fewer, dt.date(2024, 7, 1)).unmet == ("members",)
