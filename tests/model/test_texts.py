"""Texts in several languages, words for days and kinds, and the small counts that others rest on."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import Daymark
from intra_core.model.facts import second_of_day
from intra_core.model.support import STAGES, stages_between
from intra_core.model.text import Later, LocalizedText
from intra_core.rules.kinds import Choice, Code, Day, MonthDay, Number, Records, Text, YesNo, kind_of, number_of

LANGUAGES = st.sampled_from(("en", "sl", "bg", "es", "pt", "it", "fr"))
TEXTS = st.dictionaries(LANGUAGES, st.text(min_size=1)).flatmap(
    lambda texts: st.text(min_size=1).map(lambda english: {"en": english, **texts})
)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@given(TEXTS, LANGUAGES)
def test_a_text_is_the_one_of_its_language_or_the_english_one(texts, language):
    text = LocalizedText(texts)
    assert text.has(language) is (language in texts)
    assert text.in_language(language) == (texts[language] if language in texts else texts["en"])
    english = texts["en"]
    texts["en"] += "!"
    assert str(text) == english, "it has kept a text of its own"


@given(TEXTS, TEXTS, st.lists(LANGUAGES, unique=True))
def test_what_is_fetched_later_is_the_same_as_what_is_at_hand(at_hand, elsewhere, languages):
    later = Later(at_hand, tuple(languages), elsewhere.get)
    whole = {**{name: elsewhere[name] for name in languages if name in elsewhere}, **at_hand}
    assert dict(later) == whole
    assert len(later) == len(whole)
    assert [*later][: len(at_hand)] == [*at_hand]
    assert {name for name in (*at_hand, *elsewhere, *languages) if name in later} == {*whole}


@given(DAYS, DAYS)
def test_a_day_is_written_as_far_as_it_is_known(one, two):
    early, late = sorted((one, two))
    mark = Daymark(early.toordinal(), late.toordinal())
    assert mark.known is (early == late)
    assert str(mark) == (early.isoformat() if early == late else f"between {early.isoformat()} and {late.isoformat()}")


@given(st.times())
def test_seconds_of_a_day_lead_back_to_its_time(time):
    midnight = dt.datetime(2024, 2, 29)  # noqa: DTZ001 (a day of no place)
    assert (midnight + dt.timedelta(seconds=second_of_day(time))).time() == time.replace(microsecond=0)


@given(st.sampled_from(STAGES), st.sampled_from(STAGES), st.sampled_from(STAGES))
def test_a_stage_lies_between_two_if_it_is_not_before_or_after_them(first, last, other):
    order = ["awareness", "preparation", "entry", "transaction", "expansion"]
    place = order.index(other.value)
    expected = order.index(first.value) <= place <= order.index(last.value)
    assert (other in stages_between(first, last)) is expected
    assert [each.value for each in stages_between(first, last)] == sorted(
        (each.value for each in stages_between(first, last)), key=order.index
    )


KINDS = {
    "yes or no": YesNo(), "day": Day(), "day of the year": MonthDay(), "text": Text(), "NACE code": Code("nace"),
    "NUTS code": Code("nuts"), "rate": Number(()), "list": Records({}, "offers"), "EUR": number_of("EUR"),
}  # fmt: skip


@given(st.sampled_from(sorted(KINDS)), st.sets(st.sampled_from("abcdef"), min_size=1))
def test_a_kind_is_called_by_what_it_is(says, words):
    assert str(KINDS[says]) == says
    assert str(Choice(words)) == f"one of {', '.join(sorted(words))}"
    assert str(number_of("EUR").times(number_of("m2"), -1)) == "EUR per m2"


@given(st.sampled_from(("EUR", "BGN", "GBP")), st.sets(st.sampled_from("abcdef"), min_size=1), st.sampled_from("mnop"))
def test_a_kind_is_read_from_the_words_of_a_vocabulary(currency, words, unit):
    assert kind_of(currency) == number_of(currency)
    assert kind_of(f"choice {' '.join(words)}") == Choice(words)
    assert kind_of(f"count {unit}") == number_of(unit)
    assert kind_of(f"count {unit} {unit}") is kind_of(f"{currency} {unit}") is kind_of(unit) is kind_of("") is None
