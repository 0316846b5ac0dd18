"""The yardstick in zen-engine: a decision graph of one node, an expression for every reason and for the amount."""

import json
from collections.abc import Callable, Mapping, Sequence

import reference
import zen


def within(heads: int, turnover: int, balance: int) -> str:
    """Write one size of the definition."""
    return f"(headcount < {heads} and (turnover <= {turnover} or balance <= {balance}))"


CAP = " ".join(f'category == "{name}" ? {cap} :' for name, cap in reference.CAP_OF.items())
RULES = {
    "size": " or ".join(within(*each) for each in (reference.MICRO, reference.SMALL, reference.MEDIUM)),
    "region": 'startsWith(nuts, "SI03") or startsWith(nuts, "SI04")',
    "sector": f"nace not in {sorted(reference.NACE_OUT)}",
    "difficulty": "not difficulty",
    "age": f"app - inc >= {reference.MIN_AGE}",
    "window": f"app >= {reference.WIN_A} and app <= {reference.WIN_B}",
    "repeat": "vouchers < 1",
    "cost": f"cost >= {reference.MIN_COST}",
    "amount": f"min([floor(cost * 60 / 100), {CAP} null, {reference.DE_MINIMIS} - used])",
    "grant": f"$.amount >= {reference.MIN_GRANT}",
}
REASONS = tuple(name for name in RULES if name != "amount")


def graph() -> str:
    """Write the graph: what comes in, one node of expressions, what goes out."""
    expressions = [{"id": name, "key": name, "value": text} for name, text in RULES.items()]
    content = {"expressions": expressions, "passThrough": False, "executionMode": "single"}
    nodes = [
        {"id": "told", "name": "told", "type": "inputNode", "content": {}},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": content},
        {"id": "answer", "name": "answer", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": f"{source} {target}", "sourceId": source, "targetId": target, "type": "edge"}
        for source, target in (("told", "rules"), ("rules", "answer"))
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def engine() -> zen.ZenEngine:
    """Give an engine whose loader has the graph compiled; a decision that it creates takes many times as long."""
    content = zen.ZenDecisionContent(graph())
    return zen.ZenEngine({"loader": lambda _: content})


def asking() -> Callable[[Mapping[str, object]], Mapping[str, object]]:
    """Give what asks about one application."""
    evaluate = engine().evaluate
    return lambda application: evaluate("voucher", application)


def batch(asked: zen.ZenEngine, applications: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Ask about many applications in one call."""
    answers = asked.evaluate_batch([{"key": "voucher", "context": each} for each in applications])
    return [each["data"]["result"] for each in answers]


def answer(found: Mapping[str, object]) -> tuple[bool, int, int]:
    """Give an answer as the yardstick has it."""
    reasons = sum(1 << place for place, name in enumerate(REASONS) if not found[name])
    amount = found["amount"]
    assert isinstance(amount, int | float)
    return (True, int(amount), 0) if not reasons else (False, 0, reasons)
