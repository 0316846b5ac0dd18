"""Measures in which one value does not fit."""

from tests.assessment.made import CALL
from tests.io.measure_files.faulty import CONDITION, DUTY, EXAMPLE, INSTALMENTS, changed, measures, places

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


@measures(WORDS)
def test_a_value_that_does_not_fit(complaints, old, new, said):
    assert places(complaints(changed(old, new))) == said
