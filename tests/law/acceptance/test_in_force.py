"""From which day on each figure is in force, and until which: what a single answer cannot tell of one figure alone."""

import datetime as dt

DAY = dt.timedelta(1)
SINCE = {
    dt.date(2005, 1, 1): (  # Recommendation 2003/361/EC, Article 9
        "sme.headcount_micro", "sme.headcount_small", "sme.headcount_medium", "sme.turnover_micro",
        "sme.turnover_small", "sme.turnover_medium", "sme.balance_micro", "sme.balance_small", "sme.balance_medium",
        "sme.partner_share", "sme.public_share", "sme.angel_investment", "sme.authority_budget",
        "sme.authority_inhabitants",
    ),
    dt.date(2025, 5, 21): ("sme.headcount_mid_cap", "sme.turnover_mid_cap", "sme.balance_mid_cap"),  # 2025/1099
}  # fmt: skip


def test_each_figure_is_in_force_from_its_day(law):
    for day, names in SINCE.items():
        for name in names:
            assert law.figure(name, day) is not None, name
            assert law.figure(name, day - DAY) is None, name
