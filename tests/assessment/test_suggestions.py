"""What would help: every suggestion makes eligible, none can be smaller, and trying everything finds no other."""

import datetime as dt
import random
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.assessment.drawing import drawn, pools_of
from tests.assessment.made import CALL, HEAD, REST, catalogue_of
from tests.installed import CATALOGUE
from tests.soak import halved, part, spread

from intra_core import Application, Outcome, parse_application
from intra_core.assessment import advising, moves
from intra_core.assessment.advising import Way, search
from intra_core.assessment.assessment import Assessment
from intra_core.assessment.examples import assessed
from intra_core.assessment.measure import Measure
from intra_core.rules.changes import Change
from intra_core.rules.counterfactual import put
from intra_core.rules.levers import Setting, Waiting
from intra_core.rules.list_levers import Adding, Dropping
from intra_core.rules.measure import Example


def is_refused(example: Example) -> bool:
    return example.expect.get("verdict") == "ineligible" or bool(example.expect.get("unmet"))


REFUSED = [
    (measure.id, number)
    for measure in CATALOGUE
    for number in spread([number for number, each in enumerate(measure.examples) if is_refused(each)], 6)
]


DAYS = {"on", "project.submitted"}
MOST_ASKED = part(5, 20)


def refused(name: str, number: int) -> Assessment:
    measure = CATALOGUE[name]
    return assessed(measure, measure.examples[number])


def decided(assessment: Assessment, way: Way, steps: tuple[int, ...]) -> Assessment:
    facts = put(way.scene.facts, way.levers, steps, steps)
    return assessment.measure.decide_told(assessment.application, facts, way.scene.foreign)


def fits(way: Way, steps: tuple[int, ...]) -> bool:
    facts = put(way.scene.facts, way.levers, steps, steps)
    return all(lever.fits(step, step, facts) for lever, step in zip(way.levers, steps, strict=True))


def helps(found: Assessment, outcome: Outcome) -> bool:
    return found.verdict is Outcome.ELIGIBLE or found.verdict is outcome


def check(assessment: Assessment, outcome: Outcome, way: Way) -> None:
    """Hold a suggestion to its word: it helps, nothing can be left out, each fact moves least, and only as allowed."""
    assert helps(decided(assessment, way, way.steps), outcome)
    assert fits(way, way.steps)
    changes = assessment.measure.vocabulary.changes
    for place, (lever, step) in enumerate(zip(way.levers, way.steps, strict=True)):
        if step > lever.first:
            less = (*way.steps[:place], step - 1, *way.steps[place + 1 :])
            assert not fits(way, less) or not helps(decided(assessment, way, less), outcome), lever.slot
        without = [each for number, each in enumerate(way.levers) if number != place]
        if not isinstance(lever, Waiting):
            left = [each for number, each in enumerate(way.steps) if number != place]
            facts = put(way.scene.facts, without, left, left)
            torn = not all(each.fits(far, far, facts) for each, far in zip(without, left, strict=True))
            found = assessment.measure.decide_told(assessment.application, facts, way.scene.foreign)
            assert torn or not helps(found, outcome)
        assert (lever.fact, lever.way) in changes
        match lever:
            case Waiting():
                assert lever.days[step] > max(assessment.law_day, assessment.terms_day)
            case Dropping() | Adding():
                pass
            case Setting():
                told, now = lever.values[0], lever.values[step]
                ways = {
                    bool: {"yes" if now else "no"},
                    str: {"words"},
                    int: {"later", "rise"} if now > told else {"earlier", "fall"},  # type: ignore[operator] # one kind
                }
                assert lever.way in ways[type(told)]
            case _:
                raise AssertionError(lever)


@pytest.mark.no_cover  # what it finds is covered elsewhere too, and it is far faster unmeasured
@pytest.mark.parametrize(("name", "number"), REFUSED)
def test_every_suggestion_for_a_worked_example_holds(name: str, number: int) -> None:
    assessment = refused(name, number)
    found = search(assessment)
    assert len(found.ways) <= 3
    assert [way.rank for way in found.ways] == sorted(way.rank for way in found.ways)
    for way in found.ways:
        check(assessment, found.outcome, way)
    assert all(not changed(one) < changed(other) for one in found.ways for other in found.ways)


