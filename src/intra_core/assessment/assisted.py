"""Minimal Financial Assistance still open to an applicant in the United Kingdom, by its list of past aid."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from intra_core.assessment.grouped import group_of
from intra_core.model.group import Enterprise

if TYPE_CHECKING:
    from intra_core.law.aid.answer import Headroom
    from intra_core.model.application import Application

HEADROOM = "aid.mfa_headroom"
REGIME = "mfa"
UNITED_KINGDOM = "GB"


def assistance_left(
    application: "Application", day: dt.date, member_state: str, policies: Mapping[str, str]
) -> "Headroom | None":
    """Ask the law what is left of the threshold; None if the applicant is elsewhere or tells no list of past aid.

    What it confirms in writing takes the place of this. Each question is asked once.
    """
    if member_state != UNITED_KINGDOM or application.award is None:
        return None
    if application.aid is not None and application.aid.mfa_headroom is not None:
        return None
    # The law of aid is imported with the first question: regions are loaded without it.
    from intra_core.law.aid.in_group import headroom_in_group  # noqa: PLC0415
    from intra_core.law.reference_rates import stated_rates  # noqa: PLC0415

    key = (REGIME, day, tuple(sorted(policies.items())))
    if key not in application.kept:
        subject = application.undertaking.id if application.undertaking is not None else None
        subject = subject or "applicant"
        alone = (Enterprise(id=subject, country=member_state),)
        group = group_of(application, application.enterprise or alone)
        application.kept[key] = headroom_in_group(
            group,
            application.award,
            subject=subject,
            member_state=member_state,
            on=day,
            regime=REGIME,
            policies=policies,
            rates=stated_rates(application.rate),
        )
    found: Headroom = application.kept[key]
    return found


def working(found: "Headroom") -> tuple[str, ...]:
    """Say which past aid counts against the threshold, and until when."""
    lines = [f"threshold {found.ceiling}, used {found.used} ({found.article})"]
    lines += [
        f"{each.granted}: {each.amount}, {each.regime}; it falls out on {each.falls_out}" for each in found.counted
    ]
    return tuple(lines)
