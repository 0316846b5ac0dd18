"""The contract of a region: its sentences, each with the check that looks whether it holds."""
