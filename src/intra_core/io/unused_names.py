"""What a measure file names and nothing reads: a label of nothing, and a figure, set or definition without a use."""

from intra_core.errors import did_you_mean
from intra_core.io.document import Document
from intra_core.io.given_names import place
from intra_core.rules.book import EVERY_MEASURES, MeasureScope
from intra_core.rules.vocabulary import Vocabulary


def refuse_unused(document: Document, own: Vocabulary, scope: MeasureScope) -> None:
    """Complain about each name of the file that nothing uses: a rule was meant to, or is spelt otherwise.

    A rule that is at fault uses names that it has not come to; so where anything is, nothing is said of use.
    """
    known = {*scope.names(), *scope.vocabulary.own_names(), *scope.vocabulary.labels, *EVERY_MEASURES}
    for name in sorted(own.labels.keys() - known - document.broken):
        says = f"{name!r} has a label, but nothing is called so"
        instead = did_you_mean(name, own.own_names()) if own.own_names() else "delete it"
        document.complain(place(document, name, ("label",)), says, instead, at_key=True)
    if document.complaints:
        return
    for name in sorted(own.own_names() - scope.used):
        document.complain(place(document, name), f"nothing uses {name!r}", "delete it", at_key=True)
