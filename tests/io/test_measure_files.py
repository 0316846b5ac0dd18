"""Measures, vocabularies and regions with one fault each: what is said of it, and where."""

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY

from intra_core.errors import WrongInput
from intra_core.regions.reading import region_in

CONDITION = """[[condition]]
id = "enough"
holds = "grant >= ceiling"
source = "s"
mark = "sourced"
"""
DUTY = """[[duty]]
id = "sign"
holds = "project.contract_signed <= project.submitted"
until = "project.submitted"
source = "s"
mark = "sourced"
"""
EXAMPLE = """[[example]]
name = "One"
on = 2024-07-01
given = {}
expect = { verdict = "eligible" }
"""
DESCRIBED = """[[described]]
id = "order"
says = { en = "first come, first served" }
source = "s"
mark = "seed"
"""
INSTALMENTS = """amount = "grant"
instalments = [{ after = { en = "x" }, amount = "intensity" }, { after = { en = "x" }, amount = "grant * intensity" }]
"""
MEASURE = HEAD + CALL + REST + CONDITION + DUTY + EXAMPLE + DESCRIBED
BASED = 'source = "s", mark = "sourced"'


@pytest.fixture
def complaints(tmp_path):
    """Write a region and give what is said of it."""

    def told(measure=MEASURE, vocabulary=VOCABULARY, region=REGION):
        (tmp_path / "measures").mkdir()
        files = {"measures/voucher.toml": measure, "vocabulary.toml": vocabulary, "region.toml": region}
        for name, text in files.items():
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            region_in(tmp_path, "made")
        except WrongInput as error:
            return [str(complaint) for complaint in error.complaints]
        return []

    return told


def changed(old, new, text=MEASURE):
    assert old in text
    return text.replace(old, new, 1)


def places(complaints, file="measures/voucher.toml"):
    """Give the first lines of complaints about one file, without its name."""
    assert all(each.startswith(f"made/{file}:") for each in complaints)
    return [each.splitlines()[0].removeprefix(f"made/{file}:") for each in complaints]


def but_unused(complaints):
    """Give the complaints but for the one that nothing uses what the test has added."""
    return [each for each in complaints if "nothing uses" not in each]


def measures(table):
    return pytest.mark.parametrize(("old", "new", "said"), table, ids=range(len(table)))


def pieces(table):
    return pytest.mark.parametrize(("piece", "said"), table, ids=range(len(table)))


def test_without_a_fault_nothing_is_said(complaints):
    assert complaints() == []


# one fault in a measure; CONDITIONS stand in `holds = …`, DEFINITIONS under [define], FIGURES in `value = …`

CONDITIONS = [
    ('"undertaking.turnovr >= ceiling"', ["34:10: condition[0].holds: unknown name 'undertaking.turnovr'"]),
    ('"grant >= ceilin"', ["34:19: condition[0].holds: unknown name 'ceilin'"]),
    ("\"undertaking.size == 'tiny'\"", ["34:30: condition[0].holds: 'tiny' is not one of its words"]),
    ('"undertaking.size in sizes.sm"', ["34:30: condition[0].holds: unknown set 'sizes.sm'"]),
    ('"maxx(grant, ceiling) >= grant"', ["34:10: condition[0].holds: unknown function 'maxx'"]),
    ('"any(x.nett >= ceiling for x in cost)"', ["34:14: condition[0].holds: 'cost' has no field 'nett'"]),
    ('"ceiling + intensity >= ceiling"', ["34:20: condition[0].holds: an amount in EUR and a rate cannot be added"]),
    (
        '"on - project.submitted + ceiling >= ceiling"',
        ["34:35: condition[0].holds: a number of days and an amount in EUR cannot be added"],
    ),
    (
        '"grant >= on"',
        ["34:19: condition[0].holds: 'grant' is an amount in EUR and 'on' is a day: they cannot be compared"],
    ),
    ('"grant >= 300"', ["34:19: condition[0].holds: the number 300 has no name"]),
    ('"on >= 2024-01-01"', ["34:16: condition[0].holds: the day 2024-01-01 has no name"]),
    ('"grant = ceiling"', ["34:16: condition[0].holds: '=' does not compare"]),
    ('"grant and ceiling"', ["34:10: condition[0].holds: 'grant' is an amount in EUR, not yes or no"]),
    ('"grant"', ["34:10: condition[0].holds: this gives an amount in EUR, but yes or no is wanted here"]),
    ('"grant >= ceiling ("', ["34:27: condition[0].holds: the brackets do not match"]),
    ('""', ["34:9: condition[0].holds: the text is blank"]),
    ('"ceiling / ceiling >= intensity"', ["34:10: condition[0].holds: a quotient must be rounded"]),
    (
        '"grаnt >= ceiling"',
        ["34:12: condition[0].holds: 'а' is CYRILLIC SMALL LETTER A, not 'a' (LATIN SMALL LETTER A)"],
    ),
    ('"is_prime(grant)"', ["34:10: condition[0].holds: unknown function 'is_prime'"]),
    ("3", ["34:9: condition[0].holds: 3 is not a text in quotes"]),
    (
        '"costs.eligible * undertaking.turnover >= ceiling * ceiling"',
        ["34:10: condition[0].holds: 'costs.eligible * undertaking.turnover' can come to 9.0e+26 parts, beyond 2^63"],
    ),
]

