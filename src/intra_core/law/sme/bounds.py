"""What a size comes to at least and at most, where not everything is known."""

from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.law.sme.category import Size
from intra_core.law.sme.history import History
from intra_core.law.sme.network import Reading
from intra_core.law.sme.structure import Structure

if TYPE_CHECKING:
    from intra_core.law.sme.question import Question

UNDETERMINED = "undetermined"
NOT_SME = "not-sme"
ANYTHING = (*dict.fromkeys(size.word for size in Size), NOT_SME)


@frozen(kw_only=True)
class Bounds:
    """The history between two readings of what is not known, and the structure under each."""

    history: History
    least: Structure
    most: Structure

    @classmethod
    def of(cls, question: "Question", low: Reading, high: Reading) -> "Bounds":
        """Work them out."""
        least, most = (question.structure(question.on, each) for each in (low, high))
        return cls(history=question.history(low, high), least=least, most=most)

    @property
    def possible(self) -> tuple[str, ...]:
        """Every status that it may be, from the smallest."""
        if self.least.is_public:
            return (NOT_SME,)
        words = [size.word for size in self.history.size.sizes]
        return tuple(dict.fromkeys((*words, *((NOT_SME,) if self.most.is_public else ()))))

    @property
    def type(self) -> str:
        """The type, if it is the same under both."""
        return self.least.type if self.least.type == self.most.type else UNDETERMINED

    @property
    def is_open(self) -> bool:
        """Whether status or type is undetermined."""
        return len(self.possible) > 1 or self.type == UNDETERMINED


def one_of(words: tuple[str, ...]) -> str:
    """Give the one word that is possible, or say that it is undetermined."""
    return words[0] if len(words) == 1 else UNDETERMINED
