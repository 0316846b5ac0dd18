"""The common indicators by their codes, each statement with what it rests on, read from `law/indicators.toml`."""

import enum
import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from intra_core.errors import Unreadable
from intra_core.io.document import Table
from intra_core.io.parts import Sources, word_of
from intra_core.law.lawbook import Lawbook, cited, lawbook
from intra_core.provenance import Basis, Mark

FILE = "indicators.toml"
ASPECTS = ("code", "name", "unit", "baseline", "measured", "counting")
"""What is said of an indicator; each has a source and a mark of its own."""

_CODE = re.compile(r"(RCO|RCR|CCO|CCR|CO)0*(\d{1,4})", re.ASCII)
_BETWEEN = re.compile(r"[\s_.-]+")


class IndicatorKind(enum.Enum):
    """Whether something counts what was made, or what came of it."""

    OUTPUT = "output"
    RESULT = "result"


class Counts(enum.Enum):
    """Which support an indicator of enterprises counts."""

    ANY = "any"
    GRANT = "grant"
    OTHER_FINANCIAL = "other-financial"
    NON_FINANCIAL = "non-financial"
    NEW = "new"


@frozen(kw_only=True)
class Statement:
    """One thing said of an indicator, and what it rests on."""

    says: str
    basis: Basis

    @property
    def article(self) -> str:
        """Act and article, as answers cite it."""
        return cited(self.basis)

    @property
    def assumed(self) -> bool:
        """Whether it is only assumed."""
        return self.basis.mark is Mark.ASSUMED

    def __str__(self) -> str:
        return self.says


@frozen(kw_only=True)
class CommonIndicator:
    """One common indicator. What is None nobody has read.

    `listed` is the list it stands in; `sme` whether it is about support for enterprises; `any_objective` the asterisk
    of Annex I. `counts` says which support it counts, where it counts enterprises; `part_of` names the indicator whose
    enterprises it counts some of; `of_which` the words of its breakdown.

    >>> found = indicator("rco 001")
    >>> found.code, str(found.unit), found.kind.value, found.assumed
    ('RCO01', 'enterprises', 'output', ('unit', 'measured', 'counting'))
    """

    period: str
    listed: str
    kind: IndicatorKind
    numbered: Statement
    name: Statement
    unit: Statement | None
    baseline: Statement | None
    measured: Statement | None
    counting: Statement | None
    sme: bool
    any_objective: bool
    counts: Counts | None
    part_of: str | None
    of_which: tuple[str, ...]
    note: str | None

    @property
    def code(self) -> str:
        """The code as the acts and the Commission's data have it, such as "RCO01"."""
        return self.numbered.says

    @property
    def assumed(self) -> tuple[str, ...]:
        """What of it is only assumed, by the names of `ASPECTS`."""
        told = (self.numbered, self.name, self.unit, self.baseline, self.measured, self.counting)
        return tuple(name for name, each in zip(ASPECTS, told, strict=True) if each is not None and each.assumed)


def code_of(text: str) -> str:
    """Write the code of a common indicator in its one form; blanks, padding and case do not matter.

    Raises:
        Unreadable: if it is no such code.

    >>> [code_of(text) for text in ("RCO 01", "RCO001", "rco1", "co-5", "RCO103")]
    ['RCO01', 'RCO01', 'RCO01', 'CO05', 'RCO103']
    """
    found = _CODE.fullmatch(_BETWEEN.sub("", text).upper())
    if found is None:
        raise Unreadable(f"{text!r} is not the code of a common indicator", 'write it like "RCO01", "RCR04" or "CO02"')
    return f"{found[1]}{int(found[2]):02d}"


