"""Without the extra `documents` its name is told; CSV needs nothing."""

import subprocess
import sys

import pytest

RUN = "import sys; sys.modules.update(dict.fromkeys({gone!r}))\nimport intra_core.documents.{module}"


def run(module, *gone):
    code = RUN.format(gone=gone, module=module)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)


@pytest.mark.parametrize(
    ("module", "gone"),
    [
        ("page", "altair"),
        ("charts", "altair"),
        ("charts", "vl_convert"),
        ("sheets", "openpyxl"),
        ("sheet_cells", "openpyxl"),
    ],
)
def test_the_missing_extra_is_named(module, gone):
    told = run(module, gone)
    assert told.returncode == 1
    assert told.stderr.endswith("need the extra `documents`: pip install 'intra-core[documents]'\n")


def test_csv_needs_no_extra():
    assert run("csv_file", "altair", "openpyxl", "vl_convert").returncode == 0


def test_what_else_is_missing_is_told_as_it_is():
    told = run("charts", "intra_core.texts")
    assert "pip install" not in told.stderr
    assert "intra_core.texts" in told.stderr
