"""The common indicators of the ERDF: what each counts, enterprises counted once, and the performance frameworks."""

from intra_core.law.indicators.codes import CommonIndicator, common_indicators, indicator
from intra_core.law.indicators.counting import Counted, counted
from intra_core.law.indicators.performance_2014 import Achievement, Progress, framework_2014
from intra_core.law.indicators.performance_2021 import Planned, Standing, next_transmission, standing, transmissions
from intra_core.law.indicators.relations import checked
from intra_core.law.indicators.support import Count, Form, Support

__all__ = [
    "Achievement",
    "CommonIndicator",
    "Count",
    "Counted",
    "Form",
    "Planned",
    "Progress",
    "Standing",
    "Support",
    "checked",
    "common_indicators",
    "counted",
    "framework_2014",
    "indicator",
    "next_transmission",
    "standing",
    "transmissions",
]
