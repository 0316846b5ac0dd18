"""Measures with something that cannot be meant: names that nothing uses, days turned round, examples of nothing."""

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY

from intra_core.errors import WrongInput
from intra_core.regions.reading import region_in

BASED = 'source = "s", mark = "sourced"'
CONDITION = '[[condition]]\nid = "enough"\nholds = "grant >= ceiling"\nsource = "s"\nmark = "sourced"\n'
EXAMPLE = '[[example]]\nname = "One"\non = 2024-07-01\ngiven = {}\nexpect = {}\n'
MEASURE = HEAD + CALL + REST + CONDITION + EXAMPLE


@pytest.fixture
def told(tmp_path):
    """Write a region with one measure and give what is said of it, without the measure's name."""

    def said(old="", new="", region=REGION, vocabulary=VOCABULARY):
        assert old in MEASURE
        (tmp_path / "measures").mkdir(exist_ok=True)
        (tmp_path / "measures" / "voucher.toml").write_text(MEASURE.replace(old, new, 1))
        (tmp_path / "vocabulary.toml").write_text(vocabulary)
        (tmp_path / "region.toml").write_text(region)
        try:
            region_in(tmp_path, "made")
        except WrongInput as error:
            return [str(each).removeprefix("made/measures/voucher.toml:") for each in error.complaints]
        return []

    return said


def test_without_a_fault_nothing_is_said(told):
    assert told() == []


UNUSED = {
    "figure": ("[label]", f'spare = [{{ value = "60 %", {BASED} }}]\n[label]', "20:1: parameter.spare: nothing uses"),
    "set": ("[define]", '[set]\nspare = ["x"]\n[define]', "25:1: set.spare: nothing uses 'spare'"),
    "definition": (
        "[state_aid]",
        'spare = { is = "ceiling" }\n[state_aid]',
        "26:1: define.spare: nothing uses 'spare'",
    ),
    "dotted": ("[define]", '[set]\n"spare.part" = ["x"]\n[define]', '25:1: set."spare.part": nothing uses'),
}


@pytest.mark.parametrize("what", UNUSED)
def test_what_nothing_uses_is_refused(told, what):
    old, new, said = UNUSED[what]
    (complaint,) = told(old, new)
    assert complaint.startswith(said)
    assert complaint.endswith("\n  delete it")


def test_a_label_of_nothing_is_refused(told):
    (complaint,) = told("[label]", '[label]\nceilin = { en = "x" }')
    assert complaint.startswith("21:1: label.ceilin: 'ceilin' has a label, but nothing is called so")
    assert complaint.endswith("did you mean 'ceiling'?")


@pytest.mark.parametrize("name", ['"costs.eligible"', '"undertaking.programme_area"', '"sizes.sme"'])
def test_a_measure_may_reword_a_label(told, name):
    assert told("[label]", f'[label]\n{name} = {{ en = "x" }}') == []


def test_beside_another_fault_nothing_is_said_of_use(told):
    (complaint,) = told("grant >= ceiling", "grant >= ceilin")
    assert "unknown name 'ceilin'" in complaint


def test_a_definition_used_by_another_is_used(told):
    labelled = 'top = { en = "top" }\n[define]\ntop = { is = "ceiling" }'
    assert told("[define]", labelled)[0].startswith("26:1: define.top: nothing uses 'top'")
    both = f"{labelled}\ngrant = {{ is = \"min(costs.eligible * intensity, top)\", round = 'down' }}"
    rest = REST[REST.index("[define]") : REST.index("[state_aid]")]
    assert told(rest, f"{both}\n") == []


# --- days, authorities, kinds of cost -----------------------------------------------------------


def test_a_cost_window_turned_round_is_refused(told):
    (complaint,) = told("since = 2024-01-01, until = 2025-12-31", "since = 2026-01-01, until = 2025-06-30")
    assert complaint.startswith("12:39: call[0].costs.until: no cost can count: the last day is before the first")


