"""Which other readings of the law would change an answer, and how: found by asking again under each of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from intra_core.cli.reply import Line
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import Policy, policies

MOST_ENTERPRISES = 1_000
"""Of a larger group nobody waits for so many answers."""


@frozen
class OtherReading:
    """A reading that was not taken, and what the answer would be under it."""

    policy: Policy
    reading: str
    says: str


def other_readings(
    taken: Mapping[str, str], says: str, ask: Callable[[Mapping[str, str]], str], enterprises: int
) -> tuple[OtherReading, ...] | None:
    """Ask again under every other reading of each policy.

    Args:
        taken: the readings of the answer by policy.
        says: the answer.
        ask: gives the answer under the readings given beside those that were told.
        enterprises: how many the group has.

    Returns:
        The readings with another answer; None if the group is too large to ask so often.
    """
    if enterprises > MOST_ENTERPRISES:
        return None
    asked = (policy for policy in policies(lawbook()) if policy.id in taken)
    tried = ((policy, reading) for policy in asked for reading in policy.readings if reading != taken[policy.id])
    found = (OtherReading(policy, reading, ask({policy.id: reading})) for policy, reading in tried)
    return tuple(each for each in found if each.says != says)


def to_list(others: Sequence[OtherReading] | None, key: str) -> list[dict[str, str]] | None:
    """Give them for programs, the answer under a key."""
    if others is None:
        return None
    return [{"policy": each.policy.id, "reading": each.reading, key: each.says} for each in others]


def reading_lines(
    taken: Mapping[str, str], others: Sequence[OtherReading] | None, shown: Callable[[str], str]
) -> Iterator[Line]:
    """Tell which readings were taken that are not the usual ones, and which others would change the answer."""
    known = {policy.id: policy for policy in policies(lawbook())}
    unusual = {name: reading for name, reading in taken.items() if reading != known[name].default}
    if unusual:
        yield Line("Read as told", 2, "bold")
    for name, reading in unusual.items():
        yield Line(f"{known[name].asks} {known[name].readings[reading]} ({name} = {reading})", 4)
    if others:
        yield Line("Where the law leaves a choice, another reading gives another answer", 2, "bold")
    for each in others or ():
        policy = each.policy
        told = policy.readings[each.reading].removesuffix(".")
        yield Line(f"{policy.asks} {told}: {shown(each.says)} (--policy {policy.id}={each.reading})", 4)
    if others is None:
        yield Line("The group is too large to try other readings of the law here: --policy takes them.", 2)
