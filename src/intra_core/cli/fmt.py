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
    files = [file for name in asked.paths for file in _files(name, complaints)]
    for file in files:
        try:
            raw, name = outside.read(str(file))
            text = document_from(raw, name, "toml").text
        except WrongInput as wrong:
            complaints.extend(wrong.complaints)
            continue
        fresh = laid_out(text).encode()
        if fresh != raw:
            wanted[file] = fresh
    if complaints:
        raise WrongInput(complaints)
    if not asked.check:
        for file, fresh in wanted.items():
            outside.write(file, fresh)
    changed = [str(file) for file in wanted]
    said = "not laid out" if asked.check else "laid out"
    return Reply(
        data={"files": len(files), "changed": changed},
        lines=lambda: _lines(changed, len(files), said, asked.lang),
        quarantined=(),
        failed=asked.check and bool(changed),
    )


def _files(name: str, complaints: list[Complaint]) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*.toml")) if file.name != "pyproject.toml")
    elif path.is_file():
        yield path
    else:
        complaints.append(Complaint(says="there is no such file or folder", file=name))


def _lines(changed: list[str], count: int, said: str, language: str) -> Iterator[Line]:
    yield from (Line(heading(language, said, file=file)) for file in changed)
    if not changed:
        yield Line(heading(language, "all laid out", count=count))
