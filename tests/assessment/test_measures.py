"""What holds for every measure: readings agree, nothing decided is turned over, no question is needless."""

import random

import pytest
from tests.assessment.drawing import Pools, days_of, drawn, facts_in, lists_of, nodes_of, pools_of
from tests.installed import CATALOGUE
from tests.soak import SOAK, halved, part

import intra_core
from intra_core.assessment.dated import Dated
from intra_core.assessment.measure import Measure
from intra_core.model.application import Application
from intra_core.rules.book import WINDOW
from intra_core.rules.kinds import Day, Records
from intra_core.rules.language import Fact, Unpublished, walk
from intra_core.rules.possible import Possible
from intra_core.verdict import Outcome

pytestmark = pytest.mark.no_cover  # what it finds is covered elsewhere too, and it is far faster unmeasured

MEASURES = [measure.id for measure in CATALOGUE]
ROUNDS = 30


def editions(measure: Measure, rng: random.Random | None = None) -> list[tuple[Dated, int]]:
    """Draw days, or, in a soak where none are drawn for questions, give every one.

    Every property is tried on the same ones, so that what facts to draw on them is looked for once.
    """
    days = days_of(measure)
    chosen = (rng or random.Random(f"ask {measure.id}")).sample(days, min(5, len(days)))[: part(3, 5)]
    return [(measure.on(day, day), day) for day in (days if SOAK and rng is None else chosen)]


def with_days(facts: dict[str, object], day: int) -> dict[str, object]:
    return {**facts, "on": day, "project.submitted": day, "undertaking.fiscal_year_end": 1231}


@pytest.mark.parametrize("name", halved(MEASURES, 1))
def test_readings_agree_on_complete_facts(name: str) -> None:
    rng = random.Random(f"agree {name}")
    for dated, day in editions(CATALOGUE[name]):
        pools = pools_of(dated.edition, day)
        for _ in range(ROUNDS):
            facts = with_days(drawn(pools, rng, 0), day)
            assert dated.edition.decide(facts) == dated.edition.decide_possibly(facts)


@pytest.mark.parametrize("name", halved(MEASURES, 1))
def test_more_facts_never_turn_a_decision_over(name: str) -> None:
    rng = random.Random(f"narrow {name}")
    for dated, day in editions(CATALOGUE[name]):
        pools = pools_of(dated.edition, day)
        every = (1 << len(dated.edition.clauses)) - 1
        for _ in range(ROUNDS):
            more = with_days(drawn(pools, rng, 0.2), day)
            fewer = with_days({key: value for key, value in more.items() if rng.random() < 0.6}, day)
            unmet, unknown, low, high = dated.edition.decide(fewer)
            unmet_then, unknown_then, low_then, high_then = dated.edition.decide(more)
            assert unmet & ~unmet_then == 0
            assert (every & ~unmet & ~unknown) & (unmet_then | unknown_then) == 0
            if low is not None and high is not None and low_then is not None and high_then is not None:
                assert low <= low_then <= high_then <= high


@pytest.mark.parametrize("name", halved(MEASURES, 1))
def test_questions_are_needed_and_enough(name: str) -> None:
    measure, rng = CATALOGUE[name], random.Random(f"ask {name}")
    asked = together = 0
    for dated, day in editions(measure, rng):
        pools = pools_of(dated.edition, day)
        for _ in range(4):
            facts = drawn(pools, rng, rng.choice((0.1, 0.3, 0.8)))
            facts = with_days(
                facts | {key: value for key, value in favourable(dated, pools, rng).items() if rng.random() < 0.7}, day
            )
            assessment = assess(measure, dated, facts)
            asks = [ask.fact for ask in assessment.asks]
            if assessment.verdict is Outcome.INELIGIBLE:
                assert not asks
                continue
            asked += len(asks)
            missing = [key for key in facts_in(dated.edition) if key not in facts]
            for fact in rng.sample(asks, min(len(asks), 2)):
                if not pivotal(dated, facts, fact, missing, pools, rng):
                    if boundless(dated, fact):
                        continue  # nothing that is drawn could reach a figure of which nothing is known
                    if pivotal(dated, facts, fact, missing, widened(dated, day, pools, fact), random.Random(fact)):
                        continue  # the few lists of the pool did not reach so far
                    # Two conditions that each can be met but not both: refused already, and no single reading sees it.
                    assert never_met(dated, facts, missing, pools, rng), (
                        f"{fact} is asked on {day} for nothing: {facts}"
                    )
                    together += 1
            if not asks:
                # Where eligible is out of reach, what only moves the bounds of the award is not asked.
                outcomes = {settled(dated, {**facts, **completion(missing, pools, rng)}) for _ in range(60)}
                assert len(outcomes) == 1
    print(f"{name}: {asked} questions, {together} where two conditions exclude each other")