DEFINITIONS = [
    ('q = { is = "ceiling / ceiling" }', ["25:13: define.q.is: a quotient must be rounded"]),
    (
        'q = { is = "costs.eligible / ceiling", round = "down" }',
        ["25:13: define.q.is: this gives a rate; its rounding needs a step"],
    ),
    ('q = { is = "on", round = "down" }', ["25:13: define.q.is: a day cannot be rounded"]),
    (
        'q = { is = "ceiling", round = "down", to = "1 day" }',
        ["25:13: define.q.is: this gives an amount in EUR, which is not rounded to a number of days"],
    ),
    (
        'a = { is = "b" }\nb = { is = "a" }\nc = { is = "a" }',
        [
            "25:13: define.a.is: the definitions go round in a circle: a -> b -> a",
            "26:13: define.b.is: the definitions go round in a circle: b -> a -> b",
        ],
    ),
    (
        'a = { is = "costs.eligible * undertaking.turnover / ceiling", round = "down" }\nb = { is = "a" }',
        ["25:13: define.a.is: 'costs.eligible * undertaking.turnover' can come to 9.0e+26 parts, beyond 2^63"],
    ),
    (
        'a = { is = "t * intensity", round = "down" }\nt = { is = "undertaking.turnover" }',
        ["25:13: define.a.is: 't * intensity', before it is divided, can come to 2.7e+16 parts, beyond 2^53"],
    ),
    ('a = { is = "a + ceiling" }', ["25:13: define.a.is: the definitions go round in a circle: a -> a"]),
    ('a = { is = "ceilin" }\nb = { is = "a" }', ["25:13: define.a.is: unknown name 'ceilin'"]),
    (
        'undertaking.headcount = { is = "ceiling" }',
        ["25:13: define.undertaking.headcount: 'undertaking.headcount' belongs to the law"],
    ),
]

KEYS = [
    ("kind =", "titel = 1\nkind =", ["3:1: titel: unknown key 'titel'"]),
    ("read =", 'adress = "x"\nread =', ["7:1: source.s.adress: unknown key 'adress'"]),
    ("opens =", "open = 1\nopens =", ["10:1: call[0].open: unknown key 'open'"]),
    ("2025-12-31 }", "2025-12-31, til = 1 }", ["12:51: call[0].costs.til: unknown key 'til'"]),
    ('value = "60 %"', 'valu = 1, value = "60 %"', ["18:16: parameter.intensity[0].valu: unknown key 'valu'"]),
    ("kinds =", "kind = 1\nkinds =", ["16:1: costs.kind: unknown key 'kind'"]),
    ("round =", "rond = 1, round =", ["25:60: define.grant.rond: unknown key 'rond'"]),
    ("regime =", "reducable = true\nregime =", ["27:1: state_aid.reducable: unknown key 'reducable'"]),
    ("amount =", "amont = 1\namount =", ["31:1: award.amont: unknown key 'amont'"]),
    (
        'amount = "grant"',
        'amount = "grant"\ninstalments = [{ aftr = { en = "x" }, amount = "grant" }]',
        ["32:18: award.instalments[0].aftr: unknown key 'aftr'"],
    ),
    ('value = "60 %"', 'unit = "%", value = "60 %"', ["18:16: parameter.intensity[0].unit: unknown key 'unit'"]),
    ('{ en = "ceiling" }', '{ en = "ceiling", e = 1 }', ["22:33: label.ceiling.e: 1 is not a text in quotes"]),
    (
        'holds = "grant >= ceiling"',
        'sinc = 2020\nholds = "grant >= ceiling"',
        ["34:1: condition[0].sinc: unknown key 'sinc'"],
    ),
    ('until = "pro', 'untill = 1\nuntil = "pro', ["40:1: duty[0].untill: unknown key 'untill'"]),
    ("given =", "gvien = 1\ngiven =", ["46:1: example[0].gvien: unknown key 'gvien'"]),
    ("verdict =", "verdct =", ["47:12: example[0].expect.verdct: unknown key 'verdct'"]),
    ("says =", "say =", ["50:1: described[0].say: unknown key 'say'"]),
]

MISSING = [
    ("schema = 1\n", "", ["1:1: the key 'schema' is missing"]),
    ('id = "made.voucher"\n', "", ["1:1: the key 'id' is missing"]),
    ('kind = "voucher"\n', "", ["1:1: the key 'kind' is missing"]),
    ('title = { en = "Voucher" }\n', "", ["1:1: the key 'title' is missing"]),
    ('title = { en = "Voucher" }\n', 'title = "Voucher"\n', ["4:9: title: the language of the text is missing"]),
    ('title = "Source"\n', "", ["5:9: source.s: the key 'title' is missing"]),
    ("read = 2026-11-22\n", "", ["5:9: source.s: the key 'read' is missing"]),
    ('id = "one"\n', "", ["8:3: call[0]: the key 'id' is missing"]),
    ("opens = 2024-06-21\n", "", ["8:3: call[0]: the key 'opens' is missing"]),
    ("closes = 2024-12-31\n", "", ["8:3: call[0]: the key 'closes' is missing"]),
    ('source = "s"\n', "", ["8:3: call[0]: the key 'source' is missing"]),
    ('mark = "sourced"\n', "", ["8:3: call[0]: the key 'mark' is missing"]),
    (', source = "s"', "", ["18:14: parameter.intensity[0]: the key 'source' is missing"]),
    (', mark = "sourced"', "", ["18:14: parameter.intensity[0]: the key 'mark' is missing"]),
    (
        'value = "60 %", ',
        "",
        ["18:14: parameter.intensity[0]: the key 'value' is missing"],
    ),
    ('intensity = { en = "intensity" }\n', "", ["18:1: parameter.intensity: 'intensity' has no label"]),
    ('regime = "none"\n', "", ["26:2: state_aid: the key 'regime' is missing"]),
    ('amount = "grant"\n', "", ["30:2: award: the key 'amount' is missing"]),
    ('[state_aid]\nregime = "none"\nsource = "s"\nmark = "sourced"\n', "", ["1:1: the key 'state_aid' is missing"]),
    ('[award]\namount = "grant"\n', "", ["1:1: the key 'award' is missing"]),
    (CALL, "", ["1:1: there is no call"]),
    (', round = "down"', "", ["31:10: award.amount: the award has parts of a cent"]),
    ('is = "min(costs.eligible * intensity, ceiling)", ', "", ["25:1: define.grant: the key 'is' is missing"]),
    ('en = "Voucher"', 'sl = "Vavčer"', ["4:1: title: the English text is missing"]),
    (
        '{ en = "ceiling" }',
        '{ sl = "zgornja meja" }',
        ["19:1: parameter.ceiling: 'ceiling' has no label", "22:1: label.ceiling: the English text is missing"],
    ),
    ('id = "enough"\n', "", ["32:3: condition[0]: the key 'id' is missing"]),
    ('holds = "grant >= ceiling"\n', "", ["32:3: condition[0]: the key 'holds' is missing"]),
    ('until = "project.submitted"\n', "", ["37:3: duty[0]: the key 'until' is missing"]),
    ("on = 2024-07-01\n", "", ["43:3: example[0]: the key 'on' is missing"]),
    (
        'source = "s"\nmark = "seed"\n',
        "",
        ["48:3: described[0]: the key 'source' is missing", "48:3: described[0]: the key 'mark' is missing"],
    ),
]

