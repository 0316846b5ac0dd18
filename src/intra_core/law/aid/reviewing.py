"""What somebody should look at in an answer: what was assumed, what the law leaves to the state, what does not fit."""

from collections.abc import Iterator

from intra_core.law.aid.answer import Requested
from intra_core.law.aid.counted import Counting
from intra_core.law.aid.reckoning import USUAL_YEAR_END, Reckoning, Told, stated
from intra_core.law.aid.regulations import GENERAL, UNION_LAW_IN_GB, Question, regulations, territory
from intra_core.law.aid.windows import year_end
from intra_core.law.asking import Review
from intra_core.law.lawbook import cited

EEA = "states.eea"
REDUCTION = "Regulation (EU) 2023/2831, Article 3(7); C-608/19 INAIL"


def usual_year_end(reckoning: Reckoning, told: Told) -> str | None:
    """Give the end of the fiscal year that was taken as usual, such as "--12-31"; None where it matters to nothing.

    No fiscal years reach farther back than those that end on the day of grant.
    """
    if told.fiscal_year_end is not None or reckoning.claims is None:
        return None
    widest = Counting(
        asked=reckoning.asked,
        undertakings=told.undertakings,
        fiscal_year_end=told.on.month * 100 + told.on.day,
    )
    for row in reckoning.rows:
        tally = widest.tally(row.limit, told.on, reckoning.claims)
        if tally is not None and tally.window.kind == "fiscal-years" and tally.counted:
            month, day = divmod(year_end(reckoning.asked, USUAL_YEAR_END, told.on), 100)
            return f"--{month:02d}-{day:02d}"
    return None


def reviewed(reckoning: Reckoning, told: Told, requested: Requested | None, *, usual: str | None) -> Iterator[Review]:
    """Give what somebody should look at."""
    asked = reckoning.asked
    if not reckoning.rows:
        named = asked.regime or "aid below a ceiling"
        why = f"no regulation on {named} is known for {asked.member_state} on {told.on}"
        yield Review(why=why, article=_last_known(asked))
    yield from _assumed(reckoning, told)
    if usual is not None:
        why = f"the fiscal year of the undertaking was not told: it is taken to end on {usual}"
        yield Review(why=why, article=_article(reckoning, USUAL_YEAR_END))
    if asked.member_state in asked.law.members(EEA):
        why = "in the European Economic Area a regulation holds from its incorporation on, whose day is not known here"
        yield Review(why=why, article=_ceiling(reckoning))
    if asked.sector is None and reckoning.regulation is not None:
        for limit in reckoning.regulation.limits:
            figure = asked.law.figure(limit.ceiling, told.on) if limit.sector is not None else None
            if figure is not None:
                why = f"for {limit.sector}, which nobody said it is, the ceiling is {figure.money}"
                yield Review(why=why, article=figure.article)
    refused = requested is not None and not requested.partial and requested.allowed is False
    if refused and requested is not None and requested.reduction_permitted is None:
        why = "a smaller award is possible only where the scheme lets it be reduced before it is granted"
        yield Review(why=why, article=REDUCTION)
    yield from _after_mergers(reckoning, told)


def _assumed(reckoning: Reckoning, told: Told) -> Iterator[Review]:
    asked = reckoning.asked
    general = asked.law.figure(f"{GENERAL}.{territory(asked.member_state)}", told.on)
    if general is not None and general.assumed and general.word == asked.regime:
        yield Review(why=f"that {general.word} is the general regime on {told.on} is assumed", article=general.article)
    for row in reckoning.rows:
        if row.figure is None:
            why = f"a ceiling up to which this aid may be cumulated is not known for {told.on}"
            yield Review(why=why, article=_last_version(asked, row.limit.ceiling))
        elif row.figure.assumed:
            yield Review(why=f"the ceiling of {stated(row.figure)} is assumed", article=row.figure.article)
        elif row.tally is not None and row.tally.window.assumed:
            yield Review(why="the time over which aid counts is assumed", article=row.tally.window.article)
    if territory(asked.member_state) == "gb" and asked.regime.startswith("de-minimis") and not reckoning.rows:
        figure = asked.law.figure(UNION_LAW_IN_GB, told.on)
        if figure is not None:
            yield Review(why=figure.basis.note or "", article=figure.article)


def _after_mergers(reckoning: Reckoning, told: Told) -> Iterator[Review]:
    """Tell of awards to somebody who had merged into another before."""
    for merger in told.mergers:
        gone = {*merger.parties} - {merger.into} - told.undertakings
        for each in told.awards or ():
            if each.undertaking in gone and each.granted is not None and merger.on < each.granted <= told.on:
                who = f"{each.undertaking}, after it merged into {merger.into}"
                why = f"aid of {each.granted} was granted to {who}, and is not counted"
                yield Review(why=why, article=_ceiling(reckoning))


def _ceiling(reckoning: Reckoning) -> str:
    return next((row.figure.article for row in reckoning.rows if row.figure is not None), "")


def _article(reckoning: Reckoning, name: str) -> str:
    figure = reckoning.asked.law.figure(name, reckoning.told.on)
    return "" if figure is None else figure.article


def _last_known(asked: Question) -> str:
    """Cite what is known of a regime on any day, or else of the general one."""
    limits = [each.limits[0] for each in regulations(asked.law) if each.regime == asked.regime]
    return _last_version(asked, limits[-1].ceiling if limits else f"{GENERAL}.{territory(asked.member_state)}")


def _last_version(asked: Question, name: str) -> str:
    return cited(asked.law.parameters[name].versions[-1].basis)
