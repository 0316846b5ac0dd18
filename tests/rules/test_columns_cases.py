"""Rules whose columns are written in a way of their own: each comes to what three values come to, whatever is told."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import product
from typing import Any

import narwhals.stable.v2 as nw
import pytest
from attrs import evolve, field, frozen
from tests.engines import frame
from tests.rules.columns import Row, differences
from tests.rules.expressions import FACTS, PER_M2, VOCABULARY, Case, Rule, Unbounded, facts_in

from intra_core.model.days import FIRST, LAST
from intra_core.model.text import LocalizedText
from intra_core.rules.check import check
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table
from intra_core.rules.functions import RuleFunction
from intra_core.rules.kinds import MONEY, RATE, Choice, Kind, number_of
from intra_core.rules.vocabulary import Definition, FactEntry

ENGINES = ("polars", "pyarrow")
"""In DuckDB functions are not asked row by row; it has its rows elsewhere."""
DAY = 738_000
PAYMENTS = ({"amount": 40_000, "day": DAY, "final": True}, {"day": DAY + 30, "final": False})
COSTS = (
    {"net": 100_000, "share": 5_000, "incurred": DAY, "nights": 2, "kind": "fee", "payments": PAYMENTS},
    {"net": 30_000, "share": 0, "incurred": DAY - 400, "kind": "travel", "settled": False, "payments": ()},
    {"kind": "stand"},
)
AWARDS = ({"amount": 100_000, "size": "small"}, {"granted": DAY})
TOLD: Mapping[str, Sequence[Any]] = {
    "costs.planned": (0, 99_999, 166_666, 166_667, 10**11),
    "aid.past": (0, 99_999, 10**11),
    "turnover": (0, 9, 10, 16, 17, 49_999, 50_000, 9 * 10**15),
    "event.foreign": (0, 5_000, 10**5),
    "staff": (0, 9, 10**6),
    "stand.area": (1, 90_000),
    "nights": (0, 3),
    "wait": (0, 30, 10**5),
    "age": (0, 3, 10**4),
    "on": (FIRST, DAY, LAST),
    "registered": (FIRST, DAY, LAST),
    "year_end": (331, 1231),
    "insolvent": (False, True),
    "first": (False, True),
    "size": ("micro", "medium"),
    "scale": ("micro", "small"),
    "area": ("east", "west"),
    "activity": ("2:01.11", "2:10", "2.1:62.10", "2.1:01"),
    "seat": ("SI031", "SI0", "AT11"),
    "market": ("DE", "US"),
    "partner": ("DE", "AT", "US"),
    "cost": ((), COSTS[1:2], COSTS),
    "award": ((), AWARDS),
}
"""What each fact may be told as; beside that it may not be told at all."""


def smallest(staff: Any) -> Any:
    """The least class there is for so many persons, as a column."""
    return nw.when(staff < 10).then(nw.lit("micro")).otherwise(nw.lit("small"))


def made(name: str, gives: str, call: Any, columns: Any) -> RuleFunction:
    return RuleFunction(
        name=name, takes=("count persons",), gives=gives, label={"en": name}, call=call, columns=columns
    )


def told(name: str, kind: Kind, high: int) -> FactEntry:
    text = LocalizedText({"en": name})
    return FactEntry(name=name, kind=kind, label=text, question=text, low=0, high=high, order=len(FACTS))


KNOWN = evolve(
    VOCABULARY,
    facts={
        **VOCABULARY.facts,
        "scale": told("scale", Choice({"micro", "small"}), 0),
        "turnover": told("turnover", number_of(MONEY), 9 * 10**15),
    },
    functions={**VOCABULARY.functions, **{each.name: each for each in (
        made("made.least_size", "choice micro small", lambda staff: "micro" if staff < 10 else "small", smallest),
        made("made.even", "yes-no", lambda staff: staff % 2 == 0, lambda staff: staff % 2 == 0),
    )}},
)  # fmt: skip
"""The vocabulary of generated rules; a choice of few words, great amounts, columnar functions that give no number."""


@frozen(eq=False)
class Worked:
    """A rule with its figures. `without` are facts that the frame has no column for."""

    text: str
    figures: Mapping[str, Figure] = field(factory=dict)
    without: Collection[str] = ()
    rounded: tuple[str, tuple[int, int], Kind] | None = None
    """How, to what step, and of what."""
    asked: str = ""
    """What is asked of it then."""

    def __str__(self) -> str:
        return " without ".join([f"{self.text}{self.asked}", *sorted(self.without)])

    @property
    def case(self) -> Case:
        meanings = Unbounded(KNOWN, "EUR", {}, {}, self._defined, frozenset({"fee", "travel"}), {})
        text = self.text if self.rounded is None else f"made{self.asked}"
        known = {name: settled(figure) for name, figure in self.figures.items()}
        return Case(Rule(text, self._defined, meanings, check(text, meanings, None)), known, self.figures, {}, {})

    @property
    def _defined(self) -> dict[str, Definition]:
        if self.rounded is None:
            return {}
        how, step, kind = self.rounded
        return {"made": Definition(name="made", text=self.text, rounding=how, step=step, step_kind=kind)}

    def rows(self) -> list[Row]:
        """Give every combination of what may be told."""
        names = sorted({"on", *facts_in(self.case.node)}.difference(self.without))
        options = [[*TOLD[name], None] if name != "on" else TOLD[name] for name in names]
        every = (zip(names, told, strict=True) for told in product(*options))
        return [{name: each for name, each in row if each is not None} for row in every]


def settled(figure: Figure) -> Figure:
    """Give a figure that an open one may turn out to be."""
    match figure:
        case Table(rows=rows):
            return Table({words: settled(row) for words, row in rows.items()})  # type: ignore[misc] # of rows that are
        case Open(low=low, words=words):
            return Known(min(words) if words else max(low, Fraction(1)))
        case _:
            return figure


HALF = Known(Fraction(1, 2))
CENT = Fraction(1, 100)
ONE = Fraction(1)
FAR = Fraction(10**14)
"""So many whole units are beyond all bounds: a figure that may come to it has none."""
NONE = Open(Fraction(-FAR), FAR)
"""A figure of which nothing is known: on a day between versions of another form even a divisor is one."""
MICRO, SMALL = Open(words=frozenset({"micro"})), Open(words=frozenset({"small"}))

WIDE = Open(Fraction("0.333333"), FAR)
ANY_SHARE: dict[str, Figure] = {"intensity": Open(Fraction("0.0001"), MOST)}
ANY_RATE: dict[str, Figure] = {"intensity": Open(LEAST - Fraction("0.0001"), MOST), "price": Known(ONE)}
WHOLE_RATE = ("down", (1, 100), RATE)
DOUBTFUL = Open(Fraction(-5), Fraction(5))
HALF_AT_MOST: dict[str, Figure] = {"intensity": Open(LEAST - Fraction("0.0001"), Fraction(1, 2))}
AGES = Bands(((Fraction(1), "low"), (Fraction(3), "high")))
RATES = Table(
    {(word,): Known(Fraction(rate)) for word, rate in (("micro", "0.5"), ("small", "0.6"), ("medium", "0.4"))}
)
CAPS = Table({
    (size, area): Open(CENT, ONE) if area == "east" else Known(Fraction(1000))
    for size in ("micro", "small", "medium") for area in ("east", "west")
})  # fmt: skip


def sizes(east: Any, west: Any) -> Table:
    return Table({("east",): east, ("west",): west})


def euros(**figures: int | str) -> dict[str, Figure]:
    return {name: Known(Fraction(each)) for name, each in figures.items()}


CONDITIONS = (
    # Two numbers that may both be missing: one of them decides where it is at the end of what the other can be.
    Worked("costs.planned <= aid.past"),
    Worked("costs.planned < aid.past"),
    Worked("costs.planned == aid.past"),
    Worked("costs.planned > aid.past + debt", euros(debt=-5)),
    Worked("costs.planned + fee > debt - aid.past", euros(fee=5, debt=0)),
    Worked("costs.planned + aid.past <= price", euros(price=1000)),
    Worked("costs.planned + aid.past > price", euros(price=1000)),
    Worked("price >= costs.planned - aid.past", euros(price=1000)),
    Worked("price - costs.planned < fee - aid.past", euros(price=1000, fee=1)),
    Worked("price - costs.planned < aid.past", euros(price=1000)),
    # A number, and one that is the same in every row.
    Worked("costs.planned == price", euros(price=1000)),
    Worked("costs.planned + price != debt", euros(price=1, debt=-1)),
    Worked("price - costs.planned < fee", euros(price=1000, fee="0.01")),
    Worked("price <= fee - costs.planned", euros(price=1000, fee=2000)),
    Worked("costs.planned * intensity < costs.planned * bonus", euros(intensity="0.5", bonus=0)),
    Worked("event.foreign * debt < fee", euros(debt=-2000, fee="0.01")),
    Worked("event.foreign * debt < debt", euros(debt=-2000)),
    Worked("debt < event.foreign * debt", euros(debt=-2000)),
    Worked("floor <= event.foreign * debt", euros(debt=-2000, floor=0)),
    Worked("floor - fee <= event.foreign * debt", euros(debt=-2000, floor=0, fee=1000)),
    Worked("(stay if first else stay) == (stay if insolvent else stay)", euros(stay=3)),
    Worked("fee < costs.planned * intensity", euros(fee=1000, intensity="0.6")),
    Worked("fee <= costs.planned * intensity", euros(fee=1000, intensity="0.6")),
    Worked("costs.planned * intensity < fee", euros(fee=1000, intensity="0.6")),
    Worked("costs.planned * intensity <= fee", euros(fee=1000, intensity="0.6")),
    Worked("rate_of[scale] > bonus", {"rate_of": RATES, **euros(bonus="0.45")}),
    # Quotients of which little is known.
    Worked("costs.planned / price", {"price": NONE, **euros(bonus=0)}, rounded=WHOLE_RATE, asked=" >= bonus"),
    Worked(
        "costs.planned / (price + aid.past)", {"price": NONE, **euros(bonus=0)}, rounded=WHOLE_RATE, asked=" >= bonus"
    ),
    Worked(
        "costs.planned / (price + aid.past)",
        {"price": DOUBTFUL, **euros(bonus=0)},
        rounded=WHOLE_RATE,
        asked=" < bonus",
    ),
    # A number of which nothing is known.
    Worked("costs.planned < debt", {"debt": Open(LEAST, MOST)}),
    Worked("debt < costs.planned", {"debt": Open(LEAST, MOST)}),
    # Days that are moved beyond the calendar.
    Worked("on + one_day >= registered", euros(one_day=10**8)),
    Worked("add_years(registered, span) >= on", euros(span=20_000)),
    Worked("registered - (notice + wait) <= on", euros(notice=3)),
    Worked("max(on + max(notice, wait), registered) > registered", {"notice": Open(Fraction(0), FAR)}),
    Worked("registered + notice > on", {"notice": Open(Fraction(0), FAR)}, {"registered"}),
    Worked(
        "add_years(cutoff, age - span) <= opening",
        {
            "cutoff": Open(DAY, DAY + 400),
            "span": Open(Fraction(3), FAR),
            "opening": Known(Fraction(DAY)),
        },
    ),
    # One side alone decides at the ends of the calendar, whatever the other is.
    Worked("registered <= min(call.costs.since for x in cost)", {"call.costs.since": Known(Fraction(DAY))}),
    Worked("registered <= made.due(cutoff, wait)", {"cutoff": Open(DAY, DAY + 400)}),
    # More than a column can hold: what is on both sides of a comparison is divided out.
    Worked("turnover >= costs.planned * intensity", ANY_SHARE),
    Worked("turnover >= costs.planned * intensity", HALF_AT_MOST),
    Worked("turnover > costs.planned * intensity", HALF_AT_MOST),
    Worked("turnover > costs.planned * intensity", ANY_SHARE),
    Worked("turnover <= costs.planned * intensity", ANY_SHARE),
    Worked("turnover < costs.planned * intensity", ANY_SHARE),
    Worked("turnover < (costs.planned * intensity if first else costs.planned)", ANY_RATE),
    Worked("turnover >= (costs.planned * intensity if first else costs.planned)", ANY_RATE),
    Worked("price - turnover < (costs.planned * intensity if first else costs.planned)", ANY_RATE),
    Worked("price - turnover >= (costs.planned * intensity if first else costs.planned)", ANY_RATE),
    Worked(
        "costs.planned * bonus <= price - sum(x.amount for x in award)",
        {"bonus": Open(Fraction(0), FAR), "price": Known(Fraction(1000))},
    ),
    # Truths.
    Worked("first if insolvent else costs.planned > fee", euros(fee=1)),
    # Words.
    Worked("size != size"),
    Worked("size == scale"),
    Worked("size == size_of[area]", {"size_of": sizes(MICRO, SMALL)}),
    Worked("scale == size_of[area]", {"size_of": sizes(MICRO, MICRO)}),
    Worked("size_of[area] == size_of[area]", {"size_of": sizes(MICRO, SMALL)}),
    Worked("size_of[area] == size_of[area]", {"size_of": sizes(MICRO, MICRO)}),
    Worked("mode != mode", {"mode": Open(words=frozenset({"fast"}))}),
    Worked("(size if first else size_of[area]) not in sizes.small", {"size_of": sizes(Known("micro"), Known("small"))}),
    Worked("size not in sizes.small", without={"size"}),
    Worked("made.sector(partner) in sectors.out"),
    Worked("made.sector(partner) in sectors.out", without={"partner"}),
    Worked("activity in sectors.out"),
    Worked("seat in places.east"),
    Worked("made.fits(size, first, aid.past)"),
    Worked("made.fits(size_of[area], first, floor)", {"size_of": sizes(MICRO, SMALL), "floor": Known(Fraction(1000))}),
    Worked('made.least_size(staff) == "small"'),
    Worked("made.even(staff)"),
    Worked("made.even(team) or first", euros(team=3)),
    Worked('band(age, class_of_age) == "low"', {"class_of_age": AGES}),
    Worked('band(age, class_of_age) == "low"', {"class_of_age": AGES}, {"age"}),
    # Lists.
    Worked("count(cost) >= count(x for x in cost)"),
    Worked("count(x for x in cost if x.settled) > lines", euros(lines=0)),
    Worked("any(sum(y.amount for y in x.payments) < x.net for x in cost)"),
    Worked("any(any(y.final and y.amount < x.net for y in x.payments) for x in cost)"),
    Worked("any(any(y.final and y.amount < x.net for y in x.payments) for x in cost)", without={"cost"}),
    Worked("all(count(y for y in x.payments if y.day > x.incurred) > instalments for x in cost)", euros(instalments=0)),
)
NUMBERS = (
    Worked("min(costs.planned if first else ceiling, aid.past)", {"ceiling": Open(ONE, FAR)}),
    Worked("max(costs.planned if first else debt, aid.past)", {"debt": Open(LEAST, FAR)}),
    Worked("min(ceiling, price)", {"ceiling": Open(ONE, FAR), "price": Open(CENT, FAR)}),
    Worked("costs.planned if aid.past >= debt else fee", euros(debt=-1, fee=1)),
    Worked("made.trimmed(costs.planned)"),
    Worked("(price - aid.past) - (fee - costs.planned)", euros(price=1000, fee=1)),
    Worked("made.trimmed(fee) - (fee + costs.planned)", {"fee": Open(CENT, ONE)}),
    Worked("cap_of[size, area] - made.trimmed(floor)", {"cap_of": CAPS, "floor": Open(Fraction(0), Fraction(1))}),
    Worked("rate_of[scale]", {"rate_of": RATES}),
    Worked("rate_of[size]", {"rate_of": RATES}),
    Worked(
        "min((one_day - notice) if first else one_day, (notice + wait) - (call.costs.until - on))",
        {
            "one_day": Open(Fraction(1), Fraction(10)),
            "notice": Open(Fraction(30), FAR + 30),
            "call.costs.until": Known(DAY),
        },
    ),
    Worked("price.area if insolvent else price.area", {"price.area": WIDE}),
    # Products whose sides may lie on both sides of nothing, or beyond all bounds.
    Worked(
        "(team - staff) * max(intensity for x in award)", {"team": Open(ONE, FAR), "intensity": Known(Fraction("0.6"))}
    ),
    Worked(
        "(team - staff) * max(intensity for x in award)",
        {"team": Open(ONE, FAR), "intensity": Known(Fraction("0.6"))},
        {"award"},
    ),
    Worked(
        "(team - staff) * max(intensity for x in award)",
        {"team": Open(ONE, FAR), "intensity": Known(Fraction("0.6"))},
        {"staff"},
    ),
    Worked(
        "(price.area if insolvent else price.area) * max(bonus for x in award)",
        {"price.area": WIDE, "bonus": Open(Fraction("0.09"), FAR)},
        rounded=("down", (1, 3), PER_M2),
    ),
    Worked(
        "max(costs.planned, ceiling) * (sum(bonus for x in award) - event.foreign * bonus)",
        {"ceiling": Known(Fraction(3000)), "bonus": Open(Fraction(0), FAR)},
    ),
    # Years.
    Worked("years_between(registered, on)"),
    Worked("year(registered)"),
    Worked("fiscal_year(registered, year_end)"),
    Worked("max(x.incurred for x in cost)"),
    # Quotients.
    Worked("costs.planned / price", euros(price=3), rounded=("half-up", (1, 100), RATE)),
    Worked("costs.planned / price", {"price": NONE}, rounded=("down", (1, 100), RATE)),
    Worked("costs.planned / price", {"price": Open(Fraction(-1), Fraction(1))}, rounded=("up", (1, 100), RATE)),
    Worked("fee / price", {"price": NONE, "fee": Known(Fraction(3))}, rounded=("half-up", (1, 100), RATE)),
    Worked(
        "(costs.planned + fee) / (price + aid.past)",
        {"price": NONE, "fee": Known(ONE)},
        rounded=("down", (1, 100), RATE),
    ),
    Worked(
        "(costs.planned + fee) / (price + aid.past)",
        {"price": Open(Fraction(-5), Fraction(5)), "fee": Known(ONE)},
        rounded=("down", (1, 100), RATE),
    ),
    Worked(
        "price.area / intensity",
        {"price.area": WIDE, "intensity": Open(Fraction(31, 25), Fraction(4005, 4))},
        rounded=("half-up", (1, 3), PER_M2),
    ),
    # Sums of lists.
    Worked("sum(costs.planned - x.net for x in cost)"),
    Worked("sum(fee for x in cost)", {"fee": Open(Fraction(0), FAR)}),
)


def numbered(cases: Sequence[Worked]) -> list[str]:
    """Name each by its text; several may have one text and other figures."""
    return [f"{number} {each}" for number, each in enumerate(cases, 1)]


def both(worked: Worked, engine: str) -> None:
    left_out: list[Case] = []
    found = differences([worked.case], worked.rows(), engine, partial(frame, engine), worked.without, left_out)
    assert not left_out
    assert not found, "\n\n".join(found[:3])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("worked", CONDITIONS, ids=numbered(CONDITIONS))
def test_a_condition_is_met_as_three_values_have_it(worked: Worked, engine: str) -> None:
    both(worked, engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("worked", NUMBERS, ids=numbered(NUMBERS))
def test_a_number_comes_to_what_three_values_have_it_at(worked: Worked, engine: str) -> None:
    both(worked, engine)
