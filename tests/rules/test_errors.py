"""What is wrong in an expression is said at its letter, with what to write instead."""

import ast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.rules.expressions import EUR, scope
from tests.rules.plain_scope import PlainScope

from intra_core.rules import scalar
from intra_core.rules.asks import open_facts
from intra_core.rules.check import check
from intra_core.rules.figures import Known
from intra_core.rules.kinds import RATE, Day, Number, YesNo
from intra_core.rules.language import Fact, Named
from intra_core.rules.parse import DEEPEST, MOST_LETTERS, MOST_NODES, Fault, parse
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling
from intra_core.rules.vocabulary import Definition

NAMES = scope()
NAMES_AND_WORDS = """
costs.planned aid.past insolvent first size area on registered cost award x y x.net x.payments floor rate_of class_of
sizes.small sectors.out and or not in if else for any all sum count min max band year add_months years_between None True
lambda yield await f'{x}' b'x' "DE" 'micro' а ａ ﬁ 60 1e9 0x1f 2024-01-01
"""
SIGNS = "( ) [ ] , . : < <= > >= == != + - * / ** % // = && || & | ! ~ @ ^ := -> ; # \\ \" ' ... \u200b"
FRAGMENTS = (*NAMES_AND_WORDS.split(), *SIGNS.split(), "\n", "\t", "\r")


def fault_of(text, **how):
    """The fault of an expression."""
    with pytest.raises(Fault) as found:
        check(text, NAMES, **how)
    return found.value


def named(names, name):
    """What a definition stands for."""
    found = names.meaning(name)
    assert isinstance(found, Named)
    return found


# Anything at all.


@given(st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join))
@example("\ud800 == 1")
@example("'\ud800' == market")
@example("a\x00b")
@example("(" * 1990)
@example("[" * 150 + "]" * 150)
@example("-" * 1999 + "a")
@example("not " * 499 + "a")
@example("first and " * 190 + "first")
@example("a" + ".b" * 900)
@example("x if " * 300 + "x")
@example("any(" * 30 + "first" + ")" * 30)
@example("lambda: " * 200 + "x")
@example("a\r\n\rb\r== c")
@example("'é' '\n")
@example("1if insolvent else first")
def test_any_text_is_an_expression_or_a_fault_with_its_place(text):
    fault = None
    try:
        check(text, NAMES)
    except Fault as found:
        fault = found
    if fault is not None:
        assert 0 <= fault.index <= max(len(text) - 1, 0)
        assert str(fault) == fault.says
        assert fault.says


@given(st.text(max_size=30))
def test_a_word_in_quotes_is_never_read_as_anything_else(word):
    try:
        _, tree = parse(f'market == "{word}"')
    except Fault:
        return
    assert isinstance(tree, ast.Compare)
    assert isinstance(tree.comparators[0], ast.Constant)
    assert tree.comparators[0].value == word


# What is said, where, and what to do instead.

NAMED = "give it a name, a date and a source under [parameter]"
DEFINE = "give it a [define] of its own that names its rounding"
PARTS = "name parts of it under [define]"


def spot(text):
    """An expression with ¦ before the letter of the fault."""
    return text.replace("¦", ""), text.index("¦")


