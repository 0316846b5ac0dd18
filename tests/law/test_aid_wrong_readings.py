"""Readings of the law that others have shipped, or could: each is noticed by some case."""

import datetime as dt

import pytest
from attrs import evolve
from tests.law.wrong_laws import cases, fails

from intra_core.law.aid import headroom as public
from intra_core.law.aid.counted import Counting
from intra_core.law.aid.reckoning import Row
from intra_core.law.aid.regulations import Question
from intra_core.law.aid.restructuring import Part
from intra_core.law.aid.windows import Window
from intra_core.law.exchange import converted
from intra_core.law.lawbook import lawbook
from intra_core.model.money import Money
from intra_core.rules.figures import Known

CASES = {name: case for name, case in cases().items() if name.startswith(("test_headroom", "test_restructuring"))}


def free_after(days):
    """Make any three years last so many days."""
    right = Window.free

    def free(window, granted):
        if window.kind != "years" or window.ends != "inclusive":
            return right(window, granted)
        return granted + dt.timedelta(days=days + 1)

    return free


def three_times_365_days(patch):
    patch.setattr(Window, "free", free_after(3 * 365))


def thirty_six_months_of_30_44_days(patch):
    patch.setattr(Window, "free", free_after(round(36 * 30.44)))


def the_anniversary_is_free(patch):
    right = Window.free
    patch.setattr(Window, "free", lambda window, granted: right(window, granted) - dt.timedelta(window.kind == "years"))


def the_day_of_grant_does_not_count(patch):
    patch.setattr(Window, "counts", lambda window, granted, day: granted < day < window.free(granted))


def what_is_unknown_leaves_the_ceiling(patch):
    patch.setattr(Row, "least", property(lambda row: row.greatest or 0))


def a_missing_amount_is_nothing(patch):
    right = Counting._counted

    def counted(counting, claim, *others):
        if claim.part.amount is None:
            claim = evolve(claim, part=evolve(claim.part, amount=0))
        return right(counting, claim, *others)

    patch.setattr(Counting, "_counted", counted)


def below_the_ceiling_and_not_up_to_it(patch):
    right = public._requested

    def requested(found, told, request, *, reducible):
        answer = right(found, told, request, reducible=reducible)
        return evolve(answer, allowed=answer.allowed and request.minor < found.least)

    patch.setattr(public, "_requested", requested)


def partial(patch, everywhere):
    right = Question.regulation

    def regulation(asked, day):
        found = right(asked, day)
        return None if found is None else evolve(found, partial=everywhere)

    patch.setattr(Question, "regulation", regulation)


def a_part_of_an_award_in_the_union(patch):
    partial(patch, everywhere=True)


def no_part_of_an_award_in_the_united_kingdom(patch):
    partial(patch, everywhere=False)


def aid_of_other_member_states_counts(patch):
    right = Counting._counted

    def counted(counting, claim, *others):
        award = evolve(claim.award, member_state=counting.asked.member_state)
        return right(counting, evolve(claim, award=award), *others)

    patch.setattr(Counting, "_counted", counted)


def linked_undertakings_are_left_out(patch):
    right = Part.lies_in
    patch.setattr(Part, "lies_in", lambda part, _: right(part, {"A"}))


def the_lev_is_multiplied_by_the_inverse_rate(patch):
    def multiplied(money, currency, day, **more):
        found = converted(money, currency, day, **more)
        if found is None or money.currency != "BGN":
            return found
        return evolve(found, money=Money(round(money.minor * 511_292 / 1_000_000), currency))

    patch.setattr("intra_core.law.aid.reckoning.converted", multiplied)


def later_aid_counts(patch):
    patch.setattr(Window, "counts", lambda window, granted, day: day < window.free(granted))


def only_the_merged_one_brings_its_aid(patch):
    patch.setattr("intra_core.law.aid.restructuring._merged", lambda part, _: (part,))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "reading",
    [
        three_times_365_days, thirty_six_months_of_30_44_days, the_anniversary_is_free, the_day_of_grant_does_not_count,
        what_is_unknown_leaves_the_ceiling, a_missing_amount_is_nothing, below_the_ceiling_and_not_up_to_it,
        a_part_of_an_award_in_the_union, no_part_of_an_award_in_the_united_kingdom, aid_of_other_member_states_counts,
        linked_undertakings_are_left_out, the_lev_is_multiplied_by_the_inverse_rate, later_aid_counts,
        only_the_merged_one_brings_its_aid,
    ],
)  # fmt: skip
def test_a_wrong_reading_is_noticed(reading, monkeypatch, law):
    assert not any(fails(case, law) for case in CASES.values())
    reading(monkeypatch)
    assert any(fails(case, law) for case in CASES.values())


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("aid.window.general_2013", "years"), ("aid.window.general_2013", "financial-years"),
        ("aid.window.general_2023", "fiscal-years"), ("aid.window.general_2023", "financial-years"),
        ("aid.window.uk", "years"), ("aid.window.uk", "fiscal-years"), ("aid.window.sgei_2012", "years"),
        ("aid.window.sgei_2023", "fiscal-years"), ("aid.window.fishery", "years"),
        ("aid.window.small_amounts", "years"), ("aid.window.small_amounts", "financial-years"),
    ],
)  # fmt: skip
def test_another_time_over_which_aid_counts_is_noticed(name, kind):
    law = lawbook()
    (version,) = law.parameters[name].versions
    wrong = evolve(law.parameters[name], versions=(evolve(version, figure=Known(kind)),))
    changed = evolve(law, parameters={**law.parameters, name: wrong})
    assert any(fails(case, changed) for case in CASES.values())
