"""Bronze, silver, gold: how far a region's own work bears it out. Worked out from what is found, never declared."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal, get_args

from attrs import frozen

from intra_core.assessment.measure import Measure
from intra_core.errors import WrongInput
from intra_core.regions.region import Region
from intra_core.testing.conformance.check import Finding
from intra_core.testing.conformance.report import Report

Tier = Literal["none", "bronze", "silver", "gold"]
TIERS: tuple[Tier, ...] = get_args(Tier)
LEAST_SCORE = Fraction(95, 100)
"""The share of wrong lines that the cases of a region of gold notice."""


@frozen(kw_only=True)
class Standing:
    """The tier of a region, and the next thing that it lacks; None where it lacks nothing.

    >>> Standing(region="lakes", tier="bronze", next="the boundary table of lakes.fair is missing").to_dict()["tier"]
    'bronze'
    """

    region: str
    tier: Tier
    next: str | None
    score: Fraction | None = None
    """The mutation score, where all that comes before it is there; to work it out takes longest."""

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {
            "tier": self.tier,
            "next": self.next,
            "score": float(round(self.score, 4)) if self.score is not None else None,
        }


@frozen(kw_only=True)
class Evidence:
    """What stands beside the checks: whether the boundary tables are fresh, and what the cases notice.

    `tables` names the first table that is not there or is stale, and gives None where all are fresh.
    """

    tables: Callable[[], str | None]
    score: Callable[[], Fraction]


def standing(report: Report, evidence: Evidence | None) -> Standing:
    """Work out the tier of a region.

    | tier | what it takes |
    | --- | --- |
    | bronze | it loads, no check of bronze finds anything, and each measure has an example of each verdict |
    | silver | no check of silver finds anything, and the boundary table of every measure is there and fresh |
    | gold | its cases notice at least 95 % of wrong lines, and its texts are there in all its languages |

    Args:
        report: what all checks found.
        evidence: what else counts, of a region that loads; it is asked only where all before it is there.

    >>> sound = Report(region="lakes", loaded=True, findings=(), looked_at=96)
    >>> standing(sound, Evidence(tables=lambda: None, score=lambda: Fraction(96, 100))).tier
    'gold'
    >>> standing(sound, Evidence(tables=lambda: None, score=lambda: Fraction(9, 10))).next
    'its cases notice 90.0 % of wrong lines, not 95.0 %: intra regions mutate lakes --survivors'
    """
    region = report.region
    if evidence is None or not report.loaded or report.by_level["bronze"]:
        return Standing(region=region, tier="none", next=_first(report.by_level["bronze"]))
    if report.by_level["silver"]:
        return Standing(region=region, tier="bronze", next=_first(report.by_level["silver"]))
    stale = evidence.tables()
    if stale is not None:
        return Standing(region=region, tier="bronze", next=stale)
    if report.by_level["gold"]:
        return Standing(region=region, tier="silver", next=_first(report.by_level["gold"]))
    score = evidence.score()
    if score < LEAST_SCORE:
        percent, least = (f"{int(each * 1000) / 10} %" for each in (score, LEAST_SCORE))
        says = f"its cases notice {percent} of wrong lines, not {least}: intra regions mutate {region} --survivors"
        return Standing(region=region, tier="silver", next=says, score=score)
    return Standing(region=region, tier="gold", next=None, score=score)


def _first(findings: Sequence[Finding]) -> str:
    """Name the first finding, and how many there are beside it."""
    if not findings:
        return "it cannot be loaded"
    first, more = findings[0], len(findings) - 1
    beside = f" (and {more} more)" if more else ""
    return f"{first.check.id}: {first.breach.subject}: {first.breach.what}{beside}"


def evidence_of(region: Region, measures: Sequence[Measure]) -> Evidence:
    """Look for a region's evidence where it stands: its boundary tables and its cases.

    >>> import intra_core
    >>> catalogue = intra_core.load_regions()
    >>> evidence_of(catalogue.region("algarve").region, [catalogue["algarve.restart"]]).tables() is None
    True
    """

    def tables() -> str | None:
        from intra_core.testing.boundaries.kept import held_against, kept_tables  # noqa: PLC0415 (only if it comes to it)

        try:
            kept = kept_tables(region)
        except WrongInput as wrong:
            return f"the boundary tables cannot be read: {wrong.complaints[0].says}"
        for measure in measures:
            table = kept.get(measure.id)
            if table is None or not held_against(measure, table).is_fresh:
                what = "missing" if table is None else "not as its rules are now"
                mend = f"intra regions boundaries {region.id} --write"
                return f"the boundary table of {measure.id} is {what}, which no check looks at: {mend}"
        return None

    def share() -> Fraction:
        from intra_core.testing.cases.gathered import cases_of  # noqa: PLC0415 (likewise)
        from intra_core.testing.mutation.score import region_score  # noqa: PLC0415 (likewise)

        return region_score(region, measures, cases_of(region)).share

    return Evidence(tables=tables, score=share)
