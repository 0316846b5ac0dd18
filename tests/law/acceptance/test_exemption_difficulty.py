"""Undertakings in difficulty, each circumstance at its edge, and what is not known never passes (Article 2(18))."""

import datetime as dt

from attrs import evolve

from intra_core.law.exemption.difficulty import difficulty
from intra_core.law.exemption.position import Liability, Position, RatioYear
from intra_core.model.money import Money
from intra_core.verdict import Verdict

MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
ON = dt.date(2025, 3, 1)


def euro(text):
    return Money.parse(f"EUR {text}")


def sound(**changes):
    position = Position(
        liability=Liability.LIMITED, sme=True, founded=dt.date(2001, 3, 1), capital=euro("100000.00"),
        premium=euro("0.00"), reserves=euro("0.00"), losses=euro("0.00"), insolvent=False, insolvency_criteria=False,
        rescue_aid=False, restructuring=False, years=(), rated=True, became=dt.date(2024, 1, 1), before=False,
    )  # fmt: skip
    return evolve(position, **changes)


def verdicts(law, on=ON, told=None, **changes):
    answer = difficulty(sound(**changes), on=on, told=told, law=law)
    return answer.verdict, answer.exempted


def letters(law, **changes):
    return "".join(each.letter for each in difficulty(sound(**changes), on=ON, law=law).grounds)


def test_a_sound_undertaking_is_in_no_difficulty(law):
    answer = difficulty(sound(), on=ON, law=law)
    assert (answer.verdict, answer.exempted, answer.asks) == (UNMET, MET, ())
    assert (answer.de_minimis_grant, answer.de_minimis_loan) == (MET, MET)


def test_more_than_half_of_the_capital_and_not_half_of_it(law):
    for kind, letter in ((Liability.LIMITED, "a"), (Liability.UNLIMITED, "b")):
        for losses, verdict in (("50000.00", UNMET), ("50000.01", MET)):
            assert verdicts(law, liability=kind, losses=euro(losses))[0] is verdict
        # Half of an odd cent lies between two cents.
        for losses, verdict in (("50000.00", UNMET), ("50000.01", MET)):
            assert verdicts(law, liability=kind, capital=euro("100000.01"), losses=euro(losses))[0] is verdict
        # The hundredth of a percent beside one half tells the figure apart.
        assert verdicts(law, liability=kind, capital=euro("10000000.00"), losses=euro("5000000.01"))[0] is MET
        assert letters(law, liability=kind, losses=euro("50000.01")) == letter
    # The premium belongs to the share capital, and reserves are used up first; of a partnership the accounts show it.
    assert verdicts(law, premium=euro("1.00"), losses=euro("50000.50"))[0] is UNMET
    assert verdicts(law, premium=euro("1.00"), losses=euro("50000.51"))[0] is MET
    assert verdicts(law, reserves=euro("10.00"), losses=euro("50010.00"))[0] is UNMET
    assert verdicts(law, reserves=euro("10.00"), losses=euro("50010.01"))[0] is MET
    assert verdicts(law, liability=Liability.UNLIMITED, reserves=euro("10.00"), losses=euro("50000.01"))[0] is MET
    assert verdicts(law, liability=Liability.NO_COMPANY, losses=euro("90000.00"))[0] is UNMET
    # Losses that reserves cover take nothing of the capital, however small it is.
    assert verdicts(law, capital=euro("0.00"), reserves=euro("5.00"), losses=euro("5.00"))[0] is UNMET
    assert verdicts(law, capital=euro("0.00"), reserves=euro("5.00"), losses=euro("5.01"))[0] is MET


