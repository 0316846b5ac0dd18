"""Tables and bands over columns: what is looked up by words, and the word for a number."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.number import BEYOND, Number
from intra_core.rules.columnar.word import Option, Word
from intra_core.rules.language import Band, Lookup

if TYPE_CHECKING:
    from intra_core.rules.columnar.form import Form
    from intra_core.rules.columnar.reading import Columnar, Scope


def lookup(at: "Columnar", node: Lookup, scope: "Scope") -> Any:  # noqa: ANN401 (a Number or a Word)
    """Read a table by the words that its keys may be."""
    form = at.form
    keys = [at.word(key, scope) for key in node.keys]
    rows = {words: at.value(row, scope) for words, row in node.rows.items()}
    hits = {
        words: form.both(*(key.may_be(form, word) for key, word in zip(keys, words, strict=True))) for words in rows
    }
    none = form.contrary(form.either(*hits.values()))
    reached = {words: form.either(hit, none) for words, hit in hits.items()}
    if not isinstance(next(iter(rows.values())), Number):
        return Word(tuple(
            Option(form.both(reached[words], each.may), each.word, each.words)
            for words, row in rows.items() for each in row.options
        ))  # fmt: skip
    plain = _looked_up(at, keys, rows)
    if plain is not None:
        return plain
    low, high = min(each.low for each in rows.values()), max(each.high for each in rows.values())
    nothing = form.literal(None)

    def end(pick: Callable[..., Column], side: str) -> Column | None:
        ends = {words: getattr(each, side) for words, each in rows.items()}
        far = form.either(*(reached[words] for words, bound in ends.items() if abs(bound) > BEYOND))
        known = [
            form.when(reached[words], form.literal(bound), nothing)
            for words, bound in ends.items()
            if abs(bound) <= BEYOND
        ]
        return form.when(far, nothing, pick(known)) if known else None

    return Number(end(form.least_known, "low"), end(form.greatest_known, "high"), low, high)


def _looked_up(at: "Columnar", keys: list[Word], rows: Mapping[tuple[str, ...], Number]) -> Number | None:
    """Look up by one word that is known or any of the rows' own, in a table of which every row is known: one column."""
    form = at.form
    option = keys[0].options[0]
    known = all(each.value is not None for each in rows.values())
    if len(keys) > 1 or len(keys[0].options) > 1 or option.word is None or not option.may.literal or not known:
        return None
    if option.words is not None and option.words != {words[0] for words in rows}:
        return None
    found = form.literal(None)
    for words, row in reversed(list(rows.items())):
        found = form.when(form.equal(option.word, form.literal(words[0])), form.literal(row.value), found)
    return Number.of(found, min(each.low for each in rows.values()), max(each.high for each in rows.values()))


def band(at: "Columnar", node: Band, scope: "Scope") -> Word:
    """Read the word of the band that a number may lie in."""
    form, number = at.form, at.number(node.number, scope)
    bounds = [at.number(bound, scope) for bound, _ in node.rows]
    true = form.literal(value=True)
    options = []
    for place, (_, name) in enumerate(node.rows):
        reaches = _reaches(form, bounds[place], number, most=True)
        stays = true
        if place + 1 < len(bounds):
            stays = form.contrary(_reaches(form, bounds[place + 1], number, most=False))
        options.append(Option(form.both(reaches, stays), form.literal(name), None))
    under = form.contrary(_reaches(form, bounds[0], number, most=False))
    return Word((*options, Option(under, None, None)))


def _reaches(form: "Form", bound: Number, number: Number, *, most: bool) -> Column:
    """Say whether an end of a number reaches a bound; never null."""
    limit = bound.value
    assert limit is not None  # noqa: S101 (bands begin at published numbers)
    end, open_ = (number.most, number.high) if most else (number.least, number.low)
    if end is None:
        return form.literal(open_ >= limit)
    return form.fill(form.at_most(form.literal(limit), end), form.literal(open_ >= limit))