WORDS = [
    ("schema = 1", "schema = 2", ["1:10: schema: schema 2 is not known here"]),
    ("schema = 1", 'schema = "1"', ["1:10: schema: '1' is not schema = 1"]),
    ("made.voucher", "other.voucher", ["2:6: id: 'other.voucher' is not an id of this region"]),
    ("made.voucher", "made.two.words", ["2:6: id: 'made.two.words' is not an id of this region"]),
    ('kind = "voucher"', 'kind = "vouchr"', ["3:8: kind: unknown kind 'vouchr'"]),
    ("kind =", 'status = "open"\nkind =', ["3:10: status: unknown status 'open'"]),
    ("kind =", 'currency = "USD"\nkind =', ["3:12: currency: unknown currency 'USD'"]),
    ('regime = "none"', 'regime = "deminimis"', ["27:10: state_aid.regime: unknown regime 'deminimis'"]),
    ('round = "down"', 'round = "donw"', ["25:68: define.grant.round: unknown rounding 'donw'"]),
    ('round = "down"', 'round = "down", to = "one"', ["25:81: define.grant.to: 'one' is not a step to round to"]),
    ('round = "down"', 'round = "down", to = "0"', ["25:81: define.grant.to: '0' is not a step to round to"]),
    ('round = "down"', 'round = "down", type = "mony"', ["25:83: define.grant.type: unknown type 'mony'"]),
    ('%", source = "s"', '%", source = "t"', ["18:41: parameter.intensity[0].source: unknown source 't'"]),
    ('mark = "sourced"', 'mark = "sauced"', ["14:8: call[0].mark: unknown mark 'sauced'"]),
    ('["fee"]', '["feee"]', ["16:9: costs.kinds: unknown word 'feee'"]),
    ('title = "Source"', 'title = " "', ["6:9: source.s.title: the text is blank"]),
    ('title = "Source"', "title = 3", ["6:9: source.s.title: 3 is not a text in quotes"]),
    ("read = 2026-11-22", 'read = "2026"', ["7:8: source.s.read: '2026' is not a day such as 2024-06-21"]),
    ("opens = 2024-06-21", "opens = 2024-06-21T09:00:00Z", ["10:9: call[0].opens: the hour has an offset"]),
    ("opens = 2024-06-21", 'opens = "soon"', ["10:9: call[0].opens: 'soon' is not a day"]),
    ("closes = 2024-12-31", "closes = 2024-01-31", ["11:10: call[0].closes: the call closes before it opens"]),
    (
        'mark = "sourced"\n[costs]',
        'mark = "sourced"\ninterrupted = [{ since = 2024-07-01, until = 2024-06-30 }]\n[costs]',
        ["15:46: call[0].interrupted[0].until: the period ends before it begins"],
    ),
    (
        'mark = "sourced"\n[costs]',
        'mark = "sourced"\nbudget = "1000 EUR"\n[costs]',
        ["15:10: call[0].budget: '1000 EUR' is not money"],
    ),
    ('amount = "grant"', 'amount = "intensity"', ["31:10: award.amount: the award is in rate, not in EUR"]),
    ('amount = "grant"', 'amount = "on"', ["31:11: award.amount: this gives a day, but a number is wanted here"]),
    (
        'amount = "grant"',
        'amount = "costs.eligible * intensity"',
        ["31:10: award.amount: the award has parts of a cent"],
    ),
    (
        'amount = "grant"',
        INSTALMENTS,
        [
            "32:49: award.instalments[0].amount: the instalment is in rate, not in EUR",
            "32:97: award.instalments[1].amount: the instalment has parts of a cent",
        ],
    ),
    ('id = "sign"', 'id = "enough"', ["38:6: duty[0].id: the id 'enough' stands for two things"]),
    ('id = "enough"', 'id = "call"', ["33:6: condition[0].id: the id 'call' stands for two things"]),
    (
        DUTY,
        DUTY * 2,
        ["44:6: duty[1].id: the id 'sign' stands for two things"],
    ),
    (
        CONDITION,
        CONDITION + '[[condition]]\nid = "enough"\nholds = "grant >= ceiling"\nsource = "s"\nmark = "sourced"\n',
        ["38:6: condition[1].id: the id 'enough' stands for two conditions at once"],
    ),
    (
        EXAMPLE,
        EXAMPLE + '[[example]]\nname = "One"\non = 2024-07-01\ngiven = {}\nexpect = { verdict = "eligible" }\n',
        ["49:8: example[1].name: two examples are called 'One'"],
    ),
    ("given =", 'like = "Two"\ngiven =', ["46:8: example[0].like: no example before this one is called 'Two'"]),
    ("given = {}", "given = 3", ["46:9: example[0].given: 3 is not a table of facts"]),
    (
        'until = "project.submitted"',
        'until = "grant"',
        ["40:10: duty[0].until: this gives an amount in EUR, but a day is wanted here"],
    ),
    (
        "since = 2024-01-01, until = 2025-12-31",
        'since = 2024, until = "unknown"',
        ["12:19: call[0].costs.since: 2024 is not a day such as 2024-06-21"],
    ),
    (
        CALL,
        CALL * 2,
        [
            "16:6: call[1].id: the call 'one' stands twice",
            "17:9: call[1].opens: this call opens before the call 'one' has closed",
        ],
    ),
]

