"""A region as its folder describes it: identity, policies, vocabulary and measures."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from attrs import frozen

from intra_core.model.authority import Authority, Programme
from intra_core.model.identifier import IdentifierScheme
from intra_core.model.measure import Described
from intra_core.model.text import LocalizedText
from intra_core.regions.compiled import compiled
from intra_core.regions.functions import functions_at_hand
from intra_core.regions.pace import reading
from intra_core.rules.functions import RuleFunction
from intra_core.rules.measure import MeasureRules
from intra_core.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from intra_core.regions.dossier import Dossier

__all__ = ["Authority", "Programme", "Region", "read_region"]


@frozen(kw_only=True, eq=False, repr=False)
class Region:
    """One region with everything its plug-in says."""

    id: str
    title: LocalizedText
    nuts: tuple[str, ...]
    languages: tuple[str, ...]
    currency: str
    time_zone: str
    member_state: str
    policies: Mapping[str, str]
    authorities: tuple[Authority, ...]
    programme: Programme | None
    described: tuple[Described, ...]
    rows: tuple[str, ...]
    vocabulary: Vocabulary
    measures: tuple[MeasureRules, ...]
    identifiers: tuple[IdentifierScheme, ...] = ()
    folder: Traversable | None = None
    """Where its files stand; None for a region that was made without any, which has no dossier either."""
    folder_name: str = ""

    def __repr__(self) -> str:
        return f"<Region {self.id}: {len(self.measures)} measures>"

    @cached_property
    def dossier(self) -> "Dossier":
        """Its practices, plan and institutions: checked when the region was, and read on first use.

        Raises:
            WrongInput: with every complaint about their files, if they have been spoilt since.
        """
        from intra_core.regions.dossier import dossier_of  # noqa: PLC0415 (an assessment does without it)

        return dossier_of(self)


def read_region(package: str) -> Region:
    """Read a region from the folder of its package; its rules may call the functions of its `intra_rule_functions`.

    Args:
        package: the name of an importable package with `region.toml`, `measures/*.toml` and, if it needs one,
            `vocabulary.toml`.

    Raises:
        WrongInput: with every complaint about every file.
    """
    functions = functions_at_hand()
    with reading():
        return region_from(resources.files(package), package, functions)


def region_from(folder: Traversable, package: str, functions: Iterable[RuleFunction]) -> Region:
    """Give the region of a package's folder, as it was kept or as it is read; the package itself is not imported.

    Raises:
        WrongInput: with every complaint about every file.
    """

    def read() -> Region:
        from intra_core.regions.reading import region_in  # noqa: PLC0415 (what was kept is given without any reader)

        return region_in(folder, package, functions)

    return compiled(folder, read, functions)
