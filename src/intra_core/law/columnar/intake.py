"""What the frames must look like: columns, types and values, with one complaint for each fault."""

from collections.abc import Iterator, Mapping
from typing import Any

import narwhals.stable.v2 as nw

from intra_core.errors import Complaint, WrongInput, did_you_mean
from intra_core.model.aid import MEMBER_STATES

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

GREATEST = 100_000_000_000
"""The greatest amount of an award, in minor units: a billion, as the vocabulary of facts has it. The sum of ninety
million such awards stays within 64 bits."""

YEAR_END = r"^--((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$"
"""A day of every year, such as "--03-31"."""

WHOLE = {"a whole number (Int64)": (nw.Int64, nw.Int32, nw.Int16, nw.Int8, nw.UInt32, nw.UInt16, nw.UInt8)}
DAY = {"a date": (nw.Date,)}
WORD = {"text": (nw.String, nw.Categorical, nw.Enum)}
YES_NO = {"yes or no (Boolean)": (nw.Boolean,)}
NAME = {"text or a whole number": (nw.String, nw.Categorical, nw.Enum, nw.Int64, nw.Int32, nw.UInt64, nw.UInt32)}

Type = Mapping[str, tuple[Any, ...]]
AWARDS: Mapping[str, Type] = {
    "undertaking": NAME, "granted": DAY, "amount": WHOLE, "regime": WORD, "member_state": WORD,
}  # fmt: skip
UNDERTAKINGS: Mapping[str, Type] = {"undertaking": NAME}
OPTIONAL: Mapping[str, Type] = {"single_undertaking": NAME, "told": YES_NO, "on": DAY, "fiscal_year_end": WORD}


def frames(undertakings: object, awards: object) -> tuple[Frame, Frame]:
    """Take in two data frames of one library.

    Raises:
        WrongInput: if one is no data frame, or they are of two libraries.

    >>> frames([], [])
    Traceback (most recent call last):
    intra_core.errors.WrongInput: undertakings: is list, not a data frame
    awards: is list, not a data frame
    """
    mine, theirs = (_taken(each) for each in (undertakings, awards))
    told = {"undertakings": (undertakings, mine), "awards": (awards, theirs)}
    wrong = [
        Complaint(says=f"is {type(given).__name__}, not a data frame", key=name)
        for name, (given, taken) in told.items()
        if taken is None
    ]
    if mine is None or theirs is None:
        raise WrongInput(wrong)
    libraries = [str(each.implementation) for each in (mine, theirs)]
    if libraries[0] != libraries[1]:
        says = f"is a frame of {libraries[1]}, while undertakings is one of {libraries[0]}"
        raise WrongInput([Complaint(says=says, instead="give both in one", key="awards")])
    return mine, theirs


def _taken(given: object) -> Frame | None:
    taken = nw.from_native(given, pass_through=True)
    return taken if isinstance(taken, nw.DataFrame | nw.LazyFrame) else None


def complaints(undertakings: Frame, awards: Frame, regimes: frozenset[str]) -> Iterator[Complaint]:
    """Complain of columns, then of values; those of a lazy frame are not looked at before it is collected."""
    faults = [
        *_columns("undertakings", undertakings, UNDERTAKINGS, OPTIONAL),
        *_columns("awards", awards, AWARDS, {}),
    ]
    if not faults:
        ours, theirs = undertakings.collect_schema(), awards.collect_schema()
        if ours["undertaking"] != theirs["undertaking"]:
            says = f"is {theirs['undertaking']}, while that of undertakings is {ours['undertaking']}"
            faults.append(Complaint(says=says, instead="give both the same type", key="awards.undertaking"))
        if isinstance(undertakings, nw.DataFrame):
            faults += _values_of_undertakings(undertakings)
        if isinstance(awards, nw.DataFrame):
            faults += _values_of_awards(awards, regimes)
    yield from faults


def _columns(name: str, frame: Frame, needed: Mapping[str, Type], optional: Mapping[str, Type]) -> Iterator[Complaint]:
    schema = frame.collect_schema()
    for column, wanted in {**needed, **optional}.items():
        (words, types), *_ = wanted.items()
        if column in schema:
            if not isinstance(schema[column], types):
                yield Complaint(says=f"is {schema[column]}, not {words}", key=f"{name}.{column}")
        elif column in needed:
            near = did_you_mean(column, [each for each in schema if each not in {**needed, **optional}])
            yield Complaint(says="there is no such column", instead=near, key=f"{name}.{column}")


def _values_of_undertakings(frame: nw.DataFrame[Any]) -> Iterator[Complaint]:
    for column in ("undertaking", "single_undertaking"):
        if column in frame.columns:
            yield from _unnamed("undertakings", column, int(frame[column].null_count()))
    if "single_undertaking" in frame.columns:
        members = frame.select("undertaking", "single_undertaking").unique()
        twice = len(members) - members["undertaking"].n_unique()
        if twice:
            says = f"{twice} of them are in more than one single undertaking"
            yield Complaint(says=says, instead="name one for each", key="undertakings.single_undertaking")
    if "fiscal_year_end" in frame.columns:
        ends = frame["fiscal_year_end"].cast(nw.String).drop_nulls().unique()
        for each in sorted(ends.filter(~ends.str.contains(YEAR_END)).to_list()):
            says = f"{each!r} is not a day of the year"
            yield Complaint(says=says, instead='write it like "--12-31"', key="undertakings.fiscal_year_end")


def _values_of_awards(frame: nw.DataFrame[Any], regimes: frozenset[str]) -> Iterator[Complaint]:
    yield from _unnamed("awards", "undertaking", int(frame["undertaking"].null_count()))
    amount = frame["amount"]
    if len(amount.drop_nulls()):
        for least, outside in ((amount.min(), "below zero"), (amount.max(), "above a billion")):
            if not 0 <= least <= GREATEST:
                says = f"{least} is {outside}"
                yield Complaint(says=says, instead="give cents, gross; no award can have that", key="awards.amount")
    for column, known in (("regime", regimes), ("member_state", MEMBER_STATES)):
        words = frame[column].unique().drop_nulls().cast(nw.String)
        for word in sorted(set(words.to_list()) - known):
            says = f"unknown word {word!r}"
            yield Complaint(says=says, instead=did_you_mean(word, known), key=f"awards.{column}")


def _unnamed(name: str, column: str, rows: int) -> Iterator[Complaint]:
    if rows:
        says = f"{rows} row{'s' if rows > 1 else ''} without a value"
        yield Complaint(says=says, instead="name one in every row, or leave out the row", key=f"{name}.{column}")


def checked(undertakings: Frame, awards: Frame, regimes: frozenset[str], others: list[Complaint]) -> None:
    """Refuse frames that cannot be used.

    Raises:
        WrongInput: with every complaint, those of others among them.
    """
    found = [*others, *complaints(undertakings, awards, regimes)]
    if found:
        raise WrongInput(found)
