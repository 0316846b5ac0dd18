"""A region in short: whether what a hook gave in its own process is what the region's files say here."""

from intra_core.regions.region import Region


def fingerprint(region: Region) -> dict[str, object]:
    """Tell a region in short.

    >>> from intra_core.regions import read_region
    >>> fingerprint(read_region("intra_slovenia"))["id"]
    'slovenia'
    """
    return {
        "id": region.id,
        "title": dict(region.title.texts),
        "currency": region.currency,
        "time_zone": region.time_zone,
        "member_state": region.member_state,
        "languages": list(region.languages),
        "nuts": list(region.nuts),
        "policies": dict(region.policies),
        "measures": {each.identity.id: each.identity.digest for each in region.measures},
    }
