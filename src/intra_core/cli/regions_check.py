"""`intra regions check`: whether regions keep their contract, how far that bears them out, and what comes next."""

from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import named, outside, progress
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.testing.conformance.contract import CHECKS
from intra_core.testing.conformance.report import Report, check_region
from intra_core.testing.tiers import Standing, evidence_of, standing
from intra_core.texts.counts import counted


@frozen
class _Checked:
    """A region with what was found of it; without a tier where only some checks were asked for."""

    report: Report
    standing: Standing | None

    def to_dict(self) -> dict[str, object]:
        return {**self.report.to_dict(), **(self.standing.to_dict() if self.standing is not None else {})}


def answer(asked: Namespace) -> Reply:
    """Check the regions that are named, or all that are installed, those that cannot be loaded too.

    Raises:
        WrongInput: if there is no such region or check.
    """
    catalogue = outside.load_regions()
    names = named.regions(asked.regions, catalogue) or named.installed(catalogue)
    only = tuple(asked.only or ())
    found = [_checked(catalogue, name, only) for name in progress.in_turn(names, str)]
    listed = tuple(each for each in catalogue.quarantined if each.region in names)
    return Reply(
        data={"regions": [each.to_dict() for each in found], "quarantined": quarantined_to_list(listed)},
        lines=lambda: (line for each in found for line in _lines(each)),
        quarantined=(),
        noticed=catalogue.incidents,
        failed=any(each.report.findings for each in found),
    )


def _checked(catalogue: Catalogue, name: str, only: tuple[str, ...]) -> _Checked:
    report = check_region(catalogue, name, only=only)
    if only:
        return _Checked(report, None)
    evidence = evidence_of(catalogue.region(name).region, catalogue.of_region(name)) if report.loaded else None
    return _Checked(report, standing(report, evidence))


def _lines(checked: _Checked) -> Iterator[Line]:
    report, told = checked.report, checked.standing
    tier = f"{told.tier}" if told is not None else f"{report.looked_at} of {len(CHECKS)} checks"
    yield Line(f"{report.region}: {tier}", 0, "bold")
    yield Line(f"{counted(report.looked_at, 'check')}, {counted(len(report.findings), 'finding')}", 2)
    for each in report.findings:
        yield from (Line(row, 2, whole=True) for row in str(each).splitlines())
    if told is not None and told.next is not None:
        yield Line(f"next: {told.next}", 2, whole=True)
