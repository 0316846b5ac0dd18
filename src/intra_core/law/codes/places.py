"""Which region a territorial code means, in a version of NUTS or ITL or on a day; an error says what to write instead.

The Regulation is (EC) 1059/2003; its annexes are amended every three years or so. The United Kingdom left it: its codes
are of NUTS to the end of 2020, and of the ITL of its Office for National Statistics since.
"""

import datetime as dt
import unicodedata

from attrs import evolve

from intra_core.law.codes.lineage import chain, followed, traced
from intra_core.law.codes.territories import Territory, territories
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.codes.unknown_places import why_unknown
from intra_core.law.codes.versions import title, version_on, year_began
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.model.undertaking import NUTS

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"))


def place(code: str, version: str | None = None, *, on: dt.date | None = None, law: Lawbook | None = None) -> Territory:
    """Give the region that a code means.

    Args:
        code: a code such as "SI032", or "TLG31" of the ITL.
        version: the version by its year, such as "2021"; that of the ITL for a code of the ITL.
        on: a day, in place of a version: the version in force on it.
        law: the law.

    Raises:
        UnknownCode: if the version has no such code, with the codes that took its place.
        TypeError: unless one of version and day is given.

    >>> place("SI032", "2024").name, place("TLG31", on=dt.date(2023, 3, 1)).name
    ('Podravska', 'Birmingham')
    >>> place("PT17", "2024")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: 'PT17' is a code of NUTS 2021, not of NUTS 2024; write PT1A + PT1B
    >>> place("UKG31", "2021")
    Traceback (most recent call last):
    intra_core.law.codes.unknown.UnknownCode: the UK left NUTS: NUTS 2021 has no code of it; write TLG31 (ITL 2021)
    """
    if (version is None) == (on is None):
        msg = "place() takes either a version or a day"
        raise TypeError(msg)
    law = law or lawbook()
    known = territories(law)
    code = code.strip().upper()
    if not NUTS.fullmatch(code):
        raise UnknownCode(f"{code!r} is not written like a territorial code", 'write it like "SI032"')
    meant = _version(law, code, version, on)
    if (found := known.regions.get((meant, code))) is not None:
        return found
    if (country := known.regions.get((meant, code[:2]))) is not None and not code[2:].strip("Z"):
        return evolve(country, code=code, name=f"Extra-Regio NUTS {len(code) - 2}", latin=None)
    raise why_unknown(law, code, meant, on)


def successors(code: str, version: str, to: str, *, law: Lawbook | None = None) -> tuple[str, ...]:
    """Give the codes that a code of one version has in another, later or earlier; several where it was divided.

    Args:
        code: a code of `version`.
        version: the version by its year.
        to: the version wanted, by its year; from that in which the country left NUTS on, that of the ITL.
        law: the law.

    Raises:
        UnknownCode: if the version has no such code, or either version does not list its country.

    >>> successors("SI012", "2010", "2024"), successors("PT17", "2021", "2024"), successors("PT1D2", "2024", "2021")
    (('SI032',), ('PT1A', 'PT1B'), ('PT16I',))
    >>> successors("UKG31", "2016", "2025"), successors("TLG31", "2021", "2016")
    (('TLG31',), ('UKG31',))
    """
    law = law or lawbook()
    known = territories(law)
    region = place(code, version, law=law)
    versions = chain(known, region.code)
    wanted = [each for each in versions if to in {each, each.partition("-")[2]}]
    if not wanted:
        raise UnknownCode(
            f"the codes of {region.code[:2]} are not listed for {to!r}",
            f"listed are {', '.join(title(each) for each in versions)}",
            listed=False,
        )
    if region.extra_regio:
        return (region.code,)
    first, last = versions.index(region.version), versions.index(wanted[-1])
    if first <= last:
        return followed(known, (region.code,), versions[first : last + 1])
    return traced(known, (region.code,), versions[last : first + 1])


def same_name(one: str, other: str) -> bool:
    """Say whether two names are the same but for capitals, blanks and the kind of apostrophe.

    >>> same_name("L\u2019Aquila", "l'aquila")
    True
    """
    return _plain(one) == _plain(other)


def named(name: str, version: str, *, law: Lawbook | None = None) -> tuple[Territory, ...]:
    """Give the regions of a version, such as "nuts-2021", that have a name, in their own or in Latin letters.

    >>> [each.code for each in named("L'Aquila", "nuts-2021")], [each.code for each in named("Varna", "nuts-2021")]
    (['ITF11'], ['BG331'])
    """
    regions = territories(law or lawbook()).regions.values()
    wanted = _plain(name)
    return tuple(
        each
        for each in regions
        if each.version == version and wanted in {_plain(each.name), _plain(each.latin or each.name)}
    )


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name.translate(_APOSTROPHES)).casefold().split())


def _version(law: Lawbook, code: str, version: str | None, on: dt.date | None) -> str:
    """Give the version that is meant: of the ITL for its codes, else of NUTS."""
    itl = any(each.itl == code[:2] for each in territories(law).countries)
    if version is None:
        assert on is not None  # noqa: S101 (place() has seen to it)
        found = (version_on(on, itl=True, law=law) if itl else None) or version_on(on, law=law)
        if found is None:
            raise UnknownCode(f"no version of NUTS that is known here was in force on {on}", listed=False)
        return found
    if "-" in version:
        return version
    began = year_began(version)
    before = itl and began is not None and version_on(began, itl=True, law=law) is None
    return f"nuts-{version}" if before or not itl else f"itl-{version}"