@pytest.mark.parametrize(
    ("marked", "says", "instead"),
    [
        # names
        ("¦cost.planned > floor", "unknown name 'cost.planned'", "did you mean 'costs.planned'?"),
        ("costs.planned > ¦flor", "unknown name 'flor'", "did you mean 'floor'?"),
        ("(first or ¦frist)", "unknown name 'frist'", "did you mean 'first'?"),
        ("¦zzz", "unknown name 'zzz'", "known here: "),
        ("size in ¦sizes.smal", "unknown set 'sizes.smal'", "did you mean 'sizes.small'?"),
        ("size in ¦qqqq", "unknown set 'qqqq'", 'name it under [set]: qqqq = ["…"]'),
        ("¦maxx(floor, debt) > floor", "unknown function 'maxx'", "did you mean 'max'?"),
        ("¦costs.sum() > floor", "unknown function 'costs.sum'", "known here: "),
        ("any(¦x.nett > floor for x in cost)", "'cost' has no field 'nett'", "did you mean 'net'?"),
        ("any(¦x for x in cost)", "'x' is a whole record", "known here: code, incurred, kind"),
        (
            "any(any(¦y.amont > floor for y in x.payments) for x in cost)",
            "'payments' has no field",
            "did you mean 'amount'?",
        ),
        ("any(x.settled for ¦floor in cost)", "'floor' already means something", "take another letter"),
        ("any(any(y.final for ¦x in x.payments) for x in cost)", "'x' already means something", "take another letter"),
        ("¦(first)[first].x", "a name is words joined by dots", None),
        # kinds
        ("¦costs.planned", "this gives an amount in EUR, but yes or no is wanted here", None),
        ("not ¦costs.planned", "'costs.planned' is an amount in EUR, not yes or no", "compare it with something"),
        ("first and ¦size", "'size' is a word of a closed list, not yes or no", "compare it with something"),
        (
            "costs.planned > ¦intensity",
            "'costs.planned' is an amount in EUR and 'intensity' is a rate: they cannot be",
            None,
        ),
        ("costs.planned > ¦on", "'costs.planned' is an amount in EUR and 'on' is a day: they cannot be compared", None),
        ("size == ¦area", "'size' is a word of a closed list and 'area' is a word", None),
        ("cost == ¦cost", "'cost' is a list and 'cost' is a list: they cannot be compared", None),
        ("¦first == insolvent", "yes or no is not compared", "write the fact itself, or 'not' before it"),
        ("¦size > size", "a word of a closed list has no order", "compare with '==', '!=' or 'in'"),
        ("¦market < partner", "a text has no order", "compare with '==', '!=' or 'in'"),
        ("¦seat >= seat", "a code has no order", "compare with '==', '!=' or 'in'"),
        ('size == ¦"mikro"', "'mikro' is not one of its words", "did you mean 'micro'?"),
        ('¦"mikro" != size', "'mikro' is not one of its words", "did you mean 'micro'?"),
        ("seat in ¦qqqq", "unknown set 'qqqq'", 'name it under [set]: qqqq = { nuts = ["…"] }'),
        ('seat == ¦"SI031"', "a code is not compared with a word", "name a set of codes and write 'in'"),
        (
            'costs.planned > ¦"lots"',
            "'lots' is a word, but is compared with an amount in EUR",
            "give it a name under [parameter]",
        ),
        ('on < ¦"tomorrow"', "'tomorrow' is a word, but is compared with a day", "give it a name under [parameter]"),
        ('first == ¦"yes"', "'yes' is a word, but is compared with yes or no", None),
        ('¦"micro"', "a word stands only beside the fact it is compared with", None),
        ("year_end > ¦on", "'year_end' is a day of the year and 'on' is a day: they cannot be compared", None),
        # units
        ("costs.planned + ¦intensity > floor", "an amount in EUR and a rate cannot be added", None),
        ("costs.planned - ¦staff > floor", "an amount in EUR and a number of persons cannot be subtracted", None),
        ("wait + ¦floor > notice", "a number of days and an amount in EUR cannot be added", None),
        ("on + ¦floor > on", "a day and an amount in EUR cannot be added", "a day is moved by days; by"),
        ("on - ¦term > on", "a day and a number of months cannot be subtracted", "a day is moved by days; by"),
        ("on + ¦registered > on", "a day and a day cannot be added", "a day is moved by days; by"),
        ("notice + ¦on > on", "'on' is a day, not a number", None),
        ("¦first + first > floor", "'first' is yes or no, not a number", None),
        ("floor * ¦size > floor", "'size' is a word of a closed list, not a number", None),
        ("min(floor, ¦intensity) > floor", "an amount in EUR and a rate cannot be compared", None),
        ("min(¦first, insolvent)", "'first' is yes or no and has no size", None),
        ("add_months(on, ¦notice) > on", "'notice' is a number of days, not months", None),
        ("add_years(on, ¦term) > on", "'term' is a number of months, not years", None),
        ("add_months(¦floor, term) > on", "'floor' is an amount in EUR, not a day", None),
        ("on + ¦wait * intensity > on", "'wait * intensity' may be a part of one of the days", DEFINE),
        ("add_months(on, ¦lasting * bonus) > on", "'lasting * bonus' may be a part of one of the months", DEFINE),
        ("years_between(on, ¦floor) > span", "'floor' is an amount in EUR, not a day", None),
        ("fiscal_year(on, ¦on) > span", "'on' is a day, not a day of the year", None),
        ("year(¦span) > span", "'span' is a number of years, not a day", None),
        ("(floor if first else ¦intensity) > floor", "one branch is an amount in EUR, the other a rate", None),
        ('("low" if first else ¦floor) > floor', "one branch is a word of a closed list, the other an amount in", None),
        (
            "year_end < ¦fiscal_year(on, year_end)",
            "'year_end' is a day of the year and 'fiscal_year(on, year_end)'",
            None,
        ),
        ('rate_of[¦"micro"] > bonus', "a word stands only beside the fact it is compared with", None),
        ("(on if first else ¦size) > on", "one branch is a day, the other a word of a closed list", None),
        ("floor if ¦floor else debt", "'floor' is an amount in EUR, not yes or no", "compare it with something"),
        ("count(¦cost if first else cost) > lines", "a list cannot be chosen", "choose between what the lists come to"),
        # numbers and days without a name
        ("costs.planned > ¦300", "the number 300 has no name", NAMED),
        ("costs.planned > EUR ¦300.00", "the number 300.00 has no name", NAMED),
        ("costs.planned * ¦60 % > floor", "the number 60 has no name", NAMED),
        ("costs.planned > ¦.5", "the number .5 has no name", NAMED),
        ("¦1_000 < staff", "the number 1_000 has no name", NAMED),
        ("on > ¦2024-01-01", "the day 2024-01-01 has no name", NAMED),
        ("first == ¦True", "True is not in the language", "write the condition itself, or 'not' before it"),
        ("market == ¦None", "None is not in the language", "write the condition itself, or 'not' before it"),
        ("¦...", "'...' is not in the language", None),
        # signs and forms
        ("costs.planned ¦= floor", "'=' does not compare", "write '=='"),
        ("first ¦&& insolvent", "'&&' is not in the language", "write 'and'"),
        ("first ¦|| insolvent", "'||' is not in the language", "write 'or'"),
        ("first ¦& insolvent", "'&' is not in the language", "write 'and'"),
        ("first ¦| insolvent", "'|' is not in the language", "write 'or'"),
        ("¦!first", "'!' is not in the language", "write 'not'"),
        ("floor ¦<> debt", "'<>' is not in the language", "write '!='"),
        ("floor ¦=> debt", "'=>' is not in the language", "write '>='"),
        ("floor ¦=< debt", "'=<' is not in the language", "write '<='"),
        ("floor¦**floor > debt", "'**' is not in the language", "write a product"),
        ('market == "a ** b" or floor ¦** floor', "'**' is not in the language", "write a product"),
        ("floor ¦% debt > floor", "'%' is not in the language", None),
        ("(floor) ¦// debt > floor", "'//' is not in the language", "write '/' in a [define] that names its rounding"),
        ("floor ¦@ debt", "'@' is not in the language", None),
        ("floor ¦^ debt", "'^' is not in the language", None),
        ("floor ¦<< debt", "'<<' is not in the language", None),
        ("floor ¦>> debt", "'>>' is not in the language", None),
        ("¦-floor > debt", "'-' before a value is not in the language", None),
        ("¦+floor > debt", "'+' before a value is not in the language", None),
        ("¦~first", "'~' is not in the language", None),
        ("size ¦is size", "'is' is not in the language", "write '=='"),
        ("floor > debt ¦is not debt", "'is not' is not in the language", "write '!='"),
        ("size in ¦[size, area]", "'[…]' is not in the language", "name a set under [set]"),
        ("size in ¦{size, area}", "'{…}' is not in the language", "name a set under [set]"),
        ("any(¦[x.settled for x in cost])", "'[… for …]' is not in the language", "write any(… for … in …)"),
        ("any(¦{x.settled for x in cost})", "'{… for …}' is not in the language", None),
        ("¦{first: first for x in cost}", "'{… for …}' is not in the language", None),
        ("¦{first: first}", "'{…}' is not in the language", None),
        ("rate_of[¦size:size] > bonus", "':' is not in the language", None),
        ("min(¦*cost)", "'*' is not in the language", None),
        ("min(¦**cost)", "'**' is not in the language", None),
        ("¦lambda: first", "'lambda' is not in the language", None),
        ("(¦yield)", "'yield' is not in the language", None),
        ("(¦yield from first)", "'yield' is not in the language", None),
        ("¦await first", "'await' is not in the language", None),
        ("any(x.settled async for ¦x in cost)", "'async' is not in the language", "write 'for'"),
        ("¦first, first", "this form cannot stand here", None),
        ("¦(x.settled for x in cost)", "this form cannot stand here", None),
        ("¦first first", "this is not an expression of the language", "Python says: invalid syntax"),
        ("first an¦d", "this is not an expression of the language", "Python says: invalid syntax"),
        ("first\nand\n¦or first", "this is not an expression of the language", "Python says: invalid syntax"),
        # brackets and quotes
        ("a¦) or (b", "the brackets do not match", "')' closes nothing"),
        ("first and ¦(insolvent", "the brackets do not match", "'(' is never closed"),
        ("rate_of[(size¦] > bonus", "the brackets do not match", "']' does not close '('"),
        ('(market == ")" or first¦]', "the brackets do not match", "']' does not close '('"),
        ('market == ¦"DE', "a quote is never closed", None),
        ('market == "DE" or market == ¦"D\nE"', "a quote is never closed", None),
        ('market == ¦"""DE"""', "a word stands in one pair of plain quotes", 'write it like "small"'),
        ('market == ¦"D" "E"', "a word stands in one pair of plain quotes", 'write it like "small"'),
        ("market == ¦f'{partner}'", "a word stands in one pair of plain quotes", 'write it like "small"'),
        ("market == ¦b'DE'", "a word stands in one pair of plain quotes", 'write it like "small"'),
        # letters
        ("¦а > floor", "'а' is CYRILLIC SMALL LETTER A, not 'a' (LATIN SMALL LETTER A)", "type 'a'"),
        ("fl¦οor > debt", "'ο' is GREEK SMALL LETTER OMICRON, not 'o' (LATIN SMALL LETTER O)", "type 'o'"),
        ("¦ｆloor > debt", "'ｆ' is FULLWIDTH LATIN SMALL LETTER F, not 'f'", "type 'f'"),
        ("floor ¦− debt > debt", "'−' (MINUS SIGN) cannot stand in a rule", "names in rules are plain Latin letters"),
        ("floor ¦≥ debt", "'≥' (GREATER-THAN OR EQUAL TO) cannot stand in a rule", "names in rules are plain"),
        ("¦ﬁrst", "'ﬁ' (LATIN SMALL LIGATURE FI) cannot stand in a rule", "names in rules are plain Latin letters"),
        ('size == "mi¦сro"', "'с' is CYRILLIC SMALL LETTER ES, not 'c' (LATIN SMALL LETTER C)", "type 'c'"),
        ("size == 'mi¦сro'", "'с' is CYRILLIC SMALL LETTER ES, not 'c' (LATIN SMALL LETTER C)", "type 'c'"),
        ('market == "č" or ¦č', "'č' (LATIN SMALL LETTER C WITH CARON) cannot stand in a rule", "names in rules"),
        ("floor¦\u200b > debt", "'\\u200b' (ZERO WIDTH SPACE) cannot stand in a rule", None),
        ('market == "a¦\x00"', "'\\x00' (U+0000) cannot stand in a rule", None),
        ('market == "¦\\u0041"', "'\\\\' (REVERSE SOLIDUS) cannot stand in a rule", None),
        ("first ¦# and insolvent", "a comment cannot stand in a rule", "write it in the file, above the rule"),
        # sets, tables, bands
        ("¦sizes.small", "'sizes.small' is a set", "write 'something in sizes.small'"),
        ("¦rate_of > bonus", "'rate_of' is a table", "write 'rate_of[a fact]'"),
        ("¦class_of", "'class_of' names bands", "write 'band(a number, class_of)'"),
        ("size in ¦area", "'area' is not a set", "name one under [set]"),
        ("size in (¦first or first)", "'first or first' is not a set", "name one under [set]"),
        ("area in ¦sizes.small", "the set 'sizes.small' holds 'micro', which 'area' never is", None),
        ("seat in ¦sectors.out", "the set 'sectors.out' holds no NUTS codes", None),
        ("seat in ¦sizes.small", "the set 'sizes.small' holds no NUTS codes", None),
        ("¦market in sectors.out", "'market' is a text and cannot be in the set 'sectors.out'", None),
        ("¦size in sectors.out", "'size' is a word of a closed list and cannot be in the set 'sectors.out'", None),
        ("¦floor in sizes.small", "'floor' is an amount in EUR and cannot be in the set 'sizes.small'", None),
        ("¦floor[size] > debt", "'floor' is not a table", "give a [parameter] a table as its value"),
        ("(¦first)[size] > debt", "'first' is not a table", "give a [parameter] a table as its value"),
        ("¦rate_of[size, area] > bonus", "the table 'rate_of' is looked up by one word, not 2", None),
        ("rate_of[¦floor] > bonus", "'floor' is an amount in EUR, not a word of a closed list", None),
        ("rate_of[¦area] > bonus", "the table 'rate_of' has no row for 'east'", 'give one, with value "unknown"'),
        ('band(floor, ¦rate_of) == "low"', "'rate_of' names no bands", "give a [parameter] a list of bands"),
        ('band(floor, (¦first)) == "low"', "'first' names no bands", "give a [parameter] a list of bands"),
        ('band(¦intensity, class_of) == "low"', "a rate cannot fall in bands of EUR", None),
        ('band(¦first, class_of) == "low"', "'first' is yes or no, not a number", None),
        # lists and functions
        ("any(¦first)", "'any' walks a list", "write any(… for x in a list)"),
        ("count(¦floor) > lines", "'count' walks a list", "write count(… for x in a list)"),
        ("¦any(first, insolvent)", "'any' takes one value, not 2", None),
        ("¦count() > lines", "'count' takes one value, not 0", None),
        ("¦min() > floor", "'min' needs at least two values", None),
        ("max(¦floor) > floor", "'max' walks a list", "write max(… for x in a list)"),
        ("¦year() > span", "'year' takes one value, not 0", None),
        ('¦band(floor) == "low"', "'band' takes 2 values, not 1", None),
        ("min(floor, bonus¦=debt) > debt", "'=' does not compare", "write '=='"),
        ("any(¦x.settled for x in cost, first)", "this is not an expression of the language", "Python says: Generator"),
        ("¦add_months(on) > on", "'add_months' takes 2 values, not 1", None),
        (
            "any¦(x.settled for x in cost for y in award)",
            "one list at a time",
            "put one any(…) or sum(…) inside the other",
        ),
        ("any(x.settled for ¦(x, y) in cost)", "one name stands for the record", None),
        ("any(x.settled for x in ¦first)", "'first' is yes or no, not a list", None),
        ("any(x.settled for x in ¦d0)", "'d0' is another name for a list", "walk the list by its own name"),
        ("count(¦x.net for x in cost) > lines", "'count' counts whole records", "write count(x for x in … if …)"),
        ("sum(¦x.incurred for x in cost) > on", "'sum' cannot take a day", None),
        ("max(¦x.kind for x in cost) > on", "'max' cannot take a word of a closed list", None),
        ("any(¦x.net for x in cost)", "'x.net' is an amount in EUR, not yes or no", "compare it with something"),
        (
            "any(x.settled for x in cost if ¦x.net)",
            "'x.net' is an amount in EUR, not yes or no",
            "compare it with something",
        ),
        # quotients
        ("¦costs.planned / price > bonus", "a quotient must be rounded", DEFINE),
        ("min(¦costs.planned / price, bonus) > bonus", "a quotient must be rounded", DEFINE),
        # sizes
        ("¦", "there is no expression", "write a condition such as"),
        ("¦   ", "there is no expression", "write a condition such as"),
    ],
)
def test_faults(marked, says, instead):
    text, index = spot(marked)
    names = scope({"d0": Definition(name="d0", text="cost")}) if "d0" in text else NAMES
    with pytest.raises(Fault) as found:
        check(text, names, YesNo)
    fault = found.value
    assert (fault.says[: len(says)], fault.index) == (says, min(index, max(len(text) - 1, 0)))
    assert (fault.instead or "")[: len(instead or "")] == (instead or "")
    assert (fault.instead is None) == (instead is None)


