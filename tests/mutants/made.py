"""The mutants of a module: mutmut makes them, one change each, and they are put into functions that are in use.

mutmut itself leaves out every function with a decorator (properties, caches), for it makes a mutant by copying the
function beside the others. Here a mutant is another body for the same function object, so decorated functions are
changed too. What stands outside functions is left alone by both.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType

import libcst as cst
from attrs import frozen
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor, OuterFunctionProvider
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines
from tests.worth.public import functions_of

Place = tuple[str, int]
"""A function's qualified name and first line."""


@frozen
class Mutant:
    """One change of one function of a file: where, what stands there, what would, and the file's new text."""

    number: int
    line: int
    was: str
    would_be: str
    text: str

    @property
    def says(self) -> str:
        return f"{self.line}: {self.was}  =>  {self.would_be}"


class _EveryFunction(MutationVisitor):  # type: ignore[misc] # of no known type where mutmut is not installed
    """Visits what mutmut visits, and functions with decorators besides; what was found remembers its line."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        return not isinstance(node, cst.FunctionDef) and super()._skip_node_and_children(node)


def mutants_of(file: Path) -> Iterator[Mutant]:
    """Give the mutants of a file in their order; those that stand outside functions are left out."""
    text = file.read_text("utf-8")
    wrapper = MetadataWrapper(cst.parse_module(text))
    visitor = _EveryFunction(mutation_operators, get_ignored_lines(str(file), text, wrapper, None))
    module = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    outer = wrapper.resolve(OuterFunctionProvider)
    lines = text.splitlines()
    for number, mutation in enumerate(visitor.mutations):
        node = mutation.original_node
        if not isinstance(outer.get(node), cst.FunctionDef):
            continue
        changed = module.deep_replace(node, mutation.mutated_node)
        assert isinstance(changed, cst.Module)
        new = changed.code
        line = next((n for n, (a, b) in enumerate(zip(lines, new.splitlines(), strict=False), 1) if a != b), len(lines))
        if new != text:
            was, would_be = _around(lines, new.splitlines())
            at = places[node].start.line if node in places else line
            yield Mutant(number, at, was, would_be, new)


def _around(old: list[str], new: list[str]) -> tuple[str, str]:
    """Give the lines that differ, those that were and those that would be."""
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return tuple(  # type: ignore[return-value] # two of them
        " ".join(line.strip() for line in lines[first : len(lines) - last]) for lines in (old, new)
    )


def codes_in(text: str, file: Path) -> list[CodeType]:
    """Compile a file's text and give the code of every function in it, in their order."""
    found: list[CodeType] = []

    def look(code: CodeType) -> None:
        for each in code.co_consts:
            if isinstance(each, CodeType):
                found.append(each)
                look(each)

    look(compile(text, str(file), "exec", dont_inherit=True))
    return found


def _changed_codes(mutant: Mutant, file: Path) -> dict[Place, CodeType]:
    """Give the bodies that differ, by the place where the function stands now: a mutant may have fewer lines."""
    after: dict[str, list[CodeType]] = {}
    for code in codes_in(mutant.text, file):
        after.setdefault(code.co_qualname, []).append(code)
    found = {}
    for code in codes_in(file.read_text("utf-8"), file):
        others = after.get(code.co_qualname)
        other = others.pop(0) if others else None
        if other is not None and _does(code) != _does(other):
            found[code.co_qualname, code.co_firstlineno] = other
    return found


def _does(code: CodeType) -> object:
    """Give what a code does, whatever the lines it stands on."""
    values = tuple(_does(each) if isinstance(each, CodeType) else (type(each), each) for each in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_exceptiontable, values


def changed_in(mutant: Mutant, file: Path) -> tuple[Place, ...]:
    """Give the functions whose body or whose given values a mutant changes; none if it comes to the same code."""
    return tuple(sorted({*_changed_codes(mutant, file), *_other_defaults(mutant, file)}))


def put_in(mutant: Mutant, file: Path) -> None:
    """Give the functions of a file that are in use the bodies they have in a mutant."""
    codes, others = _changed_codes(mutant, file), _other_defaults(mutant, file)
    for code, objects in functions_of([file]).items():
        place = (code.co_qualname, code.co_firstlineno)
        for each in objects:
            if place in codes:
                each.__code__ = _fitting(codes[place], each)
            for name, value in others.get(place, {}).items():
                _give(each, name, value)


def _fitting(code: CodeType, function: FunctionType) -> CodeType:
    """Give a body the free names of the function: Python lets no other in, and a mutant may use one less."""
    return code if code.co_freevars else code.replace(co_freevars=function.__code__.co_freevars)


def _other_defaults(mutant: Mutant, file: Path) -> dict[Place, dict[str, object]]:
    """Give the values that stand in for arguments left out, where the mutant has others; they are literals."""
    before, after = (list(_defaults(text)) for text in (file.read_text("utf-8"), mutant.text))
    found = {}
    for (place, had), (_, has) in zip(before, after, strict=True):
        if had != has:
            found[place] = {name: ast.literal_eval(text) for name, text in has.items() if had.get(name) != text}
    return found


def _defaults(text: str) -> Iterator[tuple[Place, dict[str, str]]]:
    def look(body: list[ast.stmt], within: str) -> Iterator[tuple[Place, dict[str, str]]]:
        for node in body:
            if isinstance(node, ast.FunctionDef):
                line = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                names = [*node.args.posonlyargs, *node.args.args]
                given = [*zip(reversed(names), reversed(node.args.defaults), strict=False)]
                given += [(n, d) for n, d in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if d]
                yield (within + node.name, line), {name.arg: ast.unparse(value) for name, value in given}
            elif isinstance(node, ast.ClassDef):
                yield from look(node.body, f"{within}{node.name}.")

    yield from look(ast.parse(text).body, "")


def _give(function: FunctionType, name: str, value: object) -> None:
    if function.__kwdefaults__ and name in function.__kwdefaults__:
        function.__kwdefaults__ = {**function.__kwdefaults__, name: value}
        return
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    defaults = list(function.__defaults__ or ())
    defaults[names.index(name) - code.co_argcount] = value
    function.__defaults__ = tuple(defaults)
