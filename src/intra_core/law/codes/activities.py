"""What a NACE code means in a revision: Regulation (EC) 1893/2006 (Rev. 2), amended by (EU) 2023/137 (Rev. 2.1)."""

import re

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.law.codes.classification import Activities, Revision, activities, digits
from intra_core.law.codes.headings import heading, headings_known
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.lawbook import Lawbook, lawbook

_CODE = re.compile(r"(?P<letter>[A-Z])?(?P<division>\d{2})(?:\.?(?P<group>\d)(?P<nace>\d)?)?", re.ASCII)
_NATIONAL = re.compile(r"[A-Z]?(\d{2})\.?(\d)\.?(\d)[\d.]*", re.ASCII)


@frozen(kw_only=True)
class Heading:
    """An activity: a code and the revision that gives it its meaning.

    `code` is written with its point ("25.40"), or is the letter of a section; `name` is what it is called, None where
    that is not known. `checked` says whether somebody looked if there is such a code: of groups and classes that is
    known only with the extra `ids`, but for those that stand in `activities.toml`.
    """

    revision: str
    code: str
    section: str
    name: str | None
    checked: bool


def activity(code: str, revision: str, *, law: Lawbook | None = None) -> Heading:
    """Give the activity that a code means.

    Args:
        code: a section's letter, or a code such as "25", "25.4", "25.40", "2540" or "C25.40".
        revision: "2" or "2.1".
        law: the law.

    Raises:
        UnknownCode: if the revision has no such code, with the codes that took its place.

    >>> activity("25.40", "2").name, activity("25.40", "2.1").name
    ('Manufacture of weapons and ammunition', 'Forging and shaping metal and powder metallurgy')
    >>> activity("62.01", "2.1")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: NACE Rev. 2.1 has no code 62.01, NACE Rev. 2 has; write 62.10
    """
    known = activities(law or lawbook())
    meant = _revision(known, revision)
    written = code.strip().upper()
    if (section := meant.sections.get(written)) is not None:
        return Heading(revision=revision, code=written, section=written, name=section.name, checked=True)
    found = _CODE.fullmatch(written)
    if found is None:
        raise _misspelt(written, meant)
    group, nace = found["group"] or "", found["nace"] or ""
    plain = f"{found['division']}.{group}{nace}" if group else found["division"]
    home = meant.section(found["division"])
    if home is None:
        raise _elsewhere(known, plain, meant)
    if found["letter"] not in {None, home.letter}:
        says = (
            f"division {found['division']} stands in section {home.letter} of {meant.title}, not in {found['letter']}"
        )
        raise UnknownCode(says, f"write {home.letter}{plain}, or {plain}", suggests=(plain,))
    name, exists = _name(known, plain, meant)
    if exists is False:
        raise _elsewhere(known, plain, meant)
    return Heading(revision=revision, code=plain, section=home.letter, name=name, checked=exists is not None)


def in_revision(code: str, revision: str, to: str, *, law: Lawbook | None = None) -> tuple[str, ...] | None:
    """Give the codes that a code of one revision has in another; None where no source that was read tells.

    Raises:
        UnknownCode: if `revision` has no such code.

    >>> in_revision("62.01", "2", "2.1"), in_revision("62.10", "2.1", "2"), in_revision("01.11", "2", "2.1")
    (('62.10',), ('62.01',), None)
    """
    law = law or lawbook()
    known = activities(law)
    found = activity(code, revision, law=law).code
    _revision(known, to)
    if revision == to:
        return (found,)
    if revision < to:
        entry = known.codes.get(digits(found))
        return entry.becomes or None if entry is not None else None
    return tuple(each.code for each in known.codes.values() if digits(found) in map(digits, each.becomes)) or None


def same_meaning(code: str, *, law: Lawbook | None = None) -> bool | None:
    """Say whether a code is called the same in both revisions; None where that is not known.

    Raises:
        UnknownCode: if either revision has no such code.

    >>> same_meaning("92.00"), same_meaning("47.91")
    (True, False)
    """
    law = law or lawbook()
    names = {activity(code, revision, law=law).name for revision in activities(law).revisions}
    return None if None in names else len(names) == 1


def from_national(code: str, classification: str, *, law: Lawbook | None = None) -> Heading:
    """Give the activity that a national code lies in: its first four digits are a code of NACE.

    Args:
        code: such as "62.010".
        classification: such as "SKD 2008".
        law: the law.

    Raises:
        UnknownCode: if the classification is not known here, or NACE has no such class.

    >>> from_national("62.010", "SKD 2008").code, from_national("62012", "UK SIC 2007").revision
    ('62.01', '2')
    """
    law = law or lawbook()
    nationals = activities(law).nationals
    if classification not in nationals:
        says = f"the classification {classification!r} is not known here"
        raise UnknownCode(says, did_you_mean(classification, nationals), listed=False)
    found = _NATIONAL.fullmatch(code.strip().upper())
    if found is None:
        raise UnknownCode(f"{code!r} is not a code of {classification}", 'write at least four digits, such as "62.010"')
    return activity(f"{found[1]}.{found[2]}{found[3]}", nationals[classification].revision, law=law)


def _revision(known: Activities, revision: str) -> Revision:
    if revision not in known.revisions:
        says = f"NACE has no revision {revision!r} that is known here"
        raise UnknownCode(says, f"write {' or '.join(repr(each) for each in known.revisions)}", listed=False)
    return known.revisions[revision]


def _name(known: Activities, code: str, revision: Revision) -> tuple[str | None, bool | None]:
    """Give what a code is called, and whether there is such a code; None where that is not known."""
    name = heading(code, revision.id)
    entry = known.codes.get(digits(code))
    if entry is not None and (code == entry.code or revision.id in entry.means):
        return entry.means.get(revision.id), revision.id in entry.means
    if "." not in code:
        return name, revision.section(code) is not None
    return name, name is not None if headings_known() else None


def _misspelt(code: str, revision: Revision) -> UnknownCode:
    found = _NATIONAL.fullmatch(code)
    if found is not None:
        cut = f"{found[1]}.{found[2]}{found[3]}"
        says = f"{code!r} has more digits than a code of NACE; it may be one of a national classification"
        return UnknownCode(says, f"the class it lies in is {cut}", suggests=(cut,))
    letters = ", ".join(revision.sections)
    return UnknownCode(f"{code!r} is not a code of {revision.title}", f'write "25", "25.40", or a section: {letters}')


def _elsewhere(known: Activities, code: str, revision: Revision) -> UnknownCode:
    """Speak of a code that a revision does not have, with those that took its place or that it was before."""
    others = [each for each in known.revisions.values() if each.id != revision.id]
    division = code[:2]
    what = f"code {code}" if revision.section(division) is not None else f"division {division}"
    says = f"{revision.title} has no {what}"
    holder = next((each for each in others if each.section(division) is not None), None)
    if holder is None or ("division" not in what and _name(known, code, holder)[1] is not True):
        return UnknownCode(says, 'write a code such as "25.40"')
    entry = known.codes.get(digits(code))
    meant = entry.becomes if entry is not None and holder.id < revision.id else ()
    meant = meant or tuple(each.code for each in known.codes.values() if digits(code) in map(digits, each.becomes))
    return UnknownCode(f"{says}, {holder.title} has", f"write {' or '.join(meant)}" if meant else None, suggests=meant)
