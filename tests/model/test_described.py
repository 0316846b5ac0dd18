"""What the handbook holds of institutions, practices, plans and the project: nothing that was said is left out."""

import datetime as dt
from itertools import count

from attrs import evolve, fields, has
from hypothesis import given
from hypothesis import strategies as st

from intra_core.model.days import Daymark
from intra_core.model.frame import Claim, Frame, Phase
from intra_core.model.institution import Institution
from intra_core.model.measure import Described
from intra_core.model.plan import (
    Action,
    ActionPlan,
    Answered,
    Change,
    ChangeType,
    Link,
    Milestone,
    PlanDocument,
    PlanStep,
    Player,
    Statement,
)
from intra_core.model.practice import (
    Need,
    PlatformItem,
    Practice,
    PracticeFact,
    PracticeField,
    PracticeOwner,
    Seen,
    Served,
)
from intra_core.model.project_event import EventKind, ProjectEvent
from intra_core.model.recommendation import Recommendation, RecommendationCategory, RecommendationSet
from intra_core.model.support import Service, Stage
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark, Source

TEXT = LocalizedText({"en": "a text"})
NUMBERS = count()
READ = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31))
BASES = st.builds(
    lambda mark, read, source: Basis(
        mark=mark, source=Source(id="s", title="t", read=read) if source else None, rows=(f"row {next(NUMBERS)}",)
    ),
    st.sampled_from(Mark), READ, st.booleans(),
)  # fmt: skip
"""Each is told apart from all others by its row."""


