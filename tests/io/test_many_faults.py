"""A file full of faults is read in a time that grows with its length, not with its square."""

import json
from unittest.mock import patch

import pytest

from intra_core import parse_application
from intra_core.errors import WrongInput
from intra_core.io import places

MANY = 6_000


@pytest.mark.parametrize(
    "text",
    [
        "[undertaking]\n" + "".join(f"key{number} = 1\n" for number in range(MANY)),
        "".join(f'[[cost]]\nnet = {number}\nkind = "fee"\n' for number in range(MANY)),
        json.dumps({"cost": [{"net": number} for number in range(MANY)]}, indent=1),
    ],
    ids=["unknown keys", "wrong values", "JSON"],
)
def test_the_lines_are_looked_for_once_however_many_faults(text: str) -> None:
    with patch("intra_core.io.document.lines_of", wraps=places.lines_of) as looked, pytest.raises(WrongInput) as found:
        parse_application(text)
    assert len(found.value.complaints) == MANY
    assert looked.call_count == 1
