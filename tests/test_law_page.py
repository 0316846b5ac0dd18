"""docs/law.md gives every key of a file about a group, and what it shows is what is read and printed."""

import doctest
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
import tomli
from attrs import NOTHING, fields, has

from intra_core.cli import main
from intra_core.io.decode import document_from
from intra_core.io.group_file import LISTS, PLAIN, group_question
from intra_core.law.group_words import group_words
from intra_core.law.lawbook import lawbook
from intra_core.law.policies import policies
from intra_core.model.group import PartyKind, StaffKind

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "law.md"
PAGE = FILE.read_text("utf-8")
(TOML,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
REQUIRED = PAGE.partition("| in | required |")[2].partition("\n\n")[0]
SHOWN = re.findall(r"^    (intra [^\n]+)\n\n```text\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def inside(kind):
    """Give the records that a type holds."""
    return [kind] if has(kind) else [each for part in get_args(kind) for each in inside(part)]


def records():
    """Give each record of the file, those inside others too."""
    waiting, found = list(LISTS.values()), []
    while waiting:
        record = waiting.pop()
        if record.__module__ in {"intra_core.model.group", "intra_core.model.aid", "intra_core.model.question"}:
            found.append(record)
            waiting += [each for field in fields(record) for each in inside(field.type)]
    return found


KEYS = {(record, str(field.metadata.get("key", field.name))): field for record in records() for field in fields(record)}


def told(tree):
    for key, value in tree.items() if isinstance(tree, dict) else ():
        yield key
        for each in value if isinstance(value, list) else [value]:
            yield from told(each)


def test_every_key_stands_in_the_file_that_the_page_shows():
    shown = set(told(tomli.loads(TOML)))
    assert len(KEYS) > 50
    left = {key for _, key in KEYS} | {*PLAIN, *LISTS}
    assert sorted(left - shown - {"benefits"}) == []
    assert "`benefits" in PAGE


def test_the_file_that_the_page_shows_is_read():
    asked = group_question(document_from(TOML, "law.md", "toml"), group_words())
    assert asked.subject == "A"


def test_every_key_that_must_be_there_stands_in_the_table_of_those():
    required = [key for (_, key), field in KEYS.items() if field.default is NOTHING]
    assert len(required) > 10
    assert sorted(key for key in (*required, "subject", "on", "member_state") if f"`{key}`" not in REQUIRED) == []


def test_no_key_of_that_table_may_be_absent():
    for line in REQUIRED.splitlines()[2:]:
        table = re.match(r"\| (?:a line of )?`(?:\[\[)?(?:enterprise\.)?(\w+)", line)
        if table is None:
            continue
        named = {"period": "AccountingPeriod", "staff": "StaffLine", "rate": "StatedRate"}
        name = named.get(table[1], table[1].capitalize())
        keys = re.findall(r"`(\w+)`", line.split("|")[2])
        assert keys
        must = {key for (record, key), field in KEYS.items() if record.__name__ == name and field.default is NOTHING}
        assert set(keys) == must


def test_every_word_stands_on_the_page():
    words = group_words()
    known = [*(each.value for each in (*PartyKind, *StaffKind)), *words.regimes, *words.sectors]
    assert sorted(word for word in known if not re.search(rf"[\"` ]{word}\b", PAGE)) == []


def test_every_reading_stands_on_its_page():
    page = (ROOT / "docs" / "readings.md").read_text("utf-8")
    for policy in policies(lawbook()):
        assert f"### `{policy.id}`" in page
        assert all(f"- `{name}`" in page for name in policy.readings)


def test_the_page_shows_both_commands():
    assert [command.split()[1] for command, _ in SHOWN] == ["sme", "headroom"]


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_the_page_shows(command, shown, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out == shown


def test_the_python_lines_give_what_the_page_shows():
    tried = doctest.testfile(str(FILE), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried.attempted > 15
    assert tried.failed == 0
