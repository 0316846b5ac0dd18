"""The public functions and methods of the rooms that decide, wherever their objects lie."""

import ast
import gc
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

from attrs import frozen

import intra_core

ROOT = Path(intra_core.__file__).parent
ROOMS = ("rules", "law", "model", "assessment")

OPERATORS = frozenset({
    "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__neg__", "__and__", "__or__", "__lt__",
    "__le__", "__gt__", "__ge__", "__eq__", "__hash__", "__contains__", "__len__", "__iter__", "__getitem__",
    "__bool__", "__str__", "__int__", "__call__",
})  # fmt: skip
"""Methods that are reached by a sign or a built-in function, and public by that."""


@frozen
class Public:
    """A public function: its module and name, what it gives, and every object that was made of it."""

    module: str
    name: str
    gives: str
    code: CodeType
    objects: tuple[FunctionType, ...]

    @property
    def key(self) -> str:
        return f"{self.module.removeprefix('intra_core.')}:{self.name}"


def modules(rooms: Iterable[str]) -> Iterator[str]:
    """Give the names of all modules of some rooms, or of a single module such as `model.money`."""
    for room in rooms:
        name = f"intra_core.{room}"
        package = importlib.import_module(name)
        yield name
        for found in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{name}."):
            yield found.name


def functions_of(files: Iterable[Path]) -> dict[CodeType, list[FunctionType]]:
    """Give all function objects that were made of some files; a property or a cache may hide them."""
    gc.unfreeze()  # tests/conftest.py has frozen what was there before the tests
    names = {str(file) for file in files}
    found: dict[CodeType, list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in names:
            found.setdefault(each.__code__, []).append(each)
    return found


def public_functions(rooms: Iterable[str] = ROOMS) -> list[Public]:
    """Give them in the order of their files and lines."""
    by_file = {str(importlib.import_module(name).__file__): name for name in modules(rooms)}
    found = []
    for code, objects in functions_of(map(Path, by_file)).items():
        node = definitions(code.co_filename).get((code.co_qualname, code.co_firstlineno))
        if node is not None and is_public(code.co_qualname) and does_something(node):
            gives = ast.unparse(node.returns) if node.returns is not None else ""
            name = by_file[code.co_filename]
            found.append(Public(name, code.co_qualname, gives, code, tuple(objects)))
    return sorted(found, key=lambda each: (each.module, each.code.co_firstlineno))


def is_public(name: str) -> bool:
    """Say whether a qualified name is one that others may use."""
    return all(part in OPERATORS or not part.startswith(("_", "<")) for part in name.split("."))


@cache
def definitions(file: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """Give what is defined in a file by `def`, by qualified name and first line, which is that of a decorator."""
    found: dict[tuple[str, int], ast.FunctionDef] = {}

    def look(body: Iterable[ast.stmt], within: str) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef):
                line = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                found[within + node.name, line] = node
            elif isinstance(node, ast.ClassDef):
                look(node.body, f"{within}{node.name}.")

    look(ast.parse(Path(file).read_text("utf-8")).body, "")
    return found


def does_something(node: ast.FunctionDef) -> bool:
    """Say whether a function has a body: those of a protocol and of an overload have none."""
    body = [each for each in node.body if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]
    overloaded = any(ast.unparse(each).endswith("overload") for each in node.decorator_list)
    return bool(body) and not overloaded
