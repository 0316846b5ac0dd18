"""Colours that colour-blind people tell apart and that a printer without colours keeps apart where they touch."""

INK = "#1b1b1b"
QUIET = "#4a4a4a"
GRID = "#d6d6d6"
GROUND = "#ffffff"
WARNING = "#8a1c00"
"""What is invented says so in this colour, and in words."""

FILLS = ("#1f4e79", "#f2b134", "#521433", "#59c0a6", "#a33c12", "#a78fef", "#8c47d1", "#b6eddf")
"""Of bars, dark and light in turn; every bar has an outline in `INK`, by which a light one stands out from the page."""

LINES = ("#1f4e79", "#b8732e", "#590d33", "#a663e9", "#3f73a6", "#854732", "#12127d", "#731dc9")
"""Of lines, each dark enough for itself; dashes and points differ too."""

DASHES = ((1, 0), (8, 3), (2, 2), (8, 3, 2, 3), (12, 4), (4, 4), (1, 3), (12, 3, 2, 3, 2, 3))
POINTS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")

MOST_SERIES = len(FILLS)
