"""TOML, JSON and tables to the model and back, with errors that name file and line."""
