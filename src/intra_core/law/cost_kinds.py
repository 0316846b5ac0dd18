"""What the law says of costs by their kind: in, out or doubtful, read from tables of its files."""

import enum
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from intra_core.io.document import Table
from intra_core.io.parts import Sources, word_of
from intra_core.law.lawbook import Lawbook, cited
from intra_core.provenance import Basis


class Standing(enum.Enum):
    """Whether costs of a kind may be aided: `DOUBTFUL` where the text does not say."""

    IN = "in"
    OUT = "out"
    DOUBTFUL = "doubtful"


@frozen(kw_only=True)
class KindRule:
    """What stands of some kinds of cost. `by` names the figure of the law that carries the article of a day, if any."""

    about: str
    kinds: frozenset[str]
    standing: Standing
    says: str
    basis: Basis
    by: str | None = None

    @property
    def article(self) -> str:
        """Act and article, as answers cite it."""
        return cited(self.basis)


@cache
def kind_rules(law: Lawbook, file: str, key: str) -> tuple[KindRule, ...]:
    """Read the `[[key]]` tables of a file of the law.

    Raises:
        FileNotFoundError: if the law has no such file.
        WrongInput: with every fault of the tables.

    >>> from intra_core.law.lawbook import lawbook
    >>> sorted(kind_rules(lawbook(), "gber.toml", "cost")[0].kinds)
    ['stand-management', 'stand-rent', 'stand-set-up']
    """
    document = law.document(file)
    root = document.root()
    found = tuple(_rules(root.tables(key), Sources.of(root)))
    told: dict[tuple[str, str], KindRule] = {}
    for number, rule in enumerate(found):
        for kind in sorted(rule.kinds):
            if told.setdefault((rule.about, kind), rule) is not rule:
                document.complain((key, number, "kinds"), f"{kind!r} stands twice", "keep one")
    document.close()
    return found


def _rules(tables: list[Table], sources: Sources) -> Iterator[KindRule]:
    for table in tables:
        yield KindRule(
            about=table.text("aid") or "",
            kinds=frozenset(table.texts("kinds")),
            standing=word_of(table, "rule", Standing, required=True) or Standing.DOUBTFUL,
            says=table.text("says", required=True) or "?",
            by=table.text("by"),
            basis=sources.basis(table),
        )
        table.end()


def rule_for(law: Lawbook, file: str, key: str, about: str, kind: str) -> KindRule | None:
    """Give what stands of one kind of cost; None if the law's files do not know it."""
    return next((each for each in kind_rules(law, file, key) if each.about == about and kind in each.kinds), None)
