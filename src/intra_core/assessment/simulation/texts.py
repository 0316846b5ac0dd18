"""A measure beside another text of it: which lines differ, and the measures in which only some of them do."""

import copy
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from attrs import define, evolve, field, frozen

from intra_core.assessment.measure import Measure
from intra_core.assessment.simulation.change import Change, Line
from intra_core.assessment.simulation.sharing import MOST_LINES
from intra_core.errors import Complaint, WrongInput
from intra_core.io.document import Document
from intra_core.regions.folder import MEASURES, Folder
from intra_core.regions.reading import measure_in
from intra_core.regions.region import Region

Tree = dict[str, Any]

NAMES: Mapping[str, Callable[[object], bool]] = {
    "parameter": lambda value: not isinstance(value, dict),
    "set": lambda value: not isinstance(value, dict) or value.keys() <= {"nace", "nuts"},
    "define": lambda value: not isinstance(value, dict) or any(isinstance(each, str) for each in value.values()),
}
"""The tables that give names a meaning, and what a name stands for there; other tables go further down."""
LISTS = ("call", "condition", "duty")
SINGLE = ("status", "costs", "state_aid", "award")
ORDER = ("status", "call", "costs", *NAMES, "condition", "state_aid", "award", "duty")
"""The order of lines is that of the tables in a file."""
BESIDE = frozenset({
    "source", "mark", "row", "note", "says", "title", "budget", "allocation", "instalments", "in_kind", "article",
    "not_monotone",
})  # fmt: skip
"""Keys of an entry that decide nothing about an application."""


@frozen(eq=False)
class _Texts:
    """What decides, under the place of each line, in two texts of a measure."""

    before: Tree
    after: Tree
    lines: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, before: Tree, after: Tree) -> "_Texts":
        old, new = _places(before), _places(after)
        every = sorted(dict.fromkeys((*new, *old)), key=lambda place: ORDER.index(place[0]))
        changed = [place for place in every if _bare(old.get(place)) != _bare(new.get(place))]
        # A name that only one text knows changes nothing by itself.
        return cls(
            before, after, tuple(each for each in changed if each[0] not in NAMES or (each in old and each in new))
        )

    def mixed(self, changed: Iterable[tuple[str, str]]) -> Tree:
        """Put a text together in which some lines are those of after, and the others those of before.

        A name that only one text knows is there always: nothing reads it but lines of that text.
        """
        taken, old, new = set(changed), _places(self.before), _places(self.after)
        tree = {key: value for key, value in copy.deepcopy(self.after).items() if key not in {"example", "described"}}
        for key in ("source", "label"):
            tree[key] = _joined(self.before.get(key, {}), self.after.get(key, {}))
        for section in (*NAMES, *LISTS, *SINGLE):
            tree.pop(section, None)
        for place in (*new, *(place for place in old if place not in new)):
            section, name = place
            found = new.get(place) if place in taken or place not in self.lines else old.get(place)
            if found is None and section in NAMES:
                found = new.get(place, old.get(place))
            if found is None:
                continue
            if section in NAMES:
                _put(tree.setdefault(section, {}), name, found)
            elif section in LISTS:
                tree[section] = [*tree.get(section, ()), *found]
            else:
                tree[section] = found
        return copy.deepcopy(tree)


def _places(tree: Tree) -> dict[tuple[str, str], Any]:
    """Give what stands under the place of each line: its table and its name."""
    found: dict[tuple[str, str], Any] = {}
    for section, leaf in NAMES.items():
        found |= {(section, name): value for name, value in _leaves(tree.get(section, {}), leaf)}
    for section in LISTS:
        for each in tree.get(section, ()):
            found.setdefault((section, each["id"]), []).append(each)
    return found | {(section, ""): tree[section] for section in SINGLE if section in tree}