@pytest.mark.no_cover  # likewise
@pytest.mark.parametrize("name", halved([measure.id for measure in CATALOGUE], 1))
def test_every_suggestion_for_drawn_facts_holds(name: str, figure: Any) -> None:
    measure, rng = CATALOGUE[name], random.Random(f"help {name}")
    asked = helped = 0
    eligible = [each for each in measure.examples if each.expect.get("verdict") in {"eligible", "undetermined"}]
    for example in rng.sample(eligible, min(part(2, 4), len(eligible))):
        base = assessed(measure, example)
        pools = pools_of(base.dated.edition, base.terms_day)
        for _ in range(25):
            changed = drawn(pools, rng, 0.9)
            facts = {**base.facts, **{key: told for key, told in changed.items() if key not in DAYS}}
            assessment = measure.decide_told(base.application, facts, base.foreign)
            if assessment.verdict is not Outcome.INELIGIBLE or not changed or asked == MOST_ASKED:
                continue
            asked += 1
            found = search(assessment)
            for way in found.ways:
                helped += 1
                check(assessment, found.outcome, way)
    assert asked or not eligible
    figure(f"suggestions for refused draws of {name}", f"{helped} for {asked}")


def test_a_proof_that_nothing_helps_is_borne_out_by_moving_everything_at_random() -> None:
    rng = random.Random("proof")
    tried = 0
    for name, number in rng.sample(REFUSED, 40):
        assessment = refused(name, number)
        if not search(assessment).proved:
            continue
        levers = moves.Moves(assessment.measure, assessment.facts).levers()
        for _ in range(20):
            some = rng.sample(levers, min(len(levers), rng.randint(1, 4)))
            steps = [rng.choice((lever.first, lever.size, rng.randint(lever.first, lever.size))) for lever in some]
            if len({lever.slot for lever in some}) == len(some):
                facts = put(assessment.facts, some, steps, steps)
                again = assessment.measure.decide_told(assessment.application, facts, assessment.foreign)
                assert again.verdict is Outcome.INELIGIBLE
                tried += 1
    assert tried > 100


# --- trying everything --------------------------------------------------------------------------

POOL = (
    "count(participant) <= two_people",
    "all(p.role in senders for p in participant)",
    'count(p for p in participant if p.role == "owner") >= one_person',
    "project.applications_at_deadline <= one_application",
    "undertaking.tax_debt < debt",
    "event.active or undertaking.tax_debt < debt",
    "event.active and (event.organiser_statement or count(participant) < two_people)",
    "event.organiser_statement or event.active",
    'event.form == "digital" or count(participant) <= one_person',
    'event.form == "physical" or event.active',
    "count(o for o in offer if o.comparable) >= two_offers",
    'sum(x.nights for x in cost if x.kind == "accommodation") <= two_nights',
    "all(x.nights <= two_nights for x in cost) or event.active",
    "sum(x.net for x in cost) <= cap",
    "sum(x.net for x in cost) >= low or count(participant) <= one_person",
    "project.contract_signed <= last or event.organiser_statement",
    "project.contract_signed <= last",
    "sum(x.net for x in cost) + undertaking.tax_debt <= cap",
    "count(cost) >= two_costs",
)
FIGURES = {
    "two_people": '"2 participants"', "one_person": '"1 participants"', "one_application": '"1 applications"',
    "debt": '"EUR 0.02"', "two_offers": '"2 offers"', "two_nights": '"2 nights"', "cap": '"EUR 0.05"',
    "low": '"EUR 0.04"', "last": "2024-09-03", "two_costs": '"2 costs"',
}  # fmt: skip
TELLS: dict[str, tuple[str, ...]] = {
    "participant": (
        '[{ id = "p1", role = "owner" }, { id = "p2", role = "other" }, { id = "p3", role = "employee" }]',
        '[{ id = "p1", role = "other" }, { id = "p2", role = "other" }]',
        '[{ id = "p1", role = "owner" }]',
    ),
    "project.applications_at_deadline": ("1", "3"),
    "project.contract_signed": ("2024-09-05", "2024-09-03", "2024-08-20"),
    "undertaking.tax_debt": ('"EUR 0.00"', '"EUR 0.03"'),
    "event.active": ("true", "false"),
    "event.organiser_statement": ("true", "false"),
    "event.form": ('"physical"', '"digital"'),
    "offer": ("[]", "[{ comparable = true }, { comparable = false }]"),
    "cost": (
        '[{ kind = "accommodation", net = "EUR 0.03", nights = 3 }, { kind = "fee", net = "EUR 0.04", nights = 0 }]',
        '[{ kind = "fee", net = "EUR 0.03", nights = 0, participant = "p2" }, {}]'.replace(
            "{}", '{ kind = "fee", net = "EUR 0.03", nights = 0 }'
        ),
        '[{ kind = "fee", net = "EUR 0.01", nights = 2 }, { kind = "fee", net = "EUR 0.01", nights = 2 }, {}]'.replace(
            "{}", '{ kind = "accommodation", net = "EUR 0.04", nights = 3 }'
        ),
    ),
}
MOVED: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {
    ("participant", "drop"): (1, {}),
    ("participant", "add"): (2, {"record": {"id": "(new)", "role": "owner"}}),
    ("project.applications_at_deadline", "fall"): (1, {}),
    ("project.contract_signed", "earlier"): (1, {}),
    ("undertaking.tax_debt", "fall"): (2, {}),
    ("event.active", "yes"): (2, {}),
    ("event.organiser_statement", "yes"): (2, {}),
    ("event.form", "words"): (3, {"words": ("physical", "digital")}),
    ("offer", "add"): (2, {"record": {"comparable": True}}),
    ("cost", "drop"): (1, {}),
    ("cost.net", "fall"): (1, {}),
    ("cost.nights", "fall"): (1, {}),
}
ON = dt.date(2024, 9, 2)