FIGURES = [
    ("300", ["20:16: parameter.p[0].value: the number 300 has no unit"]),
    ("12.5", ["20:16: parameter.p[0].value: the number 12.5 has no unit"]),
    ("nan", ["20:16: parameter.p[0].value: the number NaN has no unit"]),
    ("09:00:00", ["20:16: parameter.p[0].value: 09:00:00 is not a figure"]),
    ("2020-01-01T00:00:00", ["20:16: parameter.p[0].value: 2020-01-01 00:00:00 has an hour"]),
    ('"EUR 1.005"', ["20:16: parameter.p[0].value: 'EUR 1.005' has parts of a cent"]),
    ('"EUR 1,000.00"', ["20:16: parameter.p[0].value: 'EUR 1,000.00' is not a figure"]),
    ('"1000 EUR"', ["20:16: parameter.p[0].value: '1000 EUR' is not money"]),
    ('"USD 1.00"', ["20:16: parameter.p[0].value: unknown currency 'USD'"]),
    ('"3 cats"', ["20:16: parameter.p[0].value: unknown unit 'cats'"]),
    ('"3.5 persons"', ["20:16: parameter.p[0].value: '3.5 persons' is not a whole number"]),
    ('"-1 %"', ["20:16: parameter.p[0].value: '-1 %' is not a figure"]),
    ('"60 percent"', ["20:16: parameter.p[0].value: '60 percent' is not a rate"]),
    ('"EUR 65.20 per cats"', ["20:16: parameter.p[0].value: unknown unit 'cats'"]),
    ('""', ["20:16: parameter.p[0].value: '' is not a figure"]),
    ("[]", ["20:16: parameter.p[0].value: there are no bands"]),
    ("{}", ["20:16: parameter.p[0].value: every row of a table has the same number of keys, and one has a value"]),
    ('"unknown"', ["20:16: parameter.p[0].value: nothing tells what kind of figure 'p' is"]),
    ('"closed"', ["20:16: parameter.p[0].value: nothing tells what kind of figure 'p' is"]),
    ('"unknown", between = ["EUR 1.00"]', ["20:37: parameter.p[0].between: 'between' takes two bounds"]),
    (
        '"unknown", between = ["EUR 2.00", "EUR 1.00"]',
        ["20:37: parameter.p[0].between: the bounds are two numbers of one unit, the smaller first"],
    ),
    (
        '"unknown", between = ["EUR 2.00", "5 %"]',
        ["20:37: parameter.p[0].between: the bounds are two numbers of one unit, the smaller first"],
    ),
    ('"unknown", between = ["EUR 2.00", "x y"]', ["20:37: parameter.p[0].between: 'x y' is not a figure"]),
    ('"unknown", unit = "cats"', ["20:34: parameter.p[0].unit: unknown unit 'cats'"]),
    ('{ micro = "60 %", small = 5 }', ["20:42: parameter.p[0].value.small: the number 5 has no unit"]),
    (
        '{ micro = "60 %", small = "EUR 1.00" }',
        ["20:42: parameter.p[0].value.small: this is EUR, the rows before are rate"],
    ),
    (
        '{ micro = { a = "60 %", b = "1 %" }, small = { a = "1 %" } }',
        ["20:16: parameter.p[0].value: a row is missing: every pair of keys needs one"],
    ),
    (
        '{ micro = { a = "60 %" }, small = "1 %" }',
        ["20:16: parameter.p[0].value: every row of a table has the same number of keys, and one has a value"],
    ),
    (
        '{ micro = "unknown" }',
        ["20:16: parameter.p[0].value: every row of a table has the same number of keys, and one has a value"],
    ),
    (
        '[{ from = "EUR 0.00", is = "small" }, { from = "EUR 0.00", is = "big" }]',
        ["20:63: parameter.p[0].value[1].from: bands rise: this one begins at or below the one before"],
    ),
    (
        '[{ from = "EUR 0.00", is = "small" }, { from = "5 %", is = "big" }]',
        ["20:63: parameter.p[0].value[1].from: a band begins at a number of the same unit as the others, not '5 %'"],
    ),
    ('[{ from = 5, is = "small" }]', ['20:17: parameter.p[0].value[0]: a band is { from = "…", is = "a word" }']),
    ('[{ from = "EUR 0.00" }]', ['20:17: parameter.p[0].value[0]: a band is { from = "…", is = "a word" }']),
    ('[{ from = "x y", is = "a" }]', ["20:26: parameter.p[0].value[0].from: 'x y' is not a figure"]),
]

