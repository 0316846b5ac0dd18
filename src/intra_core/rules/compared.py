"""The words that rules compare a fact with, or give to a function: what an applicant may choose from."""

from collections.abc import Iterable

from intra_core.rules.kinds import Choice, Text
from intra_core.rules.language import Among, Call, Choose, Compare, Constant, Element, Fact, Node, walk


def compared_words(nodes: Iterable[Node], name: str) -> frozenset[str]:
    """Find the words that nodes compare with a fact, or with a field of a list (`cost.kind`), and what functions take.

    >>> from intra_core.rules.kinds import Choice
    >>> kind = Choice({"fair", "forum", "other"})
    >>> sorted(compared_words([Among(Fact("event.kind", kind), frozenset({"fair", "forum"}), None)], "event.kind"))
    ['fair', 'forum']
    """
    found: set[str] = set()
    for node in nodes:
        for each in walk(node):
            if isinstance(each, Among) and _is(each.item, name):
                found |= each.members
            elif isinstance(each, Compare) and (_is(each.left, name) or _is(each.right, name)):
                found |= _constants(each.left) | _constants(each.right)
            elif isinstance(each, Call):
                # What a function tells apart nobody can see: each word that it may be given.
                kinds = (argument.kind for argument in each.arguments if _is(argument, name))
                found |= {word for kind in kinds if isinstance(kind, Choice) for word in kind.values}
    return frozenset(found)


def _is(node: Node, name: str) -> bool:
    match node:
        case Fact():
            return node.name == name
        case Element():
            return f"{node.list_name}.{node.name}" == name
        case _:
            return False


def _constants(node: Node) -> set[str]:
    match node:
        case Constant(value=str() as word) if isinstance(node.kind, Choice | Text):
            return {word}
        case Choose():
            return _constants(node.then) | _constants(node.other)
        case _:
            return set()
