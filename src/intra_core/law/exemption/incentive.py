"""The incentive effect (Article 6): an application in writing before work on the project or activity starts."""

import datetime as dt
from collections.abc import Iterable

from attrs import field, fields, frozen

from intra_core.law.asking import Ask
from intra_core.law.exemption.costs import AidedCost
from intra_core.law.exemption.decided import Decided, Reason, Rules, all_of, asked
from intra_core.law.lawbook import Lawbook
from intra_core.model.typed import typed
from intra_core.verdict import Verdict


@frozen(kw_only=True, field_transformer=typed)
class AidApplication:
    """The application for the aid, with what Article 6(2) wants in it. What is None is not known."""

    submitted: dt.date | None = None
    written: bool | None = field(default=None, metadata={"says": "written"})
    name_and_size: bool | None = field(default=None, metadata={"says": "the undertaking's name and size"})
    description: bool | None = field(default=None, metadata={"says": "a description with start and end dates"})
    location: bool | None = field(default=None, metadata={"says": "the location of the project"})
    cost_list: bool | None = field(default=None, metadata={"says": "a list of project costs"})
    type_and_amount: bool | None = field(default=None, metadata={"says": "type of aid and amount of public funding"})

    @classmethod
    def complete(cls, submitted: dt.date | None) -> "AidApplication":
        """Make an application in writing that has all that is wanted in it."""
        return cls(submitted=submitted, **dict.fromkeys((each.name for each in fields(cls)[1:]), True))


@frozen(kw_only=True, field_transformer=typed)
class Act:
    """Something done for the project: its kind, such as `binding-contract` or `permit`, and its day.

    `aided` says that the aid is asked for this very thing: a study that is aided is work, not its preparation.
    """

    kind: str | None = None
    day: dt.date | None = None
    aided: bool = False


def acts_of(costs: Iterable[AidedCost]) -> tuple[Act, ...]:
    """Read acts from the days of cost lines: the order binds, and what is incurred is done.

    >>> acts_of([AidedCost(id="stand", ordered=dt.date(2025, 3, 1))])
    (Act(kind='binding-contract', day=datetime.date(2025, 3, 1), aided=True),)
    """
    found = []
    for each in costs:
        if each.ordered is not None or each.incurred is None:
            found.append(Act(kind="binding-contract", day=each.ordered, aided=True))
        if each.incurred is not None:
            found.append(Act(kind="work-done", day=each.incurred, aided=True))
    return tuple(found)


@frozen(kw_only=True)
class IncentiveAnswer(Decided):
    """Whether exempted aid would have an incentive effect. `started` is the day the work surely had started, if any.

    `de_minimis` is the same for de minimis aid, which asks for none.
    """

    started: dt.date | None
    de_minimis: Verdict = Verdict.MET

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        started = self.started and self.started.isoformat()
        return {**Decided.to_dict(self), "started": started, "de_minimis": self.de_minimis.value}


def incentive_effect(
    application: AidApplication | None, acts: Iterable[Act] | None, *, on: dt.date, law: Lawbook | None = None
) -> IncentiveAnswer:
    """Say whether the application came before the start of works (Articles 6(2) and 2(23)).

    Application and start on the same day leave open which came first.

    Args:
        application: the application; None if nothing is known of it.
        acts: what has been done or signed for the project; an absent list is not known, an empty one is nothing yet.
        on: the day of grant.
        law: the law; that of this library if None.

    >>> application = AidApplication.complete(dt.date(2025, 3, 10))
    >>> stand = Act(kind="binding-contract", day=dt.date(2025, 3, 1))
    >>> incentive_effect(application, [stand], on=dt.date(2025, 4, 1)).verdict
    <Verdict.UNMET: 'unmet'>
    """
    rules = Rules.of(law, on)
    told = application if application is not None else AidApplication()
    done = None if acts is None else tuple(acts)
    if rules.holds("gber.incentive.needed") is False:
        return IncentiveAnswer(verdict=Verdict.MET, started=None)
    reasons, asks = [], []
    starting = [(each, _starts(each, rules)) for each in done or ()]
    days = [each.day for each, starts in starting if starts and each.day is not None]
    begun = min(days, default=None)
    if told.submitted is None:
        asks.append(asked("project.submitted", "On which day was the application for the aid handed in?"))
        reasons.append(rules.reason("gber.incentive.needed", Verdict.UNKNOWN, "the day of the application is not told"))
    else:
        reasons += [_compared(each, starts, told.submitted, rules) for each, starts in starting if starts is not False]
        asks += [ask for each, starts in starting for ask in _asked(each, starts, told.submitted)]
        reasons += [_preparing(each, rules) for each, starts in starting if starts is False]
    if done is None:
        asks.append(
            asked(
                "project.acts",
                "What has been ordered, signed or begun for the project, and when?",
            )
        )
        reasons.append(rules.reason("gber.incentive.starts", Verdict.UNKNOWN, "nobody has told what has been begun"))
    elif told.submitted is not None and all(starts is False for _, starts in starting):
        says = f"the application of {told.submitted} came before any start of works"
        reasons.append(rules.reason("gber.incentive.needed", Verdict.MET, says))
    for each in fields(AidApplication)[1:]:
        here = getattr(told, each.name)
        wanted = each.metadata["says"]
        if here is not True:
            says = f"the application lacks: {wanted}" if here is False else f"not told whether it has: {wanted}"
            reasons.append(rules.reason("gber.incentive.needed", Verdict.of(here), says))
        if here is None:
            asks.append(asked(f"application.{each.name}", f"Does the application have: {wanted}?"))
    verdict = all_of(each.verdict for each in reasons)
    left = asks if verdict is Verdict.UNKNOWN else ()
    return IncentiveAnswer(verdict=verdict, reasons=tuple(reasons), asks=tuple(dict.fromkeys(left)), started=begun)


def _starts(act: Act, rules: Rules) -> bool | None:
    """Say whether an act starts the work; None where its kind is not known."""
    if rules.holds("gber.incentive.starts") is not True:
        return None
    if act.kind in rules.law.members("gber.starts_works"):
        return True
    if act.kind in rules.law.members("gber.prepares_works"):
        return act.aided
    return None


def _compared(act: Act, starts: bool | None, submitted: dt.date, rules: Rules) -> Reason:
    what = f"{act.kind or 'an act of unknown kind'}{'' if act.day is None else f' of {act.day}'}"
    if act.day is not None and act.day > submitted:
        return rules.reason("gber.incentive.starts", Verdict.MET, f"{what}: after the application of {submitted}")
    if act.day is None or act.day == submitted or not starts:
        says = f"{what}: it is open whether it started the work before the application of {submitted}"
        return rules.reason("gber.incentive.starts", Verdict.UNKNOWN, says)
    says = f"{what}: it started the work before the application of {submitted}"
    return rules.reason("gber.incentive.starts", Verdict.UNMET, says)


def _asked(act: Act, starts: bool | None, submitted: dt.date) -> tuple[Ask, ...]:
    if starts is False or (act.day is not None and act.day > submitted):
        return ()
    what = act.kind or "act"
    asks = []
    if starts is None:
        asks.append(asked("act.kind", f"Does this {what} bind the undertaking or begin the work?"))
    if act.day is None:
        asks.append(asked("act.day", f"On which day was this {what}?"))
    elif act.day == submitted:
        asks.append(asked("act.day", f"Which came first on {submitted}: the {what} or the application?"))
    return tuple(asks)


def _preparing(act: Act, rules: Rules) -> Reason:
    return rules.reason("gber.incentive.starts", Verdict.MET, f"{act.kind}: it only prepares, and starts no work")
