"""Made-up applications drawn from a table of shares, to try a measure or a change on; no row stands for anybody."""

from intra_core.assessment.population.drawing import columns_of, columns_of_list, draw, draw_list
from intra_core.assessment.population.reading import invented_shares, read_shares
from intra_core.assessment.population.written import as_csv, as_json_lines

__all__ = [
    "as_csv",
    "as_json_lines",
    "columns_of",
    "columns_of_list",
    "draw",
    "draw_list",
    "invented_shares",
    "read_shares",
]
