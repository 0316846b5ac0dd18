"""What is known of a region's figures, what is not, and whom to ask."""

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY, catalogue_of
from tests.installed import CATALOGUE

from intra_core.assessment.known import knowledge

ROWS = 'micro = "60 %", small = "60 %", medium = "50 %"'
FIGURES = f"""rates = [
  {{ value = {{ {ROWS}, large = "unknown" }}, until = 2024-08-31, source = "s", mark = "inferred" }},
  {{ value = {{ {ROWS}, large = "1 %" }}, since = 2024-09-01, source = "s", mark = "assumed" }},
]
least = [
  {{ value = "3 persons", until = 2024-08-31, source = "s", mark = "seed" }},
  {{ value = "closed", since = 2024-09-01, source = "s", mark = "sourced" }},
]
tax = [{{ value = "unknown", unit = "EUR", source = "s", mark = "sourced" }}]
[label]
rates = {{ en = "rates", sl = "deleži" }}
least = {{ en = "least staff" }}
tax = {{ en = "greatest tax" }}
"""
CONDITIONS = """[[condition]]
id = "all"
holds = "undertaking.employees >= least and shared <= ceiling and undertaking.tax_debt <= tax"
source = "s"
mark = "sourced"
[[condition]]
id = "rates"
holds = "costs.eligible * rates[undertaking.size] <= ceiling"
source = "s"
mark = "sourced"
"""
OWN = (
    VOCABULARY
    + """shared = { en = "shared figure" }
[source.v]
title = "Vocabulary"
read = 2026-11-22
[parameter]
shared = [{ value = "EUR 5.00", source = "v", mark = "inferred" }]
"""
)
FUND = """[source.r]
title = "R"
read = 2026-11-22
[authority.fund]
title = { en = "The fund", sl = "Sklad" }
source = "r"
mark = "sourced"
"""


@pytest.fixture
def region(tmp_path):
    """Give the measures of a region and its vocabulary."""
    head = HEAD.replace("[source.s]", 'authority = "fund"\n[source.s]')
    call = CALL.replace("closes = 2024-12-31", 'closes = "unknown"\nbudget = "EUR 5.00"')
    rest = REST.replace("[label]\n", FIGURES) + CONDITIONS
    catalogue = catalogue_of(tmp_path, head + call + rest, OWN, REGION + FUND)
    return catalogue.measures, catalogue.region("made").region.vocabulary


def test_each_version_of_a_figure_is_counted_by_its_mark_and_one_nobody_found_apart(region):
    known = knowledge(*region)
    # `shared` is counted once, with the region; a version in which no figure is in force is none.
    assert known.marks == {"seed": 1, "sourced": 2, "inferred": 1, "assumed": 1, "unknown": 2}
    assert (known.measures, known.without_python) == (1, 1)


def test_what_no_source_tells_is_named_with_the_authority_to_ask(region):
    measures, vocabulary = region
    found = knowledge(measures, vocabulary, "sl")
    assert [(each.what, each.label, each.authority) for each in found.missing] == [
        ("rates", "deleži", "Sklad"),
        ("tax", "greatest tax", "Sklad"),
        ("one closes", "one: zadnji dan", "Sklad"),
    ]
    assert found.missing[0].to_dict() == {
        "measure": "made.voucher",
        "what": "rates",
        "label": "deleži",
        "authority": "Sklad",
    }


def test_without_an_authority_nobody_is_named(tmp_path):
    catalogue = catalogue_of(tmp_path, HEAD + CALL + REST)
    (budget,) = knowledge(catalogue.measures, catalogue.region("made").region.vocabulary).missing
    assert (budget.what, budget.authority) == ("one budget", None)


@pytest.mark.parametrize("region", [each.region.id for each in CATALOGUE.regions])
def test_every_version_that_a_region_gives_is_counted_once(region):
    loaded = CATALOGUE.region(region)
    measures = CATALOGUE.of_region(region)
    known = knowledge(measures, loaded.region.vocabulary)
    own = {
        (measure.id, name): each
        for measure in measures
        for name, each in measure.rules.book.parameters.items()
        if name not in loaded.region.vocabulary.parameters
    }
    shared = [
        each for name, each in loaded.region.vocabulary.parameters.items() if name not in loaded.region.vocabulary.law
    ]
    versions = [version for each in (*own.values(), *shared) for version in each.versions]
    assert sum(known.marks.values()) <= len(versions)
    assert known.measures == len(measures) >= known.without_python
    assert {each.measure for each in known.missing} <= {each.id for each in measures}


def test_what_is_known_is_given_for_programs(region):
    told = knowledge(*region).to_dict()
    assert (told["measures"], told["without_python"]) == (1, 1)
    assert told["figures"] == {"seed": 1, "sourced": 2, "inferred": 1, "assumed": 1, "unknown": 2}
    missing = told["missing"]
    assert isinstance(missing, list)
    assert {each["measure"] for each in missing} == {"made.voucher"}
