"""What the checks say of a region: every finding, and whether each sentence of the contract holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.testing.conformance.check import Check, Finding, Level
from intra_core.testing.conformance.contract import BY_ID, CHECKS
from intra_core.testing.conformance.examined import Examined


@frozen(kw_only=True)
class Report:
    """What was found of one region by which checks; `looked_at` counts those that could be asked of it.

    >>> found = Report(region="lakes", loaded=True, findings=(), looked_at=96)
    >>> found.by_level["bronze"]
    []
    """

    region: str
    loaded: bool
    findings: tuple[Finding, ...]
    looked_at: int

    @property
    def by_level(self) -> Mapping[Level, Sequence[Finding]]:
        """The findings by the tier that each keeps the region from."""
        return {level: [each for each in self.findings if each.check.level == level] for level in _LEVELS}

    def to_dict(self) -> dict[str, object]:
        """Give the report for programs."""
        return {
            "region": self.region,
            "loaded": self.loaded,
            "checks": self.looked_at,
            "findings": [each.to_dict() for each in self.findings],
        }


_LEVELS: tuple[Level, ...] = ("bronze", "silver", "gold")


def check_region(
    catalogue: Catalogue, region: str, *, only: Collection[str] = (), without: Collection[str] = ()
) -> Report:
    """Look whether every sentence of the contract holds of a region.

    Args:
        catalogue: the regions at hand.
        region: the id of one of them; one that is quarantined is looked at as far as its complaints go.
        only: ids of checks; without them all. One that does not load is asked for all that loading refuses.
        without: ids of checks to leave out.

    Raises:
        WrongInput: if there is no such region or check.

    >>> import intra_core
    >>> found = check_region(intra_core.load_regions(), "algarve", only=["identity.file", "identity.programme"])
    >>> found.findings, found.looked_at
    ((), 2)
    """
    return check_examined(Examined.of(catalogue, region), only=only, without=without)


def check_examined(examined: Examined, *, only: Collection[str] = (), without: Collection[str] = ()) -> Report:
    """Look at a region whose answers are kept from one look to the next."""
    wanted, left_out = chosen(only), {each.id for each in chosen(without, none=True)}
    if examined.loaded is None:  # whatever is asked for, it has to load first
        checks = [each for each in CHECKS if each.way == "refused"]
    else:
        checks = [each for each in wanted if each.id not in left_out]
    findings = tuple(finding for check in checks for finding in check.breaches(examined))
    return Report(region=examined.name, loaded=examined.loaded is not None, findings=findings, looked_at=len(checks))


def chosen(ids: Iterable[str], *, none: bool = False) -> tuple[Check, ...]:
    """Give checks by their ids; without ids all of them, or with `none` none.

    Raises:
        WrongInput: with a complaint for each id that is unknown.
    """
    names = tuple(ids)
    unknown = [each for each in names if each not in BY_ID]
    if unknown:
        raise WrongInput(
            Complaint(says=f"there is no check {each!r}", instead=did_you_mean(each, BY_ID)) for each in unknown
        )
    return tuple(BY_ID[each] for each in names) if names or none else CHECKS
