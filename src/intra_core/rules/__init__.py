"""The rule language, its readings, and the rule book of a measure."""
