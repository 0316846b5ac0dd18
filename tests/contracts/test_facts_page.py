"""docs/facts.md has every fact that a rule may name, once, with the limits that an application is held to."""

import importlib
import re
import sys

import pytest
from docs.rows import DOCS, region_of, regions

from intra_core.law.vocabulary import law_vocabulary
from intra_core.rules.book import EVERY_MEASURES

sys.path.insert(0, str(DOCS))
page = importlib.import_module("facts_page")
sys.path.remove(str(DOCS))
WRITTEN = (DOCS / "facts.md").read_text("utf-8")
OF_THE_LAW = WRITTEN.partition("\n## Abruzzo\n")[0]


def rows(text):
    return {name: line for line in text.splitlines() for name in re.findall(r"^\| `([^`]+)`", line)}


def test_every_fact_and_worked_out_value_of_the_law_stands_there_once():
    law = law_vocabulary()
    told = re.findall(r"^\| `([^`]+)`", OF_THE_LAW, re.MULTILINE)
    assert sorted(told) == sorted([*law.facts, *law.definitions, *EVERY_MEASURES])


@pytest.mark.parametrize("region", regions())
def test_every_fact_of_a_region_stands_under_its_region_and_nowhere_else(region):
    words, law = region_of(region).vocabulary, law_vocabulary()
    own = [*(words.facts.keys() - law.facts.keys()), *(words.definitions.keys() - law.definitions.keys())]
    title = region_of(region).title.in_language("en")
    under = WRITTEN.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    assert sorted(rows(under)) == sorted(own)


@pytest.mark.parametrize(("name", "told"), [
    ("undertaking.employees", "| a number | persons | 0 to 1,000,000,000 |"),
    ("undertaking.turnover", "| money | the measure's currency | 0.00 to 90,000,000,000,000.00 |"),
    ("cost.net", ", of each record | money | the measure's currency | 0.00 to 1,000,000,000.00 |"),
    ("event.stand.area", "| a decimal number | m² | 0.0001 to 1,000,000,000 |"),
    ("event.foreign_exhibitors", "| a rate | % | 0 % to 10,000,000 % |"),
    ("project.submitted_at", "| a time of day |  | 00:00:00 to 23:59:59 |"),
    ("offer.wanted_for", "(key `for`), of each record | any word of a vocabulary |  |  |"),
    ("undertaking.seat", "| a code of NUTS |  |  | seat of the applicant | In which NUTS region"),
    ("undertaking.size", '| one of `large`, `medium`, `micro`, `small` | yes | size of the applicant | `"micro" if'),
    ("aid.counted_2023", "| money | no |"), ("costs.eligible", "| money | yes |"),
    ("award", "| a list | awards of aid |"),
])  # fmt: skip
def test_a_fact_is_told_with_kind_unit_limits_and_meaning(name, told):
    assert told in rows(OF_THE_LAW)[name]


def test_a_name_of_every_measure_that_nobody_has_described_is_told(monkeypatch):
    monkeypatch.delitem(page.EVERYWHERE, "on")
    with pytest.raises(ValueError, match="'on'"):
        page.facts_page()
