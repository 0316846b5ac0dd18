"""What an author is told who writes a wrong expression: what, where, and what to write instead."""

import pytest

from intra_core.rules.check import check
from intra_core.rules.kinds import (
    DAYS,
    MONTHS,
    RATE,
    YEARS,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Records,
    Text,
    YesNo,
    number_of,
)
from intra_core.rules.language import Fact, Parameter
from intra_core.rules.parse import DEEPEST, MOST_LETTERS, MOST_NODES, Fault
from intra_core.rules.scope import BandShape, NamedSet, PlainScope, TableShape

EUR = number_of("EUR")
SIZES = Choice({"micro", "small", "medium", "large"})
PAYMENTS = Records({"paid": Day(), "amount": EUR}, "payments")
COST = Records(
    {"kind": Choice({"fee", "travel"}), "net": EUR, "paid": Day(), "nights": number_of("nights"), "payments": PAYMENTS},
    "costs",
)
FACTS: dict[str, Kind] = {
    "costs.eligible": EUR,
    "undertaking.turnover": EUR,
    "undertaking.insolvent": YesNo(),
    "undertaking.size": SIZES,
    "undertaking.seat": Code("nuts"),
    "undertaking.legal_form": Text(),
    "undertaking.fiscal_year_end": MonthDay(),
    "undertaking.employees": number_of("persons"),
    "event.kind": Choice({"fair", "forum"}),
    "event.starts": Day(),
    "cost": COST,
    "on": Day(),
}
FIGURES: dict[str, Kind] = {"floor": EUR, "rate": RATE, "one_day": DAYS, "months": MONTHS, "years": YEARS}
SCOPE = PlainScope(
    {
        **{name: Fact(name, kind) for name, kind in FACTS.items()},
        **{name: Parameter(name, kind) for name, kind in FIGURES.items()},
        "event.area": Fact("event.area", number_of("m2"), 1),
        "sizes": NamedSet("sizes", frozenset({"micro", "small"})),
        "odd": NamedSet("odd", frozenset({"huge"})),
        "east": NamedSet("east", frozenset({"SI03"}), "nuts"),
        "sectors": NamedSet("sectors", frozenset({"2:01"}), "nace"),
        "by_size": TableShape("by_size", (SIZES.values,), RATE, sign=1),
        "by_two": TableShape("by_two", (frozenset({"micro", "small"}), frozenset({"fair"})), RATE),
        "bands": BandShape("bands", EUR, frozenset({"low", "high"})),
    }
)

