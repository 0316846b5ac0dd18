"""`intra test`: the cases of regions, measures or files, run, with the reasons of those that fail."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from intra_core.cli import outside
from intra_core.cli.cases_asked import asked_cases
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.testing.cases.running import Ran, run_cases
from intra_core.texts.counts import counted

ORIGINS = {
    "example": ("example of a measure", "examples of measures"),
    "case": ("case of a case file", "cases of case files"),
    "boundary": ("signed boundary case", "signed boundary cases"),
}


def answer(asked: Namespace) -> Reply:
    """Run cases.

    Raises:
        WrongInput: if a file cannot be read, or what is named is neither region nor measure nor file.
    """
    catalogue = outside.load_regions()
    found = asked_cases(asked.what, catalogue)
    ran = run_cases(found.cases, found.measures)
    ran = tuple(each if each.holds else evolve(each, case=found.placed(each.case)) for each in ran)
    failed = [each for each in ran if not each.holds]
    return Reply(
        data={
            "cases": [each.to_dict() for each in ran],
            "held": len(ran) - len(failed),
            "failed": len(failed),
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=lambda: _lines(ran, failed),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        failed=bool(failed) or not ran,
    )


def _lines(ran: Sequence[Ran], failed: Sequence[Ran]) -> Iterator[Line]:
    for each in failed:
        place, *others = each.lines()
        yield Line(place, 0, "bold red", whole=True)
        yield from (Line(row.strip(), 2) for row in others)
    if not ran:
        yield Line("there is no case")
        return
    counts: Counter[str] = Counter(each.case.origin for each in ran)
    told = ", ".join(counted(counts[origin], *words) for origin, words in ORIGINS.items() if counts[origin])
    fail = f", {len(failed)} failed" if failed else ""
    cases = f"{counted(len(ran), 'case')} hold{'s' if len(ran) == 1 else ''}"
    yield Line(f"{len(ran) - len(failed)} of {cases}{fail}: {told}", 0, "bold")
