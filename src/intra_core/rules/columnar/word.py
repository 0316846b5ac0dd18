"""A word in columns: the columns it may be from, each under a condition, as the three-valued reading has it."""

from collections.abc import Callable, Iterable

from attrs import frozen

from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.sums import nothing
from intra_core.rules.kinds import revision_of


@frozen(eq=False)
class Option:
    """A word that it may be where `may` is true. Where `word` is null it is one of `words`, or any at all if None."""

    may: Column
    word: Column | None
    words: frozenset[str] | None


@frozen(eq=False)
class Word:
    """A word, as all it may be."""

    options: tuple[Option, ...]

    @classmethod
    def of(cls, form: Form, word: Column | None, words: frozenset[str] | None) -> "Word":
        """A word that is known wherever its column is not null."""
        return cls((Option(form.literal(value=True), word, words),))

    def under(self, form: Form, condition: Column) -> "Word":
        """Give what it may be where a condition is not false."""
        perhaps = form.contrary(form.ruled_out(condition))
        return Word(tuple(Option(form.both(each.may, perhaps), each.word, each.words) for each in self.options))

    def may_be(self, form: Form, word: str) -> Column:
        """Say where it may be a word."""
        return form.either(*(form.both(each.may, _may_be(form, each, word)) for each in self.options))


def _may_be(form: Form, option: Option, word: str) -> Column:
    open_ = form.literal(option.words is None or word in option.words)
    if option.word is None:
        return open_
    same = form.equal(option.word, form.literal(word))
    return form.fill(same, open_)


def known(form: Form, word: Word) -> Column:
    """Give the word where it can only be one, else null."""
    columns = [_lone(form, each) for each in word.options]
    found = form.literal(None)
    for place, (each, column) in enumerate(zip(word.options, columns, strict=True)):
        alone = [
            form.either(form.contrary(other.may), form.sure(form.equal(column, against)))
            for number, (other, against) in enumerate(zip(word.options, columns, strict=True))
            if number != place
        ]
        found = form.when(form.both(each.may, *alone), column, found)
    return found


def _lone(form: Form, option: Option) -> Column:
    sure = form.literal(next(iter(option.words)) if option.words is not None and len(option.words) == 1 else None)
    return sure if option.word is None else form.fill(option.word, sure)


Test = Callable[[Option], Column]


def _all(form: Form, options: Iterable[Option], test: Test) -> Column:
    """True where all that it may be passes a test, false where nothing of it does."""
    tested = [(each.may, test(each)) for each in options]
    if len(tested) == 1 and tested[0][0].literal:
        return tested[0][1]
    every = form.both(*(form.either(form.contrary(may), form.sure(found)) for may, found in tested))
    none = form.both(*(form.either(form.contrary(may), form.ruled_out(found)) for may, found in tested))
    return form.verdict(every, form.both(none, form.contrary(every)))


def among(form: Form, word: Word, members: frozenset[str]) -> Column:
    """Say whether a word of a choice is in a set."""

    def test(option: Option) -> Column:
        found = {each in members for each in option.words} if option.words is not None else {True, False}
        sure = form.literal(found.pop() if len(found) == 1 else None)
        if option.word is None:
            return sure
        return form.fill(_inside(form, option, members), sure)

    return _all(form, word.options, test)


FEW = 6
"""So many words are compared one by one: a set of words is hashed for every row."""


def _inside(form: Form, option: Option, members: frozenset[str]) -> Column:
    """Say whether a known word is in a set; one that nobody knows is neither in it nor out of it."""
    word = option.word
    assert word is not None  # noqa: S101 (the caller has looked)
    if option.words is None or word.literal:
        return one_of(form, word, members)
    inside = one_of(form, word, members & option.words)
    outside = one_of(form, word, option.words - members)
    return form.when(
        inside, form.literal(value=True), form.when(outside, form.literal(value=False), form.literal(None))
    )


def one_of(form: Form, word: Column, words: frozenset[str]) -> Column:
    """Say whether a word is one of some."""
    if len(words) > FEW:
        return form.among(word, words)
    return form.either(*(form.equal(word, form.literal(each)) for each in sorted(words)))


def in_codes(form: Form, word: Word, members: frozenset[str]) -> Column:
    """Say whether a code begins like one of a set; one too coarse to tell, or of another revision, is neither."""

    def test(option: Option) -> Column:
        if option.word is None:
            return form.literal(None)
        code, unknown = option.word, form.literal(None)
        lengths = sorted({len(each) for each in members})
        begins = form.either(
            *(
                one_of(form, form.head(code, length), frozenset(each for each in members if len(each) == length))
                for length in lengths
            )
        )
        coarse = frozenset(each[:length] for each in members for length in range(len(each)))
        coarse -= {each for each in coarse if each.startswith(tuple(members))}
        revisions = {revision_of(each) for each in members}
        open_ = form.either(one_of(form, code, coarse), form.contrary(_of_revision(form, code, revisions)))
        return form.when(form.contrary(open_), begins, unknown)

    return _all(form, word.options, test)


def _of_revision(form: Form, code: Column, revisions: set[str]) -> Column:
    """Say whether a code is of a revision that a set knows; regions have none."""
    if "" in revisions:
        return form.literal(value=True)
    return form.either(
        *(form.equal(form.head(code, len(each) + 1), form.literal(f"{each}:")) for each in sorted(revisions))
    )


def same(form: Form, one: Word, other: Word) -> Column:
    """Say whether two words are the same."""
    pairs = [(each, against) for each in one.options for against in other.options]
    tested = [(form.both(each.may, against.may), _same(form, each, against)) for each, against in pairs]
    if len(tested) == 1 and tested[0][0].literal:
        return tested[0][1]
    every = form.both(*(form.either(form.contrary(may), form.sure(found)) for may, found in tested))
    none = form.both(*(form.either(form.contrary(may), form.ruled_out(found)) for may, found in tested))
    return form.verdict(every, form.both(none, form.contrary(every)))


def _same(form: Form, one: Option, other: Option) -> Column:
    for option, against in ((one, other), (other, one)):
        if against.word is not None and against.word.literal and not nothing(against.word):
            return among(
                form,
                Word((Option(form.literal(value=True), option.word, option.words),)),
                frozenset({against.word.told}),
            )
    known: Column = form.literal(None)
    if one.word is not None and other.word is not None:
        known = form.equal(one.word, other.word)
    # Where one is not known, the other is surely another only if it is none of the words that the first may be.
    for option, against in ((one, other), (other, one)):
        if against.words is not None and option.word is not None:
            within = one_of(form, option.word, against.words)
            open_ = form.is_null(against.word) if against.word is not None else form.literal(value=True)
            lone = form.both(open_, within) if len(against.words) == 1 else form.literal(value=False)
            known = form.fill(known, form.when(lone, form.literal(value=True), form.literal(None)))
            apart = form.both(open_, form.contrary(within))
            known = form.fill(known, form.when(apart, form.literal(value=False), form.literal(None)))
    if one.words is not None and other.words is not None:
        both = form.both(
            form.is_null(one.word) if one.word is not None else form.literal(value=True),
            form.is_null(other.word) if other.word is not None else form.literal(value=True),
        )
        if one.words.isdisjoint(other.words):
            known = form.fill(known, form.when(both, form.literal(value=False), form.literal(None)))
        elif one.words == other.words and len(one.words) == 1:
            known = form.fill(known, form.when(both, form.literal(value=True), form.literal(None)))
    return known
