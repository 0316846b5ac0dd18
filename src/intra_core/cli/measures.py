"""`intra measures`: the measures of one region or of all, with the state of their calls on a day."""

import datetime as dt
from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from intra_core.assessment.calls import CallState, state_on
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.contract import mark_to_text
from intra_core.assessment.measure import Measure
from intra_core.cli import outside
from intra_core.cli.faults import Faults
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply, quarantined_to_list
from intra_core.regions.host import Loaded
from intra_core.rules.kinds import Day
from intra_core.rules.prose import written

STYLES = {"open": "green", "closed": "dim", "unknown": "yellow", "planned": "yellow"}
