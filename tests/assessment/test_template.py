"""The template of every installed measure reads back, and its examples are values that the measure can read."""

import pytest
from tests.installed import CATALOGUE
from tests.soak import halved

import intra_core
from intra_core.assessment.template import template
from intra_core.rules.language import facts_of

LANGUAGES = ("en", "sl")


def filled(lines):
    """Take away the # before every key, but for empty lists and what may be given in place of others."""
    kept = []
    for before, line in zip(["", *lines], lines, strict=False):
        instead = before.startswith(("# In place of", "# Namesto tega"))
        if line.startswith("#") and not line.startswith("# ") and not instead and not line.endswith("= []"):
            kept.append(line.removeprefix("#"))
        elif not line.startswith("#"):
            kept.append(line)
    return "\n".join(kept)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", halved(CATALOGUE.measures), ids=lambda measure: measure.id)
def test_the_template_of_every_installed_measure_reads_back(measure, language):
    application = intra_core.parse_application(str(template(measure, language)))
    assert application.region == measure.region
    assert dict(application.facts) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("measure", halved(CATALOGUE.measures), ids=lambda measure: measure.id)
def test_its_examples_are_values_that_the_measure_can_read(measure, language):
    form = template(measure, language)
    application = intra_core.parse_application(filled(form.lines()))
    application = measure.intake.take(application)
    read = set(facts_of(*measure.rules.book.nodes())) - {"on"}
    assert read <= application.facts.keys() | {"undertaking.seat"}