VERSIONS = [
    (
        "since = 2020-01-01, until = 2021-12-31",
        "since = 2021-06-01",
        ["20:112: parameter.p[1].since: this version overlaps the one before, which holds to 2021-12-31"],
    ),
    (
        "until = 2020-12-31",
        "since = 2021-06-01",
        ["20:92: parameter.p[1].since: nothing is said of the days after 2020-12-31"],
    ),
    (
        "since = 2021-01-01",
        "since = 2020-06-01",
        ["20:92: parameter.p[1].since: this version overlaps the one before, which holds to further notice"],
    ),
    ("until = 2020-12-31", 'since = "2021-13"', ["20:92: parameter.p[1].since: '2021-13' is not a day"]),
    ('until = "soon"', "since = 2021-01-01", ["20:16: parameter.p[0].until: 'soon' is not a day"]),
    ("until = 2020-12-31", 'since = "2021"', ["20:92: parameter.p[1].since: '2021' is not a day"]),
    ("until = 2020-12-31", "since = 0", ["20:92: parameter.p[1].since: 0 is not a day"]),
    ("until = 2020-12-31", "since = true", ["20:92: parameter.p[1].since: true is not a day"]),
    (
        "until = 2020-12-31",
        "since = 2021-01-01T09:00:00",
        ["20:92: parameter.p[1].since: 2021-01-01 09:00:00 has an hour"],
    ),
    (
        "until = 2020-12-31",
        "since = { after = 2021-02-12, by = 2021-02-12 }",
        ["20:92: parameter.p[1].since: 'by' (2021-02-12) must lie after 'after' (2021-02-12)"],
    ),
    ("until = 2020-12-31", "since = { after = 2020-12-31 }", ["20:92: parameter.p[1].since: a table is not a day"]),
    (
        "until = 2020-12-31",
        'since = { after = "2020-12", by = 2021-02-12 }',
        ["20:92: parameter.p[1].since: a table is not a day"],
    ),
    (
        "until = 2020-12-31",
        "since = { after = 2020-12-31, by = 2021-02-12, x = 1 }",
        ["20:92: parameter.p[1].since: a table is not a day"],
    ),
]

SETS = [
    ('{ nace = { "2" = ["V"] } }', ["25:22: set.s.nace.2: 'V' is not a NACE code of revision 2"]),
    ('{ nace = { "2.1" = ["45"] } }', ["25:24: set.s.nace.\"2.1\": '45' is not a NACE code of revision 2.1"]),
    ('{ nace = { "3" = ["01"] } }', ["25:16: set.s.nace.3: unknown NACE revision '3'"]),
    ('{ nace = { "2" = ["1"] } }', ["25:22: set.s.nace.2: '1' is not a NACE code of revision 2"]),
    ('{ nace = { "2" = ["34"] } }', ["25:22: set.s.nace.2: '34' is not a NACE code of revision 2"]),
    ('{ nace = { "2" = ["A25"] } }', ["25:22: set.s.nace.2: 'A25' is not a NACE code of revision 2"]),
    ('{ nace = { "2" = ["C12-C10"] } }', ["25:22: set.s.nace.2: 'C12-C10' is not a NACE code of revision 2"]),
    ('{ nace = { "2" = ["A10-A12"] } }', ["25:22: set.s.nace.2: 'A10-A12' is not a NACE code of revision 2"]),
    ('{ nace = { "2" = ["C10-C34"] } }', ["25:22: set.s.nace.2: 'C10-C34' is not a NACE code of revision 2"]),
    ('{ nace = { "2" = ["25.621", "01"] } }', ["25:22: set.s.nace.2: '25.621' is not a NACE code of revision 2"]),
    ('{ nace = ["01"] }', ["25:14: set.s.nace: a list is not a table"]),
    ('{ nuts = ["SI03", "Slovenia"] }', ["25:23: set.s.nuts[1]: 'Slovenia' is not a NUTS code"]),
    ('{ nuts = "si" }', ["25:14: set.s.nuts: 'si' is not a NUTS code"]),
    ("{ nuts = [] }", ["25:5: set.s: the set 's' is empty"]),
    ("[]", ["25:5: set.s: the set 's' is empty"]),
    ('["a", 1]', ["25:11: set.s[1]: 1 is not a text"]),
    ("3", ["25:5: set.s: 3 is not a text or a list of texts"]),
    ('{ nace = { "2" = ["01"] }, nuts = ["SI"] }', ["25:32: set.s.nuts: unknown key 'nuts'"]),
]

