"""An application while it is drawn: the tree of its file, told fact by fact."""

import datetime as dt
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, TypeVar

from attrs import field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from intra_core.assessment.grouped import AWARDS
from intra_core.io.references import NAMED
from intra_core.model.application import GROUP
from intra_core.rules.book import COSTS, SUBMITTED
from intra_core.rules.edition import Edition
from intra_core.rules.kinds import Kind, Records
from intra_core.rules.language import Fact
from intra_core.testing.strategies.aid import aid_histories
from intra_core.testing.strategies.around import Around, shifted
from intra_core.testing.strategies.groups import groups
from intra_core.testing.written import Tree, plain_value

T = TypeVar("T")
_MOODS = ((4, 2, 2), (1, 28, 3), (0, 20, 1))
"""How often a fact is left out, kept as the worked example has it, or drawn anew: little told, a few moved, whole."""
_WHOLE = (0, 20, 3)
_GROUPED = frozenset({"undertaking.size", "undertaking.autonomous"})
"""What the law works out of an applicant's group."""


class _Untold:
    """Stands for what is not there."""


_UNTOLD = _Untold()


@frozen(eq=False)
class Sketch:
    """An application while it is drawn: the tree of its file."""

    around: Around
    given: Mapping[str, object]
    gaps: bool
    draw: st.DrawFn
    tree: Tree = field(init=False, factory=dict)

    def pick(self, options: "tuple[T, ...]") -> T:
        """Take one of some options; a failing test is shrunk towards the first."""
        return options[self.number(len(options))]

    def number(self, below: int) -> int:
        """Draw a number from zero to below another."""
        return self.draw(st.integers(0, below - 1)) if below > 1 else 0

    def drawn(self, value: object) -> object:
        """Draw what was given as a strategy, and write it as a file has it."""
        return plain_value(self.draw(value) if isinstance(value, SearchStrategy) else value)

    # facts

    def tell(self) -> None:
        """Tell the facts of a worked example, or none of one, with changes."""
        around = self.around
        base = self.base()
        on, submitted = self.days(base)
        if base:
            own = _own_day(base)
            base = shifted(base, submitted - own) if submitted != own else deepcopy(base)
        self.tree.update({"region": around.measure.region, "on": dt.date.fromordinal(on)})
        if submitted != on:
            self.put(("project", "submitted"), dt.date.fromordinal(submitted))
        edition = around.measure.on(submitted, on).edition
        mood = self.pick(_MOODS) if self.gaps else _WHOLE
        for name, fact in around.facts.items():
            if not self.is_given(name):
                self.fact(name, fact, base, mood, edition, submitted)
        self.group(base)
        self.pin()
        self.mend()

    def base(self) -> Tree:
        """Choose a worked example, twice as often as any other one that is granted, or none."""
        every, granted = self.around.examples, self.around.granted
        return self.pick(self.pick((({},), granted or every or ({},), granted or every or ({},), every or ({},))))

    def days(self, base: Tree) -> tuple[int, int]:
        """Give the days of decision and of application."""
        around, pinned = self.around, self.given.get("on")
        own = _own_day(base) if base else None
        ways = ("own", "own", "own", "turn", "law") if own is not None else ("turn", "turn", "law")
        way = self.pick(ways)
        submitted = own if own is not None and way == "own" else self.pick(tuple(reversed(around.days)))
        wait = base["on"].toordinal() - own if own is not None else self.pick((0, 0, 1, 30, 400))
        on = submitted + wait
        if way == "law":
            on = self.pick(around.law_days)
        if pinned is not None:
            day = self.drawn(pinned)
            assert isinstance(day, dt.date)  # noqa: S101 (a day was asked for)
            on = day.toordinal()
            submitted = on - wait if own is not None else on
        told = self.given.get(SUBMITTED, _UNTOLD)
        if told is not _UNTOLD:
            day = self.drawn(told) if told is not None else None
            submitted = day.toordinal() if isinstance(day, dt.date) else on
        return on, submitted

    def is_given(self, name: str) -> bool:
        """Say whether a fact was given, to be told as it is or not at all."""
        return ".".join(self.around.input_key(name)) in self.given

    def fact(self, name: str, fact: Fact, base: Tree, mood: tuple[int, int, int], edition: Edition, day: int) -> None:
        """Leave a fact out, keep it as the example has it, or draw it anew."""
        key = self.around.input_key(name)
        kept = _at(base, key)
        stated = name in self.around.measure.rules.book.derived
        absent, keeping, anew = mood
        if kept is _UNTOLD and (base or stated):
            # What an example does not say, and what may be stated in place of the rest, is said now and then.
            absent, keeping, anew = max(absent + keeping, 6), 0, 1
            if not self.gaps and not stated:
                absent, keeping, anew = 0, 0, 1
        elif kept is _UNTOLD:
            keeping, anew = 0, keeping + anew
        what = self.number(absent + keeping + anew)
        if what < absent:
            return
        if what < absent + keeping:
            self.put(key, self.records(name, fact.kind, kept, edition, day) if isinstance(fact.kind, Records) else kept)
        elif isinstance(fact.kind, Records):
            self.put(key, self.fresh(name, fact.kind, edition, day))
        else:
            options = self.around.values(edition, fact, day)
            if options:
                self.put(key, self.around.written(name, fact.kind, self.pick(options)))

    def records(self, name: str, kind: Records, kept: list[Any], edition: Edition, day: int) -> list[Any]:
        """Give the records of an example, some of them moved in one field, some left out."""
        found: list[Any] = []
        for record in kept:
            what = self.number(16) if self.gaps else 3
            if what == 0:
                continue
            if what in {1, 2} and isinstance(record, dict):
                fresh = self.record(name, kind, len(found), edition, day)
                changed = {key: each for key, each in fresh.items() if key in record} if isinstance(fresh, dict) else {}
                if changed:
                    key = self.pick(tuple(sorted(changed)))
                    found.append({**record, key: changed[key]})
                    continue
            found.append(record)
        return found

    def fresh(self, name: str, kind: Records, edition: Edition, day: int) -> list[Any]:
        """Give a new list: none, one or some records; past aid half of the time as a history of it."""
        if name == AWARDS and self.pick((False, True)):
            state = self.around.measure.member_state or "SI"
            on: dt.date = self.tree["on"]
            history = self.draw(aid_histories(on, member_state=state, gaps=self.gaps))
            known = self.around.regimes
            return [each for each in plain_value(history) if each.get("regime") in known]
        count = self.pick((0, 1, 1, 2, 3))
        return [self.record(name, kind, place, edition, day) for place in range(count)]

    def record(self, name: str, kind: Records, place: int, edition: Edition, day: int) -> Any:  # noqa: ANN401
        """Give a new record, with the fields that the rules read."""
        around, told = self.around, dict[str, object]()
        needed = around.needed(name)
        for key in sorted(around.fields.get(name, frozenset()) & kind.fields.keys()):
            each = kind.fields[key]
            if self.gaps and key not in needed and len(kind.fields) > 1 and self.number(8) == 0:
                continue
            value = self.field(name, key, each, place, edition, day)
            if value is not _UNTOLD:
                told[key] = value
        return around.written(name, kind, (told,))[0]

    def field(self, name: str, key: str, kind: Kind, place: int, edition: Edition, day: int) -> object:
        """Give the value of a field of a new record, as rules compute with it."""
        if isinstance(kind, Records):
            inner = f"{name}.{key}"
            below = sorted(self.around.fields.get(inner, frozenset()) & kind.fields.keys())
            return tuple(
                {each: self.field(inner, each, kind.fields[each], place, edition, day) for each in below}
                for _ in range(self.number(3))
            )
        if key == "id":
            return f"k{place + 1}"
        options = self.around.field_values(edition, name, key, kind, day)
        return self.pick(options) if options else _UNTOLD

    def group(self, base: Tree) -> None:
        """Tell the applicant's group: that of the example, or now and then one drawn."""
        if _GROUPED.isdisjoint(self.around.facts) or any(key in self.given for key in GROUP):
            return
        what = self.number(16) if self.gaps else 1
        if "enterprise" in base:
            if what:
                self.tree.update({key: base[key] for key in GROUP if key in base})
                self.put(("undertaking", "id"), base["undertaking"]["id"])
        elif what > 14:  # noqa: PLR2004 (one in sixteen)
            group = self.draw(groups(most=3))
            parts = {"enterprise": group.enterprises, "holding": group.holdings}
            parts |= {"adjacent": group.adjacent, "jointly": group.jointly}
            self.tree.update({key: plain_value(each) for key, each in parts.items() if each})
            self.put(("undertaking", "id"), group.enterprises[0].id)

    # the file

    def put(self, key: tuple[str, ...], value: object) -> None:
        """Put a value into the tree, at a key of a table or of a table in that."""
        table = self.tree
        for part in key[:-1]:
            table = table.setdefault(part, {})
        table[key[-1]] = value

    def pin(self) -> None:
        """Put what was given, where it is told at all."""
        for name, value in self.given.items():
            *above, last = name.split(".")
            key, holder = (*above, last), _at(self.tree, tuple(above)) if above else None
            if name == "on":
                continue
            if name == SUBMITTED:
                if value is not None:
                    self.put(key, self.tree.get("project", {}).get("submitted", self.tree["on"]))
            elif isinstance(holder, list):
                for record in holder:
                    record.pop(last, None)
                    if value is not None:
                        record[last] = self.drawn(value)
            elif value is not None and not self._of_a_list(key):
                self.put(key, self.drawn(value))

    def _of_a_list(self, key: tuple[str, ...]) -> bool:
        entries = self.around.measure.vocabulary.facts
        return any(each.of_list and each.input_key == ".".join(key) for each in entries.values())

    def mend(self) -> None:
        """Take back what cannot stand together: names of nobody or of two, and a sum beside what it is the sum of."""
        tree, given = self.tree, self.given
        if given.get(COSTS) is not None and "cost" not in given:
            tree.pop("cost", None)
        elif "cost" in tree and COSTS not in given:
            tree.get("costs", {}).pop("eligible", None)
        if "cost" in given and "contractor" not in given:
            tree.pop("contractor", None)
        for name in NAMED:
            seen: set[str] = set()
            for record in tree.get(name, ()):
                if record.get("id") in seen:
                    del record["id"]
                seen |= {record["id"]} if "id" in record else set()
        known = [each.get("id") for each in tree.get("contractor", ())]
        if "contractor" in tree and None not in known:
            for line in tree.get("cost", ()):
                if line.get("contractor") not in known:
                    line.pop("contractor", None)
        if "enterprise" not in tree and "id" not in tree.get("undertaking", {}):
            for each in tree.get("award", ()):
                each.pop("undertaking", None)


def _own_day(base: Tree) -> int:
    day: dt.date = base.get("project", {}).get("submitted", base["on"])
    return day.toordinal()


def _at(tree: Tree, key: tuple[str, ...]) -> Any:  # noqa: ANN401 (whatever stands there)
    found: Any = tree
    for part in key:
        if not isinstance(found, Mapping) or part not in found:
            return _UNTOLD
        found = found[part]
    return found
