"""What a vocabulary says of its names, when an award must come to something, and what is written of a great number."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import ALWAYS
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark
from intra_core.rules.beyond import refused, written
from intra_core.rules.history import Condition, ConditionVersion
from intra_core.rules.kinds import RATE, YesNo, number_of
from intra_core.rules.language import Compare, Constant, Fact, Greatest, Least, Node, Product, Sum
from intra_core.rules.languages import TONGUES, tongue
from intra_core.rules.magnitude import magnitude
from intra_core.rules.payment import something_to_pay
from intra_core.rules.possible import Possible
from intra_core.rules.vocabulary import Definition, FactEntry, Vocabulary

EUR = number_of("EUR")
NAMES = st.sampled_from(["a.one", "a.two", "b.one", "three"])
LANGUAGES = st.sampled_from(["en", "sl", "it"])
TEXTS = st.dictionaries(LANGUAGES, st.text(min_size=1, max_size=4)).map(lambda texts: {"en": "english", **texts})


@st.composite
def vocabularies(draw):
    """Draw facts, definitions, labels, words and units under names that may meet."""
    labels = draw(st.dictionaries(NAMES, TEXTS))
    facts = {
        name: FactEntry(
            name=name, kind=YesNo(), label=LocalizedText(draw(TEXTS)), question=LocalizedText({"en": "?"}), low=0,
            high=1, order=0, key=draw(st.none() | st.just("key")), of_list=draw(st.booleans()),
        )
        for name in draw(st.frozensets(NAMES))
    }  # fmt: skip
    return Vocabulary(
        facts=facts,
        definitions={name: Definition(name=name, text="1") for name in labels if name not in facts},
        labels={name: LocalizedText(texts) for name, texts in labels.items()},
        words={name: LocalizedText(texts) for name, texts in draw(st.dictionaries(NAMES, TEXTS)).items()},
        units={"en": {"en": ("x", "xs")}}
        | {name: {"en": ("e", "es"), "sl": ("s",)} for name in draw(st.frozensets(NAMES))},
        law=draw(st.frozensets(NAMES)),
    )


@given(vocabularies(), NAMES, LANGUAGES)
def test_a_name_is_said_in_the_language_that_is_asked_for_or_in_english(vocabulary, name, language):
    entry = vocabulary.facts.get(name)
    text = entry.label if entry is not None else vocabulary.labels.get(name)
    if text is not None:
        said = vocabulary.label(name, language)
        assert said == (text.texts[language] if text.has(language) else text.texts["en"])
    word = vocabulary.word(name, language)
    assert word == (name if name not in vocabulary.words else vocabulary.words[name].in_language(language))
    known = {"en": ("e", "es"), "sl": ("s",), "it": ("e", "es")}[language]
    assert vocabulary.unit_forms(name, language) == (known if name in vocabulary.units else (name, name))
    if entry is not None:
        head, dot, last = entry.input_key.rpartition(".")
        assert (head, last) == (name.rpartition(".")[0], entry.key or name.rpartition(".")[2])
        assert dot or entry.key is None


@given(vocabularies(), vocabularies())
def test_two_vocabularies_have_together_what_each_has_and_nothing_is_lost_without_the_other(one, other):
    both = one.joined(other)
    assert both.own_names() == one.own_names() | other.own_names()
    assert both.law == one.law | other.law
    tables = {name: (mine, theirs) for (name, mine), (_, theirs) in zip(one.tables(), other.tables(), strict=True)}
    assert {"facts", "sets", "parameters", "definitions", "labels", "words", "units", "changes", "functions"} == {
        *tables
    }
    for name, table in both.tables():
        mine, theirs = tables[name]
        assert {*table} == {*mine, *theirs}
        assert all(table[each] == (theirs if each in theirs else mine)[each] for each in table)
    left = both.without(other.own_names())
    assert left.own_names() == one.own_names() - other.own_names()
    assert left.labels == both.labels
    usable = {*both.names()}
    assert usable <= both.own_names()
    assert both.own_names() - usable <= {name for name, each in both.facts.items() if each.of_list}


# Something to pay.

AMOUNT = Fact("amount", EUR, 0, 900)
AWARDS = st.sampled_from([
    AMOUNT, Fact("sure", EUR, 1, 900), Constant(500, EUR), Sum(AMOUNT, Constant(100, EUR), 1, EUR),
    Least((AMOUNT, Constant(500, EUR)), EUR), Greatest((AMOUNT, Constant(500, EUR)), EUR),
])  # fmt: skip


def asking(sign, award, floor):
    node = Compare(sign, award, Constant(floor, EUR))
    version = ConditionVersion(period=ALWAYS, text="", node=node, basis=Basis(mark=Mark.SOURCED))
    return Condition(id="worthwhile", versions=(version,))


@given(AWARDS, st.lists(st.tuples(st.sampled_from([">=", ">", "<="]), st.integers(0, 3)), max_size=2))
def test_an_award_of_nothing_is_always_refused_and_no_other_is(award, asked):
    conditions = [asking(sign, award, floor) for sign, floor in asked]
    made = something_to_pay(award, conditions)
    for amount in (0, 1, 900):
        at = Possible({"amount": amount, "sure": max(amount, 1)})
        nothing = at.value(award) == (0, 0)
        rules = [version.node for each in conditions for version in each.versions]
        if made is not None:
            assert at.truth(made.versions[0].node) is not nothing
        elif nothing:
            assert any(at.truth(node) is False for node in rules)


# What is written.

SUMS = st.recursive(
    st.sampled_from([Fact(name, EUR, 0, 10**11) for name in "abc"]),
    lambda part: st.tuples(part, part, st.sampled_from([1, -1])).map(lambda of: Sum(of[0], of[1], of[2], EUR))
    | st.tuples(part, part).map(lambda of: Least(of, EUR))
    | st.tuples(part, part).map(lambda of: Greatest(of, EUR))
    | part.map(lambda one: Product(one, Fact("r", RATE, 0, 10_000), EUR)),
    max_leaves=6,
)  # fmt: skip


@given(SUMS, st.fixed_dictionaries(dict.fromkeys("abcr", st.integers(0, 50))))
def test_a_number_that_is_written_means_the_same_when_it_is_read_as_python(node, facts):
    def value(each):
        match each:
            case Fact():
                return facts[each.name]
            case Sum():
                return value(each.left) + each.sign * value(each.right)
            case Product():
                return value(each.left) * value(each.right)
            case _:
                return (min if isinstance(each, Least) else max)(map(value, each.parts))

    right_nested = any(isinstance(each, Sum) and isinstance(each.right, Sum) for each in parts_of(node))
    if not right_nested:  # `a - (b - c)` is written without its brackets: a reader finds the place all the same
        assert eval(written(node), {"__builtins__": {}, "min": min, "max": max}, facts) == value(node)  # noqa: S307


def parts_of(node):
    yield node
    for each in (getattr(node, "left", None), getattr(node, "right", None), *getattr(node, "parts", ())):
        if each is not None:
            yield from parts_of(each)


@given(st.integers(1, 6), st.integers(10**11, 9 * 10**15), st.sampled_from("fgh"))
def test_a_number_that_is_too_great_is_refused_with_the_facts_that_make_it_so(power, high, name):
    node: Node = Fact(f"{name}0", EUR, 0, high)
    for place in range(1, power):
        node = Product(node, Fact(f"{name}{place}", RATE, 0, 10**9), EUR)
    step = magnitude(node).beyond
    size = high * 10 ** (9 * (power - 1))
    assert (step is None) == (size < 2**63)
    if step is not None:
        fault = refused(step)
        assert f"'{name}0 * {name}1" in fault.says
        assert fault.says.endswith("beyond 2^63")
        assert f"{name}0 or {name}1" in (fault.instead or "")


@given(st.sampled_from(sorted(TONGUES)), st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), st.data())
def test_a_day_of_the_year_is_written_with_its_number_and_no_other_is_written_so(language, day, data):
    other = data.draw(st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
    said = [tongue(language).day_of_year(each.month * 100 + each.day) for each in (day, other)]
    assert str(day.day) in said[0]
    assert (said[0] == said[1]) == (day == other)