@pytest.mark.parametrize(
    ("marked", "says", "instead"),
    [
        ("costs.planned / ¦aid.past", "'aid.past' may be zero", "divide by what is always above zero"),
        ("costs.planned / ¦floor", "'floor' may be zero", "divide by what is always above zero"),
        ("costs.planned / ¦debt", "'debt' may be zero", "divide by what is always above zero"),
        ("costs.planned / (¦price - price)", "'price - price' may be zero", "divide by what is always above zero"),
        ("costs.planned / (¦price * debt)", "'price * debt' may be zero", "divide by what is always above zero"),
        (
            "costs.planned / ¦min(price, floor)",
            "'min(price, floor)' may be zero",
            "divide by what is always above zero",
        ),
        ("costs.planned / (¦price if first else floor)", "'price if first else floor' may be zero", "divide by"),
        ("costs.planned / ¦sum(x.net for x in cost)", "'sum(", "divide by what is always above zero"),
        ("costs.planned / ¦first", "'first' is yes or no, not a number", None),
        ("¦on / price", "'on' is a day, not a number", None),
        ("costs.planned + ¦aid.past / price", "a quotient must be rounded", DEFINE),
        ("¦first", "yes or no cannot be rounded", None),
    ],
)
def test_faults_of_quotients(marked, says, instead):
    text, index = spot(marked)
    names = scope({"d0": Definition(name="d0", text=text, rounding="down", step=(1, 100), step_kind=RATE)})
    with pytest.raises(Fault) as found:
        names.meaning("d0")
    fault = found.value
    assert (fault.says[: len(says)], fault.index, fault.name) == (says, index, "d0")
    assert (fault.instead or "")[: len(instead or "")] == (instead or "")


