"""Figures, their versions and sets with one fault each."""

import pytest
from tests.io.measure_files.faulty import BASED, but_unused, changed, pieces, places

FIGURES = [
    ("300", ["20:16: parameter.p[0].value: the number 300 has no unit"]),
    ("12.5", ["20:16: parameter.p[0].value: the number 12.5 has no unit"]),
    ("nan", ["20:16: parameter.p[0].value: the number NaN has no unit"]),
    ("09:00:00", ["20:16: parameter.p[0].value: 09:00:00 is not a figure"]),
    ("2020-01-01T00:00:00", ["20:16: parameter.p[0].value: 2020-01-01 00:00:00 has an hour"]),
    ('"EUR 1.005"', ["20:16: parameter.p[0].value: 'EUR 1.005' has parts of a cent"]),
    ('"EUR 1,000.00"', ["20:16: parameter.p[0].value: 'EUR 1,000.00' is not a figure"]),
    ('"EUR 9999999999999999.00"', ["20:16: parameter.p[0].value: 'EUR 9999999999999999.00' has too many digits"]),
    ('"EUR 1.1234567"', ["20:16: parameter.p[0].value: 'EUR 1.1234567' has too many digits"]),
    ('"12345678 %"', ["20:16: parameter.p[0].value: '12345678 %' has too many digits"]),
    ('"12345678 %%"', ["20:16: parameter.p[0].value: '12345678 %%' is not a figure"]),
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