VOCABULARIES = [
    ('[fact.made.x]\ntype = "dya"\nlabel = { en = "x" }\n', ["3:8: fact.made.x.type: unknown type 'dya'"]),
    ('[fact.made.x]\ntype = "count cats"\nlabel = { en = "x" }\n', ["3:8: fact.made.x.type: unknown unit 'cats'"]),
    ('[fact.made.x]\ntype = 3\nlabel = { en = "x" }\n', ["3:8: fact.made.x.type: 3 is not a text in quotes"]),
    ('[fact.made.x]\nlabel = { en = "x" }\n', ["2:12: fact.made.x: the key 'type' is missing"]),
    ('[fact.made.x]\ntype = "day"\n', ["2:12: fact.made.x: the fact 'made.x' has no label"]),
    ('[fact.made.x]\ntype = "day"\nlabel = { sl = "x" }\n', ["4:1: fact.made.x.label: the English text is missing"]),
    (
        '[fact.made.x]\ntype = "day"\nlabel = { en = "x" }\nquestoin = { en = "x" }\n',
        ["5:1: fact.made.x.questoin: unknown key 'questoin'"],
    ),
    (
        '[fact.made.x]\ntype = "money"\nlabel = { en = "x" }\ngreatest = "5"\n',
        ["5:12: fact.made.x.greatest: '5' is not money"],
    ),
    (
        '[fact.made.x]\ntype = "money"\nlabel = { en = "x" }\ngreatest = "EUR 90000000000000.01"\n',
        ["5:12: fact.made.x.greatest: this is more than any such figure can be"],
    ),
    (
        '[fact.made.x]\ntype = "rate"\nlabel = { en = "x" }\ngreatest = "5 m2"\n',
        ["5:12: fact.made.x.greatest: '5 m2' is not a rate"],
    ),
    (
        '[fact.made.x]\ntype = "days"\nlabel = { en = "x" }\ngreatest = "many"\n',
        ["5:12: fact.made.x.greatest: 'many' is not a number of days"],
    ),
    (
        '[fact.made.x]\ntype = "m2"\nlabel = { en = "x" }\ngreatest = "0.00001 m2"\n',
        ["5:12: fact.made.x.greatest: '0.00001 m2' is not a number of m2"],
    ),
    (
        '[fact.made.x]\ntype = "money"\nlabel = { en = "x" }\ngreatest = "EUR 0.00"\n',
        ["5:12: fact.made.x.greatest: this is too little"],
    ),
    (
        '[fact.made.x]\ntype = "yes-no"\nlabel = { en = "x" }\ngreatest = "100 %"\n',
        ["5:12: fact.made.x.greatest: only a number has a greatest"],
    ),
    (
        '[fact.made.x]\ntype = "choice"\nof = "nothing"\nlabel = { en = "x" }\n',
        ["4:6: fact.made.x.of: unknown set 'nothing'"],
    ),
    (
        '[fact.made.x]\ntype = "choice"\nwords = ["fair", "fiar"]\nlabel = { en = "x" }\n',
        ["4:9: fact.made.x.words: unknown word 'fiar'"],
    ),
    (
        '[fact.made.x]\ntype = "list"\ncounts = "cats"\nlabel = { en = "x" }\n',
        [
            "3:8: fact.made.x.type: a region's own fact cannot be a list",
            "4:10: fact.made.x.counts: unknown unit 'cats'",
        ],
    ),
    (
        '[fact.made.x]\ntype = "list"\nlabel = { en = "x" }\n[fact.made.x.y]\ntype = "dy"\nlabel = { en = "y" }\n',
        [
            "3:8: fact.made.x.type: a region's own fact cannot be a list",
            "6:8: fact.made.x.y.type: unknown type 'dy'",
        ],
    ),
    ("[fact.made]\nx = 3\n", ["3:5: fact.made.x: 3 is not a table"]),
    ("fact = 3\n", ["2:8: fact: 3 is not a table"]),
    ('[unit]\ncats = ["cat"]\n', ["3:8: unit.cats: a list is not a table"]),
    ('[unit]\ncats = { sl = ["a", "b"] }\n', ["3:1: unit.cats: the English forms are missing"]),
    ("[unit]\ncats = { en = [] }\n", ["3:1: unit.cats: the English forms are missing"]),
    ('[word]\na = { sl = "x" }\n', ["3:1: word.a: the English text is missing"]),
    ("[word]\na = 3\n", ["3:5: word.a: 3 is not a table"]),
    ('[words]\na = { en = "x" }\n', ["2:2: words: unknown key 'words'"]),
    ('[label]\nx = { sl = "y" }\n', ["3:1: label.x: the English text is missing"]),
    ('[define.made.x]\nis = "on"\ntype = "mony"\n', ["4:8: define.made.x.type: unknown type 'mony'"]),
    (
        '[define.made.x]\nsi = "on"\n',
        ["2:14: define.made.x: the key 'is' is missing", "3:1: define.made.x.si: unknown key 'si'"],
    ),
    (
        '[parameter]\nx = [{ value = "EUR 1.00" }]\n',
        ["3:6: parameter.x[0]: the key 'source' is missing", "3:6: parameter.x[0]: the key 'mark' is missing"],
    ),
    ('[set]\nx = { nuts = ["slovenia"] }\n', ["3:15: set.x.nuts[0]: 'slovenia' is not a NUTS code"]),
]

REGIONS = [
    ("schema = 1", "schema = 2", ["1:10: schema: schema 2 is not known here"]),
    ("schema = 1\n", "", ["1:1: the key 'schema' is missing"]),
    ('title = { en = "Made up" }\n', "", ["1:1: the key 'title' is missing"]),
    ('en = "Made up"', 'sl = "Made up"', ["3:1: title: the English text is missing"]),
    ('currency = "EUR"\n', "", ["1:1: the key 'currency' is missing"]),
    ('time_zone = "Europe/Ljubljana"\n', "", ["1:1: the key 'time_zone' is missing"]),
    ('member_state = "SI"\n', "", ["1:1: the key 'member_state' is missing"]),
    ('nuts = ["SI03"]', "nuts = 3", ["4:8: nuts: 3 is not a text or a list of texts"]),
    ("nuts =", "nutz = 3\nnuts =", ["4:1: nutz: unknown key 'nutz'"]),
    ("nuts =", "policy = 3\nnuts =", ["4:10: policy: 3 is not a table"]),
    (
        "",
        '[authority.a]\ntitle = { en = "A" }\n',
        ["9:12: authority.a: the key 'source' is missing", "9:12: authority.a: the key 'mark' is missing"],
    ),
    (
        "",
        '[authority.a]\nsource = "s"\nmark = "sourced"\n',
        ["9:12: authority.a: the key 'title' is missing", "10:10: authority.a.source: unknown source 's'"],
    ),
    (
        "",
        '[programme]\ntitle = { en = "A" }\nsource = "s"\nmark = "seed"\n',
        ["11:10: programme.source: unknown source 's'"],
    ),
    ("", '[source.s]\ntitle = "x"\n', ["9:9: source.s: the key 'read' is missing"]),
    (
        "",
        '[[described]]\nrow = "x"\n',
        [
            "9:3: described[0]: the key 'says' is missing",
            "9:3: described[0]: the key 'source' is missing",
            "9:3: described[0]: the key 'mark' is missing",
        ],
    ),
    ("", "authority = 3\n", ["9:13: authority: 3 is not a table"]),
]