WRONG: list[tuple[str, int, str, str | None]] = [
    ("costs.eligble >= floor", 0, "unknown name 'costs.eligble'", "did you mean 'costs.eligible'?"),
    ("costs.eligible >= flor", 18, "unknown name 'flor'", "did you mean 'floor'?"),
    ("costs.eligible + rate >= floor", 17, "EUR and rate cannot be added", None),
    (
        "event.starts + floor > on",
        15,
        "a day and an amount in EUR cannot be added",
        "a day is moved by days; by months and years with add_months, add_years",
    ),
    ("costs.eligible - event.starts > floor", 17, "'event.starts' is a day, not a number", None),
    (
        "costs.eligible >= 300",
        18,
        "the number 300 has no name",
        "give it a name, a date and a source under [parameter]",
    ),
    ("costs.eligible >= -floor", 18, "'-' before a value is not in the language", None),
    ("costs.eligible = floor", 15, "'=' does not compare", "write '=='"),
    ("costs.eligible => floor", 15, "'=>' is not in the language", "write '>='"),
    ("costs.eligible >= floor && undertaking.insolvent", 24, "'&&' is not in the language", "write 'and'"),
    ("costs.eligible >= floor || undertaking.insolvent", 24, "'||' is not in the language", "write 'or'"),
    ("!undertaking.insolvent", 0, "'!' is not in the language", "write 'not'"),
    ("costs.eligible ** rate >= floor", 15, "'**' is not in the language", "write a product"),
    ("costs.eligible % rate >= floor", 15, "'%' is not in the language", None),
    (
        "costs.eligible // rate >= floor",
        15,
        "'//' is not in the language",
        "write '/' in a [define] that names its rounding",
    ),
    (
        "costs.eligible / rate >= floor",
        0,
        "a quotient must be rounded",
        "give it a [define] of its own that names its rounding",
    ),
    ("costs.eligible is floor", 15, "'is' is not in the language", "write '=='"),
    ("costs.eligible is not floor", 15, "'is not' is not in the language", "write '!='"),
    ('undertaking.size in ["micro"]', 20, "'[…]' is not in the language", "name a set under [set]"),
    ('undertaking.size in {"micro"}', 20, "'{…}' is not in the language", "name a set under [set]"),
    ('undertaking.size == "huge"', 20, "'huge' is never said there", "known here: large, medium, micro, small"),
    ('undertaking.size == "smal"', 20, "'smal' is never said there", "did you mean 'small'?"),
    ('undertaking.size < "small"', 0, "a word of a closed list has no order", "compare with '==', '!=' or 'in'"),
    ('"small" == undertaking.size2', 11, "unknown name 'undertaking.size2'", "did you mean 'undertaking.size'?"),
    ('"large" > undertaking.size', 10, "a word of a closed list has no order", "compare with '==', '!=' or 'in'"),
    ("undertaking.size in odd", 20, "the set 'odd' holds 'huge', which 'undertaking.size' never is", None),
    ("undertaking.size in siezs", 20, "unknown set 'siezs'", "did you mean 'sizes'?"),
    ("undertaking.size in floor", 20, "'floor' is not a set", "name one under [set]"),
    (
        "undertaking.size in east",
        0,
        "'undertaking.size' is a word of a closed list and cannot be in the set 'east'",
        None,
    ),
    ("undertaking.seat in sectors", 20, "the set 'sectors' holds no NUTS codes", None),
    ('undertaking.seat == "SI03"', 20, "a code is not compared with a word", "name a set of codes and write 'in'"),
    ("undertaking.seat < undertaking.seat", 0, "a code has no order", "compare with '==', '!=' or 'in'"),
    ("costs.eligible in sizes", 0, "'costs.eligible' is an amount in EUR and cannot be in the set 'sizes'", None),
    ("undertaking.seat in sizes", 20, "the set 'sizes' holds no NUTS codes", None),
    ('event.starts == "2024"', 16, "'2024' is a word, but beside it stands a day", "give it a name under [parameter]"),
    (
        'costs.eligible == "x"',
        18,
        "'x' is a word, but beside it stands an amount in EUR",
        "give it a name under [parameter]",
    ),
    (
        "undertaking.insolvent == undertaking.insolvent",
        0,
        "yes or no is not compared",
        "write the fact itself, or 'not' before it",
    ),
    (
        "undertaking.insolvent and costs.eligible",
        26,
        "'costs.eligible' is an amount in EUR, not yes or no",
        "compare it with something",
    ),
    ("not floor", 4, "'floor' is an amount in EUR, not yes or no", "compare it with something"),
    ("True", 0, "True is not in the language", "write the condition itself, or 'not' before it"),
    ("None", 0, "None is not in the language", "write the condition itself, or 'not' before it"),
    ('"small"', 0, "a word stands only beside the fact it is compared with", None),
    ("sizes", 0, "'sizes' is a set", "write 'something in sizes'"),
    ("by_size", 0, "'by_size' is a table", "write 'by_size[a fact]'"),
    ("bands", 0, "'bands' names bands", "write 'band(a number, bands)'"),
    ('by_size["micro"]', 8, "a word stands only beside the fact it is compared with", None),
    ("by_size[costs.eligible]", 8, "'costs.eligible' is an amount in EUR, not a word of a closed list", None),
    (
        "by_size[event.kind]",
        8,
        "the table 'by_size' has no row for 'fair'",
        'give one, with value "unknown" if nobody knows',
    ),
    ("by_size[undertaking.size, event.kind]", 0, "the table 'by_size' is looked up by 1 word(s), not 2", None),
    (
        "by_two[undertaking.size, event.kind]",
        7,
        "the table 'by_two' has no row for 'large'",
        'give one, with value "unknown" if nobody knows',
    ),
    ("floor[undertaking.size]", 0, "'floor' is not a table", "give a [parameter] a table as its value"),
    ("rate[undertaking.size]", 0, "'rate' is not a table", "give a [parameter] a table as its value"),
    ("band(costs.eligible)", 0, "'band' takes 2 value(s), not 1", None),
    ("band(costs.eligible, floor)", 21, "'floor' names no bands", "give a [parameter] a list of bands"),
    ("band(event.starts, bands)", 5, "'event.starts' is a day, not a number", None),
    ("band(undertaking.employees, bands)", 5, "persons cannot fall in bands of EUR", None),
    ("min(costs.eligible, rate)", 20, "EUR and rate cannot be compared", None),
    (
        "min(event.starts, on) > on and min(undertaking.size, floor) > floor",
        35,
        "'undertaking.size' is a word of a closed list and has no size",
        None,
    ),
    ("min() > floor", 0, "'min' needs at least two values", None),
    (
        "max(undertaking.insolvent, undertaking.insolvent)",
        4,
        "'undertaking.insolvent' is yes or no and has no size",
        None,
    ),
    ("round(costs.eligible)", 0, "unknown function 'round'", "did you mean 'count'?"),
    (
        "costs.floor()",
        0,
        "unknown function 'costs.floor'",
        "known here: add_months, add_years, all, any, band, count, fiscal_year, max, …",
    ),
    ("any(cost)", 4, "'any' walks a list", "write any(… for x in a list)"),
    ("count(floor)", 6, "'count' walks a list", "write count(… for x in a list)"),
    ("sum(cost) > floor", 4, "'sum' walks a list", "write sum(… for x in a list)"),
    ("count(x.net for x in cost) > floor", 6, "'count' counts whole records", "write count(x for x in … if …)"),
    ("sum(x.kind for x in cost) > floor", 4, "'sum' cannot take a word of a closed list", None),
    ("sum(x.paid for x in cost) > on", 4, "'sum' cannot take a day", None),
    ("max(x.kind for x in cost) > floor", 4, "'max' cannot take a word of a closed list", None),
    ("any(x.net for x in cost)", 4, "'x.net' is an amount in EUR, not yes or no", "compare it with something"),
    ("any(x.nett > floor for x in cost)", 4, "'cost' has no field 'nett'", "did you mean 'net'?"),
    ("any(x > floor for x in cost)", 4, "'x' is a whole record", "known here: kind, net, nights, paid, payments"),
    ("any(x.net > floor for x in floor)", 27, "'floor' is an amount in EUR, not a list", None),
    ("any(x.net > floor for x, y in cost)", 22, "one name stands for the record", None),
    (
        "any(x.net > floor for x in cost for y in cost)",
        3,
        "one list at a time",
        "put one any(…) or sum(…) inside the other",
    ),
    ("any(cost.net > floor for cost in cost)", 25, "'cost' already means something", "take another letter"),
    (
        "any(any(x.amount > floor for x in x.payments) for x in cost)",
        29,
        "'x' already means something",
        "take another letter",
    ),
    (
        "all(x.net >= floor for x in cost if x.net)",
        36,
        "'x.net' is an amount in EUR, not yes or no",
        "compare it with something",
    ),
    (
        "any(x.net > floor for x in cost, floor)",
        4,
        "this is not an expression of the language",
        "Python says: Generator expression must be parenthesized",
    ),
    ("year(costs.eligible) == years", 5, "'costs.eligible' is an amount in EUR, not a day", None),
    ("year(event.starts, on) == years", 0, "'year' takes 1 value(s), not 2", None),
    ("years_between(event.starts) > years", 0, "'years_between' takes 2 value(s), not 1", None),
    ("add_months(event.starts, years) > on", 25, "'years' is a number of years, not months", None),
    ("add_months(event.starts, floor) > on", 25, "'floor' is an amount in EUR, not months", None),
    ("fiscal_year(on, event.starts) == years", 16, "'event.starts' is a day, not a day of the year", None),
    (
        "fiscal_year(on, undertaking.fiscal_year_end) < undertaking.fiscal_year_end",
        47,
        (
            "'fiscal_year(on, undertaking.fiscal_year_end)' is a number of years and 'undertaking.fiscal_year_end' is "
            "a day of the year: they cannot be compared"
        ),
        None,
    ),
    ("add_years(years, years) > on", 10, "'years' is a number of years, not a day", None),
    ("event.starts * rate > floor", 0, "'event.starts' is a day, not a number", None),
    (
        "event.starts + event.starts > on",
        15,
        "a day and a day cannot be added",
        "a day is moved by days; by months and years with add_months, add_years",
    ),
    ("floor if undertaking.insolvent else rate", 36, "one branch is an amount in EUR, the other a rate", None),
    (
        '"a" if undertaking.insolvent else floor',
        34,
        "one branch is a word of a closed list, the other an amount in EUR",
        None,
    ),
    (
        "(floor if costs.eligible else floor) > floor",
        10,
        "'costs.eligible' is an amount in EUR, not yes or no",
        "compare it with something",
    ),
    ("(lambda: floor) > floor", 1, "'lambda' is not in the language", None),
    ("floor[0]", 6, "the number 0 has no name", "give it a name, a date and a source under [parameter]"),
    ("costs.eligible.net.x", 0, "unknown name 'costs.eligible.net.x'", "did you mean 'costs.eligible'?"),
    (
        "any([x for x in cost])",
        4,
        "'[… for …]' is not in the language",
        "write any(… for … in …), count, sum, all, max or min",
    ),
    ('f"{floor}" == undertaking.legal_form', 0, "a word stands in one pair of plain quotes", 'write it like "small"'),
    ("floor > (yield)", 9, "'yield' is not in the language", None),
    ("(floor := rate) > rate", 8, "'=' does not compare", "write '=='"),
    ("costs.eligible >= floor)", 23, "the brackets do not match", "')' closes nothing"),
    ("(costs.eligible >= floor", 0, "the brackets do not match", "'(' is never closed"),
    ("costs.eligible >= floor) or (undertaking.insolvent", 23, "the brackets do not match", "')' closes nothing"),
    ("costs.eligible >=", 0, "this is not an expression of the language", "Python says: invalid syntax"),
    ("'open", 0, "a quote is never closed", None),
    ("costs.eligible ~ floor", 0, "this is not an expression of the language", "Python says: invalid syntax"),
    ("costs.еligible >= floor", 6, "'е' is CYRILLIC SMALL LETTER IE, not 'e' (LATIN SMALL LETTER E)", "type 'e'"),
    (
        "costs.eligible ≥ floor",
        15,
        "'≥' (GREATER-THAN OR EQUAL TO) cannot stand in a rule",
        "names in rules are plain Latin letters",
    ),
    (
        'undertaking.legal_form == "d.о.o."',
        29,
        "'о' is CYRILLIC SMALL LETTER O, not 'o' (LATIN SMALL LETTER O)",
        "type 'o'",
    ),
    ("undertaking.size == 'micro' if", 29, "this is not an expression of the language", "Python says: invalid syntax"),
    ('any(x.net > floor for x in cost if x.kind = "fee")', 42, "'=' does not compare", "write '=='"),
    ("min(floor, key=rate) > floor", 14, "'=' does not compare", "write '=='"),
    ("print(*floor)", 6, "'*' is not in the language", None),
    ("event.starts[1:2] > on", 13, "the number 1 has no name", "give it a name, a date and a source under [parameter]"),
    ("costs.eligible @ floor > floor", 15, "'@' is not in the language", None),
    ("undertaking.legal_form > undertaking.legal_form", 0, "a text has no order", "compare with '==', '!=' or 'in'"),
    ("cost == cost", 8, "'cost' is a list and 'cost' is a list: they cannot be compared", None),
    ("...", 0, "'...' is not in the language", None),
    ("3.5 > rate", 0, "the number 3.5 has no name", "give it a name, a date and a source under [parameter]"),
    ('b"x" == undertaking.legal_form', 0, "a word stands in one pair of plain quotes", 'write it like "small"'),
    (
        "sum(x.net for x in y.payments) > floor",
        19,
        "unknown name 'y.payments'",
        "known here: bands, by_size, by_two, cost, costs.eligible, east, event.area, event.kind, …",
    ),
]


