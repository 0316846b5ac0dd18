"""The page of facts: every fact, field and worked-out value that a rule may name, as the vocabularies have them."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rows import region_of, regions

from intra_core.law.vocabulary import law_vocabulary, with_policies
from intra_core.model.days import FIRST, LAST
from intra_core.regions.reading import constants
from intra_core.rules.book import EVERY_MEASURES, MeasureScope
from intra_core.rules.kinds import (
    DECIMAL_UNITS,
    MONEY,
    MOST_RECORDS,
    SECONDS,
    Choice,
    Code,
    Kind,
    Number,
    Records,
    described,
    is_amount,
)
from intra_core.rules.language import Fact, Named
from intra_core.rules.vocabulary import Definition, FactEntry, Vocabulary

HEAD = f"""\
# The facts that a rule may ask

Whatever a line of a measure says of an application, it says by one of these names. This page is written by
`python docs/generate.py` from the vocabularies of the law and of the regions. A name that is not here is refused, with
the nearest one that is; a fact that a region's own calls ask for is written into its `vocabulary.toml`, under the
region's name ([The files of a region](files.md)). A line may further name what its own measure gives: figures, sets and
amounts under `[define]`; what can be done with them all stands in [The language of rules](language.md).

An application gives a fact under its name, `undertaking.employees = 12`, or in a table `[undertaking]`; where the
application's key is another than the rule's word, it stands beside it. A fact that is not given is unknown, which is
neither no nor yes. A fact of a list is one of its records': in a rule `x.net` inside
`any(x.net > floor for x in cost)`, in an application a key of each `[[cost]]`. A list holds at most {MOST_RECORDS:,}
records, and an absent one is not an empty one. Money is in the currency of the measure that asks; days lie between
{dt.date.fromordinal(FIRST)} and {dt.date.fromordinal(LAST)}. Limits are the least and the greatest that an application
may give.
"""
EVERYWHERE: dict[str, tuple[str, str, str]] = {
    "on": ("a day", "no", "the day of decision"),
    "costs.eligible": ("money", "yes", "the sum of the cost lines that count"),
    "costs.kinds": ("a set of words", "no", "the kinds of cost that the measure pays, under `[costs]`"),
    "call.costs.since": ("a day", "no", "the first day from which the call lets costs count"),
    "call.costs.until": ("a day", "no", "the last day until which the call lets costs count"),
    "region.member_state": ("a text", "no", "the Member State of the region, two letters"),
}
"""What every measure may name without any vocabulary: its kind, whether an application may state it, what it is."""
ASKED = ("Name in a rule", "Kind", "Unit", "Limits", "What it is", "What the applicant is asked")
WORKED_OUT = ("Name in a rule", "Kind", "Stated instead", "What it is", "Worked out as")


def facts_page() -> str:
    """Write the page as Markdown: docs/facts.md.

    Raises:
        ValueError: if what every measure may name is not what this page says of it.
    """
    if EVERYWHERE.keys() != EVERY_MEASURES:
        msg = f"facts_page.py says other names than every measure has: {sorted(EVERYWHERE.keys() ^ EVERY_MEASURES)}"
        raise ValueError(msg)
    law = with_policies(law_vocabulary(), {})
    parts = [HEAD, "## Facts of every application\n", *_asked(law.facts.values(), law)]
    parts += ["## Worked out for every application\n", _worked_out(law.definitions.values(), law, "SI")]
    rows = ((f"`{name}`", kind, stated, says, "") for name, (kind, stated, says) in EVERYWHERE.items())
    parts += ["What every measure has beside them:\n", _table(WORKED_OUT[:-1], (row[:-1] for row in rows))]
    for name in regions():
        parts += _region(name, law)
    return "\n".join(parts).rstrip() + "\n"


def _region(name: str, law: Vocabulary) -> Iterator[str]:
    region = region_of(name)
    words = region.vocabulary
    yield f"## {region.title.in_language('en')}\n"
    own = [each for each in words.facts.values() if each.name not in law.facts]
    yield from _asked(own, words, parts=False)
    worked_out = [each for each in words.definitions.values() if each.name not in law.definitions]
    if worked_out:
        yield _worked_out(worked_out, words, region.member_state)


def _asked(facts: Iterable[FactEntry], words: Vocabulary, *, parts: bool = True) -> Iterator[str]:
    """Give a table of facts, or with `parts` one for each table and list of an application."""
    by_table: dict[str, list[FactEntry]] = {}
    for each in facts:
        by_table.setdefault(each.name.partition(".")[0] if parts else "", []).append(each)
    for name, entries in by_table.items():
        if name:
            yield f"### `{name}`\n"
        yield _table(ASKED, (_fact(each, words) for each in entries))


def _fact(fact: FactEntry, words: Vocabulary) -> tuple[str, ...]:
    key = f" (key `{fact.key}`)" if fact.key else ""
    kind, unit = _kind(fact.kind, words)
    name = f"`{fact.name}`{key}{', of each record' if fact.of_list else ''}"
    return (name, kind, unit, _limits(fact), fact.label.in_language("en"), fact.question.in_language("en"))


def _kind(kind: Kind, words: Vocabulary) -> tuple[str, str]:
    """Say what a kind is, and what it is counted in."""
    match kind:
        case Choice(values=values) if values:
            return f"one of {', '.join(f'`{word}`' for word in sorted(values))}", ""
        case Choice():
            return "any word of a vocabulary", ""
        case Code(scheme=scheme):
            return f"a code of {scheme.upper()}", ""
        case Records(unit=unit):
            return "a list", words.unit_forms(unit, "en")[-1]
        case Number() if kind == SECONDS:
            return "a time of day", ""
        case Number(unit=((name, 1),)):
            if name == MONEY:
                return "money", "the measure's currency"
            counted = "a decimal number" if name in DECIMAL_UNITS else "a number"
            return counted, words.unit_forms(name, "en")[-1]
        case Number():
            return described(kind), "%" if not kind.unit else str(kind)
        case _:
            return described(kind), ""


def _limits(fact: FactEntry) -> str:
    kind = fact.kind
    if not isinstance(kind, Number):
        return ""
    if kind == SECONDS:
        return "00:00:00 to 23:59:59"
    return f"{_parts(kind, fact.low)} to {_parts(kind, fact.high)}"


def _parts(kind: Number, parts: int) -> str:
    """Write a number of parts in whole units, with the decimals that it needs; money has two."""
    if kind.unit == ((MONEY, 1),):
        return f"{parts // 100:,}.{parts % 100:02}"
    scale = kind.scale if kind.unit else kind.scale // 100
    whole, rest = divmod(parts, scale)
    decimals = f".{rest:0{len(str(scale)) - 1}}" if rest else ""
    return f"{whole:,}{decimals}{' %' if not kind.unit else ''}"


def _worked_out(definitions: Iterable[Definition], words: Vocabulary, member_state: str) -> str:
    scope = MeasureScope(words, "EUR", {}, {}, {}, frozenset({"any"}), constants(member_state))
    return _table(WORKED_OUT, (_definition(each, scope) for each in definitions))


def _definition(definition: Definition, scope: MeasureScope) -> tuple[str, ...]:
    meaning = scope.meaning(definition.name)
    assert isinstance(meaning, Named | Fact)  # noqa: S101 (a definition means nothing else)
    # Money is asked for in one currency, as in a measure; which of them matters to nobody here.
    kind = "money" if is_amount(meaning.kind) else _kind(meaning.kind, scope.vocabulary)[0]
    label = scope.vocabulary.label(definition.name, "en")
    stated = "yes" if definition.stricter else "no"
    return (f"`{definition.name}`", kind, stated, label, f"`{' '.join(definition.text.split())}`")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in lines)
