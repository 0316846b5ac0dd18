"""The prose reading: a rule as a sentence, from one pattern per node and language."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from intra_core.rules.figures import Bands, Figure, Known, Open, Table
from intra_core.rules.kinds import DAYS, SECONDS, Choice, Code, Day, Kind, Number, Records, Text, YesNo
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
    Parameter,
    Product,
    Quotient,
    Rounded,
    Scaled,
    Shift,
    Sum,
    Unpublished,
    Walk,
    YearOf,
)
from intra_core.rules.languages import tongue
from intra_core.rules.languages.tongue import Clause, Tongue
from intra_core.rules.values import MOST_SHOWN, Words, Writer

_CONTRARY = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


def sentence(node: Node, figures: Mapping[str, Figure], words: Words, language: str) -> str:
    """Say a rule in a language, with its figures as they are on one day.

    Args:
        node: the rule with its names, not yet settled: a condition, or a value such as an award.
        figures: what its parameters are on the day; one that is not there is said by its name alone.
        words: what things are called.
        language: its code; where there are no sentences in it, English stands in.

    Returns:
        A sentence that begins with a capital and ends without a full stop.

    Raises:
        KeyError: if something has no label.

    >>> from intra_core.rules.kinds import number_of
    >>> class Plain:
    ...     def label(self, name: str, language: str) -> str:
    ...         return {"grant": "grant", "floor": "smallest grant"}[name]
    ...     def word(self, word: str, language: str) -> str:
    ...         return word
    ...     def unit_forms(self, unit: str, language: str) -> tuple[str, ...]:
    ...         return (unit, unit)
    >>> euro = number_of("EUR")
    >>> rule = Compare(">=", Fact("grant", euro), Parameter("floor", euro))
    >>> sentence(rule, {"floor": Known(Fraction(1000))}, Plain(), "en")
    'The grant is at least the smallest grant (EUR 1,000.00)'
    """
    teller = _Teller(Writer(words, tongue(language)), figures)
    text = teller.tongue.tidied(teller.clause(node) if isinstance(node.kind, YesNo) else teller.phrase(node))
    return re.sub(r"[^\W\d_]", lambda found: found[0].upper(), text, count=1)


@frozen
class _Teller:
    """Says nodes: statements as clauses, all else as phrases that stand in the nominative."""

    writer: Writer
    figures: Mapping[str, Figure]

    @property
    def tongue(self) -> Tongue:
        """The language everything is said in."""
        return self.writer.tongue

    # statements

    def clause(self, node: Node, conjunction: str | None = None, *, denied: bool = False, inner: bool = False) -> str:
        """Say a statement or its contrary, behind a conjunction if there is one; `inner` puts several into brackets."""
        if conjunction and not self.tongue.enclitics:
            return f"{conjunction} {self.clause(node, denied=denied, inner=inner)}"
        match node:
            case Not():
                return self.clause(node.body, conjunction, denied=not denied, inner=inner)
            case And() | Or():
                text, several = self.several(node, conjunction, denied=denied)
                return f"({text})" if inner and several else text
            case Choose():
                then, other = (self.clause(part, "", denied=denied, inner=True) for part in (node.then, node.other))
                condition = self.clause(node.condition, self.tongue.conjunctions["if"], inner=True)
                text = self.tongue.phrase(Choose, "yes-no", condition=condition, then=then, other=other)
                text = f"{conjunction} {text}" if conjunction else text
                return f"({text})" if inner else text
            case Compare():
                single = self.compared([node], denied=denied)
            case Constant():
                single = self.tongue.clause(Constant, "always" if bool(node.value) != denied else "never")
            case Walk():
                text = self.tongue.ordered(self.quantified(node, denied=denied), conjunction)
                return f"({text})" if inner and (node.where is not None or isinstance(node.body, And | Or)) else text
            case _:
                single = _SINGLE[type(node)](self, node)
                single = self.tongue.denied(single, Not) if denied else single
        return self.tongue.ordered(single, conjunction)

    def several(self, node: And | Or, conjunction: str | None, *, denied: bool) -> tuple[str, bool]:
        """Say parts that hold together or in place of each other, and whether there is more than one."""
        first = node.parts[0]
        if isinstance(node, Or) and isinstance(first, Not) and not denied and len(node.parts) > 1:
            guard = self.clause(first.body, self.tongue.conjunctions["if"], inner=True)
            rest = node.parts[1] if len(node.parts) == 2 else Or(node.parts[1:])  # noqa: PLR2004 (a guard and one thing)
            text = self.tongue.phrase(Or, "guard", guard=guard, body=self.clause(rest, "", inner=True))
            return f"{conjunction} {text}" if conjunction else text, True
        texts: list[str] = []
        parts = _flat(node)
        while parts:
            alike = self.alike(parts, "==" if isinstance(node, Or) else "!=")
            between = None if denied else self.between(parts)
            if len(alike) > 1:
                texts.append(self.tongue.ordered(self.compared(alike, denied=denied), conjunction))
            elif between is not None:
                texts.append(self.tongue.ordered(between, conjunction))
            else:
                texts.append(self.clause(parts[0], conjunction, denied=denied, inner=True))
            parts = parts[max(len(alike), 2 if between is not None else 1) :]
        return self.tongue.listed(texts, "or" if isinstance(node, Or) != denied else "and"), len(texts) > 1

    def alike(self, parts: list[Node], sign: str) -> list[Compare]:
        """Gather parts that compare one value with one word after another, to be said at once."""
        found: list[Compare] = []
        for part in parts:
            if not isinstance(part, Compare) or part.sign != sign or _family(part.left.kind, sign) != "word":
                break
            if found and part.left != found[0].left:
                break
            found.append(part)
        return found

    def between(self, parts: list[Node]) -> Clause | None:
        """Say `low <= x and x <= high` at once, if the parts begin like that."""
        match parts:
            case [Compare("<=", low, body), Compare("<=", same, high), *_] if body == same:
                pass
            case [Compare(">=", high, body), Compare(">=", same, low), *_] if body == same:
                pass
            case _:
                return None
        variant = _family(body.kind, "<=")
        low_text, high_text = self.phrase(low), self.phrase(high)
        return self.tongue.clause(And, variant, body=self.phrase(body), low=low_text, high=high_text)

    def compared(self, nodes: list[Compare], *, denied: bool) -> Clause:
        """Say how one value compares with another, or with several words."""
        node = nodes[0]
        sign = _CONTRARY[node.sign] if denied else node.sign
        right = self.tongue.listed([self.phrase(each.right) for each in nodes], "or" if sign == "==" else "nor")
        variant = f"{_family(node.left.kind, sign)} {sign}"
        return self.tongue.clause(Compare, variant, left=self.phrase(node.left), right=right)

    def quantified(self, node: Walk, *, denied: bool) -> Clause:
        """Say what holds for one, for none or for all records of a list; not for all is for one that it does not."""
        that = self.tongue.conjunctions["that"]
        if node.how == "all" and not denied:
            told = self.clause(node.body, that)
            return self.tongue.clause(Walk, "all", **self.records(node), body=told)
        body = Not(node.body) if node.how == "all" else node.body
        told = self.clause(body if node.where is None else And((node.where, body)), that)
        variant = "none" if denied and node.how == "any" else "any"
        return self.tongue.clause(Walk, variant, **self.records(node), body=told)

    def records(self, node: Walk) -> dict[str, str]:
        """Say which records of which list."""
        kind = node.records.kind
        assert isinstance(kind, Records)  # noqa: S101 (the checker walks lists only)
        forms = self.writer.forms(kind.unit)
        where = ""
        if node.where is not None:
            told = self.clause(node.where, self.tongue.conjunctions["that"])
            where = self.tongue.phrase(Walk, "where one" if node.how == "all" else "where many", where=told)
        return {"one": forms[0], "many": forms[-1], "where": where}

    def labelled(self, node: Fact | Element | Named) -> Clause:
        """Take the label of a yes-or-no for what it is: a statement."""
        return self.tongue.stated(self.writer.label(_name(node)))

    def decided(self, node: Parameter) -> Clause:
        """Say a yes-or-no that is a figure, with what it is on the day."""
        figure, label = self.figures.get(node.name), self.writer.label(node.name)
        if isinstance(figure, Known | Open):
            value = self.writer.figure(node.kind, figure)
            label = self.tongue.phrase(Parameter, "yes-no", label=label, value=value)
        return self.tongue.stated(label)

    def unpublished(self, _: Unpublished) -> Clause:
        """Say that nobody knows whether something is in force."""
        return self.tongue.clause(Unpublished, "yes-no")

    def among(self, node: Among) -> Clause:
        """Say that a word or code is in a set, with its members where they are few."""
        scheme = node.item.kind.scheme if isinstance(node.item.kind, Code) else None
        if scheme is not None:
            members = self.writer.codes(scheme, node.members)
        else:
            members = self.tongue.listed(sorted(map(self.writer.word, node.members)), "or")
        item = self.phrase(node.item)
        if node.set_name is None:
            return self.tongue.clause(Among, "unnamed", item=item, members=members)
        shown = f" ({members})" if len(node.members) <= MOST_SHOWN else ""
        label = self.writer.label(node.set_name)
        return self.tongue.clause(Among, scheme or "words", item=item, label=label, members=shown)

    def found(self, node: Lookup) -> Clause:
        """Say a yes-or-no that is found in a table."""
        return self.tongue.clause(Lookup, "yes-no", value=self.phrase(node))

    def answered(self, node: Call) -> Clause:
        """Say a yes-or-no that a region's function gives: its label is a statement."""
        label, arguments = self.writer.label(node.name), self.arguments(node)
        return self.tongue.stated(self.tongue.phrase(Call, "yes-no", label=label, arguments=arguments))

    # values

    def phrase(self, node: Node) -> str:
        """Say a value."""
        return _PHRASES[type(node)](self, node)

    def operand(self, node: Node) -> str:
        """Say a value inside a calculation."""
        text = self.phrase(node)
        whole = not isinstance(node, Sum | Product | Quotient | Rounded | Choose | Walk)
        return text if whole or (isinstance(node, Walk) and node.how == "count") else f"({text})"

    def label(self, node: Fact | Element | Named) -> str:
        """Say a name; a label with an inserted clause closes it."""
        return self.tongue.phrase(type(node), "value", label=_closed(self.writer.label(_name(node))))

    def figure(self, node: Parameter) -> str:
        """Say a figure with its value on the day."""
        figure = self.figures.get(node.name)
        label = self.writer.label(node.name)
        if not isinstance(figure, Known | Open):
            return self.tongue.phrase(Parameter, "bare", label=_closed(label))
        return self.tongue.phrase(Parameter, "value", label=label, value=self.writer.figure(node.kind, figure))

    def constant(self, node: Constant) -> str:
        """Say a value that stands for itself; a number of a rule that is not settled counts whole units."""
        text = self.writer.value(node.kind, node.value)
        text = self.tongue.quoted.format(text) if isinstance(node.kind, Text | Choice) else text
        if node.name is None:
            return self.tongue.phrase(Constant, "unnamed", value=text)
        return self.tongue.phrase(Constant, "value", label=self.writer.label(node.name), value=text)

    def open_figure(self, node: Unpublished) -> str:
        """Say a value that nobody has published."""
        value = self.writer.figure(node.kind, Open(node.low, node.high, node.words))
        return self.tongue.phrase(Unpublished, "value", label=self.writer.label(node.name), value=value)

    def sum(self, node: Sum) -> str:
        """Say a sum or difference; a sum of sums needs no brackets."""
        left = self.phrase(node.left) if isinstance(node.left, Sum) else self.operand(node.left)
        return self.tongue.phrase(Sum, "+" if node.sign > 0 else "-", left=left, right=self.operand(node.right))

    def product(self, node: Product | Quotient) -> str:
        """Say a product or quotient."""
        left = self.phrase(node.left) if isinstance(node.left, Product) else self.operand(node.left)
        return self.tongue.phrase(type(node), "value", left=left, right=self.operand(node.right))

    def extreme(self, node: Least | Greatest) -> str:
        """Say the least or greatest of several values."""
        family = "day" if isinstance(node.kind, Day) else "number"
        number = "two" if len(node.parts) == 2 else "many"  # noqa: PLR2004 (of two, a language has its own form)
        quoted = self.tongue.patterns[type(node)]["part"] != "{part}"
        told = [self.phrase(part) if quoted or isinstance(part, Product) else self.operand(part) for part in node.parts]
        parts = self.tongue.listed([self.tongue.phrase(type(node), "part", part=part) for part in told], "and")
        return self.tongue.phrase(type(node), f"{family} of {number}", parts=parts)

    def rounded(self, node: Rounded) -> str:
        """Say a rounding."""
        assert isinstance(node.kind, Number)  # noqa: S101 (only numbers are rounded)
        step = self.writer.number(node.kind, Fraction(*node.step))
        return self.tongue.phrase(Rounded, node.how, body=self.phrase(node.body), step=step)

    def scaled(self, node: Scaled) -> str:
        """Say what is scaled; its factor is none of the reader's concern."""
        return self.tongue.phrase(Scaled, "value", body=self.phrase(node.body))

    def chosen(self, node: Choose) -> str:
        """Say a value that depends on a condition."""
        condition = self.clause(node.condition, self.tongue.conjunctions["if"])
        then, other = self.phrase(node.then), self.phrase(node.other)
        return self.tongue.phrase(Choose, "value", condition=condition, then=then, other=other)

    def lookup(self, node: Lookup) -> str:
        """Say a value found in a table, with its rows where they are few."""
        keys = self.tongue.listed(map(self.phrase, node.keys), "and")
        table = self.figures.get(node.table)
        rows = ""
        if isinstance(table, Open):
            rows = self.writer.figure(node.kind, table)
        elif isinstance(table, Table) and len(table.rows) <= MOST_SHOWN:
            told = [(" / ".join(map(self.writer.word, key)), row) for key, row in table.rows.items()]
            pattern = self.tongue.open_figures["row"]
            rows = ", ".join(pattern.format(key=key, value=self.writer.figure(node.kind, row)) for key, row in told)
        label = self.writer.label(node.table)
        return self.tongue.phrase(Lookup, "rows" if rows else "value", label=label, keys=keys, rows=rows)

    def band(self, node: Band) -> str:
        """Say a word found by where a number falls, with the bands where they are few."""
        bands = self.figures.get(node.table)
        rows = ""
        if isinstance(bands, Open):
            rows = self.writer.figure(node.kind, bands)
        elif isinstance(bands, Bands) and len(bands.rows) <= MOST_SHOWN:
            pattern = self.tongue.open_figures["band"]
            told = [(self.writer.value(node.number.kind, bound), self.writer.word(word)) for bound, word in bands.rows]
            rows = ", ".join(pattern.format(bound=bound, word=word) for bound, word in told)
        label, number = self.writer.label(node.table), self.phrase(node.number)
        return self.tongue.phrase(Band, "rows" if rows else "value", label=label, number=number, rows=rows)

    def shifted(self, node: Shift) -> str:
        """Say a day moved forward or back."""
        day, amount = self.phrase(node.day), self.operand(node.amount)
        return self.tongue.phrase(Shift, "+" if node.sign > 0 else "-", day=day, amount=amount)

    def span(self, node: Between) -> str:
        """Say the days or years from one day to another."""
        early, late = self.phrase(node.early), self.phrase(node.late)
        unit = "days" if node.kind == DAYS else "years"
        return self.tongue.phrase(Between, unit, early=early, late=late)

    def year(self, node: YearOf) -> str:
        """Say the year of a day."""
        variant = "calendar" if node.end is None else "fiscal"
        return self.tongue.phrase(YearOf, variant, day=self.phrase(node.day))

    def called(self, node: Call) -> str:
        """Say what a region's function gives, with what it takes."""
        return self.tongue.phrase(Call, "value", label=self.writer.label(node.name), arguments=self.arguments(node))

    def arguments(self, node: Call) -> str:
        """Say what a function takes; a yes-or-no as a statement in quotes."""
        told = [
            self.tongue.quoted.format(self.clause(each)) if isinstance(each.kind, YesNo) else self.phrase(each)
            for each in node.arguments
        ]
        return self.tongue.listed(told, "and")

    def walked(self, node: Walk) -> str:
        """Say what a list comes to."""
        family = "day" if isinstance(node.kind, Day) else "number"
        variant = node.how if node.how in {"count", "sum"} else f"{node.how} {family}"
        body = "" if node.how == "count" else self.phrase(node.body)
        return self.tongue.phrase(Walk, variant, **self.records(node), body=body)


