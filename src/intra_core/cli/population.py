"""`intra population`: made-up applications, drawn from a table of shares and a seed."""

import re
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from intra_core.assessment.population import (
    as_csv,
    as_json_lines,
    columns_of,
    columns_of_list,
    draw,
    draw_list,
    invented_shares,
    read_shares,
)
from intra_core.assessment.population.columnar import as_parquet
from intra_core.assessment.population.drawing import Row
from intra_core.cli import outside
from intra_core.cli.beside import beside
from intra_core.cli.faults import Faults
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint, WrongInput
from intra_core.model.shares import Shares

ONLY_ENGLISH = "populations are told of in English"
FORMS: dict[str, Callable[["_Drawn"], Iterable[bytes]]] = {
    ".csv": lambda drawn: as_csv(drawn.columns, drawn.rows),
    ".jsonl": lambda drawn: as_json_lines(drawn.columns, drawn.rows),
    ".parquet": lambda drawn: (as_parquet(drawn.shares, drawn.rows, drawn.seed, drawn.list),),
}
LEFT_OUT = "whatever the table gives no shares for; costs are told as costs.eligible"


@frozen(kw_only=True)
class _Drawn:
    """The applications, or the records of one of their lists."""

    shares: Shares
    seed: str
    number: int
    list: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return columns_of(self.shares) if self.list is None else columns_of_list(self.shares, self.list)

    @property
    def rows(self) -> Iterator[Row]:
        if self.list is None:
            return draw(self.shares, self.seed, self.number)
        return draw_list(self.shares, self.seed, self.number, self.list)


def answer(asked: Namespace) -> Reply:
    """Draw a population into a file.

    Raises:
        WrongInput: with every fault of the table and of the options.
    """
    faults, shares = Faults(), None
    with faults:
        shares = _shares(asked)
    rows = _rows(asked.rows, faults)
    place = Path(asked.output)
    form = FORMS.get(place.suffix)
    if form is None:
        says = f"nothing is known of {place.suffix or 'a file without an ending'}"
        instead = f"end its name with {', '.join(FORMS)}"
        faults.complaints.append(Complaint(says=says, instead=instead, key="-o"))
    if not asked.seed.isprintable():
        faults.complaints.append(Complaint(says="the seed has letters that nobody sees", key="--seed"))
    faults.close()
    assert shares is not None  # noqa: S101 (what keeps it from being read has been complained of)
    assert form is not None  # noqa: S101 (likewise)
    apart = {each.name: beside(place, each.name) for each in shares.lists if each.apart}
    for file in (place, *apart.values()):
        outside.check_writable(file)
    for name, file in (*apart.items(), (None, place)):
        outside.write_parts(file, form(_Drawn(shares=shares, seed=asked.seed, number=rows, list=name)))
    return Reply(
        data={
            "file": asked.output,
            "rows": rows,
            "seed": asked.seed,
            "shares": {
                "file": shares.name,
                "title": shares.title,
                "invented": shares.invented,
                "digest": shares.digest,
            },
            "columns": list(columns_of(shares)),
            "lists": {name: str(file) for name, file in apart.items()},
            "left_out": LEFT_OUT,
        },
        lines=lambda: _lines(asked.output, rows, asked.seed, shares, apart),
        quarantined=(),
        notes=() if asked.lang == "en" else (ONLY_ENGLISH,),
        tells_language=True,
    )


def _shares(asked: Namespace) -> Shares:
    if asked.invented == (asked.shares is not None):
        says = "a table of shares is needed, and only one"
        raise WrongInput(
            [Complaint(says=says, instead="name a TOML file, or give --invented for the one made up here")]
        )
    if asked.invented:
        return invented_shares()
    raw, name = outside.read(asked.shares)
    return read_shares(raw, Path(name).name)


def _rows(written: str, faults: Faults) -> int:
    text = written.replace("_", "")
    if re.fullmatch(r"[1-9]\d{0,11}", text, re.ASCII):
        return int(text)
    says = f"{written!r} is not a number of rows"
    faults.complaints.append(Complaint(says=says, instead="write a whole number, like 1000", key="--rows"))
    return 1


def _lines(file: str, rows: int, seed: str, shares: Shares, apart: Mapping[str, Path]) -> Iterator[Line]:
    yield Line(f"{file}: {rows:,} made-up applications, drawn from {shares.name} with the seed {seed!r}", 0, "bold")
    if shares.invented:
        yield Line(
            f"INVENTED: every share of {shares.name} is made up; nothing found here says anything of any place", 2
        )
    yield Line(f"{shares.title}, SHA-256 {shares.digest}", 2)
    yield Line(f"columns: {', '.join(columns_of(shares))}", 2)
    for name, beside_it in apart.items():
        yield Line(f"{beside_it}: records of {name}, with the columns {', '.join(columns_of_list(shares, name))}", 2)
    yield Line(f"left out: {LEFT_OUT}", 2)
