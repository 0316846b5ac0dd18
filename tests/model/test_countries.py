"""Codes of countries and Member States are taken as they stand, or refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.errors import Unreadable
from intra_core.model.aid import MEMBER_STATES, is_member_state
from intra_core.model.countries import COUNTRIES, country

CODES = st.text(string.ascii_uppercase, min_size=2, max_size=2) | st.sampled_from(sorted(COUNTRIES)) | st.text()


@given(CODES)
def test_a_country_is_one_of_the_list_or_refused(code):
    if code in COUNTRIES:
        assert country(code) == code
    else:
        with pytest.raises(Unreadable, match="is not the code of a country"):
            country(code)


@given(st.none() | st.sampled_from(sorted(MEMBER_STATES)), CODES)
def test_a_member_state_is_one_of_the_list_or_refused(known, code):
    is_member_state(None, None, known)
    if code in MEMBER_STATES:
        is_member_state(None, None, code)
    else:
        with pytest.raises(ValueError, match="is not the code of a Member State"):
            is_member_state(None, None, code)
