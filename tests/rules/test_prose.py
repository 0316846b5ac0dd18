"""Rules read out: every node has its pattern in every language, and real rules read as people would say them."""

import datetime as dt
import re
from fractions import Fraction
from string import Formatter

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.text import LocalizedText
from intra_core.rules.check import check
from intra_core.rules.figures import Bands, Known, Open, Table
from intra_core.rules.kinds import (
    DAYS,
    MONEY,
    MONTHS,
    RATE,
    YEARS,
    Choice,
    Code,
    Day,
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
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
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
from intra_core.rules.scope import BandShape, NamedSet, PlainScope, TableShape
from tests.rules.plain_words import PlainWords

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
SAID = Fact("size", SIZE)
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
    },
)  # fmt: skip
FIGURES = {
    "limit": Known(Fraction(1000)), "share": Known(Fraction(3, 5)), "wait": Known(Fraction(2)), "open": Known(value=True),
    "rates": Table({("micro",): Known(Fraction(3, 5)), ("small",): Open(Fraction(0), Fraction(10**14))}),
    "classes": Bands(((Fraction(0), "small"), (Fraction(1000), "medium"))),
    "allowed": Table({("micro",): Known(value=True), ("small",): Known(value=False)}),
}  # fmt: skip
SAMPLES = {
    Fact: [FLAG, PRICE, START, SAID],
    Element: [OWN, NET, PAID],
    Parameter: [LIMIT, Parameter("open", YES_NO), Parameter("unheard", EURO)],
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
    Compare: [Compare(sign, PRICE, LIMIT) for sign in ("<", "<=", ">", ">=", "==", "!=")]
    + [Compare(sign, START, END) for sign in ("<", "<=", ">", ">=", "==", "!=")]
    + [Compare(sign, SAID, Constant("small", SIZE)) for sign in ("==", "!=")],
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
}  # fmt: skip
LABELLED = evolve(WORDS, labels={**WORDS.labels, "unheard": ("something", "nekaj")})


def holes(pattern):
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_node_has_its_patterns_in_every_language(node, language):
    ours, english = TONGUES[language].patterns[node], TONGUES["en"].patterns[node]
    assert ours
    assert ours.keys() == english.keys()
    for variant, pattern in ours.items():
        assert holes(pattern) == holes(english[variant])


@pytest.mark.parametrize("table", ["open_figures", "steps", "codes", "conjunctions"])
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
    assert not text.endswith((".", ",", " "))
    assert not re.search(r"[{}|]|  |,,|,\)|\( | [,;)]|»»", text), text
    assert text.count("(") == text.count(")")
    first = re.search(r"[^\W\d_]", text)
    assert first is None or first[0] == first[0].upper()