@pytest.mark.parametrize(
    "divisor",
    [
        "price", "stand.area", "max(aid.past, price)", "min(price, price)", "(price + aid.past)", "(price + price)",
        "price * intensity", "(price if first else price)", "rate_of[size]", "d1", "d2",
    ],
)  # fmt: skip
def test_what_is_surely_above_zero_divides(divisor):
    definitions = {
        "d0": Definition(name="d0", text=f"aid.past / {divisor} / price", rounding="up", step=(1, 100)),
        "d1": Definition(name="d1", text="max(price, debt)"),
        "d2": Definition(name="d2", text="sum(x.net for x in cost)"),
    }
    if divisor == "d2":
        with pytest.raises(Fault, match="may be zero"):
            scope(definitions).meaning("d0")
    else:
        assert isinstance(named(scope(definitions), "d0").kind, Number)


@pytest.mark.parametrize(
    ("definition", "says", "instead"),
    [
        (
            Definition(name="d0", text="costs.planned * price", rounding="down"),
            "this gives an amount in EUR EUR; its rounding",
            "write to",
        ),
        (
            Definition(name="d0", text="costs.planned", rounding="down", step=(1, 100), step_kind=RATE),
            "this gives an amount in EUR, which is not rounded to a rate",
            None,
        ),
        (Definition(name="d0", text="d0 + floor"), "the definitions go round in a circle: d0 -> d0", None),
        (Definition(name="d0", text="d1 + floor"), "the definitions go round in a circle: d0 -> d1 -> d0", None),
    ],
)
def test_faults_of_definitions(definition, says, instead):
    names = scope({"d0": definition, "d1": Definition(name="d1", text="max(floor, d0)")})
    with pytest.raises(Fault) as found:
        names.meaning("d0")
    assert found.value.says[: len(says)] == says
    assert (found.value.instead or "")[: len(instead or "")] == (instead or "")


