"""What a flip rests on: the figures of the comparisons that turn, as far as the facts come to them, or a source."""

import re
from collections.abc import Iterable, Iterator, Mapping

from intra_core.assessment.dated import Dated
from intra_core.assessment.measure import CALL
from intra_core.io.figure_text import figure_text
from intra_core.provenance import Basis
from intra_core.rules.boundary import comparisons
from intra_core.rules.edition import Clause, figure_of
from intra_core.rules.figures import Bands, Table
from intra_core.rules.history import Parameter
from intra_core.rules.language import Choose, Greatest, Least, Lookup, Node, Walk, children
from intra_core.rules.possible import Possible

_KEY = re.compile(r"\(([^\s()]+)\)|^source (\S+)$")
_OPEN = re.compile(r'\{ value = "unknown", between = \["(.*)", "(.*)"\] \}')


def rests_on(parameters: Mapping[str, Parameter], clause: Clause, dated: Dated) -> tuple[str, ...]:
    """Name what a clause rests on, on its day: its figures, or else its own source."""
    if clause.id == CALL:
        call = dated.call.call
        return (f"call {call.id}{_source(call.basis)}",) if call is not None else ()
    figures = figures_told(parameters, clause.figures, dated)
    if figures:
        return figures
    bases = [clause.duty.basis] if clause.duty is not None else [each.basis for each in clause.versions]
    return tuple(dict.fromkeys(f"source {each.source.id}" for each in bases if each.source is not None))


def figures_told(parameters: Mapping[str, Parameter], names: Iterable[str], dated: Dated) -> tuple[str, ...]:
    """Write figures as they are on a day, each with its sources; of a table or bands the name alone."""
    told: list[str] = []
    for name in names:
        parameter = parameters.get(name)
        if parameter is None:
            continue
        day = dated.law_day if parameter.law else dated.terms_day
        figure = parameter.on(day)
        written = "" if isinstance(figure, Table | Bands) else _written(figure_text(parameter.kind, figure))
        value = f" = {written}" if written else ""
        sources = dict.fromkeys(_source(each.basis) for each in parameter.in_force(day))
        told.append(f"{name}{value}{''.join(sources)}")
    return tuple(told)


def _written(figure: str) -> str:
    """Write a figure in words: of one that nobody found, its bounds."""
    bounds = _OPEN.fullmatch(figure)
    return f"unknown, {bounds[1]} to {bounds[2]}" if bounds is not None else figure.strip('"')


def _source(basis: Basis) -> str:
    return f" ({basis.source.id})" if basis.source is not None else ""


def keys_in(rests: str) -> Iterator[str]:
    """Give the keys of the sources that one thing a row rests on names.

    >>> [*keys_in("floor = EUR 300.00 (sps-forums) (letter)"), *keys_in("source sps-forums")]
    ['sps-forums', 'letter', 'sps-forums']
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