def some(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


def bases_in(told):
    """Find everything that a statement rests on, wherever it stands: field by field, down to the last."""
    if isinstance(told, Basis):
        yield told
    elif isinstance(told, tuple):
        for each in told:
            yield from bases_in(each)
    elif has(type(told)):
        for each in fields(type(told)):
            yield from bases_in(getattr(told, each.name))


def rows(bases):
    return [each.rows for each in bases]


WORDS = st.sampled_from("abcd")
SERVED = some(
    st.builds(Served, services=some(st.sampled_from(Service)), stages=some(st.sampled_from(Stage)), basis=BASES)
)
PRACTICES = st.builds(
    Practice, id=WORDS, region=WORDS, title=st.just(TEXT), seen=st.builds(Seen, basis=BASES),
    platform=st.none() | st.builds(PlatformItem, item=st.integers(0, 9), basis=BASES),
    owner=st.none() | st.builds(PracticeOwner, institution=WORDS, basis=BASES),
    need=st.none() | st.builds(Need, says=st.just(TEXT), basis=BASES), served=SERVED,
    facts=some(st.builds(PracticeFact, about=st.sampled_from(PracticeField), says=st.just(TEXT), basis=BASES)),
    file=WORDS,
)  # fmt: skip
INSTITUTIONS = st.builds(Institution, id=WORDS, region=WORDS, title=st.just(TEXT), served=SERVED, basis=BASES)
DESCRIBED = some(st.builds(Described, id=WORDS, title=st.none(), says=st.just(TEXT), basis=BASES))
STATEMENTS = some(st.builds(Statement, basis=BASES))
LINKS = some(st.builds(Link, id=WORDS, basis=BASES))
ACTIONS = st.builds(
    Action, id=WORDS, title=st.just(TEXT), nature=st.just(TEXT),
    players=some(st.builds(Player, institution=WORDS, basis=BASES)), costs=STATEMENTS, funding=STATEMENTS,
    inspired_by=LINKS, measures=LINKS, recommendations=some(st.builds(Answered, number=st.integers(1, 9), basis=BASES)),
    described=DESCRIBED, basis=BASES,
)  # fmt: skip
PLANS = st.builds(
    ActionPlan, region=WORDS, title=st.just(TEXT), document=st.builds(PlanDocument, basis=BASES),
    change=st.none() | st.builds(Change, kind=st.sampled_from(ChangeType), says=st.just(TEXT), basis=BASES),
    milestones=some(st.builds(Milestone, step=st.sampled_from(PlanStep), basis=BASES)), costs=STATEMENTS,
    actions=some(ACTIONS), described=DESCRIBED, file=WORDS,
)  # fmt: skip


@given(PRACTICES | ACTIONS | PLANS)
def test_the_bases_are_those_of_every_statement_and_no_other(told):
    found = told.bases
    assert sorted(rows(found)) == sorted(rows(bases_in(told)))
    first = told if isinstance(told, Action) else told.seen if isinstance(told, Practice) else told.document
    assert found[0] == first.basis
    if isinstance(told, ActionPlan):
        of_actions = [each for action in told.actions for each in rows(action.bases)]
        place = rows(found).index(of_actions[0]) if of_actions else 0
        assert rows(found)[place : place + len(of_actions)] == of_actions


@given(PRACTICES | INSTITUTIONS)
def test_services_and_stages_are_each_told_once_however_often_they_are_offered(told):
    assert sorted(told.services, key=str) == sorted({one for each in told.served for one in each.services}, key=str)
    assert sorted(told.stages, key=str) == sorted({one for each in told.served for one in each.stages}, key=str)
    assert list(told.stages) == sorted(told.stages, key=list(Stage).index)
    doubled = evolve(told, served=told.served + told.served)
    assert (doubled.services, doubled.stages) == (told.services, told.stages)
    if told.served:
        first = told.served[0].services
        assert told.services[: len({*first})] == tuple(dict.fromkeys(first))


@given(PRACTICES)
def test_a_part_of_the_form_is_empty_until_something_is_said_of_it(practice):
    said = [each.about for each in practice.facts]
    assert all((each in practice.empty) != (each in said) for each in PracticeField)
    for about in practice.empty:
        fact = PracticeFact(about=about, says=TEXT, basis=practice.seen.basis)
        left = evolve(practice, facts=(*practice.facts, fact)).empty
        assert {*practice.empty} - {*left} == {about}


@given(INSTITUTIONS)
def test_an_institution_is_as_old_as_the_oldest_reading_of_its_sources(institution):
    read = sorted(each.source.read for each in bases_in(institution) if each.source and each.source.read)
    assert institution.checked == (read[0] if read else None)


@given(st.none() | WORDS, some(WORDS))
def test_an_event_names_its_host_and_its_guests(host, guests):
    event = ProjectEvent(
        id="e", kinds=(EventKind.CONFERENCE,), says=TEXT, host=host, guests=guests, basis=Basis(mark=Mark.SEED)
    )
    assert set(event.regions) == {*guests, host} - {None}
    assert len(event.regions) == len(guests) + (host is not None)
    assert host is None or event.regions[0] == host


NUMBERED = st.lists(st.integers(1, 30), unique=True, max_size=9)


@given(NUMBERED, st.data(), some(st.tuples(WORDS, st.none() | WORDS), 6))
def test_a_frame_gives_each_recommendation_by_its_number_and_each_claim_where_it_belongs(numbers, data, about):
    basis = data.draw(BASES)
    sets: list[list[int]] = [[] for _ in range(3)]
    for number in numbers:
        sets[data.draw(st.integers(0, 2))].append(number)
    frame = Frame(
        id="f", title=TEXT, index="i", programme="p", regions=(), events=(), indicators=(), taxonomies=(),
        services=(), stages=(), basis=basis,
        phases=(Phase(number=1, since=dt.date(2019, 8, 1), until=dt.date(2022, 7, 31), says=TEXT, basis=basis),),
        claims=tuple(
            Claim(about=what, region=region, said=TEXT, on=Daymark(place + 1, place + 1), basis=basis)
            for place, (what, region) in enumerate(about)
        ),
        recommendation_sets=tuple(
            RecommendationSet(
                category=RecommendationCategory.EU_LEVEL, title=TEXT, basis=basis,
                recommendations=tuple(
                    Recommendation(number=each, id=str(each), says=TEXT, basis=basis) for each in one
                ),
            )
            for one in sets
        ),
    )  # fmt: skip
    assert [each.number for each in frame.recommendations] == [number for one in sets for number in one]
    for number in range(1, 31):
        found = frame.recommendation(number)
        assert (found is not None) == (number in numbers)
        assert found is None or found.id == str(number)
    asked = [(what, region) for what in "abcd" for region in (None, *"abcd")]
    answers = [claim for each in asked for claim in frame.claims_about(*each)]
    assert sorted(each.on.early for each in answers if each.on) == [*range(1, len(frame.claims) + 1)]
    assert all(
        (claim.about, claim.region) == each for each in asked for claim in frame.claims_about(*each)
    )  # each stands under its own name and region, and nowhere else
