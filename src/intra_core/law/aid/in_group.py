"""The headroom of an enterprise in its group: that of its single undertaking, as far as its members are known."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from attrs import evolve

from intra_core.law.aid.answer import Bounds, Headroom, Requested
from intra_core.law.aid.headroom import headroom
from intra_core.law.exchange import ReferenceRates
from intra_core.law.lawbook import Lawbook
from intra_core.law.single_undertaking import SingleUndertaking, single_undertaking
from intra_core.model.aid import Merger, PastAward, Split
from intra_core.model.group import Group
from intra_core.model.money import Money


def headroom_in_group(
    group: Group,
    awards: Sequence[PastAward] | None,
    *,
    subject: str,
    member_state: str,
    on: dt.date,
    regime: str | None = None,
    request: Money | None = None,
    reducible: bool | None = None,
    mergers: Sequence[Merger] = (),
    splits: Sequence[Split] = (),
    policies: Mapping[str, str] | None = None,
    rates: ReferenceRates | None = None,
    law: Lawbook | None = None,
) -> Headroom:
    """Work out what a ceiling leaves an enterprise whose group is told.

    The members of its single undertaking in the Member State are found first; where it is not certain who they are,
    the headroom is known only if none of the others could change it. Fiscal year and sector are the enterprise's own.

    Args:
        group: the enterprise and whoever holds it or is held by it.
        awards: the awards of everybody in the group; one without a name is the subject's. None if they are not known.
        subject: the enterprise.
        member_state: the state that would grant the aid.
        on: the day of grant.
        regime: the regime of the aid; the general one of the state and day if None.
        request: an award to try.
        reducible: whether the scheme lets an award be reduced before it is granted.
        mergers: mergers and acquisitions.
        splits: splits.
        policies: readings of the law by policy.
        rates: reference rates for aid in another currency.
        law: the law, if it is not to be this library's.

    Raises:
        WrongInput: if the subject, the state, a regime, its sector or a policy is unknown.

    >>> from intra_core.model.group import Enterprise
    >>> found = headroom_in_group(
    ...     Group(enterprises=(Enterprise(id="A", country="SI"),)), (), subject="A", member_state="SI",
    ...     on=dt.date(2024, 9, 2),
    ... )
    >>> str(found.headroom)
    'EUR 300000.00'
    """
    undertaking = single_undertaking(group, subject, member_state, on, policies=policies, law=law)
    own = group[subject]
    named = [each if each.undertaking else evolve(each, undertaking=subject) for each in awards or ()]

    def among(members: Collection[str]) -> Headroom:
        return headroom(
            named if awards is not None else None,
            subject=subject,
            member_state=member_state,
            on=on,
            undertakings=members,
            regime=regime,
            request=request,
            reducible=reducible,
            fiscal_year_end=own.fiscal_year_end,
            sector=own.sector,
            mergers=mergers,
            splits=splits,
            policies=policies,
            rates=rates,
            law=law,
        )

    surely = among(undertaking.ids)
    found = surely
    if undertaking.possible:
        found = _between(surely, among((*undertaking.ids, *undertaking.possible)), undertaking)
    return evolve(
        found,
        review=(*found.review, *undertaking.review),
        policies={**found.policies, **undertaking.policies},
    )


def _between(few: Headroom, many: Headroom, undertaking: SingleUndertaking) -> Headroom:
    """Join the answers for those who surely belong and for all who may; the more belong, the less is left."""
    found = evolve(
        few,
        # Which of two ceilings binds may hang on who belongs, and with it what is counted.
        counted=tuple(each for each in few.counted if each in many.counted),
        review=tuple(dict.fromkeys((*few.review, *many.review))),
        assumed={**few.assumed, **many.assumed},
    )
    if few.bounds is None and few.headroom == many.headroom:
        # What counts may differ even so: where nothing is left in any case, or by which of two ceilings.
        alike = few.ceiling == many.ceiling
        return evolve(
            found,
            used=few.used if alike and few.used == many.used else None,
            next_release=few.next_release if alike and few.next_release == many.next_release else None,
            next_rise=few.next_rise if few.next_rise == many.next_rise else None,
        )
    least, greatest = _bounds(many)[0], _bounds(few)[1]
    assert least is not None  # noqa: S101 (where no regulation is known, the answers are alike)
    return evolve(
        found,
        used=None,
        headroom=None,
        bounds=Bounds(least=least, greatest=greatest),
        next_release=None,
        next_rise=None,
        requested=_requested(few.requested, many.requested),
        asks=tuple(dict.fromkeys((*few.asks, *many.asks, *undertaking.asks))),
    )


def _bounds(found: Headroom) -> tuple[Money | None, Money | None]:
    """Give the least and the greatest headroom; neither is known where no regulation is."""
    if found.bounds is not None:
        return found.bounds.least, found.bounds.greatest
    return found.headroom, found.headroom


def _requested(few: Requested | None, many: Requested | None) -> Requested | None:
    if few is None or many is None:
        return None
    return evolve(few, allowed=few.allowed if few.allowed == many.allowed else None, max_if_reduced=None)
