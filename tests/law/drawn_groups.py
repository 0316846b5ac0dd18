"""Small random groups close to every boundary, each drawn by picking one of some choices after another."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from tests.law.groups import money

from intra_core.model.group import AccountingPeriod, Adjacent, Enterprise, Group, Holding, Jointly, PartyKind
from intra_core.model.quantity import Share

ON = dt.date(2025, 6, 30)
YEARS = (2022, 2023, 2024)
CENT = Fraction(1, 100_000_000)
HELD = [each for each in PartyKind if each.value not in {"person", "public-body", "local-authority"}]
"""Whoever can be held."""
KINDS = (*[PartyKind.ENTERPRISE] * 12, *[PartyKind.PERSON] * 6, *PartyKind, PartyKind.LOCAL_AUTHORITY)
UNSAID = {
    PartyKind.UNIVERSITY, PartyKind.RESEARCH_CENTRE, PartyKind.INSTITUTIONAL_INVESTOR,
    PartyKind.REGIONAL_DEVELOPMENT_FUND,
}  # fmt: skip
"""Of whom the kind alone does not say whether they are public bodies."""
PERCENT = ("0", "10", "15", "24.99", "25", "26", "30", "40", "49.99", "50", "50.01", "60", "100")
SHARES = tuple(Share(Fraction(each) / 100) for each in PERCENT)
FIGURES = (
    ("4.5", 1, 1), ("9.99", 2, 9), ("9", 2 + CENT, 2), ("10", 2, 2), ("5", 2 + CENT, 2 + CENT),
    ("20", 5, 5), ("49.9", 10, 90), ("1", 90, 10), ("50", 1, 1), ("1", 10 + CENT, 10 + CENT),
    ("100", 30, 30), ("249.6", 50, 90), ("5", 90, 43), ("250", 1, 1), ("5", 50 + CENT, 43 + CENT), ("400", 90, 90),
    ("0", 0, 0),
)  # fmt: skip
DAYS = (dt.date(2022, 12, 31), dt.date(2023, 6, 30), dt.date(2024, 12, 31), dt.date(2025, 1, 1), ON)
POLICIES = {
    "ownership_change": ("user_guide_immediate", "kerkosand_two_years"),
    "crossing": ("both-periods", "latest"),
    "votes_of_linked": ("added", "separate"),
    "partner_of_several": ("greatest", "added"),
    "managing_investor": ("excluded", "control-decides"),
    "investors_jointly": ("all-of-them", "linked-ones"),
    "public_control": ("majority", "quarter"),
}
policies = st.fixed_dictionaries({}, optional={name: st.sampled_from(each) for name, each in POLICIES.items()})


class Drawing:
    """A group, drawn with a `pick` that takes one of some choices."""

    def __init__(self, pick, *, dated=True, most=6):
        self.pick, self.dated = pick, dated
        self.names = "ABCDEF"[: pick(range(2, most + 1))]
        self.kinds = {name: PartyKind.ENTERPRISE if name == "A" else pick(KINDS) for name in self.names}

    def one_in(self, count):
        return self.pick(range(count)) == count - 1

    def periods(self):
        """Accounts of three years: mostly alike, sometimes consolidated ones without staff."""
        figures = self.pick(FIGURES)
        found = []
        for year in YEARS:
            if self.one_in(3):
                figures = self.pick(FIGURES)
            heads, turnover, balance = figures
            silent = self.one_in(10)
            found.append(
                AccountingPeriod(
                    ends=dt.date(year, 12, 31),
                    headcount=None if silent else Decimal(heads),
                    own_headcount=Decimal(heads) if silent else None,
                    turnover=money(turnover),
                    balance_sheet_total=money(balance),
                )
            )
        return tuple(found)

    def party(self, name):
        kind = self.kinds[name]
        authority = kind is PartyKind.LOCAL_AUTHORITY
        later = [each for each in self.names if each > name and self.kinds[each] in HELD]
        return Enterprise(
            id=name,
            kind=kind,
            period=self.periods(),
            market=tuple(self.pick(("", "m", "m", "n", "mo"))),
            budget=money(self.pick((9, 10 - CENT, 10))) if authority else None,
            inhabitants=self.pick((4999, 5000)) if authority else None,
            public=self.pick((True, False)) if kind in UNSAID else None,
            consolidated_in=self.pick(later) if later and kind in HELD and self.one_in(5) else None,
            consolidated_share=self.pick((None, None, SHARES[6])),
        )

    def holding(self):
        holder = self.pick(self.names)
        held = self.pick([name for name in self.names if self.kinds[name] in HELD and name != holder] or ["A"])
        capital = self.pick(SHARES)
        angel = self.kinds[holder] is PartyKind.BUSINESS_ANGEL
        dated = self.dated and self.one_in(4)
        return Holding(
            holder=holder,
            held=held,
            capital=capital,
            votes=capital if self.one_in(2) else self.pick(SHARES),
            control=self.one_in(8),
            investment=money(self.pick((0, Fraction(1, 2), Fraction(5, 4) - CENT, Fraction(5, 4)))) if angel else None,
            manages=self.one_in(5),
            since=self.pick(DAYS) if dated else None,
            until=self.pick(DAYS) if dated and self.one_in(2) else None,
        )

    def group(self):
        persons = [name for name in self.names if self.kinds[name] is PartyKind.PERSON]
        return Group(
            enterprises=tuple(self.party(name) for name in self.names),
            holdings=tuple(self.holding() for _ in range(self.pick(range(1, 9)))),
            adjacent=(Adjacent(markets=("m", "n")),) if self.one_in(2) else (),
            jointly=(Jointly(persons=tuple(persons[:2])),) if len(persons) > 1 and self.one_in(2) else (),
        )


@st.composite
def groups(draw, dated=True, most=6):
    """A group in which everything is told."""
    return Drawing(lambda choices: draw(st.sampled_from(choices)), dated=dated, most=most).group()
