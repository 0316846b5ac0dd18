"""What a territorial code becomes from version to version, and what it was before."""

from collections.abc import Iterable
from itertools import pairwise

from intra_core.law.codes.territories import Territories, Territory


def chain(known: Territories, code: str) -> tuple[str, ...]:
    """Give the versions that list the country of a code, in the order in which they followed each other."""
    letters = {code[:2]}
    for each in known.countries:
        if each.itl is not None and letters & {each.nuts, each.itl}:
            letters |= {each.nuts, each.itl}
    listed = [version for version in known.versions if any(known.lists(each, version) for each in letters)]
    return tuple(sorted(listed, key=lambda version: (version.startswith("itl"), version)))


def followed(known: Territories, codes: Iterable[str], versions: tuple[str, ...]) -> tuple[str, ...]:
    """Give what codes of the first version are in the last; nothing for one whose later code is not listed."""
    found = set(codes)
    for before, after in pairwise(versions):
        found = {later for code in found for later in _next(known, code, before, after)}
    return tuple(sorted(found))


def traced(known: Territories, codes: Iterable[str], versions: tuple[str, ...]) -> tuple[str, ...]:
    """Give what codes of the last version were in the first, as a whole or in part."""
    found = set(codes)
    for before, after in reversed(list(pairwise(versions))):
        earlier = [code for version, code in known.regions if version == before]
        found = {code for code in earlier if found.intersection(_next(known, code, before, after))}
    return tuple(sorted(found))


def _next(known: Territories, code: str, before: str, after: str) -> tuple[str, ...]:
    for change in known.changes:
        if (change.before, change.after) == (before, after) and code in change.becomes:
            return change.becomes[code]
    if before.partition("-")[0] != after.partition("-")[0]:
        code = next((f"{each.itl}{code[2:]}" for each in known.countries if each.nuts == code[:2]), code)
    return (code,) if (after, code) in known.regions else ()


def nearest(known: Territories, code: str, version: str) -> tuple[Territory, ...]:
    """Give the regions that a code names in other versions, those just before and just after first."""
    versions = chain(known, code)
    place = versions.index(version) if version in versions else len(versions)
    order = sorted(versions, key=lambda each: abs(versions.index(each) - place))
    return tuple(known.regions[each, code] for each in order if (each, code) in known.regions)
