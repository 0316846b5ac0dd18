"""`intra calendar`: the openings and deadlines of a region's calls as iCalendar (RFC 5545)."""

import datetime as dt
from argparse import Namespace
from typing import TYPE_CHECKING

from intra_core.assessment.deadlines import Deadline, deadlines
from intra_core.cli import outside
from intra_core.cli.headings import heading
from intra_core.cli.reply import Reply, quarantined_to_list
from intra_core.errors import Complaint, WrongInput
from intra_core.model.days import LAST

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//intra-core//intra calendar//EN"


def answer(asked: Namespace) -> Reply:
    """Write the calendar of a region.

    Raises:
        WrongInput: if there is no such region, or what writes calendars is not installed.
        QuarantinedRegion: if the region could not be loaded.
    """
    catalogue = outside.load_regions()
    loaded = catalogue.region(asked.region)
    found = [each for measure in catalogue.of_region(asked.region) for each in deadlines(measure)]
    unknown = [f"{each.measure.id} {each.call.id}" for each in found if each.mark is None]
    known = [each for each in found if each.mark is not None]
    title = loaded.region.title.in_language(asked.lang)
    return Reply(
        data={
            "region": asked.region,
            "events": [each.to_dict() for each in found],
            "quarantined": quarantined_to_list(catalogue.quarantined),
        },
        lines=tuple,
        raw=b"" if asked.json else _calendar(title, known, outside.now(), asked.lang),
        quarantined=catalogue.quarantined,
        noticed=catalogue.incidents,
        notes=(heading(asked.lang, "days not found", calls=", ".join(dict.fromkeys(unknown))),) if unknown else (),
    )


def _calendar(title: str, known: list[Deadline], now: dt.datetime, language: str) -> bytes:
    try:
        from icalendar import Calendar  # noqa: PLC0415 (an extra, for this command alone)
    except ImportError:
        instead = "pip install 'intra-core[calendar]'"
        raise WrongInput([Complaint(says="the package icalendar is not installed", instead=instead)]) from None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for each in known:
        calendar.add_component(_event(each, now, language))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, now: dt.datetime, language: str) -> "Event":
    from icalendar import Event  # noqa: PLC0415 (as above)

    what = "opens" if deadline.opening else "closes"
    measure, mark, source = deadline.measure, deadline.mark, deadline.call.basis.source
    assert mark is not None  # noqa: S101 (only what has a day comes here)
    event = Event()
    event.add("uid", f"{measure.id}.{deadline.call.id}.{what}@intra-core")
    event.add("dtstamp", now)
    event.add("summary", heading(language, f"event {what}", title=measure.title.in_language(language)))
    moment = deadline.moment
    if moment is not None:
        event.add("dtstart", moment)
    else:
        event.add("dtstart", dt.date.fromordinal(mark.early))
        if mark.late < LAST:  # the last day of all has none after it
            event.add("dtend", dt.date.fromordinal(mark.late + 1))
    told = [f"{measure.id}, {deadline.call.id}"]
    if not mark.known:
        told.append(heading(language, "day not exact"))
    if deadline.call.until_funds_spent and not deadline.opening:
        told.append(heading(language, "may end before"))
    if source is not None:
        told.append(f"{source.title} ({heading(language, f'mark {deadline.call.basis.mark.value}')})")
        if source.address is not None:
            event.add("url", source.address)
    event.add("description", "\n".join(told))
    return event