def test_an_sme_of_less_than_three_years_is_not_measured_by_its_capital(law):
    for kind in (Liability.LIMITED, Liability.UNLIMITED):
        for founded, verdict in (("2022-03-02", UNMET), ("2022-03-01", MET), ("2022-02-28", MET)):
            told = {"liability": kind, "losses": euro("90000.00"), "founded": dt.date.fromisoformat(founded)}
            assert verdicts(law, **told)[0] is verdict
            assert verdicts(law, **told, sme=False)[0] is MET
        lost = {"liability": kind, "losses": euro("90000.00")}
        assert verdicts(law, **lost, founded=None)[0] is UNKNOWN
        assert verdicts(law, **lost, founded=dt.date(2024, 1, 1), sme=None)[0] is UNKNOWN
        assert verdicts(law, **lost, sme=None)[0] is MET
    # It is measured by all else.
    assert letters(law, founded=dt.date(2024, 1, 1), insolvent=True) == "c"


def test_insolvency_and_rescue_aid(law):
    for changes, letter in (
        ({"insolvent": True}, "c"),
        ({"insolvency_criteria": True}, "c"),
        ({"rescue_aid": True}, "d"),
        ({"restructuring": True}, "d"),
    ):
        assert letters(law, **changes) == letter
        assert verdicts(law, **changes) == (MET, UNMET)
        answer = difficulty(sound(**changes), on=ON, law=law)
        assert f"Article 2(18)({letter})" in answer.grounds[0].reason.article
        assert (answer.de_minimis_grant, answer.de_minimis_loan) == (MET, UNMET if letter == "c" else MET)
    for name in ("insolvent", "insolvency_criteria", "rescue_aid", "restructuring"):
        answer = difficulty(sound(**{name: None}), on=ON, law=law)
        assert (answer.verdict, answer.exempted) == (UNKNOWN, UNKNOWN)
        assert f"undertaking.{name}" in [each.fact for each in answer.asks]
        assert answer.de_minimis_loan is (UNKNOWN if name.startswith("insolven") else MET)
        # One that is there decides, whatever the other is.
        assert verdicts(law, **{name: None}, losses=euro("90000.00"))[0] is MET


def year(ends, debt="75000100.00", equity="10000000.00", ebitda="9999.99", interest="10000.00"):
    return RatioYear(
        ends=dt.date.fromisoformat(ends), debt=euro(debt), equity=euro(equity), ebitda=euro(ebitda),
        interest=euro(interest),
    )  # fmt: skip


BAD = (year("2023-12-31"), year("2024-12-31"))


def test_both_ratios_in_both_of_the_past_two_years_of_a_large_undertaking(law):
    assert letters(law, sme=False, years=BAD) == "e"
    assert verdicts(law, sme=True, years=BAD)[0] is UNMET
    assert verdicts(law, sme=None, years=BAD)[0] is UNKNOWN
    for good in (
        year("2023-12-31", debt="75000000.00"), year("2023-12-31", ebitda="10000.00"),
        year("2023-12-31", debt="0.00"), year("2023-12-31", interest="0.00", ebitda="-5.00"),
    ):  # fmt: skip
        assert verdicts(law, sme=False, years=(good, BAD[1]))[0] is UNMET
        assert verdicts(law, sme=None, years=(good, BAD[1]))[0] is UNMET
    # Edges: 7.5 times is not more than 7.5 times, and 1.0 is not below 1.0; a hundredth of a percent beside is.
    edge = [year(each.ends.isoformat(), debt="75000000.01", ebitda="9999.99") for each in BAD]
    assert letters(law, sme=False, years=tuple(edge)) == "e"
    within = [year(each.ends.isoformat(), debt="75000000.00") for each in BAD]
    assert verdicts(law, sme=False, years=tuple(within))[0] is UNMET
    covered = [year(each.ends.isoformat(), ebitda="10000.00") for each in BAD]
    assert verdicts(law, sme=False, years=tuple(covered))[0] is UNMET
    # Only the two latest closed years count: not the third, nor one that is not closed yet.
    assert letters(law, sme=False, years=(year("2022-12-31", debt="0.00"), *BAD)) == "e"
    assert letters(law, sme=False, years=(*BAD, year("2025-12-31", debt="0.00"))) == "e"
    assert verdicts(law, sme=False, years=(year("2022-12-31"), BAD[0], year("2024-12-31", debt="0.00")))[0] is UNMET


