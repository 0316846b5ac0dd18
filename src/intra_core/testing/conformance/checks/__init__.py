"""The checks, in one file for each subject of the contract."""
