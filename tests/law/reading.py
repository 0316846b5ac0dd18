"""What the law's definitions give for facts on a day, under a policy."""

import datetime as dt
from collections.abc import Mapping

from intra_core.law.vocabulary import law_vocabulary, with_policies
from intra_core.rules.book import MeasureScope
from intra_core.rules.edition import figures_named
from intra_core.rules.kinds import Text
from intra_core.rules.language import Constant, Named
from intra_core.rules.possible import Possible, Value
from intra_core.rules.settle import Settling


def worked_out(name: str, facts: Mapping[str, object], on: str, policy: str = "new") -> Value:
    """Give the value of a definition: bounds in cents for money, a word or the words it may be for a choice."""
    day = dt.date.fromisoformat(on).toordinal()
    words = with_policies(law_vocabulary(), {"transition": policy})
    scope = MeasureScope(
        words, "EUR", {}, {}, {}, frozenset(), {"region.member_state": Constant("SI", Text(), "region.member_state")}
    )
    node = scope.meaning(name)
    assert isinstance(node, Named)
    figures = {each: words.parameters[each].on(day) for each in figures_named(node) if each in words.parameters}
    settled = Settling(figures, on=day).settle(node)
    return Possible({"on": day, "undertaking.fiscal_year_end": 1231, **facts}).value(settled.node)


def award(granted: str, cents: int, regime: str = "de-minimis", state: str = "SI") -> dict[str, object]:
    """Make one past award."""
    day = dt.date.fromisoformat(granted).toordinal()
    return {"granted": day, "amount": cents, "regime": regime, "member_state": state}
