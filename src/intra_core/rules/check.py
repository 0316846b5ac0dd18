"""From a syntax tree to nodes whose names are known and whose kinds and units fit."""

import ast
from collections.abc import Mapping

from attrs import frozen

from intra_core.errors import did_you_mean
from intra_core.rules.kinds import (
    DAYS,
    MONTHS,
    YEARS,
    Choice,
    Code,
    Day,
    Kind,
    MonthDay,
    Number,
    Records,
    Text,
    YesNo,
    number_of,
)
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Between,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Node,
    Not,
    Or,
    Product,
    Quotient,
    Shift,
    Sum,
    Walk,
    YearOf,
)
from intra_core.rules.limits import lowest, whole
from intra_core.rules.parse import Fault, Source, parse
from intra_core.rules.scope import BandShape, NamedSet, Scope, TableShape

_SIGNS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
_FUNCTIONS = frozenset(
    {
        "min",
        "max",
        "any",
        "all",
        "count",
        "sum",
        "add_months",
        "add_years",
        "years_between",
        "year",
        "fiscal_year",
        "band",
    }
)
_WALKS = frozenset({"any", "all", "count", "sum", "max", "min"})


def check(
    text: str,
    scope: Scope,
    wanted: type[Kind] | None = None,
    *,
    rounded: bool = False,
    variables: Mapping[str, Fact] | None = None,
) -> Node:
    """Read an expression and find the meaning and kind of everything in it.

    Args:
        text: what the author wrote.
        scope: where its names are looked up.
        wanted: the kind the whole must have, if one is asked for.
        rounded: whether the whole will be rounded, so that it may be a quotient.
        variables: lists whose records the text speaks of by a letter.

    Raises:
        Fault: for the first thing that is not right, with its index in the text.

    >>> from intra_core.rules.scope import PlainScope
    >>> scope = PlainScope({"undertaking.insolvent": Fact("undertaking.insolvent", YesNo())})
    >>> check("not undertaking.insolvent", scope)
    Not(body=Fact(name='undertaking.insolvent', ...), kind=YesNo())
    """
    source, tree = parse(text)
    checker = _Checker(source, scope, variables or {})
    try:
        node = checker.ratio(tree) if rounded else checker.node(tree)
    except RecursionError:
        raise source.fault(tree, "too many definitions stand one upon another", "say it in fewer") from None
    if wanted is not None and not isinstance(node.kind, wanted):
        expected = {YesNo: "yes or no", Number: "a number", Day: "a day"}.get(wanted, wanted.__name__)
        raise source.fault(tree, f"this gives {node.kind}, but {expected} is wanted here")
    return node


