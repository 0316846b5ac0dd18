"""Checks of what is chosen: `a if c else b`, a value looked up in a table, a word by where a number falls."""

import ast

from intra_core.rules.checking.checker import Checker, counted, dotted, quoted, shown
from intra_core.rules.kinds import Choice, Records, described
from intra_core.rules.language import Band, Choose, Constant, Lookup, Node
from intra_core.rules.scope import BandShape, TableShape


def choice(at: Checker, tree: ast.IfExp) -> Choose:
    """Check `a if c else b`."""
    condition, then, other = at.truth(tree.test), _branch(at, tree.body), _branch(at, tree.orelse)
    if isinstance(then.kind, Choice) and isinstance(other.kind, Choice):
        return Choose(condition, then, other, Choice(then.kind.values | other.kind.values))
    if then.kind != other.kind:
        raise at.fault(tree.orelse, f"one branch is {described(then.kind)}, the other {described(other.kind)}")
    if isinstance(then.kind, Records):
        raise at.fault(tree, "a list cannot be chosen", "choose between what the lists come to")
    return Choose(condition, then, other, then.kind)


def _branch(at: Checker, tree: ast.expr) -> Node:
    """Check one branch; a word in quotes brings its own closed list."""
    word = quoted(tree)
    return at.node(tree) if word is None else Constant(word, Choice({word}))


def lookup(at: Checker, tree: ast.Subscript) -> Lookup:
    """Check a table looked up by one or more words; it must have a row for all that they may be."""
    full = dotted(tree.value)
    shape = at.scope.meaning(full) if full else None
    if not isinstance(shape, TableShape):
        says = f"{ast.unparse(tree.value)!r} is not a table"
        raise at.fault(tree.value, says, "give a [parameter] a table as its value")
    written = tree.slice.elts if isinstance(tree.slice, ast.Tuple) else [tree.slice]
    if len(written) != len(shape.keys):
        wanted = counted(len(shape.keys), "word")
        raise at.fault(tree, f"the table {full!r} is looked up by {wanted}, not {len(written)}")
    keys = tuple(at.node(each) for each in written)
    for each, key, words in zip(written, keys, shape.keys, strict=True):
        if not isinstance(key.kind, Choice):
            raise at.fault(each, f"{shown(each, key)}, not a word of a closed list")
        missing = sorted(key.kind.values - words)
        if missing:
            says = f"the table {full!r} has no row for {missing[0]!r}"
            raise at.fault(each, says, 'give one, with value "unknown" if nobody knows')
    return Lookup(shape.name, keys, {}, shape.kind, shape.sign)


def band(at: Checker, tree: ast.Call) -> Band:
    """Check `band(a number, its bands)`."""
    told, bands = tree.args
    full = dotted(bands)
    shape = at.scope.meaning(full) if full else None
    if not isinstance(shape, BandShape):
        raise at.fault(bands, f"{ast.unparse(bands)!r} names no bands", "give a [parameter] a list of bands")
    number = at.number(told)
    if number.kind != shape.number:
        raise at.fault(told, f"{described(number.kind)} cannot fall in bands of {shape.number}")
    return Band(shape.name, number, (), Choice(shape.words))
