"""Who a region is and where it comes from: identity, packaging, and the time that it takes."""

import re
from collections.abc import Iterator
from importlib import resources
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from time import perf_counter

from intra_core.regions.folder import MEASURES
from intra_core.testing.conformance.check import Breach, of_measure, of_region
from intra_core.testing.conformance.drawing import decided
from intra_core.testing.conformance.examined import Examined, ExaminedMeasure
from intra_core.texts import LANGUAGES

SLOWEST_LOAD = 5.0
"""Seconds of reading every file of a region anew, of some twenty measures."""
SLOWEST_ANSWER = 0.05
"""Seconds of deciding one application by one measure, the fastest of some tries: a portal asks all of them at once."""
TRIES = 3


@of_measure(
    "identity.file",
    sentence="A measure stands in a file of its own name.",
    why="Whoever reads an id in an answer finds the rule without searching.",
    mend="rename the file, or the measure",
    level="silver",
)
def file_named(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Hold the name of the file against the id."""
    identity = examined.measure.identity
    wanted = f"{identity.id.partition('.')[2]}.toml"
    if identity.file and identity.file.rpartition("/")[2] != wanted:
        yield examined.breach(f"it stands in {identity.file.rpartition('/')[2]}", mend=f"call it {MEASURES}/{wanted}")


@of_region(
    "identity.programme",
    sentence="A region names the programme that its measures belong to, with its source.",
    why="Reports to the programme and indicators are counted under its number.",
    mend="give [programme] with title, source and mark in region.toml",
    level="silver",
)
def programme_named(examined: Examined) -> Iterator[Breach]:
    """Look for the programme."""
    if examined.loaded is not None and examined.loaded.region.programme is None:
        yield examined.breach("there is no [programme]", examined.file("region.toml"))


@of_region(
    "identity.languages",
    sentence="A region has its answers in English, and names no other language than those that rules are read out in.",
    why="An applicant who was promised an answer in a language would get it in English.",
    mend=f'write languages = ["…", "en"] with languages that rules are read out in: {", ".join(LANGUAGES)}',
    level="silver",
)
def languages_read(examined: Examined) -> Iterator[Breach]:
    """Hold the languages of the region against those that have sentences."""
    if examined.loaded is None:
        return
    file = examined.file("region.toml")
    named = examined.loaded.region.languages
    if "en" not in named:
        yield examined.breach("English is not among its languages", file, ("languages",))
    for each in named:
        if each not in LANGUAGES:
            yield examined.breach(f"rules are not read out in {each!r}", file, ("languages",))


@of_region(
    "packaging.distribution",
    sentence="A region comes from an installed distribution with a name and a version, and depends on intra-core.",
    why="An answer names the version that gave it; a decision of the past is replayed with that one.",
    mend='give it a pyproject.toml with name, version and dependencies = ["intra-core>=…"], and install it',
)
def distributed(examined: Examined) -> Iterator[Breach]:
    """Look into the metadata of the distribution."""
    if examined.loaded is None:
        return
    made = _distribution(examined.loaded.distribution)
    if made is None or examined.loaded.version == "?":
        yield examined.breach(f"{examined.loaded.distribution!r} is not installed as a distribution with a version")
    elif not any(re.match(r"intra[-_.]core\b", each, re.IGNORECASE) for each in made.requires or ()):
        yield examined.breach(f"{examined.loaded.distribution} does not depend on intra-core")


@of_region(
    "packaging.typed",
    sentence="The package of a region says that it is typed.",
    why="A type checker passes over what a package without `py.typed` gives, and the mistake shows in production.",
    mend="put an empty file py.typed beside __init__.py",
    level="silver",
)
def typed(examined: Examined) -> Iterator[Breach]:
    """Look for the file that says so."""
    region = examined.loaded.region if examined.loaded is not None else None
    if region is not None and region.folder is not None and not region.folder.joinpath("py.typed").is_file():
        yield examined.breach("there is no py.typed", examined.file("py.typed"))


@of_region(
    "packaging.files",
    sentence="Every file of a region stands in the package that its entry point names.",
    why="What lies beside the package is there on the machine of whoever wrote it, and on no other.",
    mend="move the files into the package, and let [tool.hatch.build.targets.wheel] pack it",
)
def packed(examined: Examined) -> Iterator[Breach]:
    """Look for the folder of the region in its package."""
    region = examined.loaded.region if examined.loaded is not None else None
    if region is None or region.folder is None:
        yield examined.breach("it was made without a folder of files")
        return
    if examined.loaded is not None and examined.loaded.isolated is not None:
        return  # it was read from the folder of that package, which is not imported here
    try:
        inside = resources.files(region.folder_name).joinpath("region.toml").is_file()
    except (ImportError, TypeError, ValueError):
        inside = False
    if not inside:
        yield examined.breach(f"no package {region.folder_name!r} has region.toml", examined.file("region.toml"))


@of_region(
    "time.loading",
    sentence=f"A region is read and checked anew in {SLOWEST_LOAD:.0f} seconds.",
    why="It is done once for each new version, while somebody waits.",
    mend="look at what its hooks do: they only read the folder",
)
def loads_in_time(examined: Examined) -> Iterator[Breach]:
    """Look at the seconds that loading took."""
    if examined.loaded is not None and examined.loaded.seconds > SLOWEST_LOAD:
        yield examined.breach(f"loading took {examined.loaded.seconds:.1f} s", examined.file("__init__.py"))


@of_measure(
    "time.answer",
    sentence=f"A measure decides an application in {SLOWEST_ANSWER * 1000:.0f} milliseconds.",
    why="A portal asks every measure of a region while the applicant waits.",
    mend="look at the functions of rules.py that its rules call: they work out a value and do nothing else",
)
def decides_in_time(examined: ExaminedMeasure) -> Iterator[Breach]:
    """Decide each worked example some times and take the fastest."""
    for each in examined.starts:
        took = SLOWEST_ANSWER + 1
        for _ in range(TRIES):
            began = perf_counter()
            decided(each, each.facts)
            took = min(took, perf_counter() - began)
            if took <= SLOWEST_ANSWER:
                break
        if took > SLOWEST_ANSWER:
            yield examined.breach(f"deciding an example takes {took * 1000:.0f} ms")
            return


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except (PackageNotFoundError, ValueError):
        return None


CHECKS = (
    file_named,
    programme_named,
    languages_read,
    distributed,
    typed,
    packed,
    loads_in_time,
    decides_in_time,
)
