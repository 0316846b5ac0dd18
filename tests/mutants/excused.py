"""Mutants that are left over with a reason: they change nothing that anybody can see, or nothing worth a test."""

import tomllib
from pathlib import Path

FILE = Path(__file__).with_name("left_over.toml")


def reasons() -> dict[tuple[str, str], str]:
    """Give the reason of each mutant, by its module and by what it says without the number of its line."""
    rows = tomllib.loads(FILE.read_text("utf-8")).get("mutant", []) if FILE.exists() else []
    return {(f"intra_core.{row['module']}", f"{row['was']}  =>  {row['would_be']}"): row["why"] for row in rows}
