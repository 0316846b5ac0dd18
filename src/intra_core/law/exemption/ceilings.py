"""Above which amounts aid is to be notified after all (Article 4)."""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping

from attrs import frozen

from intra_core.law.asking import Ask
from intra_core.law.exemption.decided import Decided, Rules, asked
from intra_core.law.exemption.validity import text_of
from intra_core.law.lawbook import Lawbook
from intra_core.law.policies import chosen
from intra_core.model.days import add_months
from intra_core.model.money import Money
from intra_core.model.typed import typed
from intra_core.verdict import Verdict

MONTHS_OF_A_YEAR = 12
_READINGS = ("amended_scheme", "fair_year")


class ExemptedKind(enum.Enum):
    """The kinds of exempted aid that an enterprise going abroad meets (Articles 17 to 20a)."""

    INVESTMENT = "investment"
    CONSULTANCY = "consultancy"
    FAIRS = "fairs"
    COOPERATION = "cooperation"
    COOPERATION_SMALL = "cooperation-small"

    @property
    def figures(self) -> str:
        """Where its figures stand in the law's files."""
        return f"gber.{self.value.replace('-', '_')}"


@frozen(kw_only=True, field_transformer=typed)
class ExemptedAward:
    """State aid granted before to the same undertaking. `project` names what it is for; what is None is not known."""

    aid: ExemptedKind | None = None
    amount: Money | None = None
    granted: dt.date | None = None
    project: str | None = None


@frozen(kw_only=True)
class CeilingAnswer(Decided):
    """Whether an award keeps within the notification ceiling. `left` is None where it is not known."""

    ceiling: Money | None
    counted: Money
    left: Money | None

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        amounts = {"ceiling": self.ceiling, "counted": self.counted, "left": self.left}
        return {**Decided.to_dict(self), **{name: each and str(each) for name, each in amounts.items()}}


def notification_ceiling(
    aid: ExemptedKind,
    amount: Money,
    *,
    on: dt.date,
    project: str | None = None,
    earlier: Iterable[ExemptedAward] | None = None,
    told: Mapping[str, str] | None = None,
    law: Lawbook | None = None,
) -> CeilingAnswer:
    """Say whether an award stays within the ceiling above which aid is to be notified (Article 4(1), 8(1)).

    The ceiling holds per undertaking and project; for fairs per undertaking and year. To be at the ceiling is allowed.

    Args:
        aid: the kind of aid.
        amount: the new award, in euro, gross grant equivalent.
        on: the day of grant.
        project: the name of the project.
        earlier: what the undertaking has had; an absent list is not known, an empty one is none.
        told: readings of open questions by policy (`amended_scheme`, `fair_year`).
        law: the law; that of this library if None.

    Raises:
        ValueError: if an amount is not in euro.

    >>> answer = notification_ceiling(
    ...     ExemptedKind.CONSULTANCY, Money.parse("EUR 2200000.00"), on=dt.date(2024, 9, 2), project="x", earlier=()
    ... )
    >>> answer.verdict, str(answer.left)
    (<Verdict.MET: 'met'>, 'EUR 2200000.00')
    """
    book = Rules.of(law, on).law
    known = chosen(book, ("exemption",), told)
    year = known["fair_year"]
    rules = text_of(book, on, known["amended_scheme"])
    name = f"{aid.figures}.ceiling"
    figure = rules.figure(name)
    awards = None if earlier is None else tuple(earlier)
    for each in (amount, *(award.amount for award in awards or () if award.amount is not None)):
        if each.currency != "EUR":
            msg = f"the ceilings are in euro; convert {each} at the rate of the day of grant"
            raise ValueError(msg)
    sure, most, asks = _added_up(awards, aid, on, project, year)
    verdict, left = Verdict.UNKNOWN, None
    if figure is not None:
        ceiling = figure.money.minor
        fits = most is not None and most + amount.minor <= ceiling
        verdict = Verdict.of(False if sure + amount.minor > ceiling else True if fits else None)
        left = Money(max(ceiling - sure, 0), "EUR") if sure == most else None
    span = "year" if aid is ExemptedKind.FAIRS else "project"
    had = Money(sure, "EUR")
    says = f"{amount} with {had} before it for the same {span}: at most {figure.money if figure else '?'} is exempt"
    return CeilingAnswer(
        verdict=verdict,
        reasons=(rules.reason(name, verdict, says),),
        asks=asks if verdict is Verdict.UNKNOWN else (),
        policies={name: known[name] for name in _READINGS if name != "fair_year" or aid is ExemptedKind.FAIRS},
        ceiling=None if figure is None else figure.money,
        counted=had,
        left=left,
    )


def _added_up(
    awards: tuple[ExemptedAward, ...] | None, aid: ExemptedKind, on: dt.date, project: str | None, year: str
) -> tuple[int, int | None, tuple[Ask, ...]]:
    """Add up what surely counts and what may, None if that has no bound, and ask for what is open."""
    question = "Which State aid has the undertaking had for the same project or year?"
    if awards is None:
        return 0, None, (asked("award", question),)
    sure, most, asks, bounded = 0, 0, [], True
    for each in awards:
        counts = _counts(each, aid, on, project, year)
        if counts is False:
            continue
        minor = 0 if each.amount is None else each.amount.minor
        sure, most = sure + (minor if counts else 0), most + minor
        bounded = bounded and each.amount is not None
        if counts is None or each.amount is None:
            asks.append(asked("award", f"For what, when and how much was this aid: {_named(each)}?"))
    return sure, most if bounded else None, tuple(dict.fromkeys(asks))


def _named(award: ExemptedAward) -> str:
    parts = (award.amount, award.granted, award.project)
    return ", ".join(str(each) for each in parts if each is not None) or "one of which nothing is told"


def _counts(award: ExemptedAward, aid: ExemptedKind, on: dt.date, project: str | None, year: str) -> bool | None:
    """Say whether an earlier award bears on the same ceiling."""
    kind = None if award.aid is None else award.aid is aid
    subject = None if award.project is None or project is None else award.project == project
    earlier = None if award.granted is None else award.granted <= on
    told: tuple[bool | None, ...]
    if aid is ExemptedKind.FAIRS:
        told = (kind, None if award.granted is None else _same_year(award.granted, on, year))
    elif aid is ExemptedKind.COOPERATION_SMALL:
        told = (kind, subject, earlier)
    else:
        # All State aid for the project counts, whatever its article (Article 8(1)).
        told = (subject, earlier)
    return False if False in told else None if None in told else True


def _same_year(granted: dt.date, on: dt.date, year: str) -> bool:
    if granted > on:
        return False
    if year == "calendar":
        return granted.year == on.year
    return granted.toordinal() > add_months(on.toordinal(), -MONTHS_OF_A_YEAR)
