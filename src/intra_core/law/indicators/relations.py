"""How the values of indicators hang together, and what of reported values cannot be so."""

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from intra_core.errors import Complaint
from intra_core.io.parts import Sources
from intra_core.law.indicators.codes import FILE, CommonIndicator, code_of, common_indicators
from intra_core.law.lawbook import Lawbook, cited, lawbook
from intra_core.provenance import Basis


@frozen(kw_only=True)
class Relation:
    """`parts` are the forms in which all of `whole` is supported, `within` what else is counted of it."""

    whole: str
    parts: tuple[str, ...]
    within: tuple[str, ...]
    basis: Basis


@cache
def relations(law: Lawbook) -> tuple[Relation, ...]:
    """Give the relations between the indicators of the law.

    >>> [(each.whole, each.within) for each in relations(lawbook())]
    [('CO01', ('CO05',)), ('RCO01', ('RCO05',))]
    """
    document = law.document(FILE)
    root = document.root()
    sources = Sources.of(root)
    found = []
    for table in root.tables("relation"):
        whole, parts = table.text("whole", required=True), table.texts("parts")
        found.append(
            Relation(whole=whole or "?", parts=parts, within=table.texts("within"), basis=sources.basis(table))
        )
        table.end()
    document.close()
    return tuple(found)


def checked(values: Mapping[str, int], *, law: Lawbook | None = None) -> tuple[Complaint, ...]:
    """Say what cannot be so in values that somebody reports of one scope; nothing if all can.

    CO02, CO03 and CO04 together may exceed CO01, and no one of them may. Values that are not given are not checked.

    Args:
        values: numbers by code, however it is padded; of a size by code and size, such as "RCO01 micro".
        law: the law, if it is not this library's.

    Raises:
        Unreadable: if a key is no code.

    >>> checked({"CO01": 1, "CO02": 1, "CO04": 1})
    ()
    >>> [each.says for each in checked({"RCO 01": 5, "RCO02": 6})]
    ['RCO02 is 6 and RCO01 is 5, though each enterprise of RCO02 counts there too']
    """
    law = law or lawbook()
    its = {_key(code, law): value for code, value in values.items()}
    found = [
        Complaint(says=f"{code} is {value}, and nothing counts below zero", key=code)
        for code, value in its.items()
        if value < 0
    ]
    for each in relations(law):
        found += _against(each, its)
    for one in common_indicators(law).values():
        found += _broken_down(one, its)
    return tuple(found)


def _key(text: str, law: Lawbook) -> str:
    """Write a key in its one form: a code, or a code and the word of a breakdown."""
    words = {each for found in common_indicators(law).values() for each in found.of_which}
    word = next((each for each in words if text.endswith(f" {each}")), None)
    return code_of(text) if word is None else f"{code_of(text.removesuffix(word))} {word}"


def _broken_down(indicator: CommonIndicator, its: Mapping[str, int]) -> list[Complaint]:
    """Hold a breakdown against its whole: no part is more, and enterprises of all sizes are the whole."""
    code = indicator.code
    parts = {f"{code} {word}": its.get(f"{code} {word}") for word in indicator.of_which}
    told = {key: value for key, value in parts.items() if value is not None}
    if code not in its or not told:
        return []
    why = indicator.name.article
    if indicator.counts is not None and len(told) == len(parts) and sum(told.values()) != its[code]:
        says = f"{code} is {its[code]}, and its breakdown adds up to {sum(told.values())}"
        return [Complaint(says=says, instead=why, key=code)]
    return [
        Complaint(says=f"{key} is {value}, and all of {code} are {its[code]}", instead=why, key=key)
        for key, value in told.items()
        if value > its[code]
    ]


def _against(relation: Relation, its: Mapping[str, int]) -> list[Complaint]:
    whole, why, found = relation.whole, cited(relation.basis), []
    if whole not in its:
        return []
    for part in (*relation.parts, *relation.within):
        if part in its and its[part] > its[whole]:
            says = f"{part} is {its[part]} and {whole} is {its[whole]}"
            found.append(
                Complaint(says=f"{says}, though each enterprise of {part} counts there too", instead=why, key=part)
            )
    if all(part in its for part in relation.parts) and its[whole] > sum(its[part] for part in relation.parts):
        says = f"{whole} is {its[whole]}, more than {', '.join(relation.parts)} together"
        found.append(Complaint(says=f"{says}, though every support has one of these forms", instead=why, key=whole))
    return found
