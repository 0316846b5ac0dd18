"""Sizes of many groups, and of one that grows: groups per second, and time per holding as a ratio of one run."""

import datetime as dt
import random
import time
from decimal import Decimal
from fractions import Fraction
from statistics import median

from intra_core.law.sme.status import sme_status
from intra_core.model.group import AccountingPeriod, Enterprise, Group, Holding, PartyKind
from intra_core.model.money import Money
from intra_core.model.quantity import Share

ON = dt.date(2025, 6, 30)
YEARS = (2022, 2023, 2024)
GROUPS = 100_000
EDGES = (25_000, 100_000)
SHARES = tuple(Share(Fraction(each) / 100) for each in ("10", "24.99", "25", "30", "33.3333", "50", "51", "75", "100"))
KINDS = (*[PartyKind.ENTERPRISE] * 14, PartyKind.PERSON, PartyKind.VENTURE_CAPITAL)


def enterprise(draw: random.Random, name: str, kind: PartyKind = PartyKind.ENTERPRISE) -> Enterprise:
    """Draw an enterprise with the accounts of three years."""
    heads = draw.choice((3, 9, 30, 49, 120, 240, 400))
    periods = tuple(
        AccountingPeriod(
            ends=dt.date(year, 12, 31),
            headcount=Decimal(heads + draw.randrange(10)) / draw.choice((1, 1, 10)),
            turnover=Money(heads * draw.randrange(5_000_000, 30_000_000), "EUR"),
            balance_sheet_total=Money(heads * draw.randrange(5_000_000, 30_000_000), "EUR"),
        )
        for year in YEARS
    )
    return Enterprise(id=name, kind=kind, period=periods if kind is not PartyKind.PERSON else (), market=("m",))


def small_group(draw: random.Random) -> Group:
    """Draw a group of three to ten, most of them in one tree of holdings."""
    names = [f"E{number}" for number in range(draw.randrange(3, 11))]
    parties = [enterprise(draw, name, draw.choice(KINDS) if place else KINDS[0]) for place, name in enumerate(names)]
    held = [each.id for each in parties if each.kind is not PartyKind.PERSON]
    holdings = []
    for place in range(1, len(names)):
        one, other = names[place], draw.choice([each for each in names[:place] if each in held])
        holder, below = (one, other) if one not in held or draw.random() < 0.5 else (other, one)
        share = draw.choice(SHARES)
        holdings.append(Holding(holder=holder, held=below, capital=share, votes=share, control=False))
    return Group(enterprises=tuple(parties), holdings=tuple(holdings))


def large_group(edges: int) -> Group:
    """Make one group of so many holdings: a tree of enterprises with cross-holdings of a few per cent."""
    draw = random.Random(edges)  # noqa: S311 (a fixed seed is meant)
    count = edges // 2
    all_of, little = Share(Fraction(6, 10)), Share(Fraction(1, 100))
    holdings = []
    for number in range(1, count):
        for holder, share in ((draw.randrange(number), all_of), (draw.randrange(count), little)):
            holdings.append(Holding(holder=f"E{holder}", held=f"E{number}", capital=share, votes=share, control=False))
    return Group(enterprises=tuple(enterprise(draw, f"E{number}") for number in range(count)), holdings=tuple(holdings))


def many_groups() -> None:
    """Time the sizes of many small groups, answers only, and of some of them as JSON."""
    draw = random.Random(2003_361)  # noqa: S311 (a fixed seed is meant)
    taken = 0.0
    found: dict[str, int] = {}
    for _ in range(100):
        told = [small_group(draw) for _ in range(GROUPS // 100)]
        start = time.perf_counter()
        statuses = [sme_status(each, "E0", ON).status for each in told]
        taken += time.perf_counter() - start
        for each in statuses:
            found[each] = found.get(each, 0) + 1
    assert found.keys() >= {"micro", "small", "medium", "large"}, found
    print(f"{GROUPS} groups of 3 to 10, three years:  {taken:6.1f} s, {GROUPS / taken:7.0f} groups a second (no goal)")


def one_that_grows() -> None:
    """Compare the time per holding of two groups, one four times the other."""
    groups = [large_group(each) for each in EDGES]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(3):
        for place, each in enumerate(groups):
            start = time.perf_counter()
            found = sme_status(each, "E0", ON)
            times[place].append(time.perf_counter() - start)
            assert len(found.counted) == len(each.enterprises)
    small, large = map(median, times)
    growth = large / small / (len(groups[1].holdings) / len(groups[0].holdings))
    per = f"{growth:5.2f} x per holding of {EDGES[0]} (goal: 1.5)"
    print(f"one group of {EDGES[1]} holdings:         {large:6.1f} s, {per}")


def main() -> None:
    """Measure both."""
    many_groups()
    one_that_grows()


if __name__ == "__main__":
    main()
