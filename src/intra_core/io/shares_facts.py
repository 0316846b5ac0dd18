"""What a table of shares says of any fact: which may stand where, the shares of words, how many records a list has."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import define, field

from intra_core.errors import Unreadable, did_you_mean
from intra_core.io.document import Table
from intra_core.io.shares_bands import Drawable, bands
from intra_core.io.shares_parts import Check, share_of, whole
from intra_core.model.shares import ACTIVITY, AMOUNTS, MAIN, SEAT, SUBMITTED, ListShares, Spread, Type
from intra_core.rules.kinds import Choice, Code, Day, Kind, MonthDay, Number, Records, Text, YesNo, described

MOST_RECORDS = 20
"""An application is drawn with at most so many records of a list."""
ELSEWHERE = {
    SUBMITTED: "[submitted]",
    SEAT: "[seat]",
    **dict.fromkeys((ACTIVITY.rpartition(".")[0], ACTIVITY, MAIN), "[activity]"),
    **{fact: f"'{key}' of each [[size]]" for key, fact in AMOUNTS.items()},
}
"""Facts that have a place of their own in a table."""
PLACES: Mapping[str, tuple[type[Kind], ...]] = {
    "yes": (YesNo,),
    "word": (Choice, Code, MonthDay, Text),
    "band": (Number, Day),
    "records": (Records,),
}
"""What may stand where."""
_YEAR_END = re.compile(r"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_NUMBER_OF_RECORDS = re.compile(r"0|[1-9]\d?", re.ASCII)


@define(eq=False, kw_only=True)
class Facts:
    """The facts that may be drawn, what they can be, and which of them are.

    Args:
        known: by name, fields of lists too; money in the currency of the table.
        words: what an open choice can be.
        nace: says what is wrong with the code of an activity.
        nuts: says what is wrong with the code of a place.
        strict: whether a fact of which nothing is known is a fault; else it is of a region that is not at hand.
    """

    known: Mapping[str, Drawable]
    words: Collection[str]
    nace: Check
    nuts: Check
    strict: bool
    types: dict[str, Type] = field(factory=dict)
    """The facts that are drawn, with what their values are."""
    holders: dict[str, Table] = field(factory=dict, init=False)
    """Where each fact first stands."""

    def list_of(self, fact: str) -> str | None:
        """Give the list that a fact is a field of."""
        known = self.known.get(fact.rpartition(".")[0])
        return fact.rpartition(".")[0] if known is not None and isinstance(known.kind, Records) else None

    def named(self, table: Table, key: str) -> Iterator[tuple[str, Table]]:
        """Go through the facts under a key that may stand there; complain of all others."""
        holder = table.table(key)
        if holder is not None:
            for fact in holder.rest():
                if self._belongs(holder, fact, PLACES[key]):
                    self.holders.setdefault(fact, holder)
                    yield fact, holder

    def _belongs(self, table: Table, fact: str, kinds: tuple[type[Kind], ...]) -> bool:
        known = self.known.get(fact)
        if fact in ELSEWHERE:
            table.complain(fact, f"{fact!r} is drawn elsewhere", f"give it by {ELSEWHERE[fact]}", at_key=True)
        elif known is None:
            if not self.strict:
                return True
            inside = [each for each in self.known if each.startswith(f"{fact}.")]
            instead = f'write the whole name in quotes, like "{inside[0]}"' if inside else None
            table.complain(fact, f"unknown fact {fact!r}", instead or did_you_mean(fact, self.known), at_key=True)
        elif not isinstance(known.kind, kinds):
            place = next(place for place, those in PLACES.items() if isinstance(known.kind, those))
            table.complain(fact, f"{fact!r} is {described(known.kind)}", f"give it under [{place}]", at_key=True)
        elif self.list_of(fact if isinstance(known.kind, Records) else self.list_of(fact) or "") is not None:
            table.complain(fact, f"{fact!r} is of a list inside the records of another", "leave it out", at_key=True)
        else:
            return True
        return False

    def spreads(self, table: Table) -> dict[str, Spread]:
        """Read [word] and [band], those for all sizes or those of one."""
        found: dict[str, Spread] = {}
        for fact, holder in self.named(table, "word"):
            shares = holder.table(fact)
            if shares is not None:
                found[fact] = words = self._words(shares, fact)
                whole(holder, fact, sum(words.values()))
                self.types.setdefault(fact, "text")
        for fact, holder in self.named(table, "band"):
            known = self.known.get(fact)
            found[fact], of_days = bands(holder, fact, known)
            self.types.setdefault(fact, "day" if of_days else "number")
        return found

    def _words(self, shares: Table, fact: str) -> Mapping[str, int]:
        known = self.known.get(fact)
        found = {}
        for word in shares.rest():
            wrong = self._wrong(known.kind, word) if known is not None else None
            if wrong is not None:
                shares.complain(word, wrong.says, wrong.instead, at_key=True)
            found[word] = share_of(shares, word)
        return found

    def _wrong(self, kind: Kind, word: str) -> Unreadable | None:
        match kind:
            case Code(scheme="nace"):
                return self.nace(word)
            case Code():
                return self.nuts(word)
            case MonthDay():
                day = f"{word!r} is not a day of the year"
                return None if _YEAR_END.fullmatch(word) else Unreadable(day, 'write it like "--12-31"')
            case Choice() if kind.values or self.strict:
                known = kind.values or self.words
                return None if word in known else Unreadable(f"unknown word {word!r}", did_you_mean(word, known))
            case _:
                return None if word.strip() else Unreadable("the text is blank")

    def records(self, root: Table) -> tuple[ListShares, ...]:
        """Read how many records lists have; of the facts that are drawn those of a list are drawn for each record."""
        found = []
        for name, holder in self.named(root, "records"):
            numbers = holder.table(name)
            if numbers is None:
                continue
            shares = {}
            for number in numbers.rest():
                read = _NUMBER_OF_RECORDS.fullmatch(number)
                if read is None or int(number) > MOST_RECORDS:
                    instead = f"write a whole number from 0 to {MOST_RECORDS}"
                    numbers.complain(number, f"{number!r} is no number of records", instead, at_key=True)
                shares[int(number) if read else 0] = share_of(numbers, number)
            whole(holder, name, sum(shares.values()))
            fields = tuple(each for each in self.types if each.rpartition(".")[0] == name)
            listed = ListShares(name=name, numbers=shares or {0: 0}, fields=fields)
            if listed.most and not fields:
                known = self.known.get(name)
                some = next(iter(known.kind.fields)) if known and isinstance(known.kind, Records) else "field"
                says = f"nothing says what a record of {name!r} has"
                holder.complain(name, says, f'give one of its fields too, like "{name}.{some}"', at_key=True)
            found.append(listed)
        return tuple(found)

    def check_fields(self, lists: Iterable[ListShares]) -> None:
        """Complain of fields of lists that are not drawn."""
        drawn = {each.name for each in lists if each.most}
        for fact, holder in self.holders.items():
            name = self.list_of(fact)
            if name is not None and name not in drawn:
                says = f"{fact!r} is a field of a list that is not drawn"
                holder.complain(fact, says, f'give [records] with "{name}" = {{ 1 = "100 %" }}', at_key=True)
