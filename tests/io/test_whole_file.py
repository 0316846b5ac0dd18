"""Whatever happens while a file is written, the old or the new one stands there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intra_core.errors import WrongInput
from intra_core.io.whole_file import check_writable, replacing, write, write_parts


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_parts(file, (part for part in (b"n", b"ew")))
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_leave_that_new_files_have(tmp_path):
    plain, written = tmp_path / "plain", tmp_path / "written"
    plain.write_bytes(b"")
    write(written, b"")
    assert written.stat().st_mode == plain.stat().st_mode


def failing(error):
    yield b"half of it"
    raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("of the parts"), MemoryError()])
def test_what_is_stopped_leaves_the_old_file(error, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_parts(file, failing(error))
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    with pytest.raises(WrongInput, match=r"a\.csv: cannot be written: No space left"):
        write_parts(file, failing(OSError(28, "No space left on device")))
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_killed_process_leaves_the_old_file(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"old")
    code = (
        "import os, pathlib, signal, sys\n"
        "from intra_core.io.whole_file import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as opened:\n"
        "    opened.write(b'half of it'); opened.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(file)], check=False).returncode == -signal.SIGKILL
    assert file.read_bytes() == b"old"


def test_a_link_stays_a_link(tmp_path):
    file, link = tmp_path / "a.csv", tmp_path / "link"
    file.write_bytes(b"old")
    link.symlink_to(file)
    write(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_two_at_once_do_not_meet(tmp_path):
    file = tmp_path / "a.csv"
    with replacing(file) as one, replacing(file) as other:
        one.write(b"one")
        other.write(b"other")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("call", [check_writable, lambda file: write(file, b"")])
def test_where_nothing_can_be_written_is_told(call, tmp_path):
    pipe, locked = tmp_path / "pipe", tmp_path / "locked"
    os.mkfifo(pipe)
    locked.write_bytes(b"old")
    locked.chmod(0o444)
    for file in (tmp_path / "none" / "a.csv", pipe, locked, tmp_path, Path("a\0b")):
        with pytest.raises(WrongInput, match="cannot be written"):
            call(file)
    assert locked.read_bytes() == b"old"


def test_a_name_as_long_as_names_may_be_is_written(tmp_path):
    file = tmp_path / ("a" * 255)
    write(file, b"new")
    assert file.read_bytes() == b"new"
