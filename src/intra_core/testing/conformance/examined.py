"""A region while it is looked at: what it is asked is asked once and kept, every place in its files can be named."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from attrs import define, field

from intra_core.assessment.assessment import Assessment
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.measure import Measure
from intra_core.errors import Complaint
from intra_core.io.decode import document_from
from intra_core.io.document import Document
from intra_core.io.places import Path, toml_places
from intra_core.regions.folder import IDENTITY, INSTITUTIONS, MEASURES, PLAN, PRACTICES, VOCABULARY
from intra_core.regions.host import Loaded
from intra_core.testing.conformance.check import Breach
from intra_core.testing.conformance.drawing import Drawn, decided, draws, starts_of
from intra_core.testing.conformance.filled import filled
from intra_core.verdict import Outcome

MOST_DECIDED = 150
"""So many answers of a measure are decided once more."""
MOST_TOLD = 8
"""So many answers of a measure are looked at in words: to write one takes far longer than to decide it."""


@define(eq=False)
class Examined:
    """One region, loaded or not."""

    name: str
    loaded: Loaded | None
    complaints: tuple[Complaint, ...] = ()
    own: tuple[Measure, ...] = ()
    measures: tuple["ExaminedMeasure", ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.measures = tuple(ExaminedMeasure(self, each) for each in self.own)

    @classmethod
    def of(cls, catalogue: Catalogue, name: str) -> "Examined":
        """Take a region of a catalogue, or the complaints about one that is quarantined.

        Raises:
            WrongInput: if there is no region of that name.
        """
        broken = [each for each in catalogue.quarantined if each.region == name]
        if broken:
            return cls(name, None, tuple(complaint for each in broken for complaint in each.complaints))
        return cls(name, catalogue.region(name), (), catalogue.of_region(name))

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Every file that was read, by its name in complaints; those that cannot be read now are left out."""
        if self.loaded is None or self.loaded.region.folder is None:
            return {}
        folder, name = self.loaded.region.folder, self.loaded.region.folder_name
        paths = [(each,) for each in (IDENTITY, VOCABULARY, PLAN, INSTITUTIONS)]
        wanted: list[tuple[str, ...]] = [each for each in paths if folder.joinpath(*each).is_file()]
        for room in (MEASURES, PRACTICES):
            below = folder.joinpath(room)
            files = sorted(each.name for each in below.iterdir()) if below.is_dir() else []
            wanted += [(room, each) for each in files if each.endswith(".toml")]
        named = {"/".join((name, *each)): folder.joinpath(*each).read_bytes() for each in wanted}
        return {each: document_from(raw, each, "toml") for each, raw in named.items()}

    def line(self, file: str, path: Path) -> int | None:
        """Give the line of a key or value of a file, or of the nearest table around it."""
        document = self.documents.get(file)
        if document is None:
            return None
        places = toml_places(document.text)
        while path and path not in places:
            path = path[:-1]
        extent = places.get(path)
        return (extent.key or extent.value).line if extent is not None else None

    def breach(self, what: str, file: str = "", path: Path = (), mend: str | None = None) -> Breach:
        """Say what is wrong with the region, in one of its files."""
        if not file:
            return Breach(subject=self.name, what=what, mend=mend)
        return Breach(subject=self.name, what=what, file=file, line=self.line(file, path), mend=mend)

    def file(self, name: str) -> str:
        """Name a file of the region's folder as complaints do."""
        assert self.loaded is not None  # noqa: S101 (only what was loaded has files)
        return f"{self.loaded.region.folder_name}/{name}"


@define(eq=False)
class ExaminedMeasure:
    """One measure of a region that works."""

    region: Examined = field(repr=False)
    measure: Measure

    @cached_property
    def starts(self) -> Sequence[Assessment]:
        """What is said of its worked examples."""
        return starts_of(self.measure)

    @cached_property
    def drawn(self) -> Sequence[Drawn]:
        """What is said of them with facts moved over the boundaries of its rules."""
        return tuple(draws(self.measure, self.starts))

    @property
    def some(self) -> Sequence[Drawn]:
        """Some of it, evenly: for what takes longer than to look."""
        return self.drawn[:: -(-len(self.drawn) // MOST_DECIDED)]

    @cached_property
    def granting(self) -> Sequence[Drawn]:
        """The same; where nobody can be granted anything as long as a figure or day is not known, with all known."""
        own = self.granting_starts
        return self.drawn if own is self.starts else tuple(draws(own[0].measure, own))

    @cached_property
    def granting_starts(self) -> Sequence[Assessment]:
        """What is said of its worked examples, as in `granting`."""
        if any(each.assessment.verdict is Outcome.ELIGIBLE for each in self.drawn):
            return self.starts
        return self.known_starts

    @cached_property
    def known_starts(self) -> Sequence[Assessment]:
        """What would be said of its worked examples if every figure and day were known."""
        whole = filled(self.measure)
        return [whole.decide_told(each.application, dict(each.facts), each.foreign) for each in self.starts]

    @cached_property
    def told_apart(self) -> Sequence[Drawn]:
        """Of the answers one for each way in which they differ, as many as are looked at in words."""
        found: dict[object, Drawn] = {}
        for each in self.drawn:
            answer = each.assessment
            found.setdefault((answer.verdict, answer.unmet, answer.unknown), each)
        every = list(found.values())
        return every[:: max(1, -(-len(every) // MOST_TOLD))]

    @property
    def tree(self) -> Mapping[str, Any]:
        """What its file says; nothing where there is no file."""
        document = self.region.documents.get(self.measure.identity.file)
        return document.tree if document is not None else {}

    def breach(self, what: str, path: Path = (), mend: str | None = None) -> Breach:
        """Say what is wrong, at a key of the measure's file."""
        file = self.measure.identity.file
        line = self.region.line(file, path or ("id",))
        return Breach(subject=self.measure.id, what=what, file=file or None, line=line, mend=mend)

    def condition(self, name: str) -> Path:
        """Give the way to a condition or duty in the file; what the library adds stands at what it comes from."""
        for section in ("condition", "duty"):
            for place, each in enumerate(self.tree.get(section, ())):
                if each.get("id") == name:
                    return (section, place)
        return {"call": ("call",), "something-to-pay": ("award",)}.get(name, ("state_aid",))

    def example(self, name: str) -> Path:
        """Give the way to a worked example in the file."""
        names = [each.get("name") for each in self.tree.get("example", ())]
        return ("example", names.index(name)) if name in names else ("id",)

    def again(self, drawn: Drawn) -> Assessment:
        """Decide once more what was decided."""
        return decided(drawn.start, drawn.assessment.facts)


def shown(drawn: Drawn) -> str:
    """Say which question a breach was found with."""
    moved = ", ".join(f"{name} = {value!r}" for name, value in drawn.moved.items())
    return f"asked on {drawn.assessment.day}, {moved}" if moved else f"asked on {drawn.assessment.day}"
