"""The scalar reading: conditions and award of one day as one Python function over complete facts.

It is written for speed and for nothing else: each fact is fetched once, figures are literals, every number is a whole
count of parts. Where a fact is missing it gives up (KeyError), and the three-valued reading decides.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable

from attrs import define, field

from intra_core.model.days import YEAR_END, add_days, add_months, fiscal_year, years_between
from intra_core.rules.functions import NoAnswer
from intra_core.rules.generated import function
from intra_core.rules.kinds import DAYS, Code, revision_of
from intra_core.rules.language import (
    Among,
    And,
    Band,
    Between,
    Call,
    Choose,
    Compare,
    Constant,
    Element,
    Fact,
    Greatest,
    Least,
    Lookup,
    Named,
    Node,
    Not,
    Or,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Shift,
    Sum,
    Unpublished,
    Walk,
    YearOf,
    facts_of,
    walk,
)

Decide = Callable[[dict[str, object]], tuple[int, int, int | None, int | None]]
"""Facts to: bits of unmet conditions, bits of unknown ones, least and greatest award (None: none)."""


class Incomplete(Exception):
    """These nodes hold a figure that nobody has published, so complete facts cannot decide them."""


_NAMES: dict[str, object] = {
    "KeyError": KeyError, "ValueError": ValueError, "any": any, "all": all, "sum": sum, "max": max, "min": min,
    "ZeroDivisionError": ZeroDivisionError, "bisect": bisect_right, "add_days": add_days, "add_months": add_months,
    "years_between": years_between, "fiscal_year": fiscal_year,
}  # fmt: skip


def decide(conditions: Iterable[Node], award: Node | None, otherwise: Decide) -> Decide:
    """Write and compile the function that decides all conditions and the award at once.

    Args:
        conditions: settled nodes; bit n of the answer is condition n.
        award: the settled award in minor units.
        otherwise: the reading to turn to when a fact is missing.

    Raises:
        Incomplete: if a figure is not published.
    """
    nodes = tuple(conditions)
    every = (*nodes, award) if award is not None else nodes
    if any(isinstance(each, Unpublished) for node in every for each in walk(node)):
        raise Incomplete
    writer = _Writer()
    failures = [writer.write(node.body if isinstance(node, Not) else Not(node)) for node in nodes]
    amount = writer.write(award) if award is not None else "None"
    body = [f"        {writer.facts[name]} = f[{name!r}]" for name in facts_of(*every)]
    body.extend(f"        {line}" for line in writer.lines)
    body.append("        u = 0")
    body.extend(
        f"        if {fails}: u |= {1 << bit}"
        for bit, fails in enumerate(failures)
        if fails not in {"False", "(not True)"}
    )
    body.append(f"        a = {amount}")
    body.append("        return u, 0, a, a")
    lines = [
        "def decide(f):",
        "    try:",
        *body,
        "    except (KeyError, ValueError, ZeroDivisionError):",
        "        return otherwise(f)",
    ]
    return function("decide", lines, {**_NAMES, **writer.constants, "otherwise": otherwise})


def _asking(node: Call) -> Callable[..., object]:
    """Give what asks a region's function; where it has no answer, KeyError hands it to the other reading."""

    def ask(*values: object) -> object:
        found = node.answer(values)
        if type(found) is NoAnswer:
            raise KeyError(node.name)
        return found

    return ask


