"""The files of a new region, made from the templates beside this module."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from string import Template

import tomli

from intra_core import __version__
from intra_core.io.layout import laid_out
from intra_core.rules.languages import TONGUES
from intra_core.testing.scaffold.new_region import STANDS_IN, NewRegion
from intra_core.testing.toml_text import quoted, toml_value

ENDING = ".template"
MEASURE = "example_voucher"
"""The measure of a new region."""
MEASURE_TEMPLATE = ("src", "package", "measures", f"{MEASURE}.toml{ENDING}")


def files_of(new: NewRegion) -> Mapping[str, str]:
    """Give the files of a region by their paths below its folder, with slashes.

    >>> made = files_of(NewRegion(name="lakes", day=dt.date(2026, 3, 1)))
    >>> 'id           = "lakes"' in made["src/intra_lakes/region.toml"]
    True
    """
    words = _words_of(new)
    root = resources.files("intra_core.testing.scaffold") / "templates"
    return {
        "/".join(new.package if part == "package" else part for part in path).removesuffix(ENDING): _filled(file, words)
        for path, file in _below(root, ())
    }


def measure_text(
    region: str, name: str, *, day: dt.date, languages: Sequence[str], currency: str, member_state: str, authority: str
) -> str:
    """Give the text of one more measure for a region: an example to be replaced.

    Args:
        region: the region's id.
        name: the measure's own, without the region's.
        day: the day on which it is made: the call is open on it.
        languages: those of the region.
        currency: the region's.
        member_state: the region's.
        authority: the key of an authority of the region, or nothing.
    """
    words = {**_words_of_measure(day, languages, currency, member_state, authority), "region": region, "measure": name}
    return _filled(resources.files("intra_core.testing.scaffold").joinpath("templates", *MEASURE_TEMPLATE), words)


def _words_of(new: NewRegion) -> dict[str, str]:
    state = new.member_state or STANDS_IN["member_state"]
    titles = {"en": new.title, **{each: text for each, text in new.titles.items() if text}}
    major, minor = __version__.split(".")[:2]
    stands_in = ""
    if new.member_state is None:
        told = f"{state} and {STANDS_IN['time_zone']} stand in. Write member_state, time_zone and nuts."
        stands_in = f"# Nobody has said where it lies: {told}\n"
    languages = tuple(dict.fromkeys((*new.languages, "en")))
    untitled = [each for each in languages if each not in titles]
    return {
        **_words_of_measure(new.day, languages, new.currency, state, "example_authority"),
        "region": new.name,
        "measure": MEASURE,
        "package": new.package,
        "distribution": new.distribution,
        "core": f">={major}.{minor},<{major}.{int(minor) + 1}",
        "title": new.title,
        "titles": toml_value(titles),
        "description": quoted(f"{new.title}: its support measures, for intra-core"),
        "stands_in": stands_in
        + "".join(f'# No title in {each!r} was told: add {each} = "…" to it.\n' for each in untitled),
        "nuts": toml_value(new.nuts),
        "languages": toml_value(languages),
        "member_state": state,
        "time_zone": new.time_zone or STANDS_IN["time_zone"],
    }


def _words_of_measure(
    day: dt.date, languages: Sequence[str], currency: str, member_state: str, authority: str
) -> dict[str, str]:
    texts = _texts()
    told = {name: {each: by[each] for each in ("en", *languages) if each in by} for name, by in texts.items()}
    untold = [each for each in languages if each not in TONGUES]
    british = member_state == "GB"  # which has left the law of the Union: Minimal Financial Assistance since 2023
    return {
        "says": told["title"]["en"],
        "measure_title": toml_value(told["title"]),
        **{name: toml_value(each) for name, each in told.items() if name != "title"},
        "untold": "".join(
            f'# No text in {each!r} stands here: write {each} = "…" beside each en = "…".\n' for each in untold
        ),
        "day": day.isoformat(),
        "year": f"{day.year:04}",
        "next_year": f"{day.year + 1:04}",
        "currency": currency,
        "regime": "mfa" if british else "de-minimis",
        "headroom": "mfa_headroom" if british else "headroom",
        "regime_condition": "mfa" if british else "de-minimis",
        "asks": "aid.mfa_headroom" if british else "award",
        "authority": f'authority = "{authority}"\n' if authority else "",
    }


def _filled(file: Traversable, words: Mapping[str, str]) -> str:
    text = Template(file.read_text("utf-8")).substitute(words)
    if file.name == f"pyproject.toml{ENDING}" or not file.name.endswith(f".toml{ENDING}"):
        return text
    return laid_out(text) or text


def _below(folder: Traversable, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _below(each, (*path, each.name))
        elif each.name.endswith(ENDING):
            yield (*path, each.name), each


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("intra_core.testing.scaffold") / "texts.toml").read_text("utf-8")
    found: Mapping[str, Mapping[str, str]] = tomli.loads(text)
    return found
