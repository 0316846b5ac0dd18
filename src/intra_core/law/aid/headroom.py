"""What aid below a ceiling may still be granted on a day, exactly; what is not told leaves it unknown."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.aid.answer import Bounds, CountedAward, Headroom, Requested
from intra_core.law.aid.asking import asked_for
from intra_core.law.aid.counted import Claim
from intra_core.law.aid.reckoning import Reckoning, Row, Told
from intra_core.law.aid.regulations import Question, general_regime, sectors
from intra_core.law.aid.releasing import next_release, next_rise
from intra_core.law.aid.reviewing import reviewed, usual_year_end
from intra_core.law.exchange import ReferenceRates
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.model.aid import MEMBER_STATES, Merger, PastAward, Split
from intra_core.model.facts import month_day
from intra_core.model.money import Money

REGIMES = "aid_regimes.all"


def headroom(
    awards: Sequence[PastAward] | None,
    *,
    subject: str,
    member_state: str,
    on: dt.date,
    undertakings: Collection[str] | None = None,
    regime: str | None = None,
    request: Money | None = None,
    reducible: bool | None = None,
    fiscal_year_end: str | None = None,
    sector: str | None = None,
    mergers: Sequence[Merger] = (),
    splits: Sequence[Split] = (),
    policies: Mapping[str, str] | None = None,
    rates: ReferenceRates | None = None,
    law: Lawbook | None = None,
) -> Headroom:
    """Work out what a ceiling leaves a single undertaking in a Member State on the day of grant.

    The regulation is the one of that day (Regulations (EU) 1407/2013 and 2023/2831, Article 3; Subsidy Control Act
    2022, sections 36 and 38). What was granted on the day counts, what is granted later does not. A list that is None
    is not known and leaves the headroom unknown, as does an award whose missing keys could change it.

    Args:
        awards: every award of every member of the single undertaking, gross; `()` says that there are none.
        subject: who would be granted the aid.
        member_state: the state that would grant it, by its ISO 3166 code.
        on: the day on which the legal right to the aid would be conferred.
        undertakings: the ids of the single undertaking in that state; the subject alone if None.
        regime: the regime of the aid; the general one of the state and day if None.
        request: an award to try.
        reducible: whether the scheme lets an award be reduced before it is granted.
        fiscal_year_end: the last day of the undertaking's fiscal year, such as "--03-31"; the calendar year is taken,
            and said to be, if None.
        sector: "road-freight" for road freight transport for hire or reward, "other" for all else.
        mergers: mergers and acquisitions, whose prior aid counts with that of the undertaking they made.
        splits: splits, whose prior aid goes with the aided activity or pro rata to equity.
        policies: readings of the law other than the defaults, by policy.
        rates: reference rates for aid in another currency than the ceiling's; it counts at that of the day of grant.
        law: the law to ask; that of this library if None.

    Raises:
        WrongInput: if the state, a regime, the sector or a policy is unknown, or the request is below zero.
        Unreadable: if the end of the fiscal year is no day of the year.

    >>> had = PastAward(granted=dt.date(2024, 3, 15), amount=Money.parse("EUR 120000.00"), regime="de-minimis",
    ...                 member_state="SI", undertaking="A")
    >>> answer = headroom((had,), subject="A", member_state="SI", on=dt.date(2027, 3, 15))
    >>> str(answer.headroom), str(answer.next_release.on), str(answer.next_release.amount)
    ('EUR 180000.00', '2027-03-16', 'EUR 120000.00')
    >>> [each.fact for each in headroom(None, subject="A", member_state="SI", on=dt.date(2027, 3, 15)).asks]
    ['award']
    """
    law = law or lawbook()
    readings = chosen(law, ("headroom",), policies)
    _check(law, awards or (), member_state, regime, sector, request)
    asked = Question(
        law=law,
        member_state=member_state,
        regime=regime or general_regime(law, member_state, on) or "",
        sector=sector,
        policies=readings,
    )
    told = Told(
        subject=subject,
        undertakings=frozenset({subject, *(undertakings or ())}),
        on=on,
        awards=None if awards is None else tuple(awards),
        fiscal_year_end=None if fiscal_year_end is None else month_day(fiscal_year_end),
        mergers=tuple(mergers),
        splits=tuple(splits),
        rates=rates,
        policies=policies or {},
    )
    return _answer(asked, told, request, reducible=reducible)


def _check(
    law: Lawbook,
    awards: Sequence[PastAward],
    member_state: str,
    regime: str | None,
    sector: str | None,
    request: Money | None,
) -> None:
    complaints = []
    if member_state not in MEMBER_STATES:
        says = f"{member_state!r} is not the code of a Member State"
        complaints.append(
            Complaint(says=says, instead=did_you_mean(member_state.upper(), MEMBER_STATES), key="member_state")
        )
    known = law.members(REGIMES)
    told = [("regime", regime), *((f"award[{at}].regime", each.regime) for at, each in enumerate(awards))]
    complaints += [
        Complaint(says=f"unknown regime {word!r}", instead=did_you_mean(word, known), key=key)
        for key, word in told
        if word is not None and word not in known
    ]
    if sector is not None and sector not in sectors(law):
        instead = did_you_mean(sector, sectors(law))
        complaints.append(Complaint(says=f"unknown sector {sector!r}", instead=instead, key="sector"))
    if request is not None and request.minor < 0:
        complaints.append(Complaint(says=f"{request} is below zero", key="request"))
    if complaints:
        raise WrongInput(complaints)


def _answer(asked: Question, told: Told, request: Money | None, *, reducible: bool | None) -> Headroom:
    reckoning = Reckoning.of(asked, told)
    least, greatest, currency = reckoning.least, reckoning.greatest, reckoning.currency
    known = bool(reckoning.rows) and least == greatest
    row, used = reckoning.binding, reckoning.used
    counted = tuple(_counted(reckoning, row)) if row is not None else ()
    usual = usual_year_end(reckoning, told)
    requested = _requested(reckoning, told, request, reducible=reducible) if request is not None else None
    return Headroom(
        subject=told.subject,
        on=told.on,
        member_state=asked.member_state,
        undertakings=tuple(sorted(told.undertakings)),
        regime=asked.regime or None,
        article=row.figure.article if row is not None and row.figure is not None else None,
        ceiling=_money(row.ceiling, currency) if row is not None else None,
        used=_money(used, currency),
        headroom=_money(greatest, currency) if known else None,
        bounds=Bounds(least=Money(least, currency), greatest=_money(greatest, currency))
        if reckoning.rows and not known
        else None,
        counted=counted,
        later=tuple(sorted(reckoning.later())),
        next_release=next_release(counted) if used is not None else None,
        next_rise=next_rise(reckoning),
        requested=requested,
        asks=asked_for((*(() if known else reckoning.asks()), *_asks(reckoning, told, request)), told.awards or ()),
        review=tuple(reviewed(reckoning, told, requested, usual=usual)),
        policies=asked.policies,
        assumed={} if usual is None else {"fiscal_year_end": usual},
    )


def _money(cents: int | None, currency: str) -> Money | None:
    return None if cents is None else Money(cents, currency)


def _counted(reckoning: Reckoning, row: Row) -> Iterator[CountedAward]:
    """Give what surely counts against a limit, oldest first whatever the order of the list."""
    if row.tally is None:
        return
    changes, window = reckoning.asked.changes(), row.tally.window
    article = window.article
    found = []
    for each in row.tally.counted:
        award = each.claim.award
        if each.missing or award.granted is None or award.amount is None or award.regime is None:
            continue
        found.append(
            CountedAward(
                granted=award.granted,
                amount=Money(each.least, reckoning.currency),
                falls_out=reckoning.counting.free(each.claim, row.tally, changes),
                undertaking=award.undertaking,
                counts_for=_owner(each.claim),
                regime=award.regime,
                stated=award.amount,
                why=_why(each.claim, window.says(award.granted)),
                article=article,
                rates=each.claim.rates,
            )
        )
    yield from sorted(found, key=lambda each: (each.granted, str(each.undertaking), each.regime, each.amount))


def _asks(reckoning: Reckoning, told: Told, request: Money | None) -> tuple[str, ...]:
    return ("rates",) if request is not None and reckoning.amount(request, told.on)[0] is None else ()


def _owner(claim: Claim) -> str | None:
    owners = claim.part.owners or frozenset()
    return next(iter(owners)) if len(owners) == 1 else None


def _why(claim: Claim, window: str) -> str:
    if claim.award.undertaking in (claim.part.owners or ()):
        return window
    whose = " or ".join(sorted(claim.part.owners or ()))
    return f"{window}; by a merger or split it is that of {whose}"


def _requested(reckoning: Reckoning, told: Told, request: Money, *, reducible: bool | None) -> Requested:
    cents, _ = reckoning.amount(request, told.on)
    least, greatest = reckoning.least, reckoning.greatest
    allowed = None
    if reckoning.rows and cents is not None:
        allowed = True if cents <= least else False if greatest is not None and cents > greatest else None
    partial = reckoning.regulation is not None and reckoning.regulation.partial
    left = _money(greatest, reckoning.currency) if reckoning.rows and least == greatest else None
    return Requested(
        requested=request,
        allowed=allowed,
        max_if_reduced=None if reducible is False and not partial else left,
        reduction_permitted=reducible,
        partial=partial,
    )
