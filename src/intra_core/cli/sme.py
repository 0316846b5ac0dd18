"""`intra sme`: the size of an enterprise in its group, with its working."""

from argparse import Namespace
from collections.abc import Iterator

from intra_core.cli.asked_of_law import asked_of_law, notes
from intra_core.cli.law_lines import amount, day, readings, to_be_asked, to_be_reviewed
from intra_core.cli.reply import Line, Reply
from intra_core.law.sme.answer import PeriodStatus, SmeStatus
from intra_core.law.sme.category import Amounts
from intra_core.law.sme.status import sme_status

SIZES = {"medium": "medium-sized", "not-sme": "no SME (public bodies control a quarter of it or more)"}


def answer(asked: Namespace) -> Reply:
    """Work out a size.

    Raises:
        WrongInput: with every fault of the file and of the options.
    """
    told = asked_of_law(asked)
    question = told.question
    assert question.on is not None  # noqa: S101 (a file without a day has been complained of)
    found = sme_status(question.group, question.subject, question.on, policies=told.policies, rates=told.rates)
    return Reply(data=found.to_dict(), lines=lambda: _lines(found), quarantined=(), notes=notes(asked.lang))


def _lines(found: SmeStatus) -> Iterator[Line]:
    kind = f", {found.type}" if found.type != "undetermined" else ""
    yield Line(f"{found.subject} on {day(found.on)}: {_size(found.status)}{kind}", 0, "bold")
    if len(found.possible) > 1:
        yield Line(f"It may be {' or '.join(map(_size, found.possible))}.", 2)
    if found.mid_cap:
        yield Line("It is a small mid-cap, which changes nothing for state aid (Recommendation (EU) 2025/1099).", 2)
    if found.periods:
        yield Line("Figures of the group, period by period", 2, "bold")
    for each in found.periods:
        yield Line(_period(each), 4)
    if found.counted:
        yield Line("Counted, with the share of its figures (GBER Annex I)", 2, "bold")
    for one in found.counted:
        maybe = "" if one.certain else "; not certain"
        yield Line(f"{one.enterprise}, {one.share}: {one.why} ({one.article}{maybe})", 4)
    for quote in found.rates:
        on = f" on {quote.on}" if quote.on is not None else ""
        yield Line(f"EUR 1 = {quote.currency} {quote.decimal}{on} ({quote.source})", 4)
    yield from to_be_asked(each.question for each in found.asks)
    yield from to_be_reviewed(found.review)
    yield from readings(found.policies)


def _size(status: str) -> str:
    return SIZES.get(status, status)


def _period(each: PeriodStatus) -> str:
    until = f"estimate on {day(each.ends)}" if each.estimate else f"up to {day(each.ends)}"
    figures = _amounts(each.amounts, each.least, each.most)
    return f"{until}: {figures}; by itself {_size(each.raw)}, as status {_size(each.status)}"


def _amounts(amounts: Amounts, least: Amounts, most: Amounts) -> str:
    names = ("AWU", "turnover EUR", "balance sheet total EUR")
    written = []
    for place, name in enumerate(names):
        known, low, high = amounts[place], least[place], most[place]
        money = bool(place)
        if known is not None:
            text = amount(known, money=money)
        elif low and high is not None:
            text = f"{amount(low, money=money)} to {amount(high, money=money)}"
        elif low:
            text = f"{amount(low, money=money)} or more"
        else:
            text = "unknown" if high is None else f"{amount(high, money=money)} or less"
        written.append(f"{name} {text}" if money else f"{text} {name}")
    return ", ".join(written)
