"""What long runs have counted, kept in `.pytest_cache/soak/counts.json`: one that was broken off goes on from there.

Each kind of run has a part of the file of its own: the rounds of the properties, the mutants of each module, the worth
of the properties. A part that names a commit is begun anew when the commit has changed.
"""

import fcntl
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / ".pytest_cache" / "soak"
FILE = FOLDER / "counts.json"


def kept(part: str) -> dict[str, Any]:
    """Read a part of the file; one that is not there is empty."""
    found: dict[str, Any] = _whole().get(part, {})
    return found


def keep(part: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a part of the file, which others may write to at the same time; a kill leaves the old or the new file."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = _whole()
        change(whole.setdefault(part, {}))
        new = FILE.with_suffix(".new")
        new.write_text(json.dumps(whole) + "\n", "utf-8")  # with an indent Python writes it itself, ten times slower
        new.replace(FILE)


def begun(part: str, *, anew: bool = False) -> dict[str, Any]:
    """Open a part for this commit: what was counted at another one is forgotten."""
    commit = _commit()

    def change(found: dict[str, Any]) -> None:
        if anew or found.get("commit") != commit:
            found.clear()
            found["commit"] = commit

    keep(part, change)
    return kept(part)


def _whole() -> dict[str, Any]:
    if not FILE.exists():
        return {}
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def _commit() -> str:
    """Name the present state of the code: the commit, and whether something of it has been changed since."""
    asked = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--abbrev=12", "--dirty", "--exclude=*"]
    try:
        return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "no commit known"
