"""Case files as pytest collects them: each case is a test that says what was expected, what came, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from intra_core.assessment.catalogue import Catalogue, load_regions
from intra_core.errors import WrongInput
from intra_core.testing.cases.case import Case
from intra_core.testing.cases.gathered import is_case_file, read_cases
from intra_core.testing.cases.running import Ran, run_case

if TYPE_CHECKING:
    from _pytest._code.code import ExceptionInfo, TerminalRepr

CATALOGUE = pytest.StashKey[Catalogue]()


def case_file(file_path: Path, parent: pytest.Collector) -> "CaseFile | None":
    """Give the collector of a case file; None for a file of another kind."""
    if not is_case_file(file_path.read_bytes()):
        return None
    found: CaseFile = CaseFile.from_parent(parent, path=file_path)
    return found


class CaseFile(pytest.File):
    """A case file. It is read against the installed regions, which are loaded once for all of them."""

    def collect(self) -> Iterator["CaseItem"]:
        """Give its cases.

        Raises:
            CollectError: with every complaint about the file.
        """
        stash = self.config.stash
        if CATALOGUE not in stash:
            stash[CATALOGUE] = load_regions()
        catalogue = stash[CATALOGUE]
        name = self.nodeid or str(self.path)
        try:
            cases = read_cases(self.path.read_bytes(), name, [each.region for each in catalogue.regions])
        except WrongInput as wrong:
            raise self.CollectError(str(wrong)) from None
        for case in cases:
            yield CaseItem.from_parent(self, name=f"{case.example.name} ({case.measure.partition('.')[2]})", case=case)


class CaseDoesNotHold(Exception):
    """What is raised for a case of which the answer differs."""

    def __init__(self, ran: Ran) -> None:
        super().__init__("\n".join(ran.lines()))


class CaseItem(pytest.Item):
    """One case as a test."""

    def __init__(self, *, case: Case, **more: Any) -> None:  # noqa: ANN401 (what pytest hands on)
        super().__init__(**more)
        self.case = case

    def runtest(self) -> None:
        """Run the case.

        Raises:
            CaseDoesNotHold: if the answer is not what it says.
        """
        ran = run_case(self.case, self.config.stash[CATALOGUE][self.case.measure])
        if not ran.holds:
            raise CaseDoesNotHold(ran)

    def repr_failure(self, excinfo: "ExceptionInfo[BaseException]", style: Any = None) -> "str | TerminalRepr":  # noqa: ANN401 (as pytest has it)
        """Tell a case that does not hold without a traceback."""
        if isinstance(excinfo.value, CaseDoesNotHold):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Say where the case stands."""
        line = self.case.line
        return self.path, line - 1 if line is not None else None, self.name
