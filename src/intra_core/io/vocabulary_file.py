"""A vocabulary file: the facts, words, units, sets, figures and definitions that rules may name."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, frozen

from intra_core.errors import did_you_mean
from intra_core.io import names
from intra_core.io.changes import changes
from intra_core.io.document import Document, Table
from intra_core.io.figures import step
from intra_core.io.given_names import refuse_facts_elsewhere, without_taken
from intra_core.io.histories import parameters
from intra_core.io.money_text import money
from intra_core.io.parts import Sources, localized, plural_forms
from intra_core.model.money import GREATEST
from intra_core.rules.kinds import (
    RATE,
    SIMPLE,
    Choice,
    Kind,
    Number,
    Records,
    described,
    greatest_of,
    is_amount,
    number_of,
)
from intra_core.rules.vocabulary import FactEntry, Vocabulary


def vocabulary(document: Document, before: Vocabulary, *, law: bool = False, region: str | None = None) -> Vocabulary:
    """Read a vocabulary on top of another.

    Args:
        document: the file; complaints go there.
        before: the vocabulary whose units and words it may use.
        law: whether it is the law's: its figures follow the day of grant, and nobody gives its names anew.
        region: the region whose vocabulary it is, if that is known.
    """
    root = document.root()
    schema(root)
    sources = Sources.of(root)
    words = {**before.words, **names.labels(root.table("word"))}
    own_units = {unit: plural_forms(table) for unit, table in root.named_tables("unit")}
    units = {**before.units, **own_units}
    own_sets = names.sets(root.table("set"))
    sets = {**before.sets, **own_sets}
    facts: dict[str, FactEntry] = {}
    table = root.table("fact")
    if table is not None:
        known = _Known(frozenset(words), {name: each.members for name, each in sets.items()}, frozenset(units))
        _facts(table, "", facts, known, len(before.facts))
    found = Vocabulary(
        facts=facts,
        sets=own_sets,
        parameters=parameters(root.table("parameter"), sources, units, law=law),
        definitions={name: each for name, (each, _) in names.definitions(root.table("define")).items()},
        labels=names.labels(root.table("label")),
        words=words,
        units=own_units,
    )
    known_facts = {**before.facts, **facts} if law else facts
    found = evolve(found, changes=changes(root.tables("change"), known_facts, words, law=law))
    root.end()
    found = without_taken(document, found, before)
    if region is not None:
        refuse_facts_elsewhere(document, found, region)
    return before.joined(evolve(found, law=found.own_names()) if law else found)


def schema(root: Table) -> None:
    """Take the number of the file format."""
    number = root.take("schema", int, wanted="schema = 1", required=True)
    if number not in (None, 1):
        root.complain("schema", f"schema {number} is not known here", "write schema = 1")


@frozen
class _Known:
    """What a fact may refer to."""

    words: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    units: frozenset[str]


def _facts(table: Table, prefix: str, found: dict[str, FactEntry], known: _Known, order: int) -> None:
    for key in table.rest():
        inner = table.table(key)
        if inner is None:
            continue
        name = f"{prefix}{key}"
        if _is_fact(inner.data):
            _fact(inner, name, found, known, order)
        else:
            _facts(inner, f"{name}.", found, known, order)


def _is_fact(data: Mapping[str, object]) -> bool:
    label = data.get("label")
    return not isinstance(data.get("type", {}), dict) or (
        isinstance(label, dict) and any(isinstance(text, str) for text in label.values())
    )


def _fact(table: Table, name: str, found: dict[str, FactEntry], known: _Known, order: int) -> None:
    written = table.text("type", required=True)
    label, question = localized(table, "label"), localized(table, "question")
    chosen, of, counts = table.texts("words"), table.text("of"), table.text("counts")
    key = table.text("key")
    if label is None and "label" not in table:
        table.complain(None, f"the fact {name!r} has no label", 'give label = { en = "…" }', at_key=True)
    question = question or label
    kind = SIMPLE.get(written or "")
    below: dict[str, FactEntry] = {}
    if written == "choice":
        kind = Choice(frozenset(chosen) or known.sets.get(of or "", frozenset()))
        for word in sorted(set(chosen) - known.words):
            table.complain("words", f"unknown word {word!r}", f'give it a label: [word] {word} = {{ en = "…" }}')
        if of is not None and of not in known.sets:
            table.complain("of", f"unknown set {of!r}", did_you_mean(of, known.sets))
    elif written is not None and written.startswith("count "):
        unit = written.removeprefix("count ")
        kind = number_of(unit)
        if unit not in known.units:
            table.complain("type", f"unknown unit {unit!r}", did_you_mean(unit, known.units))
    elif written == "list":
        inner: dict[str, FactEntry] = {}
        _facts(table, f"{name}.", inner, known, order + len(found) + 1)
        if counts is not None and counts not in known.units:
            table.complain("counts", f"unknown unit {counts!r}", did_you_mean(counts, known.units))
        own = {
            each.name.rpartition(".")[2]: each for each in inner.values() if each.name.count(".") == name.count(".") + 1
        }
        limits = {field: (each.low, each.high) for field, each in own.items()}
        kind = Records({field: each.kind for field, each in own.items()}, counts or "records", limits)
        below = {full: evolve(each, of_list=True) for full, each in inner.items()}
    elif kind is None and written is not None:
        table.complain(
            "type", f"unknown type {written!r}", did_you_mean(written, [*SIMPLE, "choice", "count persons", "list"])
        )
    high = _high(table, kind)
    table.end()
    if kind is None or label is None or question is None:
        return
    found[name] = FactEntry(
        name=name,
        kind=kind,
        label=label,
        question=question,
        low=1 if written == "m2" else 0,
        high=high,
        order=order + len(found),
        key=key,
    )
    found.update(below)


def _high(table: Table, kind: Kind | None) -> int:
    """Take the greatest that a fact can be, in parts; that of its kind where none is written."""
    if not isinstance(kind, Number):
        if kind is not None and table.text("greatest") is not None:
            table.complain("greatest", "only a number has a greatest", "leave it out")
        return GREATEST
    most, parts = greatest_of(kind), Fraction(0)
    if is_amount(kind):
        amount = money(table, "greatest")
        parts = Fraction(amount.minor if amount is not None else most)
    elif (written := table.text("greatest")) is not None:
        read = step(written)
        if read is None or read[1] != kind:
            table.complain("greatest", f"{written!r} is not {described(kind)}", f'write it like "{_example(kind)}"')
            return most
        parts = read[0] * kind.scale
    else:
        return most
    if not 0 < parts <= most:
        says = "this is more than any such figure can be" if parts > most else "this is too little"
        table.complain("greatest", says, "leave it out")
        return most
    return int(parts)


def _example(kind: Number) -> str:
    return "100 %" if kind == RATE else f"1000 {kind}"
