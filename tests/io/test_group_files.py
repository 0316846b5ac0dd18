"""A file about a group: what is read, and each fault at its place with what to write instead."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest
import tomli

from intra_core.errors import WrongInput
from intra_core.io.application_file import application
from intra_core.io.decode import document_from
from intra_core.io.group_file import group_question
from intra_core.law.group_words import group_words
from intra_core.model.group import PartyKind
from intra_core.model.money import Money

WORDS = group_words()
SOUND = """
subject = "A"
on = 2025-06-30
member_state = "SI"
regime = "de-minimis"
request = "EUR 25000.00"
reducible = true

[policies]
transition = "new"

[[enterprise]]
id = "A"
country = "SI"
sector = "road-freight"
fiscal_year_end = "--03-31"
market = "bread"

[[enterprise.period]]
ends = 2023-12-31
headcount = 249.666667
turnover = "EUR 20000000.00"
balance_sheet_total = "EUR 15000000.00"

[[enterprise.period]]
ends = 2024-12-31
staff = [{ persons = 3, kind = "apprentice", months = 6, part = "50 %" }]

[[enterprise]]
id = "P"
name = "Parent"
market = ["bread", "flour"]
consolidated = true

[[enterprise]]
id = "Q"
consolidated_in = "P"
consolidated_share = "50 %"

[[enterprise]]
id = "Ana"
kind = "person"

[[enterprise]]
id = "Bor"
kind = "person"

[[holding]]
holder = "P"
held = "A"
capital = "33.333333 %"
votes = "30 %"
control = false

[[holding]]
holder = "Ana"
held = "A"
capital = "10 %"

[[adjacent]]
markets = ["bread", "flour"]

[[jointly]]
persons = ["Ana", "Bor"]

[[award]]
undertaking = "Old"
granted = 2022-03-15
amount = "EUR 120000.00"
regime = "de-minimis"
member_state = "SI"

[[award]]
regime = "block-exemption"

[[merger]]
day = 2023-05-01
parties = ["A", "Old"]
into = "A"

[[split]]
day = 2024-05-01
from = "P"
equity = { P = "EUR 1.00", New = "EUR 1.00" }

[[rate]]
currency = "GBP"
on = 2024-06-28
value = 0.846382
source = "ECB"
"""


def read(text, name="group.toml"):
    return group_question(document_from(text, name), WORDS)


def as_json(value):
    """Write a tree of TOML as JSON has it, its decimals to the last digit."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)}: {as_json(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_json, value)) + "]"
        case dt.date():
            return json.dumps(value.isoformat())
        case Decimal():
            return str(value)
        case _:
            return json.dumps(value)


def in_json(text):
    return as_json(tomli.loads(text, parse_float=Decimal))


def complaints(text):
    with pytest.raises(WrongInput) as wrong:
        read(text)
    return wrong.value.complaints


def test_everything_that_a_file_may_tell_is_read_exactly():
    asked = read(SOUND)
    assert (asked.subject, asked.on, asked.member_state) == ("A", dt.date(2025, 6, 30), "SI")
    assert (asked.regime, asked.request, asked.reducible) == ("de-minimis", Money(2_500_000, "EUR"), True)
    assert asked.policies == {"transition": "new"}
    own = asked.group["A"]
    assert own.period[0].headcount == Decimal("249.666667")
    assert (own.market, own.fiscal_year_end, own.sector) == (("bread",), "--03-31", "road-freight")
    assert own.period[1].staff[0].part.basis_points == 5000
    assert asked.group["Ana"].kind is PartyKind.PERSON
    held = asked.group.holdings
    assert held[0].capital.part == Fraction("0.33333333")
    assert (held[1].votes, held[1].control) == (None, None)
    assert asked.award[1].amount is None
    assert (asked.merger[0].on, asked.merger[0].into) == (dt.date(2023, 5, 1), "A")
    assert (asked.split[0].from_, asked.split[0].equity["New"]) == ("P", Money(100, "EUR"))
    assert asked.rate[0].value == Decimal("0.846382")


def test_json_with_the_same_keys_is_the_same_question():
    toml, same = read(SOUND), read(in_json(SOUND), "group.json")
    assert toml.group == same.group
    assert all(
        getattr(toml, key) == getattr(same, key) for key in ("subject", "on", "award", "merger", "split", "rate")
    )


