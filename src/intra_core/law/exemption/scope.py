"""What the general block exemption leaves out (Article 1): export aid, sectors, and conditions of seat or origin."""

import datetime as dt

from attrs import frozen

from intra_core.law.exemption.ceilings import ExemptedKind
from intra_core.law.exemption.decided import Decided, Reason, Rules, asked, decided
from intra_core.law.lawbook import Lawbook
from intra_core.model.typed import typed
from intra_core.verdict import Verdict

AGRICULTURE, FISHERY, PROCESSING, OTHER = "primary-agriculture", "fishery", "agricultural-processing", "other"
SECTORS = (AGRICULTURE, FISHERY, PROCESSING, OTHER)
"""The sectors that Article 1(3) tells apart; all the rest is `other`."""


@frozen(kw_only=True, field_transformer=typed)
class AidedActivity:
    """The activity that is aided, and the terms of the aid. What is None is not known.

    `sector` is that of the aided activity, whatever the undertaking is registered for. `also_excluded` says whether the
    undertaking is active in an excluded sector beside it, `separated` whether that sector is kept from the aid.
    `export_aid` says whether the aid is tied to quantities exported, a distribution network or other current costs of
    the export, `domestic_goods` whether it depends on the use of domestic goods or services. `by_quantity` and
    `passed_on` are the two cases of processing and marketing of agricultural products. `place` is what the measure asks
    for: `none`, `establishment-at-payment`, `headquarters`, `predominant-establishment`.
    """

    sector: str | None = None
    also_excluded: bool | None = None
    separated: bool | None = None
    export_aid: bool | None = None
    domestic_goods: bool | None = None
    by_quantity: bool | None = None
    passed_on: bool | None = None
    place: str | None = None


def in_scope(aid: ExemptedKind, activity: AidedActivity, *, on: dt.date, law: Lawbook | None = None) -> Decided:
    """Say whether aid for consultancy or fairs lies in the scope of the Regulation (Article 1(2), 1(3) and 1(5)(a)).

    Raises:
        ValueError: if the sector is none of `SECTORS`, or the aid neither for consultancy nor for fairs.

    >>> farm = AidedActivity(
    ...     sector="primary-agriculture", also_excluded=False, export_aid=False, domestic_goods=False, place="none"
    ... )
    >>> in_scope(ExemptedKind.CONSULTANCY, farm, on=dt.date(2025, 3, 1)).verdict
    <Verdict.MET: 'met'>
    >>> in_scope(ExemptedKind.FAIRS, farm, on=dt.date(2025, 3, 1)).verdict
    <Verdict.UNMET: 'unmet'>
    """
    if activity.sector is not None and activity.sector not in SECTORS:
        msg = f"{activity.sector!r} is no sector that Article 1(3) tells apart: {', '.join(SECTORS)}"
        raise ValueError(msg)
    if aid not in {ExemptedKind.CONSULTANCY, ExemptedKind.FAIRS}:
        msg = f"the scope is told for consultancy and fairs, not for {aid.value}"
        raise ValueError(msg)
    rules = Rules.of(law, on)
    reasons = [
        _left_out(rules, "gber.scope.export", activity.export_aid, "export aid"),
        _left_out(
            rules, "gber.scope.domestic", activity.domestic_goods, "aid contingent on domestic goods or services"
        ),
        *_sector(aid, activity, rules),
        _place(activity, rules),
    ]
    asks = [
        asked(_FACTS.get(key, f"measure.{key}"), question)
        for key, question in _QUESTIONS.items()
        if _missing(activity, key)
    ]
    answer = decided(reasons)
    return decided(reasons, asks if answer.verdict is Verdict.UNKNOWN else ())


_FACTS = {name: f"undertaking.{name}" for name in ("sector", "also_excluded", "separated")}
_QUESTIONS = {
    "export_aid": "Is the aid tied to quantities exported, a distribution network or other current export costs?",
    "domestic_goods": "Does the aid depend on the use of domestic goods or services?",
    "sector": "In which sector is the activity that is aided?",
    "by_quantity": "Is the amount fixed by price or quantity of the products?",
    "passed_on": "Must part of the aid be passed on to primary producers?",
    "also_excluded": "Is the undertaking also active in primary agriculture, fishery or aquaculture?",
    "separated": "Are activities or costs kept apart, so that the excluded sector does not benefit?",
    "place": "What does the measure ask for: no place, an establishment at payment, or headquarters?",
}


def _missing(activity: AidedActivity, key: str) -> bool:
    if key in {"by_quantity", "passed_on"} and activity.sector not in {None, PROCESSING}:
        return False
    if key == "separated" and activity.also_excluded is False:
        return False
    return getattr(activity, key) is None


def _left_out(rules: Rules, name: str, told: bool | None, what: str) -> Reason:
    if rules.holds(name):
        return rules.reason(name, Verdict.MET, f"{what} is covered")
    ends = {
        True: f"it is {what}, which is left out",
        False: f"it is not {what}",
        None: f"not told whether it is {what}",
    }
    return rules.reason(name, Verdict.of(None if told is None else not told), ends[told])


def _sector(aid: ExemptedKind, activity: AidedActivity, rules: Rules) -> list[Reason]:
    covered = {AGRICULTURE: f"{aid.figures}.agriculture", FISHERY: f"{aid.figures}.fishery"}
    if activity.sector in covered:
        name = covered[activity.sector]
        holds = rules.holds(name)
        says = f"aid for {aid.value} in {activity.sector} is {'covered' if holds else 'left out'}"
        return [rules.reason(name, Verdict.of(holds), says)]
    found = []
    if activity.sector is None:
        says = "the sector of the aided activity is not told"
        found.append(rules.reason(f"{aid.figures}.fishery", Verdict.UNKNOWN, says))
    if activity.sector == PROCESSING:
        found += [
            _left_out(
                rules, "gber.scope.processing", activity.by_quantity, "aid fixed by price or quantity of products"
            ),
            _left_out(rules, "gber.scope.processing", activity.passed_on, "aid to be passed on to primary producers"),
        ]
    if activity.also_excluded is not False:
        truth = activity.separated if rules.holds("gber.scope.mixed") else False
        if truth is not True and activity.also_excluded is None:
            truth = None
        kept = {
            True: "it is kept from the aid",
            False: "it is not kept from the aid",
            None: "not told if it is kept apart",
        }
        beside = (
            "active in an excluded sector too" if activity.also_excluded else "perhaps active in an excluded sector too"
        )
        found.append(rules.reason("gber.scope.mixed", Verdict.of(truth), f"{beside}: {kept[truth]}"))
    else:
        found.append(rules.reason("gber.scope.mixed", Verdict.MET, "active in no excluded sector"))
    return found


def _place(activity: AidedActivity, rules: Rules) -> Reason:
    name, place = "gber.scope.headquarters", activity.place
    if rules.holds(name) or place in rules.law.members("gber.places_allowed"):
        return rules.reason(name, Verdict.MET, f"what the measure asks of the place is allowed: {place}")
    if place in rules.law.members("gber.places_refused"):
        return rules.reason(name, Verdict.UNMET, f"the measure may not ask for it: {place}")
    says = "not told what the measure asks of the place" if place is None else f"the text does not say of: {place}"
    return rules.reason(name, Verdict.UNKNOWN, says)
