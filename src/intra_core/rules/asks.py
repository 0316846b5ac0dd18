"""What is worth asking: the facts through which something unknown is still unknown."""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import prod

from intra_core.rules.boundary import boundary_values
from intra_core.rules.functions import NoAnswer
from intra_core.rules.kinds import Ordered, YesNo
from intra_core.rules.language import (
    Among,
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
    Quotient,
    Rounded,
    Unpublished,
    Walk,
    children,
    walk,
)
from intra_core.rules.possible import Possible, Value, arguments, one_value

Names = dict[str, NoAnswer | None]
"""Names in the order met: facts, a field of a list as `list.field`, and functions with why they did not answer."""


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
    return tuple(name for name, why in _gathered(at, nodes).items() if why is None)


def unanswered(at: Possible, nodes: Iterable[Node]) -> Mapping[str, NoAnswer]:
    """Name the region's functions that keep nodes from being decided though they were asked, each with the first why.

    Nobody can be asked for what they would have given.
    """
    return {name: why for name, why in _gathered(at, nodes).items() if why is not None}


def _gathered(at: Possible, nodes: Iterable[Node]) -> Names:
    names: Names = {}
    for node in nodes:
        _gather(at, node, names)
    return names


MOST_TRIED = 256
"""Above this many tellings of a condition's open facts it is not looked into which of them bear on it."""


def bearing(at: Possible, node: Node, names: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the facts on which a condition does not depend, whatever the others are.

    A condition may read a fact and not depend on it: whether an enterprise is micro or small, where any SME will do.
    All values on and beside the bounds that the facts are compared with are tried; where one is compared with
    something else than a constant, or there are too many, all facts stay.

    >>> from intra_core.rules.kinds import YesNo
    >>> from intra_core.rules.language import And, Not, Or
    >>> a, b = Fact("a", YesNo()), Fact("b", YesNo())
    >>> bearing(Possible({}), Or((And((a, b)), And((a, Not(b))))), ("a", "b"))
    ('a',)
    """
    facts = {each.name: each for each in walk(node) if isinstance(each, Fact) and each.name in names}
    if len(names) < 2 or facts.keys() != set(names) or not _plainly_compared(node, names):  # noqa: PLR2004 (one bears)
        return names
    values = {name: boundary_values(node, fact) for name, fact in facts.items()}
    if prod(map(len, values.values())) > MOST_TRIED:
        return names
    held = {
        told: Possible({**at.facts, **dict(zip(values, told, strict=True))}, at.records).truth(node)
        for told in product(*values.values())
    }
    found = []
    for place, name in enumerate(values):
        rows: dict[tuple[object, ...], set[bool | None]] = {}
        for told, truth in held.items():
            rows.setdefault((*told[:place], *told[place + 1 :]), set()).add(truth)
        if any(len(truths) > 1 for truths in rows.values()):
            found.append(name)
    return tuple(name for name in names if name in found)


def _plainly_compared(node: Node, names: Iterable[str]) -> bool:
    """Say whether some facts stand only beside constants, in sets, or as a yes or no."""
    wanted = set(names)
    for each in walk(node):
        for child in children(each):
            if isinstance(child, Fact) and child.name in wanted and not isinstance(child.kind, YesNo):
                beside = isinstance(each, Compare) and isinstance(
                    each.right if child is each.left else each.left, Constant
                )
                if not beside and not isinstance(each, Among):
                    return False
    return True


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
        _again(at, node.item, names)
    else:
        _gather(at, node.item, names)


def _again(at: Possible, node: Node, names: Names) -> None:
    """Name what gives a code that is told but too coarse, or of another revision: it has to be told again."""
    match node:
        case Named():
            _again(at, node.body, names)
        case Choose():
            held = at.truth(node.condition)
            for part, where in ((node.then, True), (node.other, False)):
                if held in {None, where}:
                    _again(at, part, names)
        case _:
            _WAYS.get(type(node), _nothing)(at, node, names)


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


def _call(at: Possible, node: Call, names: Names) -> None:
    values = arguments(at, node)
    if values is not None:
        found = node.answer(values)
        if isinstance(found, NoAnswer):
            names.setdefault(node.name, found)
        return
    open_still = [each for each in node.arguments if one_value(each.kind, at.value(each)) is None]
    gathered = [_gathered(at, [each]) for each in open_still]
    # What nothing that is told makes exact keeps the function from being asked, whatever else is told.
    stuck = [found for found in gathered if None not in found.values()]
    for found in stuck or gathered:
        names.update({name: why for name, why in found.items() if name not in names})


def _idle(node: Walk, brings: Value) -> bool:
    """Say whether a record makes no difference, taken or not."""
    nothing: object = {"any": False, "all": True, "sum": (0, 0)}.get(node.how)
    return nothing is not None and bool(brings == nothing)


_WAYS: dict[type, Callable[..., None]] = {
    Fact: _fact, Element: _element, Among: _among, Unpublished: _nothing, Least: _least, Greatest: _greatest,
    Choose: _choose, Lookup: _lookup, Rounded: _rounded, Named: _named, Walk: _walk, Call: _call,
}  # fmt: skip