def test_years_that_are_not_told_leave_a_large_undertaking_open(law):
    for years in (None, (), BAD[:1], (evolve(BAD[0], debt=None), BAD[1]), (evolve(BAD[0], interest=None), BAD[1])):
        answer = difficulty(sound(sme=False, years=years), on=ON, law=law)
        assert (answer.verdict, answer.exempted) == (UNKNOWN, UNKNOWN)
        assert [each.fact for each in answer.asks] == ["undertaking.years"]
    # One year that is surely sound is enough.
    assert verdicts(law, sme=False, years=(year("2024-12-31", debt="0.00"),))[0] is UNMET


def test_the_policy_negative_equity(law):
    years = tuple(year(each.ends.isoformat(), equity="-1.00") for each in BAD)
    told = {
        reading: verdicts(law, sme=False, years=years, told={"negative_equity": reading})[0]
        for reading in ("exceeded", "as-number")
    }
    assert told == {"exceeded": MET, "as-number": UNMET}
    assert verdicts(law, sme=False, years=years)[0] is told["exceeded"]


def test_what_is_missing_never_passes_and_never_bars(law):
    for name in ("capital", "premium", "reserves", "losses", "liability"):
        # Nothing is known of it, and there are losses of more than the half of what is known.
        changes = {"losses": euro("60000.00"), name: None}
        answer = difficulty(sound(**changes), on=ON, law=law)
        assert (answer.verdict, answer.exempted) == (UNKNOWN, UNKNOWN)
        assert f"undertaking.{name}" in [each.fact for each in answer.asks]
    # Where no value of it could change the answer, nobody needs to ask.
    for name in ("premium", "reserves"):
        assert verdicts(law, **{name: None, "losses": euro("50000.00")}) == (UNMET, MET)
    assert verdicts(law, capital=None) == (UNMET, MET)
    assert verdicts(law, liability=None) == (UNMET, MET)
    nothing = difficulty(Position(), on=ON, law=law)
    assert (nothing.verdict, nothing.exempted, nothing.de_minimis_grant) == (UNKNOWN, UNKNOWN, MET)
    assert nothing.de_minimis_loan is UNKNOWN


def test_loans_to_large_undertakings_need_a_rating(law):
    for rated, verdict in ((True, MET), (False, UNMET), (None, UNKNOWN)):
        large = difficulty(sound(sme=False, rated=rated, years=(year("2024-12-31", debt="0.00"),)), on=ON, law=law)
        assert large.de_minimis_loan is verdict
        assert difficulty(sound(rated=rated), on=ON, law=law).de_minimis_loan is MET
    assert difficulty(sound(sme=None, rated=False), on=ON, law=law).de_minimis_loan is UNKNOWN


def test_who_came_into_difficulty_in_2020_and_2021_is_excepted(law):
    lost = {"losses": euro("90000.00")}
    for became, before, on, verdict in (
        ("2020-01-01", False, "2020-06-01", MET),
        ("2019-12-31", False, "2020-06-01", UNMET),
        ("2021-12-31", False, "2021-12-31", MET),
        ("2021-12-31", False, "2022-01-01", UNMET),
        ("2020-01-01", False, "2020-01-01", MET),
        ("2020-05-01", True, "2020-06-01", UNMET),
        ("2020-05-01", None, "2020-06-01", UNKNOWN),
        (None, False, "2020-06-01", UNKNOWN),
        (None, None, "2022-01-01", UNMET),
    ):
        day = None if became is None else dt.date.fromisoformat(became)
        answer = difficulty(sound(**lost, became=day, before=before), on=dt.date.fromisoformat(on), law=law)
        assert (answer.verdict, answer.exempted) == (MET, verdict), (became, before, on)
        assert ("Article 1(4)(c), recital 2" in " ".join(each.article for each in answer.reasons)) is (
            verdict is not UNMET
        )
        assert (answer.asks != ()) is (verdict is UNKNOWN)
    # The day that it must not have been in difficulty on is named in the reason.
    excepted = difficulty(sound(**lost, became=dt.date(2020, 5, 1)), on=dt.date(2020, 6, 1), law=law)
    assert "not in difficulty on 2019-12-31" in excepted.reasons[-2].says
    assert law.figure("gber.difficulty.pandemic.reference", dt.date(2020, 1, 1)) is not None
    for name in ("reference", "first_day", "last_day"):
        assert law.figure(f"gber.difficulty.pandemic.{name}", dt.date(2019, 12, 31)) is None