def test_a_call_that_closes_in_the_hour_before_it_opens_is_refused(told):
    days = "opens = 2024-06-21T09:00:00\ncloses = 2024-06-21T08:59:59\n"
    (complaint,) = told("opens = 2024-06-21\ncloses = 2024-12-31\n", days)
    assert complaint.startswith("11:10: call[0].closes: the call closes before it opens")
    assert told("opens = 2024-06-21\ncloses = 2024-12-31\n", days.replace("08:59:59", "09:00:00")) == []


AUTHORITY = '[source.s]\ntitle = "S"\nread = 2026-11-22\n[authority.fund]\ntitle = { en = "Fund" }\n'


def test_an_authority_that_the_region_has_not_is_refused(told):
    region = f'{REGION}{AUTHORITY}source = "s"\nmark = "sourced"\n'
    (complaint,) = told('kind = "voucher"', 'kind = "voucher"\nauthority = "fnud"', region)
    assert complaint.startswith("4:13: authority: no [authority] of region.toml is called 'fnud'")
    assert complaint.endswith("did you mean 'fund'?")
    assert told('kind = "voucher"', 'kind = "voucher"\nauthority = "fund"', region) == []
    (complaint,) = told('kind = "voucher"', 'kind = "voucher"\nauthority = "fund"')
    assert complaint.endswith("give [authority.fund] in region.toml")


def test_kinds_of_cost_that_no_measure_names_cannot_be_asked_for(told):
    with_kinds = "any(x.kind in costs.kinds for x in cost)"
    assert told("grant >= ceiling", with_kinds) == []
    rest = REST.partition("[parameter]")[2]
    bare = rest.replace("min(costs.eligible * intensity, ceiling)", "ceiling * intensity")
    (complaint,) = told(REST + CONDITION, f"[parameter]{bare}{CONDITION.replace('grant >= ceiling', with_kinds)}")
    assert "condition[0].holds: the measure names no kind of cost" in complaint
    assert complaint.endswith('write [costs] kinds = ["…"]')


def test_one_id_for_two_conditions_at_once(told):
    (complaint,) = told(CONDITION, CONDITION * 2)
    assert complaint.startswith("38:6: condition[1].id: the id 'enough' stands for two conditions at once")
    assert "give each its own id" in complaint


# --- advice -------------------------------------------------------------------------------------


def test_a_missing_mark_lists_the_marks(told):
    (complaint,) = told('mark = "sourced"\n[costs]', "[costs]")
    assert complaint.endswith('give mark = "seed", "sourced", "inferred", "assumed": how this is known')


def test_a_missing_source_says_what_there_is(told):
    (complaint,) = told('source = "s"\nmark = "sourced"\n[costs]', 'mark = "sourced"\n[costs]')
    assert complaint.endswith('give source = "…", a key of [source]: s')


@pytest.mark.parametrize(
    ("written", "instead"),
    [("5000 EUR", "EUR 5000.00"), ("5000.5 EUR", "EUR 5000.50"), ("5000€", "EUR 5000.00"), ("12 BGN", "BGN 12.00")],
)
def test_money_with_its_currency_behind_is_turned_round(told, written, instead):
    for old, new in (
        ('"EUR 9999.99"', f'"{written}"'),
        ("opens = 2024-06-21", f'opens = 2024-06-21\nbudget = "{written}"'),
    ):
        (complaint,) = told(old, new)
        assert f"{written!r} is not money" in complaint
        assert complaint.endswith(f'write "{instead}"')


@pytest.mark.parametrize("written", ["70 percent", "70 per cent", "70percent", "70 pct", "70 Percent"])
def test_a_rate_in_words_is_written_with_its_sign(told, written):
    (complaint,) = told('"60 %"', f'"{written}"')
    assert f"{written!r} is not a rate" in complaint
    assert complaint.endswith('write "70 %"')


# --- examples -----------------------------------------------------------------------------------

