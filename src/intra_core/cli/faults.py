"""Faults of an input from several places, gathered so that all are told at once."""

import datetime as dt
import re
from collections.abc import Iterable

from attrs import define, field

from intra_core.errors import Complaint, QuarantinedRegion, WrongInput


@define
class Faults:
    """Complaints while they are gathered; inside `with faults:` they are caught."""

    complaints: list[Complaint] = field(factory=list)

    def __enter__(self) -> None:
        """Begin to gather what is complained of inside."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        """Gather it, and go on behind it."""
        if isinstance(error, QuarantinedRegion | WrongInput):
            self.complaints.extend(complaints_of(error))
            return True
        return False

    def day(self, text: str | None, option: str = "--on") -> dt.date | None:
        """Read the day of an option."""
        if text is None:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        self.complaints.append(
            Complaint(says=f"{text!r} is not a day", instead="write a day such as 2024-09-02", key=option)
        )
        return None

    def close(self) -> None:
        """End the gathering.

        Raises:
            WrongInput: with every complaint once, if there are any.
        """
        if self.complaints:
            raise WrongInput(once(self.complaints))


def complaints_of(error: QuarantinedRegion | WrongInput) -> tuple[Complaint, ...]:
    """Give what an error complains of; that a region is quarantined stands before the reasons."""
    if isinstance(error, QuarantinedRegion):
        return Complaint(says=f"the region {error.region!r} is quarantined, because:"), *error.complaints
    return error.complaints


def once(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """Leave out what was said before of the same place."""
    return tuple({(each.file, each.line, each.column, each.key, each.says): each for each in complaints}.values())