@frozen(hash=False)
class _Checker:
    source: Source
    scope: Scope
    variables: Mapping[str, Fact | Element] = {}

    def ratio(self, tree: ast.expr) -> Node:
        """Check what may be a quotient, or a product or quotient of one: the only place where one may stand."""
        if not (isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Mult | ast.Div)):
            return self.node(tree)
        left, right = self.ratio(tree.left), self.ratio(tree.right)
        first, second = self.operand(tree.left, left), self.operand(tree.right, right)
        if isinstance(tree.op, ast.Mult):
            return Product(left, right, first.times(second))
        if lowest(right) <= 0:
            raise self.fault(
                tree.right, f"{ast.unparse(tree.right)!r} may be zero", "divide by what is always above zero"
            )
        return Quotient(left, right, first.times(second, -1))

    def node(self, tree: ast.expr) -> Node:
        match tree:
            case ast.BoolOp():
                parts = tuple(self.truth(part) for part in tree.values)
                return And(parts) if isinstance(tree.op, ast.And) else Or(parts)
            case ast.UnaryOp():
                return Not(self.truth(tree.operand))
            case ast.Compare():
                return self.comparison(tree)
            case ast.BinOp():
                return self.arithmetic(tree)
            case ast.IfExp():
                return self.choice(tree)
            case ast.Call():
                return self.call(tree)
            case ast.Subscript():
                return self.lookup(tree)
            case ast.Attribute() | ast.Name():
                return self.named(tree)
            case ast.Constant(value=str()):
                raise self.fault(tree, "a word stands only beside the fact it is compared with")
            case ast.Constant(value=bool() | None):
                raise self.fault(
                    tree, f"{tree.value!r} is not in the language", "write the condition itself, or 'not' before it"
                )
            case ast.Constant():
                raise self.fault(tree, "'...' is not in the language")
            case _:
                raise self.fault(tree, "this form cannot stand here")

    def fault(self, tree: ast.expr, says: str, instead: str | None = None) -> Fault:
        return self.source.fault(tree, says, instead)

    def truth(self, tree: ast.expr) -> Node:
        node = self.node(tree)
        if not isinstance(node.kind, YesNo):
            raise self.fault(
                tree, f"{ast.unparse(tree)!r} is {_article(node.kind)}, not yes or no", "compare it with something"
            )
        return node

    def number(self, tree: ast.expr) -> Node:
        node = self.node(tree)
        if not isinstance(node.kind, Number):
            raise self.fault(tree, f"{ast.unparse(tree)!r} is {_article(node.kind)}, not a number")
        return node

    def day(self, tree: ast.expr) -> Node:
        node = self.node(tree)
        if not isinstance(node.kind, Day):
            raise self.fault(tree, f"{ast.unparse(tree)!r} is {_article(node.kind)}, not a day")
        return node

    # names

    def named(self, tree: ast.Attribute | ast.Name) -> Node:
        full = _dotted(tree)
        if full is None:
            raise self.fault(tree, "a name is words joined by dots")
        first, _, rest = full.partition(".")
        if first in self.variables:
            return self.element(tree, self.variables[first], first, rest)
        meaning = self.scope.meaning(full)
        if meaning is None:
            raise self.fault(tree, f"unknown name {full!r}", did_you_mean(full, [*self.scope.names(), *self.variables]))
        if isinstance(meaning, NamedSet):
            raise self.fault(tree, f"{full!r} is a set", f"write 'something in {full}'")
        if isinstance(meaning, TableShape):
            raise self.fault(tree, f"{full!r} is a table", f"write '{full}[a fact]'")
        if isinstance(meaning, BandShape):
            raise self.fault(tree, f"{full!r} names bands", f"write 'band(a number, {full})'")
        return meaning

    def element(self, tree: ast.expr, records: Fact | Element, variable: str, rest: str) -> Element:
        kind = records.kind
        assert isinstance(kind, Records)  # noqa: S101 (variables only ever stand for lists)
        if rest not in kind.fields:
            says = f"{records.name!r} has no field {rest!r}" if rest else f"{variable!r} is a whole record"
            raise self.fault(tree, says, did_you_mean(rest, kind.fields))
        owner = f"{records.list_name}.{records.name}" if isinstance(records, Element) else records.name
        return Element(variable, owner, rest, kind.fields[rest], *kind.limit(rest))

    # comparison

    def comparison(self, tree: ast.Compare) -> Node:
        parts: list[Node] = []
        left = tree.left
        for sign, right in zip(tree.ops, tree.comparators, strict=True):
            parts.append(self.pair(left, sign, right))
            left = right
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Node:
        if isinstance(sign, ast.In | ast.NotIn):
            member = self.membership(left, right)
            return Not(member) if isinstance(sign, ast.NotIn) else member
        written = _SIGNS[type(sign)]
        if isinstance(left, ast.Constant) and isinstance(left.value, str):
            left, right, written = right, left, {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(written, written)
        first = self.node(left)
        second = (
            self.word(right, first)
            if isinstance(right, ast.Constant) and isinstance(right.value, str)
            else self.node(right)
        )
        if not _comparable(first.kind, second.kind):
            says = (
                f"{ast.unparse(left)!r} is {_article(first.kind)} and {ast.unparse(right)!r} is {_article(second.kind)}"
            )
            raise self.fault(right, f"{says}: they cannot be compared")
        if isinstance(first.kind, YesNo):
            raise self.fault(left, "yes or no is not compared", "write the fact itself, or 'not' before it")
        if isinstance(first.kind, Choice | Code | Text) and written not in {"==", "!="}:
            raise self.fault(left, f"{_article(first.kind)} has no order", "compare with '==', '!=' or 'in'")
        return Compare(written, first, second)

    def word(self, tree: ast.Constant, beside: Node) -> Constant:
        if isinstance(beside.kind, Choice) and tree.value not in beside.kind.values:
            raise self.fault(
                tree, f"{tree.value!r} is never said there", did_you_mean(str(tree.value), beside.kind.values)
            )
        if isinstance(beside.kind, Choice | Text):
            return Constant(str(tree.value), beside.kind)
        if isinstance(beside.kind, Code):
            raise self.fault(tree, "a code is not compared with a word", "name a set of codes and write 'in'")
        instead = "give it a name under [parameter]" if isinstance(beside.kind, Number | Day) else None
        raise self.fault(tree, f"{tree.value!r} is a word, but beside it stands {_article(beside.kind)}", instead)

    def membership(self, left: ast.expr, right: ast.expr) -> Among:
        item = self.node(left)
        full = _dotted(right)
        meaning = self.scope.meaning(full) if full else None
        if full and meaning is None:
            raise self.fault(right, f"unknown set {full!r}", did_you_mean(full, self.scope.names()))
        if not isinstance(meaning, NamedSet):
            raise self.fault(right, f"{ast.unparse(right)!r} is not a set", "name one under [set]")
        if isinstance(item.kind, Choice) and meaning.scheme is None:
            strange = sorted(meaning.members - item.kind.values)
            if strange:
                raise self.fault(right, f"the set {full!r} holds {strange[0]!r}, which {ast.unparse(left)!r} never is")
        elif isinstance(item.kind, Code) and meaning.scheme != item.kind.scheme:
            raise self.fault(right, f"the set {full!r} holds no {item.kind.scheme.upper()} codes")
        elif not isinstance(item.kind, Code | Choice | Text) or (meaning.scheme and not isinstance(item.kind, Code)):
            raise self.fault(left, f"{ast.unparse(left)!r} is {_article(item.kind)} and cannot be in the set {full!r}")
        return Among(item, meaning.members, meaning.name)

    # arithmetic

    def arithmetic(self, tree: ast.BinOp) -> Node:
        left, right = self.node(tree.left), self.node(tree.right)
        sign = -1 if isinstance(tree.op, ast.Sub) else 1
        if isinstance(left.kind, Day) and isinstance(tree.op, ast.Add | ast.Sub):
            if right.kind == DAYS:
                return Shift(left, self.whole(tree.right, right), "days", sign)
            if isinstance(right.kind, Day) and sign < 0:
                return Between(right, left, DAYS)
            says = f"{_article(left.kind)} and {_article(right.kind)} cannot be {'subtracted' if sign < 0 else 'added'}"
            raise self.fault(tree.right, says, "a day is moved by days; by months and years with add_months, add_years")
        first, second = self.operand(tree.left, left), self.operand(tree.right, right)
        if isinstance(tree.op, ast.Mult):
            return Product(left, right, first.times(second))
        if isinstance(tree.op, ast.Div):
            raise self.fault(
                tree, "a quotient must be rounded", "give it a [define] of its own that names its rounding"
            )
        if first != second:
            verb = "subtracted" if sign < 0 else "added"
            raise self.fault(tree.right, f"{first} and {second} cannot be {verb}")
        return Sum(left, right, sign, first)

    def operand(self, tree: ast.expr, node: Node) -> Number:
        if not isinstance(node.kind, Number):
            raise self.fault(tree, f"{ast.unparse(tree)!r} is {_article(node.kind)}, not a number")
        return node.kind

    def whole(self, tree: ast.expr, node: Node) -> Node:
        if not whole(node):
            says = f"{ast.unparse(tree)!r} may be a part of one of the {node.kind}, and a day is moved by whole ones"
            raise self.fault(tree, says, "give it a [define] of its own that names its rounding")
        return node

    def choice(self, tree: ast.IfExp) -> Node:
        condition = self.truth(tree.test)
        first_word, second_word = (
            isinstance(each, ast.Constant) and isinstance(each.value, str) for each in (tree.body, tree.orelse)
        )
        if first_word and second_word:
            words = frozenset({str(tree.body.value), str(tree.orelse.value)})  # type: ignore[attr-defined] # both are constants
            kind = Choice(words)
            return Choose(condition, Constant(tree.body.value, kind), Constant(tree.orelse.value, kind), kind)  # type: ignore[attr-defined] # both are constants
        then = Constant("", Choice(frozenset())) if first_word else self.node(tree.body)
        other = Constant("", Choice(frozenset())) if second_word else self.node(tree.orelse)
        if first_word:
            then = Constant(tree.body.value, Choice(frozenset({tree.body.value})))  # type: ignore[attr-defined] # a constant
        if second_word:
            other = Constant(tree.orelse.value, Choice(frozenset({tree.orelse.value})))  # type: ignore[attr-defined] # a constant
        if isinstance(then.kind, Choice) and isinstance(other.kind, Choice):
            return Choose(condition, then, other, Choice(then.kind.values | other.kind.values))
        if then.kind != other.kind:
            raise self.fault(tree.orelse, f"one branch is {_article(then.kind)}, the other {_article(other.kind)}")
        if isinstance(then.kind, Records):
            raise self.fault(tree, "a list cannot be chosen", "choose between what the lists come to")
        return Choose(condition, then, other, then.kind)

    # calls

    def call(self, tree: ast.Call) -> Node:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ast.unparse(tree.func)
        if name not in _FUNCTIONS:
            raise self.fault(tree, f"unknown function {name!r}", did_you_mean(name, _FUNCTIONS))
        if name in _WALKS and len(tree.args) == 1:
            return self.walk(name, tree.args[0])
        if name in {"min", "max"}:
            return self.extreme(tree, name)
        return self.function(tree, name)

    def extreme(self, tree: ast.Call, name: str) -> Node:
        parts = tuple(self.node(part) for part in tree.args)
        if not parts:
            raise self.fault(tree, f"'{name}' needs at least two values")
        for written, part in zip(tree.args, parts, strict=True):
            if not isinstance(part.kind, Number | Day):
                raise self.fault(written, f"{ast.unparse(written)!r} is {_article(part.kind)} and has no size")
            if part.kind != parts[0].kind:
                raise self.fault(written, f"{parts[0].kind} and {part.kind} cannot be compared")
        return Least(parts, parts[0].kind) if name == "min" else Greatest(parts, parts[0].kind)

    def function(self, tree: ast.Call, name: str) -> Node:
        wanted = {"year": 1}.get(name, 2)
        if len(tree.args) != wanted or name in _WALKS:
            raise self.fault(
                tree, f"'{name}' takes {wanted if name not in _WALKS else 1} value(s), not {len(tree.args)}"
            )
        if name == "band":
            return self.band(tree)
        first = self.day(tree.args[0])
        if name == "year":
            return YearOf(first, None, YEARS)
        if name == "years_between":
            return Between(first, self.day(tree.args[1]), YEARS)
        second = self.node(tree.args[1])
        if name == "fiscal_year":
            if not isinstance(second.kind, MonthDay):
                raise self.fault(
                    tree.args[1], f"{ast.unparse(tree.args[1])!r} is {_article(second.kind)}, not a day of the year"
                )
            return YearOf(first, second, YEARS)
        unit = MONTHS if name == "add_months" else YEARS
        if second.kind != unit:
            raise self.fault(tree.args[1], f"{ast.unparse(tree.args[1])!r} is {_article(second.kind)}, not {unit}")
        return Shift(first, self.whole(tree.args[1], second), str(unit), 1)

    def band(self, tree: ast.Call) -> Node:
        full = _dotted(tree.args[1])
        shape = self.scope.meaning(full) if full else None
        if not isinstance(shape, BandShape):
            raise self.fault(
                tree.args[1], f"{ast.unparse(tree.args[1])!r} names no bands", "give a [parameter] a list of bands"
            )
        number = self.number(tree.args[0])
        if number.kind != shape.number:
            raise self.fault(tree.args[0], f"{number.kind} cannot fall in bands of {shape.number}")
        return Band(shape.name, number, (), Choice(shape.words))

    def lookup(self, tree: ast.Subscript) -> Node:
        full = _dotted(tree.value)
        shape = self.scope.meaning(full) if full else None
        if not isinstance(shape, TableShape):
            raise self.fault(
                tree.value, f"{ast.unparse(tree.value)!r} is not a table", "give a [parameter] a table as its value"
            )
        written = tree.slice.elts if isinstance(tree.slice, ast.Tuple) else [tree.slice]
        if len(written) != len(shape.keys):
            raise self.fault(tree, f"the table {full!r} is looked up by {len(shape.keys)} word(s), not {len(written)}")
        keys = tuple(self.node(each) for each in written)
        for each, key, words in zip(written, keys, shape.keys, strict=True):
            if not isinstance(key.kind, Choice):
                raise self.fault(each, f"{ast.unparse(each)!r} is {_article(key.kind)}, not a word of a closed list")
            missing = sorted(key.kind.values - words)
            if missing:
                raise self.fault(
                    each,
                    f"the table {full!r} has no row for {missing[0]!r}",
                    'give one, with value "unknown" if nobody knows',
                )
        return Lookup(shape.name, keys, {}, shape.kind, shape.sign)

    # lists

    def walk(self, how: str, argument: ast.expr) -> Node:
        if not isinstance(argument, ast.GeneratorExp):
            records = self.node(argument)
            if how == "count" and isinstance(records, Fact | Element) and isinstance(records.kind, Records):
                return Walk(
                    "count", "", records, Constant(value=True, kind=YesNo()), None, number_of(records.kind.unit)
                )
            raise self.fault(argument, f"'{how}' walks a list", f"write {how}(… for x in a list)")
        if len(argument.generators) > 1:
            raise self.fault(argument, "one list at a time", "put one any(…) or sum(…) inside the other")
        walked = argument.generators[0]
        if not isinstance(walked.target, ast.Name):
            raise self.fault(walked.target, "one name stands for the record")
        name = walked.target.id
        if name in self.variables or self.scope.meaning(name) is not None:
            raise self.fault(walked.target, f"{name!r} already means something", "take another letter")
        records = self.node(walked.iter)
        if not isinstance(records.kind, Records):
            raise self.fault(walked.iter, f"{ast.unparse(walked.iter)!r} is {_article(records.kind)}, not a list")
        if not isinstance(records, Fact | Element):
            raise self.fault(
                walked.iter, f"{ast.unparse(walked.iter)!r} is another name for a list", "walk the list by its own name"
            )
        inner = _Checker(self.source, self.scope, {**self.variables, name: records})
        where = None
        if walked.ifs:
            tests = tuple(inner.truth(test) for test in walked.ifs)
            where = tests[0] if len(tests) == 1 else And(tests)
        return inner.walked(argument.elt, how, name, records, where)

    def walked(self, tree: ast.expr, how: str, name: str, records: Fact | Element, where: Node | None) -> Node:
        assert isinstance(records.kind, Records)  # noqa: S101 (checked by the caller)
        if how == "count":
            if not (isinstance(tree, ast.Name) and tree.id == name):
                raise self.fault(tree, "'count' counts whole records", f"write count({name} for {name} in … if …)")
            return Walk(how, name, records, Constant(value=True, kind=YesNo()), where, number_of(records.kind.unit))
        if how in {"any", "all"}:
            return Walk(how, name, records, self.truth(tree), where, YesNo())
        body = self.node(tree)
        if not isinstance(body.kind, Number) and (how == "sum" or not isinstance(body.kind, Day)):
            raise self.fault(tree, f"'{how}' cannot take {_article(body.kind)}")
        return Walk(how, name, records, body, where, body.kind)


def _dotted(tree: ast.expr) -> str | None:
    if isinstance(tree, ast.Name):
        return tree.id
    if isinstance(tree, ast.Attribute):
        before = _dotted(tree.value)
        return f"{before}.{tree.attr}" if before else None
    return None


def _comparable(left: Kind, right: Kind) -> bool:
    if isinstance(left, Choice) and isinstance(right, Choice):
        return bool(left.values & right.values)
    return left == right and not isinstance(left, Records)


def _article(kind: Kind) -> str:
    if isinstance(kind, Number):
        return "a rate" if not kind.unit else f"an amount in {kind}" if kind.currency else f"a number of {kind}"
    return {YesNo: "yes or no", Day: "a day", MonthDay: "a day of the year", Text: "a text", Records: "a list"}.get(
        type(kind), "a code" if isinstance(kind, Code) else "a word of a closed list"
    )
