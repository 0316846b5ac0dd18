"""Applications and rules of award drawn for tests, on domains small enough to try everything."""

from hypothesis import strategies as st

from intra_core.assessment.awarding import AwardRule
from intra_core.model.allocation import TieBreak
from intra_core.model.candidate import Candidate

AREAS = ("east", "west")
RESERVES = ("women", "young")
LASTS, BEYONDS = ("cut", "refused"), ("ends", "goes-on")


@st.composite
def lists_of_candidates(draw, most=8, areas=(None,), reserves=(), least=False):
    """Draw applications in the order of their submission; what each asks for is at most nine."""
    found = []
    for number in range(draw(st.integers(0, most))):
        award = draw(st.integers(1, 9))
        found.append(
            Candidate(
                id=f"V-{number}",
                award=award,
                submitted=number,
                area=draw(st.sampled_from(areas)),
                reserves=tuple(name for name in reserves if draw(st.booleans())),
                least_award=draw(st.integers(1, award)) if least else 1,
            )
        )
    return found


def rule(budget=None, **said):
    """Give a rule of first come, first served; what is not said is: cut, ends, reserve first, others."""
    given = {"currency": "EUR", "order": "first-come", "last": "cut", "beyond": "ends", "budget": budget, **said}
    if given.get("reserves"):
        given = {"members": "reserve-first", "unused_reserve": "others", **given}
    return AwardRule(**given)


@st.composite
def rules(draw):
    """Draw any rule over the areas and reserves above."""
    budget = draw(st.integers(0, 40))
    kept = draw(st.integers(0, budget))
    first = draw(st.integers(0, kept))
    reserves = {"women": first, "young": kept - first} if draw(st.booleans()) else {}
    return rule(
        budget,
        budgets={area: draw(st.integers(0, 30)) for area in AREAS} if draw(st.booleans()) else {},
        reserves=reserves,
        members=draw(st.sampled_from(("reserve-first", "open-first"))) if reserves else None,
        unused_reserve=draw(st.sampled_from(("others", "kept"))) if reserves else None,
        last=draw(st.sampled_from(LASTS)),
        beyond=draw(st.sampled_from(BEYONDS)),
    )


SUBMITTED, BY_ID = TieBreak(by="submitted"), TieBreak(by="id")
