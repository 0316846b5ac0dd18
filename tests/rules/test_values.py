"""Values are written as their language writes them, and can be read back."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from babel import Locale, dates, numbers, units
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.plain_words import UNITS, PlainWords

from intra_core.rules.figures import Known, Open, Why
from intra_core.rules.kinds import (
    DAYS,
    MONEY,
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
from intra_core.rules.languages import TONGUES, tongue
from intra_core.rules.values import Writer, written

WORDS = PlainWords(words={"small": ("small", "malo podjetje"), "micro": ("micro", "mikro podjetje")})
LANGUAGES = sorted(TONGUES)
LOCALES = {"bg": "bg", "en": "en_GB", "es": "es", "it": "it", "pt": "pt_PT", "sl": "sl"}
UNGROUPED = {"bg", "es", "pt"}
"""Where four digits stand together: CLDR's `minimumGroupingDigits` is 2, which Babel does not look at.

Since CLDR 48 it is 2 for Italian and Slovenian too, but their laws and calls write 1.000,00 EUR: they are grouped here.
"""
EURO = number_of("EUR")
PER_AREA = EURO.times(number_of("m2"), -1)


def read_back(text, language):
    """Read a number as somebody who knows the language does."""
    by = tongue(language)
    digits = text.replace(by.minus, "-").replace(by.thousands, "").replace(by.point, ".")
    return Fraction("".join(letter for letter in digits if letter in "-.0123456789"))


@pytest.mark.parametrize("language", LANGUAGES)
@given(cents=st.integers(-(10**15), 10**15))
def test_money_reads_back(language, cents):
    assert read_back(written(EURO, cents, WORDS, language), language) == Fraction(cents, 100)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [RATE, number_of("offers"), number_of("AWU"), number_of("points")], ids=str)
@given(parts=st.integers(-(10**12), 10**12))
def test_numbers_read_back(language, kind, parts):
    share = 100 if kind == RATE else 1
    assert read_back(written(kind, parts, WORDS, language), language) == share * Fraction(parts, kind.scale)


@pytest.mark.parametrize("language", LANGUAGES)
@given(amount=st.decimals(-(10**9), 10**9, places=3))
def test_numbers_agree_with_babel(language, amount):
    theirs = as_grouped(numbers.format_decimal(abs(amount), "#,##0.######", locale=LOCALES[language]), language)
    sign = numbers.get_minus_sign_symbol(LOCALES[language]) if amount < 0 else ""
    assert tongue(language).decimal(Fraction(amount))[0] == f"{sign}{theirs}"


def as_grouped(theirs, language):
    """Take the mark of the groups out of a number of four digits where the language sets none."""
    whole = theirs.partition(tongue(language).point)[0]
    few = language in UNGROUPED and sum(letter.isdigit() for letter in whole) == 4
    return theirs.replace(tongue(language).thousands, "", 1) if few else theirs


# English here sets the code of the currency before the amount, and a space before the sign of a rate, as files do.


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
@given(percent=st.integers(0, 10**6))
def test_rates_agree_with_babel(language, percent):
    theirs = numbers.format_percent(percent / 100, locale=LOCALES[language])
    assert written(RATE, percent * 100, WORDS, language) == as_grouped(theirs, language)


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
@given(cents=st.integers(0, 10**9))
def test_money_agrees_with_babel(language, cents):
    theirs = numbers.format_currency(Decimal(cents) / 100, "EUR", locale=LOCALES[language])
    assert written(EURO, cents, WORDS, language) == as_grouped(theirs, language).replace("€", "EUR")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_agree_with_babel(language):
    # Spanish, Italian and Portuguese have "many" for whole millions, where it is "de" that is added and not the form.
    order = ["one", "two", "few", "other"] if language == "sl" else ["one", "other"]
    rule = Locale.parse(LOCALES[language]).plural_form
    for number in range(1001):
        assert order[tongue(language).plural(number, 0)] == rule(number)
        assert order[tongue(language).plural(number, 1)] == rule(Decimal(f"{number}.5"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("unit", "theirs"), [("days", "day"), ("months", "month"), ("years", "year")])
def test_counts_of_time_agree_with_babel(language, unit, theirs):
    if (unit, language) == ("years", "sl"):
        return  # CLDR has "3 let" there, which no Slovenian says
    length: Literal["short", "long"] = (
        "short" if language in {"it", "pt"} else "long"
    )  # the words that Babel has for these two
    for number in range(1, 200):
        assert written(number_of(unit), number, WORDS, language) == units.format_unit(
            number, f"duration-{theirs}", length, locale=LOCALES[language]
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_year_is_written_as_one_and_not_counted(language):
    assert [written(YEARS, number, WORDS, language) for number in (1000, 1999, 2024, 9999)] == [
        "1000", "1999", "2024", "9999"
    ]  # fmt: skip
    assert written(YEARS, 999, WORDS, language) != "999", "so many years are a span"
    assert written(number_of("months"), 2024, WORDS, language) != "2024"
    assert "/" not in Writer(WORDS, tongue(language)).value(YEARS, Fraction(4049, 2))


# In Slovenian a month's name would be declined with the sentence, so days there are written in numbers.
FORMATS = {"sl": ("d. M. y", "Md")}
AS_CLDR = ("long", "MMMMd")


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(dt.date(1000, 1, 1)))
def test_days_agree_with_babel(language, day):
    theirs = dates.format_date(day, FORMATS.get(language, AS_CLDR)[0], LOCALES[language])
    assert written(Day(), day.toordinal(), WORDS, language) == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_of_the_year_agree_with_babel(language):
    for number in range(366):
        day = dt.date(2024, 1, 1) + dt.timedelta(number)
        theirs = dates.format_skeleton(FORMATS.get(language, AS_CLDR)[1], day, locale=LOCALES[language])
        assert written(MonthDay(), day.month * 100 + day.day, WORDS, language) == theirs


@pytest.mark.parametrize("language", LANGUAGES)
@given(time=st.times())
def test_times_agree_with_babel(language, time):
    time = time.replace(microsecond=0)
    second = time.hour * 3600 + time.minute * 60 + time.second
    ours = written(number_of("seconds"), second, WORDS, language)
    # Of an hour below ten both digits stand in every language, also where CLDR writes 9:05.
    assert ours == dates.format_time(time, "HH:mm:ss" if time.second else "HH:mm", locale=LOCALES[language])


@pytest.mark.parametrize(
    ("kind", "value", "english", "slovenian"),
    [
        (EURO, 240000, "EUR 2,400.00", "2.400,00 EUR"),
        (EURO, -500, "EUR -5.00", "−5,00 EUR"),
        (number_of(MONEY), 240000, "2,400.00", "2.400,00"),
        (RATE, 6000, "60 %", "60 %"),
        (RATE, 250, "2.5 %", "2,5 %"),
        (number_of("offers"), 1, "1 offer", "1 ponudba"),
        (number_of("offers"), 2, "2 offers", "2 ponudbi"),
        (number_of("offers"), 3, "3 offers", "3 ponudbe"),
        (number_of("offers"), 5, "5 offers", "5 ponudb"),
        (number_of("offers"), 101, "101 offers", "101 ponudba"),
        (number_of("AWU"), 125000, "12.5 AWU", "12,5 LDE"),
        (number_of("points"), 15000, "1.5 points", "1,5 točke"),
        (number_of("m2"), 205000, "20.5 m²", "20,5 m²"),
        (PER_AREA, 652000, "EUR 65.20 per m²", "65,20 EUR/m²"),
        (Number((("m2", 1), ("persons", -1))), 52500, "5.25 m² per person", "5,25 m²/oseba"),
        (Day(), dt.date(2024, 9, 2).toordinal(), "2 September 2024", "2. 9. 2024"),
        (MonthDay(), 1231, "31 December", "31. 12."),
        (YesNo(), True, "yes", "da"),
        (YesNo(), False, "no", "ne"),
        (Choice({"small"}), "small", "small", "malo podjetje"),
        (Code("nace"), "2:25.62", "25.62 (NACE Rev. 2)", "25.62 (NACE Rev. 2)"),
        (Code("nuts"), "SI032@2021", "SI032 (NUTS 2021)", "SI032 (NUTS 2021)"),
        (Code("nuts"), "SI032", "SI032", "SI032"),
        (Text(), "k1", "k1", "k1"),
        (Records({}, "offers"), ({}, {}), "2 offers", "2 ponudbi"),
        (Records({}, "offers"), (), "0 offers", "0 ponudb"),
    ],
)
def test_one_value_of_each_kind(kind, value, english, slovenian):
    assert written(kind, value, WORDS, "en") == english
    assert written(kind, value, WORDS, "sl").replace("\N{NO-BREAK SPACE}", " ") == slovenian


def plain(text):
    """Set ordinary blanks where a language has others."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("kind", "value", "bulgarian", "spanish", "italian", "portuguese"),
    [
        (EURO, 240000, "2400,00 EUR", "2400,00 EUR", "2.400,00 EUR", "2400,00 EUR"),
        (EURO, 1240000, "12 400,00 EUR", "12.400,00 EUR", "12.400,00 EUR", "12 400,00 EUR"),
        (EURO, -500, "-5,00 EUR", "-5,00 EUR", "-5,00 EUR", "-5,00 EUR"),
        (RATE, 250, "2,5%", "2,5 %", "2,5%", "2,5%"),
        (number_of("vouchers"), 1, "1 ваучер", "1 bono", "1 voucher", "1 vale"),
        (number_of("vouchers"), 2, "2 ваучера", "2 bonos", "2 voucher", "2 vales"),
        (number_of("months"), 1, "1 месец", "1 mes", "1 mese", "1 mês"),
        (number_of("months"), 6, "6 месеца", "6 meses", "6 mesi", "6 meses"),
        (number_of("AWU"), 125000, "12,5 ГРЕ", "12,5 UTA", "12,5 ULA", "12,5 UTA"),
        (PER_AREA, 652000, "65,20 EUR на m²", "65,20 EUR por m²", "65,20 EUR per m²", "65,20 EUR por m²"),
        (
            Day(),
            dt.date(2024, 9, 2).toordinal(),
            "2 септември 2024 г.",
            "2 de septiembre de 2024",
            "2 settembre 2024",
            "2 de setembro de 2024",
        ),
        (MonthDay(), 1231, "31 декември", "31 de diciembre", "31 dicembre", "31 de dezembro"),
        (number_of("seconds"), 9 * 3600, "09:00", "09:00", "09:00", "09:00"),
        (YesNo(), True, "да", "sí", "sì", "sim"),
        (YesNo(), False, "не", "no", "no", "não"),
    ],
)
def test_one_value_of_each_kind_in_the_other_languages(kind, value, bulgarian, spanish, italian, portuguese):
    told = [plain(written(kind, value, WORDS, language)) for language in ("bg", "es", "it", "pt")]
    assert told == [bulgarian, spanish, italian, portuguese]


