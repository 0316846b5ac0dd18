"""How many processor seconds it takes to give a call's money out: `python bench/award.py [ROWS]`, else a million."""

import sys
import time
from decimal import Decimal

from intra_core.assessment.awarding import AwardRule, award
from intra_core.assessment.awarding.lot import lots_of
from intra_core.model.allocation import TieBreak
from intra_core.model.candidate import Candidate

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
BUDGET = ROWS * 100_000
"""A third or so of what is asked for."""
BY_ID = TieBreak(by="id")
RULES = {
    "first come": {"order": "first-come", "last": "cut", "beyond": "ends", "ties": (BY_ID,)},
    "merit, by area": {
        "order": "competition", "last": "refused", "beyond": "goes-on", "ties": (TieBreak(by="submitted"), BY_ID),
        "budgets": {"east": BUDGET // 2, "west": BUDGET // 4}, "least_merit": Decimal(1),
    },
    "lottery with a reserve": {
        "order": "lottery", "seed": "seme", "last": "refused", "beyond": "goes-on", "members": "reserve-first",
        "unused_reserve": "others", "reserves": {"young": BUDGET // 2},
    },
}  # fmt: skip


def candidates() -> list[Candidate]:
    """Make applications whose amounts, moments and points look as if drawn, and are the same every time."""
    names = [f"V-{number:07}" for number in range(ROWS)]
    return [
        Candidate(
            id=name,
            award=100_000 + (drawn & 0x7FFFF),
            submitted=drawn >> 20 & 0xFFFFFFFFFF,
            points=Decimal(drawn >> 60 & 0x1FF) / 100,
            area="east" if drawn >> 70 & 1 else "west",
            reserves=("young",) if not drawn >> 72 & 3 else (),
        )
        for name, drawn in zip(names, lots_of("bench", names), strict=True)
    ]


def main() -> None:
    """Measure each rule."""
    everybody = candidates()
    for name, said in RULES.items():
        rule = AwardRule(currency="EUR", budget=BUDGET, **said)
        those = everybody if rule.reserves else [without_reserves(each) for each in everybody]
        start = time.process_time()
        found = award(those, rule)
        taken = time.process_time() - start
        print(f"{name}: {ROWS:,} applications in {taken:.1f} s, {sum(map(bool, found.granted)):,} granted")


def without_reserves(each: Candidate) -> Candidate:
    """Leave out what a rule without reserves refuses."""
    return Candidate(id=each.id, award=each.award, submitted=each.submitted, points=each.points, area=each.area)


if __name__ == "__main__":
    main()
