"""A measure with everything in it, what is changed in it, and what is said of it then."""

import pytest
from tests.assessment.made import CALL, HEAD, REST

CONDITION = """[[condition]]
id = "enough"
holds = "grant >= ceiling"
source = "s"
mark = "sourced"
"""
DUTY = """[[duty]]
id = "sign"
holds = "project.contract_signed <= project.submitted"
until = "project.submitted"
source = "s"
mark = "sourced"
"""
EXAMPLE = """[[example]]
name = "One"
on = 2024-07-01
given = {}
expect = { verdict = "eligible" }
"""
DESCRIBED = """[[described]]
id = "order"
says = { en = "first come, first served" }
source = "s"
mark = "seed"
"""
INSTALMENTS = """amount = "grant"
instalments = [{ after = { en = "x" }, amount = "intensity" }, { after = { en = "x" }, amount = "grant * intensity" }]
"""
MEASURE = HEAD + CALL + REST + CONDITION + DUTY + EXAMPLE + DESCRIBED
BASED = 'source = "s", mark = "sourced"'


def changed(old, new, text=MEASURE):
    assert old in text
    return text.replace(old, new, 1)


def places(complaints, file="measures/voucher.toml"):
    """Give the first lines of complaints about one file, without its name."""
    assert all(each.startswith(f"made/{file}:") for each in complaints)
    return [each.splitlines()[0].removeprefix(f"made/{file}:") for each in complaints]


def but_unused(complaints):
    """Give the complaints but for the one that nothing uses what the test has added."""
    return [each for each in complaints if "nothing uses" not in each]


def measures(table):
    return pytest.mark.parametrize(("old", "new", "said"), table, ids=range(len(table)))


def pieces(table):
    return pytest.mark.parametrize(("piece", "said"), table, ids=range(len(table)))
