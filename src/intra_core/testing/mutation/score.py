"""The mutation score: how many wrong lines the cases of a measure, or of a region, would notice."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from intra_core.assessment.measure import Measure
from intra_core.regions.region import Region
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.gathered import placed
from intra_core.testing.mutation.building import Building
from intra_core.testing.mutation.differing import Differing
from intra_core.testing.mutation.mutant import Mutant
from intra_core.testing.mutation.noticing import LeftOut, decided, notices
from intra_core.testing.mutation.proving import is_equal
from intra_core.testing.mutation.words import Words
from intra_core.texts.counts import counted


@frozen(kw_only=True, eq=False)
class Score:
    """What became of the mutants of one file.

    A mutant that the library itself would refuse is none. One that cannot change any answer is `equal`, which is
    proved on the boundary grid; the others are noticed by a case, or survive.

    >>> found = Score(of="lakes.fair", rows=5, noticed=19, survivors=(), equal=())
    >>> found.counted, percent(found.share)
    (19, '100.0 %')
    """

    of: str
    """The measure's id, or `vocabulary`."""
    rows: int
    """The number of cases that it rests on: those that hold."""
    noticed: int
    survivors: tuple[Mutant, ...]
    equal: tuple[Mutant, ...]
    left_out: tuple[LeftOut, ...] = ()
    """Cases that could show nothing, because something is wrong with them."""

    @property
    def counted(self) -> int:
        """The mutants that can change an answer, or of which nobody has proved the contrary."""
        return self.noticed + len(self.survivors)

    @property
    def share(self) -> Fraction:
        """The share of these that some case notices; 1 where there is nothing to notice."""
        return share(self.noticed, self.counted)

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {
            "of": self.of,
            "rows": self.rows,
            "score": float(round(self.share, 4)),
            "noticed": self.noticed,
            "counted": self.counted,
            "survivors": [each.to_dict() for each in self.survivors],
            "equal": [each.to_dict() for each in self.equal],
            "left_out": [each.to_dict() for each in self.left_out],
        }


@frozen(kw_only=True, eq=False)
class RegionScore:
    """The scores of a region's measures, and that of its vocabulary.

    >>> fair = Score(of="lakes.fair", rows=5, noticed=19, survivors=(), equal=())
    >>> percent(RegionScore(region="lakes", measures=(fair,), vocabulary=None).share)
    '100.0 %'
    """

    region: str
    measures: tuple[Score, ...]
    vocabulary: Score | None

    @property
    def parts(self) -> tuple[Score, ...]:
        """All of them."""
        return (*self.measures, self.vocabulary) if self.vocabulary is not None else self.measures

    @property
    def share(self) -> Fraction:
        """The share of all mutants that some case notices."""
        return share(sum(each.noticed for each in self.parts), sum(each.counted for each in self.parts))

    def to_dict(self) -> dict[str, object]:
        """Give it for programs."""
        return {
            "region": self.region,
            "score": float(round(self.share, 4)),
            "noticed": sum(each.noticed for each in self.parts),
            "counted": sum(each.counted for each in self.parts),
            "measures": [each.to_dict() for each in self.measures],
            "vocabulary": self.vocabulary.to_dict() if self.vocabulary is not None else None,
        }


def share(noticed: int, counted: int) -> Fraction:
    """Give a share; all of nothing is all.

    >>> share(3, 4), share(0, 0)
    (Fraction(3, 4), Fraction(1, 1))
    """
    return Fraction(noticed, counted) if counted else Fraction(1)


