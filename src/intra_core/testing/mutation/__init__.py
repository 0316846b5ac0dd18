"""Whether a region's own cases would notice a wrong line: mutants, what kills them, and the score."""
