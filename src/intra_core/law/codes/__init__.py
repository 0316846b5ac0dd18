"""Codes: territories (NUTS, ITL), activities (NACE), identifiers and legal forms."""
