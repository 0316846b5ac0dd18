"""What the law's figures rest on, kinds of cost, accounts abroad, staff, indicators, texts: of any of them."""

import calendar
import datetime as dt
import tempfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import tomli
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.law.test_exchange import TABLES, table

from intra_core.errors import Unreadable
from intra_core.law.accounts_abroad import AccountsAbroad, account_in, accounts_in
from intra_core.law.cost_kinds import Standing, kind_rules
from intra_core.law.exchange import converted, currency_of
from intra_core.law.export_aid import export_aid, known_kinds
from intra_core.law.group_words import group_words
from intra_core.law.indicators.codes import ASPECTS, Statement, code_of, common_indicators, indicator
from intra_core.law.indicators.performance_2014 import covers
from intra_core.law.indicators.performance_2021 import Planned, deadline, next_transmission, standing, transmissions
from intra_core.law.indicators.relations import checked, relations
from intra_core.law.indicators.sizes import undecided
from intra_core.law.indicators.support import Count, Support
from intra_core.law.lawbook import LawFigure, cited, lawbook
from intra_core.law.policies import policies
from intra_core.law.reference_rates import Quote, stated_rates
from intra_core.law.sme.awu import annual_work_units
from intra_core.law.sme.currency import InEuro
from intra_core.law.sme.status import sme_status
from intra_core.law.terms import later, months_of
from intra_core.law.texts import LANGUAGES, forms_in, texts_in, with_texts
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.group import AccountingPeriod, Enterprise, Estimate, Group, StaffKind, StaffLine
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.question import StatedRate
from intra_core.provenance import Basis, Mark, Source
from intra_core.rules.kinds import MONTHS, RATE, YEARS
from intra_core.verdict import Verdict

LAW = lawbook()
WORDS = st.text("abc", min_size=1, max_size=3)
SOURCES = st.builds(Source, id=WORDS, title=WORDS, article=st.none() | WORDS)
BASES = st.builds(Basis, mark=st.sampled_from(Mark), source=st.none() | SOURCES, article=st.none() | WORDS)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2031, 12, 31))
CENTS = st.integers(0, 10**10)


def euro(cents):
    return Money(cents, "EUR")


# --- figures, and what stands of kinds of cost ---------------------------------------------------


def words_of(basis):
    """Say act and article; the article of the statement itself is nearer than that of its source."""
    if basis.source is None:
        return ["", *filter(None, [basis.article])]
    return [basis.source.title, *filter(None, [basis.article or basis.source.article])]


@given(BASES, WORDS)
def test_an_article_is_cited_with_its_act_and_an_assumed_figure_is_known_for_one(basis, says):
    figure = LawFigure(name="n", kind=RATE, value=1, basis=basis)
    statement = Statement(says=says, basis=basis)
    assert figure.article == statement.article == cited(basis) == ", ".join(words_of(basis))
    assert figure.assumed == statement.assumed == (basis.mark.value == "assumed")
    assert str(statement) == says


RULES = [
    (file, key, each)
    for file, key in (("export_aid.toml", "kind"), ("gber.toml", "cost"))
    for each in kind_rules(LAW, file, key)
]


@given(st.sampled_from(RULES), BASES)
def test_a_rule_on_a_kind_of_cost_cites_what_it_rests_on(rule, basis):
    _, _, one = rule
    assert one.article == ", ".join(words_of(one.basis))
    assert evolve(one, basis=basis).article == ", ".join(words_of(basis))


EXPORT = [each for file, _, each in RULES if file == "export_aid.toml"]


@given(st.sampled_from(EXPORT), st.data(), DAYS, *[st.booleans()] * 2)
def test_aid_for_a_kind_of_cost_is_export_aid_as_its_rule_and_its_terms_say(rule, data, day, by_quantity, once):
    kind = data.draw(st.sampled_from(sorted(rule.kinds)))
    answer = export_aid(kind, on=day, by_quantity=by_quantity, once=once)
    usual = {Standing.IN: True, Standing.OUT: False, Standing.DOUBTFUL: True if once else None}[rule.standing]
    assert answer.verdict is Verdict.of(False if by_quantity else usual)
    assert (answer.kind, answer.standing) == (kind, rule.standing)
    assert kind in known_kinds()
    assert list(known_kinds()) == sorted(kind for each in EXPORT for kind in each.kinds)


# --- currencies ----------------------------------------------------------------------------------


@given(st.sampled_from(("BG", "SI", "GB", "XX")), DAYS)
def test_a_state_has_the_euro_from_a_day_on_and_another_currency_before(state, day):
    since = {"BG": dt.date(2026, 1, 1), "SI": dt.date.min}.get(state, dt.date.max)
    assert currency_of(state, day) == ("EUR" if day >= since else {"BG": "BGN", "GB": "GBP"}.get(state))


