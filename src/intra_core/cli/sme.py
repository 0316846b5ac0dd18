"""`intra sme`: the size of an enterprise in its group, with its working."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from intra_core.cli.asked_of_law import asked_of_law, notes
from intra_core.cli.law_lines import amount, day, listed, rate_lines, shortened, to_be_asked, to_be_reviewed
from intra_core.cli.other_readings import OtherReading, other_readings, reading_lines, to_list
from intra_core.cli.reply import Line, Reply
from intra_core.law.sme.answer import CountedEnterprise, PeriodStatus, SmeStatus
from intra_core.law.sme.category import Amounts
from intra_core.law.sme.status import sme_status

SIZES = {"medium": "medium-sized", "not-sme": "no SME (public bodies control a quarter of it or more)"}
TYPES = {
    "autonomous": "an autonomous enterprise",
    "partner": "with partner enterprises",
    "linked": "with linked enterprises",
}


def answer(asked: Namespace) -> Reply:
    """Work out a size.

    Raises:
        WrongInput: with every fault of the file and of the options.
    """
    told = asked_of_law(asked)
    question = told.question
    on = question.on
    assert on is not None  # noqa: S101 (a file without a day has been complained of)

    def status(more: Mapping[str, str]) -> SmeStatus:
        readings = {**told.policies, **more}
        return sme_status(question.group, question.subject, on, policies=readings, rates=told.rates)

    found = status({})
    enterprises = len(question.group.enterprises)
    others = other_readings(found.policies, found.status, lambda more: status(more).status, enterprises)
    return Reply(
        data={**found.to_dict(), "other_readings": to_list(others, "status")},
        lines=lambda: _lines(found, others),
        quarantined=(),
        notes=notes(asked.lang),
        tells_language=True,
    )


def _lines(found: SmeStatus, others: Sequence[OtherReading] | None) -> Iterator[Line]:
    kind = f", {TYPES[found.type]}" if found.type in TYPES else ""
    yield Line(f"{found.subject} on {day(found.on)}: {_size(found.status)}{kind}", 0, "bold")
    if len(found.possible) > 1:
        yield Line(f"It may be {listed(map(_size, found.possible), 'or')}.", 2)
    if found.mid_cap:
        yield Line("It is a small mid-cap, which changes nothing for state aid (Recommendation (EU) 2025/1099).", 2)
    if found.periods:
        yield Line("Figures of the group", 2, "bold")
    for each in found.periods:
        yield Line(_period(each, found.on), 4)
    if found.counted:
        yield Line("Whose figures count, and at which share (GBER Annex I)", 2, "bold")
    yield from shortened(map(_counted, found.counted), 4)
    yield from rate_lines(found.rates, 2)
    yield from to_be_asked(each.question for each in found.asks)
    yield from to_be_reviewed(found.review)
    yield from reading_lines(found.policies, others, _size)


def _counted(one: CountedEnterprise) -> str:
    maybe = "" if one.certain else "; not certain"
    return f"{one.enterprise}, {one.share}: {one.why} ({one.article}{maybe})"


def _size(status: str) -> str:
    return SIZES.get(status, status)


def _period(each: PeriodStatus, on: dt.date) -> str:
    until = "latest accounts" if each.ends == on else f"accounts to {day(each.ends)}"
    if each.estimate:
        until = "estimate"
    size = _size(each.raw)
    if each.status != each.raw:
        size += f"; with the periods before, {_size(each.status)}"
    return f"{until}: {_amounts(each.amounts, each.least, each.most)}: {size}"


def _amounts(amounts: Amounts, least: Amounts, most: Amounts) -> str:
    headcount = _amount(amounts.headcount, least.headcount, most.headcount, money=False)
    written = ["headcount unknown" if headcount == "unknown" else f"{headcount} AWU"]
    for name, known, low, high in (
        ("turnover", amounts.turnover, least.turnover, most.turnover),
        ("balance sheet total", amounts.balance_sheet_total, least.balance_sheet_total, most.balance_sheet_total),
    ):
        written.append(f"{name} {_amount(known, low, high, money=True)}")
    return ", ".join(written)


def _amount(known: Fraction | None, low: Fraction | None, high: Fraction | None, *, money: bool) -> str:
    if known is not None:
        return amount(known, money=money)
    if low and high is not None:
        return f"{amount(low, money=money)} to {amount(high, money=money)}"
    if low:
        return f"{amount(low, money=money)} or more"
    return "unknown" if high is None else f"{amount(high, money=money)} or less"
