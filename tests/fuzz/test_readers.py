"""Whatever stands in a file, a reader takes it or refuses it in our own words, within a second and 200 MB.

`make test` gives a few inputs to all readers at once, under guidance of coverage; `make soak` a million, its share to
each reader. What fuzzing has found is mended, and stands as a test beside the tests of what was at fault.
"""

import subprocess
import sys
import time
from importlib.util import find_spec

import pytest
from tests.fuzz.counts import counted
from tests.fuzz.mutation import Mutation, words
from tests.fuzz.readers import ANY, READERS, Reader
from tests.fuzz.seeds import ROOT
from tests.fuzz.watched import Broken, watched
from tests.soak import SOAK, part

from intra_core.errors import Complaint, WrongInput

INPUTS = 1_000_000
CHUNK = 25_000
"""So many inputs are read by one process."""
SHARES = [name for name in READERS if name != ANY]
guided = pytest.mark.skipif(
    find_spec("atheris") is None,
    reason="NOT FUZZED: atheris has no wheel for this Python or system (Linux on x86-64, Python 3.11 to 3.13)",
)


def fuzzed(*arguments: str) -> str:
    """Run the fuzzer; its last words."""
    command = [sys.executable, "-m", "tests.fuzz", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@guided
def test_a_few_inputs_of_each_kind_are_read_or_refused():
    assert fuzzed(ANY, "--inputs", "500", "--forget").startswith("any: 500 inputs")


if SOAK:  # it takes an hour

    @guided
    @pytest.mark.parametrize("name", SHARES)
    def test_a_million_inputs_are_read_or_refused(name, figure):
        while (left := INPUTS // len(SHARES) + 1 - counted(name)) > 0:
            fuzzed(name, "--inputs", str(min(left, CHUNK)))
        figure(f"fuzzed, {name}", f"{counted(name):,} inputs")


def takes(reader: Reader, raw: bytes) -> bool:
    try:
        reader.read(raw)
    except reader.refusals:
        return False
    return True


@pytest.mark.parametrize("name", SHARES)
def test_seeds_and_what_is_made_of_them_are_read_or_refused(name):
    reader = READERS[name]
    taken = [takes(reader, seed) for seed in reader.seeds]  # all of them: what is read once and kept is there then
    assert any(taken)
    change = Mutation(reader.seeds)
    for number in range(part(10, 100)):
        watched(reader, change.of(reader.seeds[number % len(reader.seeds)], number))


def test_the_same_seed_changes_a_text_in_the_same_way():
    change = Mutation(READERS["measure"].seeds)
    text = change.seeds[0]
    assert [change.of(text, seed) for seed in range(50)] == [change.of(text, seed) for seed in range(50)]
    assert len({change.of(text, seed) for seed in range(50)}) > 40
    assert all(isinstance(change.of(b"", seed), bytes) for seed in range(50))


def test_words_are_the_keys_and_values_of_texts():
    assert words([b'id = "a.b"\n[[call]]\nopens = 2024-01-01']) == (b'"a.b"', b"2024-01-01", b"call", b"id", b"opens")


def raising(error: Exception) -> Reader:
    def read(_: bytes) -> None:
        raise error

    return Reader(read, (b"",))


def slow(_: bytes) -> None:
    until = time.process_time() + 1.1
    while time.process_time() < until:
        pass


def large(_: bytes) -> None:
    bytearray(260_000_000)[::4096] = b"1" * len(range(0, 260_000_000, 4096))


def test_the_watch_lets_our_own_errors_pass_and_nothing_else():
    assert watched(Reader(lambda _: None, (b"",)), b"")
    assert not watched(raising(WrongInput([Complaint(says="it is wrong")])), b"")
    with pytest.raises(KeyError):
        watched(raising(KeyError("it")), b"")
    with pytest.raises(Broken, match="without a complaint"):
        watched(raising(WrongInput([])), b"")
    with pytest.raises(UnicodeEncodeError):
        watched(raising(WrongInput([Complaint(says="\ud800")])), b"")


def test_the_watch_tells_what_takes_long_or_much(monkeypatch):
    with pytest.raises(Broken, match=r"it took \d+\.\d+ s"):
        watched(Reader(slow, (b"",)), b"")
    monkeypatch.setattr("tests.fuzz.watched.MOST_SECONDS", 60)  # a busy machine takes its time to give so much memory
    with pytest.raises(Broken, match=r"it took \d+ MB"):
        watched(Reader(large, (b"",)), b"")
