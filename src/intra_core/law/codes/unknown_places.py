"""What is wrong with a territorial code that a version does not have, and which codes may be meant."""

import datetime as dt
import difflib

from intra_core.law.codes.lineage import chain, followed, nearest, traced
from intra_core.law.codes.territories import Country, Territories, Territory, territories
from intra_core.law.codes.unknown import UnknownCode
from intra_core.law.codes.versions import title, version_on, year_began
from intra_core.law.lawbook import Lawbook
from intra_core.model.countries import COUNTRIES

_COUNTRY = 2


def why_unknown(law: Lawbook, code: str, version: str, on: dt.date | None = None) -> UnknownCode:
    """Say why a version has no such code, from what is surest to what is only near.

    `on` is the day that was asked for, if it was one.
    """
    known = territories(law)
    letters, day = code[:_COUNTRY], on or year_began(version.partition("-")[2])
    country = next((each for each in known.countries if letters in {each.nuts, each.itl}), None)
    itl = version_on(day, itl=True, law=law) if day is not None else None
    if country is None:
        return _strange(known, code, version)
    if letters == country.nuts and _left(country, version):
        return _departed(known, code, version, country, itl)
    if letters == country.itl and not version.startswith("itl"):
        return _not_yet(known, code, version, itl)
    if version not in known.versions:
        return _no_version(law, code, version, day)
    if not known.lists(letters, version):
        return _unlisted(known, code, version)
    if elsewhere := nearest(known, code, version):
        return _elsewhere(known, elsewhere[0], version)
    return _misspelt(known, code, version)


def _left(country: Country, version: str) -> bool:
    """Whether a country that has left NUTS had done so in a version."""
    return country.left is not None and (version.startswith("itl") or version >= country.left)


def _strange(known: Territories, code: str, version: str) -> UnknownCode:
    """Speak of letters that no listed country has: those of ISO 3166, of another country, or of none."""
    letters = code[:_COUNTRY]
    for each in known.countries:
        if each.iso == letters:
            own = each.itl if each.itl is not None and _left(each, version) else each.nuts
            meant = f"{own}{code[_COUNTRY:]}"
            return UnknownCode(f"{letters} is the code of ISO 3166", f"write {meant}", suggests=(meant,))
    if letters not in COUNTRIES:
        return UnknownCode(f"no country has the letters {letters!r}", 'write a code like "SI032"')
    return _unlisted(known, code, version)


def _unlisted(known: Territories, code: str, version: str) -> UnknownCode:
    listed = sorted(each for at, each in known.regions if at == version and len(each) == _COUNTRY)
    instead = f"listed are those of {', '.join(listed)}" if listed else None
    return UnknownCode(f"the codes of {code[:2]} in {title(version)} are not listed here", instead, listed=False)


def _departed(known: Territories, code: str, version: str, country: Country, itl: str | None) -> UnknownCode:
    """Speak of a NUTS code of a country that has left NUTS: its code is now one of the ITL."""
    says = f"the {country.nuts} left NUTS: {title(version)} has no code of it"
    versions = chain(known, code)
    held = nearest(known, code, versions[0])
    if itl is None or itl not in versions:
        return UnknownCode(says, f"its codes of the ITL begin with {country.itl}")
    meant: tuple[str, ...] = ()
    if held:
        meant = followed(known, (code,), versions[versions.index(held[0].version) : versions.index(itl) + 1])
    elif not code[_COUNTRY:].strip("Z"):
        meant = (f"{country.itl}{code[_COUNTRY:]}",)
    if not meant:
        says = f"{says}; what it is in {title(itl)} is not listed here"
        return UnknownCode(says, f"its codes of the ITL begin with {country.itl}")
    return UnknownCode(says, f"write {' + '.join(meant)} ({title(itl)})", suggests=meant)


def _not_yet(known: Territories, code: str, version: str, itl: str | None) -> UnknownCode:
    """Speak of a code of the ITL in a version of NUTS."""
    says = f"{code[:_COUNTRY]} begins a code of the ITL, not of {title(version)}"
    versions = chain(known, code)
    held = nearest(known, code, version)
    if version in versions and held:
        meant = traced(known, (code,), versions[versions.index(version) : versions.index(held[-1].version) + 1])
        return UnknownCode(says, f"write {' + '.join(meant)}", suggests=meant)
    return UnknownCode(says, f"in force then was {title(itl)}" if itl else None)


def _no_version(law: Lawbook, code: str, version: str, day: dt.date | None) -> UnknownCode:
    """Say that there is no such version, and which was in force when its year began."""
    scheme, _, year = version.partition("-")
    found = version_on(day, itl=scheme == "itl", law=law) if day is not None else None
    if found is None:
        return UnknownCode(f"there is no {title(version)}", 'write the year of a version, such as "2021"')
    instead = f"in force when {year} began was {title(found)}: write {found.partition('-')[2]!r}"
    return UnknownCode(f"there is no {title(version)}", instead, suggests=(code,))


def _elsewhere(known: Territories, held: Territory, version: str) -> UnknownCode:
    """Speak of a code that another version has."""
    versions = chain(known, held.code)
    here, there = versions.index(version), versions.index(held.version)
    if there < here:
        meant = followed(known, (held.code,), versions[there : here + 1])
    else:
        meant = traced(known, (held.code,), versions[here : there + 1])
    says = f"{held.code!r} is a code of {title(held.version)}, not of {title(version)}"
    return UnknownCode(says, f"write {' + '.join(meant)}" if meant else None, suggests=meant)


def _misspelt(known: Territories, code: str, version: str) -> UnknownCode:
    """Speak of a code that no version has, or of one below a region whose own are not listed."""
    listed = [each for at, each in known.regions if at == version and each[:_COUNTRY] == code[:_COUNTRY]]
    above = code[: _COUNTRY + 1]
    if above in listed and not any(each.startswith(above) and each != above for each in listed):
        says = f"the codes below {above} are not listed here for {title(version)}"
        return UnknownCode(says, "ask the Office for National Statistics", listed=False)
    alike = [each for each in listed if len(each) == len(code)]
    siblings = [each for each in alike if each[:-1] == code[:-1]]
    near = difflib.get_close_matches(code, siblings or alike, n=2, cutoff=0.6)
    return UnknownCode(f"{title(version)} has no code {code!r}", suggests=near)
