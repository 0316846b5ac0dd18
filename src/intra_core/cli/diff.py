"""`intra diff`: what changed in a measure between two days of application, in words and as TOML."""

from argparse import Namespace
from collections.abc import Iterable, Iterator

from intra_core.assessment.differences import Change, Wording, differences, sources_of
from intra_core.assessment.measure import Measure
from intra_core.cli import named, outside
from intra_core.cli.faults import Faults
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint
from intra_core.rules.kinds import Day
from intra_core.rules.values import written


def answer(asked: Namespace) -> Reply:
    """Tell what changed.

    Raises:
        WrongInput: if a day is wrong or there is no such measure.
    """
    faults = Faults()
    early, late = faults.day(asked.early, "--from"), faults.day(asked.late, "--to")
    if early is not None and late is not None and late <= early:
        instead = "give the earlier day with --from"
        faults.complaints.append(Complaint(says=f"{late} is not after {early}", instead=instead, key="--to"))
    catalogue = outside.load_regions()
    measure = named.measure(asked, catalogue, faults)
    faults.close()
    assert measure is not None  # noqa: S101 (else it was complained of)
    assert early is not None  # noqa: S101 (likewise)
    assert late is not None  # noqa: S101 (likewise)
    changes = differences(measure, early, late, asked.lang)
    days = [written(Day(), day.toordinal(), measure.vocabulary, asked.lang) for day in (early, late)]
    return Reply(
        data={
            "measure": measure.id,
            "digest": measure.identity.digest,
            "from": early.isoformat(),
            "to": late.isoformat(),
            "changes": [each.to_dict() for each in changes],
        },
        lines=lambda: _lines(measure, changes, days, asked.lang),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
    )


def _lines(measure: Measure, changes: Iterable[Change], days: list[str], language: str) -> Iterator[Line]:
    title = measure.title.in_language(language)
    yield Line(heading(language, "changed", title=title, measure=measure.id, early=days[0], late=days[1]), 0, "bold")
    found = list(changes)
    if not found:
        yield Line(heading(language, "none"), 2)
    for each in found:
        yield from change_lines(each, language)


def change_lines(change: Change, language: str) -> Iterator[Line]:
    """Write one change: before in red, after in green, each in words and as TOML.

    A call that takes no applications on a day need not be gone: it may have ended, be interrupted, or not have begun.
    """
    name = change.label if change.name in {change.label, change.what} else f"{change.label} [{change.name}]"
    yield Line(f"{heading(language, f'changed {change.what}')} {name}", 2, "bold")
    gone = heading(language, "closed" if change.what == "call" else "not there")
    yield from _side("-", change.before, "red", language, gone)
    yield from _side("+", change.after, "green", language, gone)


def _side(sign: str, wording: Wording | None, style: str, language: str, gone: str) -> Iterator[Line]:
    if wording is None:
        yield Line(f"{sign} {gone}", 4, style)
        return
    yield Line(f"{sign} {wording.says}", 4, style)
    yield from (Line(text, 6, "dim", whole=True) for text in wording.toml.splitlines())
    titles = sources_of(wording.bases)
    if titles:
        yield Line(heading(language, "source", source="; ".join(titles)), 6, "dim")
