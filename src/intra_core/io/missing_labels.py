"""Names of a measure file that have no label, which every sentence needs."""

from intra_core.io.document import Document
from intra_core.io.given_names import place
from intra_core.rules.book import RuleBook
from intra_core.rules.language import Among, Band, Fact, Lookup, Named, Node, Parameter, walk
from intra_core.rules.vocabulary import Vocabulary


def refuse_missing_labels(document: Document, book: RuleBook, vocabulary: Vocabulary) -> None:
    """Complain about each name in a rule of the book that the vocabulary cannot put into a sentence."""
    for name in dict.fromkeys(name for node in book.nodes() for each in walk(node) for name in _named_by(each)):
        try:
            vocabulary.label(name, "en")
        except KeyError:
            instead = f'give it one under [label]: {name} = {{ en = "…" }}'
            document.complain(place(document, name), f"{name!r} has no label", instead, at_key=True)


def _named_by(node: Node) -> tuple[str, ...]:
    """Name what the sentence of a node will call by its label."""
    match node:
        case Fact() | Parameter() | Named():
            return (node.name,)
        case Lookup() | Band():
            return (node.table,)
        case Among(set_name=str() as name):
            return (name,)
        case _:
            return ()