@given(st.integers(1, 10**9), st.integers(0, 9))
def test_a_rate_is_written_with_the_decimals_it_has(parts, places):
    quote = Quote(currency="GBP", value=Fraction(parts, 10**places), on=None, source="")
    assert Fraction(quote.decimal) == quote.value
    whole, _, decimals = quote.decimal.partition(".")
    assert whole.isdecimal()
    assert not decimals.endswith("0")


STATED = st.lists(
    st.builds(
        StatedRate,
        currency=st.just("GBP"),
        on=DAYS,
        value=st.integers(1, 500).map(lambda each: Decimal(each) / 100),
        source=WORDS,
    ),
    unique_by=lambda each: each.on,
    max_size=4,
)


@given(STATED)
def test_rates_that_a_file_brings_are_those_of_their_days(stated):
    rates = stated_rates(stated)
    assert (rates is None) == (not stated)
    for each in stated:
        assert rates is not None
        quote = rates.on("GBP", each.on)
        assert quote is not None
        assert (quote.value, quote.on, quote.source) == (each.value, each.on, each.source)


@given(TABLES, CENTS, CENTS, st.integers(0, 70), st.sampled_from(("BGN", "GBP", "EUR")))
def test_accounts_abroad_are_turned_amount_by_amount(values, turnover, balance, number, currency):
    rates, ends = table(values), dt.date(2024, 1, 1) + dt.timedelta(number)
    sold, total = Money(turnover, currency), Money(balance, currency)
    period = AccountingPeriod(ends=ends, turnover=sold, balance_sheet_total=total)
    answer = accounts_in(period, "EUR", rates=rates)
    one = account_in(sold, "EUR", period, "turnover", rates=rates)
    other = account_in(total, "EUR", period, "balance_sheet_total", rates=rates)
    direct = converted(total, "EUR", ends, rates=rates)
    assert (other and other.money) == (direct and direct.money)
    if currency != "GBP":
        at_once = converted(sold, "EUR", ends)
        assert one is not None
        assert at_once is not None
        assert one.money == at_once.money
    assert answer.period.turnover == (one and one.money)
    assert answer.period.balance_sheet_total == (other and other.money)
    assert ("turnover" in answer.without_rate, "balance_sheet_total" in answer.without_rate) == (
        one is None,
        other is None,
    )
    assert answer.assumed == any(quote.mark is Mark.ASSUMED for each in (one, other) if each for quote in each.quotes)
    abroad = InEuro(LAW, ends, rates, {each.id: each.default for each in policies(LAW) if each.about == "exchange"})
    assert abroad.amount(total, period, "balance_sheet_total") == (other and Fraction(other.money.minor, 100))
    assert abroad.amount(total, None, "balance_sheet_total") == (direct and Fraction(direct.money.minor, 100))


@given(st.lists(st.sampled_from(Mark), max_size=3))
def test_an_amount_is_assumed_if_one_of_its_rates_is(marks):
    quotes = tuple(Quote(currency="GBP", value=Fraction(1), on=None, source="", mark=mark) for mark in marks)
    own = converted(euro(1), "EUR", dt.date(2024, 1, 1))
    assert own is not None
    found = evolve(own, quotes=quotes)
    assert found.assumed == (Mark.ASSUMED in marks)
    period = AccountingPeriod(ends=dt.date(2024, 12, 31))
    for amounts in ({"turnover": found, "balance_sheet_total": None}, {"turnover": None, "balance_sheet_total": found}):
        assert AccountsAbroad(period=period, without_rate=(), **amounts).assumed == found.assumed


# --- staff and size ------------------------------------------------------------------------------

LINES = st.lists(
    st.builds(
        StaffLine,
        persons=st.integers(0, 300),
        kind=st.sampled_from(StaffKind),
        months=st.integers(0, 12),
        part=st.none() | st.integers(0, 10_000).map(Rate),
    ),
    max_size=4,
)
COUNTED = {"employee", "seconded", "owner-manager", "partner"}


@given(LINES)
def test_staff_is_counted_by_months_and_part_of_full_time(lines):
    parts = [
        Fraction(each.persons * each.months, 12)
        * Fraction(10_000 if each.part is None else each.part.basis_points, 10_000)
        for each in lines
        if each.kind.value in COUNTED
    ]
    assert annual_work_units(lines) == sum(parts)


@given(st.booleans(), st.integers(0, 300))
def test_a_period_of_an_enterprise_without_accounts_is_an_estimate(accounts, staff):
    figures = {"headcount": Decimal(staff), "turnover": euro(1), "balance_sheet_total": euro(1)}
    told: dict[str, Any] = (
        {"period": (AccountingPeriod(ends=dt.date(2024, 12, 31), **figures),)}
        if accounts
        else {"estimate": Estimate(**figures)}
    )
    answer = sme_status(Group(enterprises=(Enterprise(id="A", **told),)), "A", dt.date(2025, 6, 30))
    assert [each.estimate for each in answer.periods] == [not accounts] * len(answer.periods)
    assert answer.periods[-1].amounts.headcount == staff