def _family(kind: Kind, sign: str) -> str:
    if isinstance(kind, Day) or (kind == SECONDS and sign not in {"==", "!="}):
        return "day"
    return "number" if isinstance(kind, Number) else "word"


def _name(node: Fact | Element | Named) -> str:
    return f"{node.list_name}.{node.name}" if isinstance(node, Element) else node.name


def _closed(label: str) -> str:
    return f"{label}," if ", " in label else label


def _flat(node: And | Or) -> list[Node]:
    parts: list[Node] = []
    for part in node.parts:
        if isinstance(part, And | Or) and type(part) is type(node):
            parts.extend(_flat(part))
        else:
            parts.append(part)
    return parts


_SINGLE: dict[type, Callable[[_Teller, Any], Clause]] = {
    Fact: _Teller.labelled, Element: _Teller.labelled, Named: _Teller.labelled, Parameter: _Teller.decided,
    Unpublished: _Teller.unpublished, Among: _Teller.among, Lookup: _Teller.found, Call: _Teller.answered,
}  # fmt: skip

_PHRASES: dict[type, Callable[[_Teller, Any], str]] = {
    Fact: _Teller.label, Element: _Teller.label, Named: _Teller.label, Parameter: _Teller.figure,
    Constant: _Teller.constant, Unpublished: _Teller.open_figure, Sum: _Teller.sum, Product: _Teller.product,
    Quotient: _Teller.product, Least: _Teller.extreme, Greatest: _Teller.extreme, Rounded: _Teller.rounded,
    Scaled: _Teller.scaled, Choose: _Teller.chosen, Lookup: _Teller.lookup, Band: _Teller.band, Shift: _Teller.shifted,
    Between: _Teller.span, YearOf: _Teller.year, Walk: _Teller.walked, Call: _Teller.called,
}  # fmt: skip
