"""What a programme or a project counts."""

import enum

from attrs import frozen

from intra_core.model.text import LocalizedText
from intra_core.model.typed import typed
from intra_core.provenance import Basis


class IndicatorLevel(enum.Enum):
    """Whose indicator it is, and of what."""

    PROGRAMME_OUTPUT = "programme-output"
    PROGRAMME_RESULT = "programme-result"
    PROJECT_OUTPUT = "project-output"
    PROJECT_RESULT = "project-result"


@frozen(kw_only=True, field_transformer=typed)
class Indicator:
    """Something that a programme or project counts. Its targets and values belong to who monitors it."""

    id: str
    level: IndicatorLevel
    title: LocalizedText
    unit: str
    basis: Basis
