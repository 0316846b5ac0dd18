"""What regions tell beside their rules, and the project beside its regions: text by text, for native readers."""

import enum
from collections.abc import Iterator

from attrs import fields, has

from intra_core.model.frame import Frame
from intra_core.model.measure import Call
from intra_core.model.text import LocalizedText
from intra_core.regions.region import Region

Text = tuple[str, str]
"""The id of a text, and the text."""
NAMED_BY = ("id", "number", "service", "stage", "category")
"""What tells one of several from the others, where it has such a thing; else its place does."""


def of_region(region: Region, code: str) -> Iterator[Text]:
    """Give what `region.toml` says in a language."""
    for name in ("title", "programme", "authorities", "identifiers", "described"):
        yield from _below(getattr(region, name), code, f"region/{region.id}/{name}")


def of_calls(calls: tuple[Call, ...], code: str, name: str) -> Iterator[Text]:
    """Give what calls say in a language: their titles, and by what their money is given out."""
    yield from _below(calls, code, name)


def of_practices(region: Region, code: str) -> Iterator[Text]:
    """Give what a region's good practices say in a language."""
    yield from _below(region.dossier.practices, code, "practice")


def of_plan(region: Region, code: str) -> Iterator[Text]:
    """Give what a region's action plan says in a language."""
    yield from _below(region.dossier.plan, code, f"plan/{region.id}")


def of_institutions(region: Region, code: str) -> Iterator[Text]:
    """Give what a region's institutions say in a language."""
    yield from _below(region.dossier.institutions, code, f"institution/{region.id}")


def of_project(frame: Frame, code: str) -> Iterator[Text]:
    """Give what the project's frame says in a language."""
    yield from _below(frame, code, "project")


def _below(whole: object, code: str, name: str) -> Iterator[Text]:
    if isinstance(whole, LocalizedText):
        if whole.has(code):
            yield name, whole.in_language(code)
    elif isinstance(whole, tuple):
        for place, each in enumerate(whole):
            yield from _below(each, code, f"{name}/{_key(each, place)}")
    elif has(type(whole)):
        for field in fields(type(whole)):
            yield from _below(getattr(whole, field.name), code, f"{name}/{field.name}")


def _key(each: object, place: int) -> str:
    found = next((value for name in NAMED_BY if (value := getattr(each, name, None)) is not None), place + 1)
    return str(found.value if isinstance(found, enum.Enum) else found)
