"""What the library says in its own words, one file per language, and who has read each language.

A language's file is read when the language is first asked for. A translator works on three files: `texts/xx.toml`,
`law/texts/xx.toml` and the sentence patterns under `rules/languages`; a reader reads `docs/prose/xx.md`.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import tomli
from attrs import frozen

LANGUAGES = ("en", "bg", "es", "it", "pt", "sl")
"""The languages that have a file beside this module."""


@frozen
class Reading:
    """A native speaker has read every text in a language, on a day."""

    by: str
    on: dt.date


@frozen(kw_only=True)
class Record:
    """Where the texts of a language come from; `first` is "project" or "machine", `name` the language's own."""

    name: str
    first: str
    read: tuple[Reading, ...]

    @property
    def unread(self) -> bool:
        """Say whether the texts were made by a machine and no native speaker has read them since."""
        return self.first == "machine" and not self.read


def record(language: str) -> Record:
    """Give the record of a language; where it has no file, that of English, which then stands in.

    >>> record("en").unread, record("en").name
    (False, 'English')
    """
    tree = _tree(language)
    return Record(
        name=tree["name"],
        first=tree["first"],
        read=tuple(Reading(by=each["by"], on=each["on"]) for each in tree["read"]),
    )


def text(language: str, table: str, name: str) -> str:
    """Give a text of one of the tables, such as "answer" or "command"; English where a language has no file.

    >>> text("it", "command", "open"), text("fr", "command", "open")
    ('aperto', 'open')

    Raises:
        KeyError: if there is no such table or text.
    """
    found: str = _tree(language)[table][name]
    return found


def tables() -> tuple[str, ...]:
    """Name the tables of texts.

    >>> tables()
    ('answer', 'explanation', 'form', 'command', 'handbook', 'page')
    """
    return tuple(name for name, each in _tree("en").items() if isinstance(each, dict))


def table(language: str, name: str) -> Mapping[str, str]:
    """Give all texts of a table by their names.

    >>> table("it", "command")["open"]
    'aperto'
    """
    found: Mapping[str, str] = _tree(language)[name]
    return found


@cache
def _tree(language: str) -> Mapping[str, Any]:
    if language not in LANGUAGES:
        return _tree("en")
    return tomli.loads((resources.files("intra_core.texts") / f"{language}.toml").read_text("utf-8"))
