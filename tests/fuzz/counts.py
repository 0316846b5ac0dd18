"""How many inputs each reader has been given, kept from run to run: fuzzing goes on where it was interrupted.

The counts go on over changes of the code, as what earlier runs have found is read again first. Whoever wants to begin
anew deletes the folder.
"""

import json
import os
from pathlib import Path

from tests.fuzz.seeds import ROOT

FOLDER = ROOT / ".pytest_cache" / "soak"
CORPUS = FOLDER / "fuzz"
"""What has been found to reach something new, a folder for each reader."""


def _file(reader: str) -> Path:
    return FOLDER / f"fuzz-{reader}.json"


def counted(reader: str) -> int:
    """Give how many inputs a reader has been given so far."""
    file = _file(reader)
    return int(json.loads(file.read_text("utf-8"))["fuzz"][reader]) if file.exists() else 0


def count(reader: str, more: int) -> None:
    """Add to what a reader has been given; the old number or the new one stands there, whatever happens."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = _file(reader).with_suffix(f".{os.getpid()}.part")
    fresh.write_text(json.dumps({"fuzz": {reader: counted(reader) + more}}), "utf-8")
    fresh.replace(_file(reader))
