"""A worked case of a measure: facts on a day, what must come of them, and who says so on what ground."""

import datetime as dt
from typing import Literal

from attrs import frozen

from intra_core.assessment.measure import Measure
from intra_core.provenance import Source
from intra_core.rules.measure import Example, MeasureRules

Origin = Literal["example", "case", "boundary"]
"""Where a case stands: in the measure's own file, in a case file, or in a signed row of a boundary table."""


@frozen(kw_only=True, eq=False)
class Case:
    """One case that counts as evidence that a measure says what its source says.

    >>> import intra_core
    >>> first = examples_of(intra_core.load_regions()["slovenia.forum"])[0]
    >>> first.measure, first.origin, first.author, first.file
    ('slovenia.forum', 'example', None, 'intra_slovenia/measures/forum.toml')
    """

    measure: str
    """The measure's id."""
    example: Example
    """Its name, day, what is given and what is expected, with the keys of an application."""
    origin: Origin
    file: str
    line: int | None = None
    author: str | None = None
    """Who wrote it; None for an example of a measure's own file, which the measure's authors wrote."""
    written: dt.date | None = None
    source: Source | None = None
    """What it rests on; None where that is the source of the conditions it is about."""


def examples_of(measure: Measure) -> tuple[Case, ...]:
    """Give the worked examples of a measure's own file as cases.

    >>> import intra_core
    >>> examples_of(intra_core.load_regions()["slovenia.forum"])[0].origin
    'example'
    """
    return examples_in(measure.rules)


def examples_in(rules: MeasureRules) -> tuple[Case, ...]:
    """Give the worked examples of a measure that nobody is going to ask as cases."""
    identity = rules.identity
    return tuple(
        Case(measure=identity.id, example=each, origin="example", file=identity.file) for each in rules.examples
    )
