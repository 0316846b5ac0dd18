"""What holds of every group: order and names say nothing, strangers change nothing, shares never make it smaller."""

from fractions import Fraction
from itertools import product

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.law import oracle_sme
from tests.law.drawn_groups import ON, SHARES, groups, policies
from tests.law.forgotten import forget, spots
from tests.law.groups import firm, owns
from tests.soak import examples

from intra_core.law.single_undertaking import single_undertaking
from intra_core.law.sme.category import Size, next_size
from intra_core.law.sme.status import sme_status
from intra_core.model.group import Group, Jointly

ORDER = ("micro", "small", "medium", "large", "not-sme")
KINDS = ("autonomous", "partner", "linked")


def seen(found, names=None):
    """What an answer says, without the words of its reasons."""
    names = names or {}
    return (
        found.status,
        found.possible,
        found.type,
        found.mid_cap,
        found.public,
        found.periods,
        {names.get(each.enterprise, each.enterprise): (each.share, each.certain) for each in found.counted},
    )


@settings(max_examples=examples(40))
@given(groups(), policies, st.data())
def test_order_and_names_say_nothing(group, taken, data):
    lost = data.draw(st.lists(st.sampled_from(spots(group)), max_size=3, unique=True))
    group = forget(group, lost)
    shuffled = Group(
        enterprises=tuple(data.draw(st.permutations(group.enterprises))),
        holdings=tuple(data.draw(st.permutations(group.holdings))),
        adjacent=tuple(evolve(each, markets=each.markets[::-1]) for each in group.adjacent),
        jointly=group.jointly[::-1],
    )
    # The names turn round: whoever came first comes last.
    names = {each.id: f"firm {9 - number}" for number, each in enumerate(group.enterprises)}
    back = {new: old for old, new in names.items()}
    renamed = Group(
        enterprises=tuple(
            evolve(each, id=names[each.id], consolidated_in=names.get(each.consolidated_in))
            for each in shuffled.enterprises
        ),
        holdings=tuple(evolve(each, holder=names[each.holder], held=names[each.held]) for each in shuffled.holdings),
        adjacent=shuffled.adjacent,
        jointly=tuple(Jointly(persons=tuple(names[name] for name in each.persons)) for each in shuffled.jointly),
    )
    first = sme_status(group, "A", ON, policies=taken)
    again = sme_status(renamed, names["A"], ON, policies=taken)
    assert seen(first) == seen(again, back)
    undertaking = single_undertaking(group, "A", "SI", ON)
    other = single_undertaking(renamed, names["A"], "SI", ON)
    assert set(undertaking.ids) == {back[each] for each in other.ids}
    assert set(undertaking.possible) == {back[each] for each in other.possible}


@settings(max_examples=examples(30))
@given(groups(most=4), groups(most=4), policies, st.data())
def test_whoever_is_unrelated_changes_nothing(group, strangers, taken, data):
    lost = data.draw(st.lists(st.sampled_from(spots(strangers)), max_size=3, unique=True))
    strangers = forget(strangers, lost)
    names = {each.id: f"{each.id}'" for each in strangers.enterprises}
    both = Group(
        enterprises=(
            *(
                evolve(each, id=names[each.id], consolidated_in=names.get(each.consolidated_in))
                for each in strangers.enterprises
            ),
            *group.enterprises,
        ),
        holdings=(
            *(evolve(each, holder=names[each.holder], held=names[each.held]) for each in strangers.holdings),
            *group.holdings,
        ),
        adjacent=group.adjacent,
        jointly=group.jointly,
    )
    assert sme_status(both, "A", ON, policies=taken).to_dict() == sme_status(group, "A", ON, policies=taken).to_dict()


@settings(max_examples=examples(50))
@given(groups(dated=False), policies, st.data())
def test_more_shares_or_control_never_make_a_group_smaller(group, taken, data):
    # Where accounts hold others of more than themselves show, more of them is less.
    assume(all(each.consolidated_in is None for each in group.enterprises))
    place = data.draw(st.integers(0, len(group.holdings) - 1))
    told = group.holdings[place]
    what = data.draw(st.sampled_from(("capital", "votes", "control")))
    value = True
    if what != "control":
        value = data.draw(st.sampled_from([each for each in SHARES if each >= getattr(told, what)]))
    more = list(group.holdings)
    more[place] = evolve(told, **{what: value})
    before, after = (sme_status(each, "A", ON, policies=taken) for each in (group, evolve(group, holdings=tuple(more))))
    assert KINDS.index(after.type) >= KINDS.index(before.type)
    shares = {each.enterprise: each.share for each in after.counted}
    assert all(shares[each.enterprise] >= each.share for each in before.counted)
    for one, other in zip(before.periods, after.periods, strict=True):
        assert all(low <= high for low, high in zip(one.least, other.most, strict=True))  # type: ignore[operator]
    if taken.get("crossing") != "latest":
        assert ORDER.index(after.status) >= ORDER.index(before.status)


@settings(max_examples=examples(30))
@given(groups(dated=False), policies)
def test_linked_enterprises_see_the_same_linked_ones(group, taken):
    def linked(name):
        found = sme_status(group, name, ON, policies=taken)
        return {each.enterprise for each in found.counted if each.why.startswith(("linked:", "the enterprise"))}

    for each in linked("A"):
        assert linked(each) == linked("A")


@settings(max_examples=examples(30))
@given(groups(dated=False), policies)
def test_a_group_without_partners_has_the_same_size_for_all_of_it(group, taken):
    found = sme_status(group, "A", ON, policies=taken)
    assume({each.share.part for each in found.counted} == {Fraction(1)})
    for each in found.counted:
        other = sme_status(group, each.enterprise, ON, policies=taken)
        if {one.enterprise for one in other.counted} == {one.enterprise for one in found.counted}:
            assert [one.amounts for one in other.periods] == [one.amounts for one in found.periods]
            assert [one.status for one in other.periods] == [one.status for one in found.periods]


def test_the_size_is_the_middle_of_three_as_the_algorithm_has_it():
    sizes = (Size.MICRO, Size.SMALL, Size.MEDIUM, Size.LARGE)
    for before, last, now in product(sizes, repeat=3):
        for nearest in (True, False):
            found = next_size(before, last, now, nearest=nearest).word
            assert found == oracle_sme.folded(before.word, last.word, now.word, nearest=nearest)


@given(st.lists(st.sampled_from(("micro", "small", "medium", "large")), min_size=1, max_size=8))
def test_a_size_is_a_function_of_the_history_alone(raws):
    figures = {"micro": (5, 1, 1), "small": (20, 5, 5), "medium": (100, 20, 20), "large": (300, 90, 90)}
    first = 2024 - len(raws) + 1
    periods = tuple(
        period for number, raw in enumerate(raws) for period in firm("A", *figures[raw], years=(first + number,)).period
    )
    found = sme_status(Group(enterprises=(evolve(firm("A"), period=periods),)), "A", ON)
    assert [each.status for each in found.periods] == oracle_sme.fold(raws)
    assert found.status == oracle_sme.fold(raws)[-1]


def test_rings_and_chains_count_everybody_once():
    names = [f"E{number}" for number in range(7)]
    for percent, counted in ((60, 7), (30, 3)):
        ring = [owns(one, other, percent) for one, other in zip(names, (*names[1:], names[0]), strict=True)]
        for name in names:
            found = sme_status(
                Group(enterprises=tuple(firm(each, 2) for each in names), holdings=tuple(ring)), name, ON
            )
            assert len(found.counted) == counted
