"""Groups of thousands: the right answer without recursion, and work that grows with the holdings and no faster."""

import sys
from collections import Counter
from fractions import Fraction

import pytest
from attrs import evolve
from tests.law.groups import ON, firm, group, holds, owns, person

from intra_core.law import single_undertaking as undertakings
from intra_core.law.single_undertaking import single_undertaking
from intra_core.law.sme import unknowns
from intra_core.law.sme.status import sme_status
from intra_core.model.group import Enterprise, Holding, Jointly

pytestmark = pytest.mark.no_cover  # counting lines of large groups is slow where lines are measured


def firms(count, **more):
    return [firm(f"E{number}", 1, 0, 0, years=(2024,), **more) for number in range(count)]


def chain(count, percent=60):
    return group(*firms(count), *(owns(f"E{number}", f"E{number + 1}", percent) for number in range(count - 1)))


def ring(count):
    return group(*firms(count), *(owns(f"E{number}", f"E{(number + 1) % count}", 60) for number in range(count)))


def complete(count, percent):
    return group(
        *firms(count),
        *(owns(f"E{one}", f"E{other}", percent) for one in range(count) for other in range(count) if one != other),
    )


def star(count):
    return group(*firms(count), *(owns("E0", f"E{number}", 60) for number in range(1, count)))


def small_holders(count):
    """All are linked, and have a majority only together."""
    return group(
        *firms(count),
        *(owns(f"E{number}", f"E{number + 1}", 60) for number in range(1, count - 1)),
        *(owns(f"E{number}", "E0", Fraction(100) / count) for number in range(1, count)),
    )


def partners(count):
    return group(*firms(count), *(owns("E0", f"E{number}", 30) for number in range(1, count)))


def families(count):
    """Each person has an enterprise, a little of the next one, and acts jointly with its neighbour."""
    return group(
        *firms(count, market=("m",)),
        *(person(f"X{number}") for number in range(count)),
        *(owns(f"X{number}", f"E{number}", 60) for number in range(count)),
        *(owns(f"X{number}", f"E{number + 1}", 10) for number in range(count - 1)),
        *(Jointly(persons=(f"X{number}", f"X{number + 1}")) for number in range(count - 1)),
    )


def shareholders(count):
    """Thousands may have most of the votes in the first of a chain; nobody told."""
    return group(
        *firms(count, market=("m",)),
        *(person(f"X{number}") for number in range(count)),
        *(Holding(holder=f"X{number}", held="E0") for number in range(count)),
        *(owns(f"E{number}", f"E{number + 1}", 60) for number in range(count - 1)),
    )


def markets(count):
    """One person has everything, on markets of which each second is not told."""
    told = [evolve(each, market=None if number % 2 else (f"m{number}",)) for number, each in enumerate(firms(count))]
    return group(*told, person("X"), *(owns("X", f"E{number}", 60) for number in range(count)))


def consolidated(count):
    told = [
        evolve(each, consolidated_in=f"E{number - 1}" if number else None) for number, each in enumerate(firms(count))
    ]
    return evolve(chain(count), enterprises=tuple(told))


def unknown_chain(count):
    told = [firm("E0", 1, 0, 0, years=(2024,)), *(Enterprise(id=f"E{number}") for number in range(1, count))]
    return group(*told, *(Holding(holder=f"E{number}", held=f"E{number - 1}") for number in range(1, count)))


def unknown_star(count):
    told = [firm("E0", 1, 0, 0, years=(2024,)), *(Enterprise(id=f"E{number}") for number in range(1, count))]
    return group(*told, *(holds("E0", f"E{number}", None, None, control=None) for number in range(1, count)))


def steps(work):
    """Count the lines of this library that run."""
    count: Counter[str] = Counter()

    def each(frame, event, _):
        if "intra_core" not in frame.f_code.co_filename:
            return None
        count[event] += 1
        return each

    sys.settrace(each)
    try:
        work()
    finally:
        sys.settrace(None)
    return count["line"]


SHAPES = {
    "chain": (chain, 100),
    "ring": (ring, 100),
    "star": (star, 100),
    "small holders": (small_holders, 100),
    "partners": (partners, 100),
    "families": (families, 60),
    "shareholders": (shareholders, 60),
    "markets": (markets, 100),
    "consolidated": (consolidated, 100),
    "unknown chain": (unknown_chain, 100),
    "unknown star": (unknown_star, 100),
    "complete": (lambda count: complete(count, Fraction(100) / count), 12),
    "complete with majorities": (lambda count: complete(count, 60), 12),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_holdings_and_hardly_faster(shape, monkeypatch):
    # In small groups each fact that is not known is tried by itself, up to a bound; here none is, as in large ones.
    monkeypatch.setattr(unknowns, "WORK", 0)
    monkeypatch.setattr(undertakings, "WORK", 0)
    made, count = SHAPES[shape]
    small, large = made(count), made(4 * count)
    edges = len(large.holdings) / len(small.holdings)

    def size(told):
        return lambda: sme_status(told, "E0", ON).to_dict()

    def undertaking(told):
        return lambda: single_undertaking(told, "E0", "SI", ON)

    for ask in (size, undertaking):
        ask(small)()
        first, second = steps(ask(small)), steps(ask(large))
        # As much more as there are more holdings; a logarithm on top of it is allowed, a square is not.
        assert second <= first * edges * 1.5


def test_a_chain_of_ten_thousand():
    found = sme_status(chain(10_000), "E9999", ON)
    assert found.type == "linked"
    assert found.periods[-1].amounts.headcount == 10_000
    found = sme_status(chain(10_000, 30), "E5000", ON)
    assert found.type == "partner"
    assert found.periods[-1].amounts.headcount == 1 + Fraction(6, 10)


def test_accounts_in_accounts_ten_thousand_deep():
    assert sme_status(consolidated(10_000), "E9999", ON).periods[-1].amounts.headcount == 1


def test_a_ring_of_a_thousand():
    assert sme_status(ring(1_000), "E7", ON).periods[-1].amounts.headcount == 1_000


def test_complete_graphs_of_three_hundred():
    found = sme_status(complete(300, Fraction(1, 10)), "E7", ON)
    assert found.type == "autonomous"
    assert found.periods[-1].amounts.headcount == 1
    found = sme_status(complete(300, 60), "E7", ON)
    assert found.type == "linked"
    assert found.periods[-1].amounts.headcount == 300


def test_thousands_of_persons_and_of_unknowns():
    assert sme_status(families(2_000), "E0", ON).periods[-1].amounts.headcount == 2_000
    assert sme_status(unknown_chain(2_000), "E0", ON).status == "undetermined"
    assert len(single_undertaking(unknown_star(2_000), "E0", "SI", ON).possible) == 1_999
