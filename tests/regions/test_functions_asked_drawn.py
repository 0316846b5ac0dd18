"""Of a region's own functions is told what they did not answer, to the applicant and of the region, whoever applies."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.regions.test_rule_functions import assessed, catalogue, forget, written_region
from tests.soak import examples

from intra_core.assessment.columnar.frame import assess_frame
from intra_core.assessment.unanswered import no_answer_said
from intra_core.rules.functions import NoAnswer
from intra_core.texts import LANGUAGES
from intra_core.verdict import Outcome

FAILS = {
    13: ("made.root", NoAnswer("raised", "ValueError: no luck")),
    17: ("made.root", NoAnswer("not allowed", "'four'")),
    21: ("made.root", NoAnswer("none")),
    **{staff: ("made.premium", NoAnswer("not allowed", "-1")) for staff in range(25, 36)},
}
"""What the functions of the region do not answer, by the number of employees."""
ANSWERED = st.integers(0, 60).filter(lambda staff: staff not in FAILS)
"""Numbers of employees for which they do."""


@pytest.fixture(scope="module")
def entry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("regions")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setenv("INTRA_CACHE", "")
        yield written_region(folder)
    forget()


@settings(max_examples=examples(20))
@given(st.lists(st.sampled_from(sorted(FAILS)) | ANSWERED, max_size=6), st.sampled_from(LANGUAGES))
def test_what_a_function_did_not_answer_is_told_of_each_applicant_and_once_of_the_region(entry, applicants, language):
    forget()  # the functions count what became of them for as long as their module is there
    measures = catalogue(entry)
    failed = set()
    for staff in applicants:
        found = assessed(measures, staff, language)
        if staff not in FAILS:
            assert found.unanswered == ()
            continue
        function, why = FAILS[staff]
        (told,) = found.unanswered
        assert (told.function, told.says) == (function, no_answer_said(why, language))
        assert why.told in told.says != why.told
        assert found.verdict is not Outcome.ELIGIBLE
        if why.how != "none":  # that there is no value is an answer
            failed.add(function)
    told_of_it = [each.says for each in measures.incidents() if "budget" not in each.says]
    assert len(told_of_it) == len(failed)
    assert all(any(f"the rule function {name!r}" in each for each in told_of_it) for name in failed)


@settings(max_examples=examples(8))
@given(st.lists(st.none() | st.sampled_from(sorted(FAILS)) | ANSWERED, min_size=1, max_size=6))
def test_a_frame_that_cannot_ask_row_by_row_names_the_function_that_would_have_to_be_asked(entry, applicants):
    forget()
    measure = catalogue(entry)["made.voucher"]
    applications = pl.DataFrame(
        {"undertaking.employees": applicants, "costs.eligible": [400_000] * len(applicants)},
        schema={"undertaking.employees": pl.Int64, "costs.eligible": pl.Int64},
    )
    found = assess_frame(applications.lazy(), measure, on=dt.date(2024, 9, 2)).collect()
    told = found["made.voucher.unanswered"].to_list()
    asked = found["undertaking.employees"].to_list()
    assert [each is not None for each in told] == [each is not None for each in asked]
    assert set(told) <= {"made.root", "made.premium", None}
    assert "made.voucher.unanswered" not in assess_frame(applications, measure, on=dt.date(2024, 9, 2)).columns
