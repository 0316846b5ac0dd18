"""Check digits of the six countries, each on the pair that its description gives; a slip in one digit is noticed."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model import check_digits
from intra_core.model.identifier import (
    CHECKED,
    IdentifierFault,
    IdentifierScheme,
    doubts,
    fault_of,
    unchecked,
)
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark

PAIRS = [
    ("si-tax", "50223054", "50223055"),
    ("si-registration", "9331310000", "9331320000"),
    ("bg-eik", "175074752", "175074751"),
    ("es-cif", "J99216582", "J99216583"),
    ("es-dni", "54362315K", "54362315Z"),
    ("pt-nif", "501964843", "501964842"),
    ("it-vat", "00743110157", "00743110158"),
    ("it-fiscal-code", "00743110157", "00743110158"),
    ("uk-vat", "980780684", "802311781"),
]


@pytest.mark.parametrize(("scheme", "right", "wrong"), PAIRS)
def test_the_worked_pair_of_each_rule(scheme, right, wrong):
    assert fault_of(scheme, right) is None
    assert fault_of(scheme, wrong) is IdentifierFault.CHECK_DIGIT


@pytest.mark.parametrize(
    ("scheme", "right"),
    [
        ("si-tax", "SI50223054"),
        ("si-registration", "9331310"),
        ("es-cif", "ES J-9921658-2"),
        ("it-fiscal-code", "RCCMNL83S18D969H"),
        ("pt-nif", "PT 501 964 843"),
        ("uk-company", "SC123456"),
        ("uk-company", "00102498"),
        ("uk-vat", "GB980780684001"),
        ("bg-eik", "1750747520001"),
    ],
)
def test_other_ways_to_write_a_right_number(scheme, right):
    assert fault_of(scheme, right) is None


def test_a_letter_may_stand_for_the_check_digit_of_a_spanish_company():
    assert fault_of("es-cif", "J9921658B") is None
    assert fault_of("es-cif", "J9921658C") is IdentifierFault.CHECK_DIGIT


def test_the_letter_before_a_foreigner_s_number_stands_for_a_digit():
    assert fault_of("es-nie", "X1234567L") is fault_of("es-dni", "01234567L") is None
    assert fault_of("es-nie", "Y1234567X") is fault_of("es-dni", "11234567X") is None
    assert fault_of("es-nie", "X1234567M") is IdentifierFault.CHECK_DIGIT


def test_a_person_s_fiscal_code_ends_in_the_letter_of_its_sum():
    assert fault_of("it-fiscal-code", "RCCMNL83S18D969G") is IdentifierFault.CHECK_DIGIT


def test_a_partita_iva_names_an_office_that_there_is():
    assert fault_of("it-vat", "00743119999") is IdentifierFault.CHECK_DIGIT
    assert fault_of("it-vat", "00000000000") is IdentifierFault.CHECK_DIGIT


def weighed(number, weights):
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))


def test_the_bulgarian_rule_takes_other_weights_where_the_first_give_ten():
    tens = [number for number in map("{:08d}".format, range(500)) if weighed(number, range(1, 9)) % 11 == 10]
    assert len(tens) > 10
    for number in tens:
        digit = weighed(number, range(3, 11)) % 11 % 10
        assert fault_of("bg-eik", f"{number}{digit}") is None
        assert fault_of("bg-eik", f"{number}{(digit + 1) % 10}") is IdentifierFault.CHECK_DIGIT


@pytest.mark.parametrize(("first", "rests"), [(100_000_000, {0, 42, 55}), (99_000_000, {0})])
def test_newer_british_numbers_may_leave_forty_two_or_fifty_five(first, rests):
    numbers = [f"{first + each:09d}" for each in range(500)]
    right = [number for number in numbers if fault_of("uk-vat", number) is None]
    assert {weighed(number, (8, 7, 6, 5, 4, 3, 2, 10, 1)) % 97 for number in right} == rests


@pytest.mark.parametrize(
    ("scheme", "wrong"),
    [
        ("si-tax", "00223054"), ("si-tax", "5022305"), ("si-registration", "933131"), ("bg-eik", "17507475"),
        ("es-cif", "K99216582"), ("es-dni", "5436231K"), ("pt-nif", "001964843"), ("it-vat", "0074311015"),
        ("it-fiscal-code", "RCCMNL83S18D969"), ("uk-company", "S1234567"), ("uk-vat", "98078068"),
        ("es-nie", "A1234567L"),
    ],
)  # fmt: skip
def test_what_is_not_written_like_its_scheme(scheme, wrong):
    assert fault_of(scheme, wrong) is IdentifierFault.FORM


# The rules of the others give one digit for two remainders, so that some slips agree with them.
SURE = [(scheme, right) for scheme, right, _ in PAIRS if scheme in {"es-cif", "es-dni", "it-vat", "it-fiscal-code"}]


@given(st.sampled_from(SURE), st.data())
def test_one_slip_in_a_digit_is_noticed(pair, data):
    scheme, right = pair
    places = [place for place, letter in enumerate(right[:9]) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != right[place]]))
    assert fault_of(scheme, right[:place] + digit + right[place + 1 :]) is not None


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@given(st.sampled_from(sorted(CHECKED)), st.text(max_size=20))
def test_no_text_breaks_a_rule(scheme, text):
    assert fault_of(scheme, text) in {None, *IdentifierFault}


def scheme(name, check):
    return IdentifierScheme(id=name, title=LocalizedText({"en": name}), check=check, basis=Basis(mark=Mark.SOURCED))


def test_doubts_name_the_scheme_and_never_the_number():
    schemes = [scheme("tax", "si-tax"), scheme("client", None)]
    assert doubts(None, schemes) == ()
    assert doubts({"tax": "50223054", "client": "anything"}, schemes) == ()
    found = doubts({"tax": "50223055", "nif": "501964843"}, schemes)
    assert [(each.scheme, each.fault) for each in found] == [("tax", IdentifierFault.CHECK_DIGIT), ("nif", None)]
    assert "50223055" not in repr(found)


@pytest.fixture
def without_stdnum(monkeypatch):
    """As if the extra `ids` were not installed: the package cannot be imported."""
    monkeypatch.setitem(sys.modules, "stdnum", None)
    check_digits.rules.cache_clear()
    yield
    check_digits.rules.cache_clear()


@pytest.mark.usefixtures("without_stdnum")
def test_without_the_extra_only_the_form_is_looked_at():
    for name, right, wrong in PAIRS:
        assert fault_of(name, right) is fault_of(name, wrong) is None
        assert fault_of(name, right[:-1] + "#") is IdentifierFault.FORM
    assert check_digits.fits("si.ddv", "50223055") is None


@pytest.mark.usefixtures("without_stdnum")
def test_it_is_told_whose_check_digits_nobody_looked_at():
    schemes = [
        scheme("tax", "si-tax"),
        scheme("company", "uk-company"),
        scheme("client", None),
        scheme("eik", "bg-eik"),
    ]
    numbers = {"tax": "50223055", "company": "00102498", "client": "anything", "eik": "175074752", "other": "1"}
    assert unchecked(numbers, schemes) == ("tax", "eik")
    assert unchecked({"tax": "5022305", "eik": "1750747520001"}, schemes) == ()
    assert unchecked(None, schemes) == ()


def test_with_the_extra_every_check_digit_is_looked_at():
    assert unchecked({name: right for name, right, _ in PAIRS}, [scheme(each, each) for each in CHECKED]) == ()
    assert {rule for rule in CHECKED.values() if rule} <= set(check_digits.rules())
