"""Worked examples of what generated cases reach only by chance."""

from fractions import Fraction

from intra_core.rules import scalar
from intra_core.rules.asks import open_facts
from intra_core.rules.causes import smallest_cause
from intra_core.rules.figures import LEAST, MOST, Bands, Figure, Known, Open, Table, Why
from intra_core.rules.history import either
from intra_core.rules.kinds import Choice, Code, Number, YesNo, number_of
from intra_core.rules.language import (
    Among,
    And,
    Choose,
    Fact,
    Least,
    Lookup,
    Named,
    Or,
    Parameter,
    Product,
    Rounded,
)
from intra_core.rules.possible import Possible
from intra_core.rules.settle import Settling

EUR = number_of("EUR")
RATE = Number()
COST = Fact("cost", EUR, 0, 10**9)


def never(_: object) -> tuple[int, int, int | None, int | None]:
    raise AssertionError("complete facts are decided without the other reading")


def test_two_tables_cover_each_other_row_by_row():
    first = Table({("a",): Known(Fraction(1)), ("b",): Known(Fraction(2))})
    second = Table({("a",): Known(Fraction(3)), ("b",): Known(Fraction(2))})
    assert either(first, second) == Table({
        ("a",): Open(Fraction(1), Fraction(3), why=Why.CHANGED),
        ("b",): Known(Fraction(2)),
    })  # fmt: skip


def test_a_table_and_bands_cover_everything():
    bands = Bands(((Fraction(0), "low"),))
    assert either(Table({("a",): Known(Fraction(1))}), bands) == Open(LEAST, MOST, why=Why.CHANGED)


def test_a_cause_of_many_facts_is_thinned_out_and_not_searched_for():
    failed = [Fact(f"f{number:02}", YesNo()) for number in range(13)]
    idle = Fact("idle", YesNo())
    node = And((Or((idle, *failed)), Or((idle, failed[0], failed[1]))))
    facts = {**{each.name: False for each in failed}, "idle": False}
    assert smallest_cause(node, facts) == ("idle", "f00", "f01")
    every = And((Or(tuple(failed)), Or((idle, *failed))))
    assert smallest_cause(every, facts) == tuple(each.name for each in failed)


def test_a_table_of_two_words_is_looked_up_by_both():
    sizes, areas = Choice({"small", "large"}), Choice({"east", "west"})
    words = (Fact("size", sizes), Fact("area", areas))
    figures = {
        "rate": Table(
            {
                (size, area): Known(Fraction(place, 10))
                for place, (size, area) in enumerate((s, a) for s in ("small", "large") for a in ("east", "west"))
            }
        )
    }
    share = Rounded(Product(COST, Lookup("rate", words, {}, RATE), EUR), "down", (1, 100), EUR)
    settling = Settling(figures)
    award = settling.parts(share, 100)
    decide = scalar.decide([], award, never)
    for place, (size, area) in enumerate((s, a) for s in ("small", "large") for a in ("east", "west")):
        facts = {"cost": 999, "size": size, "area": area}
        expected = 999 * place // 10
        assert decide(facts)[2:] == (expected, expected)
        assert Possible(facts).value(award) == (expected, expected)


def test_a_rounded_least_is_the_least_of_the_rounded():
    sizes = Choice({"small", "large"})
    ceiling = Lookup("ceiling", (Fact("size", sizes),), {}, EUR)
    figures: dict[str, Figure] = {
        "rate": Known(Fraction(1, 3)),
        "most": Known(Fraction(4001, 1000)),
        "ceiling": Table({("small",): Known(Fraction(1, 3)), ("large",): Known(Fraction(5))}),
    }
    least = Least((Product(COST, Parameter("rate", RATE), EUR), Parameter("most", EUR), ceiling), EUR)
    for how, small in (("down", 33), ("half-up", 33), ("up", 34)):
        award = Settling(figures).parts(Named("grant", Rounded(least, how, (1, 100), EUR)), 100)
        decide = scalar.decide([], award, never)
        assert decide({"cost": 10**6, "size": "small"})[2] == small
        assert decide({"cost": 10**6, "size": "large"})[2] == {"down": 400, "half-up": 400, "up": 401}[how]
        assert decide({"cost": 100, "size": "large"})[2] == {"down": 33, "half-up": 33, "up": 34}[how]
        assert Possible({"cost": 100}).value(award) == (small, 34 if how == "up" else 33)


def test_a_code_chosen_by_a_condition_is_asked_for_again_where_it_is_too_coarse():
    seat, other, moved = Fact("seat", Code("nuts")), Fact("other", Code("nuts")), Fact("moved", YesNo())
    chosen = Choose(moved, other, seat, Code("nuts"))
    node = Among(chosen, frozenset({"SI03"}), "east")
    at = Possible({"seat": "SI", "moved": False, "other": "SI03"})
    assert at.truth(node) is None
    assert open_facts(at, [node]) == ("seat",)
    assert open_facts(Possible({"moved": False, "other": "SI03"}), [node]) == ("seat",)