NUMBERS = st.deferred(
    lambda: st.sampled_from([*SAMPLES[Fact][1:2], LIMIT, *SAMPLES[Walk][6:7], *SAMPLES[Unpublished][:1]])
    | st.builds(Sum, NUMBERS, NUMBERS, st.sampled_from([1, -1]), st.just(EURO))
    | st.builds(lambda parts: Least(parts, EURO), st.tuples(NUMBERS, NUMBERS))
    | st.builds(lambda parts: Greatest(parts, EURO), st.tuples(NUMBERS, NUMBERS, NUMBERS))
    | st.builds(lambda body: Rounded(Product(body, SHARE, EURO), "down", (1, 100), EURO), NUMBERS)
    | st.builds(Choose, TRUTHS, NUMBERS, NUMBERS, st.just(EURO))
)
TRUTHS = st.deferred(
    lambda: st.sampled_from(
        [each for samples in SAMPLES.values() for each in samples if isinstance(each.kind, YesNo)],
    )
    | st.builds(Not, TRUTHS)
    | st.builds(And, st.lists(TRUTHS, min_size=2, max_size=3).map(tuple))
    | st.builds(Or, st.lists(TRUTHS, min_size=2, max_size=3).map(tuple))
    | st.builds(Compare, st.sampled_from(["<", "<=", "==", "!="]), NUMBERS, NUMBERS)
    | st.builds(Choose, TRUTHS, TRUTHS, TRUTHS, st.just(YES_NO))
    | st.builds(Walk, st.sampled_from(["any", "all"]), st.just("x"), st.just(COSTS), TRUTHS, st.none() | TRUTHS, st.just(YES_NO))
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(node=TRUTHS | NUMBERS)
def test_whatever_is_built_can_be_said(language, node):
    well_formed(sentence(node, FIGURES, LABELLED, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_label_is_refused(language):
    with pytest.raises(KeyError):
        sentence(Compare(">=", PRICE, Parameter("unheard", EURO)), FIGURES, WORDS, language)


@pytest.mark.parametrize(
    ("node", "english", "slovenian"),
    [
        (Not(FLAG), "The stand is not new", "Stojnica ni nova"),
        (Not(OTHER), "It is not so that no verb", "Ne drži, da brez glagola"),
        (Not(And((FLAG, OTHER))), "The stand is not new or it is not so that no verb", "Stojnica ni nova ali ne drži, da brez glagola"),
        (Parameter("open", YES_NO), "The window stays open (yes)", "Okno ostane odprto (da)"),
        (And((FLAG, And((OTHER, FLAG)))), "The stand is new, no verb and the stand is new", "Stojnica je nova, brez glagola in stojnica je nova"),
        (And((FLAG, Or((OTHER, FLAG)))), "The stand is new and (no verb or the stand is new)", "Stojnica je nova in (brez glagola ali stojnica je nova)"),
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
            Or((Compare("==", SAID, Constant("small", SIZE)), Compare("==", Fact("id", SIZE), Constant("small", SIZE)))),
            "The size is small or the number is small",
            "Velikost je small ali številka je small",
        ),
        (
            Lookup("rates", (SAID,), {}, RATE),
            "The rate by the size (micro 60 %, small not published)",
            "Delež glede na »velikost« (micro 60 %, small ni objavljeno)",
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
    words = evolve(WORDS, labels={**WORDS.labels, "time": ("hour", "ura"), "deadline": ("latest hour", "najpoznejša ura")})
    figures = {**FIGURES, "deadline": Known(Fraction(14 * 3600))}
    assert sentence(node, figures, words, "en") == english
    assert sentence(node, figures, words, "sl").replace("\N{NO-BREAK SPACE}", " ") == slovenian


def test_tables_and_bands_that_nobody_published_say_so():
    nothing = Open(Fraction(0), Fraction(10**14))
    figures = {"rates": nothing, "classes": Open(words=frozenset({"micro"}))}
    assert sentence(SAMPLES[Lookup][0], figures, WORDS, "en") == "The rate by the size (not published)"
    assert sentence(SAMPLES[Band][0], figures, WORDS, "en") == "The class by the price (not published; micro)"


def test_long_tables_and_bands_are_only_named():
    many = [str(number) for number in range(9)]
    figures = {
        "rates": Table({(word,): Known(Fraction(1)) for word in many}),
        "classes": Bands(tuple((Fraction(word), word) for word in many)),
    }
    assert sentence(SAMPLES[Lookup][0], figures, WORDS, "en") == "The rate by the size"
    assert sentence(SAMPLES[Band][0], figures, WORDS, "en") == "The class by the price"


def test_a_language_without_sentences_is_read_in_english():
    assert sentence(Not(FLAG), FIGURES, WORDS, "pt") == "The stand is not new"


def test_a_clause_without_a_verb_stays_whole():
    assert TONGUES["sl"].stated("brez glagola") == Clause("brez glagola")


# Real rules, with the labels of the law's own vocabulary.

LAW = law_vocabulary()
OWN_LABELS = {
    "floor": ("smallest grant", "najnižji znesek spodbude"), "grant": ("grant", "znesek spodbude"),
    "ceiling": ("ceiling", "zgornja meja"), "aid_intensity": ("aid intensity", "stopnja sofinanciranja"),
    "market_floor": ("smallest grant", "najnižji znesek spodbude"), "lead": ("shortest lead", "najkrajši rok"),
    "digital_ceiling": ("ceiling for digital events", "zgornja meja za digitalne dogodke"),
    "document_age": ("greatest age of a certificate", "največja starost potrdila"),
    "least_offers": ("least number of offers", "najmanjše število ponudb"),
    "most_participants": ("greatest number of participants", "največje število udeležencev"),
    "most_vouchers": ("greatest number of running vouchers", "največje število tekočih vavčerjev"),
    "yearly": ("yearly limit", "letna omejitev"), "held": ("greatest share held", "največji dovoljeni delež"),
    "least_area": ("smallest area", "najmanjša površina"), "most_area": ("greatest area", "največja površina"),
    "least_foreign": ("least share of foreign exhibitors", "najmanjši delež tujih razstavljavcev"),
    "recognised": ("recognised lists of fairs", "priznani seznami sejmov"),
    "east": ("eastern Slovenia", "Vzhodna Slovenija"), "debt": ("debt that excludes", "izključitveni dolg"),
    "rate": ("rate", "stopnja"), "class": ("class", "razred"), "grace": ("grace period", "rok"),
}  # fmt: skip
REAL = evolve(LAW, labels={**LAW.labels, **{name: LocalizedText({"en": en, "sl": sl}) for name, (en, sl) in OWN_LABELS.items()}})
ON_THE_DAY = {
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
RATES = Table({("micro",): Known(Fraction(3, 5)), ("small",): Known(Fraction(1, 2)), ("medium",): Known(Fraction(2, 5))})
TABLES = {"rate": RATES}


def in_euro(kind):
    if isinstance(kind, Number):
        return EURO if kind == number_of(MONEY) else kind
    return evolve(kind, fields={name: in_euro(each) for name, each in kind.fields.items()}) if isinstance(kind, Records) else kind


SCOPE = PlainScope(
    {
        **{name: Fact(name, in_euro(entry.kind)) for name, entry in LAW.facts.items() if not entry.of_list},
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
RULES = [
    (
        "undertaking.size in sizes.sme",
        "The size of the applicant is one of the SME sizes (medium-sized, micro or small)",
        "Velikostni razred prijavitelja spada v skupino »mikro, mala in srednja podjetja« (malo podjetje, mikro podjetje ali srednje podjetje)",
    ),
    (
        "grant >= floor",
        "The grant is at least the smallest grant (EUR 1,000.00)",
        "Znesek spodbude je najmanj najnižji znesek spodbude (1.000,00 EUR)",
    ),
    (
        "grant >= market_floor",
        "The grant is at least the smallest grant (not published; between EUR 300.00 and EUR 9,999.99)",
        "Znesek spodbude je najmanj najnižji znesek spodbude (ni objavljeno; med 300,00 EUR in 9.999,99 EUR)",
    ),
    (
        "grant <= aid.headroom",
        "The grant is at most the de minimis aid still open to the applicant",
        "Znesek spodbude je največ še razpoložljiva pomoč de minimis",
    ),
    (
        "not undertaking.insolvent and undertaking.obligations_settled",
        "The applicant is not in insolvency proceedings and the due obligations of the applicant are settled",
        "Prijavitelj ni v postopku zaradi insolventnosti in zapadle obveznosti prijavitelja so poravnane",
    ),
    (
        "undertaking.tax_debt < debt",
        "The unpaid due tax debt is less than the debt that excludes (EUR 50.00)",
        "Zapadli neplačani davčni dolg je manj kot izključitveni dolg (50,00 EUR)",
    ),
    (
        "undertaking.seat in east",
        "The seat of the applicant lies in eastern Slovenia (SI03)",
        "Sedež prijavitelja leži na območju »Vzhodna Slovenija« (SI03)",
    ),
    (
        "not any(n.code in sectors.de_minimis_excluded for n in undertaking.nace if n.main)",
        "There is no activity for which the activity is the main one and the code of the activity falls under the"
        " sectors excluded from de minimis aid (NACE Rev. 2: 01 and 03; NACE Rev. 2.1: 01 and 03)",
        "Na seznamu dejavnosti ni vnosa, za katerega bi veljalo, da je dejavnost glavna in da šifra dejavnosti spada v"
        " skupino »dejavnosti, izključene iz pomoči de minimis« (NACE Rev. 2: 01 in 03; NACE Rev. 2.1: 01 in 03)",
    ),
    (
        "project.submitted <= event.starts - lead",
        "The day of application is not after the first day of the event minus the shortest lead (1 day)",
        "Dan oddaje vloge ni pozneje kot prvi dan dogodka minus najkrajši rok (1 dan)",
    ),
    (
        "certificate.obtained <= add_months(project.submitted, grace)",
        "The day on which the certificate is obtained is not after the day of application plus the grace period (6 months)",
        "Dan pridobitve certifikata ni pozneje kot dan oddaje vloge plus rok (6 mesecev)",
    ),
    (
        "call.costs.since <= event.starts <= call.costs.until",
        "The first day of the event is not before the first day on which costs count (1 January 2019)"
        " and not after the last day on which costs count (30 September 2023)",
        "Prvi dan dogodka ni prej kot prvi dan upravičenosti stroškov (1. januar 2019)"
        " in ne pozneje kot zadnji dan upravičenosti stroškov (30. september 2023)",
    ),
    (
        'event.kind == "forum" or event.kind == "conference" or event.kind == "congress"',
        "The kind of event is forum, conference or congress",
        "Vrsta dogodka je forum, konferenca ali kongres",
    ),
    (
        'event.active and event.kind != "fair" and event.kind != "event-at-fair"',
        "The attendance is active and the kind of event is not fair or event at a fair",
        "Udeležba je aktivna in vrsta dogodka ni sejem ali dogodek v okviru sejma",
    ),
    (
        'not event.form == "digital" or grant <= digital_ceiling',
        "If the form of the event is digital, the grant is at most the ceiling for digital events (EUR 300.00)",
        "Če je oblika dogodka digitalna izvedba, je znesek spodbude največ zgornja meja za digitalne dogodke (300,00 EUR)",
    ),
    (
        'event.stand.own if event.kind == "fair" else event.active',
        "If the kind of event is fair, the stand is the applicant's own; otherwise the attendance is active",
        "Če je vrsta dogodka sejem, je razstavni prostor prijaviteljev; sicer je udeležba aktivna",
    ),
    (
        "event.foreign_exhibitors >= least_foreign or any(l.name in recognised for l in event.listed)",
        "The share of foreign exhibitors is at least the least share of foreign exhibitors (10 %) or there is at least one"
        " list of fairs for which the name of the list of fairs is one of the recognised lists of fairs"
        " (AUMA or M+A ExpoDataBase)",
        "Delež tujih razstavljavcev je najmanj najmanjši delež tujih razstavljavcev (10 %) ali na seznamu navedb je vsaj"
        " en vnos, za katerega velja, da ime seznama sejmov spada v skupino »priznani seznami sejmov«"
        " (AUMA ali M+A ExpoDataBase)",
    ),
    (
        "least_area <= event.stand.area <= most_area",
        "The area of the stand is at least the smallest area (5 m²) and at most the greatest area (120 m²)",
        "Površina razstavnega prostora je najmanj najmanjša površina (5 m²) in največ največja površina (120 m²)",
    ),
    (
        "count(participant) <= most_participants",
        "The number of participants is at most the greatest number of participants (2 participants)",
        "Število vnosov na seznamu udeležencev je največ največje število udeležencev (2 udeleženca)",
    ),
    (
        'all(p.role == "owner" or p.role == "employee" for p in participant)',
        "For every participant, the role of the participant is owner or employee",
        "Za vsak vnos na seznamu udeležencev velja, da je vloga udeleženca v podjetju lastnik ali zaposleni",
    ),
    (
        'count(o for o in offer if o.wanted_for == "certification-fee" and o.comparable) >= least_offers',
        "The number of offers for which the subject of the offer is certification fee and the offer is comparable with"
        " the others is at least the least number of offers (3 offers)",
        "Število vnosov na seznamu ponudb, za katere velja, da je predmet ponudbe strošek certificiranja in da je ponudba"
        " primerljiva z drugimi, je najmanj najmanjše število ponudb (3 ponudbe)",
    ),
    (
        "not any(c.affiliated or c.held_by_applicant_side > held for c in contractor)",
        "There is no contractor for which the contractor is affiliated with the applicant or the share of the contractor"
        " held from the applicant's side is more than the greatest share held (25 %)",
        "Na seznamu izvajalcev ni vnosa, za katerega bi veljalo, da je izvajalec s prijaviteljem povezana družba ali da je"
        " delež v izvajalcu v lasti prijaviteljeve strani več kot največji dovoljeni delež (25 %)",
    ),
    (
        'any(d.kind == "tax-clearance" and project.submitted - d.issued <= document_age for d in document)',
        "There is at least one document for which the kind of document is certificate of settled tax obligations and the"
        " number of days from the day on which the document is issued to the day of application is at most the greatest"
        " age of a certificate (5 days)",
        "Na seznamu dokumentov je vsaj en vnos, za katerega velja, da je vrsta dokumenta potrdilo o poravnanih davčnih"
        " obveznostih in da je število dni med »dan izdaje dokumenta« in »dan oddaje vloge« največ največja starost"
        " potrdila (5 dni)",
    ),
    (
        "count(v for v in voucher if not v.closed) < most_vouchers",
        "The number of vouchers for which the voucher is not settled or lapsed is less than the greatest number of running"
        " vouchers (3 vouchers)",
        "Število vnosov na seznamu vavčerjev, za katere velja, da vavčer ni zaključen ali zapadel, je manj kot največje"
        " število tekočih vavčerjev (3 vavčerji)",
    ),
    (
        "sum(v.amount for v in voucher if year(v.approved) == year(on)) + grant <= yearly",
        "(The sum, over all vouchers for which the calendar year of the day on which the voucher was approved is exactly the"
        " calendar year of the day of decision, of the approved amount of the voucher) plus the grant is at most the"
        " yearly limit (EUR 30,000.00)",
        "(Vsota vrednosti »odobreni znesek vavčerja« za vnose na seznamu vavčerjev, za katere velja, da je koledarsko leto,"
        " v katero spada »dan odobritve vavčerja«, natanko koledarsko leto, v katero spada »dan odločitve«) plus znesek"
        " spodbude je največ letna omejitev (30.000,00 EUR)",
    ),
    (
        'all(any(p.id == c.participant for p in participant) for c in cost if c.kind == "travel")',
        "For every cost for which the kind of cost is travel, there is at least one participant for which the identifier"
        " of the participant is the participant of the cost",
        "Za vsak vnos na seznamu stroškov, za katerega velja, da je vrsta stroška prevoz, velja, da je na seznamu"
        " udeležencev vsaj en vnos, za katerega velja, da je oznaka udeleženca udeleženec pri strošku",
    ),
    (
        "min(costs.eligible * aid_intensity, ceiling)",
        "The smaller of the total of eligible costs times the aid intensity (60 %) and the ceiling (EUR 9,999.99)",
        "Manjša od vrednosti »vsota upravičenih stroškov krat stopnja sofinanciranja (60 %)« in »zgornja meja (9.999,99 EUR)«",
    ),
    (
        "costs.eligible * rate[undertaking.size]",
        "The total of eligible costs times the rate by the size of the applicant (micro 60 %, small 50 %, medium-sized 40 %)",
        "Vsota upravičenih stroškov krat stopnja glede na »velikostni razred prijavitelja«"
        " (mikro podjetje 60 %, malo podjetje 50 %, srednje podjetje 40 %)",
    ),
]


@pytest.mark.parametrize(("rule", "english", "slovenian"), RULES, ids=[rule for rule, _, _ in RULES])
def test_real_rules_read_as_people_say_them(rule, english, slovenian):
    node = check(rule, SCOPE)
    assert sentence(node, DAY, REAL, "en") == english
    assert sentence(node, DAY, REAL, "sl").replace("\N{NO-BREAK SPACE}", " ") == slovenian


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
