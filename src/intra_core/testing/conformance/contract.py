"""All checks, in the order in which the contract page has them."""

from collections.abc import Mapping

from intra_core.testing.conformance.check import Check
from intra_core.testing.conformance.checks import (
    amounts,
    conditions,
    dates,
    dossier,
    examples,
    identity,
    loading,
    purity,
    readings,
    round_trips,
    texts,
    verdicts,
)

CHECKS: tuple[Check, ...] = (
    *loading.CHECKS,
    *identity.CHECKS,
    *texts.CHECKS,
    *dates.CHECKS,
    *conditions.CHECKS,
    *amounts.CHECKS,
    *verdicts.CHECKS,
    *readings.CHECKS,
    *purity.CHECKS,
    *round_trips.CHECKS,
    *examples.CHECKS,
    *dossier.CHECKS,
)
"""Every sentence of the contract of a region, with its check."""

BY_ID: Mapping[str, Check] = {each.id: each for each in CHECKS}
