"""`intra headroom`: the aid that a ceiling still leaves an enterprise, with the awards that count."""

from argparse import Namespace
from collections.abc import Iterator

from attrs import evolve

from intra_core.cli.asked_of_law import asked_of_law, notes
from intra_core.cli.law_lines import day, money_text, readings, to_be_asked, to_be_reviewed
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint, Unreadable, WrongInput
from intra_core.law.aid.answer import Headroom, Requested
from intra_core.law.aid.in_group import headroom_in_group
from intra_core.model.money import Money
from intra_core.model.question import GroupQuestion


def answer(asked: Namespace) -> Reply:
    """Work out a headroom.

    Raises:
        WrongInput: with every fault of the file and of the options.
    """
    told = asked_of_law(asked)
    question = _with_options(told.question, asked)
    if question.member_state is None:
        says, instead = "nothing says which Member State grants the aid", 'give member_state = "SI"'
        raise WrongInput([Complaint(says=says, instead=instead, file=asked.file, key="member_state")])
    assert question.on is not None  # noqa: S101 (a file without a day has been complained of)
    found = headroom_in_group(
        question.group,
        question.award,
        subject=question.subject,
        member_state=question.member_state,
        on=question.on,
        regime=question.regime,
        request=question.request,
        reducible=question.reducible,
        mergers=question.merger,
        splits=question.split,
        policies=told.policies,
        rates=told.rates,
    )
    return Reply(data=found.to_dict(), lines=lambda: _lines(found), quarantined=(), notes=notes(asked.lang))


def _with_options(question: GroupQuestion, asked: Namespace) -> GroupQuestion:
    request = question.request
    if asked.request is not None:
        try:
            request = Money.parse(asked.request)
        except Unreadable as error:
            raise WrongInput([Complaint(says=error.says, instead=error.instead, key="--request")]) from None
        if request.minor < 0:
            raise WrongInput([Complaint(says=f"{asked.request!r} is below zero", key="--request")])
    return evolve(question, request=request, regime=asked.regime or question.regime)


def _lines(found: Headroom) -> Iterator[Line]:
    yield Line(f"{found.subject} on {day(found.on)}, {found.member_state}: {_left(found)}", 0, "bold")
    if found.ceiling is not None:
        regime = f"{found.regime}: " if found.regime else ""
        yield Line(f"{regime}{found.article}: ceiling {money_text(found.ceiling)}, used {money_text(found.used)}", 2)
    if len(found.undertakings) > 1:
        yield Line(f"One undertaking there: {', '.join(found.undertakings)}", 2)
    if found.counted:
        yield Line("Counted", 2, "bold")
    for each in found.counted:
        stated = f" ({money_text(each.stated)})" if each.stated != each.amount else ""
        who = f" to {each.undertaking}" if each.undertaking else ""
        what = f"{money_text(each.amount)}{stated}, {each.regime}{who}"
        yield Line(f"{day(each.granted)}: {what}; until it falls out on {day(each.falls_out)}", 4)
        for quote in each.rates:
            on = f" on {quote.on}" if quote.on is not None else ""
            yield Line(f"EUR 1 = {quote.currency} {quote.decimal}{on} ({quote.source})", 6)
    if found.next_release is not None:
        released = found.next_release
        yield Line(f"Next release: {money_text(released.amount)} on {day(released.on)}", 2)
    if found.requested is not None:
        yield Line(_requested(found.requested), 2)
    yield from to_be_asked(found.asks)
    yield from to_be_reviewed(found.review)
    yield from readings(found.policies)


def _left(found: Headroom) -> str:
    if found.headroom is not None:
        return f"{money_text(found.headroom)} left"
    bounds = found.bounds
    if bounds is None or bounds.greatest is None:
        return "what is left is not known"
    return f"{money_text(bounds.least)} to {money_text(bounds.greatest)} left"


def _requested(asked: Requested) -> str:
    says = {True: "is allowed", False: "is not allowed", None: "is not known to be allowed"}[asked.allowed]
    text = f"{money_text(asked.requested)} {says}"
    if asked.allowed is False and asked.max_if_reduced is not None:
        text += f"; at most {money_text(asked.max_if_reduced)}"
        if not asked.partial and not asked.reduction_permitted:
            text += " if the scheme permits to reduce it before the grant"
    return text
