"""Past awards in short, and what is left beside them under a law."""

import datetime as dt
from fractions import Fraction

from intra_core.law.aid.answer import Headroom
from intra_core.law.aid.headroom import headroom
from intra_core.model.aid import PastAward
from intra_core.model.money import Money

SCHEME = {"transition": "scheme-until-2024-06-30"}
SGEI, FARM, FISH = "de-minimis-sgei", "de-minimis-agriculture", "de-minimis-fishery"
REGISTER = {"central_register": "with"}


def day(text):
    return dt.date.fromisoformat(text)


def had(granted, amount, regime="de-minimis", state="SI", who="A"):
    """Make one past award; a plain number is euro."""
    money = Money.parse(amount if isinstance(amount, str) else f"EUR {amount}")
    return PastAward(granted=day(granted), amount=money, regime=regime, member_state=state, undertaking=who)


def asked(law, on, *awards, state="SI", **more) -> Headroom:
    return headroom(awards, subject="A", member_state=state, on=day(on), law=law, **more)


def left(law, on, *awards, **more):
    """The headroom in whole euro or pounds, with cents where there are any; None if it is not known."""
    money = asked(law, on, *awards, **more).headroom
    return None if money is None else Fraction(money.minor, 100)


def told(law, on, *awards, **more):
    return asked(law, on, *awards, **more).to_dict()
