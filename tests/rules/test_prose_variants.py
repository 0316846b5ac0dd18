"""Every pattern of every language is used by a sentence worked out by hand, here or in `sentences.toml`."""

from fractions import Fraction
from pathlib import Path

import pytest
import tomli
from attrs import evolve
from tests.rules.test_prose import DAY, EURO, FEASIBLE, LANGUAGES, PREMIUM, REAL, RULES, SCOPE, SIZE, plain

from intra_core.rules.check import check
from intra_core.rules.figures import Bands, Figure, Known, Table
from intra_core.rules.kinds import DAYS, RATE, YEARS, Day, MonthDay, YesNo
from intra_core.rules.language import (
    Among,
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
    Parameter,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Sum,
    Unpublished,
    Walk,
    YearOf,
)
from intra_core.rules.languages import TONGUES
from intra_core.rules.prose import sentence

YES_NO, DATE = YesNo(), Day()
TOTAL, GRANT, SHARE = Fact("costs.eligible", EURO), Fact("grant", EURO), Parameter("aid_intensity", RATE)
FLOOR, CEILING, YEARLY = (Parameter(name, EURO) for name in ("floor", "ceiling", "yearly"))
FIRST, LAST, ASKED = (Fact(name, DATE) for name in ("event.starts", "event.ends", "project.submitted"))
SIZED, ACTIVE, ABROAD = (
    Fact("undertaking.size", SIZE), Fact("event.active", YES_NO), Fact("event.abroad", YES_NO),
)  # fmt: skip
COSTS = SCOPE.meanings["cost"]
assert isinstance(COSTS, Fact)
NET, PAID = Element("c", "cost", "net", EURO), Element("c", "cost", "paid", DATE)
FIGURES: dict[str, Figure] = {
    **DAY,
    "class": Bands(((Fraction(0), "small"), (Fraction(1000), "large"))),
    "open": Known(value=True),
    "allowed": Table({("micro",): Known(value=True), ("small",): Known(value=False)}),
}
NODES: dict[str, Node] = {
    "named": Named("grant", TOTAL),
    "figure without its value": Parameter("class", EURO),
    "figure that is yes": Parameter("open", YES_NO),
    "contrary of a figure that is yes": Not(Parameter("open", YES_NO)),
    "constant with a name": Constant(100_000, EURO, "floor"),
    "always": Constant(value=True, kind=YES_NO),
    "never": Constant(value=False, kind=YES_NO),
    "unpublished": Unpublished("floor", EURO, 30_000, 999_999),
    "unpublished yes or no": Unpublished("open", YES_NO),
    "not so": Not(Parameter("verbless", YES_NO)),
    "not exactly": Compare("!=", TOTAL, FLOOR),
    "exactly": Compare("==", TOTAL, FLOOR),
    "not before": Compare(">=", ASKED, FIRST),
    "after": Compare(">", ASKED, FIRST),
    "before": Compare("<", ASKED, FIRST),
    "same day": Compare("==", ASKED, FIRST),
    "another day": Compare("!=", ASKED, FIRST),
    "one of words without a name": Among(SIZED, frozenset({"micro", "small"}), None),
    "not in a set": Not(Among(SIZED, frozenset({"micro", "small"}), "sizes.sme")),
    "difference": Sum(TOTAL, Sum(GRANT, FLOOR, 1, EURO), -1, EURO),
    "quotient": Quotient(TOTAL, SHARE, EURO),
    "least of three": Least((TOTAL, CEILING, YEARLY), EURO),
    "earlier day": Least((FIRST, ASKED), DATE),
    "earliest day": Least((FIRST, LAST, ASKED), DATE),
    "greater of two": Greatest((TOTAL, CEILING), EURO),
    "greatest of three": Greatest((TOTAL, CEILING, YEARLY), EURO),
    "later day": Greatest((FIRST, ASKED), DATE),
    "latest day": Greatest((FIRST, LAST, ASKED), DATE),
    "down": Compare("<=", Rounded(Product(TOTAL, SHARE, EURO), "down", (1, 100), EURO), CEILING),
    "up": Rounded(Product(TOTAL, SHARE, EURO), "up", (1, 100), EURO),
    "half up": Rounded(Product(TOTAL, SHARE, EURO), "half-up", (1, 100), EURO),
    "scaled": Scaled(TOTAL, 5, EURO),
    "choice of values": Choose(ABROAD, CEILING, FLOOR, EURO),
    "table without its rows": Lookup("unread", (SIZED,), {}, RATE),
    "table of yes and no": Lookup("allowed", (SIZED,), {}, YES_NO),
    "bands": Band("class", TOTAL, (), SIZE),
    "bands without their rows": Band("unread", TOTAL, (), SIZE),
    "days between": Between(FIRST, LAST, DAYS),
    "years between": Between(FIRST, LAST, YEARS),
    "fiscal year": YearOf(FIRST, Fact("undertaking.fiscal_year_end", MonthDay()), YEARS),
    "greatest of a list": Walk("max", "c", COSTS, NET, None, EURO),
    "smallest of a list": Walk("min", "c", COSTS, NET, None, EURO),
    "latest of a list": Walk("max", "c", COSTS, PAID, None, DATE),
    "earliest of a list": Walk("min", "c", COSTS, PAID, None, DATE),
    "function": Call("made.premium", (TOTAL, SIZED), EURO, PREMIUM),
    "function of yes or no": Call("made.feasible", (ACTIVE, ASKED), YES_NO, FEASIBLE),
    "not all": Not(Walk("all", "c", COSTS, Compare("<=", PAID, LAST), None, YES_NO)),
}
SAID = tomli.loads((Path(__file__).parent / "variants.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NODES)
def test_every_variant_reads_as_people_say_it(name, language):
    assert plain(sentence(NODES[name], FIGURES, REAL, language)) == SAID[name][language]


def test_every_sentence_that_was_worked_out_is_asked_for():
    assert list(SAID) == list(NODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_is_without_a_sentence(language, monkeypatch):
    used = set()

    class Watched(dict[str, str]):
        def __init__(self, node, variants):
            super().__init__(variants)
            self.node = node

        def __getitem__(self, variant):
            used.add((self.node, variant))
            return super().__getitem__(variant)

    watched = {node: Watched(node, variants) for node, variants in TONGUES[language].patterns.items()}
    monkeypatch.setattr("intra_core.rules.languages.TONGUES", {language: evolve(TONGUES[language], patterns=watched)})
    for rule in [*NODES.values(), *(check(each["is"], SCOPE) for each in RULES)]:
        sentence(rule, FIGURES, REAL, language)
    there = {(node, variant) for node, variants in watched.items() for variant in variants}
    assert {(node.__name__, variant) for node, variant in there - used} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_rules_read_differently(language):
    told = [sentence(node, FIGURES, REAL, language) for node in NODES.values()]
    alike = {text for text in told if told.count(text) > 1}
    assert alike == set()
