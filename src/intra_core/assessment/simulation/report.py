"""A comparison as a report: its tables and charts, for whoever prints, draws or writes them."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from intra_core.assessment.simulation.comparison import Comparison, Part
from intra_core.assessment.simulation.sharing import EVERY_ORDER, MOST_LINES
from intra_core.assessment.simulation.tally import LESS, MORE, OPEN, SAME, Counts, Side
from intra_core.model.money import Money
from intra_core.model.report import Cell, Chart, Report, Section, Series, Table

BEFORE_AFTER = ("before", "after", "difference")
LOST = ("lost", "undetermined-to-refused")
STAYS = ("stays-refused",)
OPEN_AFTER = ("eligible-to-undetermined", "refused-to-undetermined", "stays-undetermined")
SAID = {
    "became-eligible": "became eligible",
    MORE: "eligible, with more than before",
    LESS: "eligible, with less than before",
    "lost": "no longer eligible",
    "undetermined-to-eligible": "was undetermined, is eligible",
    "undetermined-to-refused": "was undetermined, is not eligible",
    "eligible-to-undetermined": "was eligible, is undetermined",
    "refused-to-undetermined": "was not eligible, is undetermined",
    SAME: "eligible, with the same as before",
    OPEN: "eligible, with an award not settled before or after",
    "stays-refused": "stays not eligible",
    "stays-undetermined": "stays undetermined",
}
KINDS = {
    "size": "By size of the undertaking",
    "sector": "By NACE section",
    "seat": "By seat, NUTS 3",
    "call": "By call",
    "year": "By year of application",
}
CHARTED = ("size", "call", "year")
IN_EVERY_ORDER = (
    "A line's part is what it adds on average over every order in which the lines could be changed (the Shapley "
    "value). Parts are whole cents; what a division leaves over goes, one each, to the lines with the largest "
    "remainders."
)
IN_ONE_ORDER = (
    f"There are more than {MOST_LINES} lines: a line's part is what it adds where the lines are changed one after the "
    "other, in the order of the file. In another order the parts would be others."
)
AWARDS_NOTE = "The least award that at least so many tenths do not exceed; from 10,000.00 on, to six digits."


def report_of(comparison: Comparison, *, invented: str | None = None, notes: Sequence[str] = ()) -> Report:
    """Lay a comparison out.

    Args:
        comparison: what was found.
        invented: the sentence that says that the applications were made up, if they were.
        notes: what else is to be known, such as how the file was read.
    """
    return _Telling(comparison).report(invented, notes)


@frozen
class _Telling:
    found: Comparison

    def money(self, minor: int) -> Money:
        return Money(minor, self.found.currency)

    def report(self, invented: str | None, notes: Sequence[str]) -> Report:
        before = self.found.change.before
        day = f"every application as made and decided on {self.found.on}" if self.found.on is not None else None
        versions = day or "each application by the version in force on its own day of application"
        return Report(
            title=f"Simulation of {before.id}",
            subtitle=f"{before.title.in_language('en')}: {versions}",
            notes=(*notes, *self.open_notes()),
            invented=invented,
            sections=tuple(each for each in self.sections() if each.tables),
        )

    def open_notes(self) -> Iterator[str]:
        tally = self.found.tally
        yield "An award that is not settled counts for nothing in a sum; how many there are stands beside it."
        for name, rows in tally.asked.items():
            yield f"The function {name} was asked row by row, for {rows:,} rows."
        for name, rows in tally.unanswered.items():
            yield f"The function {name} was not asked: what it decides is unknown in {rows:,} rows."

    def sections(self) -> Iterator[Section]:
        yield Section(title="What changes", tables=(self.lines(),))
        yield Section(title="Budget and applications", tables=(self.whole(),))
        yield Section(
            title="Who gains and who loses",
            tables=(self.outcomes(), *self.reasons()),
            charts=tuple(self.moved()),
        )
        yield Section(
            title="Which line has which part",
            text=(IN_EVERY_ORDER if self.found.way == EVERY_ORDER else IN_ONE_ORDER,),
            tables=tuple(self.parts()),
        )
        for kind, title in KINDS.items():
            yield self.kind(kind, title)
        yield Section(title="Distribution of awards", tables=tuple(self.awards()), charts=tuple(self.bars()))

    def lines(self) -> Table:
        rows = tuple((line.id, line.before, line.after) for line in self.found.change.lines)
        return Table(title="Lines that change", columns=("line", "before", "after"), rows=rows)

    def whole(self) -> Table:
        counts = self.found.tally.whole
        rows: list[tuple[Cell, ...]] = [("applications", counts.applications, counts.applications, 0)]
        rows += [
            (said, *_pair(getattr(counts.before, what), getattr(counts.after, what)))
            for what, said in (
                ("eligible", "eligible"),
                ("undetermined", "undetermined"),
                ("unsettled", "eligible, award not settled"),
            )
        ]
        rows.append(("sum of awards", *map(self.money, _pair(counts.before.award, counts.after.award))))
        return Table(title="Before and after", columns=("", *BEFORE_AFTER), rows=tuple(rows))

    def outcomes(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                SAID[name],
                each.applications,
                *map(self.money, _pair(each.before.award, each.after.award)),
            )
            for name, each in self.found.outcomes
        ]
        columns = ("what becomes of them", "applications", *(f"awards {each}" for each in BEFORE_AFTER))
        return Table(title="What becomes of applications", columns=columns, rows=tuple(rows))

    def reasons(self) -> Iterator[Table]:
        for outcomes, title in (
            (LOST, "Why those that lost are not eligible"),
            (STAYS, "Why those that stay not eligible are not"),
            (OPEN_AFTER, "What is open for those that are undetermined"),
        ):
            rows = tuple(self.found.reasons(*outcomes))
            if rows:
                note = "One application may have several conditions unmet."
                yield Table(title=title, columns=("condition", "unmet", "unknown"), rows=rows, note=note)

    def moved(self) -> Iterator[Chart]:
        names = [(name, each) for name, each in self.found.outcomes if each.before.award != each.after.award]
        if names:
            values = tuple(each.after.award - each.before.award for _, each in names)
            yield Chart(
                title="Awards gained and lost",
                kind="bars",
                labels=tuple(SAID[name] for name, _ in names),
                series=(Series(name="difference", values=values),),
                unit=self.found.currency,
            )

    def parts(self) -> Iterator[Table]:
        """Give the part of each line in the whole, and in what becomes of applications."""
        lines = self.found.change.lines
        if not lines:
            return
        whole = [self.found.part(line) for line in lines]
        yield self._parts("Part of each line", [(line.id, part) for line, part in zip(lines, whole, strict=True)])
        for name, _ in self.found.outcomes:
            own = [(line.id, self.found.parts[line, name]) for line in lines]
            if any(part.award or part.eligible for _, part in own):
                yield self._parts(f"Part of each line: {SAID[name]}", own)

    def _parts(self, title: str, parts: Sequence[tuple[str, Part]]) -> Table:
        total = sum((part for _, part in parts), Part(eligible=0, award=0))
        rows = tuple((name, part.eligible, self.money(part.award)) for name, part in (*parts, ("all lines", total)))
        return Table(title=title, columns=("line", "eligible", "sum of awards"), rows=rows)

    def kind(self, kind: str, title: str) -> Section:
        classes = self.found.classes(kind)
        if not classes:
            return Section(title=title)
        columns = (
            kind, "applications", *(f"eligible {each}" for each in BEFORE_AFTER),
            "undetermined before", "undetermined after", *(f"awards {each}" for each in BEFORE_AFTER),
        )  # fmt: skip
        table = Table(title=title, columns=columns, rows=tuple(self._row(name, each) for name, each in classes))
        return Section(title=title, tables=(table,), charts=(self._chart(title, classes),) if kind in CHARTED else ())

    def _row(self, name: str, counts: Counts) -> tuple[Cell, ...]:
        return (
            name,
            counts.applications,
            *_pair(counts.before.eligible, counts.after.eligible),
            counts.before.undetermined,
            counts.after.undetermined,
            *map(self.money, _pair(counts.before.award, counts.after.award)),
        )

    def _chart(self, title: str, classes: Sequence[tuple[str, Counts]]) -> Chart:
        def sums(sides: Iterable[Side]) -> tuple[int, ...]:
            return tuple(side.award for side in sides)

        return Chart(
            title=f"Awards {title[0].lower()}{title[1:]}",
            kind="bars",
            labels=tuple(name for name, _ in classes),
            series=(
                Series(name="before", values=sums(each.before for _, each in classes)),
                Series(name="after", values=sums(each.after for _, each in classes)),
            ),
            unit=self.found.currency,
        )

    def awards(self) -> Iterator[Table]:
        before, after = self.found.deciles
        if before or after:
            rows = tuple(
                (f"{tenth * 10} %", *(self.money(each[tenth - 1]) if each else None for each in (before, after)))
                for tenth in range(1, 11)
            )
            yield Table(title="Deciles of awards", columns=("", "before", "after"), rows=rows, note=AWARDS_NOTE)
        between, *counts = self.found.histogram
        if between:
            rows = tuple(
                (self.money(low), self.money(high), first, second)
                for low, high, first, second in zip(between, between[1:], *counts, strict=False)
            )
            yield Table(title="Awards between round bounds", columns=("from", "below", "before", "after"), rows=rows)

    def bars(self) -> Iterator[Chart]:
        between, before, after = self.found.histogram
        if between:
            labels = tuple(self.money(low).decimal for low in between[:-1])
            yield Chart(
                title=f"Number of awards from {self.found.currency} …",
                kind="bars",
                labels=labels,
                series=(Series(name="before", values=before), Series(name="after", values=after)),
                unit="awards",
            )


def _pair(before: int, after: int) -> tuple[int, int, int]:
    return before, after, after - before
