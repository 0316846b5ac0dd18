"""A measure read out: statements with what they rest on, for people and for programs."""

import datetime as dt

from attrs import field, frozen

from intra_core.assessment.assumptions import of_language
from intra_core.assessment.explanation_page import Page
from intra_core.assessment.parts import Assumption
from intra_core.assessment.phrases import phrase
from intra_core.assessment.values import mark_to_iso, source_to_dict
from intra_core.model.allocation import Allocation
from intra_core.model.days import ALWAYS, Period
from intra_core.model.measure import Call
from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis, Mark
from intra_core.rules.values import Writer


@frozen(kw_only=True)
class Statement:
    """One thing a measure says: while it holds, and what it rests on. `due` is the last day of a duty, in words."""

    id: str
    says: str
    basis: Basis
    period: Period = ALWAYS
    due: str | None = None

    def to_dict(self) -> dict[str, object]:
        """Give the statement for programs."""
        days = {"since": mark_to_iso(self.period.since), "until": mark_to_iso(self.period.until)}
        due = {"due": self.due} if self.due is not None else {}
        return {"id": self.id, "says": self.says, **days, **due, **basis_to_dict(self.basis)}


@frozen(kw_only=True)
class FigureHistory:
    """A figure with all its versions; `law` says that it follows the day of grant and not the day of application."""

    name: str
    label: str
    law: bool
    versions: tuple[Statement, ...]

    def to_dict(self) -> dict[str, object]:
        """Give the history for programs."""
        versions = [
            {"value" if key == "says" else key: told for key, told in each.to_dict().items() if key != "id"}
            for each in self.versions
        ]
        return {"figure": self.name, "label": self.label, "law": self.law, "versions": versions}


@frozen(kw_only=True)
class NamedAmount:
    """What the rules work out under a name; `given` says that an application may state it instead."""

    name: str
    label: str
    says: str
    given: bool

    def to_dict(self) -> dict[str, object]:
        """Give the amount for programs."""
        return {"name": self.name, "label": self.label, "says": self.says, "given": self.given}


@frozen(kw_only=True, eq=False)
class Explanation:
    """Everything that a measure's file says, in one language. `on` chose the figures inside sentences, if it is there.

    `instalments` are pairs: after what, and how much. `region` is as the measure names it.
    """

    measure: str
    digest: str
    kind: str
    title: str
    region: str
    authority: str | None
    planned: bool
    language: str
    on: dt.date | None
    cost_kinds: tuple[str, ...]
    costs: Statement | None
    calls: tuple[Call, ...]
    conditions: tuple[Statement, ...]
    award: str | None
    instalments: tuple[tuple[str, str], ...]
    in_kind: str | None
    state_aid: Statement | None
    reducible: bool
    amounts: tuple[NamedAmount, ...]
    figures: tuple[FigureHistory, ...]
    duties: tuple[Statement, ...]
    described: tuple[Statement, ...]
    writer: Writer = field(repr=False)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """A language that nobody has read, and all that is marked `assumed`, with the reason that its file gives."""
        single = [each for each in (self.costs, self.state_aid) if each is not None]
        stated = [*self.conditions, *single, *self.duties, *self.described]
        found = [(call.id, "call", call.basis) for call in self.calls]
        found += [(each.id, "costs", each.costs_basis) for each in self.calls if each.costs_basis is not None]
        found += [(each.id, "allocation", each.allocation.basis) for each in self.calls if each.allocation is not None]
        found += [(each.id, each.says, each.basis) for each in stated]
        found += [(each.label, version.says, version.basis) for each in self.figures for version in each.versions]
        unsourced = phrase(self.language, "without source")
        marked = (
            Assumption(what=what, value=says, why=basis.note or unsourced)
            for what, says, basis in found
            if basis.mark is Mark.ASSUMED
        )
        return (*of_language(self.language), *marked)

    def to_dict(self) -> dict[str, object]:
        """Give the explanation for programs; a day not known to the day is an ISO interval, an unknown one null."""
        return {
            "measure": self.measure,
            "digest": self.digest,
            "kind": self.kind,
            "title": self.title,
            "region": self.region,
            "authority": self.authority,
            "planned": self.planned,
            "language": self.language,
            "on": self.on.isoformat() if self.on is not None else None,
            "calls": [call_to_dict(call) for call in self.calls],
            "cost_kinds": list(self.cost_kinds),
            "costs": self.costs.to_dict() if self.costs is not None else None,
            "conditions": [each.to_dict() for each in self.conditions],
            "award": self.award,
            "instalments": [{"after": after, "amount": amount} for after, amount in self.instalments],
            "in_kind": self.in_kind,
            "state_aid": self.state_aid.to_dict() if self.state_aid is not None else None,
            "reducible": self.reducible,
            "amounts": [each.to_dict() for each in self.amounts],
            "figures": [each.to_dict() for each in self.figures],
            "duties": [each.to_dict() for each in self.duties],
            "described": [each.to_dict() for each in self.described],
            "assumed": [{"what": each.what, "value": each.value, "why": each.why} for each in self.assumed],
        }

    def lines(self) -> tuple[str, ...]:
        """Give the explanation as lines of text; what stands further in belongs to what stands before it."""
        return tuple(Page(self).lines())

    def __str__(self) -> str:
        return "\n".join(self.lines())


def basis_to_dict(basis: Basis) -> dict[str, object]:
    """Give what a statement rests on, for programs."""
    source = basis.source
    cited = source_to_dict(source, basis.article or source.article) if source is not None else None
    return {"mark": basis.mark.value, "source": cited, "rows": list(basis.rows), "note": basis.note}


def call_to_dict(call: Call) -> dict[str, object]:
    """Give a call for programs."""
    return {
        "id": call.id,
        "opens": mark_to_iso(call.opens, call.opens_at),
        "closes": mark_to_iso(call.closes, call.closes_at),
        "until_funds_spent": call.until_funds_spent,
        "costs": {
            "since": _iso(call.costs_since),
            "until": _iso(call.costs_until),
            **(basis_to_dict(call.costs_basis) if call.costs_basis is not None else {}),
        },
        "budget": str(call.budget) if call.budget is not None else None,
        "interruptions": [
            {
                "since": mark_to_iso(each.period.since),
                "until": mark_to_iso(each.period.until),
                "area": each.area,
                "note": each.note,
            }
            for each in call.interruptions
        ],
        "allocation": allocation_to_dict(call.allocation) if call.allocation is not None else None,
        **basis_to_dict(call.basis),
    }


def allocation_to_dict(told: Allocation) -> dict[str, object]:
    """Give for programs how a call's money is given out."""
    return {
        "order": told.order,
        "least_merit": str(told.least_merit) if told.least_merit is not None else None,
        "criteria": [
            {
                "id": each.id,
                "weight": str(each.weight) if each.weight is not None else None,
                "title": _texts(each.title),
            }
            for each in told.criteria
        ],
        "ties": [{"by": each.by, "first": each.first, "title": _texts(each.title)} for each in told.ties],
        "last": told.last,
        "beyond": told.beyond,
        "reserves": [{"id": each.id, "share": str(each.share), "whom": _texts(each.whom)} for each in told.reserves],
        "members": told.members,
        "unused_reserve": told.unused_reserve,
        "budgets": {word: str(each) for word, each in told.budgets.items()},
        **basis_to_dict(told.basis),
    }


def _texts(text: LocalizedText | None) -> dict[str, str] | None:
    return dict(text.texts) if text is not None else None


def _iso(ordinal: int | None) -> str | None:
    return dt.date.fromordinal(ordinal).isoformat() if ordinal is not None else None
