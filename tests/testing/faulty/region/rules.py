"""What a line cannot say."""

from intra_core import RuleFunction


def bonus(costs, staff):
    return costs // 100 * min(staff, 5)


FUNCTIONS = (
    RuleFunction(
        name="good.bonus",
        takes=("EUR", "count persons"),
        gives="EUR",
        least=0,
        greatest=10_000_000_000,
        label={"en": "bonus", "sl": "dodatek"},
        call=bonus,
    ),
)
