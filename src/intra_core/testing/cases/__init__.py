"""Worked cases: what is given, what must come of it, and who says so."""
