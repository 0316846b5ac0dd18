"""Boundary tables: the values at which an answer of a measure flips, to be read, and signed by who has read them."""
