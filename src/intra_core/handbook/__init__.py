"""The project's frame, and the practices, plans and institutions of all regions with the links between them."""

from intra_core.handbook.handbook import Handbook, open_handbook
from intra_core.handbook.project import project_frame

__all__ = ["Handbook", "open_handbook", "project_frame"]
