"""The yardstick's three-valued query as SQL, for engines that speak it: verdict, award and all nine rules."""

import reference
import yardstick

DIALECTS = {
    "duckdb": {"quotient": "cost * 60 // 100", "starts": "starts_with", "days": "app - inc"},
    "spark": {"quotient": "cost * 60 div 100", "starts": "startswith", "days": "datediff(app, inc)"},
}
RULES = ("size", "region", "sector", "difficulty", "age", "in_time", "repeat", "enough_cost", "enough_grant")
"""The rules by names that no dialect reserves, in the order of the yardstick's."""


def day(number: int) -> str:
    """Write a day of the yardstick as a literal."""
    return f"date '{yardstick.day(number)}'"


def within(heads: int, turnover: int, balance: int) -> str:
    """Write one size of the definition."""
    return f"(headcount < {heads} and (turnover <= {turnover} or balance <= {balance}))"


def three_valued(dialect: str, table: str) -> str:
    """Write the query over a table whose columns are the yardstick's, days as dates."""
    words = DIALECTS[dialect]
    caps = " ".join(f"when '{name}' then {cap}" for name, cap in reference.CAP_OF.items())
    share, room = words["quotient"], f"{reference.DE_MINIMIS} - used"
    rules = (
        " or ".join(within(*each) for each in (reference.MICRO, reference.SMALL, reference.MEDIUM)),
        f"{words['starts']}(nuts, 'SI03') or {words['starts']}(nuts, 'SI04')",
        f"nace not in {tuple(sorted(reference.NACE_OUT))}",
        "not difficulty",
        f"{words['days']} >= {reference.MIN_AGE}",
        f"app >= {day(reference.WIN_A)} and app <= {day(reference.WIN_B)}",
        "vouchers < 1",
        f"cost >= {reference.MIN_COST}",
        # No ceiling is below the least grant, so nobody needs to know the category for it.
        f"{share} >= {reference.MIN_GRANT} and {room} >= {reference.MIN_GRANT}",
    )
    columns = ", ".join(f"({text}) as {name}" for name, text in zip(RULES, rules, strict=True))
    verdict = " and ".join(RULES)
    # An amount up to the lowest of the ceilings is known without the category too.
    amount = (
        f"case when category is not null then least(share, case category {caps} end, room) "
        f"when least(share, room) <= {min(reference.CAPS)} then least(share, room) end"
    )
    return (
        f"select id, ({verdict}) as verdict, case when {verdict} then {amount} end as award, {', '.join(RULES)} "  # noqa: S608 (of constants)
        f"from (select id, category, {share} as share, {room} as room, {columns} from {table})"
    )