GIVEN = {
    "undertakin = { size = 'small' }": ("undertakin: unknown key 'undertakin'", "did you mean 'undertaking'?"),
    "undertaking.sise = 'small'": ("undertaking.sise: unknown key 'sise'", "did you mean 'size'?"),
    "event.stand.aera = '5 m2'": ("event.stand.aera: unknown key 'aera'", "did you mean 'area'?"),
    "cost = [{ kind = 'fee', nett = 'EUR 1.00' }]": ("cost[0].nett: unknown key 'nett'", "did you mean 'net'?"),
    "undertaking.accounts = [{ end = 2020-12-31 }]": ("undertaking.accounts[0].end: unknown key", "'ends'?"),
    "made.colour = true": ("made.colour: unknown key 'colour'", "did you mean 'color'?"),
    "other.color = true": ("other: unknown key 'other'", "did you mean"),
}
OWN = VOCABULARY + '[fact.made.color]\ntype = "yes-no"\nlabel = { en = "color" }\n'


@pytest.mark.parametrize("given", GIVEN)
def test_a_key_that_no_application_has_is_refused_in_an_example(told, given):
    says, instead = GIVEN[given]
    (complaint,) = told("given = {}", f"given = {{ {given} }}", vocabulary=OWN)
    assert complaint.startswith("40:")
    assert f"example[0].given.{says}" in complaint
    assert instead in complaint.splitlines()[-1]


def test_what_an_application_has_may_stand_in_an_example(told):
    given = """{ region = "made", on = 2024-07-02, made.color = true, undertaking.identifiers = { vat = "SI1" },
    offer = [{ for = "fee" }], voucher = [{ payments = [{ on = 2024-01-01 }] }], event = "absent",
    undertaking.seat = { code = "SI032", version = "2021" } }"""
    assert told("given = {}", f"given = {given}", vocabulary=OWN) == []


EXPECTED = {
    "verdict = 'eligble'": ("verdict: unknown verdict 'eligble'", "did you mean 'eligible'?"),
    "verdict = true": ("verdict: unknown verdict true", "eligible, ineligible, undetermined"),
    "unmet = ['enouhg']": ("unmet[0]: no condition or duty is called 'enouhg'", "did you mean 'enough'?"),
    "unknown = ['call', 'de-minimis']": ("unknown[1]: no condition or duty is called 'de-minimis'", "known here"),
    "unmet = 'enough'": ("unmet: 'enough' is not a list", 'write unmet = ["…"]'),
    "unmet = [['enough']]": ("unmet[0]: a list is not a text in quotes", 'write "…"'),
    "asks = [3]": ("asks[0]: 3 is not a text in quotes", 'write "…"'),
    "asks = 3": ("asks: 3 is not a list", 'write asks = ["…"]'),
    "award = '5 EUR'": ("award: '5 EUR' is not an amount", 'write "EUR 1000.00" or "none"'),
    "at_most = 5": ("at_most: 5 is not an amount", 'write "EUR 1000.00" or "none"'),
}


@pytest.mark.parametrize("expected", EXPECTED)
def test_what_no_answer_can_be_is_refused_in_an_example(told, expected):
    says, instead = EXPECTED[expected]
    (complaint,) = told("expect = {}", f"expect = {{ {expected} }}")
    assert complaint.startswith("41:")
    assert f"example[0].expect.{says}" in complaint
    assert instead in complaint.splitlines()[-1]


def test_a_condition_whose_line_has_a_fault_is_still_known_to_the_examples(told):
    start = MEASURE.index("grant >= ceiling")
    rest = MEASURE[start : MEASURE.index("expect = {}") + len("expect = {}")]
    slip = rest.replace("ceiling", "cieling", 1).replace("expect = {}", "expect = { unmet = ['enough'] }")
    (complaint,) = told(rest, slip)
    assert "condition[0].holds: unknown name 'cieling'" in complaint


@pytest.mark.parametrize("expected", ["unmet = ['enough', 'call']", "award = 'none'", "asks = ['undertaking.size']"])
def test_what_an_answer_can_be_may_be_expected(told, expected):
    assert told("expect = {}", f"expect = {{ {expected} }}") == []
