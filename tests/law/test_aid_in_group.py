"""The headroom of an enterprise whose group is told in part, against every group that it may turn out to be."""

import datetime as dt
import itertools

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.law.awards import FARM, day, had
from tests.law.forgotten import put
from tests.law.groups import group, holds, owns, share

from intra_core.law import single_undertaking as undertakings
from intra_core.law.aid.in_group import headroom_in_group
from intra_core.law.single_undertaking import single_undertaking
from intra_core.model.aid import PastAward
from intra_core.model.group import Enterprise, Group
from intra_core.model.money import Money

ON = dt.date(2024, 9, 2)
NAMES = "ABCD"
VOTES = (share(0), share(60))
UNTOLD = [("party", 1, "country"), ("party", 2, "country"), ("holding", 0, "votes"), ("holding", 0, "control"),
          ("holding", 1, "votes"), ("holding", 2, "control")]  # fmt: skip
"""B and C hold A, D is held by B: what may not be told of them."""


def firms(*countries):
    return tuple(Enterprise(id=name, country=country) for name, country in zip(NAMES, countries, strict=False))


def values(spot):
    return {"country": ("SI", "DE"), "votes": VOTES, "control": (False, True)}[spot[-1]]


@st.composite
def told_in_part(draw):
    """A group with some facts untold, and every group that it may be."""
    group = Group(
        enterprises=firms("SI", *(draw(st.sampled_from(("SI", "DE"))) for _ in "BCD")),
        holdings=(
            holds("B", "A", 0, draw(st.sampled_from((0, 60)))),
            holds("C", "A", 0, draw(st.sampled_from((0, 30)))),
            holds("B", "D", 0, draw(st.sampled_from((0, 60)))),
        ),
    )
    lost = draw(st.lists(st.sampled_from(UNTOLD), max_size=3, unique=True))
    for spot in lost:
        group = put(group, spot, None)
    truths = (completed(group, lost, each) for each in itertools.product(*map(values, lost)))
    return group, [each for each in truths if sum(held.votes.part for held in each.holdings if held.held == "A") <= 1]


def completed(group, lost, told):
    for spot, value in zip(lost, told, strict=True):
        group = put(group, spot, value)
    return group


awards = st.lists(
    st.builds(
        PastAward,
        granted=st.dates(dt.date(2020, 6, 1), ON),
        amount=st.sampled_from((0, 1, 10_000_000, 15_000_000, 30_000_000)).map(lambda cents: Money(cents, "EUR")),
        regime=st.sampled_from(("de-minimis", "de-minimis", FARM)),
        member_state=st.sampled_from(("SI", "SI", "DE")),
        undertaking=st.sampled_from((*NAMES, None)),
    ),
    max_size=5,
)
gaps = st.sets(st.sampled_from(("granted", "amount", "regime", "member_state")), max_size=1)
days = st.dates(dt.date(2023, 1, 1), dt.date(2026, 12, 31))


def of(group, awards, on=ON, **more):
    return headroom_in_group(group, awards, subject="A", member_state="SI", on=on, **more)


def between(answer):
    """The least and the greatest headroom; of the greatest, None where it has no bound."""
    if answer.headroom is not None:
        return answer.headroom, answer.headroom
    return answer.bounds.least, answer.bounds.greatest


@given(told_in_part(), awards, days, st.sampled_from((None, FARM)), st.integers(0, 40_000_000))
def test_whoever_turns_out_to_belong_to_it_the_answer_holds(told, awards, on, regime, request):
    group, truths = told
    more = {"regime": regime, "request": Money(request, "EUR")}
    answer = of(group, awards, on, **more)
    least, greatest = between(answer)
    found = [of(truth, awards, on, **more) for truth in truths]
    assert all(least <= each.headroom <= greatest for each in found)
    if len(truths) <= 2:
        assert {least, greatest} == {min(each.headroom for each in found), max(each.headroom for each in found)}
    for what in ("headroom", "used", "next_release", "next_rise"):
        if getattr(answer, what) is not None:
            assert {getattr(answer, what)} == {getattr(each, what) for each in found}, what
    for each in found:
        assert answer.requested.allowed in {None, each.requested.allowed}
        assert answer.requested.max_if_reduced in {None, each.headroom}
        assert set(answer.counted) <= set(each.counted)
        assert set(answer.undertakings) <= set(each.undertakings)
        assert {each.why for each in answer.review} >= {other.why for other in each.review if "holds" not in other.why}
    if answer.headroom is None:
        assert answer.asks


@given(told_in_part(), st.lists(st.tuples(awards.filter(bool).map(lambda found: found[0]), gaps), max_size=4), days)
def test_whatever_is_not_told_of_awards_too_the_bounds_hold(told, awards, on):
    group, truths = told
    least, greatest = between(of(group, [evolve(each, **dict.fromkeys(keys)) for each, keys in awards], on))
    for truth in truths:
        assert least <= of(truth, [each for each, _ in awards], on).headroom <= greatest


@given(told_in_part(), days)
def test_of_aid_that_nobody_told_the_headroom_lies_between_nothing_and_the_ceiling(told, on):
    group, truths = told
    answer = of(group, None, on)
    assert between(answer) == (Money(0, "EUR"), answer.ceiling)
    assert "award" in {each.fact for each in answer.asks}
    assert {between(of(truth, None, on)) for truth in truths} == {between(answer)}