def small_measure(folder: Path, conditions: list[str]) -> Measure:
    """Make a measure of a few conditions whose facts can each be moved by a few steps."""
    names = [name for name in FIGURES if any(name in each for each in conditions)]
    parameters = "".join(
        f'{name} = [{{ value = {FIGURES[name]}, source = "s", mark = "sourced" }}]\n' for name in names
    )
    labels = "".join(f'{name} = {{ en = "{name}" }}\n' for name in names)
    senders = any("senders" in each for each in conditions)
    labels += 'senders = { en = "senders" }\n' if senders else ""
    rest = REST.replace("[label]\n", f"{parameters}[label]\n{labels}")
    if senders:
        rest += '[set]\nsenders = ["owner", "employee"]\n'
    rest += "".join(
        f'[[condition]]\nid = "c{number}"\nholds = """{text}"""\nsource = "s"\nmark = "sourced"\n'
        for number, text in enumerate(conditions)
    )
    measure = catalogue_of(folder, HEAD + CALL + rest)["made.voucher"]
    says = measure.title
    changes = {
        (fact, way): Change(fact=fact, way=way, effort=effort, says=says, **more)
        for (fact, way), (effort, more) in MOVED.items()
    }
    return evolve(measure, rules=evolve(measure.rules, vocabulary=evolve(measure.vocabulary, changes=changes)))


Choice = tuple[str, int, tuple[str, int], tuple[Any, ...]]
"""A fact, its effort, what tells it from other changes of the fact, and what to do to the facts, least first."""


def everything(facts: dict[str, Any]) -> list[Choice]:
    """List every change there is, without the library's own levers."""

    def with_field(place: int, key: str, value: int) -> Any:
        return lambda told: {
            **told,
            "cost": [{**each, key: value} if number == place else each for number, each in enumerate(told["cost"])],
        }

    def without(name: str, places: tuple[int, ...]) -> Any:
        return lambda told: {
            **told,
            f"gone {name}": places,
        }

    def beside(name: str, record: dict[str, Any], count: int) -> Any:
        return lambda told: {**told, f"new {name}": [record] * count}

    def to(name: str, value: object) -> Any:
        return lambda told: {**told, name: value}

    found: list[Choice] = []
    for name in ("participant", "cost"):
        places = range(len(facts[name]))
        drops = chain.from_iterable(combinations(places, size) for size in range(1, len(facts[name])))
        found.append((name, 1, ("drop", -1), tuple(without(name, each) for each in drops)))  # the fewest first
    for name, record in (("participant", {"id": "(new)", "role": "owner"}), ("offer", {"comparable": True})):
        found.append((name, 2, ("add", 0), tuple(beside(name, record, count) for count in (1, 2, 3))))
    for name, effort in (("project.applications_at_deadline", 1), ("undertaking.tax_debt", 2)):
        found.append((name, effort, ("", -1), tuple(to(name, value) for value in range(facts[name] - 1, -1, -1))))
    signed = facts["project.contract_signed"]
    if signed >= ON.toordinal():
        days = range(signed - 1, ON.toordinal() - 1, -1)
        found.append(
            ("project.contract_signed", 1, ("", -1), tuple(to("project.contract_signed", day) for day in days))
        )
    truths = [name for name in ("event.active", "event.organiser_statement") if not facts[name]]
    found += [(name, 2, ("", -1), (to(name, True),)) for name in truths]
    other = "digital" if facts["event.form"] == "physical" else "physical"
    found.append(("event.form", 3, ("", -1), (to("event.form", other),)))
    for key in ("net", "nights"):
        for place, record in enumerate(facts["cost"]):
            values = range(record[key] - 1, -1, -1)
            found.append((f"cost.{key}", 1, ("", place), tuple(with_field(place, key, value) for value in values)))
    return [each for each in found if each[3]]


