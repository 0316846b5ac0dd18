"""What to ask next: only facts that can still change the answer, the most telling first."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from intra_core.assessment.grouped import SIZE
from intra_core.assessment.parts import Ask
from intra_core.assessment.phrases import phrase
from intra_core.rules.asks import bearing, open_facts
from intra_core.rules.boundary import boundary_values
from intra_core.rules.kinds import Choice, Kind, Number
from intra_core.rules.language import Fact, Node, walk
from intra_core.rules.payment import SOMETHING
from intra_core.rules.possible import Remembering
from intra_core.rules.reach import reach
from intra_core.verdict import Outcome

if TYPE_CHECKING:
    from intra_core.assessment.assessment import Assessment

NEVER_ASKED = frozenset({"on"})


def asks_of(assessment: "Assessment") -> tuple[Ask, ...]:
    """List the questions of an assessment, in the order in which they are worth asking.

    First what alone can settle the answer, then what bears on more conditions, then the order of the template.
    """
    verdict = assessment.verdict
    if verdict is Outcome.INELIGIBLE or (verdict is Outcome.ELIGIBLE and assessment.low == assessment.high):
        return ()
    bears: dict[str, list[str]] = {}
    edition, at = assessment.dated.edition, Remembering(assessment.facts)
    unknown = [each for bit, each in enumerate(edition.clauses) if assessment.unknown_bits >> bit & 1]
    within = {each.id: reach(at, each.settled) for each in unknown}
    stuck = any(not way.hold for way in within.values()) and not assessment.dated.call.at_hour
    for clause in unknown:
        # Where eligible is out of reach, only what can still refuse is worth asking.
        if within[clause.id].fail or not stuck:
            for name in bearing(at, clause.settled, open_facts(at, [clause.settled])):
                bears.setdefault(name, []).append(clause.id)
    if edition.award is not None and assessment.low != assessment.high and not stuck:
        for name in open_facts(at, [edition.award]):
            bears.setdefault(name, []).append("award")
    if assessment.dated.call.at_hour:
        bears.setdefault("project.submitted_at", []).append("call")
    found = [(name, decides) for name, decides in bears.items() if name not in NEVER_ASKED]
    settling = {name for name, _ in found if len(found) > 1 and _settles(assessment, name)}
    facts = assessment.measure.vocabulary.facts
    last = len(facts)

    def rank(entry: tuple[str, list[str]]) -> tuple[bool, int, int]:
        name, decides = entry
        # That the award comes to something is no other matter than how much it is.
        matters = len({*decides} - {SOMETHING})
        return (name not in settling, -matters, facts[name].order if name in facts else last)

    return tuple(each for name, decides in sorted(found, key=rank) for each in _asks(assessment, name, tuple(decides)))


def _asks(assessment: "Assessment", name: str, decides: tuple[str, ...]) -> Iterator[Ask]:
    """Ask for a fact, or for what the law needs to work it out of the applicant's group."""
    grouped = assessment.grouped
    if name == SIZE and grouped is not None and grouped.asks:
        for each in grouped.asks:
            yield Ask(fact=each.fact, question=each.question, type=each.type, decides=decides)
    else:
        yield _ask(assessment, name, decides)


def _settles(assessment: "Assessment", name: str) -> bool:
    """Say whether some value of a fact alone settles verdict and award."""
    edition, open_bits = assessment.dated.edition, assessment.unknown_bits
    # What is met without the fact stays met with it.
    read = [each for bit, each in enumerate(edition.clauses) if open_bits >> bit & 1 and name in each.reads]
    alone = len(read) == open_bits.bit_count()
    for value in _values(assessment, name):
        at = Remembering({**assessment.facts, name: value})
        met = alone
        for each in read:
            held = at.truth(each.settled)
            if held is False:
                return True
            met = met and held is True
        if met:
            low, high = at.value(edition.award) if edition.award is not None else (None, None)
            if low == high:
                return True
    return False


def _values(assessment: "Assessment", name: str) -> tuple[object, ...]:
    """Give the values of a fact on and beside every bound that it is compared with; none if no rule reads it."""
    kept = assessment.dated.said.values
    if name not in kept:
        edition = assessment.dated.edition
        nodes: list[Node] = [clause.settled for clause in edition.clauses if name in clause.reads]
        nodes += [edition.award] if edition.award is not None else []
        facts = [each for node in nodes for each in walk(node) if isinstance(each, Fact) and each.name == name]
        found: dict[object, None] = {}
        for node in nodes if facts else ():
            if facts[0] in walk(node):
                found.update(dict.fromkeys(boundary_values(node, facts[0])))
        kept[name] = tuple(found)
    return kept[name]


def _ask(assessment: "Assessment", name: str, decides: tuple[str, ...]) -> Ask:
    vocabulary, language = assessment.measure.vocabulary, assessment.language
    entry = vocabulary.facts.get(name)
    if entry is None:
        # What law works out elsewhere, but this measure's currency leaves to be stated.
        kind = vocabulary.definitions[name].kind
        question = phrase(language, "state", vocabulary.label(name, language))
        return Ask(fact=name, question=question, type=type_of(kind) if kind is not None else "money", decides=decides)
    question = entry.question.in_language(language)
    if name in assessment.foreign:
        question = f"{question} ({assessment.measure.identity.currency})"
    if any(each == name or each.startswith(f"{name}.") for each in assessment.too_large):
        question = f"{question} ({phrase(language, 'too large')})"
    choices: tuple[str, ...] = ()
    if isinstance(entry.kind, Choice):
        choices = tuple(sorted(assessment.measure.intake.words(name, entry.kind.values)))
    return Ask(fact=entry.input_key, question=question, type=type_of(entry.kind), decides=decides, choices=choices)


def type_of(kind: Kind) -> str:
    """Name a kind as the answer's contract does.

    >>> from intra_core.rules.kinds import number_of
    >>> type_of(number_of("persons"))
    'count persons'
    """
    if isinstance(kind, Number):
        if not kind.unit:
            return "rate"
        unit = kind.unit[0][0]
        if unit == "seconds":
            return "time"
        return (
            "money"
            if unit == "money" or kind.currency
            else unit
            if unit in {"AWU", "m2", "points"}
            else f"count {unit}"
        )
    name = type(kind).__name__
    return {"YesNo": "yes-no", "Day": "day", "MonthDay": "day-of-year", "Records": "list", "Code": "code"}.get(
        name, name.lower()
    )
