"""The facts of one case, held against what its region knows: what is wrong is told at its place in the case file."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import define, field

from intra_core.errors import WrongInput
from intra_core.io.application_file import application_from
from intra_core.io.document import Document
from intra_core.io.places import Path
from intra_core.testing.cases.subjects import Subject


@define(eq=False, kw_only=True)
class Given(Document):
    """An application that is part of a case file and complains there."""

    within: Document = field()
    path: Path = field()

    def complain(
        self, path: Path, says: str, instead: str | None = None, *, index: int | None = None, at_key: bool = False
    ) -> None:
        """Note one fault at its place in the case file."""
        before = len(self.within.complaints)
        self.within.complain((*self.path, *path), says, instead, index=index, at_key=at_key)
        self.complaints.extend(self.within.complaints[before:])


def check_given(within: Document, path: Path, facts: Mapping[str, Any], on: dt.date, subject: Subject) -> bool:
    """Read the facts of a case as those of an application; say whether they are one."""
    tree = {"region": subject.region.id, "on": on, **facts}
    part = Given(name=within.name, text="", tree=tree, form=within.form, within=within, path=path)
    subject.intake.look_through(part)
    try:
        application = application_from(part, tree)
    except WrongInput:
        return False
    try:
        subject.intake.take(application)
    except WrongInput as wrong:  # what it complains of has no place in the case file, but it has a key
        for each in wrong.complaints:
            part.complain((), f"{each.key}: {each.says}", each.instead)
    return not part.complaints
