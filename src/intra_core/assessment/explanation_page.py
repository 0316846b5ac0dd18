"""An explanation as lines of text."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.assessment.parts import Assumption
from intra_core.model.allocation import CRITERION, LOT, OWN_TIES, SUBMITTED, Allocation, TieBreak
from intra_core.model.days import FIRST, Daymark, Period
from intra_core.model.measure import Call
from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.provenance import Basis
from intra_core.rules.kinds import RATE, number_of
from intra_core.texts import text

if TYPE_CHECKING:
    from intra_core.assessment.explanation import Explanation, FigureHistory, NamedAmount, Statement


@frozen
class Page:
    """An explanation as lines; what stands further in belongs to what stands before it."""

    told: "Explanation"

    def word(self, name: str, /, **parts: str) -> str:
        """Fill a phrase."""
        return text(self.told.language, "explanation", name).format(**parts)

    def lines(self) -> Iterator[str]:
        """Write the page."""
        told = self.told
        yield f"{told.title} ({told.measure})"
        head = [
            f"{told.kind}, {told.region}",
            *([self.word("granted", authority=told.authority)] if told.authority else []),
        ]
        head += [self.word("on", day=self.day(told.on.toordinal()))] if told.on is not None else []
        yield f"  {'; '.join(head)}"
        for heading, items in (
            ("calls", [[self.word("planned")]] if told.planned else map(self.call, told.calls)),
            ("conditions", map(self.statement, told.conditions)),
            ("award", self.award()),
            ("amounts", map(self.amount, told.amounts)),
            ("figures", map(self.figure, told.figures)),
            ("duties", map(self.statement, told.duties)),
            ("described", map(self.statement, told.described)),
            ("taken", map(self.taken, told.assumed)),
        ):
            found = [
                line
                for item in items
                for first, *rest in [item]
                for line in (f"  {first}", *(f"    {each}" for each in rest))
            ]
            if found:
                yield from ("", self.word(heading), *found)

    def statement(self, each: "Statement") -> list[str]:
        """Write a statement with the days on which it holds."""
        days = self.period(each.period)
        by = self.word("by", until=each.due) if each.due else ""
        return [f"{each.id}: {each.says}", *(text for text in (days, by) if text), *self.basis(each.basis)]

    def call(self, call: Call) -> list[str]:
        """Write a call, what it rests on, and how its money is given out."""
        told = self.allocation(call.allocation) if call.allocation else ()
        return [*self.dated(call), *self.basis(call.basis), *told]

    def dated(self, call: Call) -> list[str]:
        """Write a call with its money, its window of costs and its breaks."""
        opens, closes = self.mark(call.opens, call.opens_at), self.mark(call.closes, call.closes_at)
        funds = f", {self.word('funds')}" if call.until_funds_spent else ""
        found = [f"{call.id}: {self.word('call', opens=opens, closes=closes)}{funds}"]
        if call.budget is not None:
            found.append(self.word("budget", money=self.money(call.budget)))
        since, until = (
            self.day(each) if each else self.word("unknown") for each in (call.costs_since, call.costs_until)
        )
        found.append(self.word("costs", since=since, until=until))
        if call.costs_basis is not None:
            found.extend(f"  {line}" for line in self.basis(call.costs_basis))
        for each in call.interruptions:
            area = self.told.writer.word(each.area) if each.area else ""
            found.append(self.word("stopped" if area else "interrupted", area=area, span=self.period(each.period)))
        return found

    def allocation(self, told: Allocation) -> Iterator[str]:
        """Write how a call's money is given out."""
        writer = self.told.writer
        yield self.word("allocation")
        if told.order is not None:
            yield f"  {self.word(told.order)}"
        for criterion in told.criteria:
            title = f" ({criterion.title.in_language(self.told.language)})" if criterion.title is not None else ""
            weight = f": {self.rate(criterion.weight)}" if criterion.weight is not None else ""
            yield f"  {self.word('criterion', id=criterion.id)}{title}{weight}"
        if told.least_merit is not None:
            points = writer.number(number_of("points"), Fraction(told.least_merit))
            yield f"  {self.word('least merit', points=points)}"
        for tie in told.ties:
            yield f"  {self.word('tie', what=self.tie(tie))}"
        yield from (f"  {self.word(each)}" for each in (told.last, told.beyond) if each is not None)
        for reserve in told.reserves:
            whom = reserve.whom.in_language(self.told.language)
            yield f"  {self.word('reserve', share=self.rate(reserve.share), whom=whom)}"
        yield from (f"  {self.word(each)}" for each in (told.members, told.unused_reserve) if each is not None)
        for word, part in told.budgets.items():
            yield f"  {self.word('part', word=writer.word(word), money=self.money(part))}"
        yield from (f"  {line}" for line in self.basis(told.basis))

    def tie(self, tie: TieBreak) -> str:
        """Write what parts equal applications."""
        if tie.by in {SUBMITTED, LOT}:
            return self.word(f"tie {tie.by}")
        if tie.title is not None:
            what = tie.title.in_language(self.told.language)
        elif tie.by in OWN_TIES:
            what = self.word(f"tie {tie.by}")
        else:
            what = self.word("criterion", id=tie.by.removeprefix(CRITERION))
        return self.word(f"tie {tie.first}", what=what)

    def money(self, money: Money) -> str:
        """Write an amount of money."""
        kind = number_of(money.currency)
        return self.told.writer.number(kind, Fraction(money.minor, kind.scale))

    def rate(self, rate: Rate) -> str:
        """Write a share."""
        return self.told.writer.number(RATE, Fraction(rate.basis_points, 10_000))

    def award(self) -> Iterator[list[str]]:
        """Write how the award is worked out, what it is paid for, and under which regime."""
        if self.told.award is not None:
            yield [self.told.award]
        if self.told.cost_kinds:
            rule = self.told.costs
            only = [self.word("only", rule=rule.says), *self.basis(rule.basis)] if rule is not None else []
            yield [self.word("kinds", kinds=", ".join(self.told.cost_kinds)), *only]
        if self.told.in_kind is not None:
            yield [self.word("in kind", what=self.told.in_kind)]
        for after, amount in self.told.instalments:
            yield [self.word("after", after=after, amount=amount)]
        if self.told.state_aid is not None:
            regime = self.word("state aid", regime=self.told.state_aid.says)
            cut = [self.word("reducible")] if self.told.reducible else []
            yield [regime, *cut, *self.basis(self.told.state_aid.basis)]

    def amount(self, each: "NamedAmount") -> list[str]:
        """Write how a named amount is worked out."""
        return [f"{each.label}: {each.says}", *([self.word("given")] if each.given else [])]

    def taken(self, each: Assumption) -> list[str]:
        """Write what is assumed."""
        return [f"{each.label or each.what}: {each.shown or each.value} ({each.why})"]

    def figure(self, each: "FigureHistory") -> list[str]:
        """Write the history of a figure."""
        found = [f"{each.label} ({each.name})", *([self.word("law")] if each.law else [])]
        for version in each.versions:
            days = self.period(version.period)
            found.append(f"{version.says}, {days}" if days else version.says)
            found.extend(f"  {line}" for line in self.basis(version.basis))
        return found

    def basis(self, basis: Basis) -> list[str]:
        """Write what a statement rests on."""
        source, found = basis.source, []
        if source is not None:
            read = self.word("read", day=self.day(source.read.toordinal())) if source.read is not None else None
            told = (source.title, basis.article or source.article, source.address, read)
            mark = self.word(basis.mark.value)
            found.append(self.word("source", source=", ".join(each for each in told if each), mark=mark))
        if basis.note is not None:
            found.append(self.word("note", note=basis.note if self.told.language == "en" else f"{basis.note} [en]"))
        return found

    def period(self, period: Period) -> str:
        """Write the days on which something holds; nothing where it always does."""
        since = self.mark(period.since) if period.since.late > FIRST else None
        if period.until is None:
            return self.word("since", since=since) if since else ""
        until = self.mark(period.until)
        return self.word("span", since=since, until=until) if since else self.word("until", until=until)

    def mark(self, mark: Daymark | None, second: int | None = None) -> str:
        """Write a day as far as it is known, with its hour where there is one."""
        if mark is None:
            return self.word("unknown")
        if not mark.known:
            return self.word("between", early=self.day(mark.early), late=self.day(mark.late))
        return f"{self.day(mark.early)}{'' if second is None else f', {clock(second)}'}"

    def day(self, ordinal: int) -> str:
        """Write a day."""
        return self.told.writer.tongue.day(ordinal)


def clock(second: int) -> str:
    """Write a second of the day.

    >>> clock(32400)
    '09:00'
    """
    return f"{second // 3600:02d}:{second // 60 % 60:02d}"
