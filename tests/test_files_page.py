"""docs/files.md gives every key that the readers of a region's files know, and says which of them must be there."""

import re
from importlib import resources
from pathlib import Path

import pytest

from intra_core.io.document import Table
from intra_core.law.vocabulary import law_vocabulary
from intra_core.regions.reading import region_in

PAGE = (Path(__file__).parents[1] / "docs" / "files.md").read_text("utf-8")
REGIONS = ("abruzzo", "algarve", "bulgaria", "extremadura", "slovenia", "westmidlands")


@pytest.fixture
def read(monkeypatch):
    """Read every file there is, and give the keys that were asked for, and those that had to be there."""
    known, required = set(), set()
    ended, taking = Table.end, Table.take

    def end(self):
        fields = {key for key, value in self.data.items() if isinstance(value, dict) and "type" in value}
        known.update(self.taken - fields)
        ended(self)

    def take(self, key, *kinds, **more):
        if more.get("required") and key != "applies":  # asked for only where it is there
            required.add(key)
        return taking(self, key, *kinds, **more)

    monkeypatch.setattr(Table, "end", end)
    monkeypatch.setattr(Table, "take", take)
    law_vocabulary.__wrapped__()
    for region in REGIONS:
        region_in(resources.files(f"intra_{region}"), f"intra_{region}")  # what is kept is not read again
    return known, required


def test_every_key_stands_on_the_page(read):
    known, _ = read
    assert len(known) > 60
    assert sorted(key for key in known if not re.search(rf"\b{re.escape(key)}\b", PAGE)) == []


def test_every_key_that_must_be_there_stands_in_the_table_of_those(read):
    _, required = read
    table = PAGE.partition("| in | required |")[2].partition("\n## ")[0]
    assert sorted(key for key in required if not re.search(rf"\b{re.escape(key)}\b", table)) == []
