"""`intra regions mutate`: what the cases of a region would not notice, and the share of what they would."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator

from intra_core.cli import named, outside, progress
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.testing.cases.gathered import cases_of
from intra_core.testing.mutation.mutant import Mutant
from intra_core.testing.mutation.score import RegionScore, percent, score, score_of_words, told


def answer(asked: Namespace) -> Reply:
    """Score a region, or some of its measures.

    Raises:
        WrongInput: if there is no such region or measure, or a case file cannot be read.
        QuarantinedRegion: if the region could not be loaded.
    """
    catalogue = outside.load_regions()
    region = named.region(asked.region, catalogue).region
    measures = named.measures(asked.measures, region.id, catalogue)
    cases = cases_of(region)
    shown = progress.in_turn(measures, lambda each: each.id)
    found = RegionScore(
        region=region.id,
        measures=tuple(score(region, each, cases) for each in shown),
        vocabulary=None if asked.measures else score_of_words(region, tuple(measures), cases),
    )
    every = asked.all
    return Reply(
        data={**found.to_dict(), "quarantined": quarantined_to_list(catalogue.quarantined)},
        lines=lambda: _lines(found, survivors=every or asked.survivors, every=every),
        quarantined=catalogue.quarantined,
        notes=tuple(str(each) for part in found.parts for each in part.left_out),
        noticed=catalogue.incidents,
    )


def _lines(found: RegionScore, *, survivors: bool, every: bool) -> Iterator[Line]:
    for each, line in zip(found.parts, told(found.parts), strict=True):
        yield Line(line, 0, "bold", whole=True)
        if survivors:
            yield from (Line(str(mutant), 2, whole=True) for mutant in each.survivors)
        if every:
            yield from (
                Line(f"{_place(mutant)}: proved to change nothing: {_change(mutant)}", 2, whole=True)
                for mutant in each.equal
            )
    if every:
        kinds = Counter(mutant.kind for each in found.parts for mutant in each.survivors)
        yield from (Line(f"{count} survive: {kind.value}", 0) for kind, count in kinds.most_common())
    noticed, counted = (sum(getattr(each, name) for each in found.parts) for name in ("noticed", "counted"))
    yield Line(f"{percent(found.share)}  {found.region}: {noticed} of {counted}", 0, "bold")


def _place(mutant: Mutant) -> str:
    return f"{mutant.file}:{mutant.line}" if mutant.line is not None else mutant.file


def _change(mutant: Mutant) -> str:
    return f"{mutant.of} {mutant.after}" if mutant.value is not None else f"{mutant.of} not there"
