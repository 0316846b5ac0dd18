"""From a mutant to the rules it would give, read anew no further than the change reaches."""

from collections.abc import Iterator
from functools import cached_property

from attrs import evolve

from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint, WrongInput
from intra_core.io.calls import calls
from intra_core.io.document import Document, Table
from intra_core.io.histories import consecutive, parameters
from intra_core.io.parts import Sources, period
from intra_core.io.places import Path
from intra_core.regions.folder import MEASURES, Folder
from intra_core.regions.reading import constants, measure_in
from intra_core.regions.region import Region
from intra_core.rules.book import ON, SUBMITTED, MeasureScope
from intra_core.rules.check import check
from intra_core.rules.history import Condition, Duty
from intra_core.rules.kinds import Day, Kind, Records, YesNo
from intra_core.rules.language import Fact, Node
from intra_core.rules.measure import MeasureRules
from intra_core.rules.parse import Fault
from intra_core.rules.payment import SOMETHING, something_to_pay
from intra_core.testing.mutation.kinds import MutantKind
from intra_core.testing.mutation.lines import FileLines
from intra_core.testing.mutation.mutant import DROPPED, Mutant, with_change


def document_of(region: Region, *path: str) -> Document | None:
    """Read a file of a region; None if there is none.

    Raises:
        ValueError: if the region was not read from a folder.
        WrongInput: if the file has been spoilt since it was read.
    """
    if region.folder is None:
        msg = f"the region {region.id!r} has no files"
        raise ValueError(msg)
    folder = Folder(region.folder, region.folder_name)
    if path[-1] not in {each.name for each in region.folder.joinpath(*path[:-1]).iterdir()}:
        return None
    found = folder.document(*path)
    if found is None:
        raise WrongInput(folder.complaints)
    return found


