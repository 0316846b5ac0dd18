"""The yardstick in datalogic-py: one JSONLogic rule whose answer has every reason and the amount."""

import datalogic_py
import reference

Logic = object


def told(name: str) -> Logic:
    """Read a fact."""
    return {"var": name}


def within(heads: int, turnover: int, balance: int) -> Logic:
    """Write one size of the definition."""
    sums = [{"<=": [told("turnover"), turnover]}, {"<=": [told("balance"), balance]}]
    return {"and": [{"<": [told("headcount"), heads]}, {"or": sums}]}


CAP = [part for name, cap in reference.CAP_OF.items() for part in ({"==": [told("category"), name]}, cap)]
AMOUNT = {
    "min": [
        {"floor": {"/": [{"*": [told("cost"), reference.RATE_NUM]}, reference.RATE_DEN]}},
        {"if": [*CAP, None]},
        {"-": [reference.DE_MINIMIS, told("used")]},
    ]
}
RULES = {
    "size": {"or": [within(*each) for each in (reference.MICRO, reference.SMALL, reference.MEDIUM)]},
    "region": {"or": [{"starts_with": [told("nuts"), each]} for each in ("SI03", "SI04")]},
    "sector": {"!": {"in": [told("nace"), sorted(reference.NACE_OUT)]}},
    "difficulty": {"!": told("difficulty")},
    "age": {">=": [{"-": [told("app"), told("inc")]}, reference.MIN_AGE]},
    "window": {"<=": [reference.WIN_A, told("app"), reference.WIN_B]},
    "repeat": {"<": [told("vouchers"), 1]},
    "cost": {">=": [told("cost"), reference.MIN_COST]},
    "grant": {">=": [AMOUNT, reference.MIN_GRANT]},
}


def compiled() -> datalogic_py.Rule:
    """Compile the rule once."""
    return datalogic_py.Engine(templating=True).compile({**RULES, "amount": AMOUNT})


def answer(found: dict[str, object]) -> tuple[bool, int, int]:
    """Give an answer as the yardstick has it."""
    reasons = sum(1 << place for place, name in enumerate(RULES) if not found[name])
    amount = found["amount"]
    assert isinstance(amount, int | float)
    return (True, int(amount), 0) if not reasons else (False, 0, reasons)