@define
class _Writer:
    facts: dict[str, str] = field(factory=dict)
    named: dict[str, str] = field(factory=dict)
    constants: dict[str, object] = field(factory=dict)
    lines: list[str] = field(factory=list)
    extremes: int = 0

    def write(self, node: Node) -> str:  # noqa: C901, PLR0912 (one case per kind of node, and no other place for them)
        match node:
            case Fact():
                return self.facts.setdefault(node.name, f"f{len(self.facts)}")
            case Element():
                return f"{node.variable}_[{node.name!r}]"
            case Constant():
                return repr(node.value)
            case Named():
                if node.name not in self.named:
                    written = self.write(node.body)
                    self.named[node.name] = f"n{len(self.named)}"
                    self.lines.append(f"{self.named[node.name]} = {written}")
                return self.named[node.name]
            case Not():
                return f"(not {self.write(node.body)})"
            case And():
                return f"({' and '.join(map(self.write, node.parts))})"
            case Or():
                parts = [part for part in map(self.write, node.parts) if part != "False"]
                return f"({' or '.join(parts or ['False'])})"
            case Compare():
                return f"({self.write(node.left)} {node.sign} {self.write(node.right)})"
            case Among():
                return self._among(node)
            case Sum():
                return f"({self.write(node.left)} {'+' if node.sign > 0 else '-'} {self.write(node.right)})"
            case Product():
                return f"({self.write(node.left)} * {self.write(node.right)})"
            case Scaled():
                return f"({self.write(node.body)} * {node.factor})"
            case Least() | Greatest():
                return self._extreme(node)
            case Rounded():
                return self._rounded(node)
            case Choose():
                return f"({self.write(node.then)} if {self.write(node.condition)} else {self.write(node.other)})"
            case Lookup():
                return self._lookup(node)
            case Band():
                return self._band(node)
            case Shift():
                return self._shift(node)
            case Between():
                early, late = self.write(node.early), self.write(node.late)
                return f"({late} - {early})" if node.kind == DAYS else f"years_between({early}, {late})"
            case YearOf():
                end = self.write(node.end) if node.end is not None else str(YEAR_END)
                return f"fiscal_year({self.write(node.day)}, {end})"
            case Walk():
                return self._walk(node)
            case Call():
                return f"{self.constant(_asking(node))}({', '.join(map(self.write, node.arguments))})"
            case _:
                raise AssertionError(node)

    def constant(self, value: object) -> str:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def _extreme(self, node: Least | Greatest) -> str:
        sign = "<=" if isinstance(node, Least) else ">="
        found, *others = map(self.write, node.parts)
        for other in others:
            # A conditional expression takes a third of the time of min() and max().
            first, second = f"t{self.extremes}", f"t{self.extremes + 1}"
            self.extremes += 2
            found = f"({first} if ({first} := {found}) {sign} ({second} := {other}) else {second})"
        return found

    def _among(self, node: Among) -> str:
        item = self.write(node.item)
        if not isinstance(node.item.kind, Code):
            return f"({item} in {self.constant(node.members)})"
        revisions = sorted({revision_of(member) for member in node.members})
        if revisions == [""]:
            return self._headed(item, node.members)
        # A code of another revision is neither in the set nor out of it: KeyError hands it to the other reading.
        found = f"{self.constant({})}['revision']"
        for revision in reversed(revisions):
            members = frozenset(member for member in node.members if revision_of(member) == revision)
            head = f"{revision}:"
            found = f"({self._headed(item, members)} if {item}[:{len(head)}] == {head!r} else {found})"
        return found

    def _headed(self, item: str, members: frozenset[str]) -> str:
        lengths = sorted({len(member) for member in members})
        heads = (frozenset(member for member in members if len(member) == length) for length in lengths)
        # A slice looked up in a set is twice as fast as startswith with a tuple.
        tests = [f"{item}[:{length}] in {self.constant(head)}" for length, head in zip(lengths, heads, strict=True)]
        coarser = frozenset(member[:length] for member in members for length in range(len(member)))
        # A code that only begins like one of the set may be in it or not: KeyError, as for another revision.
        tests.append(f"({item} in {self.constant(coarser)} and {self.constant({})}['finer'])")
        return f"({' or '.join(tests)})"

    def _rounded(self, node: Rounded) -> str:
        times, over = node.step
        if isinstance(node.body, Quotient):
            above, below = self.write(node.body.left), self.write(node.body.right)
            divisor = f"({below} * {over})" if over != 1 else below
        else:
            above, divisor = self.write(node.body), str(over)
        dividend = f"{above} * {times}" if times != 1 else above
        if divisor == "1":
            return f"({dividend})"
        if node.how == "down":
            return f"({dividend} // {divisor})"
        if node.how == "up":
            return f"(-(-({dividend}) // {divisor}))"
        return f"((2 * ({dividend}) + {divisor}) // (2 * {divisor}))"

    def _lookup(self, node: Lookup) -> str:
        rows = {words: row.value for words, row in node.rows.items() if isinstance(row, Constant)}
        if len(node.keys) == 1:
            single = self.constant({words[0]: value for words, value in rows.items()})
            return f"{single}[{self.write(node.keys[0])}]"
        return f"{self.constant(rows)}[{', '.join(map(self.write, node.keys))}]"

    def _band(self, node: Band) -> str:
        bounds = self.constant([bound.value for bound, _ in node.rows if isinstance(bound, Constant)])
        words = self.constant(
            {place: word for place, (_, word) in enumerate(node.rows, 1)}
        )  # 0 is below the first band
        return f"{words}[bisect({bounds}, {self.write(node.number)})]"

    def _shift(self, node: Shift) -> str:
        day, amount = self.write(node.day), self.write(node.amount)
        if node.unit == "days":
            return f"add_days({day}, {'' if node.sign > 0 else '-'}{amount})"
        return f"add_months({day}, {amount if node.unit == 'months' else f'12 * {amount}'})"

    def _walk(self, node: Walk) -> str:
        records = self.write(node.records)
        loop = f"for {node.variable or 'x'}_ in {records}"
        where = f" if {self.write(node.where)}" if node.where is not None else ""
        if node.how == "count":
            return f"sum([1 {loop}{where}])"
        body = self.write(node.body)
        inner = f"[{body} {loop}{where}]" if node.how in {"sum", "max", "min"} else f"({body} {loop}{where})"
        return f"{node.how}({inner})" if inner.startswith("[") else f"{node.how}{inner}"