@pieces(CONDITIONS)
def test_a_faulty_condition(complaints, piece, said):
    assert places(complaints(changed('holds = "grant >= ceiling"', f"holds = {piece}"))) == said


@pieces(DEFINITIONS)
def test_a_faulty_definition(complaints, piece, said):
    assert places(complaints(changed("[define]\n", f"[define]\n{piece}\n"))) == said


@measures(KEYS)
def test_an_unknown_key(complaints, old, new, said):
    assert places(complaints(changed(old, new))) == said


def test_without_an_award_it_may_be_told_still_what_its_condition_comes_to(complaints):
    unmet = changed('verdict = "eligible"', 'unmet = ["something-to-pay", "de-minimis"]')
    text = changed('regime = "none"', 'regime = "de-minimis"', unmet)
    assert places(complaints(changed('amount = "grant"', 'amount = "grnt"', text))) == [
        "31:11: award.amount: unknown name 'grnt'"
    ]


def test_what_is_like_an_example_that_cannot_be_read_is_no_fault_of_its_own(complaints):
    more = '[[example]]\nname = "{}"\nlike = "{}"\nexpect = {{}}\n'
    (said,) = places(complaints(MEASURE + more.format("Two", "Onne") + more.format("Three", "Two")))
    assert said.endswith(": example[1].like: no example before this one is called 'Onne'")


@measures(MISSING)
def test_something_is_missing(complaints, old, new, said):
    assert places(complaints(changed(old, new))) == said


@measures(WORDS)
def test_a_value_that_does_not_fit(complaints, old, new, said):
    assert places(complaints(changed(old, new))) == said


@pieces(FIGURES)
def test_a_faulty_figure(complaints, piece, said):
    assert places(complaints(changed("[label]", f"p = [{{ value = {piece}, {BASED} }}]\n[label]"))) == said


def versions(first, second):
    return f'p = [{{ {first}, value = "EUR 1.00", {BASED} }}, {{ {second}, value = "EUR 2.00", {BASED} }}]\n[label]'


@pytest.mark.parametrize(("first", "second", "said"), VERSIONS, ids=range(len(VERSIONS)))
def test_versions_that_do_not_follow_each_other(complaints, first, second, said):
    assert places(complaints(changed("[label]", versions(first, second)))) == said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("until = 2019-12-31", "since = 2020-01-01"),
        ("until = 2019", "since = 2020"),
        ('until = "2020-05"', 'since = "2020-06"'),
        ("since = 2010", 'since = "2020-06", until = 2021'),
        ("since = 2010", "since = { after = 2019-09-03, by = 2021-02-12 }"),
    ],
)
def test_versions_may_begin_on_days_of_any_precision(complaints, first, second):
    assert but_unused(complaints(changed("[label]", versions(first, second)))) == []


@pytest.mark.parametrize("value", ["closed", "unknown"])
def test_a_gap_is_closed_by_saying_so(complaints, value):
    gap = f'{{ since = 2021-01-01, until = 2021-05-31, value = "{value}", {BASED} }}'
    both = versions("until = 2020-12-31", "since = 2021-06-01").replace("}, {", f"}}, {gap}, {{")
    assert but_unused(complaints(changed("[label]", both))) == []


@pieces(SETS)
def test_a_faulty_set(complaints, piece, said):
    assert places(complaints(changed("[define]\n", f"[set]\ns = {piece}\n[define]\n"))) == said


@pytest.mark.parametrize(
    "piece",
    [
        '{ nace = { "2" = ["01", "25.62", "C25", "C10-C12", "10–12", "G", "U"], "2.1" = ["V", "46"] } }',
        '{ nuts = ["SI03", "TLG", "ES"] }',
        '["spirit", "sps"]',
        '"spirit"',
    ],
)
def test_a_set_of_words_or_codes(complaints, piece):
    assert but_unused(complaints(changed("[define]\n", f"[set]\ns = {piece}\n[define]\n"))) == []


# one fault in a vocabulary or a region


@pieces(VOCABULARIES)
def test_a_faulty_vocabulary(complaints, piece, said):
    assert places(complaints(vocabulary=f"schema = 1\n{piece}"), "vocabulary.toml") == said


@measures(REGIONS)
def test_a_faulty_region(complaints, old, new, said):
    region = changed(old, new, REGION) if old else REGION + new
    assert places(complaints(region=region), "region.toml") == said


# the caret and the advice


