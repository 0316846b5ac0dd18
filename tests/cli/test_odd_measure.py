"""Reading out and asking for a measure with all that is rare: tables, bands, hours, guards, stops, lists of words."""

import pytest
from attrs import evolve

import intra_core
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.explaining import explain
from intra_core.assessment.explanation import basis_to_dict
from intra_core.assessment.explanation_page import Page
from intra_core.assessment.template import template
from intra_core.provenance import Basis, Mark
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in

REGION = """
schema = 1
id = "peaks"
title = { en = "The Peaks" }
languages = ["en"]
currency = "EUR"
time_zone = "Europe/Ljubljana"
member_state = "SI"
"""

VOCABULARY = """
schema = 1

[set.territory]
east = { nuts = ["SI03"] }

[define]
"undertaking.programme_area" = { is = "\\"east\\" if undertaking.seat in territory.east else \\"west\\"" }

[label]
"territory.east" = { en = "the East", sl = "Vzhod" }

[word]
east = { en = "East", sl = "Vzhod" }
west = { en = "West", sl = "Zahod" }
"""

GRANT = """
schema = 1
id = "peaks.grant"
kind = "grant"
title = { en = "Stand grant" }

[source.plan]
title = "The plan"
read = 2024-01-02

[[call]]
id = "hours"
opens = 2024-01-01T09:00:00
closes = 2024-12-31
costs = { since = 2024-01-01, until = 2024-12-31 }
budget = "unknown"
stopped = [{ area = "east", since = 2024-06-01, until = 2024-06-30 }]
source = "plan"
mark = "sourced"

[parameter]
classes = [
    { since = 2024-01-01, source = "plan", mark = "inferred", value = [
        { from = "0 m2", is = "small" },
        { from = "20 m2", is = "large" },
    ] },
]
last_day = [{ since = 2024-01-01, value = 2024-12-31, source = "plan", mark = "sourced" }]
needed = [{ since = 2024-01-01, value = "1 activities", source = "plan", mark = "sourced" }]

[[parameter.rate]]
since = 2024-01-01
value = { micro = "EUR 900.00", small = "EUR 600.00", medium = "EUR 300.00", large = "EUR 0.00" }
source = "plan"
mark = "sourced"

[label]
rate = { en = "sum by size" }
classes = { en = "classes of stands" }
last_day = { en = "last day of signing" }
needed = { en = "least number of main activities" }

[[condition]]
id = "stand"
holds = "band(event.stand.area, classes) == \\"large\\""
applies = "event.form == \\"physical\\""
source = "plan"
mark = "sourced"

[[condition]]
id = "listed"
holds = "any(x.name == \\"auma\\" for x in event.listed)"
says = { en = "A list names the fair" }
source = "plan"
mark = "sourced"

[[condition]]
id = "activity"
holds = "count(x for x in undertaking.nace if x.main) >= needed"
source = "plan"
mark = "sourced"

[state_aid]
regime = "de-minimis"
reducible = true
source = "plan"
mark = "inferred"

[award]
amount = "rate[undertaking.size]"

[[duty]]
id = "sign"
holds = "project.contract_signed <= last_day"
until = "last_day"
source = "plan"
mark = "sourced"
"""


@pytest.fixture
def measure(tmp_path):
    """Give the measure of a region on disk."""
    (tmp_path / "measures").mkdir()
    for name, text in {"region": REGION, "vocabulary": VOCABULARY, "measures/grant": GRANT}.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    loaded = Loaded(region=region_in(tmp_path, "peaks"), distribution="intra-peaks", version="1")
    return Catalogue(regions=(loaded,), quarantined=())["peaks.grant"]


def test_tables_and_bands_are_told_row_by_row(measure):
    told = {each.name: each.versions[0].says for each in explain(measure).figures}
    assert told["rate"] == "micro EUR 900.00, small EUR 600.00, medium-sized EUR 300.00, large EUR 0.00"
    assert told["classes"] == "from 0 m² small, from 20 m² large"


def test_a_guard_stands_before_its_condition(measure):
    says = {each.id: each.says for each in explain(measure).conditions}
    assert says["stand"].startswith("If the form of the event is ")


def test_a_text_without_translation_is_marked(measure):
    says = {each.id: each.says for each in explain(measure, "sl").conditions}
    assert says["listed"] == "A list names the fair [en]"


def test_hours_stops_and_what_was_not_found(measure):
    lines = explain(measure).lines()
    assert "  hours: opens: 1 January 2024, 09:00; closes: 31 December 2024" in lines
    assert "    stopped for East: since: 1 June 2024; until: 30 June 2024" in lines
    assert not [line for line in lines if "budget" in line]
    assert explain(measure).to_dict()["calls"][0]["opens"] == "2024-01-01T09:00:00"  # type: ignore[index] # a list


def test_the_regime_of_the_aid_and_that_it_may_be_cut(measure):
    lines = explain(measure).lines()
    assert "  state aid: de minimis aid" in lines
    assert "    the award may be cut to what is still open" in lines


def test_a_measure_that_grants_no_money_has_no_award(measure):
    book = evolve(measure.rules.book, award=None, state_aid=None, parameters={})
    bare = evolve(measure, rules=evolve(measure.rules, book=book))
    told = explain(bare)
    assert (told.award, told.state_aid, told.figures) == (None, None, ())
    assert "Award" not in told.lines()


def test_a_statement_may_rest_on_nothing_but_a_mark(measure):
    basis = Basis(mark=Mark.ASSUMED)
    assert basis_to_dict(basis) == {"mark": "assumed", "source": None, "rows": [], "note": None}
    assert Page(explain(measure)).basis(basis) == []


def test_the_template_asks_for_hour_seat_and_lists(measure):
    lines = template(measure).lines()
    assert "#submitted_at = 12:00:00" in lines
    assert '#seat = "SI03"' in lines
    assert '#nace = [{ code = "25.62", revision = "2", main = true }]' in lines
    assert '#listed = ["auma"]' in lines
    assert '#stand.area = "20.5 m2"' in lines
    assert '#size = "micro"' in lines
    assert dict(intra_core.parse_application("\n".join(lines)).facts) == {}


def test_a_language_without_questions_has_the_english_ones(measure):
    assert template(measure, "fr").lines()[1:] == template(measure).lines()[1:]


def test_a_measure_that_reads_no_lists_is_not_asked_for_any(measure):
    form = evolve(template(measure), keys=tuple(key for key in template(measure).keys if "." in key.fact))
    assert not [line for line in form.lines() if line.endswith("= []")]
