"""Until when the general block exemption applies, and for whom a little longer."""

import datetime as dt

from intra_core.law.exemption.decided import Decided, Rules, asked, decided
from intra_core.law.lawbook import Lawbook
from intra_core.model.days import add_months
from intra_core.verdict import Verdict

AS_BEGUN = "as-begun"
"""The reading under which a scheme keeps the text under which it began for six months."""


def text_of(law: Lawbook | None, on: dt.date, reading: str) -> Rules:
    """Give the text that holds for aid granted on a day: in the six months after an amendment by the reading taken.

    >>> text_of(None, dt.date(2023, 12, 31), AS_BEGUN).on, text_of(None, dt.date(2024, 1, 1), AS_BEGUN).on
    (datetime.date(2023, 6, 30), datetime.date(2024, 1, 1))
    """
    rules = Rules.of(law, on)
    amended, months = rules.figure("gber.amended"), rules.figure("gber.adapting")
    if reading != AS_BEGUN or amended is None or months is None:
        return rules
    first = int(amended.number)
    if on.toordinal() >= add_months(first, int(months.number)):
        return rules
    return Rules.of(law, dt.date.fromordinal(first - 1))


def in_force(on: dt.date, *, scheme: bool | None = None, law: Lawbook | None = None) -> Decided:
    """Say whether Regulation (EU) 651/2014 covers aid granted on a day (Articles 58 and 59).

    Args:
        on: the day of grant.
        scheme: whether the aid is granted under a scheme exempted before the Regulation ended, which keeps six months.
        law: the law; that of this library if None.

    >>> in_force(dt.date(2026, 12, 31)).verdict, in_force(dt.date(2027, 1, 1)).verdict
    (<Verdict.MET: 'met'>, <Verdict.UNKNOWN: 'unknown'>)
    """
    rules = Rules.of(law, on)
    earlier, last = rules.figure("gber.earlier"), rules.figure("gber.last_day")
    if earlier is not None:
        says = f"aid granted on {on}, before the Regulation, is exempt only if it fulfils all its conditions"
        verdict = Verdict.UNKNOWN if earlier.value else Verdict.UNMET
        return decided([rules.reason("gber.earlier", verdict, says)])
    if last is None:
        return decided([rules.reason("gber.last_day", Verdict.UNKNOWN, "")])
    end = int(last.number)
    if on.toordinal() <= end:
        says = f"the Regulation applies until {dt.date.fromordinal(end)}"
        return decided([rules.reason("gber.last_day", Verdict.MET, says)])
    months = rules.figure("gber.adjustment")
    longer = end if months is None else add_months(end, int(months.number))
    if on.toordinal() > longer or scheme is False:
        says = (
            f"the Regulation applied until {dt.date.fromordinal(end)}, for schemes until {dt.date.fromordinal(longer)}"
        )
        return decided([rules.reason("gber.adjustment", Verdict.UNMET, says)])
    says = f"schemes that were exempt remain so until {dt.date.fromordinal(longer)}"
    reason = rules.reason("gber.adjustment", Verdict.of(scheme), says)
    ask = asked("measure.scheme", "Is the aid granted under a scheme that was exempted before?")
    return decided([reason], () if scheme else (ask,))
