"""The law's vocabulary, read from the files beside this module, and the policies a region may choose in it."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from attrs import evolve

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.decode import document_from
from intra_core.io.vocabulary_file import vocabulary
from intra_core.law.texts import with_texts
from intra_core.rules.vocabulary import Vocabulary

FILES = ("vocabulary.toml", "sme.toml", "de_minimis.toml", "changes.toml")
POLICIES = {"transition": "de_minimis.rules_of_2023_since"}
"""Each policy and the figure it chooses: the words of the policy are the last part of the figures' names."""
CHOSEN = frozenset(POLICIES.values())
"""The figures that policies choose: the law's, whatever is chosen."""
DEFAULTS = {"transition": "new"}


@cache
def law_vocabulary() -> Vocabulary:
    """Give the facts, sets, figures and definitions that every region shares.

    >>> "undertaking.headcount" in law_vocabulary().facts
    True
    """
    found = Vocabulary()
    folder = resources.files("intra_core.law")
    for name in FILES:
        document = document_from((folder / name).read_bytes(), name, "toml")
        found = vocabulary(document, found, law=True)
        document.close()
    return with_texts(found)


def with_policies(words: Vocabulary, chosen: Mapping[str, str]) -> Vocabulary:
    """Give the vocabulary as a region's policies read the law.

    Raises:
        WrongInput: if a policy, or the word chosen for it, is unknown; the key of a complaint is the policy.
    """
    parameters = dict(words.parameters)
    complaints: list[Complaint] = []
    others = {policy: word for policy, word in chosen.items() if policy not in POLICIES}
    try:
        if others:
            _check(others)
    except WrongInput as error:
        complaints.extend(error.complaints)
    for policy, name in POLICIES.items():
        word = chosen.get(policy, DEFAULTS[policy])
        known = [each.removeprefix(f"{name}.") for each in words.parameters if each.startswith(f"{name}.")]
        if word not in known:
            says = f"the policy {policy!r} cannot be {word!r}"
            complaints.append(Complaint(says=says, instead=did_you_mean(word, known), key=policy))
            continue
        parameters[name] = evolve(words.parameters[f"{name}.{word}"], name=name)
    if complaints:
        raise WrongInput(complaints)
    # Every region has tables of its own: what a plug-in does to the one that it was given harms no other.
    tables = {name: dict(table) for name, table in words.tables()}
    return evolve(words, **{**tables, "parameters": parameters}, law=words.law | CHOSEN)


def _check(others: Mapping[str, str]) -> None:
    """Complain of policies, or readings, that the law does not know."""
    # Its figures are not read for nothing: most regions choose none.
    from intra_core.law.lawbook import lawbook  # noqa: PLC0415
    from intra_core.law.policies import chosen  # noqa: PLC0415

    chosen(lawbook(), (), others)
