"""An applicant in its group: its size and the past aid of its single undertaking, worked out by the law."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.errors import Complaint, WrongInput
from intra_core.model.group import Enterprise, Group

if TYPE_CHECKING:
    from intra_core.law.asking import Ask as LawAsk
    from intra_core.law.single_undertaking import SingleUndertaking
    from intra_core.law.sme.answer import PeriodStatus, SmeStatus
    from intra_core.model.application import Application

SIZE = "undertaking.size"
AUTONOMOUS = "undertaking.autonomous"
AWARDS = "award"
ORDER = ("micro", "small", "medium", "large")
UNSETTLED = "undetermined"
NO_SME = "not-sme"


@frozen(eq=False)
class Grouped:
    """What the law makes of the group of an applicant on a day of grant, in a Member State."""

    status: "SmeStatus"
    undertaking: "SingleUndertaking"

    @classmethod
    def of(
        cls, application: "Application", day: dt.date, member_state: str, policies: Mapping[str, str]
    ) -> "Grouped | None":
        """Ask the law about an application's group; None if it tells none. Each question is asked once.

        Raises:
            WrongInput: if nothing says which of the enterprises is the applicant, or it is none of them.
        """
        if application.enterprise is None:
            return None
        key = (day, member_state, tuple(sorted(policies.items())))
        kept = application.kept
        if key not in kept:
            subject = application.undertaking.id if application.undertaking is not None else None
            if subject is None:
                says = "nothing says which of the enterprises is the applicant"
                raise WrongInput([Complaint(says=says, instead='give id = "…" in [undertaking]', key="undertaking.id")])
            # The law of groups is imported with the first group: regions are loaded without it.
            from intra_core.law.reference_rates import stated_rates  # noqa: PLC0415
            from intra_core.law.single_undertaking import single_undertaking  # noqa: PLC0415
            from intra_core.law.sme.status import sme_status  # noqa: PLC0415

            group = group_of(application, application.enterprise)
            kept[key] = cls(
                sme_status(group, subject, day, policies=policies, rates=stated_rates(application.rate)),
                single_undertaking(group, subject, member_state, day, policies=policies),
            )
        found: Grouped = kept[key]
        return found

    @property
    def size(self) -> str | None:
        """The size for state aid, None if it is not settled: who is no SME is treated as a large enterprise."""
        if self.status.status == UNSETTLED:
            return None
        return "large" if self.status.status == NO_SME else self.status.status

    def facts(self, told: Mapping[str, object]) -> dict[str, object]:
        """Give the facts with what the law has worked out; a size that is stated as well counts if it is stricter."""
        found = {name: each for name, each in told.items() if name != SIZE}
        size, stated = self.size, told.get(SIZE)
        if size is not None:
            found[SIZE] = size if stated is None else max(size, str(stated), key=ORDER.index)
        if self.status.type != UNSETTLED:
            found.setdefault(AUTONOMOUS, self.status.type == "autonomous")
        if isinstance(told.get(AWARDS), tuple):
            found[AWARDS] = self._awards(told[AWARDS])
        return found

    def _awards(self, records: object) -> tuple[Mapping[str, object], ...]:
        """Leave out the aid of others; of whoever may belong to the undertaking, leave open where it was granted."""
        assert isinstance(records, tuple)  # noqa: S101 (a list of records is a tuple)
        ours, possible = {None, *self.undertaking.ids}, self.undertaking.possible
        kept = []
        for record in records:
            who = record.get("undertaking")
            if who in ours:
                kept.append(record)
            elif who in possible:
                kept.append({key: each for key, each in record.items() if key != "member_state"})
        return tuple(kept)

    @property
    def asks(self) -> "tuple[LawAsk, ...]":
        """What is to be told to settle the size."""
        return self.status.asks

    def working(self) -> tuple[str, ...]:
        """Say how the size was worked out: the figures of each period, everybody counted, what is to be looked at."""
        status = self.status
        lines = [_period(each) for each in status.periods]
        lines += [
            f"{each.enterprise}, {each.share}: {each.why} (GBER Annex I {each.article})" for each in status.counted
        ]
        lines += [f"{each.why} (GBER Annex I {each.article})" for each in status.review]
        return tuple(lines)


def group_of(application: "Application", enterprises: tuple[Enterprise, ...]) -> Group:
    """Give the group that an application tells of some enterprises."""
    return Group(
        enterprises=enterprises,
        holdings=application.holding or (),
        adjacent=application.adjacent or (),
        jointly=application.jointly or (),
    )


def _period(each: "PeriodStatus") -> str:
    written = each.to_dict()
    figures = ", ".join(
        f"{what} {written[key] or 'unknown'}"
        for key, what in (
            ("headcount", "AWU"),
            ("turnover", "turnover"),
            ("balance_sheet_total", "balance sheet total"),
        )
    )
    return f"accounts to {written['ends']}: {figures}: {written['raw']}, so the size is {written['status']}"