def with_all(facts: dict[str, Any], doings: tuple[Any, ...]) -> dict[str, Any]:
    for doing in doings:
        facts = doing(facts)
    for name in ("participant", "offer", "cost"):
        gone, new = facts.pop(f"gone {name}", ()), facts.pop(f"new {name}", [])
        facts[name] = (*(each for place, each in enumerate(facts[name]) if place not in gone), *new)
    return facts


def names_who_is_gone(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Say whether a cost is for a participant who stays at home."""
    at_home = {each["id"] for each in before["participant"]} - {each["id"] for each in after["participant"]}
    return any(each.get("participant") in at_home for each in after["cost"])


def gone(change: Choice, step: int) -> tuple[int, ...]:
    """Give the places of the records that a change drops."""
    fact, _, (how, _), doings = change
    places: tuple[int, ...] = doings[step]({})[f"gone {fact}"] if how == "drop" else ()
    return places


Best = tuple[int, int, list[str]]


def by_trying(measure: Measure, facts: dict[str, Any]) -> list[tuple[Best, tuple[int, ...]]]:
    """Find the suggestions by trying every change: for each set of facts the best, and no set that holds another."""
    best: dict[frozenset[str], list[tuple[int, int, tuple[int, ...]]]] = {}
    every = everything(facts)
    for count in (1, 2, 3):
        for changes in combinations(every, count):
            slots = {(fact, slot) for fact, _, slot, _ in changes}
            if len(slots) < count:
                continue
            ordered = sorted(changes, key=lambda each: (-each[1], (each[0], *each[2])))
            ranges = [range(len(doings)) for *_, doings in ordered]
            for steps in product(*ranges):
                doings = tuple(each[3][step] for each, step in zip(ordered, steps, strict=True))
                told = with_all(dict(facts), doings)
                if names_who_is_gone(facts, told):
                    continue
                if measure.decide_told(Application(), told, ()).verdict is Outcome.ELIGIBLE:
                    names = frozenset(fact for fact, *_ in changes)
                    effort = sum(effort for _, effort, _, _ in changes)
                    far = tuple(len(gone(each, step)) or step + 1 for each, step in zip(ordered, steps, strict=True))
                    best.setdefault(names, []).append((count, effort, far))
                    break
    least = {names: min(found) for names, found in best.items() if not any(other < names for other in best)}
    ranked = [((count, effort, sorted(names)), steps) for names, (count, effort, steps) in least.items()]
    return sorted(ranked, key=lambda each: (each[0][0], each[0][1], each[0][2]))


@pytest.mark.no_cover  # likewise
@pytest.mark.parametrize("seed", range(part(6, 24)))
def test_on_small_measures_the_suggestions_are_those_of_trying_everything(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moves, "MOST_ADDED", 3)
    monkeypatch.setattr(advising, "MOST_SUGGESTED", 100)
    rng = random.Random(f"small {seed}")
    measure = small_measure(tmp_path, rng.sample(POOL, rng.choice((1, 2, 2, 3))))
    for _ in range(6):
        tells = "\n".join(f"{name} = {rng.choice(values)}" for name, values in TELLS.items())
        assessment = measure.assess(parse_application(f'region = "made"\nvoucher = []\n{tells}'), ON)
        if assessment.verdict is not Outcome.INELIGIBLE:
            continue
        found = search(assessment)
        wanted = by_trying(measure, dict(assessment.facts))
        if found.outcome is not Outcome.ELIGIBLE:
            assert wanted == []
            continue
        assert not found.cut
        shown = [((len(way.levers), way.effort, sorted(changed(way))), distances(way)) for way in found.ways]
        assert shown == [(rank, steps) for rank, steps in wanted]


def changed(way: Way) -> set[str]:
    """Name the facts that are changed."""
    return {lever.fact for lever in way.levers}


def distances(way: Way) -> tuple[int, ...]:
    """Give how far each lever is moved: of records that are dropped their number, of all else the steps."""
    return tuple(
        len(lever.choices[step]) if isinstance(lever, Dropping) else step
        for lever, step in zip(way.levers, way.steps, strict=True)
    )
