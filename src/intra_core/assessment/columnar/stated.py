"""What rows state in place of what it is worked out from: of the two the stricter decides, row by row."""

from intra_core.assessment.columnar.dated import DatedMeasure
from intra_core.model.money import GREATEST_COST
from intra_core.rules.book import ON
from intra_core.rules.columnar import walking
from intra_core.rules.columnar.column import LARGEST, Column
from intra_core.rules.columnar.number import Number
from intra_core.rules.columnar.reading import DEFAULTS, Columnar
from intra_core.rules.columnar.word import Word
from intra_core.rules.kinds import Number as NumberKind
from intra_core.rules.kinds import Records
from intra_core.rules.language import Fact, Node, walk
from intra_core.rules.settle import Settling


def stated(reading: DatedMeasure) -> dict[str, Column]:
    """Say for each value that may be stated where it is, and is not overruled by what it is worked out as."""
    book = reading.measure.rules.book
    found = {}
    for name, node in book.derived.items():
        if name not in reading.at.table.facts:
            continue
        told = _told(reading.at, Fact(name, node.kind, 0, GREATEST_COST))
        if name in book.stricter:
            stricter = _stricter(reading, name, node, book.stricter[name])
            told = reading.form.both(told, reading.form.contrary(stricter))
        found[name] = told
    return found


def _told(at: Columnar, fact: Fact) -> Column:
    """Say where a fact is told; a list may be told by its records."""
    form = at.form
    if fact.name == ON.name or fact.name in DEFAULTS:
        return form.literal(value=True)
    if isinstance(fact.kind, Records):
        return walking.told(at, fact)
    if fact.name not in at.table.facts:
        return form.literal(value=False)
    value = at.value(fact)
    column: Column = value
    if isinstance(value, Number):
        column = value.exact or form.literal(None)
    elif isinstance(value, Word):
        column = value.options[0].word or form.literal(None)
    return form.contrary(form.is_null(column))


def _stricter(reading: DatedMeasure, name: str, node: Node, order: tuple[str, ...]) -> Column:
    """Say where what a value is worked out as is stricter than what is stated."""
    form = reading.form

    def asked(settling: Settling, node: Node) -> Column:
        settled = settling.settle(node)
        facts = {each.name: each for each in walk(settled.node) if isinstance(each, Fact)}
        whole = form.both(*(_told(reading.at, each) for each in facts.values()))
        fact = Fact(name, node.kind, 0, GREATEST_COST)
        other = reading.at.value(settled.node)
        if isinstance(other, Number):
            assert isinstance(node.kind, NumberKind)  # noqa: S101 (a number is of the kind of a number)
            return _lower(reading.at, fact, other, (settled.parts, node.kind.scale), whole)
        return _later(reading.at, fact, other, order, whole)

    return reading.dated(node, asked)


def _lower(at: Columnar, fact: Fact, other: Number, parts: tuple[int, int], whole: Column) -> Column:
    """Say where a number is worked out as less than stated: surely, or perhaps if every fact for it is told."""
    form = at.form
    amount = at.number(fact).exact
    assert amount is not None  # noqa: S101 (a fact with a column is exact)
    stated = form.multiply(amount, form.literal(parts[0]))

    def below(end: Column | None, bound: int) -> Column:
        limit = form.below(form.literal(max(-LARGEST, min(bound * parts[1], LARGEST))), stated)
        if end is None:
            return form.sure(limit)
        return form.sure(form.fill(form.below(form.multiply(end, form.literal(parts[1])), stated), limit))

    return form.when(whole, below(other.least, other.low), below(other.most, other.high))


def _later(at: Columnar, fact: Fact, other: Word, order: tuple[str, ...], whole: Column) -> Column:
    """Say where a word is worked out as a stricter one than stated; `order` goes from mild to strict."""
    form = at.form
    word = at.word(fact).options[0].word
    assert word is not None  # noqa: S101 (a fact with a column has a word)
    may = [other.may_be(form, each) for each in order]
    stated = [form.sure(form.equal(word, form.literal(each))) for each in order]
    perhaps = form.either(*(
        form.both(stated[place], may[later]) for place in range(len(order)) for later in range(place + 1, len(order))
    ))  # fmt: skip
    milder = form.either(*(
        form.both(stated[place], may[earlier]) for place in range(len(order)) for earlier in range(place + 1)
    ))  # fmt: skip
    return form.when(whole, perhaps, form.contrary(milder))
