"""The public functions and methods of the rooms that decide, wherever their objects lie."""

import ast
import gc
import hashlib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import _lru_cache_wrapper, cache
from inspect import CO_VARARGS, CO_VARKEYWORDS
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
    """A public function: its module and name, what it gives, every object made of it, and the caches over them."""

    module: str
    name: str
    gives: str
    code: CodeType
    objects: tuple[FunctionType, ...]
    own: str = ""
    """The constant that it gives anyhow, as source; a body of that constant is no other body."""
    caches: "tuple[_lru_cache_wrapper[object], ...]" = ()

    @property
    def key(self) -> str:
        return f"{self.module.removeprefix('intra_core.')}:{self.name}"

    @property
    def takes_nothing(self) -> bool:
        """Whether it is asked for without anything, as what is worked out once for all is."""
        varying = CO_VARARGS | CO_VARKEYWORDS
        return not (self.code.co_argcount or self.code.co_kwonlyargcount or self.code.co_flags & varying)


def modules(rooms: Iterable[str]) -> Iterator[str]:
    """Give the names of all modules of some rooms, or of a single module such as `model.money`."""
    for room in rooms:
        name = f"intra_core.{room}"
        package = importlib.import_module(name)
        yield name
        for found in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{name}."):
            yield found.name


def functions_of(files: Iterable[Path], held: Iterable[object] | None = None) -> dict[CodeType, list[FunctionType]]:
    """Give all function objects that were made of some files; a property or a cache may hide them."""
    names = {str(file) for file in files}
    found: dict[CodeType, list[FunctionType]] = {}
    for each in every_object() if held is None else held:
        if isinstance(each, FunctionType) and each.__code__.co_filename in names:
            found.setdefault(each.__code__, []).append(each)
    return found


def every_object() -> list[object]:
    """Give all that Python holds; what is there now is frozen, so that no child looks through it for garbage."""
    gc.unfreeze()  # tests/conftest.py has frozen what was there before the tests
    found = gc.get_objects()
    gc.freeze()
    return found


def public_functions(rooms: Iterable[str] = ROOMS) -> list[Public]:
    """Give them in the order of their files and lines."""
    by_file = {str(importlib.import_module(name).__file__): name for name in modules(rooms)}
    found = []
    caches: dict[object, list[_lru_cache_wrapper[object]]] = {}
    held = every_object()
    for each in held:
        if isinstance(each, _lru_cache_wrapper):
            caches.setdefault(each.__wrapped__, []).append(each)
    for code, objects in functions_of(map(Path, by_file), held).items():
        node = definitions(code.co_filename).get((code.co_qualname, code.co_firstlineno))
        if node is not None and is_public(code.co_qualname) and does_something(node):
            gives = ast.unparse(node.returns) if node.returns is not None else ""
            name = by_file[code.co_filename]
            over = tuple(cached for one in objects for cached in caches.get(one, ()))
            found.append(Public(name, code.co_qualname, gives, code, tuple(objects), given_anyhow(node), over))
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


def given_anyhow(node: ast.FunctionDef) -> str:
    """Give the constant that a function gives whatever it is asked, or nothing."""
    last = node.body[-1]
    said = all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in node.body[:-1])
    constant = isinstance(last, ast.Return) and isinstance(last.value, ast.Constant)
    return ast.unparse(last).removeprefix("return ") if said and constant else ""


def does_something(node: ast.FunctionDef) -> bool:
    """Say whether a function has a body: those of a protocol and of an overload have none."""
    body = [each for each in node.body if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]
    overloaded = any(ast.unparse(each).endswith("overload") for each in node.decorator_list)
    return bool(body) and not overloaded


@cache
def stamp(file: Path) -> str:
    """Give a short sum of what stands in a file; of one that is gone an empty one."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.exists() else ""
