"""`intra plan`: the action plan of a region, with the fields that the programme asks for."""

from argparse import Namespace
from collections.abc import Iterable, Iterator

from attrs import frozen

from intra_core.cli import outside
from intra_core.cli.plan_data import plan_to_dict
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.cli.statements import Paper
from intra_core.handbook.handbook import Handbook, open_handbook
from intra_core.model.days import Period
from intra_core.model.linking import Resolved
from intra_core.model.measure import Described
from intra_core.model.plan import Action, ActionPlan, Link, Milestone, Player, Statement
from intra_core.rules.kinds import number_of
from intra_core.rules.values import Words, written


def answer(asked: Namespace) -> Reply:
    """Read out the plan of a region.

    Raises:
        WrongInput: if there is no such region, or its file is wrong.
        QuarantinedRegion: if the region could not be loaded.
    """
    handbook = open_handbook(outside.load_regions())
    plan = handbook.plan(asked.region)
    paper = Paper(handbook, asked.lang)
    return Reply(
        data={
            "region": asked.region,
            "plan": plan_to_dict(plan, handbook, asked.lang) if plan is not None else None,
            "quarantined": quarantined_to_list(handbook.quarantined),
        },
        lines=lambda: _lines(handbook, asked.region, plan, paper),
        quarantined=handbook.quarantined,
        notes=tuple(
            paper.word("dangling links", file=each.file, key=each.key, of=each.of, target=each.target)
            for each in handbook.dangling()
            if plan is not None and each.file == plan.file
        ),
    )


def _lines(handbook: Handbook, name: str, plan: ActionPlan | None, paper: Paper) -> Iterator[Line]:
    region = handbook.catalogue.region(name).region
    yield Line(paper.word("region", title=paper.text(region.title), region=name), 0, "bold")
    if plan is None:
        yield Line(paper.word("no plan"), 2)
    else:
        yield from _Sheet(paper, region.vocabulary, plan).lines()


@frozen
class _Sheet:
    """A plan on paper."""

    paper: Paper
    words: Words
    plan: ActionPlan

    def lines(self) -> Iterator[Line]:
        """Write the plan, and then each of its actions."""
        paper, plan = self.paper, self.plan
        yield Line(paper.text(plan.title), 2, "bold")
        if plan.document.says is not None:
            document = paper.word("document", says=paper.text(plan.document.says))
            yield Line(paper.marked(document, plan.document.basis), 2)
        change = plan.change
        if change is not None:
            says = paper.word("change", kind=paper.word(change.kind.value), says=paper.text(change.says))
            yield Line(paper.marked(says, change.basis), 2)
        for milestone in plan.milestones:
            yield Line(paper.marked(self.milestone(milestone), milestone.basis), 2)
        yield from self.statements("costs", plan.costs, 2, say_if_none=not plan.actions)
        if not plan.actions:
            yield Line(paper.word("no actions"), 2, "yellow")
        for action in plan.actions:
            yield from self.action(action)
        yield from self.described(plan.described, 2)
        yield Line(paper.sources(plan.bases), 2, "dim")

    def milestone(self, milestone: Milestone) -> str:
        """Write a step with its day, place and bodies."""
        paper = self.paper
        bodies = ", ".join(self.body(each) for each in milestone.by)
        day = paper.day(milestone.on, self.words) if milestone.on is not None else paper.word("no day")
        by = paper.word("by", bodies=bodies) if bodies else None
        says = paper.text(milestone.says) if milestone.says is not None else None
        told = "; ".join(each for each in (day, milestone.place, by, says) if each)
        return paper.word("milestone", step=paper.word(milestone.step.value), told=told)

    def action(self, action: Action) -> Iterator[Line]:
        """Write an action with every field that the programme asks for."""
        paper = self.paper
        yield Line(paper.word("action", title=paper.text(action.title), id=action.id), 2, "bold")
        yield Line(paper.marked(paper.word("nature", says=paper.text(action.nature)), action.basis), 4)
        yield self.field("timeframe", [self.timeframe(action.timeframe)] if action.timeframe is not None else [])
        yield self.field("players", map(self.player, action.players))
        yield from self.statements("costs", action.costs, 4)
        yield from self.statements("funding", action.funding, 4)
        yield self.field("inspired by", [self.link("practice", each) for each in action.inspired_by])
        yield self.field("measures", [self.link("measure", each) for each in action.measures])
        for answered in action.recommendations:
            found = paper.handbook.frame.recommendation(answered.number)
            says = paper.text(found.says) if found is not None else "?"
            told = paper.marked(paper.word("answers", number=answered.number, says=says), answered.basis)
            yield Line(paper.word("statement", what=paper.word("recommendations"), told=told), 4)
        if action.reason_not_implemented is not None:
            yield Line(paper.word("not implemented", says=paper.text(action.reason_not_implemented)), 4, "yellow")
        yield from self.described(action.described, 4)

    def field(self, name: str, entries: Iterable[str]) -> Line:
        """Write a field of an action; of one without content, that it was not found."""
        what, told = self.paper.word(name), "; ".join(entries)
        if not told:
            return Line(self.paper.word("not found", what=what), 4, "dim")
        return Line(self.paper.word("statement", what=what, told=told), 4)

    def timeframe(self, span: Period) -> str:
        """Write from when to when."""
        since = self.paper.day(span.since, self.words)
        if span.until is None:
            return self.paper.word("from", since=since)
        return self.paper.word("from to", since=since, until=self.paper.day(span.until, self.words))

    def player(self, player: Player) -> str:
        """Write who takes part, and as what."""
        title = self.body(player.institution)
        if player.role is not None:
            title = self.paper.word("player", title=title, role=self.paper.text(player.role))
        return self.paper.marked(title, player.basis)

    def body(self, key: str) -> str:
        """Write the title of an institution or authority."""
        return self.paper.handbook.body_title(self.plan.region, key, self.paper.language)

    def statements(
        self, name: str, found: tuple[Statement, ...], indent: int, *, say_if_none: bool = True
    ) -> Iterator[Line]:
        """Write each statement on costs or funding; they may differ, and stand side by side."""
        what = self.paper.word(name)
        if not found and say_if_none:
            yield Line(self.paper.word("not found", what=what), indent, "dim")
        for each in found:
            amount = each.amount
            money = (
                written(number_of(amount.currency), amount.minor, self.words, self.paper.language)
                if amount is not None
                else None
            )
            says = self.paper.text(each.says) if each.says is not None else None
            told = self.paper.marked("; ".join(text for text in (money, says) if text), each.basis)
            yield Line(self.paper.word("statement", what=what, told=told), indent)

    def link(self, kind: str, link: Link) -> str:
        """Write where a link leads, by its title; if nowhere, that too."""
        handbook, paper = self.paper.handbook, self.paper
        match handbook.resolve(kind, link.id):
            case Resolved.NOT_AT_HAND:
                told = paper.word("unresolved", id=link.id)
            case Resolved.DANGLING:
                told = paper.word("dangling", id=link.id)
            case Resolved.FOUND:
                told = paper.word("link", title=handbook.link_title(kind, link.id, paper.language), id=link.id)
        if link.says is not None:
            told = paper.word("linked", link=told, says=paper.text(link.says))
        return paper.marked(told, link.basis)

    def described(self, described: tuple[Described, ...], indent: int) -> Iterator[Line]:
        """Write what else the sources say."""
        if described:
            yield Line(self.paper.word("further"), indent)
        for each in described:
            yield Line(f"- {self.paper.marked(self.paper.text(each.says), each.basis)}", indent + 2)
