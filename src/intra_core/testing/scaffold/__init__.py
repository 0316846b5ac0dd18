"""A new region: a small distribution that works at once, every line of it an example to be replaced."""
