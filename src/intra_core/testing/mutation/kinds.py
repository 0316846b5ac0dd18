"""The kinds of change that a line is put to; the list is closed, and each says what it does."""

import enum


class MutantKind(enum.Enum):
    """What is changed in a line, or of a table of a file.

    >>> MutantKind.FIGURE.value
    'figure one unit up or down'
    """

    COMPARISON = "comparison strict where it was not, not strict where it was, or turned into its contrary"
    JOINING = "and in place of or, or in place of and"
    PART = "part of an and or an or dropped"
    NOT = "not dropped"
    EXTREME = "min in place of max, max in place of min"
    QUANTIFIER = "any in place of all, all in place of any"
    WHERE = "which records count, dropped"
    SIGN = "plus in place of minus, minus in place of plus"
    CHOICE = "the two values of a choice swapped"
    DATE = "another day read"
    FIGURE = "figure one unit up or down"
    FLAG = "yes in place of no, no in place of yes"
    PERIOD = "first or last day one day off"
    ROUNDING = "another rounding"
    MEMBER = "member of a set, or kind of cost, dropped"
    CONDITION = "condition dropped"
    GUARD = "applies dropped"
    DUTY = "duty dropped"
    COST_RULE = "which costs count, dropped"
    REGIME = "state aid regime dropped"
    REDUCIBLE = "reducible turned"
    INSTALMENT = "instalment dropped"