def test_where_there_are_no_sentences_in_a_language_english_stands_in():
    assert written(EURO, 240000, WORDS, "fr") == "EUR 2,400.00"


def test_a_language_whose_forms_are_missing_takes_the_last_there_is():
    class Fewer(PlainWords):
        def unit_forms(self, unit, _):
            return UNITS[unit]["en"]

    assert written(number_of("offers"), 5, Fewer(), "sl") == "5 offers"


def test_a_number_that_never_ends_is_cut():
    assert tongue("en").decimal(Fraction(469180, 3)) == ("156,393.3333…", 4)


def test_seconds_that_are_no_time_of_a_day_are_counted():
    class Seconds(PlainWords):
        def unit_forms(self, unit, _):
            return ("second", unit)

    assert written(number_of("seconds"), 86_400, Seconds(), "en") == "86,400 seconds"


@pytest.mark.parametrize(
    ("kind", "figure", "english", "slovenian"),
    [
        (EURO, Known(Fraction(1000)), "EUR 1,000.00", "1.000,00 EUR"),
        (
            EURO,
            Open(Fraction(300), Fraction("9999.99")),
            "not published; between EUR 300.00 and EUR 9,999.99",
            "ni objavljeno; najmanj 300,00 EUR in največ 9.999,99 EUR",
        ),
        (EURO, Open(Fraction(0), Fraction(10**14)), "not published", "ni objavljeno"),
        (EURO, Open(Fraction(-(10**12)), Fraction(10**14)), "not published", "ni objavljeno"),
        (EURO, Open(Fraction(300), Fraction(10**14)), "not published; at least EUR 300.00", None),
        (Day(), Open(1, dt.date.max.toordinal(), why=Why.NOT_IN_FORCE), "no figure in force on that day", None),
        (
            DAYS,
            Open(Fraction(1), Fraction(3), why=Why.CHANGED),
            "changed on a day that is not known; between 1 day and 3 days",
            "spremenjeno na dan, ki ni znan; najmanj 1 dan in največ 3 dni",
        ),
        (YesNo(), Open(), "not published", "ni objavljeno"),
        (
            Choice({"micro", "small"}),
            Open(words=frozenset({"micro", "small"})),
            "not published; micro or small",
            "ni objavljeno; malo podjetje ali mikro podjetje",
        ),
        (Choice(map(str, range(9))), Open(words=frozenset(map(str, range(9)))), "not published", "ni objavljeno"),
    ],
)
def test_a_figure_says_what_is_known_of_it(kind, figure, english, slovenian):
    assert Writer(WORDS, tongue("en")).figure(kind, figure) == english
    if slovenian is not None:
        ours = Writer(WORDS, tongue("sl")).figure(kind, figure)
        assert ours.replace("\N{NO-BREAK SPACE}", " ") == slovenian


def test_codes_are_listed_by_revision():
    writer = Writer(WORDS, tongue("en"))
    assert writer.codes("nace", {"2.1:01", "2:03", "2:01"}) == "NACE Rev. 2: 01 and 03; NACE Rev. 2.1: 01"
    assert writer.codes("nuts", {"SI04", "SI03"}) == "SI03 and SI04"
