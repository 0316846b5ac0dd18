"""`intra headroom`: the aid that a ceiling still leaves an enterprise, with the awards that count."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from intra_core.cli.asked_of_law import AskedOfLaw, asked_of_law, notes
from intra_core.cli.faults import Faults
from intra_core.cli.law_lines import day, listed, money_text, rate_lines, to_be_asked, to_be_reviewed
from intra_core.cli.other_readings import OtherReading, other_readings, reading_lines, to_list
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint, Unreadable, WrongInput, did_you_mean
from intra_core.law.aid.answer import Headroom, Requested
from intra_core.law.aid.in_group import headroom_in_group
from intra_core.law.group_words import group_words
from intra_core.model.money import Money


def answer(asked: Namespace) -> Reply:
    """Work out a headroom.

    Raises:
        WrongInput: with every fault of the file and of the options.
    """
    told = _asked(asked)
    question = told.question

    def left(more: Mapping[str, str]) -> Headroom:
        assert question.on is not None  # noqa: S101 (a file without a day has been complained of)
        assert question.member_state is not None  # noqa: S101 (likewise)
        return headroom_in_group(
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
            policies={**told.policies, **more},
            rates=told.rates,
        )

    found = left({})
    enterprises = len(question.group.enterprises)
    others = other_readings(found.policies, _left(found), lambda more: _left(left(more)), enterprises)
    return Reply(
        data={**found.to_dict(), "other_readings": to_list(others, "says")},
        lines=lambda: _lines(found, others),
        quarantined=(),
        notes=notes(asked.lang),
        tells_language=True,
    )


def _asked(asked: Namespace) -> AskedOfLaw:
    """Read the file and the options; what is wrong with any of them is told together."""
    faults = Faults()
    told: AskedOfLaw | None = None
    with faults:
        told = asked_of_law(asked)
        if told.question.member_state is None:
            says, instead = "nothing says which Member State grants the aid", 'give member_state = "SI"'
            raise WrongInput([Complaint(says=says, instead=instead, file=asked.file, key="member_state")])
    request: Money | None = None
    with faults:
        request = _request(asked.request)
    with faults:
        _check_regime(asked.regime)
    faults.close()
    assert told is not None  # noqa: S101 (what kept it from being read has been complained of)
    own = told.question
    return evolve(
        told,
        question=evolve(own, request=own.request if request is None else request, regime=asked.regime or own.regime),
    )


def _request(text: str | None) -> Money | None:
    if text is None:
        return None
    try:
        request = Money.parse(text)
    except Unreadable as error:
        raise WrongInput([Complaint(says=error.says, instead=error.instead, key="--request")]) from None
    if request.minor < 0:
        raise WrongInput([Complaint(says=f"{text!r} is below zero", key="--request")])
    return request


def _check_regime(word: str | None) -> None:
    known = group_words().regimes
    if word is not None and word not in known:
        says, instead = f"unknown regime {word!r}", did_you_mean(word, known)
        raise WrongInput([Complaint(says=says, instead=instead, key="--regime")])


def _lines(found: Headroom, others: Sequence[OtherReading] | None) -> Iterator[Line]:
    yield Line(f"{found.subject} on {day(found.on)}, {found.member_state}: {_left(found)}", 0, "bold")
    if found.ceiling is not None:
        regime = f"{found.regime}, " if found.regime else ""
        used = f"used {money_text(found.used)}"
        if found.used is None:
            sure = sum(each.amount.minor for each in found.counted)
            used = (
                f"used {money_text(Money(sure, found.ceiling.currency))} or more" if sure else "not known what is used"
            )
        yield Line(f"{regime}{found.article}: ceiling {money_text(found.ceiling)}, {used}", 2)
    if len(found.undertakings) > 1:
        yield Line(f"A single undertaking there: {listed(found.undertakings, 'and')}", 2)
    if found.counted:
        yield Line("Aid that counts", 2, "bold")
    for each in found.counted:
        stated = f" of {money_text(each.stated)}" if each.stated != each.amount else ""
        who = f" to {each.undertaking}" if each.undertaking else ""
        if each.counts_for not in {None, each.undertaking}:
            who += f", now of {each.counts_for}"
        what = f"{money_text(each.amount)}{stated}, {each.regime}{who}"
        yield Line(f"{day(each.granted)}: {what}; falls out on {day(each.falls_out)}", 4)
        yield from rate_lines(each.rates, 6)
    if found.next_release is not None:
        released = found.next_release
        yield Line(f"Next release: {money_text(released.amount)} on {day(released.on)}", 2)
    if found.next_rise is not None and found.next_rise != found.next_release:
        risen = found.next_rise
        yield Line(f"It first rises on {day(risen.on)}, by {money_text(risen.amount)}", 2)
    if found.requested is not None:
        yield Line(_requested(found.requested), 2)
    yield from to_be_asked(each.question for each in found.asks)
    yield from to_be_reviewed(found.review)
    yield from reading_lines(found.policies, others, str)


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
