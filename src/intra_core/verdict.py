"""The three verdicts of a condition and the three of an assessment."""

import enum


class Verdict(enum.Enum):
    """What can be said of one condition: unknown is neither met nor unmet."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, truth: bool | None) -> "Verdict":
        """Name a truth value.

        >>> Verdict.of(None)
        <Verdict.UNKNOWN: 'unknown'>
        """
        if truth is None:
            return cls.UNKNOWN
        return cls.MET if truth else cls.UNMET


class Outcome(enum.Enum):
    """What can be said of one measure for one application."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"
