"""Slovenian: its numbers and days, its dual, and one sentence pattern per node.

Labels come in the nominative and cannot be declined here. So patterns keep them in the nominative ("je najmanj …",
"več kot …", "ni prej kot …"), and quote them where the sentence would ask for another case.
"""

from intra_core.rules.figures import Why
from intra_core.rules.language import (
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
from intra_core.rules.languages.tongue import Tongue


def plural(whole: int, decimals: int) -> int:
    """Say which of the forms "oseba", "osebi", "osebe" and "oseb" a number takes; one with decimals takes the third.

    >>> [plural(number, 0) for number in (1, 2, 3, 5, 101)], plural(12, 1)
    ([0, 1, 2, 3, 0], 2)
    """
    if decimals:
        return 2
    return {1: 0, 2: 1, 3: 2, 4: 2}.get(whole % 100, 3)


_LABEL = {"value": "{label}"}
_FIGURE = {"value": "{label} ({value})"}

SLOVENIAN = Tongue(
    code="sl",
    thousands=".",
    point=",",
    minus="\N{MINUS SIGN}",
    rate="{}\N{NO-BREAK SPACE}%",
    money="{amount}\N{NO-BREAK SPACE}{currency}",
    per="{}/{}",
    # Numbers: the name of a month would have to be declined with the sentence around it.
    months=tuple(f"{month}." for month in range(1, 13)),
    date="{day}. {month} {year}",
    month_day="{day}. {month}",
    quoted="»{}«",
    quoted_within="\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}{}\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    codes={
        "nace": "{codes} (NACE Rev. {version})", "nace several": "NACE Rev. {version}: {codes}",
        "nuts": "{codes} (NUTS {version})", "nuts several": "NUTS {version}: {codes}",
    },
    yes="da",
    no="ne",
    conjunctions={"and": "in", "or": "ali", "nor": "ali", "if": "če", "that": "da"},
    denials={
        "se je": "se|ni", "so se": "se|niso", "se": "se|ne", "je": "ni", "so": "niso", "ima": "nima",
        "imajo": "nimajo", "spada": "ne spada", "leži": "ne leži",
    },
    enclitics=frozenset({"je", "so", "se", "se je", "so se"}),
    plural=plural,
    why={
        Why.UNPUBLISHED: "ni objavljeno",
        Why.NOT_IN_FORCE: "na ta dan ne velja nobena vrednost",
        Why.CHANGED: "spremenjeno na dan, ki ni znan",
    },
    open_figures={
        "between": "{why}; najmanj {low} in največ {high}",
        "at least": "{why}; najmanj {low}",
        "words": "{why}; {words}",
        "row": "{key} {value}",
        "band": "od {bound} {word}",
    },
    steps={
        "labelled": "{label}: {step}",
        "equals": "{sum} = {value}",
        "given": "{label} {value}",
        "range": "{low} do {high}",
        "at most": "največ {high}",
        "at least": "najmanj {low}",
        "ceiling": "zgornja meja",
        "floor": "spodnja meja",
        "limit": "meja »{label}«",
        "ceiling not reached": "{step} ({name} {value} ni dosežena)",
        "ceiling reached": "{step} ({name} {value} je ravno dosežena)",
        "ceiling cuts": "{step}, znižano na {value} ({name})",
        "ceiling bounds": "{step}, največ {value} ({name})",
        "ceiling open": "{step} ali manj, če je nižja {name} ({value})",
        "floor raises": "{step}, zvišano na {value} ({name})",
        "floor bounds": "{step}, najmanj {value} ({name})",
        "floor open": "{step} ali več, če je višja {name} ({value})",
        "down": "{step}, zaokroženo navzdol na {value}",
        "up": "{step}, zaokroženo navzgor na {value}",
        "half-up": "{step}, zaokroženo na {value}",
    },
    patterns={
        Fact: _LABEL,
        Element: _LABEL,
        Named: _LABEL,
        Parameter: {**_FIGURE, "bare": "{label}", "yes-no": "{label} ({value})"},
        Constant: {**_FIGURE, "unnamed": "{value}", "always": "to|velja|vedno", "never": "to|ne velja|nikoli"},
        Unpublished: {**_FIGURE, "yes-no": "ni znano, ali to že velja"},
        Not: {"not so": "ne drži, {body}"},
        And: {
            "number": "{body}|je|najmanj {low} in največ {high}",
            "day": "{body}|ni|prej kot {low} in ne pozneje kot {high}",
        },
        Or: {"guard": "{guard}, {body}"},
        Compare: {
            "number >=": "{left}|je|najmanj {right}",
            "number <=": "{left}|je|največ {right}",
            "number >": "{left}|je|več kot {right}",
            "number <": "{left}|je|manj kot {right}",
            "number ==": "{left}|je|natanko {right}",
            "number !=": "{left}|ni|natanko {right}",
            "day >=": "{left}|ni|prej kot {right}",
            "day <=": "{left}|ni|pozneje kot {right}",
            "day >": "{left}|je|pozneje kot {right}",
            "day <": "{left}|je|prej kot {right}",
            "day ==": "{left}|je|isti dan kot {right}",
            "day !=": "{left}|ni|isti dan kot {right}",
            "word ==": "{left}|je|{right}",
            "word !=": "{left}|ni|{right}",
        },
        Among: {
            "words": "{item}|spada|v skupino »{label}«{members}",
            "nace": "{item}|spada|v skupino »{label}«{members}",
            "nuts": "{item}|leži|na območju »{label}«{members}",
            "unnamed": "{item}|je|{members}",
        },
        Sum: {"+": "{left} plus {right}", "-": "{left} minus {right}"},
        Product: {"value": "{left} krat {right}"},
        Quotient: {"value": "{left} deljeno z vrednostjo »{right}«"},
        Least: {
            "part": "»{part}«",
            "number of two": "manjša od vrednosti {parts}",
            "number of many": "najmanjša od vrednosti {parts}",
            "day of two": "zgodnejši od dni {parts}",
            "day of many": "najzgodnejši od dni {parts}",
        },
        Greatest: {
            "part": "»{part}«",
            "number of two": "večja od vrednosti {parts}",
            "number of many": "največja od vrednosti {parts}",
            "day of two": "poznejši od dni {parts}",
            "day of many": "najpoznejši od dni {parts}",
        },
        Rounded: {
            "down": "{body}, zaokroženo navzdol na {step},",
            "up": "{body}, zaokroženo navzgor na {step},",
            "half-up": "{body}, zaokroženo na {step}, polovice navzgor,",
        },
        Scaled: {"value": "{body}"},
        Choose: {"value": "{then}, {condition}, sicer {other}", "yes-no": "{condition}, {then}; sicer {other}"},
        Lookup: {
            "value": "{label} glede na »{keys}«",
            "rows": "{label} glede na »{keys}« ({rows})",
            "yes-no": "{value}|je|»da«",
        },
        Band: {"value": "{label} glede na »{number}«", "rows": "{label} glede na »{number}« ({rows})"},
        Shift: {"+": "{day} plus {amount}", "-": "{day} minus {amount}"},
        Between: {
            "days": "število dni med »{early}« in »{late}«",
            "years": "število celih let med »{early}« in »{late}«",
        },
        YearOf: {
            "calendar": "koledarsko leto, v katero spada »{day}«,",
            "fiscal": "poslovno leto, v katero spada »{day}«,",
        },
        Call: {"value": "{label} glede na »{arguments}«", "yes-no": "{label} ({arguments})"},
        Walk: {
            "where one": ", za katerega velja, {where},",
            "where many": ", za katere velja, {where},",
            "any": "na seznamu {many}|je|vsaj en vnos, za katerega velja, {body}",
            "none": "na seznamu {many}|ni|vnosa, za katerega bi veljalo, {body}",
            "all": "za vsak vnos na seznamu {many}{where} velja, {body}",
            "count": "število vnosov na seznamu {many}{where}",
            "sum": "vsota vrednosti »{body}« za vnose na seznamu {many}{where}",
            "max number": "največja vrednost »{body}« med vnosi na seznamu {many}{where}",
            "min number": "najmanjša vrednost »{body}« med vnosi na seznamu {many}{where}",
            "max day": "najpoznejši »{body}« med vnosi na seznamu {many}{where}",
            "min day": "najzgodnejši »{body}« med vnosi na seznamu {many}{where}",
        },
    },
)  # fmt: skip