@pytest.mark.parametrize(
    ("line", "caret"),
    [
        ('holds = "grant >= ceilin"', ["34:19", '  holds = "grant >= ceilin"', "                    ^"]),
        ("holds = 'grant >= ceilin'", ["34:19", "  holds = 'grant >= ceilin'", "                    ^"]),
        (
            "holds = \"undertaking.legal_form != 'družba' and grant >= ceilin\"",
            [
                "34:58",
                "  holds = \"undertaking.legal_form != 'družba' and grant >= ceilin\"",
                f"  {' ' * 57}^",
            ],
        ),
        (
            'holds = "undertaking.legal_form != \\"dru\\u017eba\\" and grant >= ceilin"',
            [
                "34:65",
                '  holds = "undertaking.legal_form != \\"dru\\u017eba\\" and grant >= ceilin"',
                f"  {' ' * 64}^",
            ],
        ),
        ('holds = "\tgrant >=\tceilin"', ["34:20", '  holds = "\tgrant >=\tceilin"', f"  {' ' * 9}\t{' ' * 8}\t^"]),
        ('holds = """\n  grant\n    >= ceilin"""', ["36:8", '      >= ceilin"""', "         ^"]),
        ('holds = """grant \\\n    >= ceilin"""', ["35:8", '      >= ceilin"""', "         ^"]),
        ("holds = '''\n\tgrant >=\n ceilin'''", ["36:2", "   ceilin'''", "   ^"]),
        ('"holds" = "grant >= ceilin"', ["34:21", '  "holds" = "grant >= ceilin"', "                      ^"]),
    ],
    ids=["basic", "literal", "letters", "escapes", "tabs", "long basic", "folded", "long literal", "quoted key"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_the_caret_stands_under_the_fault(complaints, line, caret, end, mark):
    text = mark + changed('holds = "grant >= ceiling"', line).replace("\n", end)
    (said,) = complaints(text)
    place, *shown = said.splitlines()
    assert place == f"made/measures/voucher.toml:{caret[0]}: condition[0].holds: unknown name 'ceilin'"
    assert shown == [*caret[1:], "  did you mean 'ceiling'?"]


@pytest.mark.parametrize("gap", [" ", "\n  "], ids=["one line", "several lines"])
def test_the_caret_in_an_inline_table(complaints, gap):
    text = changed('{ is = "min(costs.eligible * intensity', f'{{{gap}is = "min(costs.eligible * intensty')
    (said,) = complaints(text)
    line, column = (25, 38) if gap == " " else (26, 30)
    assert said.startswith(f"made/measures/voucher.toml:{line}:{column}: define.grant.is: unknown name 'intensty'\n")
    assert said.endswith("^\n  did you mean 'intensity'?")


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("opens =", "opns =", "did you mean 'opens'?"),
        ("opens = 2024-06-21\n", "", 'give opens = 2024-06-21, or "unknown"'),
        (">= ceiling", ">= 300", "give it a name, a date and a source under [parameter]"),
        (">= ceiling", "= ceiling", "write '=='"),
        (
            '"60 %"',
            "60",
            'write "EUR 1000.00", "60 %", "3 persons", "12 months", a day, true, false, a word, "unknown" or "closed"',
        ),
        ('"60 %"', '"unknown"', 'give between = ["…", "…"] or unit = "EUR"'),
        ('"EUR 9999.99"', '"EUR 9999.999"', "write two decimals"),
        (CALL, "", 'give [[call]], or status = "planned"'),
        ('{ en = "ceiling" }', '{ sl = "meja" }', 'give en = "…"'),
        ('ceiling = { en = "ceiling" }\n', "", 'give it one under [label]: ceiling = { en = "…" }'),
        (', round = "down"', "", "give it a [define] that names its rounding"),
        ('id = "sign"', 'id = "enough"', "give each condition and duty its own"),
        (
            CONDITION,
            CONDITION * 2,
            "give each its own id, or its own days: the one before holds to further notice",
        ),
        ("opens = 2024-06-21", "opens = 2024-06-21T09:00:00Z", "write the local hour of the region without an offset"),
        ("schema = 1", "schema = 7", "write schema = 1"),
        ("made.voucher", "voucher", 'write "made.short_name"'),
    ],
)
def test_what_to_write_instead(complaints, old, new, advice):
    assert f"  {advice}" in [line for each in complaints(changed(old, new)) for line in each.splitlines()]


def test_all_complaints_of_a_run_come_together_in_the_order_of_files_and_lines(complaints):
    measure = changed('kind = "voucher"', 'kind = "vouchr"')
    for old, new in [
        ("opens =", "opns ="),
        ('value = "60 %"', "value = 60"),
        ('round = "down"', 'round = "x"'),
        (">= ceiling", ">= 300"),
        ('mark = "seed"', 'mark = "sed"'),
    ]:
        measure = changed(old, new, measure)
    above = VOCABULARY.count("\n")
    vocabulary = VOCABULARY + '[word]\nfiar = 3\n[fact.made.x]\ntype = "dya"\nlabel = { en = "x" }\n'
    said = complaints(measure, vocabulary, changed("nuts", "nutz", REGION))
    assert [each.splitlines()[0].partition("/")[2] for each in said] == [
        "region.toml:4:1: nutz: unknown key 'nutz'",
        f"vocabulary.toml:{above + 2}:8: word.fiar: 3 is not a table",
        f"vocabulary.toml:{above + 4}:8: fact.made.x.type: unknown type 'dya'",
        "measures/voucher.toml:3:8: kind: unknown kind 'vouchr'",
        "measures/voucher.toml:8:3: call[0]: the key 'opens' is missing",
        "measures/voucher.toml:10:1: call[0].opns: unknown key 'opns'",
        "measures/voucher.toml:18:24: parameter.intensity[0].value: the number 60 has no unit",
        "measures/voucher.toml:25:68: define.grant.round: unknown rounding 'x'",
        "measures/voucher.toml:34:19: condition[0].holds: the number 300 has no name",
        "measures/voucher.toml:52:8: described[0].mark: unknown mark 'sed'",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", ["made/measures/voucher.toml: the input is empty"]),
        (b"\xff", ["made/measures/voucher.toml:1: byte 0xff is not UTF-8\n  save the file as UTF-8"]),
        (b"schema = ", ["made/measures/voucher.toml:1:10: not TOML: Invalid value\n  schema = \n           ^"]),
        (
            b"a = 1\na = 1\n",
            [
                (
                    "made/measures/voucher.toml:2:1: not TOML: the key 'a' stands twice\n"
                    "  a = 1\n  ^\n  it stands first in line 1: keep one"
                )
            ],
        ),
    ],
    ids=["empty", "no UTF-8", "broken", "key twice"],
)
def test_a_file_that_cannot_be_read(complaints, text, said):
    assert complaints(text) == said
