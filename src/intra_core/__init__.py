"""Rules of regional aid measures as readable lines: who is eligible, for how much, why, on what source.

>>> import intra_core
>>> application = intra_core.Application(region="slovenia", undertaking=intra_core.Undertaking(employees=12))
>>> dict(application.facts)
{'undertaking.employees': 12}
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intra_core.assessment.answer import Answer
    from intra_core.assessment.assessment import Assessment
    from intra_core.assessment.catalogue import Catalogue, load_regions
    from intra_core.assessment.columnar import assess_frame
    from intra_core.assessment.measure import Measure
    from intra_core.assessment.reading import parse_application, read_application
    from intra_core.errors import Complaint, IntraError, QuarantinedRegion, WrongInput
    from intra_core.law.aid.answer import Headroom
    from intra_core.law.aid.headroom import headroom
    from intra_core.law.aid.in_group import headroom_in_group
    from intra_core.law.single_undertaking import SingleUndertaking, single_undertaking
    from intra_core.law.sme.answer import SmeStatus
    from intra_core.law.sme.status import sme_status
    from intra_core.model.aid import Aid, Merger, PastAward, PastVoucher, Payment, Split
    from intra_core.model.application import Application
    from intra_core.model.group import (
        AccountingPeriod,
        Adjacent,
        Enterprise,
        Estimate,
        Group,
        Holding,
        Jointly,
        PartyKind,
    )
    from intra_core.model.money import Money
    from intra_core.model.project import (
        Certificate,
        Contractor,
        CostLine,
        Costs,
        Document,
        Event,
        Offer,
        Participant,
        Project,
        Stand,
        Study,
    )
    from intra_core.model.quantity import Area, Rate, Share
    from intra_core.model.text import LocalizedText
    from intra_core.model.undertaking import Accounts, Activity, Holder, Member, Place, Undertaking
    from intra_core.rules.functions import RuleFunction
    from intra_core.verdict import Outcome, Verdict

__version__ = "0.1.0"

_HOMES = {
    "assessment.answer": ("Answer",),
    "assessment.assessment": ("Assessment",),
    "assessment.catalogue": ("Catalogue", "load_regions"),
    "assessment.columnar": ("assess_frame",),
    "assessment.measure": ("Measure",),
    "assessment.reading": ("parse_application", "read_application"),
    "errors": ("Complaint", "IntraError", "QuarantinedRegion", "WrongInput"),
    "law.aid.answer": ("Headroom",),
    "law.aid.headroom": ("headroom",),
    "law.aid.in_group": ("headroom_in_group",),
    "law.single_undertaking": ("SingleUndertaking", "single_undertaking"),
    "law.sme.answer": ("SmeStatus",),
    "law.sme.status": ("sme_status",),
    "model.aid": ("Aid", "Merger", "PastAward", "PastVoucher", "Payment", "Split"),
    "model.application": ("Application",),
    "model.group": (
        "AccountingPeriod", "Adjacent", "Enterprise", "Estimate", "Group", "Holding", "Jointly", "PartyKind",
    ),
    "model.money": ("Money",),
    "model.project": (
        "Certificate", "Contractor", "CostLine", "Costs", "Document", "Event", "Offer", "Participant", "Project",
        "Stand", "Study",
    ),
    "model.quantity": ("Area", "Rate", "Share"),
    "model.text": ("LocalizedText",),
    "model.undertaking": ("Accounts", "Activity", "Holder", "Member", "Place", "Undertaking"),
    "rules.functions": ("RuleFunction",),
    "verdict": ("Outcome", "Verdict"),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AccountingPeriod", "Accounts", "Activity", "Adjacent", "Aid", "Answer", "Application", "Area", "Assessment",
    "Catalogue", "Certificate", "Complaint", "Contractor", "CostLine", "Costs", "Document", "Enterprise", "Estimate",
    "Event", "Group", "Headroom", "Holder", "Holding", "IntraError", "Jointly", "LocalizedText", "Measure", "Member",
    "Merger", "Money", "Offer", "Outcome", "Participant", "PartyKind", "PastAward", "PastVoucher", "Payment", "Place",
    "Project", "QuarantinedRegion", "Rate", "RuleFunction", "Share", "SingleUndertaking", "SmeStatus", "Split",
    "Stand", "Study", "Undertaking", "Verdict", "WrongInput", "assess_frame", "headroom", "headroom_in_group",
    "load_regions", "parse_application", "read_application", "single_undertaking", "sme_status",
]  # fmt: skip


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that `intra --help` waits for nothing."""
    home = _HOME.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return __all__