def test_the_policy_pandemic_says_whether_the_day_of_grant_matters(law):
    told = {
        reading: verdicts(law, losses=euro("90000.00"), became=dt.date(2021, 12, 31), told={"pandemic": reading})[1]
        for reading in ("granted-in-period", "became-in-period")
    }
    assert told == {"granted-in-period": UNMET, "became-in-period": MET}
    late = {"losses": euro("90000.00"), "became": dt.date(2022, 1, 1), "told": {"pandemic": "became-in-period"}}
    assert verdicts(law, **late)[1] is UNMET


def test_difficulty_is_told_since_the_regulation(law):
    first, last = dt.date(2014, 7, 1), dt.date(2014, 6, 30)
    bad = tuple(year(f"{each}-12-31") for each in (2012, 2013))
    for changes, letter in (
        ({"losses": euro("90000.00")}, "a"),
        ({"losses": euro("90000.00"), "liability": Liability.UNLIMITED}, "b"),
        ({"insolvent": True}, "c"),
        ({"rescue_aid": True}, "d"),
        ({"sme": False, "years": bad}, "e"),
    ):
        assert [each.letter for each in difficulty(sound(**changes), on=first, law=law).grounds] == [letter]
        assert verdicts(law, on=first, **changes) == (MET, UNMET)
        early = difficulty(sound(**changes), on=last, law=law)
        assert (early.verdict, early.exempted, early.grounds) == (UNKNOWN, UNKNOWN, ())
    # Whoever was founded in 2012 is young on the first day, and on the day before nobody says so.
    young = {"losses": euro("90000.00"), "founded": dt.date(2012, 1, 1)}
    assert verdicts(law, on=first, **young)[0] is UNMET
    names = ("young", "debt_to_equity", "interest_cover", "ratio_years", "bars")
    assert all(law.figure(f"gber.difficulty.{name}", last) is None for name in names)


def test_de_minimis_cites_the_regulation_of_the_day(law):
    for on, act in (("2014-01-01", "1407/2013"), ("2023-12-31", "1407/2013"), ("2024-01-01", "2023/2831")):
        day = dt.date.fromisoformat(on)
        answer = difficulty(sound(insolvent=True, sme=False, rated=False), on=day, law=law)
        assert (answer.de_minimis_grant, answer.de_minimis_loan) == (MET, UNMET)
        notes = [each for each in answer.reasons if "de minimis" in each.says]
        assert len(notes) == 2
        assert all(f"{act} on de minimis aid, Article 4(3)(a), 4(6)(a)" in each.article for each in notes)
        assert difficulty(sound(insolvent=True), on=day, law=law).de_minimis_loan is UNMET
        assert act in law.figure("de_minimis_difficulty.grant_barred", day).article
    early = difficulty(sound(insolvent=True, sme=False, rated=False), on=dt.date(2013, 12, 31), law=law)
    assert (early.de_minimis_grant, early.de_minimis_loan) == (UNKNOWN, UNKNOWN)
    for name in ("rating_of_large", "insolvency_bars_loans"):
        assert law.figure(f"de_minimis_difficulty.{name}", dt.date(2013, 12, 31)) is None
