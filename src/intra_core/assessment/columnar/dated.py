"""A measure over columns: each condition and the award as they are on each row's own days, and with what it states."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product

from attrs import define, field, frozen

from intra_core.assessment.calls import CallState, state_on, turns
from intra_core.assessment.columnar.settled import SettledNodes
from intra_core.assessment.measure import SUBMITTED_AT, Measure
from intra_core.assessment.turns import of_period
from intra_core.model.days import FIRST, LAST, Period
from intra_core.rules.book import ON, SUBMITTED, WINDOW
from intra_core.rules.columnar.cases import Axis, by_day, by_truth, together
from intra_core.rules.columnar.column import Column
from intra_core.rules.columnar.form import Form
from intra_core.rules.columnar.number import Number
from intra_core.rules.columnar.reading import Columnar
from intra_core.rules.edition import CENTS
from intra_core.rules.figures import Figure, Known, Open
from intra_core.rules.history import Condition, Duty
from intra_core.rules.kinds import DAYS, Day
from intra_core.rules.language import Compare, Fact, Node, Or
from intra_core.rules.payment import SOMETHING, above_nothing
from intra_core.rules.settle import Settling

SECONDS = Fact(SUBMITTED_AT, DAYS)


@frozen(kw_only=True, eq=False)
class Rule:
    """One line of a measure: the node that binds on a day of application, None where none does.

    `periods` are those of its wordings; `same` tells two days apart on which its wording differs.
    """

    node: Callable[["Moment"], Node | None]
    periods: tuple[Period, ...] = ()
    same: Callable[["Moment"], object] = lambda _: None
    generous: bool = False
    calls: bool = False
    """Whether it depends on the state of the call."""


@frozen(eq=False)
class Moment:
    """A stretch of days of application on which nothing changes, by its first; `second` where the hour counts."""

    day: int
    second: int | None
    state: CallState


@define(eq=False)
class DatedMeasure:
    """Reads one measure over the frames of one caller. `stated` are the truths that a row states what is worked out."""

    measure: Measure
    at: Columnar
    stated: Mapping[str, Column] = field(factory=dict)
    _nodes: SettledNodes = field(factory=SettledNodes)
    _versions: dict[object, Figure] = field(factory=dict)
    _by_day: dict[tuple[str, int], tuple[object, Figure]] = field(factory=dict)

    @property
    def form(self) -> Form:
        """Where its columns are written."""
        return self.at.form

    # The lines of the measure

    def call(self) -> Rule:
        """That the call takes applications."""

        def node(moment: Moment) -> Node:
            return self.measure.call_node(moment.state, moment.day)

        return Rule(node=node, same=lambda moment: moment, calls=True)

    def condition(self, condition: Condition) -> Rule:
        """A condition with its history."""

        def same(moment: Moment) -> object:
            found = condition.in_force(moment.day)
            return tuple(map(id, found)), bool(found) and found[0].period.holds(moment.day)

        periods = tuple(each.period for each in condition.versions)
        generous = condition.id == SOMETHING
        return Rule(node=lambda moment: condition.on(moment.day), periods=periods, same=same, generous=generous)

    def duty(self, duty: Duty) -> Rule:
        """A duty, which is unmet once its last day has passed without what it asks."""
        node = Or((Compare("<=", ON, duty.until), duty.holds))

        def held(moment: Moment) -> Node | None:
            return node if duty.period.may_hold(moment.day) else None

        return Rule(node=held, periods=(duty.period,), same=lambda moment: duty.period.may_hold(moment.day))

    # Reading them

    def truth(self, rule: Rule) -> Column:
        """Read a line that is met or not."""
        return self._read(
            rule, lambda settling, node: self.at.truth(settling.truth(node)), self.form.literal(value=True)
        )

    def amount(self, node: Node, ends: Callable[[Number], Column]) -> Column:
        """Read the award in minor units, as one of its columns."""
        rule = Rule(node=lambda _: node)
        return self._read(rule, lambda settling, node: ends(self.at.number(settling.parts(node, CENTS))), None)

    def dated(self, node: Node, read: Callable[[Settling, Node], Column]) -> Column:
        """Read any node by the figures of each row's days, without what it states."""
        return self._read(Rule(node=lambda _: node), read, None, stated=False)

    def _read(
        self, rule: Rule, read: Callable[[Settling, Node], Column], otherwise: Column | None, *, stated: bool = True
    ) -> Column:
        moments = self._moments(rule)
        nodes = {moment: rule.node(moment) for moment in moments}
        names = dict.fromkeys(name for node in nodes.values() if node is not None for name in self._figures(node))
        laws = self._days((name for name in names if self._is_law(name)), law=True)
        given = self._given(nodes.values()) if stated else ()
        done: dict[object, Column] = {}
        columns: dict[tuple[int, ...], Column] = {}
        for early, moment in enumerate(moments):
            for late, law in enumerate(laws):
                key = (rule.same(moment), tuple(self._version(name, moment, law) for name in names))
                for which in product((0, 1), repeat=len(given)):
                    if (key, which) not in done:
                        node = nodes[moment]
                        names_given = frozenset(name for name, taken in zip(given, which, strict=True) if taken)
                        settling = self._settling(rule, names, moment, law, names_given)
                        found = read(settling, node) if node is not None else otherwise
                        assert found is not None  # noqa: S101 (only conditions have days without a wording)
                        done[key, which] = found
                    columns[early, late, *which] = done[key, which]
        return together(self.form, columns, (*self._axes(moments, laws), *(
            Axis(2, by_truth(self.stated[name])) for name in given
        )))  # fmt: skip

    def _settling(self, rule: Rule, names: Iterable[str], moment: Moment, law: int, given: frozenset[str]) -> Settling:
        figures = {name: self._figure(name, moment, law) for name in names}
        if not rule.generous:
            return self._nodes.by(figures, given)
        above = above_nothing(figures, self.measure.rules.book.parameters)
        return self._nodes.by(above, given, naming=above == figures)

    def _given(self, nodes: Iterable[Node | None]) -> tuple[str, ...]:
        """Name what some nodes work out although rows may state it."""
        read: set[str] = set().union(*(self._nodes.defined(node) for node in nodes if node is not None))
        return tuple(sorted(read & self.stated.keys()))

    # Figures and days

    def _figures(self, node: Node) -> list[str]:
        known = self.measure.rules.book.parameters
        return [name for name in sorted(self._nodes.figures(node)) if name in known or name in WINDOW]

    def _is_law(self, name: str) -> bool:
        parameter = self.measure.rules.book.parameters.get(name)
        return parameter is not None and parameter.law

    def _figure(self, name: str, moment: Moment, law: int) -> Figure:
        return self._in_force(name, moment, law)[1]

    def _version(self, name: str, moment: Moment, law: int) -> object:
        """Tell apart the days on which a figure is another."""
        return self._in_force(name, moment, law)[0]

    def _in_force(self, name: str, moment: Moment, law: int) -> tuple[object, Figure]:
        """Give a figure with what tells apart the days on which it is another; the same figure is one object."""
        parameter = self.measure.rules.book.parameters.get(name)
        if parameter is None:
            call = moment.state.call
            until = None if call is None else call.costs_since if name.endswith("since") else call.costs_until
            figure = Known(until) if until is not None else Open(FIRST, LAST)
            return figure, self._versions.setdefault((name, until), figure)
        day = law if parameter.law else moment.day
        found = self._by_day.get((name, day))
        if found is None:
            versions = parameter.in_force(day)
            version = tuple(map(id, versions)), bool(versions) and versions[0].period.holds(day)
            if (name, version) not in self._versions:
                self._versions[name, version] = parameter.on(day)
            found = self._by_day[name, day] = version, self._versions[name, version]
        return found

    def _days(
        self, names: Iterable[str], periods: Iterable[Period] = (), more: Iterable[int] = (), *, law: bool
    ) -> list[int]:
        """Give the days on which figures or wordings change; only one where every row has the same."""
        table = self.at.table
        if table.on is not None and (law or SUBMITTED not in table.facts):
            return [table.on]
        book = self.measure.rules.book
        every = [
            *periods,
            *(each.period for name in names if name in book.parameters for each in book.parameters[name].versions),
        ]
        return sorted({FIRST, *more, *(day for each in every for day in of_period(each))})

    @cached_property
    def _calls(self) -> set[int]:
        calls = self.measure.identity.calls
        around = zip((None, *calls), calls, (*calls[1:], None), strict=False)
        return {day for before, call, after in around for day in turns(call, before, after)}

    def _moments(self, rule: Rule) -> list[Moment]:
        identity = self.measure.identity
        names = [name for node in self._wordings(rule) for name in self._figures(node)]
        calls = rule.calls or not WINDOW.keys().isdisjoint(names)
        terms = [name for name in names if not self._is_law(name)]
        days = self._days(terms, rule.periods, self._calls if calls else (), law=False)
        found = []
        for day in days:
            state = state_on(identity, day)
            found.append(Moment(day, None, state))
            if calls and state.at_hour and SUBMITTED_AT in self.at.table.facts:
                found += [Moment(day, second, state_on(identity, day, second)) for second in self._hours()]
        return found

    def _wordings(self, rule: Rule) -> list[Node]:
        """Give every node that a rule may be, whatever the day."""
        periods = rule.periods or (None,)
        days = [FIRST if each is None else day for each in periods for day in (of_period(each) if each else (FIRST,))]
        if self.at.table.on is not None:
            days.append(self.at.table.on)
        identity = self.measure.identity
        nodes = (rule.node(Moment(day, None, state_on(identity, day))) for day in dict.fromkeys(days))
        return [node for node in nodes if node is not None]

    def _hours(self) -> list[int]:
        """Give the seconds of a day from which on a call's state may be another."""
        calls = self.measure.identity.calls
        opens = {each.opens_at for each in calls if each.opens_at is not None}
        return sorted({0, *opens, *(each.closes_at + 1 for each in calls if each.closes_at is not None)})

    def _axes(self, moments: Sequence[Moment], laws: Sequence[int]) -> tuple[Axis, Axis]:
        on, submitted = (self.at.number(fact).exact for fact in (ON, Fact(SUBMITTED, Day())))
        assert on is not None  # noqa: S101 (a day of decision is one column or one day)
        assert submitted is not None  # noqa: S101 (a day of application that is not told is that of decision)
        return Axis(len(moments), self._by_moment(moments, submitted)), Axis(len(laws), by_day(on, laws))

    def _by_moment(self, moments: Sequence[Moment], submitted: Column) -> Callable[[Form, Sequence[Column]], Column]:
        def pick(form: Form, cases: Sequence[Column]) -> Column:
            days: dict[int, list[tuple[int | None, Column]]] = {}
            for moment, each in zip(moments, cases, strict=True):
                days.setdefault(moment.day, []).append((moment.second, each))
            chosen = [self._by_hour(each) for each in days.values()]
            return by_day(submitted, list(days))(form, chosen)

        return pick

    def _by_hour(self, cases: Sequence[tuple[int | None, Column]]) -> Column:
        """Pick by the second of the day; the first case is where nobody tells it."""
        (_, found), *hours = cases
        if not hours:
            return found
        second = self.at.number(SECONDS).exact
        assert second is not None  # noqa: S101 (hours are told apart only where there is a column for them)
        told = by_day(second, [start for start, _ in hours if start is not None])(
            self.form, [each for _, each in hours]
        )
        return self.form.when(self.form.is_null(second), found, told)
