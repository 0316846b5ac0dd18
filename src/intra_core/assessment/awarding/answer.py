"""Awards as plain data, in the keys of the JSON contract (schemas/rank.json)."""

from collections.abc import Iterable

from intra_core.assessment.awarding.awards import Awards, Decision, Pot
from intra_core.assessment.awarding.rule import AwardRule
from intra_core.assessment.explanation import basis_to_dict
from intra_core.model.money import Money


def awards_to_dict(found: Awards, call: str, decisions: Iterable[Decision]) -> dict[str, object]:
    """Give what was granted, with the rule it rests on."""
    return {
        "call": call,
        "rule": rule_to_dict(found.rule),
        "candidates": {"count": len(found), "ranked": len(found.ordered), "digest": found.digest},
        "granted": str(Money(found.total, found.rule.currency)),
        "pots": [pot_to_dict(each, found.rule.currency) for each in found.pots],
        "decisions": [decision_to_dict(each) for each in decisions],
    }


def rule_to_dict(rule: AwardRule) -> dict[str, object]:
    """Give a rule, and what of it was chosen and not said by the call."""

    def money(minor: int) -> str:
        return str(Money(minor, rule.currency))

    return {
        "order": rule.order,
        "ties": [{"by": each.by, "first": each.first} for each in rule.ties],
        "last": rule.last,
        "beyond": rule.beyond,
        "members": rule.members,
        "unused_reserve": rule.unused_reserve,
        "least_merit": f"{rule.least_merit:f}" if rule.least_merit is not None else None,
        "budget": money(rule.budget) if rule.budget is not None else None,
        "budgets": {word: money(each) for word, each in rule.budgets.items()},
        "reserves": {name: money(each) for name, each in rule.reserves.items()},
        "seed": rule.seed,
        "chosen": [{"key": each.key, "value": each.value, "instead_of": each.instead_of} for each in rule.chosen],
        "basis": basis_to_dict(rule.basis) if rule.basis is not None else None,
    }


def pot_to_dict(pot: Pot, currency: str) -> dict[str, object]:
    """Give a part of the money."""

    def money(minor: int) -> str:
        return str(Money(minor, currency))

    return {
        "pot": pot.name,
        "money": money(pot.money),
        "granted": money(pot.granted),
        "freed": money(pot.freed),
        "left": money(pot.left),
        "reached_at": pot.reached_at,
    }


def decision_to_dict(told: Decision) -> dict[str, object]:
    """Give the decision on one application."""
    return {
        "id": told.id,
        "rank": told.rank,
        "asked": str(Money(told.asked, told.currency)),
        "granted": str(Money(told.granted, told.currency)),
        "reason": told.reason.value,
        "short": list(told.short),
        "left": str(Money(told.left, told.currency)),
        "reached_at": told.reached_at,
        "waiting": told.waiting,
        "points": f"{told.points:f}" if told.points is not None else None,
        "lot": told.lot_text,
        "says": told.says,
    }
