"""What a rule does beside giving its answer is seen, whoever else follows its calls, and they go on following."""

import cProfile
import datetime as dt
import os
import random
import secrets
import sys
import threading
import time
import uuid
from pathlib import Path

import pytest

from intra_core.testing.conformance.side_effects import side_effects


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("time.time", time.time),
        ("time.time_ns", time.time_ns),
        ("time.gmtime", time.gmtime),
        ("time.localtime", time.localtime),
        ("time.ctime", time.ctime),
        ("time.asctime", time.asctime),
        ("time.strftime", lambda: time.strftime("%Y")),
        ("time.clock_gettime", lambda: time.clock_gettime(time.CLOCK_REALTIME)),
        ("time.clock_gettime_ns", lambda: time.clock_gettime_ns(time.CLOCK_REALTIME)),
        ("date.today", dt.date.today),
        ("datetime.now", lambda: dt.datetime.now(dt.UTC)),
        ("Random.random", random.random),
        ("posix.urandom", lambda: os.urandom(1)),
        ("posix.getrandom", lambda: os.getrandom(1)),
        ("posix.urandom", secrets.token_bytes),
        ("posix.urandom", uuid.uuid4),
    ],
)
def test_each_clock_and_each_chance_is_seen(name, call):
    with side_effects() as seen:
        call()
    assert name in seen.asked


def test_what_only_measures_or_only_counts_is_let_be():
    with side_effects() as seen:
        time.perf_counter()
        dt.date(2024, 9, 2).strftime("%Y")
        max(1, 2)
    assert (seen.asked, seen.touched) == ([], [])


def named(profiler):
    return {getattr(each.code, "co_name", each.code) for each in profiler.getstats()}


def test_a_profiler_sees_what_comes_before_and_behind():
    def before():
        return 1

    def behind():
        return 2

    profiler = cProfile.Profile()
    profiler.enable()
    try:
        before()
        with side_effects() as seen:
            time.time()
        behind()
    finally:
        profiler.disable()
    assert seen.asked == ["time.time"]
    assert {"before", "behind"} <= named(profiler)


def test_a_function_that_follows_calls_follows_them_again():
    before = sys.getprofile()
    followed = []

    def follow(_, event, __):
        followed.append(event)

    sys.setprofile(follow)
    try:
        with side_effects():
            pass
        assert sys.getprofile() is follow
    finally:
        sys.setprofile(before)
    assert followed


def test_one_block_inside_another_sees_its_own_and_the_outer_one_goes_on():
    with side_effects() as outer:
        with side_effects() as inner:
            time.time()
        time.time_ns()
        with Path(os.devnull).open("rb"):
            pass
    assert inner.asked == ["time.time"]
    assert outer.asked == ["time.time_ns"]
    assert len(outer.touched) == 1


def test_what_other_threads_open_is_not_seen():
    with side_effects() as seen:
        thread = threading.Thread(target=lambda: Path(os.devnull).open("rb").close())
        thread.start()
        thread.join()
    assert seen.touched == []