@pytest.mark.parametrize(("text", "index", "says", "instead"), WRONG, ids=[each[0] for each in WRONG])
def test_a_wrong_expression(text: str, index: int, says: str, instead: str | None) -> None:
    with pytest.raises(Fault) as caught:
        check(text, SCOPE)
    assert (caught.value.index, caught.value.says, caught.value.instead) == (index, says, instead)


@pytest.mark.parametrize(
    ("text", "index", "told"),
    [
        (" " * 3, 0, "there is no expression"),
        ("floor > " * 400, MOST_LETTERS, "more than 2000"),
        (" + ".join(["floor"] * 190), 0, "nested too deeply"),
        ("(" * 250 + "floor" + ")" * 250, 0, "nested too deeply"),
        ("floor in (" + ", ".join(["a"] * (MOST_NODES // 2 + 1)) + ")", 0, f"more than {MOST_NODES} parts"),
        ("not " * DEEPEST + "undertaking.insolvent", 0, "nested too deeply"),
    ],
)
def test_what_is_too_large(text: str, index: int, told: str) -> None:
    with pytest.raises(Fault, match=told) as caught:
        check(text, SCOPE)
    assert caught.value.index >= index


@pytest.mark.parametrize(
    ("text", "wanted", "says"),
    [
        ("floor", YesNo, "this gives EUR, but yes or no is wanted here"),
        ("undertaking.insolvent", Number, "this gives yes or no, but a number is wanted here"),
        ("floor", Day, "this gives EUR, but a day is wanted here"),
        ("floor", Choice, "this gives EUR, but Choice is wanted here"),
    ],
)
def test_another_kind_is_wanted(text: str, wanted: type[Kind], says: str) -> None:
    with pytest.raises(Fault) as caught:
        check(text, SCOPE, wanted)
    assert caught.value.says == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("costs.eligible / undertaking.turnover", "'undertaking.turnover' may be zero"),
        ("costs.eligible / (event.area - event.area)", "'event.area - event.area' may be zero"),
        ("min(costs.eligible / event.area, floor / event.area)", "a quotient must be rounded"),
        ("costs.eligible / undertaking.insolvent", "'undertaking.insolvent' is yes or no, not a number"),
    ],
)
def test_what_is_not_divided_by(text: str, says: str) -> None:
    with pytest.raises(Fault) as caught:
        check(text, SCOPE, rounded=True)
    assert caught.value.says == says


@pytest.mark.parametrize(
    "text",
    [
        "costs.eligible / event.area",
        "costs.eligible / (event.area + event.area) * rate / by_size[undertaking.size]",
        "costs.eligible / max(event.area, event.area * rate)",
        "costs.eligible / min(event.area, event.area)",
        "costs.eligible / (event.area if undertaking.insolvent else event.area)",
    ],
)
def test_what_is_divided_by_is_above_zero(text: str) -> None:
    assert isinstance(check(text, SCOPE, rounded=True).kind, Number)


def test_carets_stand_behind_non_ascii_text_and_on_later_lines() -> None:
    for text, index in (('undertaking.legal_form == "ЕООД" and flor', 37), ("floor > floor\n  and flor", 20)):
        with pytest.raises(Fault) as caught:
            check(text, SCOPE)
        assert caught.value.index == index
