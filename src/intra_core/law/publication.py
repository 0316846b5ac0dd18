"""Which awards are published, where, within how long and for how long: the GBER and the UK's subsidy database."""

import datetime as dt
from collections.abc import Iterable

from attrs import frozen

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.law.asking import Ask, Review
from intra_core.law.lawbook import Lawbook, LawFigure, lawbook
from intra_core.law.terms import later
from intra_core.model.aid import PastAward
from intra_core.model.exchange import exchanged

GBER, MFA, SPEI, SUBSIDY = "block-exemption", "mfa", "spei", "subsidy"
REGIMES = (GBER, MFA, SPEI, SUBSIDY)
SECTORS = ("other", "primary-agriculture", "fishery")
QUESTIONS = {
    "granted": ("On which day was the legal right to the aid conferred?", "day"),
    "regime": ("Under which regime was it granted?", "choice"),
    "amount": ("How much was it, as gross grant equivalent?", "money"),
    "sector": (
        "Is the beneficiary active in primary agricultural production, or in fishery and aquaculture?",
        "choice",
    ),
    "scheme": ("Was it given under a scheme that is in the database itself?", "yes-no"),
}
WHERE = {"EUR": "the Commission's transparency award module or a State aid website", "GBP": "the subsidy database"}


@frozen(kw_only=True)
class Publication:
    """Whether an award has to be published, and what follows. `published` None says that it is not known: see `asks`.

    `by` is the last day of the term, counted to the day of the same number (a term is not put off here when that day is
    a holiday); `kept_until` the last day on which it has to be there, None where the day of entry decides and is not
    known. `fields` are what is published.
    """

    published: bool | None
    where: str
    by: dt.date | None
    kept_until: dt.date | None
    fields: tuple[str, ...]
    articles: tuple[str, ...]
    asks: tuple[Ask, ...]
    review: tuple[Review, ...] = ()


@frozen(kw_only=True)
class _Limit:
    """The amount above which an award is published, in a case that may be so; None where it never is."""

    figure: LawFigure | None
    needs: str


def publication(
    award: PastAward,
    *,
    sector: str | None = None,
    article: str | None = None,
    investeu: bool = False,
    scheme: bool | None = None,
    confirmed: dt.date | None = None,
    entered: dt.date | None = None,
    law: Lawbook | None = None,
) -> Publication:
    """Say whether an award has to be published: under the GBER one above the amount of Article 9(1)(c) on its day.

    In the United Kingdom a subsidy goes into the subsidy database (Subsidy Control Act 2022, sections 33, 36 and 41)
    unless it is at most GBP 100 000 and Minimal Financial Assistance, for services of public economic interest, or
    given under a scheme that stands there itself. Tax measures have other terms and are not decided here.

    Args:
        award: its day, amount (gross grant equivalent) and regime: "block-exemption", "mfa", "spei" or "subsidy".
        sector: "other", "primary-agriculture" or "fishery" (with aquaculture); None if it is not known.
        article: the article of the GBER it is exempted under, where that is 19b, 20 or 20a.
        investeu: whether it is a financial product supported by the InvestEU fund.
        scheme: whether a UK subsidy is given under a scheme that is in the database; None if that is not known.
        confirmed: the day on which the decision was confirmed, from which the UK's term runs; its day, if None.
        entered: the day of its entry in the UK's database, from which it is kept.
        law: the law, if it is not this library's.

    Raises:
        WrongInput: if the regime or the sector is unknown.

    >>> from intra_core.model.money import Money
    >>> award = PastAward(granted=dt.date(2024, 3, 15), amount=Money(100_000_01, "EUR"), regime="block-exemption")
    >>> found = publication(award)
    >>> found.published, str(found.by), str(found.kept_until)
    (True, '2024-09-15', '2034-03-15')
    """
    law = law or lawbook()
    _refuse(award.regime, sector)
    if award.granted is None or award.regime is None:
        missing = [name for name in ("granted", "regime") if getattr(award, name) is None]
        return _open("EUR" if award.regime in {GBER, None} else "GBP", missing)
    if award.regime == GBER:
        return _block_exempted(award, award.granted, sector, article, law, investeu=investeu)
    return _in_the_database(award, award.granted, scheme, confirmed or award.granted, entered, law)