# --- indicators ----------------------------------------------------------------------------------

INDICATORS = common_indicators(LAW)


@given(st.sampled_from(sorted(INDICATORS)), st.sampled_from(("", " ", "-")), st.integers(1, 4), st.booleans())
def test_an_indicator_is_found_however_its_code_is_padded(code, between, width, small):
    letters, number = code.rstrip("0123456789"), int(code.lstrip("RCOP"))
    written = f"{letters}{between}{number:0{width}d}"
    found = indicator(written.lower() if small else written)
    assert found == INDICATORS[code]
    assert code_of(written) == found.code == code
    assumed = (found.numbered, found.name, found.unit, found.baseline, found.measured, found.counting)
    assert found.assumed == tuple(
        name for name, each in zip(ASPECTS, assumed, strict=True) if each and each.basis.mark is Mark.ASSUMED
    )


@given(st.integers(0, 50), st.integers(0, 3))
def test_a_count_is_written_as_one_number_or_as_two(low, more):
    assert str(Count(low, low + more)) == (f"{low}" if not more else f"{low} to {low + more}")


VALUES = st.dictionaries(st.sampled_from(("CO01", "CO02", "CO03", "CO04", "CO05")), st.integers(-1, 5))


@given(VALUES)
def test_values_that_hang_together_are_not_complained_of_and_others_are(values):
    whole, parts = values.get("CO01"), [values.get(f"CO0{each}") for each in (2, 3, 4)]
    wrong = {code for code, value in values.items() if value < 0}
    if whole is not None:
        wrong |= {code for code, value in values.items() if value > whole}
        if None not in parts and whole > sum(parts):
            wrong.add("CO01")
    assert {each.key for each in checked(values)} == wrong


RELATION = '[[relation]]\nwhole = "{}"\nparts = {}\nmark = "assumed"\nsource = "s"\n'


@given(
    st.lists(
        st.tuples(st.sampled_from(("CO01", "RCO01")), st.lists(st.sampled_from(("CO02", "CO03")))),
        min_size=1,
        max_size=3,
    )
)
def test_relations_are_those_of_the_law_that_is_asked(its):
    with tempfile.TemporaryDirectory() as folder:
        text = "".join(RELATION.format(whole, str(parts).replace("'", '"')) for whole, parts in its)
        text += '[source.s]\ntitle = "S"\nread = 2026-11-23\n'
        (Path(folder) / "indicators.toml").write_text(text, "utf-8")
        found = relations(evolve(LAW, folder=Path(folder)))
    assert [(each.whole, list(each.parts)) for each in found] == its


SUPPORTS = st.builds(
    Support,
    scope=st.just("i"),
    granted=st.sampled_from((dt.date(2022, 1, 1), dt.date(2023, 1, 1))),
    enterprise=st.sampled_from((None, "A", "B")),
    size=st.sampled_from((None, "micro", "small")),
)


@given(st.lists(SUPPORTS, max_size=5), st.booleans())
def test_the_places_whose_size_would_tell_are_without_one_or_contradict(had, latest):
    found = undecided([(each, True) for each in had], ("micro", "small"), latest=latest)
    expected = [place for place, each in enumerate(had) if each.enterprise is None and each.size is None]
    for name in ("A", "B"):
        its = [place for place, each in enumerate(had) if each.enterprise == name]
        days = [had[place].granted for place in its]
        first = [place for place in its if had[place].granted == (max if latest else min)(days)]
        sizes = {size for place in first for size in ([had[place].size] if had[place].size else ["micro", "small"])}
        if len(sizes) > 1:
            expected += [place for place in its if had[place].size is None] or its
    assert found == sorted(expected)


@given(st.lists(st.none() | st.integers(0, 60), max_size=3), st.integers(1, 100))
def test_allocations_cover_a_priority_if_they_are_more_than_half_of_it(allocations, priority):
    known, on = sum(each or 0 for each in allocations), dt.date(2018, 12, 31)
    found = covers([None if each is None else euro(each) for each in allocations], euro(priority), on=on)
    assert found is (True if 2 * known > priority else None if None in allocations else False)


SENT = {name.rpartition(".")[2]: each.members for name, each in LAW.sets.items() if ".sent." in name}


@given(st.sampled_from(sorted(SENT)), st.dates(dt.date(2021, 7, 1), dt.date(2031, 1, 1)))
def test_the_next_sending_is_the_first_that_is_due_on_the_day_or_after_it(what, on):
    sent = transmissions(what)
    months = {each.due.strftime("%m-%d") for each in sent}
    assert months == SENT[what]
    years = {each.due.year for each in sent}
    assert {each.due for each in sent} >= {
        dt.date(year, *map(int, day.split("-"))) for year in range(2023, max(years)) for day in months
    }
    assert next_transmission(what, on) == min(
        (each for each in sent if each.due >= on), key=lambda each: each.due, default=None
    )


