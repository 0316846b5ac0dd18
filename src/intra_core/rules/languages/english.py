"""English: its numbers and days, and one sentence pattern per node."""

from intra_core.rules.figures import Why
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Between,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Not,
    Or,
    Parameter,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Shift,
    Sum,
    Unpublished,
    Walk,
    YearOf,
)
from intra_core.rules.languages.tongue import Tongue


def plural(whole: int, decimals: int) -> int:
    """Say which of the forms "person" and "persons" a number takes.

    >>> plural(1, 0), plural(1, 1)
    (0, 1)
    """
    return 0 if whole == 1 and not decimals else 1


_LABEL = {"value": "the {label}"}
_FIGURE = {"value": "the {label} ({value})", "bare": "the {label}"}

ENGLISH = Tongue(
    code="en",
    thousands=",",
    point=".",
    minus="-",
    rate="{} %",
    money="{currency} {amount}",
    per="{} per {}",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    date="{day} {month} {year}",
    month_day="{day} {month}",
    quoted="“{}”",
    codes={
        "nace": "{codes} (NACE Rev. {version})", "nace several": "NACE Rev. {version}: {codes}",
        "nuts": "{codes} (NUTS {version})", "nuts several": "NUTS {version}: {codes}",
    },
    yes="yes",
    no="no",
    conjunctions={"and": "and", "or": "or", "if": "if", "that": ""},
    denials={
        "has been": "has not been", "have been": "have not been", "is": "is not", "are": "are not", "was": "was not",
        "were": "were not", "has": "does not have", "have": "do not have", "falls": "does not fall",
        "lies": "does not lie",
    },
    perfect={"has": "has not", "have": "have not"},
    participle=r"(\w+ed|given|held|kept|made|met|paid|sent|taken)\b",
    plural=plural,
    why={
        Why.UNPUBLISHED: "not published",
        Why.NOT_IN_FORCE: "no figure in force on that day",
        Why.CHANGED: "changed on a day that is not known",
    },
    open_figures={
        "between": "{why}; between {low} and {high}",
        "at least": "{why}; at least {low}",
        "words": "{why}; {words}",
        "band": "from {bound} {word}",
    },
    steps={
        "labelled": "{label}: {step}",
        "equals": "{sum} = {value}",
        "given": "{label} {value}",
        "range": "{low} to {high}",
        "at most": "at most {high}",
        "at least": "at least {low}",
        "ceiling": "ceiling",
        "floor": "floor",
        "limit": "{label}",
        "ceiling not reached": "{step} ({name} {value} not reached)",
        "ceiling reached": "{step} ({name} {value} just reached)",
        "ceiling cuts": "{step}, cut to the {name} {value}",
        "ceiling bounds": "{step}, at most the {name} {value}",
        "ceiling open": "{step}, or the {name} ({value}) if that is less",
        "floor raises": "{step}, raised to the {name} {value}",
        "floor bounds": "{step}, at least the {name} {value}",
        "floor open": "{step}, or the {name} ({value}) if that is more",
        "down": "{step}, rounded down to {value}",
        "up": "{step}, rounded up to {value}",
        "half-up": "{step}, rounded to {value}",
    },
    patterns={
        Fact: _LABEL,
        Element: _LABEL,
        Named: _LABEL,
        Parameter: {**_FIGURE, "yes-no": "{label} ({value})"},
        Constant: {**_FIGURE, "unnamed": "{value}", "always": "it|is|always so", "never": "it|is|never so"},
        Unpublished: {**_FIGURE, "yes-no": "it|is|not known whether this is in force"},
        Not: {"not so": "it|is|not so that {body}"},
        And: {
            "number": "{body}|is|at least {low} and at most {high}",
            "day": "{body}|is|not before {low} and not after {high}",
        },
        Or: {"guard": "{guard}, {body}"},
        Compare: {
            "number >=": "{left}|is|at least {right}",
            "number <=": "{left}|is|at most {right}",
            "number >": "{left}|is|more than {right}",
            "number <": "{left}|is|less than {right}",
            "number ==": "{left}|is|exactly {right}",
            "number !=": "{left}|is|not exactly {right}",
            "day >=": "{left}|is|not before {right}",
            "day <=": "{left}|is|not after {right}",
            "day >": "{left}|is|after {right}",
            "day <": "{left}|is|before {right}",
            "day ==": "{left}|is|the same day as {right}",
            "day !=": "{left}|is|not the same day as {right}",
            "word ==": "{left}|is|{right}",
            "word !=": "{left}|is|not {right}",
        },
        Among: {
            "words": "{item}|is|one of the {label}{members}",
            "nace": "{item}|falls|under the {label}{members}",
            "nuts": "{item}|lies|in {label}{members}",
            "unnamed": "{item}|is|{members}",
        },
        Sum: {"+": "{left} plus {right}", "-": "{left} minus {right}"},
        Product: {"value": "{left} times {right}"},
        Quotient: {"value": "{left} divided by {right}"},
        Least: {
            "part": "{part}",
            "number of two": "the smaller of {parts}",
            "number of many": "the smallest of {parts}",
            "day of two": "the earlier of {parts}",
            "day of many": "the earliest of {parts}",
        },
        Greatest: {
            "part": "{part}",
            "number of two": "the greater of {parts}",
            "number of many": "the greatest of {parts}",
            "day of two": "the later of {parts}",
            "day of many": "the latest of {parts}",
        },
        Rounded: {
            "down": "{body}, rounded down to {step}",
            "up": "{body}, rounded up to {step}",
            "half-up": "{body}, rounded to {step}, halves up",
        },
        Scaled: {"value": "{body}"},
        Choose: {"value": "{then} {condition}, otherwise {other}", "yes-no": "{condition}, {then}; otherwise {other}"},
        Lookup: {
            "value": "the {label} by {keys}",
            "rows": "the {label} by {keys} ({rows})",
            "yes-no": "{value}|is|“yes”",
        },
        Band: {"value": "the {label} by {number}", "rows": "the {label} by {number} ({rows})"},
        Shift: {"+": "{day} plus {amount}", "-": "{day} minus {amount}"},
        Between: {
            "days": "the number of days from {early} to {late}",
            "years": "the number of whole years from {early} to {late}",
        },
        YearOf: {"calendar": "the calendar year of {day}", "fiscal": "the fiscal year of {day}"},
        Walk: {
            "where one": " for which {where}",
            "where many": " for which {where}",
            "any": "there|is|at least one {one} for which {body}",
            "none": "there|is|no {one} for which {body}",
            "all": "for every {one}{where}, {body}",
            "count": "the number of {many}{where}",
            "sum": "the sum, over all {many}{where}, of {body}",
            "max number": "the greatest, over all {many}{where}, of {body}",
            "min number": "the smallest, over all {many}{where}, of {body}",
            "max day": "the latest, over all {many}{where}, of {body}",
            "min day": "the earliest, over all {many}{where}, of {body}",
        },
    },
)  # fmt: skip
