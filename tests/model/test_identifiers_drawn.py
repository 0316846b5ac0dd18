"""What is said of a number, whatever it is written with, and of an undertaking's numbers taken together."""

import sys
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st
from stdnum.si import ddv
from tests.model.test_identifiers import PAIRS, scheme

from intra_core.model import check_digits
from intra_core.model.identifier import CHECKED, IdentifierFault, bare, doubts, rule_for, unchecked

STATES = ("right", "slip", "shape", "unruled", "nobody knows it")


@st.composite
def told_numbers(draw):
    """Draw an undertaking's numbers: each right, with a slip, of another shape, of no rule, or of no known scheme."""
    numbers, schemes, states = {}, [], {}
    for place, (kind, right, wrong) in enumerate(draw(st.lists(st.sampled_from(PAIRS), max_size=6))):
        name, state = f"key {place}", draw(st.sampled_from(STATES))
        numbers[name] = {"right": right, "slip": wrong, "shape": right + "#"}.get(state, right)
        states[name] = state
        if state != "nobody knows it":
            schemes.append(scheme(name, None if state == "unruled" else kind))
    return numbers, schemes, states


@given(told_numbers())
def test_exactly_the_numbers_that_do_not_look_right_are_doubted(drawn):
    numbers, schemes, states = drawn
    says = {"slip": IdentifierFault.CHECK_DIGIT, "shape": IdentifierFault.FORM, "nobody knows it": None}
    found = {each.scheme: each.fault for each in doubts(numbers, schemes)}
    assert found == {name: says[state] for name, state in states.items() if state in says}


@contextmanager
def without_stdnum():
    """As if the extra `ids` were not installed."""
    held = sys.modules["stdnum"]
    sys.modules["stdnum"] = None  # type: ignore[assignment] # as if it were not there
    check_digits.rules.cache_clear()
    try:
        yield
    finally:
        sys.modules["stdnum"] = held
        check_digits.rules.cache_clear()


@given(told_numbers())
def test_without_the_extra_exactly_what_would_be_looked_at_is_told_as_unchecked(drawn):
    numbers, schemes, states = drawn
    assert unchecked(numbers, schemes) == ()
    with without_stdnum():
        assert unchecked(numbers, schemes) == tuple(name for name in numbers if states[name] in {"right", "slip"})
        assert {each.scheme for each in doubts(numbers, schemes)} == {
            name for name, state in states.items() if state in {"shape", "nobody knows it"}
        }


@given(st.sampled_from(PAIRS), st.data())
def test_a_number_is_the_same_however_it_is_written_apart(pair, data):
    kind, right, _ = pair
    gaps = data.draw(
        st.lists(st.sampled_from(["", " ", ".", "-", "/", "\t"]), min_size=len(right), max_size=len(right))
    )
    written = "".join(letter + gap for letter, gap in zip(right, gaps, strict=True))
    prefix = {"si-tax": "si", "bg-eik": "BG", "pt-nif": "Pt", "it-vat": "IT", "uk-vat": "gb"}.get(kind, "")
    assert bare(kind, data.draw(st.sampled_from([written, written.lower(), f"{prefix} {written}"]))) == right
    assert bare(kind, f"{written}#") is None
    assert rule_for(kind, right) == CHECKED[kind]


@given(st.text("0123456789", min_size=1, max_size=13))
def test_of_the_bulgarian_numbers_only_those_of_nine_digits_have_a_rule(digits):
    assert (rule_for("bg-eik", digits) is None) == (len(digits) != 9)
    assert rule_for("uk-company", digits) is None


@given(st.integers(1_000_000, 9_999_999))
def test_among_ten_numbers_that_differ_in_the_check_digit_at_most_one_fits(stem):
    fitting = [digit for digit in range(10) if check_digits.fits("si.ddv", f"{stem}{digit}")]
    assert len(fitting) <= 1
    assert all(ddv.calc_check_digit(str(stem)) == str(digit) for digit in fitting)
    assert check_digits.fits("no such rule", str(stem)) is None
