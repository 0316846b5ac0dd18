"""Aid below a ceiling: which regulation bounds it on the day of grant, what counts, and what is left."""