def indicator(text: str, *, law: Lawbook | None = None) -> CommonIndicator:
    """Give a common indicator of 2014-2020 or 2021-2027 by its code, however it is padded.

    Args:
        text: the code, such as "RCO 01", "RCO001" or "co2".
        law: the law, if it is not this library's.

    Raises:
        Unreadable: if it is no code, or none that is known here; then with the nearest.

    >>> str(indicator("RCO107").name), indicator("RCO107").sme
    ('Investments in facilities for separate waste collection', False)
    >>> indicator("RCO 09")
    Traceback (most recent call last):
    intra_core.errors.Unreadable: RCO09 is not known here; did you mean RCO10, 'Enterprises cooperating with research
    organisations'?
    """
    code, known = code_of(text), common_indicators(law or lawbook())
    if code not in known:
        near = known[min(known, key=lambda each: _distance(code, each))]
        raise Unreadable(f"{code} is not known here", f"did you mean {near.code}, {near.name.says!r}?")
    return known[code]


def _distance(code: str, other: str) -> tuple[bool, int, str]:
    """Tell how far another code is: one of the same letters first, then the nearest number."""
    (letters, number), (others, its) = (_parts(each) for each in (code, other))
    return letters != others, abs(number - its), other


def _parts(code: str) -> tuple[str, int]:
    letters = code.rstrip("0123456789")
    return letters, int(code[len(letters) :])


@cache
def common_indicators(law: Lawbook) -> Mapping[str, CommonIndicator]:
    """Give every common indicator of the law by its code.

    Raises:
        WrongInput: with every fault of the file.
    """
    with law.reading(FILE) as (root, sources):
        found = {each.code: each for name, table in root.named_tables("list") for each in _listed(name, table, sources)}
        root.taken.add("relation")
    return found


def _listed(name: str, table: Table, sources: Sources) -> Iterator[CommonIndicator]:
    period, title = table.text("period", required=True), table.text("title", required=True)
    defaults: dict[str, Statement] = {}
    for aspect in ASPECTS:
        said = table.table(aspect)
        if said is not None:
            defaults[aspect] = Statement(says=said.text("is") or "", basis=sources.basis(said))
            said.end()
    for entry in table.tables("indicator"):
        yield _indicator(entry, sources, defaults, period or "?", title or name)
    table.end()


def _indicator(
    entry: Table, sources: Sources, defaults: Mapping[str, Statement], period: str, title: str
) -> CommonIndicator:
    own = {aspect: sources.basis(table) for aspect, table in entry.named_tables("basis")}
    said = {aspect: _statement(entry, aspect, own, defaults) for aspect in ASPECTS}
    part_of = entry.text("part_of")
    found = CommonIndicator(
        period=period,
        listed=title,
        kind=word_of(entry, "kind", IndicatorKind, required=True) or IndicatorKind.OUTPUT,
        numbered=_told(entry, "code", said["code"]),
        name=_told(entry, "name", said["name"]),
        unit=said["unit"],
        baseline=said["baseline"],
        measured=said["measured"],
        counting=said["counting"],
        sme=entry.flag("sme") if "sme" in entry else True,
        any_objective=entry.flag("any_objective"),
        counts=word_of(entry, "counts", Counts),
        part_of=part_of and code_of(part_of),
        of_which=entry.texts("of_which"),
        note=entry.text("note"),
    )
    entry.end()
    return found


def _statement(
    entry: Table, aspect: str, own: Mapping[str, Basis], defaults: Mapping[str, Statement]
) -> Statement | None:
    default = defaults.get(aspect)
    says = entry.text(aspect) or (default.says if default is not None else "")
    basis = own.get(aspect) or (default.basis if default is not None else None)
    if not says:
        return None
    if basis is None:
        entry.complain(aspect, f"nothing tells what this {aspect} rests on", f"give the list a [list.….{aspect}]")
        return None
    return Statement(says=says, basis=basis)


def _told(entry: Table, aspect: str, said: Statement | None) -> Statement:
    """Complain where what every indicator has is missing."""
    if said is not None:
        return said
    entry.complain(None, f"the key '{aspect}' is missing", at_key=True)
    return Statement(says="?", basis=Basis(mark=Mark.ASSUMED))
