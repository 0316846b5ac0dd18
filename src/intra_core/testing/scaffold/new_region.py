"""What a new region is to be: its name, its texts' languages and where it lies, checked before anything is written."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from intra_core.errors import Complaint, did_you_mean
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.money import MEASURED_IN
from intra_core.regions.whereabouts import faults

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
MOST_LETTERS = 40
"""Of a name: it becomes part of every id, and of the names of a package and a distribution."""
STANDS_IN: Mapping[str, str] = {"member_state": "SI", "time_zone": "Europe/Ljubljana"}
"""What the files of a region say where nobody has said where it lies; it is marked there as a stand-in."""


@frozen(kw_only=True)
class NewRegion:
    """What is asked of a new region; what is left out is filled in and marked as such in its files.

    >>> NewRegion(name="lakes", day=dt.date(2026, 3, 1)).package
    'intra_lakes'
    """

    name: str
    day: dt.date
    """The day on which it is made: the example's call is open on it."""
    titles: Mapping[str, str] = {}
    """Its title by language; without one in English its name stands in."""
    languages: tuple[str, ...] = ("en",)
    nuts: tuple[str, ...] = ()
    member_state: str | None = None
    currency: str = "EUR"
    time_zone: str | None = None

    @property
    def package(self) -> str:
        """The name of its Python package."""
        return f"intra_{self.name}"

    @property
    def distribution(self) -> str:
        """The name under which it is installed."""
        return f"intra-{self.name.replace('_', '-')}"

    @property
    def title(self) -> str:
        """Its title in English, or what stands in for it."""
        return self.titles.get("en") or self.name.replace("_", " ").title()


def wrong_in(new: NewRegion, installed: Iterable[str] = ()) -> tuple[Complaint, ...]:
    """Give every complaint about what is asked, each with the option of `intra regions new` that it is about.

    Args:
        new: what is asked.
        installed: names of regions that are there already.

    >>> [each.key for each in wrong_in(NewRegion(name="The Lakes", day=dt.date(2026, 3, 1), currency="SIT"))]
    ['NAME', '--currency']
    """
    return (*wrong_name(new.name, installed), *_of_texts(new), *_of_place(new))


def wrong_name(name: str, installed: Iterable[str] = ()) -> Iterator[Complaint]:
    """Complain about a region's name."""
    if not NAME.fullmatch(name) or len(name) > MOST_LETTERS:
        yield Complaint(says=f"{name!r} is not a name", instead=_nearest(name), key="NAME")
    elif name in installed:
        says = f"a region {name!r} is installed already, and of two of one name none is loaded"
        yield Complaint(says=says, instead="give another name, or uninstall the other first", key="NAME")
    elif name in {fact.partition(".")[0] for fact in law_vocabulary().facts}:
        says = f"{name!r} is what the law's own facts are called by, such as those of an application"
        yield Complaint(says=says, instead="give the name of a place", key="NAME")


def _nearest(name: str) -> str:
    near = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_0123456789")[:MOST_LETTERS].rstrip("_")
    told = f'write it like "{near}"' if NAME.fullmatch(near) else 'write it like "lakes"'
    return f"{told}: lower-case letters a to z, digits and single underscores, at most {MOST_LETTERS}"


def _of_texts(new: NewRegion) -> Iterator[Complaint]:
    for language, title in new.titles.items():
        if language not in {*new.languages, "en"}:
            says = f"a title in {language!r}, which is not among the languages"
            yield Complaint(
                says=says, instead=f"write --languages {','.join((*new.languages, language))}", key="--title"
            )
        elif not title.strip() or not title.isprintable():
            says = "the title is empty" if not title.strip() else "the title has letters that cannot be printed"
            yield Complaint(says=says, instead='write it like "The Lakes"', key="--title")
    if new.currency not in MEASURED_IN:
        says = f"unknown currency {new.currency!r}"
        yield Complaint(says=says, instead=did_you_mean(new.currency.upper(), MEASURED_IN), key="--currency")


def _of_place(new: NewRegion) -> Iterator[Complaint]:
    state, zone = new.member_state, new.time_zone
    if state is not None and zone is None and state != STANDS_IN["member_state"]:
        says = f"nobody has said the time zone of a region in {state}"
        yield Complaint(says=says, instead='write it like "--time-zone Europe/Ljubljana"', key="--time-zone")
    if state is None and (zone is not None or new.nuts):
        says = "nobody has said the Member State"
        yield Complaint(says=says, instead="write its two letters: --member-state SI", key="--member-state")
        return
    told = faults(state or STANDS_IN["member_state"], new.nuts, new.languages, zone or STANDS_IN["time_zone"])
    for path, says, instead in told:
        yield Complaint(says=says, instead=instead, key=f"--{str(path[0]).replace('_', '-')}")