def test_who_may_belong_is_asked_for_only_where_their_aid_could_change_the_headroom():
    group = Group(enterprises=firms("SI", "SI"), holdings=(holds("B", "A", 40, 40, control=None),))
    answer = of(group, [had("2024-01-10", 100_000, who="B")])
    assert (answer.headroom, str(answer.bounds.least), str(answer.bounds.greatest)) == (
        None, "EUR 200000.00", "EUR 300000.00"
    )  # fmt: skip
    assert [each.fact for each in answer.asks] == ["holding.B.A.control"]
    unchanged = of(group, [had("2024-01-10", 100_000), had("2024-01-10", 100_000, "none", who="B")])
    assert (str(unchanged.headroom), unchanged.asks) == ("EUR 200000.00", ())


def test_where_nothing_is_left_in_any_case_it_stays_open_what_counts_and_when_more_is_left():
    group = Group(enterprises=firms("SI", "SI"), holdings=(holds("B", "A", 40, 40, control=None),))
    answer = of(group, [had("2023-01-10", 300_000), had("2024-01-10", 300_000, who="B")])
    assert (str(answer.headroom), answer.used, answer.next_rise) == ("EUR 0.00", None, None)
    assert str(answer.next_release.on) == "2026-01-11"
    earlier = of(group, [had("2023-01-10", 300_000), had("2022-01-10", 300_000, who="B")])
    assert (str(earlier.headroom), earlier.used, earlier.next_release) == ("EUR 0.00", None, None)


def test_of_aid_in_special_drawing_rights_without_a_rate_only_nothing_is_sure():
    group = Group(enterprises=firms("GB", "GB"), holdings=(holds("B", "A", 40, 40, control=None),))
    small = had("2021-06-01", "GBP 1000.00", "tca-small-amount", "GB", who="B")
    answer = headroom_in_group(group, [small], subject="A", member_state="GB", on=day("2022-06-01"))
    assert (answer.headroom, between(answer)) == (None, (Money(0, "GBP"), None))
    assert [each.fact for each in answer.asks] == ["rates", "holding.B.A.control"]


def test_where_no_regulation_is_known_nobody_is_asked_who_belongs():
    group = Group(enterprises=firms("SI", "SI"), holdings=(holds("B", "A", 40, 40, control=None),))
    answer = of(group, [had("2012-06-01", 1000, who="B")], day("2013-12-31"))
    assert (answer.regime, answer.headroom, answer.bounds, answer.asks) == ("de-minimis", None, None, ())


def test_the_usual_fiscal_year_is_told_where_only_the_aid_of_who_may_belong_rests_on_it():
    group = Group(enterprises=firms("SI", "SI"), holdings=(holds("B", "A", 40, 40, control=None),))
    answer = of(group, [had("2023-01-10", 1000, who="B")], day("2023-06-01"))
    assert answer.assumed == {"fiscal_year_end": "--12-31"}
    assert any("fiscal year" in each.why for each in answer.review)


def test_what_is_asked_for_is_allowed_only_if_it_is_whoever_belongs():
    group_ = group(
        Enterprise(id="A", country="SI"), Enterprise(id="B", country="SI"), holds("B", "A", 40, 40, control=None)
    )
    award = PastAward(
        granted=dt.date(2024, 3, 15),
        amount=Money(20_000_000, "EUR"),
        regime="de-minimis",
        member_state="SI",
        undertaking="B",
    )

    def asked(cents):
        found = headroom_in_group(
            group_, (award,), subject="A", member_state="SI", on=dt.date(2025, 3, 15), request=Money(cents, "EUR")
        )
        assert found.headroom is None
        assert found.requested is not None
        return found.requested.allowed, found.requested.max_if_reduced

    assert asked(10_000_000) == (True, None)
    assert asked(10_000_001) == (None, None)
    assert asked(30_000_000) == (None, None)
    assert asked(30_000_001) == (False, None)


def test_of_a_large_group_all_that_is_not_told_is_asked_for(monkeypatch):
    group_ = group(
        Enterprise(id="A", country="SI"), Enterprise(id="B"), holds("B", "A", 40, 40, control=None), owns("B", "A", 5)
    )

    def facts():
        return {each.fact for each in single_undertaking(group_, "A", "SI", dt.date(2025, 3, 15)).asks}

    few = facts()
    monkeypatch.setattr(undertakings, "WORK", 0)
    assert few <= facts() == {"enterprise.B.country", "holding.B.A.control"}


def test_what_is_counted_where_it_is_open_which_of_two_ceilings_binds_is_what_counts_in_any_case():
    farm = PastAward(
        granted=dt.date(2021, 1, 1), amount=Money(10_000_000, "EUR"), regime=FARM, member_state="SI", undertaking="B"
    )
    general = evolve(farm, amount=Money(30_000_000, "EUR"), regime="de-minimis", undertaking="A")
    counted = []
    for votes in (0, 60, None):
        group = Group(enterprises=firms("SI", "SI"), holdings=(holds("B", "A", 0, votes),))
        found = of(group, [farm, general], dt.date(2023, 1, 1), regime=FARM, request=Money(0, "EUR"))
        assert found.headroom == Money(0, "EUR")
        counted.append([each.regime for each in found.counted])
    assert counted == [["de-minimis"], [FARM], []]
