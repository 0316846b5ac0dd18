"""What comes over the pipe from a process that is not trusted: it is a message, or it is broken, and nothing else."""

import contextlib
import json
import os
import threading
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intra_core.errors import WrongInput
from intra_core.regions.isolated.channel import LENGTH, Broken, Channel
from intra_core.regions.isolated.declared import from_plain, to_plain
from intra_core.regions.isolated.limits import Limits
from intra_core.regions.isolated.process import MOST_ANSWER
from intra_core.rules.functions import MOST_LETTERS, RuleFunction
from intra_core.rules.kinds import SIMPLE, Number, number_of

LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)


class Pipe:
    """A channel whose other side is written to and read from by the test."""

    def __init__(self):
        (theirs, asks), (answers, mine) = os.pipe(), os.pipe()
        self.channel, self.reads, self.writes = Channel(answers, asks), theirs, mine
        self.ends = {theirs, asks, answers, mine}

    def close(self, *ends):
        for each in ends or tuple(self.ends):
            os.close(each)
            self.ends.remove(each)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


@given(st.dictionaries(st.text(), JSON))
def test_a_message_arrives_as_it_was_sent(message):
    with Pipe() as pipe:
        Channel(pipe.reads, pipe.writes).send(message)
        assert pipe.channel.receive(time.monotonic() + 5) == message


@given(st.binary(max_size=200))
@example(b"")
@example(LENGTH.pack(2**32 - 1))
@example(LENGTH.pack(4) + b"[1]\n")
@example(LENGTH.pack(2) + b"\xff\xfe")
@example(LENGTH.pack(100_000) + b"[" * 100_000)
@example(LENGTH.pack(5001) + b"1" * 5001)
def test_whatever_else_arrives_is_broken(raw):
    with Pipe() as pipe:
        writer = threading.Thread(target=write, args=(pipe, raw))  # a pipe holds less than the longest
        writer.start()
        with contextlib.suppress(Broken):
            assert isinstance(pipe.channel.receive(time.monotonic() + 5), dict)
        writer.join()


def write(pipe, raw):
    while raw:
        raw = raw[os.write(pipe.writes, raw) :]
    pipe.close(pipe.writes)


def test_what_is_longer_than_it_may_be_is_not_read():
    with Pipe() as pipe:
        os.write(pipe.writes, LENGTH.pack(101) + b"{")
        with pytest.raises(Broken, match="wrote 101 bytes, where 100 may be"):
            pipe.channel.receive(most=100)


def test_it_is_waited_no_longer_than_until_a_moment():
    with Pipe() as pipe:
        os.write(pipe.writes, LENGTH.pack(10))
        began = time.monotonic()
        with pytest.raises(Broken, match="did not answer in time"):
            pipe.channel.receive(began + 0.05)
        assert 0.05 <= time.monotonic() - began < 2


def test_who_does_not_read_is_waited_for_no_longer_either():
    with Pipe() as pipe, pytest.raises(Broken, match="did not answer in time"):
        pipe.channel.send({"values": "x" * 1_000_000}, time.monotonic() + 0.05)


def test_who_has_closed_the_pipe_is_told_so():
    with Pipe() as pipe:
        pipe.close(pipe.reads)
        with pytest.raises(Broken, match="closed the pipe from which it is asked"):
            pipe.channel.send({})


# --- declarations -------------------------------------------------------------------------------


def call(*_):
    return max


KINDS = [*SIMPLE.values(), *SIMPLE, "EUR", "count nights", "choice", "choice small micro"]
KINDS += [number_of("EUR").times(number_of("m2"), -1)]


@pytest.mark.parametrize("kind", KINDS, ids=repr)
def test_every_kind_is_declared_as_it_is(kind):
    declared = RuleFunction(name="made.one", takes=(kind,), gives="yes-no", label={"en": "one"}, call=max)
    least, greatest = (-3, 9) if isinstance(declared.takes[0], Number) else (None, None)
    label = {"en": "one", "sl": "ena"}
    made = RuleFunction(
        name="made.one", takes=(kind,), gives=kind, least=least, greatest=greatest, label=label, call=len
    )
    told = json.loads(json.dumps(to_plain(made)))
    found = from_plain(told, call)
    assert found.declared == made.declared
    assert dict(found.label.texts) == {"en": "one", "sl": "ena"}


PLAIN = to_plain(
    RuleFunction(name="made.one", takes=("EUR", "day"), gives="choice a b", label={"en": "one"}, call=lambda *_: None)
)


@given(st.sampled_from(sorted(PLAIN)), JSON)
@example("takes", [{"number": [["EUR", 10**400]]}])
@example("takes", {"a": 1})
@example("label", {"en": 5})
@example("gives", {"list": []})
@example("gives", "row")
def test_what_is_no_declaration_is_refused(key, value):
    try:
        found = from_plain({**PLAIN, key: value}, call)
    except (Broken, WrongInput):
        return
    assert isinstance(found, RuleFunction)


@given(JSON)
def test_what_is_no_table_is_no_declaration(told):
    with pytest.raises(Broken):
        from_plain(told, call)


NONE: list[tuple[str, dict[str, Any]]] = [
    (name, {name: 0}) for name in ("seconds", "load_seconds", "memory", "cpu_seconds", "failures")
]


@pytest.mark.parametrize("letter", ["a", "ж", "😀", '"', "\0"])
def test_the_longest_text_that_a_function_may_give_is_not_too_long_to_be_sent(letter):
    assert len(json.dumps({"id": 10**9, "gave": letter * MOST_LETTERS})) <= MOST_ANSWER


@pytest.mark.parametrize(("name", "given_"), NONE)
def test_a_limit_is_more_than_nothing(name, given_):
    with pytest.raises(ValueError, match=f"{name} is 0: give more than nothing"):
        Limits(**given_)