def test_a_fault_inside_another_definition_names_it():
    names = scope({"d0": Definition(name="d0", text="d1 > floor"), "d1": Definition(name="d1", text="flor + debt")})
    with pytest.raises(Fault, match="unknown name 'flor'") as found:
        names.meaning("d0")
    assert (found.value.name, found.value.index) == ("d1", 0)


@pytest.mark.parametrize(
    ("text", "says", "index"),
    [
        ("first or " * 198 + "first", None, 0),
        ("first or " * 199 + "first", f"the expression has more than {MOST_NODES} parts", 0),
        ("first or " * 223 + "first", f"the expression has 2012 letters, more than {MOST_LETTERS}", MOST_LETTERS),
        ("floor + " * 36 + "floor > floor", None, 0),
        ("floor + " * 40 + "floor > floor", "the expression is nested too deeply", 0),
        ("not " * (DEEPEST - 2) + "first", None, 0),
        ("not " * DEEPEST + "first", "the expression is nested too deeply", 4 * (DEEPEST - 1)),
        ("first if first else " * 60 + "first", "the expression is nested too deeply", 0),
    ],
)
def test_sizes(text, says, index):
    if says is None:
        assert isinstance(check(text, NAMES).kind, YesNo)
    else:
        fault = fault_of(text)
        assert fault.says == says
        if index:
            assert fault.index == index


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Number, "this gives yes or no, but a number is wanted here"),
        (Day, "this gives yes or no, but a day is wanted here"),
    ],
)
def test_the_kind_of_the_whole(wanted, says):
    assert fault_of("first", wanted=wanted).says == says
    assert isinstance(check("on", NAMES, Day), Fact)