def assess(measure: Measure, dated: Dated, facts: dict[str, object]) -> "intra_core.Assessment":
    unmet, unknown, low, high = dated.edition.decide(facts)
    return intra_core.Assessment(measure, dated, facts, Application(), (), {}, unmet, unknown, low, high)


def favourable(dated: Dated, pools: Pools, rng: random.Random) -> dict[str, object]:
    """Draw facts of which none alone makes a clause unmet, so that many assessments stay open."""
    found = {}
    for name, values in pools.items():
        good = [
            value
            for value in values
            if not any(Possible({name: value}).truth(clause.settled) is False for clause in dated.edition.clauses)
        ]
        if good:
            found[name] = rng.choice(good)
    return found


def outcome(dated: Dated, facts: dict[str, object]) -> object:
    unmet, unknown, low, high = dated.edition.decide(facts)
    return "ineligible" if unmet else (bool(unknown), low, high)


def settled(dated: Dated, facts: dict[str, object]) -> object:
    """Give the outcome, without the award where eligible is out of reach: what it would be is then not asked."""
    unmet, unknown, low, high = dated.edition.decide(facts)
    return "ineligible" if unmet else "undetermined" if unknown else (low, high)


def widened(dated: Dated, day: int, pools: Pools, fact: str) -> Pools:
    """Give more lists to a fact that is one, and days further off to a day.

    A grant may be so great that only great awards of aid reach it, and a day so early that only an earlier one does.
    """
    kind = facts_in(dated.edition)[fact].kind if fact in pools else None
    if isinstance(kind, Day):
        return {**pools, fact: (*pools[fact], day - 4000, day + 4000)}
    if not isinstance(kind, Records):
        return pools
    return {**pools, fact: lists_of(fact, kind, nodes_of(dated.edition), day, random.Random(day), 80)}


def completion(missing: list[str], pools: Pools, rng: random.Random) -> dict[str, object]:
    return {key: rng.choice(pools[key]) for key in missing if pools.get(key)}


def boundless(dated: Dated, fact: str) -> bool:
    """Say whether a fact is read beside a figure or a window of costs of which nothing is known."""
    name = fact.partition(".")[0] if fact.partition(".")[0] in facts_in(dated.edition) else fact
    return any(
        isinstance(each, Unpublished) and (each.high >= 10**12 or each.name in WINDOW)
        for node in nodes_of(dated.edition)
        if any(isinstance(each, Fact) and each.name == name for each in walk(node))
        for each in walk(node)
    )


def never_met(dated: Dated, facts: dict[str, object], missing: list[str], pools: Pools, rng: random.Random) -> bool:
    """Say whether no completion was found that leaves every condition unrefused."""
    for _ in range(15):
        context = {**facts, **completion(missing, pools, rng)}
        descend(dated, context, missing, pools, rng)
        if not dated.edition.decide(context)[0]:
            return False
    return True


def pivotal(
    dated: Dated,
    facts: dict[str, object],
    fact: str,
    missing: list[str],
    pools: Pools,
    rng: random.Random,
) -> bool:
    """Search for two completions that differ in one fact only and whose outcome differs."""
    name = fact if fact in pools else fact.rpartition(".")[0]
    if name in facts or fact not in pools:
        return True
    rest = [key for key in missing if key != fact]
    for _ in range(6):
        for value in rng.sample(pools[fact], min(len(pools[fact]), 6)):
            context = {**facts, **completion(rest, pools, rng), fact: value}
            descend(dated, context, rest, pools, rng)
            if len({outcome(dated, {**context, fact: each}) for each in pools[fact]}) > 1:
                return True
    return False


def descend(dated: Dated, context: dict[str, object], free: list[str], pools: Pools, rng: random.Random) -> None:
    """Change free facts one by one to whatever leaves the fewest clauses unmet."""
    # Twice, as lists of costs, contractors and offers speak of each other.
    for key in (*rng.sample(free, len(free)), *rng.sample(free, len(free))):
        if not dated.edition.decide(context)[0]:
            return
        values = rng.sample(pools[key], min(len(pools[key]), 20))
        context[key] = min(values, key=lambda value: dated.edition.decide({**context, key: value})[0].bit_count())
