"""Where the law leaves a choice: the readings of its texts by name, and which of them an answer took."""

from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.io.document import Table
from intra_core.io.parts import Sources
from intra_core.law.lawbook import Lawbook
from intra_core.provenance import Basis

FILE = "policies.toml"


@frozen(kw_only=True)
class Policy:
    """A question that a text of the law leaves open, with its readings by name; the first is taken by default."""

    id: str
    about: str
    asks: str
    readings: Mapping[str, str]
    basis: Basis

    @property
    def default(self) -> str:
        """The reading taken where nobody chose one."""
        return next(iter(self.readings))


@cache
def policies(law: Lawbook) -> tuple[Policy, ...]:
    """Give every policy of the law.

    >>> from intra_core.law.lawbook import lawbook
    >>> {each.id: each.default for each in policies(lawbook())}["transition"]
    'new'
    """
    with law.reading(FILE) as (root, sources):
        return tuple(_policies(root, sources))


def _policies(root: Table, sources: Sources) -> Iterator[Policy]:
    for table in root.tables("policy"):
        readings = table.table("reading", required=True) or Table(root.document, (), {})
        yield Policy(
            id=table.text("id", required=True) or "?",
            about=table.text("about", required=True) or "?",
            asks=table.text("asks", required=True) or "?",
            readings={name: readings.text(name) or "?" for name in readings.rest()},
            basis=sources.basis(table),
        )
        table.end()


def chosen(law: Lawbook, about: tuple[str, ...], told: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Give the reading of each policy that bears on a question: the one told, else the default.

    Args:
        law: the law.
        about: what is asked, such as `("group", "sme")`.
        told: readings by policy.

    Raises:
        WrongInput: if a policy or a reading is unknown; the key of a complaint is the policy.

    >>> from intra_core.law.lawbook import lawbook
    >>> chosen(lawbook(), ("group",))
    {'votes_of_linked': 'added'}
    >>> chosen(lawbook(), ("group",), {"votes_of_linked": "sum"})
    Traceback (most recent call last):
    intra_core.errors.WrongInput: votes_of_linked: the policy has no reading 'sum'
      known here: added, separate
    """
    known = {each.id: each for each in policies(law)}
    complaints = []
    for name, reading in (told or {}).items():
        if name not in known:
            says = f"unknown policy {name!r}"
            complaints.append(Complaint(says=says, instead=did_you_mean(name, known), key=name))
        elif reading not in known[name].readings:
            says = f"the policy has no reading {reading!r}"
            complaints.append(Complaint(says=says, instead=did_you_mean(reading, known[name].readings), key=name))
    if complaints:
        raise WrongInput(complaints)
    return {each.id: (told or {}).get(each.id, each.default) for each in known.values() if each.about in about}
