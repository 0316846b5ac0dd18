"""What is wrong with applications that wait for their turn, before any has it; faults of one kind are told together."""

from collections import Counter
from collections.abc import Iterator, Sequence

from intra_core.assessment.awarding.rule import AwardRule
from intra_core.errors import MOST_NAMED, Complaint, WrongInput, did_you_mean
from intra_core.model.candidate import Candidate


def check_candidates(candidates: Sequence[Candidate], rule: AwardRule) -> None:
    """See whether applications can be put in order and paid.

    Raises:
        WrongInput: with everything that is wrong.
    """
    found = list(_faults(candidates, rule))
    if found:
        raise WrongInput(found)


def named(names: Sequence[str]) -> str:
    """Name a few of many.

    >>> named([str(number) for number in range(10)])
    '0, 1, 2, 3, 4, 5, 6, 7 and 2 more'
    """
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _faults(candidates: Sequence[Candidate], rule: AwardRule) -> Iterator[Complaint]:
    ids = [each.id for each in candidates]
    if len(set(ids)) < len(ids):
        twice = [name for name, times in Counter(ids).items() if times > 1]
        yield Complaint(says=f"the id stands more than once: {named(twice)}", key="id")
    if nameless := sum(not name or name.strip() != name or not name.isprintable() for name in ids):
        says = f"{nameless} ids are empty, or have blanks or hidden letters at their ends"
        yield Complaint(says=says, instead="a lottery draws by the letters of the id", key="id")
    if nothing := [each.id for each in candidates if each.award < 1]:
        yield Complaint(says=f"nothing is asked for by {named(nothing)}", key="award")
    if beyond := [each.id for each in candidates if not 1 <= each.least_award <= max(each.award, 1)]:
        yield Complaint(
            says=f"the least award is not between nothing and the award of {named(beyond)}", key="least_award"
        )
    if rule.seed is not None and (drawn := [each.id for each in candidates if each.lot is not None]):
        says = f"there is a seed, and a number is drawn for {named(drawn)}"
        yield Complaint(says=says, instead="give one or the other", key="lot")
    if rule.least_merit is not None and (unjudged := [each.id for each in candidates if each.points is None]):
        yield Complaint(says=f"no points for {named(unjudged)}", key="points")
    if rule.budgets:
        for area in dict.fromkeys(each.area for each in candidates if each.area not in rule.budgets):
            of = [each.id for each in candidates if each.area == area]
            says = f"no area for {named(of)}" if area is None else f"the area {area!r} of {named(of)} has no budget"
            yield Complaint(says=says, instead=did_you_mean(area or "", rule.budgets), key="area")
    strange = {name for each in candidates for name in each.reserves} - rule.reserves.keys()
    for name in sorted(strange):
        of = [each.id for each in candidates if name in each.reserves]
        says = f"there is no reserve {name!r}, as {named(of)} would have it"
        yield Complaint(says=says, instead=did_you_mean(name, rule.reserves), key="reserves")
