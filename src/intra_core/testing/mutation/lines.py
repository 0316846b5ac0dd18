"""The mutants of a file: every line of a measure, or of a region's vocabulary, with one thing in it changed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, frozen

from intra_core.io.document import Document
from intra_core.io.names import ROUNDINGS
from intra_core.io.places import Path
from intra_core.testing.mutation.expressions import changed_lines
from intra_core.testing.mutation.figures import day_moved, moved
from intra_core.testing.mutation.kinds import MutantKind
from intra_core.testing.mutation.mutant import DROPPED, Mutant, Places, shown
from intra_core.testing.ways import value_at

Days = Callable[[str, str | None], str | None]
_WITH_HEADROOM = ("de-minimis", "mfa")


@frozen(eq=False)
class FileLines:
    """A file whose lines are changed one by one.

    `days` names the day that is read in place of another (`changed_lines` says how).
    """

    document: Document
    days: Days = field(repr=False)
    _places: Places = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_places", Places(self.document))

    def of_measure(self) -> Iterator[Mutant]:
        """Give every mutant of a measure's file."""
        yield from self._calls()
        yield from self.of_names()
        yield from self._costs()
        yield from self._clauses("condition", MutantKind.CONDITION, ("holds", "applies"))
        yield from self._state_aid()
        yield from self._award()
        yield from self._clauses("duty", MutantKind.DUTY, ("holds", "until"))

    def of_names(self) -> Iterator[Mutant]:
        """Give every mutant of what a file names: figures, sets and definitions."""
        for name, path in _leaves(self.document.tree, "parameter", _is_history):
            for number in range(len(value_at(self.document.tree, path))):
                yield from self._version(name, (*path, number))
        for name, path in _leaves(self.document.tree, "set", _is_set):
            yield from self._members(name, path)
        for name, path in _leaves(self.document.tree, "define", _is_definition):
            yield from self._definition(name, path)

    def _version(self, name: str, path: Path) -> Iterator[Mutant]:
        version = value_at(self.document.tree, path)
        for kind, below, value in moved(version.get("value")):
            where = (*path, "value", *below)
            of = f"{name}[{', '.join(map(str, below))}]" if below else name
            yield self._mutant(kind, where, of, value)
        yield from self._days(path, ("since", "until"), f"the version of {name}")

    def _members(self, name: str, path: Path) -> Iterator[Mutant]:
        value = value_at(self.document.tree, path)
        below = _codes(value) if isinstance(value, dict) else [()]
        for way in below:
            members = value_at(value, way)
            for number in range(len(members)) if isinstance(members, list) and len(members) > 1 else ():
                of = f"{shown(members[number])} of {name}"
                yield self._mutant(MutantKind.MEMBER, (*path, *way, number), of, DROPPED)

    def _definition(self, name: str, path: Path) -> Iterator[Mutant]:
        entry = value_at(self.document.tree, path)
        yield from self._expression((*path, "is"), name)
        if "round" in entry:
            for other in ROUNDINGS:
                if other != entry["round"]:
                    yield self._mutant(MutantKind.ROUNDING, (*path, "round"), f"the rounding of {name}", other)

    def _costs(self) -> Iterator[Mutant]:
        costs = self.document.tree.get("costs", {})
        kinds = costs.get("kinds")
        for number in range(len(kinds)) if isinstance(kinds, list) and len(kinds) > 1 else ():
            of = f"{shown(kinds[number])} of the kinds of cost"
            yield self._mutant(MutantKind.MEMBER, ("costs", "kinds", number), of, DROPPED)
        if "where" in costs:
            yield from self._expression(("costs", "where"), "which costs count")
            yield self._mutant(MutantKind.COST_RULE, ("costs", "where"), "the rule which costs count", DROPPED)

    def _calls(self) -> Iterator[Mutant]:
        for number, call in enumerate(self.document.tree.get("call", ())):
            path: Path = ("call", number)
            of = f"the call {call['id']}"
            yield from self._days(path, ("opens", "closes"), of)
            if isinstance(call.get("costs"), dict):
                yield from self._days((*path, "costs"), ("since", "until"), f"the costs of {of}")
            for key in ("interrupted", "stopped"):
                for place in range(len(call.get(key, ()))):
                    yield from self._days((*path, key, place), ("since", "until"), f"{key} of {of}")

    def _clauses(self, section: str, dropped: MutantKind, lines: tuple[str, ...]) -> Iterator[Mutant]:
        for number, clause in enumerate(self.document.tree.get(section, ())):
            path, of = (section, number), f"{section} {clause['id']}"
            yield self._mutant(dropped, path, of, DROPPED, shown(clause["holds"]))
            for key in lines:
                if key in clause:
                    yield from self._expression((*path, key), of if key == "holds" else f"{key} of {of}")
            if "applies" in clause:
                yield self._mutant(MutantKind.GUARD, (*path, "applies"), f"applies of {of}", DROPPED)
            yield from self._days(path, ("since",) if section == "duty" else ("since", "until"), of)

    def _state_aid(self) -> Iterator[Mutant]:
        aid = self.document.tree["state_aid"]
        if aid["regime"] in _WITH_HEADROOM:
            yield self._mutant(MutantKind.REGIME, ("state_aid", "regime"), "the regime of state aid", "none")
            turned = not aid.get("reducible", False)
            yield self._mutant(MutantKind.REDUCIBLE, ("state_aid", "reducible"), "reducible", turned, shown(not turned))

    def _award(self) -> Iterator[Mutant]:
        yield from self._expression(("award", "amount"), "the award")
        for number in range(len(self.document.tree["award"].get("instalments", ()))):
            path = ("award", "instalments", number)
            yield self._mutant(MutantKind.INSTALMENT, path, f"instalment {number + 1}", DROPPED)
            yield from self._expression((*path, "amount"), f"instalment {number + 1}")

    def _expression(self, path: Path, of: str) -> Iterator[Mutant]:
        for each in changed_lines(value_at(self.document.tree, path), self.days):
            yield self._mutant(each.kind, path, of, each.text)

    def _days(self, path: Path, keys: tuple[str, ...], of: str) -> Iterator[Mutant]:
        for key in keys:
            for day in day_moved(value_at(self.document.tree, path).get(key)):
                yield self._mutant(MutantKind.PERIOD, (*path, key), f"{key} of {of}", day)

    def _mutant(self, kind: MutantKind, path: Path, of: str, value: object, before: str | None = None) -> Mutant:
        return Mutant(
            kind=kind,
            path=path,
            of=of,
            before=before if before is not None else shown(value_at(self.document.tree, path)),
            after=shown(value),
            value=value,
            file=self.document.name,
            line=self._places.line(path),
        )


def _leaves(tree: Mapping[str, Any], section: str, leaf: Callable[[object], bool]) -> Iterator[tuple[str, Path]]:
    def below(table: Mapping[str, Any], name: str, path: Path) -> Iterator[tuple[str, Path]]:
        for key, value in table.items():
            full = f"{name}.{key}" if name else key
            if leaf(value):
                yield full, (*path, key)
            elif isinstance(value, dict):
                yield from below(value, full, (*path, key))

    return below(tree.get(section, {}), "", (section,))


def _is_history(value: object) -> bool:
    return isinstance(value, list)


def _is_set(value: object) -> bool:
    return not isinstance(value, dict) or value.keys() <= {"nace", "nuts"}


def _is_definition(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("is"), str)


def _codes(value: Mapping[str, Any]) -> list[Path]:
    nace = value.get("nace", {})
    return [*((("nuts",),) if "nuts" in value else ()), *(("nace", revision) for revision in nace)]
