"""An action plan for programs."""

from intra_core.assessment.values import mark_to_iso
from intra_core.cli.statements import basis_to_dict, said, statement_to_dict
from intra_core.handbook.handbook import Handbook
from intra_core.model.measure import Described
from intra_core.model.plan import Action, ActionPlan, Link, Player, Statement


def plan_to_dict(plan: ActionPlan, handbook: Handbook, language: str) -> dict[str, object]:
    """Give a plan; what was not found is null or empty."""
    change = plan.change
    return {
        "title": plan.title.in_language(language),
        "document": statement_to_dict(plan.document.says, plan.document.basis, language),
        "change": {"kind": change.kind.value, **statement_to_dict(change.says, change.basis, language)}
        if change is not None
        else None,
        "milestones": [
            {
                "step": each.step.value,
                "on": mark_to_iso(each.on),
                "place": each.place,
                "by": list(each.by),
                **statement_to_dict(each.says, each.basis, language),
            }
            for each in plan.milestones
        ],
        "costs": [_statement(each, language) for each in plan.costs],
        "actions": [_action(each, plan.region, handbook, language) for each in plan.actions],
        "described": [_described(each, language) for each in plan.described],
    }


def _action(action: Action, region: str, handbook: Handbook, language: str) -> dict[str, object]:
    span = action.timeframe
    return {
        "id": action.id,
        "title": action.title.in_language(language),
        "nature": action.nature.in_language(language),
        "timeframe": {"since": mark_to_iso(span.since), "until": mark_to_iso(span.until)} if span is not None else None,
        "players": [_player(each, region, handbook, language) for each in action.players],
        "costs": [_statement(each, language) for each in action.costs],
        "funding": [_statement(each, language) for each in action.funding],
        "inspired_by": [_link("practice", each, handbook, language) for each in action.inspired_by],
        "measures": [_link("measure", each, handbook, language) for each in action.measures],
        "recommendations": [
            {"number": each.number, "basis": basis_to_dict(each.basis)} for each in action.recommendations
        ],
        "reason_not_implemented": said(action.reason_not_implemented, language),
        "described": [_described(each, language) for each in action.described],
        "basis": basis_to_dict(action.basis),
    }


def _player(player: Player, region: str, handbook: Handbook, language: str) -> dict[str, object]:
    return {
        "id": player.institution,
        "title": handbook.body_title(region, player.institution, language),
        "role": said(player.role, language),
        "basis": basis_to_dict(player.basis),
    }


def _statement(statement: Statement, language: str) -> dict[str, object]:
    amount = str(statement.amount) if statement.amount is not None else None
    return {"amount": amount, **statement_to_dict(statement.says, statement.basis, language)}


def _link(kind: str, link: Link, handbook: Handbook, language: str) -> dict[str, object]:
    return {
        "id": link.id,
        "resolved": handbook.resolve(kind, link.id).value,
        **statement_to_dict(link.says, link.basis, language),
    }


def _described(described: Described, language: str) -> dict[str, object]:
    return {"id": described.id, **statement_to_dict(described.says, described.basis, language)}
