"""The assessment of one measure that a command asks for: MEASURE, FILE and --on."""

import datetime as dt
from argparse import Namespace

from attrs import evolve

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.cli import named, outside
from intra_core.cli.faults import Faults
from intra_core.io.application_file import application_from
from intra_core.io.decode import document_from
from intra_core.model.application import Application


def one_measure(asked: Namespace, catalogue: Catalogue, faults: Faults) -> Assessment | None:
    """Assess an application by one measure, in the language asked for; None if something is wrong with them."""
    day = faults.day(asked.on)
    measure = named.measure(asked, catalogue, faults)
    application: Application | None = None
    with faults:
        raw, name = outside.read(asked.file)
        document = document_from(raw, name)
        if measure is not None:
            measure.intake.look_through(document)
        application = application_from(document, document.tree, measure.region if measure is not None else None)
    if measure is None or application is None:
        return None
    with faults:
        return assess(measure, application, day, catalogue).in_language(asked.lang)
    return None


def assess(measure: Measure, application: Application, day: dt.date | None, catalogue: Catalogue) -> Assessment:
    """Decide on the day that is asked for, else on the application's own, else on today in the region."""
    if day is not None:
        application = evolve(application, on=day)
    return measure.assess(application, application.on or catalogue.today(measure.region, outside.now()))