def score(region: Region, measure: Measure, cases: Iterable[Case]) -> Score:
    """Change each line of a measure and see which of its cases notice.

    Args:
        region: the region, read from its folder.
        measure: one of its measures.
        cases: what counts as evidence; of them those about this measure are taken.

    Raises:
        ValueError: if the region has no folder.

    >>> import intra_core
    >>> from intra_core.testing import cases_of
    >>> catalogue = intra_core.load_regions()
    >>> region = catalogue.region("algarve").region
    >>> found = score(region, catalogue["algarve.restart"], cases_of(region, "algarve.restart"))
    >>> found.counted == found.noticed + len(found.survivors)
    True
    """
    building = Building(region, measure)
    rows, left_out = decided(measure, (each for each in cases if each.measure == measure.id))
    survivors, equal, noticed = [], [], 0
    for mutant in building.mutants():
        rules = building.built(mutant)
        if rules is None:
            continue
        differing = Differing(measure, rules)
        if notices(differing, rows) is not None:
            noticed += 1
        elif is_equal(differing):
            equal.append(mutant)
        else:
            survivors.append(mutant)
    return Score(
        of=measure.id,
        rows=len(rows),
        noticed=noticed,
        survivors=tuple(survivors),
        equal=tuple(equal),
        left_out=tuple(evolve(each, case=placed(each.case, region)) for each in left_out),
    )


def score_of_words(region: Region, measures: Sequence[Measure], cases: Iterable[Case]) -> Score | None:
    """Change each line of a region's vocabulary and see which of the cases of its measures notice; None without one.

    Labels, words and questions decide nothing, and are left as they are.

    >>> import intra_core
    >>> catalogue = intra_core.load_regions()
    >>> score_of_words(catalogue.region("algarve").region, [catalogue["algarve.restart"]], []).noticed
    0
    """
    words = Words.of(region, measures)
    if words is None:
        return None
    every = tuple(cases)
    # Those that are left out have been told of with their measures.
    rows = {each.id: decided(each, (case for case in every if case.measure == each.id))[0] for each in measures}
    survivors, equal, noticed = [], [], 0
    for mutant in words.mutants():
        found = words.built(mutant)
        if found is None:
            continue
        differing = [Differing(measure, rules) for measure, rules in found]
        if any(notices(each, rows[each.before.id]) is not None for each in differing):
            noticed += 1
        elif all(map(is_equal, differing)):
            equal.append(mutant)
        else:
            survivors.append(mutant)
    return Score(
        of="vocabulary",
        rows=sum(map(len, rows.values())),
        noticed=noticed,
        survivors=tuple(survivors),
        equal=tuple(equal),
    )


def region_score(region: Region, measures: Sequence[Measure], cases: Iterable[Case]) -> RegionScore:
    """Score every measure of a region, and its vocabulary.

    Args:
        region: the region, read from its folder.
        measures: all of its measures.
        cases: what counts as evidence, such as `cases_of(region)`.

    >>> import intra_core
    >>> from intra_core.testing import cases_of
    >>> catalogue = intra_core.load_regions()
    >>> region = catalogue.region("algarve").region
    >>> found = region_score(region, [catalogue["algarve.restart"]], cases_of(region))
    >>> [each.of for each in found.parts]
    ['algarve.restart', 'vocabulary']
    """
    every = tuple(cases)
    return RegionScore(
        region=region.id,
        measures=tuple(score(region, each, every) for each in measures),
        vocabulary=score_of_words(region, measures, every),
    )


def told(scores: Iterable[Score]) -> Iterator[str]:
    """Write a line for each score: the share, the count, and what it rests on."""
    for each in scores:
        proved = f", {len(each.equal)} proved to change nothing" if each.equal else ""
        yield (
            f"{percent(each.share)}  {each.of}: {each.noticed} of {each.counted} noticed by "
            f"{counted(each.rows, 'case')}{proved}"
        )


def percent(part: Fraction) -> str:
    """Write a share to a tenth of a percent, never rounded up.

    >>> percent(Fraction(1)), percent(Fraction(19, 20)), percent(Fraction(1999, 2000))
    ('100.0 %', ' 95.0 %', ' 99.9 %')
    """
    return f"{int(part * 1000) / 10:5.1f} %"
