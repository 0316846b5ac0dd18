"""Two versions of a measure and the lines in which they differ; every mixture of the two is a measure as well."""

from collections.abc import Callable, Collection

from attrs import evolve, field, frozen

from intra_core.assessment.measure import Measure


@frozen(kw_only=True)
class Line:
    """A line that changes, with what it says before and after; None where it is not there.

    `names` are its places in the file, such as `parameter.ceiling` or `condition.size`: several where they cannot be
    told apart, since no rule could be read with only some of them changed.
    """

    names: tuple[str, ...]
    before: str | None
    after: str | None

    @property
    def id(self) -> str:
        """Its places, as one word for tables."""
        return ", ".join(self.names)


@frozen(kw_only=True, eq=False)
class Change:
    """A measure before and after, and its mixtures: those in which only some lines are changed."""

    before: Measure
    after: Measure
    lines: tuple[Line, ...]
    mixture: Callable[[frozenset[Line]], Measure] = field(repr=False)

    def with_lines(self, changed: Collection[Line]) -> Measure:
        """Give the measure in which some lines are changed and the others are not."""
        chosen = frozenset(changed)
        if not chosen:
            return self.before
        return self.after if len(chosen) == len(self.lines) else self.mixture(chosen)


def whole_change(before: Measure, after: Measure) -> Change:
    """Take two measures of which nobody knows in which lines they differ: all of it is one line."""
    line = Line(names=(after.id,), before=before.identity.digest, after=after.identity.digest)
    return Change(before=before, after=after, lines=(line,), mixture=lambda _: after)


def renamed(measure: Measure, name: str) -> Measure:
    """Give a measure under another id, so that several versions can be asked at once."""
    identity = evolve(measure.identity, id=name)
    return evolve(measure, rules=evolve(measure.rules, identity=identity))