class Building:
    """A measure whose lines are changed, and what its file names."""

    def __init__(self, region: Region, measure: Measure) -> None:
        self.region = region
        self.measure = measure
        self.rules: MeasureRules = measure.rules
        document = document_of(region, MEASURES, measure.identity.file.rpartition("/")[2])
        if document is None:
            raise WrongInput([Complaint(says="the file is missing", file=measure.identity.file)])
        self.document = document
        # Nothing that decides stands in the examples, and reading them takes as long as the rest.
        self._tree = {key: value for key, value in self.document.tree.items() if key != "example"}

    def mutants(self) -> Iterator[Mutant]:
        """Give every mutant of the measure's file."""
        return FileLines(self.document, self.other_day).of_measure()

    def built(self, mutant: Mutant) -> MeasureRules | None:
        """Give the rules of a mutant; None if the library itself would refuse the line."""
        try:
            match mutant.path:
                case ("condition", int() as number, "holds" | "applies" as key):
                    return self._with_line(number, key, mutant.value)
                case ("condition", int() as number):
                    return self._without_version(number) or self.read_anew(mutant)
                case ("duty", int() as number, "holds" | "until" as key):
                    return self._with_duty(number, key, str(mutant.value))
                case ("duty", int() as number):
                    return self._with_duties(number, ())
                case ("condition", int() as number, "since" | "until"):
                    return self._with_period(number, mutant)
                case ("parameter", *way):
                    return self._with_figure(tuple(way), mutant)
                case ("call", *_):
                    return self._with_calls(mutant)
                case _:
                    return self.read_anew(mutant)
        except Fault:
            return None

    def read_anew(self, mutant: Mutant) -> MeasureRules | None:
        """Read the whole file with the change in it; None if there is anything to complain of."""
        path, value = mutant.path, mutant.value
        if mutant.kind is MutantKind.COST_RULE:
            path, value = ("costs",), {"kinds": self._tree["costs"]["kinds"]}
        document = Document(self.document.name, "", with_change(self._tree, path, value), "toml")
        rules = measure_in(document, self.region, mixed=True)
        return None if document.complaints else rules

    def read_in(self, region: Region) -> MeasureRules | None:
        """Read the file as it stands in a region with another vocabulary; None if there is anything to complain of."""
        document = Document(self.document.name, "", self._tree, "toml")
        rules = measure_in(document, region, mixed=True)
        return None if document.complaints else rules

    def other_day(self, name: str, records: str | None) -> str | None:
        """Name the day that is read in place of another: that of application for that of decision, and so on."""
        if records is not None:
            return self._other_field(name, records)
        meaning = self._meaning(name)
        if not isinstance(meaning, Fact) or not isinstance(meaning.kind, Day):
            return None
        return ON.name if name == SUBMITTED else SUBMITTED

    def _other_field(self, name: str, records: str) -> str | None:
        meaning = self._meaning(records)
        if not isinstance(meaning, Fact) or not isinstance(meaning.kind, Records):
            return None
        days = [each for each, kind in meaning.kind.fields.items() if isinstance(kind, Day)]
        if name not in days or len(days) == 1:
            return None
        return days[days.index(name) - 1]

    def _meaning(self, name: str) -> object:
        try:
            return self.scope.meaning(name)
        except Fault:
            return None

    @cached_property
    def scope(self) -> MeasureScope:
        """What names mean in the measure as it stands."""
        known, book = self.rules.vocabulary, self.rules.book
        scope = MeasureScope(
            known,
            book.currency,
            book.parameters,
            known.sets,
            known.definitions,
            self.rules.cost_kinds,
            constants(self.region.member_state),
        )
        scope.counting = book.costs.node if book.costs is not None else None
        return scope

    @cached_property
    def _sources(self) -> Sources:
        return Sources.of(self.document.root())

    def _versions(self, number: int) -> Condition:
        name = self.document.tree["condition"][number]["id"]
        return next(each for each in self.rules.book.conditions if each.id == name)

    def _place(self, number: int) -> int:
        """Say which wording of its condition a table of the file is."""
        conditions = self.document.tree["condition"]
        return sum(each["id"] == conditions[number]["id"] for each in conditions[:number])

    def _with_line(self, number: int, key: str, text: object) -> MeasureRules:
        node = self._checked(str(text), YesNo) if text is not DROPPED else None
        condition, place = self._versions(number), self._place(number)
        before = condition.versions[place]
        version = evolve(before, node=node) if key == "holds" and node is not None else evolve(before, applies=node)
        versions = (*condition.versions[:place], version, *condition.versions[place + 1 :])
        return self._with_condition(condition, evolve(condition, versions=versions))

    def _without_version(self, number: int) -> MeasureRules | None:
        """Drop a wording; None where the measure without it may need the condition that something is paid."""
        condition, place = self._versions(number), self._place(number)
        versions = (*condition.versions[:place], *condition.versions[place + 1 :])
        if versions:
            return self._with_condition(condition, evolve(condition, versions=versions))
        book = self.rules.book
        rest = tuple(each for each in book.conditions if each is not condition)
        if book.award is None or any(each.id == SOMETHING for each in rest) or not something_to_pay(book.award, rest):
            return evolve(self.rules, book=evolve(book, conditions=rest))
        return None

    def _with_duty(self, number: int, key: str, text: str) -> MeasureRules:
        duty, wanted = self.rules.book.duties[number], YesNo if key == "holds" else Day
        node = self._checked(text, wanted)
        return self._with_duties(number, (evolve(duty, holds=node) if key == "holds" else evolve(duty, until=node),))

    def _with_duties(self, number: int, instead: tuple[Duty, ...]) -> MeasureRules:
        book = self.rules.book
        duties = (*book.duties[:number], *instead, *book.duties[number + 1 :])
        return evolve(self.rules, book=evolve(book, duties=duties))

    def _checked(self, text: str, wanted: type[Kind]) -> Node:
        node = check(text, self.scope, wanted)
        self.scope.bound(node)
        return node

    def _with_period(self, number: int, mutant: Mutant) -> MeasureRules | None:
        condition = self._versions(number)
        tree = with_change(self._tree, mutant.path, mutant.value)["condition"]
        document = Document(self.document.name, "", {}, "toml")
        tables = [
            Table(document, ("condition", place), each) for place, each in enumerate(tree) if each["id"] == condition.id
        ]
        periods = consecutive(tables, [period(each) for each in tables])
        if document.complaints:
            return None
        versions = tuple(evolve(each, period=span) for each, span in zip(condition.versions, periods, strict=True))
        return self._with_condition(condition, evolve(condition, versions=versions))

    def _with_condition(self, before: Condition, after: Condition) -> MeasureRules:
        book = self.rules.book
        conditions = tuple(after if each is before else each for each in book.conditions)
        return evolve(self.rules, book=evolve(book, conditions=conditions))

    def _with_figure(self, way: Path, mutant: Mutant) -> MeasureRules | None:
        name = ".".join(str(part) for part in way[: next(n for n, part in enumerate(way) if isinstance(part, int))])
        tree = with_change(self._tree, mutant.path, mutant.value)["parameter"]
        for part in name.split("."):
            if part not in tree:  # a name with dots in quotes
                return self.read_anew(mutant)
            tree = tree[part]
        document = Document(self.document.name, "", {}, "toml")
        found = parameters(
            Table(document, ("parameter",), {name: tree}), self._sources, self.region.vocabulary.units
        ).get(name)
        book = self.rules.book
        if document.complaints or found is None:
            return None
        if found.sign != book.parameters[name].sign or found.shape != book.parameters[name].shape:
            return self.read_anew(mutant)
        return evolve(self.rules, book=evolve(book, parameters={**book.parameters, name: found}))

    def _with_calls(self, mutant: Mutant) -> MeasureRules | None:
        document = Document(self.document.name, "", with_change(self._tree, mutant.path, mutant.value), "toml")
        found = calls(document.root(), self._sources, self.region.vocabulary.words)
        if document.complaints:
            return None
        return evolve(self.rules, identity=evolve(self.rules.identity, calls=found))
