"""`sme_status`: the size of an enterprise in its group on the day of grant."""

import datetime as dt
from collections.abc import Mapping

from intra_core.law.exchange import ReferenceRates
from intra_core.law.lawbook import Lawbook, lawbook
from intra_core.law.policies import chosen
from intra_core.law.sme.answer import SmeStatus, answer
from intra_core.law.sme.currency import InEuro
from intra_core.law.sme.question import Question
from intra_core.model.group import Group

ABOUT = ("group", "sme")


def sme_status(
    group: Group,
    subject: str,
    on: dt.date,
    *,
    policies: Mapping[str, str] | None = None,
    rates: ReferenceRates | None = None,
    law: Lawbook | None = None,
) -> SmeStatus:
    """Work out the size of an enterprise in its group (Annex I of Regulation (EU) 651/2014).

    Args:
        group: the enterprise and whoever holds it or is held by it, at whatever remove.
        subject: the enterprise.
        on: the day of grant: it chooses the ceilings and the structure, and which accounts are approved.
        policies: readings of the law by policy, where another than the first is wanted.
        rates: reference rates for accounts in a currency without a fixed one.
        law: the law, if it is not to be this library's.

    Returns:
        The size, the type, the figures of each period, and everybody counted with share, reason and article; what is
        not known counts neither as nothing nor as anything, so that the size may be undetermined.

    Raises:
        WrongInput: if nobody in the group has the subject's name, if it is a natural person, or a policy is unknown.

    >>> from decimal import Decimal
    >>> from intra_core.model.group import AccountingPeriod, Enterprise, Holding
    >>> from intra_core.model.money import Money
    >>> from intra_core.model.quantity import Share
    >>> def firm(name: str, headcount: str, turnover: str) -> Enterprise:
    ...     closed = AccountingPeriod(
    ...         ends=dt.date(2023, 12, 31), headcount=Decimal(headcount), turnover=Money.parse(turnover)
    ...     )
    ...     return Enterprise(id=name, period=(closed,))
    >>> a, p = firm("A", "100", "EUR 20000000.00"), firm("P", "200", "EUR 40000000.00")
    >>> held = Holding(holder="P", held="A", capital=Share.parse("60 %"), votes=Share.parse("40 %"), control=False)
    >>> found = sme_status(Group(enterprises=(a, p), holdings=(held,)), "A", dt.date(2024, 9, 2))
    >>> found.status, found.type, str(found.periods[0].amounts.headcount)
    ('medium', 'partner', '220')
    """
    law = law or lawbook()
    euro = InEuro(law, on, rates, policies or {})
    return answer(Question.of(group, subject, on, chosen(law, ABOUT, policies), law, euro))
