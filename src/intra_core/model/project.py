"""What an applicant wants to do: the project, its event, its certificate, its costs and its papers."""

import datetime as dt

from attrs import field, frozen

from intra_core.model.countries import country
from intra_core.model.money import Money
from intra_core.model.quantity import Area, Rate
from intra_core.model.typed import typed


def _market(_: object, __: object, code: str | None) -> None:
    if code is not None:
        country(code)


@frozen(kw_only=True, field_transformer=typed)
class Project:
    """The application itself: `submitted` is its day, `submitted_at` its local time where an hour counts.

    `started` is the day on which the work begins; `market` is the country it is for, by its code of two letters.
    """

    submitted: dt.date | None = None
    submitted_at: dt.time | None = None
    contract_signed: dt.date | None = None
    started: dt.date | None = None
    market: str | None = field(default=None, validator=_market)
    applications_at_deadline: int | None = None


@frozen(kw_only=True, field_transformer=typed)
class Stand:
    """A stand at a fair."""

    area: Area | None = None
    own: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class Event:
    """A fair, forum, conference, congress or delegation."""

    name: str | None = None
    kind: str | None = None
    form: str | None = None
    starts: dt.date | None = None
    ends: dt.date | None = None
    organiser: str | None = None
    organiser_statement: bool | None = None
    special: str | None = None
    abroad: bool | None = None
    in_field: bool | None = None
    active: bool | None = None
    foreign_exhibitors: Rate | None = None
    listed: tuple[str, ...] | None = None
    stand: Stand | None = None


@frozen(kw_only=True, field_transformer=typed)
class Certificate:
    """A certificate to be obtained, renewed or maintained."""

    standard: str | None = None
    act: str | None = None
    obtained: dt.date | None = None
    accredited_body: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class Study:
    """A study of a foreign market."""

    external_contractor: bool | None = None
    primary_sources: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class Participant:
    """A person whom the applicant sends."""

    id: str | None = None
    role: str | None = None


@frozen(kw_only=True, field_transformer=typed)
class Contractor:
    """Somebody whom the applicant pays."""

    id: str | None = None
    kind: str | None = None
    affiliated: bool | None = None
    managed_by_applicant_side: bool | None = None
    held_by_applicant_side: Rate | None = None


@frozen(kw_only=True, field_transformer=typed)
class Offer:
    """An offer the applicant has asked for. `wanted_for` is the key `for` of the file."""

    wanted_for: str | None = field(default=None, metadata={"key": "for"})
    contractor: str | None = None
    net: Money | None = None
    comparable: bool | None = None


@frozen(kw_only=True, field_transformer=typed)
class CostLine:
    """One cost: planned or incurred. `net` is without value added tax."""

    kind: str | None = None
    net: Money | None = None
    vat: Money | None = None
    ordered: dt.date | None = None
    incurred: dt.date | None = None
    paid: dt.date | None = None
    contractor: str | None = None
    participant: str | None = None
    nights: int | None = None
    mode: str | None = None


@frozen(kw_only=True, field_transformer=typed)
class Costs:
    """A given sum of eligible costs, in place of cost lines."""

    eligible: Money | None = None


@frozen(kw_only=True, field_transformer=typed)
class Document:
    """A paper handed in with the application."""

    kind: str | None = None
    issued: dt.date | None = None
