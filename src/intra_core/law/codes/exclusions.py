"""Whether an activity stands on a list of excluded ones, which is written for codes of a revision.

NACE is for statistics only (Regulation (EC) 1893/2006, Article 1(2)): a code is evidence, the test is what is aided.
"""

from collections.abc import Iterable, Mapping

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.codes.activities import activity, in_revision
from intra_core.law.codes.classification import Exclusion, activities, digits
from intra_core.law.lawbook import Lawbook, lawbook


@frozen(kw_only=True)
class Membership:
    """Whether an activity is on a list: `listed` is None where it cannot be told, and `why` says what to ask.

    `by` is the code of the list that covers it, in the activity's own revision; `only_if` is the list's own.
    """

    listed: bool | None
    by: str | None
    why: str
    only_if: str | None = None

    @property
    def excluded(self) -> bool | None:
        """Whether it is excluded; None too where that depends on a further condition, which `only_if` names."""
        return None if self.listed and self.only_if is not None else self.listed


def exclusion(name: str, *, law: Lawbook | None = None) -> Exclusion:
    """Give a list of activities that calls often exclude; only a `statutory` one is law.

    Raises:
        WrongInput: if there is none of that name.

    >>> sorted(exclusion("weapons").codes), exclusion("weapons").statutory
    ([('2', '25.40'), ('2.1', '25.30')], False)
    """
    known = activities(law or lawbook()).exclusions
    if name not in known:
        raise WrongInput([Complaint(says=f"there is no exclusion {name!r}", instead=did_you_mean(name, known))])
    return known[name]


def exclusion_of(
    name: str, codes: Mapping[str, Iterable[str]], *, about: str = "", law: Lawbook | None = None
) -> Exclusion:
    """Make a list of one's own: codes by the revision that they are written in; a section stands for its divisions.

    Raises:
        UnknownCode: if a revision has no such code.

    >>> sorted(exclusion_of("finance", {"2": ["K"]}).codes)
    [('2', '64'), ('2', '65'), ('2', '66')]
    """
    law = law or lawbook()
    pairs = set()
    for revision, written in codes.items():
        for each in written:
            code = activity(each, revision, law=law).code
            section = activities(law).revisions[revision].sections.get(code)
            pairs |= {(revision, part) for part in (section.divisions if section is not None else (code,))}
    return Exclusion(id=name, about=about or name, codes=frozenset(pairs))


def excluded(code: str, revision: str, listed: str | Exclusion, *, law: Lawbook | None = None) -> Membership:
    """Say whether an activity is on a list.

    A list without codes of the activity's revision is translated where every code of it has a known successor; else
    what is not surely on it may be.

    Args:
        code: the activity's code in `revision`.
        revision: "2" or "2.1".
        listed: a list, or the name of one in the law.
        law: the law.

    Raises:
        UnknownCode: if the revision has no such code.
        WrongInput: if there is no list of that name.

    >>> [excluded("25.40", each, "weapons").excluded for each in ("2", "2.1")], excluded("25.30", "2.1", "weapons").by
    ([True, False], '25.30')
    """
    law = law or lawbook()
    found = activity(code, revision, law=law)
    chosen = exclusion(listed, law=law) if isinstance(listed, str) else listed
    known = activities(law)
    section = known.revisions[revision].sections.get(found.code)
    own = section.divisions if section is not None else (found.code,)
    codes, complete = _codes_in(chosen, revision, law)
    title = known.revisions[revision].title
    by = [each for part in own for each in codes if digits(part).startswith(digits(each))]
    if by and all(any(digits(part).startswith(digits(each)) for each in codes) for part in own):
        why = f"{found.code} of {title} is on the list {chosen.id!r}: {by[0]}"
        why = f"{why}; excluded only if {chosen.only_if}" if chosen.only_if is not None else why
        return Membership(listed=True, by=by[0], why=why, only_if=chosen.only_if)
    finer = sorted(each for part in own for each in codes if digits(each).startswith(digits(part)))
    if by or finer:
        why = f"{found.code} of {title} holds {', '.join(by or finer)} and more: ask for the class, four digits"
        return Membership(listed=None, by=None, why=why)
    if not complete:
        others = " or ".join(sorted(known.revisions[each].title for each, _ in chosen.codes))
        why = f"the list {chosen.id!r} is written for {others}: ask for the code in it"
        return Membership(listed=None, by=None, why=why)
    return Membership(listed=False, by=None, why=f"{found.code} of {title} is not on the list {chosen.id!r}")


def _codes_in(chosen: Exclusion, revision: str, law: Lawbook) -> tuple[tuple[str, ...], bool]:
    """Give the codes of a list in a revision, and whether these are all."""
    own = sorted(code for each, code in chosen.codes if each == revision)
    if own or not chosen.codes:
        return tuple(own), True
    moved = [in_revision(code, each, revision, law=law) for each, code in sorted(chosen.codes)]
    return tuple(code for codes in moved if codes for code in codes), None not in moved
