"""Who grants or runs something in a region, and the programme whose policy its plan set out to improve."""

from attrs import frozen

from intra_core.model.text import LocalizedText
from intra_core.provenance import Basis


@frozen(kw_only=True)
class Authority:
    """Who grants or runs something in a region."""

    id: str
    title: LocalizedText
    basis: Basis


@frozen(kw_only=True)
class Programme:
    """The programme whose policy the region's plan set out to improve."""

    title: LocalizedText
    basis: Basis
