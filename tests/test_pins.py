"""Everything that is installed is named with its version and hashes, and no file says where to fetch it."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "requirements"
PINS = sorted(FOLDER.glob("*.txt"))
PINNED = re.compile(
    r"""
    (?P<name> [a-z0-9-]+ ) == (?P<version> [\w.+!]+ )
    (?: \ ;\ [^;]+? )?                                        # where it is needed
    (?: \ --hash=sha256:[0-9a-f]{64} )+
    """,
    re.VERBOSE,
)


def requirements(file: Path) -> list[str]:
    """Give the requirements of a pin file, each as one line."""
    joined = re.sub(r"\s*\\\n\s*", " ", file.read_text("utf-8"))
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def versions(file: Path) -> dict[str, str]:
    """Give the version of each package that a pin file names."""
    matches = (PINNED.fullmatch(line) for line in requirements(file))
    return {match["name"]: match["version"] for match in matches if match}


def test_every_list_of_requirements_is_pinned():
    assert {file.stem for file in PINS} == {file.stem for file in FOLDER.glob("*.in")} != set()


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_no_address_stands_in(file: Path):
    assert "://" not in file.read_text("utf-8")


@pytest.mark.parametrize("file", PINS, ids=lambda file: file.name)
def test_every_requirement_has_a_version_and_a_hash(file: Path):
    assert requirements(file)
    assert [line for line in requirements(file) if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("file", PINS, ids=lambda file: file.name)
def test_a_package_has_one_version_in_all_lists(file: Path):
    everywhere = versions(FOLDER / "dev.txt")
    here = versions(file)
    assert {name: everywhere.get(name, version) for name, version in here.items()} == here
