"""Rules of the house that a reader of the source could check, checked."""

import ast
import json
from pathlib import Path

import pytest
import tomli

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "intra_core"
FILES = sorted(SOURCE.rglob("*.py"))


def called(file: Path) -> set[str]:
    """Name what a file calls, by the last words of it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            names.add(ast.unparse(node.func))
    return names


def test_text_becomes_code_in_one_module_only() -> None:
    makers = {
        str(file.relative_to(SOURCE)) for file in FILES if called(file) & {"eval", "exec", "compile", "__import__"}
    }
    assert makers == {"rules/generated.py"}


def test_what_an_author_wrote_is_parsed_in_one_module_only() -> None:
    parsers = {str(file.relative_to(SOURCE)) for file in FILES if "ast.parse" in called(file)}
    assert parsers == {"rules/parse.py"}


def test_only_the_command_line_prints_and_reads_the_clock() -> None:
    below = [file for file in FILES if "cli" not in file.relative_to(SOURCE).parts]
    told = {"print", "dt.datetime.now", "dt.date.today", "datetime.now", "date.today", "time.time"}
    found = {str(file.relative_to(SOURCE)): called(file) & told for file in below if called(file) & told}
    # Whoever tests a region is told of what was read, written or signed on a day to come.
    assert found == {"testing/clock.py": {"dt.datetime.now"}}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_file_says_its_purpose_first(file: Path) -> None:
    docstring = ast.get_docstring(ast.parse(file.read_text()))
    assert docstring
    assert docstring.splitlines()[0].rstrip().endswith((".", "?", ":"))


FORBIDDEN = {"utils", "helpers", "helper", "manager", "base", "misc", "common"}


def test_names_are_of_the_field() -> None:
    assert not [file for file in FILES if FORBIDDEN & set(file.stem.split("_"))]
    named = [
        f"{file.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.lstrip("_").startswith(("get_", "process_", "handle_"))
    ]
    assert not named


def test_every_schema_that_editors_are_pointed_to_describes_a_kind_of_file() -> None:
    rules = tomli.loads((ROOT / ".taplo.toml").read_text("utf-8"))["rule"]
    for rule in rules:
        schema = json.loads((ROOT / rule["schema"]["path"]).read_text("utf-8"))
        assert schema["title"]
        assert any(ROOT.glob(pattern) for pattern in rule["include"])
