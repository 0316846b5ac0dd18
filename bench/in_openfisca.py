"""The yardstick in openfisca-core: a variable for every fact, every reason and the amount, in euros."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import reference
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH = "2025-06"
UNDERTAKING = build_entity(key="undertaking", plural="undertakings", label="undertaking", is_person=True)
Category = Enum("Category", {name: name for name in reference.CATS})
MONEY = ("turnover", "balance", "used", "cost")
KINDS: Mapping[str, type] = {
    "headcount": int, "turnover": float, "balance": float, "nace": int, "nuts": str, "inc": int, "app": int,
    "used": float, "cost": float, "vouchers": int, "difficulty": bool,
}  # fmt: skip
CAPS = np.array([reference.CAP_OF[name] / 100 for name in reference.CATS], dtype=np.float32)

Formula = Callable[[Any, Any], Any]


def size(undertaking: Any, month: Any) -> Any:  # noqa: ANN401 (arrays of openfisca)
    """The undertaking is of one of the three sizes."""
    heads, turnover, balance = (undertaking(name, month) for name in ("headcount", "turnover", "balance"))
    sizes = (reference.MICRO, reference.SMALL, reference.MEDIUM)
    every = [(heads < most) & ((turnover <= sales / 100) | (balance <= sheet / 100)) for most, sales, sheet in sizes]
    return every[0] | every[1] | every[2]


def region(undertaking: Any, month: Any) -> Any:  # noqa: ANN401 (likewise)
    """The undertaking lies in one of the two regions."""
    nuts = undertaking("nuts", month).astype(str)
    return np.char.startswith(nuts, "SI03") | np.char.startswith(nuts, "SI04")


def amount(undertaking: Any, month: Any) -> Any:  # noqa: ANN401 (likewise)
    """What would be granted, in euros cut to the cent."""
    share = np.floor(undertaking("cost", month) * reference.RATE_NUM) / reference.RATE_DEN
    room = reference.DE_MINIMIS / 100 - undertaking("used", month)
    return np.minimum(np.minimum(share, CAPS[undertaking("category", month)]), room)


REASONS: Mapping[str, Formula] = {
    "size": size,
    "region": region,
    "sector": lambda who, month: ~np.isin(who("nace", month), sorted(reference.NACE_OUT)),
    "sound": lambda who, month: ~who("difficulty", month),
    "age": lambda who, month: who("app", month) - who("inc", month) >= reference.MIN_AGE,
    "in_time": lambda who, month: (who("app", month) >= reference.WIN_A) & (who("app", month) <= reference.WIN_B),
    "repeat": lambda who, month: who("vouchers", month) < 1,
    "enough_cost": lambda who, month: who("cost", month) >= reference.MIN_COST / 100,
    "enough_grant": lambda who, month: who("amount", month) >= reference.MIN_GRANT / 100,
}
OTHERS: Mapping[str, tuple[type, Formula]] = {
    "amount": (float, amount),
    "eligible": (bool, lambda who, month: np.logical_and.reduce([who(name, month) for name in REASONS])),
    "award": (float, lambda who, month: who("eligible", month) * who("amount", month)),
}


def variable(name: str, kind: type, **more: object) -> type[Variable]:
    """Declare a variable."""
    said = {"value_type": kind, "entity": UNDERTAKING, "definition_period": DateUnit.MONTH, "label": name, **more}
    return type(name, (Variable,), said)


def system() -> TaxBenefitSystem:
    """Declare the voucher."""
    declared = TaxBenefitSystem([UNDERTAKING])
    category = {"possible_values": Category, "default_value": Category[reference.CATS[0]]}
    declared.add_variables(
        *(variable(name, kind) for name, kind in KINDS.items()),
        variable("category", Enum, **category),
        *(variable(name, bool, formula=each) for name, each in REASONS.items()),
        *(variable(name, kind, formula=each) for name, (kind, each) in OTHERS.items()),
    )
    return declared


def told(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Give the yardstick's columns as openfisca takes them: euros, texts as objects, categories by their place."""
    euros = {name: columns[name] / 100 for name in MONEY}
    nuts = np.array(reference.NUTS_POOL, dtype=object)[columns["nuts_code"]]
    return _inputs({**columns, **euros, "nuts": nuts}, columns["category_code"])


def told_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give one of the yardstick's rows likewise."""
    one = {name: np.array([each]) for name, each in row.items()}
    euros = {name: one[name] / 100 for name in MONEY}
    nuts = np.array([row["nuts"]], dtype=object)
    return _inputs({**one, **euros, "nuts": nuts}, np.array([reference.CATS.index(row["category"])]))


def together(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Put what is told of several into columns."""
    return {name: np.concatenate([each[name] for each in rows]) for name in rows[0]}


def _inputs(columns: Mapping[str, Any], category: Any) -> dict[str, Any]:  # noqa: ANN401 (an array)
    return {**{name: columns[name] for name in KINDS}, "category": category.astype(np.int16)}


def simulation(declared: TaxBenefitSystem, facts: Mapping[str, Any], rows: int) -> Simulation:
    """Make a simulation and set what is told."""
    made = SimulationBuilder().build_default_simulation(declared, rows)
    for name, each in facts.items():
        made.set_input(name, MONTH, each)
    return made


def answers(made: Simulation) -> dict[str, Any]:
    """Work out every reason, the verdict and the award."""
    return {name: made.calculate(name, MONTH) for name in (*REASONS, "eligible", "award")}


def wrong(found: Mapping[str, Any], eligible: Any, cents: Any) -> tuple[int, int]:  # noqa: ANN401 (arrays)
    """Count the verdicts that are wrong, and the awards that are wrong by a cent or more."""
    awarded = np.rint(found["award"].astype(np.float64) * 100).astype(np.int64)
    return int((found["eligible"] != eligible).sum()), int((awarded != cents).sum())
