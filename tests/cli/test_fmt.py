"""`intra fmt`: files are laid out as a whole or not at all."""

import json
import os
from pathlib import Path

import pytest

from intra_core.cli import main, outside
from intra_core.errors import WrongInput

WILD = 'b="x"\nschema = 1\n'
TIDY = 'schema = 1\nb      = "x"\n'


@pytest.fixture
def folder(tmp_path):
    """Give a folder with a file that is not laid out, and one that is."""
    place = tmp_path / "files"
    (place / "below").mkdir(parents=True)
    (place / "below" / "wild.toml").write_text(WILD)
    (place / "tidy.toml").write_text(TIDY)
    (place / "other.txt").write_text(WILD)
    return place


def test_files_of_a_folder_are_laid_out_once(intra, folder):
    wild = folder / "below" / "wild.toml"
    code, out, _ = intra("fmt", folder, wild)
    assert (code, out) == (0, f"laid out: {wild}\n")
    assert (wild.read_text(), (folder / "other.txt").read_text()) == (TIDY, WILD)
    assert intra("fmt", folder)[:2] == (0, "files: 2, all laid out\n")
    assert list(wild.parent.iterdir()) == [wild], "nothing is left beside"


def test_check_changes_nothing_and_exits_with_1(intra, folder):
    wild = folder / "below" / "wild.toml"
    code, out, _ = intra("fmt", "--check", folder, "--json")
    assert (code, json.loads(out)) == (1, {"files": 2, "changed": [str(wild)], "left": []})
    assert wild.read_text() == WILD


def test_one_file_with_a_fault_keeps_all_as_they_are(intra, folder):
    for name, text in (("a.toml", b"a = 1\na = 2\n"), ("b.toml", b"\xff"), ("c.toml", b'{"a": 1}'), ("d.toml", b"")):
        (folder / name).write_bytes(text)
    code, out, err = intra("fmt", folder, folder / "nowhere.toml", "-")
    assert (code, out) == (2, "")
    for says in ("a.toml:2:1: not TOML", "b.toml:1: byte 0xff", "c.toml:1:1: not TOML", "d.toml: the input is empty"):
        assert says in err
    assert err.count("there is no such file or folder\n  give TOML files, or folders with them\n") == 2
    assert (folder / "below" / "wild.toml").read_text() == WILD


def test_marks_and_line_ends_of_other_systems_go(intra, folder):
    file = folder / "tidy.toml"
    file.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    intra("fmt", file)
    assert file.read_bytes() == TIDY.encode()


def test_a_form_that_is_not_known_is_left_and_told(intra, folder):
    file = folder / "odd.toml"
    file.write_text('k = 1\n"a\\"b" = 2\n')
    code, out, err = intra("fmt", file)
    assert (code, out) == (0, "")
    assert err == f"intra: left as it is, because it is written in a form not known here: {file}\n"


def test_a_read_only_file_is_left_and_the_others_are_told(intra, folder):
    (folder / "tidy.toml").write_text(WILD)
    (folder / "tidy.toml").chmod(0o444)
    code, out, err = intra("fmt", folder)
    assert (code, out) == (2, f"laid out: {folder / 'below' / 'wild.toml'}\n")
    assert err == f"{folder / 'tidy.toml'}: cannot be written: it is read-only\n"
    assert (folder / "tidy.toml").read_text() == WILD


def test_a_link_stays_one_and_the_leave_to_run_too(intra, folder):
    wild, link = folder / "below" / "wild.toml", folder / "link.toml"
    wild.chmod(0o754)
    link.symlink_to(wild)
    intra("fmt", link)
    assert link.is_symlink()
    assert (wild.read_text(), wild.stat().st_mode & 0o777) == (TIDY, 0o754)


def test_interrupted_it_leaves_the_old_file_and_nothing_beside(intra, folder, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    wild = folder / "below" / "wild.toml"
    assert intra("fmt", wild)[0] == 130
    assert (wild.read_text(), list(wild.parent.iterdir())) == (WILD, [wild])


def test_what_is_no_file_is_never_put_in_place_of_one(intra, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(WrongInput, match="pipe: cannot be written: it is not a file"):
        outside.write(pipe, b"x")
    assert pipe.is_fifo()
    assert intra("fmt", pipe)[0] == 2


def test_what_the_regions_and_the_examples_say_is_laid_out(capsys):
    folders = [str(each) for each in sorted(Path("plugins").glob("*/src"))]
    assert (main(["fmt", "--check", *folders, "examples"]), capsys.readouterr().out.count("not laid out")) == (0, 0)
