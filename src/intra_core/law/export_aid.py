"""Export aid by kind of cost: what neither de minimis nor block-exempted aid may be given for."""

import datetime as dt

from attrs import frozen

from intra_core.law.cost_kinds import KindRule, Standing, kind_rules, rule_for
from intra_core.law.exemption.decided import Decided, Reason, Rules, asked
from intra_core.law.lawbook import Lawbook
from intra_core.provenance import Mark
from intra_core.verdict import Verdict

FILE, TABLE = "export_aid.toml", "kind"
"""Where the law says how costs stand by their kind."""


@frozen(kw_only=True)
class ExportAidAnswer(Decided):
    """Whether costs of a kind may be aided: met if aid for them is no export aid, unknown for a kind nobody knows.

    `standing` is None where the law's files do not know the kind.
    """

    kind: str
    standing: Standing | None

    def to_dict(self) -> dict[str, object]:
        """Write it as JSON has it."""
        standing = None if self.standing is None else self.standing.value
        return {**Decided.to_dict(self), "kind": self.kind, "standing": standing}


def export_aid(
    kind: str,
    *,
    on: dt.date,
    by_quantity: bool | None = None,
    once: bool | None = None,
    law: Lawbook | None = None,
) -> ExportAidAnswer:
    """Say whether aid for a kind of cost is export aid (Article 1(1)(e) of Regulation (EU) 2023/2831, C-518/16).

    Excluded is aid tied to the quantities exported, to the establishment and operation of a distribution network, or to
    other current expenditure of the export. Trade fairs, studies and consultancy for a new market generally are not;
    the clause stands in a recital. Nor is investment aid that does not depend on the quantity exported. The block
    exemption has the same words (Article 1(2)(c) of Regulation (EU) 651/2014).

    Args:
        kind: the kind of cost.
        on: the day of grant.
        by_quantity: whether the aid depends on the quantity exported; that makes export aid of any kind.
        once: whether the cost arises only once; of a doubtful kind, that speaks against current expenditure.
        law: the law; that of this library if None.

    >>> export_aid("stand-rent", on=dt.date(2025, 3, 1)).verdict
    <Verdict.MET: 'met'>
    >>> export_aid("foreign-warehouse-rent", on=dt.date(2025, 3, 1)).reasons[0].article
    'Regulation (EU) 2023/2831 on de minimis aid, Article 1(1)(e)'
    >>> export_aid("gold-leaf", on=dt.date(2025, 3, 1)).verdict
    <Verdict.UNKNOWN: 'unknown'>
    """
    rules = Rules.of(law, on)
    rule = rule_for(rules.law, FILE, TABLE, "", kind)
    standing = None if rule is None else rule.standing
    excluded = "export_aid.excluded"
    if by_quantity and rules.holds(excluded):
        says = f"{kind}: the aid depends on the quantity exported"
        reason = rules.reason(excluded, Verdict.UNMET, says)
        return ExportAidAnswer(verdict=reason.verdict, reasons=(reason,), kind=kind, standing=standing)
    if rule is None:
        reason = rules.reason(excluded, Verdict.UNKNOWN, f"nothing is known of costs of the kind {kind!r}")
        ask = asked("cost.kind", f"Is {kind!r} one of these: {', '.join(known_kinds(rules.law))}?")
        return ExportAidAnswer(verdict=Verdict.UNKNOWN, reasons=(reason,), asks=(ask,), kind=kind, standing=None)
    reason = _reason(kind, rule, rules, once=once)
    ask = asked("cost.once", f"Does the cost of {kind} arise only once?")
    asks = (ask,) if reason.verdict is Verdict.UNKNOWN and once is None else ()
    return ExportAidAnswer(verdict=reason.verdict, reasons=(reason,), asks=asks, kind=kind, standing=standing)


def _reason(kind: str, rule: KindRule, rules: Rules, *, once: bool | None) -> Reason:
    """Give the reason of a known kind: the article is that of the day, the mark the weaker of both."""
    name = rule.by or "export_aid.excluded"
    holds = rules.holds(name)
    truth = {Standing.IN: True, Standing.OUT: False, Standing.DOUBTFUL: True if once else None}[rule.standing]
    if holds is not True:
        truth = None
    says = f"{kind}: {rule.says}"
    if rule.standing is Standing.DOUBTFUL and once:
        says += "; it arises only once"
    reason = rules.reason(name, Verdict.of(truth), says)
    marks = [Mark.SEED, Mark.SOURCED, Mark.INFERRED, Mark.ASSUMED]
    weaker = max(reason.mark, rule.basis.mark, key=marks.index)
    return Reason(verdict=reason.verdict, says=reason.says, article=reason.article, mark=weaker)


def known_kinds(law: Lawbook | None = None) -> tuple[str, ...]:
    """Give every kind of cost of which the law's files say how it stands.

    >>> "stand-rent" in known_kinds()
    True
    """
    rules = Rules.of(law, dt.date.min)
    return tuple(sorted(kind for each in kind_rules(rules.law, FILE, TABLE) for kind in each.kinds))
