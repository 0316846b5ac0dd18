"""The figures of a group for one accounting period, nobody's counted twice (Article 6(2) to (4))."""

import datetime as dt
from collections.abc import Collection, Mapping
from fractions import Fraction

from intra_core.law.sme.accounts import Accounts, as_read
from intra_core.law.sme.category import Amounts
from intra_core.law.sme.network import NONE, WHOLE, Network, Reading
from intra_core.law.sme.structure import Counted


def totals(
    counted: tuple[Counted, ...], network: Network, accounts: Accounts, closing: dt.date, reading: Reading
) -> Amounts:
    """Add up the figures of everybody who counts, each at its share."""
    shares = {each.party: each.share for each in counted}
    figures = {party: accounts.figures(network.parties[party], closing) for party in shares}
    own = staff = shares
    if any(network.parties[party].consolidated_in for party in shares):
        silent = frozenset(party for party, each in figures.items() if each.own_headcount)
        own = own_shares(shares, network)
        # Consolidated accounts without staff leave the staff of each to be added by itself (Article 6(4)).
        staff = own_shares(shares, network, silent) if silent else own

    def total(what: str, at: Mapping[int, Fraction]) -> Fraction | None:
        found = NONE
        for party, share in at.items():
            if share:
                amount = as_read(figures[party], what, network.parties[party], closing, reading)
                if amount is None:
                    return None
                found += amount * share
        return found

    return Amounts(total("headcount", staff), total("turnover", own), total("balance_sheet_total", own))


def own_shares(shares: Mapping[int, Fraction], network: Network, silent: Collection[int] = ()) -> dict[int, Fraction]:
    """Give the share at which the own figures of each are added to those of the accounts that hold them already.

    Args:
        shares: at which share each is to count.
        network: whose accounts hold whose.
        silent: whose accounts do not hold the figure of others.
    """
    total: dict[int, Fraction] = {}
    own: dict[int, Fraction] = {}

    def within(party: int) -> tuple[int, Fraction] | None:
        told = network.parties[party]
        if told.consolidated_in is None:
            return None
        parent = network.number[told.consolidated_in]
        part = told.consolidated_share.part if told.consolidated_share is not None else WHOLE
        return (parent, part) if parent not in silent else None

    for party in shares:
        chain = [party]
        while chain[-1] not in total and (above := within(chain[-1])) is not None and above[0] not in chain:
            chain.append(above[0])
        for each in reversed(chain):
            if each in total:
                continue
            above = within(each)
            held = total.get(above[0], NONE) * above[1] if above is not None else NONE
            wanted = shares.get(each, NONE)
            total[each] = max(wanted, held)
            own[each] = max(NONE, wanted - held)
    return {party: own[party] for party in shares}
