"""A code is in a set, out of it, or too coarse to tell; the readings agree on it, and it is asked for again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intra_core.rules import scalar
from intra_core.rules.asks import open_facts
from intra_core.rules.kinds import Code
from intra_core.rules.language import Among, Fact
from intra_core.rules.possible import Possible

SEAT = Fact("seat", Code("nuts"))
REGIONS = Among(SEAT, frozenset({"SI03", "SI041"}), "regions")
ACTIVITY = Fact("activity", Code("nace"))
EXCLUDED = Among(ACTIVITY, frozenset({"2:01", "2:25.62", "2.1:01"}), "excluded")


@pytest.mark.parametrize(
    ("node", "code", "held"),
    [
        (REGIONS, "SI032", True), (REGIONS, "SI03", True), (REGIONS, "SI041", True),
        (REGIONS, "SI042", False), (REGIONS, "SI05", False), (REGIONS, "AT11", False),
        (REGIONS, "SI0", None), (REGIONS, "SI", None), (REGIONS, "SI04", None), (REGIONS, "", None),
        (EXCLUDED, "2:01.11", True), (EXCLUDED, "2:25.62", True), (EXCLUDED, "2.1:01.1", True),
        (EXCLUDED, "2:25.61", False), (EXCLUDED, "2.1:25.62", False),
        (EXCLUDED, "2:25", None), (EXCLUDED, "2:25.6", None), (EXCLUDED, "1.1:01", None),
    ],
)  # fmt: skip
def test_a_code_too_coarse_for_a_set_is_neither_in_nor_out(node, code, held):
    facts = {node.item.name: code}
    assert Possible(facts).truth(node) is held
    assert open_facts(Possible(facts), [node]) == ((node.item.name,) if held is None else ())


CODES = st.text("SI034", max_size=5)


@given(CODES, st.frozensets(st.text("SI034", min_size=1, max_size=5), min_size=1, max_size=4))
def test_the_readings_agree_on_every_code(code, members):
    node = Among(SEAT, members, "regions")
    handed_over = []

    def other(facts):
        handed_over.append(facts)
        return 0, 1, None, None

    held = Possible({"seat": code}).truth(node)
    assert scalar.decide([node], None, other)({"seat": code})[:2] == (int(held is False), int(held is None))
    assert bool(handed_over) == (held is None)
    # What a finer code can still turn either way is not decided before.
    finer = {Possible({"seat": member + "9"}).truth(node) for member in members if member.startswith(code)}
    assert held is not False or True not in finer
