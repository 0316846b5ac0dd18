"""Rules read out: every node has its pattern in every language, and real rules read as people would say them."""

import datetime as dt
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.plain_scope import PlainScope
from tests.rules.plain_words import PlainWords

from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.text import LocalizedText
from intra_core.rules.check import check
from intra_core.rules.figures import Bands, Figure, Known, Open, Table
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import (
    DAYS,
    MONEY,
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
from intra_core.rules.language import (
    NODES,
    Among,
    And,
    Band,
    Between,
    Call,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Not,
    Or,
    Parameter,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Shift,
    Sum,
    Unpublished,
    Walk,
    YearOf,
)
from intra_core.rules.languages import TONGUES
from intra_core.rules.languages.tongue import Clause
from intra_core.rules.prose import sentence
from intra_core.rules.scope import BandShape, NamedSet, TableShape

LANGUAGES = sorted(TONGUES)
EURO = number_of("EUR")
SIZE = Choice({"micro", "small", "medium"})
YES_NO = YesNo()


def ordinal(year, month, day):
    return dt.date(year, month, day).toordinal()


# Every node type in every language.

COST = Records({"net": EURO, "kind": SIZE, "paid": Day(), "own": YES_NO}, "costs")
COSTS = Fact("cost", COST)
NET, PAID, OWN = (Element("x", "cost", name, COST.fields[name]) for name in ("net", "paid", "own"))
FLAG, OTHER = Fact("flag", YES_NO), Fact("verbless", YES_NO)
PRICE, LIMIT, SHARE = Fact("price", EURO), Parameter("limit", EURO), Parameter("share", RATE)
START, END = Fact("start", Day()), Fact("end", Day())
SAID, SMALL = Fact("size", SIZE), Constant("small", SIZE)
WORDS = PlainWords(
    labels={
        "flag": ("the stand is new", "stojnica je nova"), "verbless": ("no verb", "brez glagola"),
        "open": ("the window stays open", "okno ostane odprto"), "price": ("price", "cena"),
        "start": ("first day", "prvi dan"), "end": ("last day", "zadnji dan"), "size": ("size", "velikost"),
        "year_end": ("end of the year", "konec leta"), "code": ("code", "šifra"), "place": ("place", "kraj"),
        "id": ("number", "številka"), "cost": ("costs", "stroški"), "cost.net": ("net amount", "neto znesek"),
        "cost.paid": ("day paid", "dan, ko je plačano"), "cost.own": ("the cost is its own", "strošek je lasten"),
        "cost.kind": ("kind of cost", "vrsta"), "limit": ("ceiling", "meja"), "share": ("rate", "delež"),
        "wait": ("wait", "rok"), "sizes": ("sizes", "velikosti"), "rates": ("rate", "delež"),
        "classes": ("class", "razred"), "areas": ("the east", "vzhod"), "codes": ("trades", "dejavnosti"),
        "grant": ("grant", "spodbuda"), "allowed": ("allowance", "dovoljenje"),
        "made.premium": ("premium", "dodatek"), "made.feasible": ("the plan is feasible", "načrt je izvedljiv"),
    },
)  # fmt: skip
FIGURES: dict[str, Figure] = {
    "limit": Known(Fraction(1000)), "share": Known(Fraction(3, 5)), "wait": Known(Fraction(2)),
    "open": Known(value=True),
    "rates": Table({("micro",): Known(Fraction(3, 5)), ("small",): Open(Fraction(0), Fraction(10**14))}),
    "classes": Bands(((Fraction(0), "small"), (Fraction(1000), "medium"))),
    "allowed": Table({("micro",): Known(value=True), ("small",): Known(value=False)}),
}  # fmt: skip
PREMIUM = RuleFunction(
    name="made.premium", takes=("EUR", "choice micro small medium"), gives="EUR", least=0, greatest=100,
    label={"en": "premium"}, call=lambda price, size: price if size == "small" else 0,
)  # fmt: skip
FEASIBLE = RuleFunction(
    name="made.feasible", takes=("yes-no", "day"), gives="yes-no", label={"en": "the plan is feasible"},
    call=lambda flag, day: flag or day > 0,
)  # fmt: skip
SAMPLES: dict[type, list[Node]] = {
    Fact: [FLAG, PRICE, START, SAID],
    Element: [OWN, NET, PAID],
    Parameter: [LIMIT, Parameter("open", YES_NO), Parameter("unheard", EURO), Parameter("unheard", YES_NO)],
    Constant: [
        Constant(value=True, kind=YES_NO), Constant(value=False, kind=YES_NO), Constant("small", SIZE),
        Constant("SI", Text()), Constant(100, EURO, "limit"), Constant(ordinal(2024, 1, 1), Day()),
    ],
    Unpublished: [
        Unpublished("limit", EURO, 100, 200), Unpublished("size", SIZE, words=frozenset({"micro"})),
        Unpublished("flag", YES_NO),
    ],
    Named: [Named("grant", PRICE), Named("flag", FLAG)],
    Not: [Not(FLAG), Not(OTHER), Not(Not(FLAG))],
    And: [And((FLAG, OTHER)), And((Compare("<=", LIMIT, PRICE), Compare("<=", PRICE, PRICE)))],
    Or: [Or((FLAG, OTHER)), Or((Not(FLAG), OTHER)), Or((Not(FLAG), OTHER, OWN))],
    Compare: [
        *(Compare(sign, PRICE, LIMIT) for sign in ("<", "<=", ">", ">=", "==", "!=")),
        *(Compare(sign, START, END) for sign in ("<", "<=", ">", ">=", "==", "!=")),
        *(Compare(sign, SAID, SMALL) for sign in ("==", "!=")),
    ],
    Among: [
        Among(SAID, frozenset({"micro", "small"}), "sizes"), Among(SAID, frozenset(map(str, range(9))), "sizes"),
        Among(SAID, frozenset({"micro"}), None), Among(Fact("code", Code("nace")), frozenset({"2:01"}), "codes"),
        Among(Fact("place", Code("nuts")), frozenset({"SI03"}), "areas"),
    ],
    Sum: [Sum(PRICE, LIMIT, 1, EURO), Sum(PRICE, Sum(PRICE, LIMIT, 1, EURO), -1, EURO)],
    Product: [Product(PRICE, SHARE, EURO), Product(SHARE, Sum(PRICE, LIMIT, 1, EURO), EURO)],
    Quotient: [Quotient(PRICE, SHARE, EURO)],
    Least: [Least((PRICE, LIMIT), EURO), Least((PRICE, LIMIT, LIMIT), EURO), Least((START, END), Day())],
    Greatest: [Greatest((PRICE, LIMIT), EURO), Greatest((START, END, END), Day())],
    Rounded: [Rounded(Product(PRICE, SHARE, EURO), how, (1, 100), EURO) for how in ("down", "up", "half-up")],
    Scaled: [Scaled(PRICE, 5, EURO)],
    Choose: [Choose(FLAG, PRICE, LIMIT, EURO), Choose(FLAG, OTHER, OWN, YES_NO)],
    Lookup: [
        Lookup("rates", (SAID,), {}, RATE), Lookup("unheard", (SAID, SAID), {}, RATE),
        Lookup("allowed", (SAID,), {}, YES_NO),
    ],
    Band: [Band("classes", PRICE, (), SIZE), Band("unheard", PRICE, (), SIZE)],
    Shift: [Shift(START, Parameter("wait", DAYS), "days", 1), Shift(START, Parameter("wait", MONTHS), "months", -1)],
    Between: [Between(START, END, DAYS), Between(START, END, YEARS)],
    YearOf: [YearOf(START, None, YEARS), YearOf(START, Fact("year_end", MonthDay()), YEARS)],
    Walk: [
        Walk("any", "x", COSTS, OWN, None, YES_NO), Walk("any", "x", COSTS, OWN, FLAG, YES_NO),
        Walk("all", "x", COSTS, OWN, None, YES_NO), Walk("all", "x", COSTS, OWN, FLAG, YES_NO),
        Walk("count", "", COSTS, Constant(value=True, kind=YES_NO), None, number_of("costs")),
        Walk("count", "x", COSTS, Constant(value=True, kind=YES_NO), OWN, number_of("costs")),
        *(Walk(how, "x", COSTS, NET, OWN, EURO) for how in ("sum", "max", "min")),
        *(Walk(how, "x", COSTS, PAID, OWN, Day()) for how in ("max", "min")),
    ],
    Call: [
        Call("made.premium", (PRICE, SAID), EURO, PREMIUM),
        Call("made.premium", (Sum(PRICE, LIMIT, 1, EURO), SMALL), EURO, PREMIUM),
        Call("made.feasible", (FLAG, START), YES_NO, FEASIBLE),
        Call("made.feasible", (And((FLAG, OTHER)), START), YES_NO, FEASIBLE),
    ],
}  # fmt: skip
LABELLED = evolve(WORDS, labels={**WORDS.labels, "unheard": ("something", "nekaj")})


def holes(pattern):
    """Name what a pattern is filled with; of a list, a language may take the form for one or for many."""
    found = {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}
    return {"records" if name in {"one", "many"} else name for name in found}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_node_has_its_patterns_in_every_language(node, language):
    ours, english = TONGUES[language].patterns[node], TONGUES["en"].patterns[node]
    assert ours
    assert ours.keys() == english.keys()
    for variant, pattern in ours.items():
        assert holes(pattern) == holes(english[variant])


@pytest.mark.parametrize("table", ["why", "open_figures", "steps", "codes", "conjunctions"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_other_patterns_too(language, table):
    ours, english = getattr(TONGUES[language], table), getattr(TONGUES["en"], table)
    assert ours.keys() == english.keys()
    for variant, pattern in ours.items():
        assert holes(pattern) == holes(english[variant])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_node_can_be_said(node, language):
    for sample in SAMPLES[node]:
        well_formed(sentence(sample, FIGURES, LABELLED, language))
        if isinstance(sample.kind, YesNo):
            well_formed(sentence(Not(sample), FIGURES, LABELLED, language))


def well_formed(text):
    assert text
    assert not text.removesuffix("\N{NARROW NO-BREAK SPACE}г.").endswith((".", ",", " "))
    assert not re.search(r"[{}|]|  |,,|,\)|\( | [,;)]|»»|,[»“”]", text), text
    assert text.count("(") == text.count(")")
    first = re.search(r"[^\W\d_]", text)
    assert first is None or first[0] == first[0].upper()


SOME_NUMBERS = st.sampled_from([PRICE, LIMIT, *SAMPLES[Call][:2], *SAMPLES[Walk][6:7], *SAMPLES[Unpublished][:1]])
SOME_TRUTHS = st.sampled_from([node for nodes in SAMPLES.values() for node in nodes if isinstance(node.kind, YesNo)])
SIGNS = st.sampled_from(["<", "<=", "==", "!="])


@cache
def numbers(depth):
    if not depth:
        return SOME_NUMBERS
    below, truth = numbers(depth - 1), truths(depth - 1)
    return (
        below
        | st.builds(Sum, below, below, st.sampled_from([1, -1]), st.just(EURO))
        | st.builds(lambda *parts: Least(parts, EURO), below, below)
        | st.builds(lambda *parts: Greatest(parts, EURO), below, below, below)
        | st.builds(lambda body: Rounded(Product(body, SHARE, EURO), "down", (1, 100), EURO), below)
        | st.builds(Choose, truth, below, below, st.just(EURO))
    )


@cache
def truths(depth):
    if not depth:
        return SOME_TRUTHS
    below, number = truths(depth - 1), numbers(depth - 1)
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    quantified = st.builds(
        lambda how, body, where: Walk(how, "x", COSTS, body, where, YES_NO),
        st.sampled_from(["any", "all"]),
        below,
        st.none() | below,
    )
    compared = st.builds(Compare, SIGNS, number, number)
    chosen = st.builds(Choose, below, below, below, st.just(YES_NO))
    return (
        below
        | st.builds(Not, below)
        | st.builds(And, several)
        | st.builds(Or, several)
        | compared
        | chosen
        | quantified
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(node=truths(3) | numbers(3))
def test_whatever_is_built_can_be_said(language, node):
    well_formed(sentence(node, FIGURES, LABELLED, language))


@pytest.mark.parametrize("language", LANGUAGES)
@given(node=truths(3))
def test_a_rule_and_its_contrary_read_differently(language, node):
    assert sentence(node, FIGURES, LABELLED, language) != sentence(Not(node), FIGURES, LABELLED, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_label_is_refused(language):
    with pytest.raises(KeyError):
        sentence(Compare(">=", PRICE, Parameter("unheard", EURO)), FIGURES, WORDS, language)


@pytest.mark.parametrize(
    ("node", "english", "slovenian"),
    [
        (Not(FLAG), "The stand is not new", "Stojnica ni nova"),
        (Not(OTHER), "It is not so that no verb", "Ne drži, da brez glagola"),
        (
            Not(And((FLAG, OTHER))),
            "The stand is not new or it is not so that no verb",
            "Stojnica ni nova ali ne drži, da brez glagola",
        ),
        (Parameter("open", YES_NO), "The window stays open (yes)", "Okno ostane odprto (da)"),
        (
            And((FLAG, And((OTHER, FLAG)))),
            "The stand is new, no verb and the stand is new",
            "Stojnica je nova, brez glagola in stojnica je nova",
        ),
        (
            And((FLAG, Or((OTHER, FLAG)))),
            "The stand is new and (no verb or the stand is new)",
            "Stojnica je nova in (brez glagola ali stojnica je nova)",
        ),
        (
            And((FLAG, Or((Not(FLAG), FLAG)))),
            "The stand is new and (if the stand is new, the stand is new)",
            "Stojnica je nova in (če je stojnica nova, je stojnica nova)",
        ),
        (
            Walk("all", "x", COSTS, Or((Not(FLAG), OWN)), None, YES_NO),
            "For every cost, if the stand is new, the cost is its own",
            "Za vsak vnos na seznamu stroškov velja, da če je stojnica nova, je strošek lasten",
        ),
        (
            Walk("all", "x", COSTS, Choose(FLAG, FLAG, OWN, YES_NO), None, YES_NO),
            "For every cost, if the stand is new, the stand is new; otherwise the cost is its own",
            "Za vsak vnos na seznamu stroškov velja, da če je stojnica nova, je stojnica nova; sicer je strošek lasten",
        ),
        (
            Not(Walk("all", "x", COSTS, OWN, FLAG, YES_NO)),
            "There is at least one cost for which the stand is new and the cost is not its own",
            "Na seznamu stroškov je vsaj en vnos, za katerega velja, da je stojnica nova in da strošek ni lasten",
        ),
        (
            And((Compare(">=", LIMIT, PRICE), Compare(">=", PRICE, LIMIT))),
            "The price is at least the ceiling (EUR 1,000.00) and at most the ceiling (EUR 1,000.00)",
            "Cena je najmanj meja (1.000,00 EUR) in največ meja (1.000,00 EUR)",
        ),
        (
            And((Compare("<=", LIMIT, PRICE), Compare("<=", LIMIT, PRICE))),
            "The ceiling (EUR 1,000.00) is at most the price and the ceiling (EUR 1,000.00) is at most the price",
            "Meja (1.000,00 EUR) je največ cena in meja (1.000,00 EUR) je največ cena",
        ),
        (
            Or((Compare("==", SAID, SMALL), Compare("==", Fact("id", SIZE), SMALL))),
            "The size is “small” or the number is “small”",
            "Velikost je »small« ali številka je »small«",
        ),
        (
            Lookup("rates", (SAID,), {}, RATE),
            "The rate by the size (micro 60 %, small not published)",
            "Delež glede na »velikost« (micro 60 %, small ni objavljeno)",
        ),
        (
            Call("made.premium", (Product(PRICE, SHARE, EURO), SMALL), EURO, PREMIUM),
            "The premium by the price times the rate (60 %) and “small”",
            "Dodatek glede na »cena krat delež (60 %) in ›small‹«",
        ),
        (
            Not(Call("made.feasible", (Compare(">=", PRICE, LIMIT), START), YES_NO, FEASIBLE)),
            "The plan is not feasible (“the price is at least the ceiling (EUR 1,000.00)” and the first day)",
            "Načrt ni izvedljiv (»cena je najmanj meja (1.000,00 EUR)« in prvi dan)",
        ),
        (
            Band("classes", PRICE, (), SIZE),
            "The class by the price (from EUR 0.00 small, from EUR 1,000.00 medium)",
            "Razred glede na »cena« (od 0,00 EUR small, od 1.000,00 EUR medium)",
        ),
        (
            Compare("<", Fact("time", number_of("seconds")), Parameter("deadline", number_of("seconds"))),
            "The hour is before the latest hour (14:00)",
            "Ura je prej kot najpoznejša ura (14:00)",
        ),
        (
            Compare("==", Fact("time", number_of("seconds")), Parameter("deadline", number_of("seconds"))),
            "The hour is exactly the latest hour (14:00)",
            "Ura je natanko najpoznejša ura (14:00)",
        ),
    ],
)  # fmt: skip
def test_how_single_nodes_read(node, english, slovenian):
    words = evolve(
        WORDS, labels={**WORDS.labels, "time": ("hour", "ura"), "deadline": ("latest hour", "najpoznejša ura")}
    )
    figures = {**FIGURES, "deadline": Known(Fraction(14 * 3600))}
    assert sentence(node, figures, words, "en") == english
    assert sentence(node, figures, words, "sl").replace("\N{NO-BREAK SPACE}", " ") == slovenian


def test_tables_and_bands_that_nobody_published_say_so():
    nothing = Open(Fraction(0), Fraction(10**14))
    figures: dict[str, Figure] = {"rates": nothing, "classes": Open(words=frozenset({"micro"}))}
    assert sentence(SAMPLES[Lookup][0], figures, WORDS, "en") == "The rate by the size (not published)"
    assert sentence(SAMPLES[Band][0], figures, WORDS, "en") == "The class by the price (not published; micro)"


def test_long_tables_and_bands_are_only_named():
    many = [str(number) for number in range(9)]
    figures: dict[str, Figure] = {
        "rates": Table({(word,): Known(Fraction(1)) for word in many}),
        "classes": Bands(tuple((Fraction(word), word) for word in many)),
    }
    assert sentence(SAMPLES[Lookup][0], figures, WORDS, "en") == "The rate by the size"
    assert sentence(SAMPLES[Band][0], figures, WORDS, "en") == "The class by the price"


def test_a_language_without_sentences_is_read_in_english():
    assert sentence(Not(FLAG), FIGURES, WORDS, "fr") == "The stand is not new"


@pytest.mark.parametrize(
    ("language", "label", "denied", "behind"),
    [
        ("en", "the stand is new", "the stand is not new", "if the stand is new"),
        ("en", "the seat has moved", "the seat has not moved", "if the seat has moved"),
        ("en", "the seat has been moved", "the seat has not been moved", "if the seat has been moved"),
        ("en", "the firm has a shop", "the firm does not have a shop", "if the firm has a shop"),
        ("sl", "stojnica je nova", "stojnica ni nova", "če je stojnica nova"),
        ("sl", "sedež se je preselil", "sedež se ni preselil", "če se je sedež preselil"),
        ("sl", "nakup se krije", "nakup se ne krije", "če se nakup krije"),
    ],
)
def test_labels_of_yes_or_no_are_denied_and_put_behind_a_conjunction(language, label, denied, behind):
    tongue = TONGUES[language]
    assert tongue.ordered(tongue.denied(tongue.stated(label), Not)) == denied
    assert tongue.ordered(tongue.stated(label), tongue.conjunctions["if"]) == behind


def test_a_denied_clause_keeps_its_small_words_in_front():
    slovenian = TONGUES["sl"]
    assert slovenian.ordered(slovenian.denied(slovenian.stated("nakup se krije"), Not), "da") == "da se nakup ne krije"


def test_a_clause_without_a_verb_stays_whole():
    assert TONGUES["sl"].stated("brez glagola") == Clause("brez glagola")


# Real rules, with the labels of the law's own vocabulary.

LAW = law_vocabulary()
SENTENCES = tomli.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))
REAL = evolve(LAW, labels={**LAW.labels, **{name: LocalizedText(texts) for name, texts in SENTENCES["label"].items()}})
ON_THE_DAY: dict[str, tuple[Kind, Figure]] = {
    "floor": (EURO, Known(Fraction(1000))), "ceiling": (EURO, Known(Fraction("9999.99"))),
    "aid_intensity": (RATE, Known(Fraction(3, 5))), "market_floor": (EURO, Open(Fraction(300), Fraction("9999.99"))),
    "digital_ceiling": (EURO, Known(Fraction(300))), "lead": (DAYS, Known(Fraction(1))),
    "document_age": (DAYS, Known(Fraction(5))), "least_offers": (number_of("offers"), Known(Fraction(3))),
    "most_participants": (number_of("participants"), Known(Fraction(2))), "yearly": (EURO, Known(Fraction(30_000))),
    "most_vouchers": (number_of("vouchers"), Known(Fraction(3))), "held": (RATE, Known(Fraction(1, 4))),
    "least_area": (number_of("m2"), Known(Fraction(5))), "most_area": (number_of("m2"), Known(Fraction(120))),
    "least_foreign": (RATE, Known(Fraction(1, 10))), "debt": (EURO, Known(Fraction(50))),
    "grace": (MONTHS, Known(Fraction(6))),
    "call.costs.since": (Day(), Known(ordinal(2019, 1, 1))), "call.costs.until": (Day(), Known(ordinal(2023, 9, 30))),
}  # fmt: skip
RATES = Table(
    {("micro",): Known(Fraction(3, 5)), ("small",): Known(Fraction(1, 2)), ("medium",): Known(Fraction(2, 5))}
)
TABLES = {"rate": RATES}


def of_a_measure(kind):
    """Put the measure's currency for money, and all words for a choice that is open."""
    if isinstance(kind, Number):
        return EURO if kind == number_of(MONEY) else kind
    if isinstance(kind, Choice):
        return kind if kind.values else Choice(LAW.words)
    if isinstance(kind, Records):
        return evolve(kind, fields={name: of_a_measure(each) for name, each in kind.fields.items()})
    return kind


SCOPE = PlainScope(
    {
        **{name: Fact(name, of_a_measure(entry.kind)) for name, entry in LAW.facts.items() if not entry.of_list},
        **{name: Parameter(name, kind) for name, (kind, _) in ON_THE_DAY.items()},
        **{name: Fact(name, EURO) for name in ("grant", "costs.eligible", "aid.headroom")},
        "undertaking.size": Fact("undertaking.size", SIZE),
        "on": Fact("on", Day()),
        "sizes.sme": LAW.sets["sizes.sme"],
        "sectors.de_minimis_excluded": LAW.sets["sectors.de_minimis_excluded"],
        "costs.kinds": NamedSet("costs.kinds", frozenset({"stand-rent", "stand-set-up"})),
        "recognised": NamedSet("recognised", frozenset({"auma", "m-plus-a"})),
        "east": NamedSet("east", frozenset({"SI03"}), "nuts"),
        "rate": TableShape("rate", (SIZE.values,), RATE),
        "class": BandShape("class", EURO, frozenset({"small", "large"})),
    },
)
DAY = {**TABLES, **{name: figure for name, (_, figure) in ON_THE_DAY.items()}}
RULES = SENTENCES["rule"]


def plain(text):
    """Set ordinary blanks where a language has others."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=[rule["is"] for rule in RULES])
def test_real_rules_read_as_people_say_them(rule, language):
    assert plain(sentence(check(rule["is"], SCOPE), DAY, REAL, language)) == rule[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_yes_or_no_of_the_vocabulary_can_be_denied(language):
    for name, entry in LAW.facts.items():
        if isinstance(entry.kind, YesNo):
            assert TONGUES[language].stated(LAW.label(name, language)).verb, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_vocabulary_says_everything_it_names(language):
    for name in LAW.names():
        assert LAW.label(name, language)
    for name, entry in LAW.facts.items():
        assert entry.question.has(language), name
        assert entry.question.in_language(language).endswith("?"), name
    assert all(text.has(language) for text in [*LAW.words.values(), *LAW.labels.values()])
    number = len({TONGUES[language].plural(number, 0) for number in range(100)})
    assert all(len(forms[language]) == number for forms in LAW.units.values())
