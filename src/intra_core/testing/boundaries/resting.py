"""What a flip rests on: the figures of the comparisons that turn, as far as the facts come to them."""

import re
from collections.abc import Iterator

from intra_core.rules.boundary import comparisons
from intra_core.rules.edition import figure_of
from intra_core.rules.language import Choose, Greatest, Least, Lookup, Node, Walk, children
from intra_core.rules.possible import Possible

_KEY = re.compile(r"\((\S+)\)$|^source (\S+)$")


def keys_in(rests: str) -> Iterator[str]:
    """Give the key of the source that one thing a row rests on names.

    >>> [*keys_in("floor = EUR 300.00 (sps-forums)"), *keys_in("source sps-forums")]
    ['sps-forums', 'sps-forums']
    """
    for told in _KEY.finditer(rests):
        yield told[1] or told[2]


def turning(node: Node, first: Possible, second: Possible) -> tuple[str, ...]:
    """Name the figures of the comparisons that turn between two sets of facts, but for those made for each record.

    Of a choice only the branch that is taken counts, of a `min` only the part that is the least, of a table one row.
    """
    turned = [each for each in outside_walks(node) if first.truth(each) != second.truth(each)]
    return tuple(dict.fromkeys(name for each in turned for at in (first, second) for name in _reached(each, at)))


def outside_walks(node: Node) -> Iterator[Node]:
    """Give what a node compares, outside of any list."""
    if isinstance(node, Walk):
        return
    yield from comparisons(node)
    for each in children(node):
        yield from outside_walks(each)


def _reached(node: Node, at: Possible) -> Iterator[str]:
    figure = figure_of(node)
    if figure is not None:
        yield figure
    for each in _taken(node, at):
        yield from _reached(each, at)


def _taken(node: Node, at: Possible) -> tuple[Node, ...]:
    """Give the parts of a node that its value comes from."""
    match node:
        case Walk():
            return ()
        case Choose():
            held = at.truth(node.condition)
            branches = (node.then, node.other) if held is None else (node.then if held else node.other,)
            return (node.condition, *branches)
        case Least() | Greatest():
            value = at.value(node)
            return tuple(each for each in node.parts if at.value(each) == value) or node.parts
        case Lookup():
            keys = tuple(at.value(each) for each in node.keys)
            row = node.rows.get(keys) if all(isinstance(each, str) for each in keys) else None
            return node.keys if row is None else (*node.keys, row)
        case _:
            return tuple(children(node))
