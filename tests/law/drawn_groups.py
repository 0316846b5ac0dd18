"""Small random groups close to every boundary, and readings of the law to ask about them by."""

import datetime as dt

from hypothesis import strategies as st

from intra_core.testing.strategies.groups import SHARES, YEARS
from intra_core.testing.strategies.groups import groups as drawn_groups

ON = dt.date(2025, 6, 30)
POLICIES = {
    "ownership_change": ("user_guide_immediate", "kerkosand_two_years"),
    "crossing": ("both-periods", "latest"),
    "votes_of_linked": ("added", "separate"),
    "partner_of_several": ("greatest", "added"),
    "managing_investor": ("excluded", "control-decides"),
    "investors_jointly": ("all-of-them", "linked-ones"),
    "public_control": ("majority", "quarter"),
}
policies = st.fixed_dictionaries({}, optional={name: st.sampled_from(each) for name, each in POLICIES.items()})


__all__ = ["ON", "SHARES", "YEARS", "groups", "policies"]


def groups(dated=True, most=6):
    """A group in which everything is told; the law answers also what no file may say."""
    return drawn_groups(dated=dated, most=most, sound=False)
