"""`intra fmt`: the files of a region in their canonical layout."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from intra_core.cli import outside
from intra_core.cli.headings import heading
from intra_core.cli.reply import Line, Reply
from intra_core.errors import Complaint, WrongInput
from intra_core.io.decode import document_from
from intra_core.io.layout import laid_out


def answer(asked: Namespace) -> Reply:
    """Lay files out, or with --check only tell which are not.

    Raises:
        WrongInput: if a file cannot be read or is not TOML; then no file is changed.
    """
    complaints: list[Complaint] = []
    wanted: dict[Path, bytes] = {}
    left: list[str] = []
    files = list(dict.fromkeys(file for name in asked.paths for file in _files(name, complaints)))
    for file in files:
        try:
            raw, name = outside.read(str(file))
            fresh = laid_out(document_from(raw, name, "toml").text)
        except WrongInput as wrong:
            complaints.extend(wrong.complaints)
            continue
        if fresh is None:
            left.append(str(file))
        elif fresh.encode() != raw:
            wanted[file] = fresh.encode()
    if complaints:
        raise WrongInput(complaints)
    changed: list[str] = []
    for file, written in wanted.items():
        try:
            if not asked.check:
                outside.write(file, written)
            changed.append(str(file))
        except WrongInput as wrong:
            complaints.extend(wrong.complaints)
    said = "not laid out" if asked.check else "laid out"
    return Reply(
        data={"files": len(files), "changed": changed, "left": left},
        lines=lambda: _lines(changed, said, len(files) - len(left), asked.lang, whole=not complaints),
        quarantined=(),
        notes=tuple(heading(asked.lang, "left as it is", file=file) for file in left),
        complaints=tuple(complaints),
        failed=asked.check and bool(changed),
    )


def _files(name: str, complaints: list[Complaint]) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*.toml")) if file.name != "pyproject.toml")
    elif path.is_file():
        yield path
    else:
        complaints.append(
            Complaint(
                says="there is no such file or folder", instead="give TOML files, or folders with them", file=name
            )
        )


def _lines(changed: list[str], said: str, count: int, language: str, *, whole: bool) -> Iterator[Line]:
    yield from (Line(heading(language, said, file=file)) for file in changed)
    if count and not changed and whole:
        yield Line(heading(language, "all laid out", count=count))