def test_a_list_of_aid_that_is_absent_is_not_an_empty_one():
    assert read('subject = "A"').award is None
    assert read('subject = "A"\naward = []').award == ()


def test_a_file_without_enterprises_speaks_of_its_subject_in_the_state_that_grants():
    asked = read('subject = "A"\nmember_state = "SI"\n[[award]]\nundertaking = "A"')
    assert [(each.id, each.country) for each in asked.group.enterprises] == [("A", "SI")]


HEADCOUNT = "headcount = 249.666667"
FAULTS = {
    # top level
    "no subject": ('subject = "A"\n', "", "", "nothing says whose it is", 'give subject = "…"'),
    "blank subject": ('subject = "A"', 'subject = " "', "subject", "the text is blank", "give a name"),
    "unknown subject": ('subject = "A"', 'subject = "An"', "subject", "there is no enterprise 'An'", "'Ana'"),
    "subject is a person": (
        'subject = "A"',
        'subject = "Ana"',
        "enterprise[3].kind",
        "the subject is a person",
        "ask about an enterprise",
    ),
    "unknown key": ("reducible = true", "reducable = true", "reducable", "unknown key", "did you mean 'reducible'?"),
    "schema": ("reducible = true", "schema = 2", "schema", "schema 2 is not known here", "write schema = 1"),
    "schema in quotes": ("reducible = true", 'schema = "1"', "schema", "'1' is not a whole number", "without quotes"),
    "no day": ("2025-06-30", '"2025-06-31"', "on", "'2025-06-31' is not a day", "such as 2024-09-02"),
    "a time": ("2025-06-30", "2025-06-30T10:00:00", "on", "2025-06-30 10:00:00 is not a day", "such as"),
    "a year": ("on = 2025-06-30", "on = 2025", "on", "2025 is not a day", "such as 2024-09-02"),
    "state": ('member_state = "SI"', 'member_state = "UK"', "member_state", "'UK' is not the code", "mean 'GB'?"),
    "state in letters": ('member_state = "SI"', 'member_state = "EL"', "member_state", "'EL' is not the", "'GR'?"),
    "regime": ('regime = "de-minimis"', 'regime = "deminimis"', "regime", "unknown regime", "'de-minimis'?"),
    "request below zero": ("EUR 25000.00", "EUR -1.00", "request", "'EUR -1.00' is below zero", None),
    "request without currency": ("EUR 25000.00", "25000", "request", "'25000' is not", "EUR"),
    "truth": (
        "reducible = true",
        'reducible = "yes"',
        "reducible",
        "'yes' is neither true nor false",
        "without quotes",
    ),
    "no list": ("[[jointly]]", "[jointly]", "jointly", "a table is not a list", "write [[jointly]] tables"),
    # policies
    "policy": ('transition = "new"', 'transit = "new"', "policies.transit", "unknown policy", "mean 'transition'?"),
    "reading": (
        'transition = "new"',
        'transition = "old"',
        "policies.transition",
        "no reading 'old'",
        "known here: new",
    ),
    "reading no text": ('transition = "new"', "transition = 1", "policies.transition", "1 is not a text", "in quotes"),
    # enterprises
    "blank id": ('id = "Q"', 'id = ""', "enterprise[2].id", "the text is blank", "give a name"),
    "no id": ('id = "Q"\n', "", "enterprise[2]", "the key 'id' is missing", 'give id = "…"'),
    "id no text": ('id = "Q"', "id = 5", "enterprise[2].id", "5 is not a text", "quotes"),
    "id twice": ('id = "Q"', 'id = "P"', "enterprise[2].id", "'P' is the id of another enterprise", "its own"),
    "key of an enterprise": ('name = "Parent"', 'nam = "P"', "enterprise[1].nam", "unknown key", "mean 'name'?"),
    "kind": (
        'kind = "person"\n\n[[holding',
        'kind = "firm"\n\n[[holding',
        "enterprise[4].kind",
        "unknown word",
        "known",
    ),
    "country": ('country = "SI"', 'country = "Slovenia"', "enterprise[0].country", "not the code of a country", "two"),
    "sector": ('"road-freight"', '"road"', "enterprise[0].sector", "unknown sector 'road'", "other, road-freight"),
    "year end": ('"--03-31"', '"31-03"', "enterprise[0].fiscal_year_end", "is not a day of the year", '"--12-31"'),
    "own accounts": (
        '"P"\nconsolidated_share',
        '"Q"\nconsolidated_share',
        "enterprise[2].consolidated_in",
        "hold",
        "name",
    ),
    "accounts of nobody": (
        'consolidated_in = "P"',
        'consolidated_in = "Z"',
        "enterprise[2].consolidated_in",
        "no enterprise 'Z'",
        "give an",
    ),
    "share of no accounts": (
        'consolidated_in = "P"\n',
        "",
        "enterprise[2].consolidated_share",
        "nothing says in whose",
        "consolidated_in",
    ),
    "not consolidated": (
        "consolidated = true",
        "consolidated = false",
        "enterprise[2].consolidated_in",
        "said not to be",
        "one of the two",
    ),
    "accounts of a person": (
        'id = "Ana"',
        'id = "Ana"\nestimate = { headcount = 1 }',
        "enterprise[3].kind",
        "count nowhere",
        '"enterprise"',
    ),
    # accounts
    "period without end": (
        "ends = 2024-12-31\n",
        "",
        "enterprise[0].period[1]",
        "the key 'ends' is missing",
        "give ends = 2024-12-31",
    ),
    "a period of another age": (
        "2024-12-31",
        "1011-12-31",
        "enterprise[0].period[1].ends",
        "this period ends 1,012 years before the one that ends on 2023-12-31",
        "correct the day of one of them",
    ),
    "two periods": ("2024-12-31", "2023-12-31", "enterprise[0].period[1].ends", "another period ends", "keep one"),
    "key of a period": (HEADCOUNT, "heads = 1", "enterprise[0].period[0].heads", "unknown key", "did you mean"),
    "headcount in quotes": (HEADCOUNT, 'headcount = "1"', "enterprise[0].period[0].headcount", "not a number", "12.5"),
    "headcount below zero": (
        HEADCOUNT,
        "headcount = -1",
        "enterprise[0].period[0].headcount",
        "-1 is below zero",
        None,
    ),
    "headcount without end": (
        HEADCOUNT,
        f"headcount = 0.{'1' * 13}",
        "enterprise[0].period[0].headcount",
        "more than twelve decimals",
        "twelve",
    ),
    "headcount nan": (HEADCOUNT, "headcount = nan", "enterprise[0].period[0].headcount", "not a number", None),
    "turnover as a float": (
        '"EUR 20000000.00"',
        "20000000.00",
        "enterprise[0].period[0].turnover",
        "is not written exactly",
        '"EUR 1000.00"',
    ),
    "turnover below zero": (
        '"EUR 20000000.00"',
        '"EUR -1.00"',
        "enterprise[0].period[0].turnover",
        "is below zero",
        None,
    ),
    "months": (HEADCOUNT, "months = 25", "enterprise[0].period[0].months", "a period has no 25 months", "1 to 24"),
    "approved early": (
        HEADCOUNT,
        "approved = 2023-12-30",
        "enterprise[0].period[0].approved",
        "before their period ends",
        "2023-12-31",
    ),
    "staff and headcount": (
        "staff =",
        "headcount = 1\nstaff =",
        "enterprise[0].period[1].staff",
        "both",
        "one of them",
    ),
    "months of staff": (
        "months = 6",
        "months = 13",
        "enterprise[0].period[1].staff[0].months",
        "13 months of a year",
        "0 to 12",
    ),
    "more than full time": (
        '"50 %" }',
        '"101 %" }',
        "enterprise[0].period[1].staff[0].part",
        "more than full time",
        '"100 %"',
    ),
    "staff of no kind": (
        '"apprentice"',
        '"boss"',
        "enterprise[0].period[1].staff[0].kind",
        "unknown word 'boss'",
        "known",
    ),
    # holdings
    "no holder": ('holder = "Ana"\n', "", "holding[1]", "the key 'holder' is missing", "give holder"),
    "holder of nobody": ('holder = "Ana"', 'holder = "Anna"', "holding[1].holder", "no enterprise 'Anna'", "'Ana'?"),
    "held by nobody": (
        'held = "A"\ncapital = "10 %"',
        'held = "Z"',
        "holding[1].held",
        "no enterprise 'Z'",
        'id = "Z"',
    ),
    "own shares": ('holder = "Ana"', 'holder = "A"', "holding[1].held", "'A' holds itself", "leave it out"),
    "more than the whole": ('"10 %"', '"100.1 %"', "holding[1].capital", "'100.1 %' is more than the whole", '"100 %"'),
    "more than all": ('"10 %"', '"70 %"', "holding[1].capital", "more than all capital in 'A'", "since and until"),
    "share as a float": ('"10 %"', "0.1", "holding[1].capital", "0.1 is not written exactly", '"40 %"'),
    "control": ("control = false", 'control = "no"', "holding[0].control", "'no' is neither true nor false", "quotes"),
    "backwards": (
        'capital = "10 %"',
        "since = 2024-01-02\nuntil = 2024-01-01",
        "holding[1].until",
        "ends before it begins",
        "2024-01-02",
    ),
    "key of a holding": ('capital = "10 %"', 'capitol = "10 %"', "holding[1].capitol", "unknown key", "'capital'?"),
    # markets and persons
    "one market": ('markets = ["bread", "flour"]', 'markets = ["bread"]', "adjacent[0].markets", "one market", "two"),
    "market of nobody": (
        'markets = ["bread", ',
        'markets = ["bred", ',
        "adjacent[0].markets[0]",
        "no enterprise is",
        "bread",
    ),
    "one person": ('["Ana", "Bor"]', '["Ana"]', "jointly[0].persons", "nobody acts jointly alone", "at least two"),
    "no person": ('["Ana", "Bor"]', '["Ana", "P"]', "jointly[0].persons[1]", "'P' is no person", 'kind = "person"'),
    "person of nobody": ('["Ana", "Bor"]', '["Ana", "Z"]', "jointly[0].persons[1]", "no person 'Z'", 'id = "Z"'),
    # awards
    "award to nobody": ('undertaking = "Old"', 'undertaking = "Oldd"', "award[0].undertaking", "'Oldd'", "'Old'?"),
    "regime of an award": ('"block-exemption"', '"gber"', "award[1].regime", "unknown regime 'gber'", "known here"),
    "state of an award": (
        'member_state = "SI"\n\n[[award',
        'member_state = "si"\n\n[[award',
        "award[0].member_state",
        "'si'",
        "'SI'?",
    ),
    "amount of an award": ('"EUR 120000.00"', "120000", "award[0].amount", "is not written exactly", '"EUR 1000.00"'),
    "day of an award": ("2022-03-15", '"15.3.2022"', "award[0].granted", "is not a day", "such as 2024-09-02"),
    # mergers, splits, rates
    "no merger": ('parties = ["A", "Old"]', 'parties = ["A"]', "merger[0].parties", "nobody merges into 'A'", "name"),
    "merger of nobody": (
        'parties = ["A", "Old"]',
        'parties = ["A", "Older"]',
        "merger[0].parties[1]",
        "no enterprise 'Older'",
        "'Old'?",
    ),
    "merged twice": (
        'parties = ["A", "Old"]',
        'parties = ["Old", "Old"]',
        "merger[0].parties[1]",
        "named twice",
        "one",
    ),
    "merged into nobody": ('into = "A"', 'into = "Z"', "merger[0].into", "there is no enterprise 'Z'", "give an"),
    "no into": ('into = "A"\n', "", "merger[0]", "the key 'into' is missing", "give into"),
    "no day of a merger": ("day = 2023-05-01\n", "", "merger[0]", "the key 'day' is missing", "give day"),
    "split of nobody": ('from = "P"', 'from = "Z"', "split[0].from", "there is no enterprise 'Z'", "give an"),
    "split into nobody": (
        'equity = { P = "EUR 1.00", New = "EUR 1.00" }',
        'benefits = "New"',
        "split[0].benefits",
        "none of those",
        "name an",
    ),
    "split into nothing": (
        'equity = { P = "EUR 1.00", New = "EUR 1.00" }',
        "",
        "split[0]",
        "nothing says who came of it",
        "give parties",
    ),
    "no equity": (
        '{ P = "EUR 1.00", New = "EUR 1.00" }',
        '{ P = "EUR 0.00" }',
        "split[0].equity",
        "nothing in all",
        "leave it out",
    ),
    "equity in two currencies": (
        'New = "EUR 1.00"',
        'New = "GBP 1.00"',
        "split[0].equity",
        "told in EUR and GBP",
        "one currency",
    ),
    "equity of somebody else": (
        'from = "P"',
        'from = "P"\nparties = ["P"]',
        "split[0].equity.New",
        "not among the parties",
        "add it there",
    ),
    "equity below zero": ('New = "EUR 1.00"', 'New = "EUR -1.00"', "split[0].equity.New", "is below zero", None),
    "equity as a text": (
        '{ P = "EUR 1.00", New = "EUR 1.00" }',
        '"all"',
        "split[0].equity",
        "is not a table",
        None,
    ),
    "currency": ('"GBP"', '"GPB"', "rate[0].currency", "unknown currency 'GPB'", "'GBP'?"),
    "rate of the euro": ('"GBP"', '"EUR"', "rate[0].currency", "one euro is in another currency", "leave it out"),
    "rate of nothing": ("0.846382", "0", "rate[0].value", "0 is not a rate", "such as 0.86018"),
    "two rates": (
        "[[rate]]",
        '[[rate]]\ncurrency = "GBP"\non = 2024-06-28\nvalue = 1\nsource = "x"\n[[rate]]',
        "rate[1].on",
        "another rate on 2024-06-28: 1",
        "keep one",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_at_its_place(name):
    old, new, key, says, instead = FAULTS[name]
    assert old in SOUND
    found = complaints(SOUND.replace(old, new, 1))
    told = [each for each in found if each.key == key and says in each.says]
    assert len(told) == 1, [str(each) for each in found]
    assert (instead or "") in (told[0].instead or "")
    if key:
        assert told[0].line is not None
        assert told[0].column is not None


def once(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


def test_the_caret_stands_below_what_is_wrong():
    (found,) = complaints(once(SOUND, '"33.333333 %"', '"133 %"'))
    line = SOUND.splitlines().index('capital = "33.333333 %"') + 1
    assert (found.line, found.column) == (line, len("capital = ") + 1)
    assert str(found).splitlines()[1:3] == ['  capital = "133 %"', "            ^"]


def test_faults_of_every_kind_are_told_together():
    text = once(SOUND, 'country = "SI"', "country = 5")
    text = once(text, 'holder = "Ana"', 'holder = "Zoe"')
    text = once(text, 'regime = "block-exemption"', 'regime = "x"\namount = 5')
    text = once(text, 'transition = "new"', 'transition = "x"')
    text = once(text, 'into = "A"', 'into = "Zed"')
    assert [each.key for each in complaints(text)] == [
        "policies.transition", "enterprise[0].country", "holding[1].holder", "award[1].regime", "award[1].amount",
        "merger[0].into",
    ]  # fmt: skip


def test_of_a_file_where_an_id_cannot_be_read_nobody_is_said_not_to_be_there():
    found = complaints(once(SOUND, 'id = "P"', "id = 7"))
    assert [each.key for each in found] == ["enterprise[1].id"]


def test_a_fault_in_one_table_hides_nobody_in_it():
    found = complaints(once(SOUND, 'name = "Parent"', "name = 7"))
    assert [each.key for each in found] == ["enterprise[1].name"]


def test_holdings_one_after_the_other_may_be_more_than_the_whole_together():
    late = 'capital = "70 %"\nsince = 2024-01-01'
    text = once(SOUND, 'capital = "10 %"', late)
    assert [each.key for each in complaints(text)] == ["holding[1].capital"]
    assert read(once(text, "control = false", "control = false\nuntil = 2023-12-31")).group.holdings
    late_by_a_day = once(text, "control = false", "control = false\nuntil = 2024-01-01")
    assert [each.key for each in complaints(late_by_a_day)] == ["holding[1].capital"]


def test_accounts_that_hold_themselves_round_a_corner():
    text = once(SOUND, "consolidated = true", 'consolidated_in = "Q"')
    assert [each.key for each in complaints(text)] == ["enterprise[1].consolidated_in", "enterprise[2].consolidated_in"]


def test_who_is_gone_need_not_be_an_enterprise_of_the_file():
    """Aid of those who merged or split up is told by their names."""
    changes = """subject = "A"
[[enterprise]]
id = "A"
[[award]]
undertaking = "First"
[[merger]]
day = 2020-01-01
parties = ["First", "Second"]
into = "Third"
[[split]]
day = 2021-01-01
from = "Third"
parties = ["A", "Other"]
"""
    with pytest.raises(WrongInput, match="there is no enterprise 'Second'"):
        read(changes)
    assert read(once(changes, "[[award]]", '[[award]]\nundertaking = "Second"\n[[award]]')).split


def test_a_file_of_json_is_complained_of_at_its_places():
    text = json.dumps({"subject": "A", "on": "2025-6-30", "award": [{"granted": 20250630}], "holding": [5]}, indent=1)
    found = complaints(text)
    assert [(each.key, each.line) for each in found] == [("on", 3), ("award[0].granted", 6), ("holding[0]", 10)]


@pytest.mark.parametrize("text", ["{}", '{"enterprise": []}', "subject = 5", '"subject" = "A"\nenterprise = []'])
def test_too_little(text):
    assert complaints(text)


def test_ten_thousand_enterprises_are_read_at_once():
    chain = [f'[[enterprise]]\nid = "E{n}"\nconsolidated_in = "E{n + 1}"\n' for n in range(10_000)]
    holdings = [f'[[holding]]\nholder = "E{n + 1}"\nheld = "E{n}"\ncapital = "60 %"\n' for n in range(10_000)]
    text = 'subject = "E0"\n' + "".join(chain) + '[[enterprise]]\nid = "E10000"\n' + "".join(holdings)
    assert len(read(text).group.enterprises) == 10_001


# An application with a group.

APPLICATION = """region = "made"
[undertaking]
id = "A"
[[enterprise]]
id = "A"
[[enterprise]]
id = "P"
[[holding]]
holder = "P"
held = "A"
[[award]]
undertaking = "P"
"""


def applied(text):
    with pytest.raises(WrongInput) as wrong:
        application(document_from(text, "application.toml"))
    return [(each.key, each.says) for each in wrong.value.complaints]


def test_an_application_takes_the_same_tables():
    read = application(document_from(APPLICATION, "application.toml"))
    assert read.enterprise is not None
    assert read.undertaking is not None
    assert read.award is not None
    assert [each.id for each in read.enterprise] == ["A", "P"]
    assert read.undertaking.id == "A"
    assert read.award[0].undertaking == "P"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "A"\n[[', 'name = "A"\n[[', [("undertaking", "nothing says which of the enterprises is the applicant")]),
        ('id = "A"\n[[', 'id = "B"\n[[', [("undertaking.id", "there is no enterprise 'B'")]),
        ('id = "A"\n[[', "id = 5\n[[", [("undertaking.id", "5 is not a text")]),
        ('holder = "P"', 'holder = "Q"', [("holding[0].holder", "there is no enterprise 'Q'")]),
        ('undertaking = "P"', 'undertaking = "Q"', [("award[0].undertaking", "there is no enterprise 'Q'")]),
        ('undertaking = "P"', "undertaking = 5", [("award[0].undertaking", "5 is not a text")]),
        (
            'id = "P"\n[[holding]]\nholder = "P"', 'id = "P"\nkind = "x"\n[[holding]]\nholder = "Q"',
            [("enterprise[1].kind", "unknown word 'x'"), ("holding[0].holder", "there is no enterprise 'Q'")],
        ),
    ],
)  # fmt: skip
def test_faults_of_an_application_with_a_group(old, new, told):
    assert applied(once(APPLICATION, old, new)) == told


def test_a_group_without_enterprises_is_none():
    text = 'region = "made"\n[[holding]]\nholder = "P"\nheld = "A"\n'
    assert applied(text) == [("holding", "[[holding]] tells of enterprises, and none is given")]


def test_whose_aid_it_is_needs_an_applicant_with_a_name():
    text = 'region = "made"\n[[award]]\nundertaking = "P"\n'
    assert applied(text) == [("award", "awards have names, and nothing says which is the applicant's")]
