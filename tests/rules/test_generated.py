"""Text becomes code in one module only, and an author's text is read in one module only."""

import ast
from functools import cache
from pathlib import Path

import pytest

import intra_core
from intra_core.rules.generated import function

SOURCE = Path(intra_core.__file__).parent
CODE = {"eval", "exec", "compile"}


@cache
def nodes(file):
    """Everything that a module is written with."""
    return tuple(ast.walk(ast.parse(file.read_text("utf-8"))))


def called(file):
    """The names that a module calls, an attribute with its dots."""
    return {dotted(node.func) for node in nodes(file) if isinstance(node, ast.Call)}


def dotted(node):
    """A name, or an attribute of one; nothing for what is called and has none."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return f"{dotted(node.value)}.{node.attr}"
        case _:
            return ""


def named(file):
    """The names that a module mentions at all."""
    return {node.id for node in nodes(file) if isinstance(node, ast.Name)}


def where(look, names):
    """The modules in which some of the names occur, from the package's folder."""
    files = (file for file in sorted(SOURCE.rglob("*.py")) if look(file) & names)
    return [file.relative_to(SOURCE).as_posix() for file in files]


def test_the_whole_package_is_looked_at():
    assert len(list(SOURCE.rglob("*.py"))) > 40


def test_text_becomes_code_in_one_module():
    assert where(called, CODE) == ["rules/generated.py"]
    assert where(named, CODE | {"__import__", "globals", "locals"}) == ["rules/generated.py"]


def test_an_authors_text_is_read_in_one_module():
    assert where(called, {"ast.parse", "ast.literal_eval", "literal_eval"}) == ["rules/parse.py"]


def test_generated_code_sees_no_builtins():
    made = function("f", ["def f(x):", "    return open"], {})
    with pytest.raises(NameError, match="open"):
        made(1)
