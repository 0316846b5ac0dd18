"""A measure file: identity, calls, names, rule book and examples, checked as a whole."""

import hashlib
import json
from collections.abc import Collection, Mapping

from intra_core.errors import did_you_mean, nearest
from intra_core.io import names
from intra_core.io.book_tables import book, cost_rule
from intra_core.io.calls import calls
from intra_core.io.document import Document, Table
from intra_core.io.examples import examples, possible
from intra_core.io.given_names import without_taken
from intra_core.io.histories import parameters
from intra_core.io.missing_labels import refuse_missing_labels
from intra_core.io.parts import Sources, described, localized
from intra_core.io.rule_lines import RuleLines
from intra_core.io.unused_names import refuse_unused
from intra_core.io.vocabulary_file import schema
from intra_core.model.measure import MeasureIdentity
from intra_core.model.money import MEASURED_IN
from intra_core.model.text import LocalizedText
from intra_core.rules.book import MeasureScope
from intra_core.rules.language import Constant
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary

KINDS = ("voucher", "grant", "unit-cost", "service")


def measure(
    document: Document,
    region: str,
    currency: str,
    vocabulary: Vocabulary,
    constants: Mapping[str, Constant],
    authorities: Collection[str] | None = None,
    *,
    mixed: bool = False,
) -> MeasureRules:
    """Read a measure of a region.

    Args:
        document: the file; complaints go there.
        region: the region's id, with which the measure's begins.
        currency: the region's currency, unless the file names another.
        vocabulary: what law and region contribute.
        constants: what every rule of the region may name, such as its Member State.
        authorities: the keys of the region's authorities; without them the measure's is taken as it stands.
        mixed: the text is put together from two, of which either may name what the other reads.
    """
    root = document.root()
    schema(root)
    sources = Sources.of(root)
    currency = _currency(root) or currency
    own, defined = _names(root, sources, vocabulary)
    costs = root.table("costs")
    cost_kinds = _cost_kinds(costs, vocabulary) if costs is not None else frozenset()
    joined = vocabulary.joined(own)
    scope = MeasureScope(
        vocabulary, currency, own.parameters, own.sets, own.definitions, cost_kinds, constants, document.broken
    )
    lines = RuleLines(scope, defined)
    counting = cost_rule(costs, sources, lines) if costs is not None else None
    lines.check_definitions()
    identity = _identity(root, sources, region, currency, authorities, vocabulary.words)
    rules = book(root, sources, lines, counting)
    worked = examples(root, possible(region, vocabulary, rules))
    refuse_missing_labels(document, rules, joined)
    root.end()
    if not mixed:
        refuse_unused(document, own, scope)
    return MeasureRules(identity=identity, book=rules, vocabulary=joined, examples=worked, cost_kinds=cost_kinds)


def _currency(root: Table) -> str | None:
    stated = root.text("currency")
    if stated is not None and stated not in MEASURED_IN:
        root.complain("currency", f"unknown currency {stated!r}", did_you_mean(stated, MEASURED_IN))
    return stated if stated in MEASURED_IN else None


def _names(root: Table, sources: Sources, vocabulary: Vocabulary) -> tuple[Vocabulary, Mapping[str, Table]]:
    """Read what a measure names for itself, with the table of each definition."""
    figures = parameters(root.table("parameter"), sources, vocabulary.units)
    sets = names.sets(root.table("set"))
    defined = names.definitions(root.table("define"))
    own = Vocabulary(
        labels=names.labels(root.table("label")),
        sets=sets,
        parameters=figures,
        definitions={name: definition for name, (definition, _) in defined.items()},
    )
    own = without_taken(root.document, own, vocabulary)
    return own, {name: table for name, (_, table) in defined.items() if name in own.definitions}


def _cost_kinds(costs: Table, vocabulary: Vocabulary) -> frozenset[str]:
    kinds = frozenset(costs.texts("kinds"))
    for word in sorted(kinds - vocabulary.words.keys()):
        near = nearest(word, vocabulary.words)
        label = f'give it a label in vocabulary.toml: [word] {word} = {{ en = "…" }}'
        costs.complain("kinds", f"unknown word {word!r}", f"did you mean {near!r}?" if near is not None else label)
    return kinds


def _identity(
    root: Table,
    sources: Sources,
    region: str,
    currency: str,
    authorities: Collection[str] | None,
    words: Collection[str],
) -> MeasureIdentity:
    stated = root.text("id", required=True)
    name = stated or f"{region}.?"
    if stated and not (name.startswith(f"{region}.") and name.partition(".")[2].isidentifier()):
        root.complain("id", f"{name!r} is not an id of this region", f'write "{region}.short_name"')
    kind = root.text("kind", required=True)
    if kind is not None and kind not in KINDS:
        root.complain("kind", f"unknown kind {kind!r}", did_you_mean(kind, KINDS))
    status = root.text("status")
    if status not in (None, "planned"):
        root.complain("status", f"unknown status {status!r}", 'write "planned", or leave it out')
    title = localized(root, "title", required=True)
    rounds = calls(root, sources, words)
    if not rounds and status != "planned":
        root.complain(None, "there is no call", 'give [[call]], or status = "planned"', at_key=True)
    return MeasureIdentity(
        id=name,
        kind=kind or "voucher",
        title=title or LocalizedText({"en": name}),
        described=described(root, sources),
        authority=_authority(root, authorities),
        planned=status == "planned",
        currency=currency,
        rows=root.texts("row"),
        calls=rounds,
        digest=_digest(root.document),
        file=root.document.name,
    )


def _authority(root: Table, known: Collection[str] | None) -> str | None:
    name = root.text("authority")
    if name is not None and known is not None and name not in known:
        instead = did_you_mean(name, known) if known else f"give [authority.{name}] in region.toml"
        root.complain("authority", f"no [authority] of region.toml is called {name!r}", instead)
    return name


def _digest(document: Document) -> str:
    """Name what a file says, however it is laid out."""
    canonical = json.dumps(document.tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"
