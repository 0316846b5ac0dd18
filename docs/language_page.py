"""The reference of the rule language: each form, function and type as the code has it, with a real line of it."""

import inspect
from collections.abc import Iterable, Iterator

from attrs import frozen
from rows import region_of, regions

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
    Node,
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
    children,
    walk,
)
from intra_core.rules.prose import sentence
from intra_core.rules.vocabulary import Vocabulary

HEAD = """\
# The language of rules

What a line may say. This page is written by `python docs/generate.py` from the code and from the files of the regions:
each form stands with the shortest real line that has it, the measure it comes from, and the sentence made of it.

A line is a subset of Python's expressions; `rules/parse.py` is the only place that reads it. Every number, day and
list of words in it is a name: a figure under `[parameter]`, a set under `[set]`, an amount under `[define]`, a fact of
a vocabulary. So a line has no figures, and a figure has its source.

A line gives a value of one kind. A condition gives yes or no, and has three answers: a missing fact is *unknown*, which
is not no and not yes. `a or b` is met if `a` is, whatever `b`; `a and b` is unmet if `a` is; everything else that
needs a missing fact is unknown.
"""
WRITTEN: dict[type, str] = {
    Fact: "`undertaking.seat`", Element: "`x.net`, inside a list", Parameter: "`ceiling`", Constant: '`"fair"`',
    Unpublished: 'a figure that is `"unknown"`', Named: "`grant`, under `[define]`", Not: "`not a`", And: "`a and b`",
    Or: "`a or b`", Compare: "`a <= b`, `a == b`, `a < b <= c`", Among: "`a in some.set`, `a not in some.set`",
    Sum: "`a + b`, `a - b`", Product: "`a * b`", Quotient: "`a / b`, in a `[define]` that names its rounding",
    Least: "`min(a, b)`", Greatest: "`max(a, b)`", Rounded: '`round = "down"` beside `is`', Scaled: "",
    Choose: "`a if c else b`", Lookup: "`rate[undertaking.size]`", Band: "`band(number, bands)`",
    Shift: "`day + days`, `add_months(day, months)`, `add_years(day, years)`",
    Between: "`day - day`, `years_between(early, late)`", YearOf: "`year(day)`, `fiscal_year(day, year_end)`",
    Walk: "`any(…)`, `all(…)`, `count(…)`, `sum(…)`, `max(…)`, `min(…)` over `x for x in list if …`",
    Call: "`region.word(a, b)`, a function that the region has registered: [A rule in Python](functions.md)",
}  # fmt: skip
"""How each kind of node is written; what only comes about when a day is settled is not written at all."""


@frozen
class Line:
    """A line of a measure, with the nodes it has."""

    length: int
    measure: str
    text: str
    says: str
    forms: frozenset[type]
    calls: frozenset[str]


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
    """Write the page."""
    lines = sorted(_lines(), key=lambda line: (line.length, line.measure, line.text))
    parts = [HEAD, "## Forms\n", _forms(lines), "## Functions\n", _functions(lines), "## Kinds of values\n", _kinds()]
    return "\n".join([*parts, "## Limits\n", _limits()]).rstrip() + "\n"


def _lines() -> Iterator[Line]:
    """Give the lines of all conditions and definitions of all regions, with a sentence of each."""
    for name in regions():
        for measure in region_of(name).measures:
            words, book = measure.vocabulary, measure.book
            for condition in book.conditions:
                for version in condition.versions:
                    if not version.text.startswith("award "):  # that of a regime or of the library, which nobody wrote
                        yield _line(measure.identity.id, version.text, version.node, words)
            named = {each.name: each for node in book.nodes() for each in walk(node) if isinstance(each, Named)}
            for node in named.values():
                definition = words.definitions.get(node.name)
                if definition is not None and node.name not in words.law:
                    rounding = f", rounded {definition.rounding}" if definition.rounding else ""
                    yield _line(measure.identity.id, f"{node.name} is {definition.text}{rounding}", node.body, words)


def _line(measure: str, text: str, node: Node, words: Vocabulary) -> Line:
    plain = " ".join(text.split())
    nodes = tuple(_own(node))
    forms = frozenset(type(each) for each in nodes)
    calls = frozenset(found for found in FUNCTIONS if f"{found}(" in plain)
    return Line(len(plain), measure, plain, sentence(node, {}, words, "en"), forms, calls)


def _own(node: Node) -> Iterator[Node]:
    """Give the nodes of a line itself, not those of the definitions that it names."""
    yield node
    if not isinstance(node, Named):
        for each in children(node):
            yield from _own(each)


def _forms(lines: Iterable[Line]) -> str:
    known = tuple(lines)
    parts = []
    for node in NODES:
        if not WRITTEN[node]:
            continue
        example = next((line for line in known if node in line.forms), None)
        meaning = (inspect.getdoc(node) or "").partition("\n\n")[0].replace("\n", " ")
        parts.append(f"### {node.__name__}\n\n{meaning}\n\nWritten {WRITTEN[node]}.\n{_shown(example)}")
    return "\n".join(parts)


def _shown(example: Line | None) -> str:
    if example is None:
        return ""
    return f"\n```python\n{example.text}\n```\n\n{example.says.rstrip('.')}. (`{example.measure}`)\n"


def _functions(lines: Iterable[Line]) -> str:
    known = tuple(lines)
    missing = FUNCTIONS ^ FUNCTIONS_SAID.keys()
    if missing:
        msg = f"language_page.py says other functions than the code has: {sorted(missing)}"
        raise ValueError(msg)
    parts = []
    for name, says in FUNCTIONS_SAID.items():
        example = next((line for line in known if name in line.calls), None)
        of = f" In `{example.measure}`: `{example.text}`." if example is not None else ""
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
