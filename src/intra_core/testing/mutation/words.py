"""The mutants of a region's vocabulary, each with the measures that would be others by it."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from intra_core.assessment.measure import Measure
from intra_core.io.document import Document
from intra_core.io.vocabulary_file import vocabulary
from intra_core.regions.folder import IDENTITY, VOCABULARY
from intra_core.regions.region import Region
from intra_core.regions.region_file import RegionFile
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary
from intra_core.testing.mutation.building import Building, document_of
from intra_core.testing.mutation.lines import FileLines
from intra_core.testing.mutation.mutant import Mutant, with_change


@frozen(eq=False)
class Words:
    """A region's vocabulary, whose lines are changed one by one."""

    region: Region
    document: Document
    before: Vocabulary
    """What it stands on: the law's words, and the region's functions."""
    buildings: tuple[Building, ...]

    @classmethod
    def of(cls, region: Region, measures: Sequence[Measure]) -> "Words | None":
        """Read the vocabulary of a region; None if it has none of its own, or nothing is there to read it."""
        document = document_of(region, VOCABULARY)
        identity = document_of(region, IDENTITY)
        if document is None or identity is None or not measures:
            return None
        before = RegionFile(identity).law.joined(Vocabulary(functions=region.vocabulary.functions))
        return cls(region, document, before, tuple(Building(region, each) for each in measures))

    def mutants(self) -> Iterator[Mutant]:
        """Give every mutant of what the vocabulary names."""
        return FileLines(self.document, self.buildings[0].other_day).of_names()

    def built(self, mutant: Mutant) -> list[tuple[Measure, MeasureRules]] | None:
        """Give the measures that name what is changed, with the rules they would have; None if a file is refused."""
        document = Document(self.document.name, "", with_change(self.document.tree, mutant.path, mutant.value), "toml")
        words = vocabulary(document, self.before, region=self.region.id)
        if document.complaints:
            return None
        region = evolve(self.region, vocabulary=words)
        names = self._resting_on(mutant)
        found = []
        for building in self.buildings:
            if any(name in building.document.text for name in names):
                rules = building.read_in(region)
                if rules is None:
                    return None
                found.append((building.measure, rules))
        return found

    def _resting_on(self, mutant: Mutant) -> set[str]:
        """Name what is changed, and the definitions that rest on it."""
        names = {_name(mutant)}
        definitions = self.region.vocabulary.definitions
        while True:
            more = {name for name, each in definitions.items() if any(known in each.text for known in names)} - names
            if not more:
                return names
            names |= more


def _name(mutant: Mutant) -> str:
    """Name the figure, set or definition that a mutant changes; its own keys stand behind its name."""
    words: list[Any] = []
    for part in mutant.path[1:]:
        if not isinstance(part, str) or part in {"is", "round", "nace", "nuts"}:
            break
        words.append(part)
    return ".".join(words)