def _leaves(table: Tree, leaf: Callable[[object], bool]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if leaf(value):
            yield key, value
        else:
            yield from ((f"{key}.{name}", each) for name, each in _leaves(value, leaf))


def _put(table: Tree, name: str, value: object) -> None:
    *way, last = name.split(".")
    for key in way:
        table = table.setdefault(key, {})
    table[last] = value


def _joined(one: Tree, other: Tree) -> Tree:
    """Give a tree that has the entries of both; of what both have, the other's stand."""
    found = dict(one)
    for key, value in other.items():
        below = found.get(key)
        found[key] = _joined(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return found


def _bare(value: object) -> object:
    """Give an entry, or its versions, without what decides nothing, and lines without their breaks."""
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items() if key not in BESIDE}
        case list():
            return [_bare(each) for each in value]
        case _:
            return _plain(value)


def _plain(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def with_text(measure: Measure, region: Region, document: Document) -> Change:
    """Give what changes if a measure read as in another text.

    Args:
        measure: the measure as it is, of a region that has been read from a folder.
        region: that region.
        document: the other text.

    Raises:
        WrongInput: with every complaint about the other text, as about a file of the region.
    """
    rules = measure_in(document, region)
    if rules.identity.id != measure.id:
        instead = f'write id = "{measure.id}", or simulate the other measure'
        document.complain(("id",), f"this is a text of {rules.identity.id!r}, not of {measure.id!r}", instead)
    if rules.book.currency != measure.rules.book.currency:
        document.complain(("currency",), f"the measure is in {measure.rules.book.currency}", "amounts must compare")
    document.close()
    after = evolve(measure, rules=rules, intake=measure.intake)
    texts = _Texts.of(_tree(measure, region), document.tree)
    mixtures = _Mixtures(texts, measure, region)
    blocks = mixtures.readable([(place,) for place in texts.lines])
    lines = {Line(names=tuple(map(_name, block)), **_sides(texts, block)): block for block in blocks}

    def mixture(chosen: frozenset[Line]) -> Measure:
        found = mixtures.read(place for line in chosen for place in lines[line])
        assert found is not None  # noqa: S101 (what cannot be read apart is one line)
        return found

    return Change(before=measure, after=after, lines=tuple(lines), mixture=mixture)


def _tree(measure: Measure, region: Region) -> Tree:
    """Read the text of a measure as the region has it."""
    if region.folder is None:
        says = f"nobody knows the text of {measure.id}: its region was made without files"
        raise WrongInput([Complaint(says=says)])
    files = Folder(region.folder, region.folder_name)
    document = files.document(MEASURES, measure.identity.file.rpartition("/")[2])
    if document is None:
        raise WrongInput(files.complaints)
    return document.tree


def _name(place: tuple[str, str]) -> str:
    return ".".join(part for part in place if part)


def _sides(texts: _Texts, block: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    """Write what a line says in each text."""
    places = list(block)
    sides = {"before": _places(texts.before), "after": _places(texts.after)}
    return {side: "; ".join(_written(found[each]) for each in places if each in found) or None
            for side, found in sides.items()}  # fmt: skip


def _written(value: object) -> str:
    return json.dumps(_bare(value), ensure_ascii=False, default=str)


@define(eq=False)
class _Mixtures:
    """The mixtures of two texts, each read once."""

    texts: _Texts
    measure: Measure
    region: Region
    _read: dict[frozenset[tuple[str, str]], Measure | None] = field(factory=dict)

    def read(self, changed: Iterable[tuple[str, str]]) -> Measure | None:
        """Read a mixture; None where its lines do not fit together."""
        chosen = frozenset(changed)
        if chosen not in self._read:
            document = Document(self.measure.identity.file, "", self.texts.mixed(chosen), "toml")
            rules = measure_in(document, self.region, mixed=True)
            sound = not document.complaints
            self._read[chosen] = evolve(self.measure, rules=rules) if sound else None
        return self._read[chosen]

    def readable(self, blocks: list[tuple[tuple[str, str], ...]]) -> list[tuple[tuple[str, str], ...]]:
        """Join lines until every mixture that is asked for can be read."""
        while True:
            misfit = next((each for each in _asked(blocks) if self.read(_flat(each)) is None), None)
            if misfit is None:
                return blocks
            first = blocks.index(misfit[-1])
            others = [each for each in blocks if each not in misfit]
            fits = (each for each in others if self.read(_flat((*misfit, each))) is not None)
            joined = {first, blocks.index(next(fits, others[0]))}
            merged = _flat(blocks[place] for place in sorted(joined))
            blocks = [
                merged if place == min(joined) else each
                for place, each in enumerate(blocks)
                if place == min(joined) or place not in joined
            ]


def _asked(blocks: list[tuple[tuple[str, str], ...]]) -> Iterator[tuple[tuple[tuple[str, str], ...], ...]]:
    """Give the mixtures that are asked for, but for none and all of the lines."""
    if len(blocks) > MOST_LINES:
        return (tuple(blocks[:number]) for number in range(1, len(blocks)))
    return (each for number in range(1, len(blocks)) for each in combinations(blocks, number))


def _flat(blocks: Iterable[tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
    return tuple(place for block in blocks for place in block)
