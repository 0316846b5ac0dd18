"""Why an application is granted what it is granted, as codes."""

import enum


class Reason(enum.Enum):
    """What decided on an application."""

    COVERED = "covered"
    CUT = "cut"
    TOO_LITTLE_LEFT = "too-little-left"
    NOTHING_LEFT = "nothing-left"
    LIST_ENDED = "list-ended"
    BELOW_MERIT = "below-merit"