def _refuse(regime: str | None, sector: str | None) -> None:
    wrong = []
    if regime is not None and regime not in REGIMES:
        instead = did_you_mean(regime, REGIMES)
        if regime.startswith("de-minimis"):
            instead = "de minimis aid goes into a register: ask intra_core.law.register.registration"
        wrong.append(Complaint(says=f"no award of the regime {regime!r} is published", instead=instead, key="regime"))
    if sector is not None and sector not in SECTORS:
        wrong.append(Complaint(says=f"unknown sector {sector!r}", instead=did_you_mean(sector, SECTORS), key="sector"))
    if wrong:
        raise WrongInput(wrong)


def _ask(fact: str) -> Ask:
    question, kind = QUESTIONS[fact]
    return Ask(fact=fact, question=question, type=kind)


def _open(currency: str, asks: Iterable[str] = (), review: str = "") -> Publication:
    return Publication(
        published=None,
        where=WHERE[currency],
        by=None,
        kept_until=None,
        fields=(),
        articles=(),
        review=(Review(why=review, article=""),) if review else (),
        asks=tuple(map(_ask, asks)),
    )


def _block_exempted(
    award: PastAward, day: dt.date, sector: str | None, article: str | None, law: Lawbook, *, investeu: bool
) -> Publication:
    compulsory, within, kept = (law.figure(f"gber_published.{name}", day) for name in ("compulsory", "within", "kept"))
    if compulsory is None or within is None or kept is None:
        return _open("EUR", review=f"no rules of publication under the block exemption are known here for {day}")
    if article in law.members("gber_published.excepted") or day.toordinal() < int(compulsory.number):
        return _not("EUR", [compulsory.article])
    sectors = (sector,) if sector is not None else SECTORS
    if article in law.members("gber_published.section_2a"):
        sectors = ("other",)
    names = ("investeu",) if investeu else sectors
    limits = [_Limit(figure=law.figure(f"gber_published.above.{name}", day), needs="sector") for name in names]
    published, asks, articles = _above(award, "EUR", limits)
    return Publication(
        published=published,
        where=WHERE["EUR"],
        by=later(day, within) if published else None,
        kept_until=later(day, kept) if published else None,
        fields=tuple(sorted(law.members("gber_published.fields"))) if published else (),
        articles=(*articles, within.article),
        asks=asks,
    )


def _in_the_database(
    award: PastAward, day: dt.date, scheme: bool | None, confirmed: dt.date, entered: dt.date | None, law: Lawbook
) -> Publication:
    within, kept = (law.figure(f"subsidy_database.{name}", day) for name in ("within", "kept"))
    if within is None or kept is None:
        return _open("GBP", review=f"no rules of the United Kingdom are known here for {day}")
    names = ("scheme", "alone") if scheme is None else ("scheme",) if scheme else ("alone",)
    if award.regime != SUBSIDY:
        names = (str(award.regime),)
    limits = [_Limit(figure=law.figure(f"subsidy_database.{name}", day), needs="scheme") for name in names]
    published, asks, articles = _above(award, "GBP", limits)
    # Kept "for six years beginning with" the day of the entry, which is the first of these days.
    last = entered and later(entered, kept) - dt.timedelta(days=1)
    return Publication(
        published=published,
        where=WHERE["GBP"],
        by=later(confirmed, within) if published else None,
        kept_until=last if published else None,
        fields=(),
        articles=(*articles, within.article, kept.article),
        asks=asks,
    )


def _not(currency: str, articles: Iterable[str]) -> Publication:
    return Publication(
        published=False,
        where=WHERE[currency],
        by=None,
        kept_until=None,
        fields=(),
        articles=tuple(articles),
        asks=(),
    )


def _above(
    award: PastAward, currency: str, limits: list[_Limit]
) -> tuple[bool | None, tuple[Ask, ...], tuple[str, ...]]:
    """Compare an amount with each limit that may be the one; give the answer, what to ask, and the articles."""
    figures = [each.figure for each in limits if each.figure is not None]
    articles = tuple(dict.fromkeys(each.article for each in figures))
    amount = None if award.amount is None else exchanged(award.amount, currency)
    if amount is None:
        if award.amount is None:
            return None, (_ask("amount"),), articles
        question = f"What was the amount in {currency} on its day?"
        return None, (Ask(fact="amount", question=question, type="money"),), articles
    verdicts = {amount.minor > each.money.minor for each in figures}
    if len(verdicts) == 1:
        return verdicts.pop(), (), articles
    needs = dict.fromkeys(each.needs for each in limits)
    return None, tuple(map(_ask, needs)), articles
