"""The reference of the rule language: each form, function and type as the code has it, with a real line of it."""

import inspect
from collections.abc import Iterable

from language_lines import Line, lines
from language_types import types_of

from intra_core.rules import parse
from intra_core.rules.book import DEEPEST, MOST_PARTS
from intra_core.rules.checking.functions import FUNCTIONS
from intra_core.rules.kinds import SIMPLE, Choice, Code, Day, MonthDay, Number, Records, Text, YesNo, described
from intra_core.rules.language import (
    NODES,
    Among,
    And,
    Band,
    Between,
    Call,
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

HEAD = """\
# The language of rules

What a line may say. This page is written by `python docs/generate.py` from the code and from the files of the regions.
Each form stands with the kinds of values that it takes and gives, as the checker lets them through, with the shortest
real line that has it, and with what the readings make of that line. Where no region has such a line, one of the shapes
of rules stands here (`tests/shapes/region`).

A line is a subset of Python's expressions; `rules/parse.py` is the only place that reads it. Every number, day and
list of words in it is a name: a figure under `[parameter]`, a set under `[set]`, an amount under `[define]`, a fact of
a vocabulary. So a line has no figures, and a figure has its source.

A line gives a value of one kind. A condition gives yes or no, and has three answers: a missing fact is *unknown*, which
is not no and not yes. `a or b` is met if `a` is, whatever `b`; `a and b` is unmet if `a` is; everything else that
needs a missing fact is unknown.

## Readings

From the one tree of a line come all its readings. That the first three give one answer to the same facts is held by
the tests, for generated lines and for every measure.

| reading | what it gives | where |
|---|---|---|
| three-valued | met, unmet or unknown, and what a number can still be | `rules/possible.py` |
| scalar | the same for complete facts, in microseconds | `rules/scalar.py` |
| columnar | the same for a whole data frame, in every row | `rules/columnar/` |
| sentence | the line in words, in each language | `rules/prose.py` |
| questions | the facts through which it is still unknown | `rules/asks.py` |
| boundary | the values beside which its answer turns | `rules/boundary.py` |
| counterfactual | the least change of facts after which it holds | `rules/counterfactual.py` |
| mutation | the line with one thing in it wrong | `testing/mutation/` |
| difference | what of it is not the same on another day | `assessment/differences.py` |

Under each form "a sentence" is what the line is read out as, "nothing told" its answer to an empty application, "where
it turns" the values beside which the answer can change, and "wrong by one thing" what a case should notice. They are
those of the day of the measure's last worked example.
"""
WRITTEN: dict[type, str] = {
    Fact: "`undertaking.seat`", Element: "`x.net`, inside a list", Parameter: "`ceiling`", Constant: '`"fair"`',
    Unpublished: 'a figure that is `"unknown"`', Named: "`grant`, under `[define]`", Not: "`not a`", And: "`a and b`",
    Or: "`a or b`", Compare: "`a <= b`, `a == b`, `a < b <= c`", Among: "`a in some.set`, `a not in some.set`",
    Sum: "`a + b`, `a - b`", Product: "`a * b`", Quotient: "`a / b`, in a `[define]` that names its rounding",
    Least: "`min(a, b)`", Greatest: "`max(a, b)`", Rounded: '`round = "down"` beside `is`',
    Scaled: "nowhere: it comes about when a day is settled",
    Choose: "`a if c else b`", Lookup: "`rate[undertaking.size]`", Band: "`band(number, bands)`",
    Shift: "`day + days`, `add_months(day, months)`, `add_years(day, years)`",
    Between: "`day - day`, `years_between(early, late)`", YearOf: "`year(day)`, `fiscal_year(day, year_end)`",
    Walk: "`any(…)`, `all(…)`, `count(…)`, `sum(…)`, `max(…)`, `min(…)` over `x for x in list if …`",
    Call: "`region.word(a, b)`, a function that the region has registered: [A rule in Python](functions.md)",
}  # fmt: skip
"""How each kind of node is written."""
TAKES_SAID: dict[type, str] = {
    Fact: "It gives a value of the type that the vocabulary says.",
    Element: "It gives a value of the type of the field.",
    Parameter: "It gives a number, a day, a word or yes or no, as its figures are written.",
    Constant: "It gives a word or text of the kind that it is compared with or given to.",
    Unpublished: "It gives what the figure would give, if it were known.",
    Named: "It gives what its definition gives.",
    Rounded: "It takes any number and gives the same.",
    Scaled: "It takes any number and gives the same, counted in finer parts.",
    Call: "It takes and gives what the function declares.",
}
"""Of forms whose kinds are not those of what is written inside them."""
FUNCTIONS_SAID: dict[str, str] = {
    "any": "`any(… for x in list if …)`: whether it holds for at least one record",
    "all": "`all(… for x in list if …)`: whether it holds for every record; of an empty list it does",
    "count": "`count(x for x in list if …)`, `count(list)`: how many records there are",
    "sum": "`sum(x.net for x in list if …)`: what a number comes to; of an empty list nothing",
    "max": "`max(a, b)`, `max(x.paid for x in list if …)`: the greatest number or latest day; of an empty list unknown",
    "min": "`min(a, b)`, `min(x.paid for x in list if …)`: the least number or earliest day; of an empty list unknown",
    "year": "`year(day)`: its calendar year",
    "fiscal_year": "`fiscal_year(day, undertaking.fiscal_year_end)`: the year in which its fiscal year ends",
    "years_between": "`years_between(early, late)`: the whole years from one day to another",
    "add_months": "`add_months(day, months)`: the same day of a later month, or its last day",
    "add_years": "`add_years(day, years)`: the same day of a later year; 29 February becomes the 28th",
    "band": "`band(number, bands)`: the word of the band in which a number falls",
}
KINDS_SAID: dict[type, str] = {
    Number: "a number with its unit; only like units are added or compared, and a product has the product of both",
    YesNo: "yes or no",
    Day: "a day of the calendar",
    MonthDay: "a day of every year",
    Choice: "a word of a closed list",
    Code: "a code of a classification, held against sets by its beginning",
    Text: "a text that is only ever compared with another",
    Records: "a list of records",
}


def language_page() -> str:
    """Write the page.

    Raises:
        ValueError: if a kind of node is not on it, or its kinds are told in no way or in two.
    """
    missing = set(NODES) ^ WRITTEN.keys()
    if missing:
        msg = f"language_page.py has other nodes than the language: {sorted(each.__name__ for each in missing)}"
        raise ValueError(msg)
    parts = [HEAD, "## Forms\n", *map(_form, NODES), "## Functions\n", _functions(lines())]
    return "\n".join([*parts, "## Kinds of values\n", _kinds(), "## Limits\n", _limits()]).rstrip() + "\n"


def _form(node: type) -> str:
    meaning = (inspect.getdoc(node) or "").partition("\n\n")[0].replace("\n", " ")
    types = types_of(node)
    if bool(types) == (node in TAKES_SAID):
        msg = f"the kinds of {node.__name__} are to be worked out or said, and not both"
        raise ValueError(msg)
    having = [line for line in lines() if (line.has_open_figure if node is Unpublished else node in line.forms)]
    # The shortest of those that are in force on the day of the last example, so that every reading can be shown.
    example = next((line for line in having if line.settled is not None), next(iter(having), None))
    told = f"{types}\n" if types else f"{TAKES_SAID[node]}\n"
    return f"### {node.__name__}\n\n{meaning}\n\nWritten {WRITTEN[node]}.\n\n{told}{_shown(example)}"


def _shown(example: Line | None) -> str:
    if example is None:
        return ""
    rows = "\n".join(f"| {name} | {_cell(told)} |" for name, told in example.readings())
    head = f"In `{example.measure.id}`:\n\n```python\n{example.shown}\n```\n\n"
    return f"\n{head}| reading | what it makes of it |\n|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _functions(lines: Iterable[Line]) -> str:
    known = tuple(lines)
    missing = FUNCTIONS ^ FUNCTIONS_SAID.keys()
    if missing:
        msg = f"language_page.py says other functions than the code has: {sorted(missing)}"
        raise ValueError(msg)
    parts = []
    for name, says in FUNCTIONS_SAID.items():
        example = next((line for line in known if name in line.calls), None)
        of = f" In `{example.measure.id}`: `{example.shown}`." if example is not None else ""
        parts.append(f"- {says}.{of}")
    return "\n".join(parts) + "\n"


def _kinds() -> str:
    rows = "".join(f"| `{name}` | {described(kind)} | {KINDS_SAID[type(kind)]} |\n" for name, kind in SIMPLE.items())
    others = "".join(
        f"| `{name}` | {what} | {KINDS_SAID[kind]} |\n"
        for name, what, kind in (
            ("count persons", "a number of persons, or of any unit under `[unit]`", Number),
            ("choice", "a word of a closed list", Choice),
            ("list", "a list of records, each field a fact of its own", Records),
        )
    )
    head = "As the `type` of a fact in a vocabulary names them.\n\n| type | is | what it is |\n|---|---|---|\n"
    return f"{head}{rows}{others}"


def _limits() -> str:
    line = f"{parse.MOST_LETTERS:,} letters and {parse.MOST_NODES} parts, nested at most {parse.DEEPEST} deep"
    whole = f"{MOST_PARTS:,} parts and {DEEPEST} deep"
    return f"A line has at most {line}; with the definitions that it names, {whole}. What is longer is told as such.\n"
