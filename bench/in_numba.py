"""The yardstick as one loop compiled by numba, over codes instead of texts, and the copying of its columns."""

from collections.abc import Mapping
from typing import Any

import numba
import numpy as np
import reference

IN_REGION = np.array([name.startswith(("SI03", "SI04")) for name in reference.NUTS_POOL])
CAPS = np.array([reference.CAP_OF[name] for name in reference.CATS])
OUT = np.isin(np.arange(128), sorted(reference.NACE_OUT))
FACTS = ("headcount", "turnover", "balance", "nace", "nuts_code", "inc", "app",
         "used", "cost", "vouchers", "difficulty", "category_code")  # fmt: skip
MICRO, SMALL, MEDIUM = reference.MICRO, reference.SMALL, reference.MEDIUM
WIN_A, WIN_B = reference.WIN_A, reference.WIN_B


@numba.njit(parallel=True, cache=False)
def decide(heads, turnover, balance, nace, nuts, inc, app, used, cost, vouchers, difficulty, category, awards, reasons):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Write award and reasons of every row; nothing may be missing."""
    for row in numba.prange(len(heads)):
        count, sales, sheet = heads[row], turnover[row], balance[row]
        size = (
            (count < MICRO[0] and (sales <= MICRO[1] or sheet <= MICRO[2]))
            or (count < SMALL[0] and (sales <= SMALL[1] or sheet <= SMALL[2]))
            or (count < MEDIUM[0] and (sales <= MEDIUM[1] or sheet <= MEDIUM[2]))
        )
        amount = min(cost[row] * 60 // 100, CAPS[category[row]], 30_000_000 - used[row])
        found = 0 if size else 1
        found |= 0 if IN_REGION[nuts[row]] else 2
        found |= 4 if OUT[nace[row]] else 0
        found |= 8 if difficulty[row] else 0
        found |= 16 if app[row] - inc[row] < 365 else 0
        found |= 0 if WIN_A <= app[row] <= WIN_B else 32
        found |= 64 if vouchers[row] >= 1 else 0
        found |= 128 if cost[row] < 100_000 else 0
        found |= 256 if amount < 100_000 else 0
        reasons[row] = found
        awards[row] = 0 if found else amount


def answers(columns: Mapping[str, Any]) -> tuple[Any, Any]:
    """Decide all rows; give awards and reasons."""
    rows = len(columns["cost"])
    awards, reasons = np.empty(rows, np.int64), np.empty(rows, np.int16)
    decide(*(columns[name] for name in FACTS), awards, reasons)
    return awards, reasons


def copied(columns: Mapping[str, Any]) -> list[Any]:
    """Copy what is read, and write what is answered: nothing on this machine decides faster than that."""
    rows = len(columns["cost"])
    return [*(columns[name].copy() for name in FACTS), np.ones(rows, np.int64), np.ones(rows, np.int16)]
