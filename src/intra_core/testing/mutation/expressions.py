"""The mutants of one line: what an author's expression would be with one thing in it changed."""

import ast
from collections.abc import Callable, Iterator

from attrs import frozen

from intra_core.rules.parse import Source, parse
from intra_core.testing.mutation.kinds import MutantKind

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip
_OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "in": "not in", "not in": "in"}
_NAMED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@frozen
class Changed:
    """A line with one thing in it changed."""

    kind: MutantKind
    text: str


def changed_lines(text: str, days: Callable[[str, str | None], str | None]) -> Iterator[Changed]:
    """Give a line with one thing in it changed, once for each thing that can be.

    Args:
        text: the line, which is right as it stands.
        days: names the day that is read in place of a name; None if the name is no day. Of a field of a record it is
            given the letter's list as well.

    >>> [each.text for each in changed_lines("a >= b and not c", lambda *_: None)]
    ['a >= b or not c', 'not c', 'a >= b', 'a > b and not c', 'a >= b and c']
    """
    source, tree = parse(text)
    yield from _Line(text, source, days).changed(tree, {})


@frozen
class _Line:
    text: str
    source: Source
    days: Callable[[str, str | None], str | None]

    def changed(self, tree: ast.AST, letters: dict[str, str]) -> Iterator[Changed]:
        """Give the changes of a form and of those inside it; `letters` stand for records of lists."""
        match tree:
            case ast.BoolOp():
                yield from self._joined(tree)
            case ast.Compare():
                yield from self._compared(tree)
            case ast.UnaryOp():
                yield self._put(MutantKind.NOT, tree, self._of(tree.operand))
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                yield self._between(
                    MutantKind.SIGN, tree.left, tree.right, "-" if isinstance(tree.op, ast.Add) else "+"
                )
            case ast.IfExp():
                turned = f"{self._of(tree.orelse)} if {self._of(tree.test)} else {self._of(tree.body)}"
                yield self._put(MutantKind.CHOICE, tree, turned)
            case ast.Call(func=ast.Name(id=name)) if name in _NAMED:
                kind = MutantKind.EXTREME if name in {"min", "max"} else MutantKind.QUANTIFIER
                yield self._put(kind, tree.func, _NAMED[name])
            case ast.Attribute() | ast.Name():
                yield from self._day(tree, letters)
                return
            case ast.GeneratorExp():
                walk = tree.generators[0]
                letters = {**letters, ast.unparse(walk.target): self._of(walk.iter)}
                if walk.ifs:
                    yield self._cut(MutantKind.WHERE, self.source.end(walk.iter), self.source.end(walk.ifs[-1]), walk)
            case _:
                pass
        for inside in ast.iter_child_nodes(tree):
            if not (isinstance(tree, ast.Call) and inside is tree.func):
                yield from self.changed(inside, letters)

    def _joined(self, tree: ast.BoolOp) -> Iterator[Changed]:
        word = "or" if isinstance(tree.op, ast.And) else "and"
        parts = [self._of(each) for each in tree.values]
        yield self._put(MutantKind.JOINING, tree, f" {word} ".join(parts))
        word = "and" if word == "or" else "or"
        for place in range(len(parts)):
            yield self._put(MutantKind.PART, tree, f" {word} ".join((*parts[:place], *parts[place + 1 :])))

    def _compared(self, tree: ast.Compare) -> Iterator[Changed]:
        operands = [tree.left, *tree.comparators]
        for place, sign in enumerate(tree.ops):
            other = _OTHER[_SIGNS[type(sign)]]
            yield self._between(MutantKind.COMPARISON, operands[place], operands[place + 1], other)

    def _day(self, tree: ast.Attribute | ast.Name, letters: dict[str, str]) -> Iterator[Changed]:
        name = ast.unparse(tree)
        letter, _, field = name.partition(".")
        other = self.days(field, letters[letter]) if letter in letters and field else self.days(name, None)
        if other is not None:
            yield self._put(MutantKind.DATE, tree, f"{letter}.{other}" if letter in letters and field else other)

    def _of(self, tree: ast.expr) -> str:
        """Give the text of a form, in brackets where what stands around it could take it apart."""
        text = self.text[self.source.index(tree) : self.source.end(tree)]
        return f"({text})" if isinstance(tree, ast.BoolOp | ast.IfExp) else text

    def _put(self, kind: MutantKind, tree: ast.expr, written: str) -> Changed:
        """Put something in the place of a form."""
        return Changed(kind, self.text[: self.source.index(tree)] + written + self.text[self.source.end(tree) :])

    def _between(self, kind: MutantKind, left: ast.expr, right: ast.expr, sign: str) -> Changed:
        """Put another sign between two forms, with the brackets that stand around them."""
        start, stop = self.source.end(left), self.source.index(right)
        before, after = self.text[start:stop], ""
        closing = len(before) - len(before.lstrip(" \t\r\n)"))
        opening = before[closing:]
        after = opening[len(opening.rstrip(" \t\r\n(")) :]
        return Changed(
            kind, f"{self.text[:start]}{before[:closing].rstrip()} {sign} {after.lstrip()}{self.text[stop:]}"
        )

    def _cut(self, kind: MutantKind, start: int, stop: int, walk: ast.comprehension) -> Changed:
        """Take out all that stands behind the list of a walk; brackets around either belong to them."""
        opened = self.text[start : self.source.index(walk.ifs[0])]
        closing = len(opened) - len(opened.lstrip(" \t\r\n)"))
        kept = opened[:closing].rstrip()
        rest = self.text[stop:]
        missing = opened[closing:].count("(")
        while missing:
            rest = rest[rest.index(")") + 1 :]
            missing -= 1
        return Changed(kind, self.text[:start] + kept + rest)
