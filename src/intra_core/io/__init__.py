"""From TOML, JSON and typed tables to the model, with complaints that name file and line."""
