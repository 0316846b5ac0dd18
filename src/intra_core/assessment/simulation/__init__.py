"""A measure as it is beside what it would be: the lines that change, and whose part of the difference is whose.

What becomes of a frame of applications is worked out in `intra_core.assessment.columnar.simulation`.
"""

from intra_core.assessment.simulation.change import Change, Line, whole_change
from intra_core.assessment.simulation.figures import with_figures
from intra_core.assessment.simulation.texts import with_text

__all__ = ["Change", "Line", "whole_change", "with_figures", "with_text"]
