"""The central registers of de minimis aid: which grants stand there, by when, and until when they are declared."""

import datetime as dt
from collections.abc import Collection, Mapping

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.asking import Ask, Review
from intra_core.law.lawbook import Lawbook, LawFigure, lawbook
from intra_core.law.policies import chosen
from intra_core.law.terms import later
from intra_core.model.aid import PastAward

FIGURES = ("first_day", "within", "kept", "covered", "declared")
SATURDAY = 5
QUESTIONS = {
    "granted": Ask(fact="granted", question="On which day was the legal right to the aid conferred?", type="day"),
    "regime": Ask(fact="regime", question="Under which regulation was it granted?", type="choice"),
    "paid": Ask(fact="paid", question="On which day was it last paid?", type="day"),
}


@frozen(kw_only=True)
class Registration:
    """What becomes of a grant of de minimis aid. `compulsory` None says that it is not known: see `asks`.

    `counts_from` is the day from which it counts: that of the grant, whenever it is paid (Article 3(3)). `by` is the
    last day to enter it, known only where the public holidays are given; `by_at_earliest` is that day if there were
    none. `declared_until` is the last day of a new grant before which a declaration has to name this one; None if there
    is no such day.
    """

    compulsory: bool | None
    counts_from: dt.date | None
    by: dt.date | None
    by_at_earliest: dt.date | None
    kept_until: dt.date | None
    declared_until: dt.date | None
    articles: tuple[str, ...]
    asks: tuple[Ask, ...]
    policies: Mapping[str, str]
    review: tuple[Review, ...] = ()


def registration(
    award: PastAward,
    *,
    paid: dt.date | None = None,
    register_since: dt.date | None = None,
    holidays: Collection[dt.date] | None = None,
    told: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> Registration:
    """Say whether a grant of de minimis aid has to be in the central register, by when, and how long it is declared.

    Args:
        award: its day and regime: "de-minimis", "de-minimis-sgei" or "de-minimis-agriculture".
        paid: the day of the last payment, of use only under the reading that goes by it.
        register_since: the day from which the Member State's register is complete; the first compulsory day, if None.
        holidays: the public holidays of the authority's place; None if they are not known.
        told: readings by policy.
        law: the law, if it is not this library's.

    Raises:
        WrongInput: if the regime or a policy is unknown.

    >>> found = registration(PastAward(granted=dt.date(2025, 12, 20), regime="de-minimis"), paid=dt.date(2026, 2, 10))
    >>> found.compulsory, str(found.counts_from), str(found.declared_until)
    (False, '2025-12-20', '2028-12-20')
    """
    law = law or lawbook()
    readings = chosen(law, ("publication",), told)
    missing = tuple(name for name in ("granted", "regime") if getattr(award, name) is None)
    if award.granted is None or award.regime is None:
        return _open(award.granted, missing, readings)
    figures = _figures(law, award.regime, award.granted)
    if figures is None:
        review = f"no register of {award.regime} aid is known here for grants of {award.granted}"
        return _open(award.granted, (), readings, review)
    start = dt.date.fromordinal(int(figures["first_day"].number))
    compulsory, asks = _compulsory(award.granted, paid, start, readings)
    days = int(figures["within"].number)
    covered = later(register_since or start, figures["covered"]) - dt.timedelta(days=1)
    declared_until = min(later(award.granted, figures["declared"]), covered)
    registered = compulsory is not False
    return Registration(
        compulsory=compulsory,
        counts_from=award.granted,
        by=working_days_after(award.granted, days, holidays) if registered and holidays is not None else None,
        by_at_earliest=working_days_after(award.granted, days, ()) if registered else None,
        kept_until=later(award.granted, figures["kept"]) if registered else None,
        declared_until=declared_until if declared_until >= award.granted else None,
        articles=tuple(dict.fromkeys(each.article for each in figures.values())),
        asks=_asked(asks),
        policies=readings,
    )


def declaration_needed(
    regime: str, on: dt.date, *, register_since: dt.date | None = None, law: Lawbook | None = None
) -> bool | None:
    """Say whether an undertaking has to declare its other de minimis aid before a new grant on a day.

    It has to until the register covers three years (Article 7(4)).

    Args:
        regime: "de-minimis", "de-minimis-sgei" or "de-minimis-agriculture".
        on: the day of the new grant.
        register_since: the day from which the Member State's register is complete; the first compulsory day, if None.
        law: the law, if it is not this library's.

    Returns:
        None where no such regulation is known here for that day.

    Raises:
        WrongInput: if the regime is unknown.

    >>> declaration_needed("de-minimis", dt.date(2028, 12, 31)), declaration_needed("de-minimis", dt.date(2029, 1, 1))
    (True, False)
    """
    figures = _figures(law or lawbook(), regime, on)
    if figures is None:
        return None
    start = register_since or dt.date.fromordinal(int(figures["first_day"].number))
    return on < later(start, figures["covered"])


def working_days_after(day: dt.date, count: int, holidays: Collection[dt.date]) -> dt.date:
    """Give the last of so many working days after a day: neither Saturdays nor Sundays nor public holidays.

    The day itself is not counted (Regulation (EEC, Euratom) 1182/71, Articles 2(2) and 3(1)).

    >>> str(working_days_after(dt.date(2026, 1, 2), 20, {dt.date(2026, 1, 6)}))
    '2026-02-02'
    """
    while count:
        day += dt.timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in holidays
    return day


def _figures(law: Lawbook, regime: str, day: dt.date) -> Mapping[str, LawFigure] | None:
    known = {name.split(".")[1] for name in law.parameters if name.startswith("register.")}
    if regime in law.members("register.unstated"):
        return None
    if regime not in known:
        says = f"there is no register of {regime!r} aid"
        raise WrongInput([Complaint(says=says, instead=did_you_mean(regime, known), key="regime")])
    found = {name: law.figure(f"register.{regime}.{name}", day) for name in FIGURES}
    known_figures = {name: each for name, each in found.items() if each is not None}
    return known_figures if len(known_figures) == len(FIGURES) else None


def _compulsory(
    granted: dt.date, paid: dt.date | None, start: dt.date, readings: Mapping[str, str]
) -> tuple[bool | None, tuple[str, ...]]:
    if granted >= start or readings["registered_from"] == "grant":
        return granted >= start, ()
    if paid is None:
        return None, ("paid",)
    return paid >= start, ()


def _asked(facts: tuple[str, ...]) -> tuple[Ask, ...]:
    return tuple(QUESTIONS[each] for each in facts)


def _open(
    granted: dt.date | None, asks: tuple[str, ...], readings: Mapping[str, str], review: str = ""
) -> Registration:
    return Registration(
        compulsory=None,
        counts_from=granted,
        by=None,
        by_at_earliest=None,
        kept_until=None,
        declared_until=None,
        articles=(),
        asks=_asked(asks),
        policies=readings,
        review=(Review(why=review, article=""),) if review else (),
    )
