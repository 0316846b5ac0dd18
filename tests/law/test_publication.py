"""Publication and registration: one bound per award, working days one by one, and the wrong comparisons."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.wrong_laws import cases, fails

from intra_core.errors import WrongInput
from intra_core.law import publication as publication_module
from intra_core.law import register as register_module
from intra_core.law.lawbook import LawFigure, lawbook
from intra_core.law.publication import SECTORS, publication
from intra_core.law.register import declaration_needed, registration, working_days_after
from intra_core.model.aid import PastAward
from intra_core.model.days import add_months
from intra_core.model.money import Money

DAYS = st.dates(dt.date(2014, 1, 1), dt.date(2028, 1, 1))
CENTS = st.sampled_from([0, 999_999, 1_000_000, 1_000_001, 3_000_001, 6_000_001, 10_000_000, 10_000_001, 50_000_001])
CASES = {name: case for name, case in cases().items() if name.startswith("test_publication.")}


def gber(granted, cents):
    return PastAward(granted=granted, amount=Money(cents, "EUR"), regime="block-exemption")


@given(DAYS, CENTS, st.integers(0, 10_000_000))
def test_more_aid_is_never_published_less(granted, cents, more):
    ranks = {False: 0, None: 1, True: 2}
    found = [ranks[publication(gber(granted, each)).published] for each in (cents, cents + more)]
    assert found == sorted(found) or found == [1, 1]


@given(DAYS, CENTS, st.sampled_from(SECTORS))
def test_what_is_above_the_amount_of_its_day_is_published_within_half_a_year_and_kept_for_ten(granted, cents, sector):
    found = publication(gber(granted, cents), sector=sector)
    limit = lawbook().figure(f"gber_published.above.{sector}", granted)
    compulsory = lawbook().figure("gber_published.compulsory", granted)
    if limit is None or compulsory is None or granted.toordinal() < compulsory.number:
        assert found.published is not True
        return
    assert found.published is (cents > limit.money.minor)
    if found.published:
        terms = ((found.by, 6), (found.kept_until, 120))
        for last, months in terms:
            assert last == dt.date.fromordinal(add_months(granted.toordinal(), months))
        assert found.fields == tuple(sorted(lawbook().members("gber_published.fields")))


@given(DAYS, CENTS)
def test_an_unknown_sector_is_decided_only_where_all_agree(granted, cents):
    known = {publication(gber(granted, cents), sector=sector).published for sector in SECTORS}
    found = publication(gber(granted, cents))
    assert found.published == (known.pop() if len(known) == 1 else None)
    assert (found.published is None) == bool(found.asks or found.review)


@given(DAYS, st.integers(0, 40), st.sets(st.dates(dt.date(2014, 1, 1), dt.date(2014, 3, 1)), max_size=9))
def test_working_days_are_counted_one_by_one(day, count, holidays):
    last = working_days_after(day, count, holidays)
    between = [day + dt.timedelta(number) for number in range(1, (last - day).days + 1)]
    worked = [each for each in between if each.weekday() < 5 and each not in holidays]
    assert len(worked) == count
    assert not count or worked[-1] == last


@given(st.dates(dt.date(2024, 1, 1), dt.date(2031, 6, 30)), st.sampled_from(["de-minimis", "de-minimis-sgei"]))
def test_aid_is_declared_as_long_as_it_counts_and_a_declaration_is_needed(granted, regime):
    until = registration(PastAward(granted=granted, regime=regime)).declared_until
    last = dt.date.fromordinal(add_months(granted.toordinal(), 36))
    for on in (granted, last, last + dt.timedelta(1), dt.date(2028, 12, 31), dt.date(2029, 1, 1)):
        if granted <= on <= dt.date(2031, 6, 30):
            assert (until is not None and on <= until) is (declaration_needed(regime, on) and on <= last)


def test_other_regimes_are_pointed_to_where_they_stand():
    with pytest.raises(WrongInput, match="goes into a register"):
        publication(PastAward(granted=dt.date(2026, 1, 1), regime="de-minimis"))
    with pytest.raises(WrongInput, match=r"(?s)no award of the regime 'speI' is published.*did you mean 'spei'"):
        publication(PastAward(granted=dt.date(2026, 1, 1), regime="speI"))
    with pytest.raises(WrongInput, match="unknown sector"):
        publication(gber(dt.date(2026, 1, 1), 1), sector="farming")
    assert [ask.fact for ask in registration(PastAward(regime="de-minimis")).asks] == ["granted"]
    assert [ask.fact for ask in publication(PastAward(granted=dt.date(2026, 1, 1))).asks] == ["regime"]
    unknown = registration(PastAward(granted=dt.date(2026, 1, 1), regime="de-minimis-fishery"))
    assert "no register" in unknown.review[0].why
    assert declaration_needed("de-minimis-fishery", dt.date(2026, 1, 1)) is None


class _OrEqual(LawFigure):
    """A limit that is reached by what only equals it."""

    @property
    def money(self):
        found = super().money
        return Money(found.minor - 1, found.currency)


def _inclusive(award, currency, limits, right=publication_module._above):
    lower = [
        publication_module._Limit(
            figure=_OrEqual(
                name=each.figure.name, kind=each.figure.kind, value=each.figure.value, basis=each.figure.basis
            ),
            needs=each.needs,
        )
        for each in limits
    ]
    return right(award, currency, lower)


def _calendar_days(day, count, _):
    return day + dt.timedelta(count)


def _by_payment(granted, paid, start, _):
    return (paid or granted) >= start, ()


WRONG = {
    "an award of the amount is published": (publication_module, "_above", _inclusive),
    "twenty days are counted": (register_module, "working_days_after", _calendar_days),
    "the day of payment decides": (register_module, "_compulsory", _by_payment),
    "months have thirty days": (
        publication_module, "later", lambda day, term: day + dt.timedelta(int(Fraction(term.number)) * 30),
    ),
}  # fmt: skip


@pytest.mark.parametrize("says", WRONG)
def test_a_wrong_way_is_noticed(says, monkeypatch):
    module, name, wrong = WRONG[says]
    monkeypatch.setattr(module, name, wrong)
    assert any(fails(case, lawbook()) for case in CASES.values())