ENDS = {"milestone": dt.date(2024, 12, 31), "target": dt.date(2029, 12, 31), "final_report": dt.date(2031, 2, 15)}


@given(st.sampled_from(sorted(ENDS)), st.dates(dt.date(2021, 7, 1), dt.date(2040, 1, 1)))
def test_a_day_that_the_act_sets_is_the_same_on_every_day_since(name, on):
    figure = deadline(name, on)
    assert dt.date.fromordinal(int(figure.number)) == ENDS[name]
    assert figure.name.rpartition(".")[2] == name


@given(st.none() | st.integers(0, 10), st.integers(0, 10), st.sampled_from((-1, 0, 1)), st.sampled_from((-1, 0, 1)))
def test_a_target_is_reached_by_a_value_of_its_last_day_that_is_known(value, target, told, asked):
    end, day = ENDS["target"], dt.timedelta(1)
    values = {} if value is None else {end + told * day: value}
    planned = Planned(code="RCR01", kind=INDICATORS["RCR01"].kind, target=target, values=values)
    found = standing(planned, end + asked * day).target.value
    seen = value is not None and told <= asked
    if seen and told <= 0 and value >= target and not (told == 0 and value < target):
        assert found == "reached"
    elif asked <= 0:
        assert found == "not-yet-due"
    else:
        assert found == ("missed" if seen and told >= 0 and value < target else "unknown")


# --- texts ---------------------------------------------------------------------------------------

VOCABULARY = law_vocabulary()
FOLDER = Path(__file__).parents[2] / "src/intra_core/law/texts"
TREES = {language: tomli.loads((FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES}


@given(st.sampled_from(LANGUAGES), st.data())
def test_a_word_and_a_unit_are_called_as_the_file_of_their_language_says(language, data):
    word = data.draw(st.sampled_from(sorted(VOCABULARY.words)))
    unit = data.draw(st.sampled_from(sorted(VOCABULARY.units)))
    assert (
        texts_in(language)["word", word]
        == TREES[language]["word"][word]
        == VOCABULARY.words[word].in_language(language)
    )
    assert list(forms_in(language)[unit]) == TREES[language]["unit"][unit] == list(VOCABULARY.units[unit][language])


@given(st.sets(st.sampled_from(sorted(VOCABULARY.facts))), st.sets(st.sampled_from(sorted(VOCABULARY.units))))
def test_a_part_of_a_vocabulary_has_its_texts_in_every_language(facts, units):
    part = evolve(
        VOCABULARY,
        facts={name: VOCABULARY.facts[name] for name in facts},
        units={unit: VOCABULARY.units[unit] for unit in units},
    )
    found = with_texts(part)
    assert (found.facts.keys(), found.units.keys()) == (facts, units)
    for language, tree in TREES.items():
        for unit in units:
            assert list(found.units[unit][language]) == tree["unit"][unit]
        for name in facts:
            assert found.facts[name].label.in_language(language) == texts_in(language)["label", name]


# --- terms ---------------------------------------------------------------------------------------

COUNTED_IN = (MONTHS, YEARS)
TODAY = {name: LAW.figure(name, dt.date(2026, 1, 1)) for name in LAW.parameters}
TERMS = {name: each for name, each in TODAY.items() if each is not None and each.kind in COUNTED_IN}


@given(st.dates(dt.date(2014, 1, 1), dt.date(2040, 1, 1)), st.sampled_from(sorted(TERMS)))
def test_a_term_ends_on_the_day_of_the_same_number_or_the_last_of_its_month(day, name):
    term = TERMS[name]
    end = later(day, term)
    assert (end.year - day.year) * 12 + end.month - day.month == months_of(term)
    assert end.day == min(day.day, calendar.monthrange(end.year, end.month)[1])


@given(st.sets(st.sampled_from(sorted(LAW.sets))), st.text(max_size=3))
def test_the_words_of_a_group_are_those_of_the_law_that_is_asked(changed, word):
    law = evolve(
        LAW,
        sets={
            name: evolve(each, members=each.members | {word}) if name in changed else each
            for name, each in LAW.sets.items()
        },
    )
    words = group_words(law)
    regimes = [name for name, each in law.sets.items() if each.members == words.regimes]
    assert regimes
    assert (word in words.regimes) >= any(name in changed for name in regimes)
    assert {name: set(each) for name, each in words.policies.items()} == {
        each.id: set(each.readings) for each in policies(LAW)
    }
    with pytest.raises(Unreadable):
        indicator("tea")
