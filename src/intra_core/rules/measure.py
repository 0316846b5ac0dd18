"""A measure as its file gives it: identity, calls, rule book, vocabulary and worked examples."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from intra_core.model.measure import MeasureIdentity
from intra_core.rules.book import RuleBook
from intra_core.rules.vocabulary import Vocabulary


@frozen(kw_only=True, eq=False)
class Example:
    """A worked example: what is given on a day, and what must come of it. Keys are those of an application."""

    name: str
    on: dt.date
    given: Mapping[str, Any]
    expect: Mapping[str, Any]


@frozen(kw_only=True, eq=False)
class MeasureRules:
    """Everything that a measure's file says."""

    identity: MeasureIdentity
    book: RuleBook = field(repr=False)
    vocabulary: Vocabulary = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False)
    cost_kinds: frozenset[str]