def test_the_words_of_a_line_end_in_several_ways():
    for end in ("\n", "\r\n", "\r"):
        text = f'(market == "č"{end}or{end}{end}ﬁrst)'
        assert fault_of(text).index == text.index("ﬁ")
        text = f'(market == "č"{end}or{end}{end}\tfrist)'
        assert fault_of(text).index == text.index("frist")


def test_a_scope_that_is_a_mapping():
    plain = PlainScope({"insolvent": Fact("insolvent", YesNo())})
    assert check("insolvent", plain) == Fact("insolvent", YesNo())
    with pytest.raises(Fault) as found:
        check("insolvant", plain)
    assert found.value.instead == "did you mean 'insolvent'?"


def test_definitions_that_double_each_other_are_refused_in_time():
    doubling = {
        f"d{place}": Definition(name=f"d{place}", text=f"d{place - 1} + d{place - 1}") for place in range(1, 60)
    }
    names = scope({"d0": Definition(name="d0", text="floor + debt"), **doubling})
    assert named(names, "d10").kind == EUR
    with pytest.raises(Fault, match="this has 8191 parts and is 13 deep, more than 5000 or 100") as found:
        names.meaning("d59")
    assert found.value.name == "d11"


def test_definitions_that_stand_one_upon_another_are_refused_in_either_order():
    chain = {f"d{place}": Definition(name=f"d{place}", text=f"d{place - 1} + floor") for place in range(1, 400)}
    for says, order in (
        ("with its definitions this has", range(400)),
        ("the definitions are nested too deeply", range(399, -1, -1)),
    ):
        names = scope({"d0": Definition(name="d0", text="floor + debt"), **chain})
        with pytest.raises(Fault, match=says):
            [names.meaning(f"d{place}") for place in order]


def test_definitions_at_the_bound_are_read_by_every_reading():
    chain = {
        f"d{place}": Definition(name=f"d{place}", text=f"min(d{place - 1} + floor, floor)") for place in range(1, 32)
    }
    names = scope({"d0": Definition(name="d0", text="floor + debt"), **chain})
    node = check("d31 > debt", names)
    settled = Settling({"floor": Known(1), "debt": Known(0)}).settle(node).node
    assert Possible({}).truth(settled) is True
    assert scalar.decide([settled], None, lambda _: (7, 7, 7, 7))({}) == (0, 0, None, None)
    assert open_facts(Possible({}), [settled]) == ()
