"""What is worth asking: the facts through which something unknown is still unknown."""

from collections.abc import Callable, Iterable

from intra_core.rules.kinds import Ordered
from intra_core.rules.language import (
    Among,
    Choose,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Quotient,
    Rounded,
    Unpublished,
    Walk,
    children,
    walk,
)
from intra_core.rules.possible import Possible, Value

Names = dict[str, None]
"""Names in the order met; a field of a list is `list.field`."""


def open_facts(at: Possible, nodes: Iterable[Node]) -> tuple[str, ...]:
    """Name the missing facts that keep nodes from being decided, in reading order.

    A fact is left out where its branch no longer matters: beside a false part of an `and`, in the branch of a choice
    not taken, in the larger part of a `min`.

    >>> from intra_core.rules.kinds import YesNo
    >>> from intra_core.rules.language import And, Or
    >>> a, b = Fact("a", YesNo()), Fact("b", YesNo())
    >>> open_facts(Possible({"a": True}), [And((Or((a, b)), b))])
    ('b',)
    """
    names: Names = {}
    for node in nodes:
        _gather(at, node, names)
    return tuple(names)


def decided(node: Node, value: Value) -> bool:
    """Say whether a value is one value and not several possible ones."""
    if isinstance(node.kind, Ordered):
        return bool(value[0] == value[1])
    return value is not None and not (isinstance(value, frozenset) and len(value) > 1)


def _gather(at: Possible, node: Node, names: Names) -> None:
    if not decided(node, at.value(node)):
        _WAYS.get(type(node), _below)(at, node, names)


def _below(at: Possible, node: Node, names: Names) -> None:
    for child in children(node):
        _gather(at, child, names)


def _fact(_: Possible, node: Fact, names: Names) -> None:
    names[node.name] = None


def _element(_: Possible, node: Element, names: Names) -> None:
    names[f"{node.list_name}.{node.name}"] = None


def _among(at: Possible, node: Among, names: Names) -> None:
    if decided(node.item, at.value(node.item)):
        # A code that is told but too coarse, or of another revision: it has to be told again.
        for each in walk(node.item):
            if isinstance(each, Fact | Element):
                _WAYS[type(each)](at, each, names)
    else:
        _gather(at, node.item, names)


def _nothing(_: Possible, __: Node, ___: Names) -> None:
    """Nobody can be asked for a figure that is not published."""


def _least(at: Possible, node: Least, names: Names) -> None:
    most = at.value(node)[1]
    for part in node.parts:
        if at.value(part)[0] < most:
            _gather(at, part, names)


def _greatest(at: Possible, node: Greatest, names: Names) -> None:
    least = at.value(node)[0]
    for part in node.parts:
        if at.value(part)[1] > least:
            _gather(at, part, names)


def _choose(at: Possible, node: Choose, names: Names) -> None:
    held = at.truth(node.condition)
    _gather(at, node.condition, names)
    if held is not False:
        _gather(at, node.then, names)
    if held is not True:
        _gather(at, node.other, names)


def _lookup(at: Possible, node: Lookup, names: Names) -> None:
    for key in node.keys:
        _gather(at, key, names)


def _rounded(at: Possible, node: Rounded, names: Names) -> None:
    parts = (node.body.left, node.body.right) if isinstance(node.body, Quotient) else (node.body,)
    for part in parts:
        _gather(at, part, names)


def _named(at: Possible, node: Named, names: Names) -> None:
    _gather(at, node.body, names)


def _walk(at: Possible, node: Walk, names: Names) -> None:
    records = at.value(node.records)
    if records is None:
        _gather(at, node.records, names)
        return
    for record in records:
        inner = at.at_record(node.variable, record)
        taken = inner.truth(node.where) if node.where is not None else True
        if taken is False or _idle(node, inner.value(node.body)):
            continue
        if node.where is not None:
            _gather(inner, node.where, names)
        _gather(inner, node.body, names)


def _idle(node: Walk, brings: Value) -> bool:
    """Say whether a record makes no difference, taken or not."""
    nothing: object = {"any": False, "all": True, "sum": (0, 0)}.get(node.how)
    return nothing is not None and bool(brings == nothing)


_WAYS: dict[type, Callable[..., None]] = {
    Fact: _fact, Element: _element, Among: _among, Unpublished: _nothing, Least: _least, Greatest: _greatest,
    Choose: _choose, Lookup: _lookup, Rounded: _rounded, Named: _named, Walk: _walk,
}  # fmt: skip
