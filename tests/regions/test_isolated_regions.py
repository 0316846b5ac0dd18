"""A region that nobody trusts, in a process of its own: whatever its code does, the others answer as they always do."""

import contextlib
import datetime as dt
import gc
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from importlib.metadata import EntryPoint

import pytest
from tests.regions.faulty import CALLED, FAULTS, FUNCTIONS, IMPORT, PLACES, REGION_HOOK, WAYS, ways
from tests.soak import SOAK

import intra_core
from intra_core.cli import main
from intra_core.errors import QuarantinedRegion
from intra_core.regions.host import GROUP, load
from intra_core.regions.isolated import Limits
from intra_core.regions.isolated.channel import LENGTH, Channel
from intra_core.regions.isolated.process import _Running

LIMITS = Limits(seconds=5.0, failures=1)
ENDLESS = {CALLED: Limits(seconds=0.3, failures=1)}
"""For what never comes to an end, while it is asked; while it is loaded, which must have come so far by then."""
LOADS = Limits(load_seconds=1.5)


@pytest.fixture
def isolated(shelf):  # noqa: ARG001 (it is laid out before)
    """Load the regions with the odd one in a process of its own, which is ended with the test."""
    found = []

    def load(limits=LIMITS):
        found.append(intra_core.load_regions(isolated=["odd"], limits=limits))
        return found[-1]

    yield load
    for each in found:
        for region in each.regions:
            if region.isolated is not None:
                region.isolated.close()


SEGFAULT = "ctypes.string_at(0)"
LOOP = "exec('while True: pass')"
# fault, line, and what is told: of a hook or import, and of a rule function
VIOLENT = [
    ("os._exit", "os._exit(7)", "left its process with code 7"),
    ("an endless loop", LOOP, "did not answer"),
    ("5 GB of memory", "bytearray(5 * 2**30)", "MemoryError"),
    ("a fork", "os.fork()", "Operation not permitted"),
    ("a crash by signal", SEGFAULT, "had its process ended by SIGSEGV"),
    ("a signal to its parent", "os.kill(os.getppid(), 9)", "Operation not permitted"),
    ("a signal to itself", "os.kill(os.getpid(), 9)", "had its process ended by SIGKILL"),
    ("closed descriptors", "os.closerange(0, 256)", "closed the pipe|left its process with code"),
    ("no heed of SIGTERM", f"signal.signal(signal.SIGTERM, signal.SIG_IGN); {LOOP}", "did not answer"),
    ("stopped", "os.kill(os.getpid(), signal.SIGSTOP)", "did not answer"),
    ("a person's wish to stop", "raise KeyboardInterrupt", "KeyboardInterrupt"),
    ("another program", "os.execv('/bin/true', ['true'])", "Permission denied|Operation not permitted"),
    ("the network", "__import__('socket').socket()", "Operation not permitted"),
    ("a foreign file", "open('/etc/passwd')", "Permission denied"),
    ("a file of its own", "open(__file__, 'a')", "Permission denied"),
    (
        "text on the pipes",
        "[os.write(each, b'x' * 99) for each in range(3, 64) if is_pipe(each)]",
        "wrote [0-9,]+ bytes",
    ),
]
HARMLESS = [
    ("output on stdout", "print('x' * 200_000, flush=True); sys.stderr.write('y' * 200_000)"),
    ("threads", "threading.Thread(target=int).start()"),
    ("a change of the library", "RuleFunction.answer = lambda *_: 1; read_region.__code__ = (lambda _: None).__code__"),
]
LOADING = (IMPORT, FUNCTIONS, REGION_HOOK)
ROWS = [
    (name, place, line, told)
    for number, (name, line, told) in enumerate(VIOLENT)
    for place in PLACES
    if SOAK or place in {CALLED, LOADING[number % 3]}
]
"""`make soak` tries every fault at every place; `make test` in a rule function, and in turn in one of the others."""


def complaints_of(found, place):
    return found.incidents() if place == CALLED else [each for one in found.quarantined for each in one.complaints]


@pytest.mark.skipif(sys.platform != "linux", reason="what is refused here, Linux refuses")
@pytest.mark.parametrize(("fault", "place", "line", "told"), ROWS, ids=[f"{row[0]}, {row[1]}" for row in ROWS])
def test_whatever_it_does_harms_no_other(alone, shelf, isolated, monkeypatch, fault, place, line, told, figure):
    assert fault
    shelf.put("odd", place, line)
    found = isolated(ENDLESS.get(place, LOADS) if "did not answer" in told else LIMITS)
    answers, beside = ways(shelf, found, monkeypatch)
    for way in WAYS:
        assert answers[way] == alone[way]
    figure("faults of an isolated region x places x ways in, each really done", len(ROWS) * len(WAYS))
    complaints = complaints_of(found, place)
    assert re.search(told, complaints[0].says), complaints[0]
    assert complaints[0].says.startswith("region 'odd' (intra-odd 1.3)")
    assert place == IMPORT or "hook" in complaints[0].says
    assert complaints[0].file == str(shelf.folder / "faulty_odd" / "__init__.py")
    for way in WAYS:
        if place != CALLED or way in {"assess", "check"}:
            assert "region 'odd' (intra-odd 1.3)" in "".join(beside[way])
            assert "faulty_odd/__init__.py" in "".join(beside[way])


MILD = [row for number, row in enumerate(FAULTS) if SOAK or number % 7 == 0 or row[0] in {"slow", "changes its input"}]


@pytest.mark.parametrize(("fault", "place", "line", "told"), MILD, ids=[f"{row[0]}, {row[1]}" for row in MILD])
def test_a_fault_that_one_process_bears_is_told_alike(
    alone, shelf, isolated, hurried, monkeypatch, fault, place, line, told
):
    shelf.put("odd", place, line)
    if fault == "slow":
        hurried()
    found = isolated(Limits(load_seconds=20, seconds=20))
    answers, _ = ways(shelf, found, monkeypatch)
    for way in WAYS:
        assert answers[way] == alone[way]
    complaints = complaints_of(found, CALLED if fault == "slow" else place)
    if told is None:
        # Of an isolated region the files are read: what its hook does to what it has read is not even seen.
        assert complaints in ((), [])
        return
    assert told in complaints[0].says
    assert complaints[0].says.startswith("region 'odd' (intra-odd 1.3)")
    assert complaints[0].file == str(shelf.folder / "faulty_odd" / "__init__.py")


def assessed(found, staff=9):
    told = {"on": "2024-09-02", "costs": {"eligible": "EUR 4000.00"}, "undertaking": {"employees": staff}}
    application = found.parse_application(json.dumps(told), region="odd")
    return found.assess(application, region="odd").to_dict()


WITHOUT_EFFECT = [
    (name, line, place)
    for number, (name, line) in enumerate(HARMLESS)
    for place in PLACES
    if SOAK or place in {CALLED, LOADING[number % 3]}
]


@pytest.mark.parametrize(
    ("name", "line", "place"), WITHOUT_EFFECT, ids=[f"{row[0]}, {row[2]}" for row in WITHOUT_EFFECT]
)
def test_what_it_does_inside_changes_nothing_here(shelf, isolated, capfd, name, line, place):
    trusted = assessed(intra_core.load_regions())
    shelf.put("odd", place, line)
    if name == "a change of the library" and place != CALLED:
        line = "raise RuntimeError"  # its own region is then what it made of it
        with contextlib.suppress(QuarantinedRegion):
            assessed(isolated(LIMITS))
        shelf.put("odd")
    found = isolated(LIMITS)
    assert assessed(found) == trusted
    assert (found.incidents(), found.quarantined) == ((), ())
    assert capfd.readouterr() == ("", "")


# What is written on the pipe by a plug-in that knows how, in place of the answer, and what is told of it.
DECLARED: dict[str, object] = {"takes": [{"number": [["persons", 1]]}], "gives": "day", "least": None, "greatest": None}
DECLARED |= {"label": {"en": "root"}, "file": "/nowhere", "line": True}
FORGED = [
    ({"id": 1, "given": 5}, "cannot be imported: it wrote what is no answer"),
    ({"id": 1, "given": {"functions": [], "seconds": 5, "region": {}}}, "it wrote what is no answer"),
    ({"id": 1, "given": {"functions": 5, "seconds": {}, "region": {}}}, "it told of no rule functions"),
    ({"id": 1, "given": {"functions": [5], "seconds": {}, "region": {}}}, "it told of no rule function"),
    ({"id": 1, "given": {"functions": [], "seconds": {}, "region": {}}}, "unknown function 'odd.root'"),
    (
        {"id": 1, "given": {"functions": [{**DECLARED, "name": "fine.root"}], "seconds": {}, "region": {}}},
        "'fine.root' is not called after the region",
    ),
    (
        {"id": 1, "given": {"functions": [{**DECLARED, "name": "odd root"}], "seconds": {}, "region": {}}},
        "'odd root' is not the name of a rule function",
    ),
    ({"id": 1, "complaints": 5}, "it raised nothing"),
    ({"id": 1, "complaints": [5, {"says": ""}]}, "it raised nothing"),
    ({"id": 1, "complaints": [{"says": ["x"]}]}, "region 'odd' (intra-odd 1.3): told of no complaint"),
    ({"id": 1, "complaints": [{"says": "forged", "file": "there", "line": "x"}]}, "forged"),
    ({"id": 1, "raised": ["x"]}, "it raised nothing"),
    ({"id": 1}, "it raised nothing"),
    ({"id": 2, "given": {}}, "it answered what it was not asked"),
]


@pytest.mark.parametrize(
    ("message", "told"), FORGED, ids=[f"{number} {told}" for number, (_, told) in enumerate(FORGED)]
)
def test_what_is_forged_quarantines_the_region_and_no_more(shelf, isolated, message, told):
    raw = json.dumps(message).encode()
    raw = LENGTH.pack(len(raw)) + raw
    shelf.put("odd", IMPORT, f"[os.write(each, {raw!r}) for each in range(3, 64) if is_pipe(each)]")
    found = isolated(LIMITS)
    assert [each.region.id for each in found.regions] == ["fine", "later"]
    assert told in complaint(found).says


def test_a_step_that_is_none_changes_nothing(shelf, isolated):
    raw = LENGTH.pack(20) + b'{"id": 1, "step": 5}'
    shelf.put("odd", IMPORT, f"[os.write(each, {raw!r}) for each in range(3, 64) if is_pipe(each)]")
    assert isolated(LIMITS).quarantined == ()


def test_steps_without_end_are_refused(shelf, isolated):
    raw = LENGTH.pack(20) + b'{"id": 1, "step": 5}'
    shelf.put("odd", IMPORT, f"[os.write(each, {raw!r} * 200) for each in range(3, 64) if is_pipe(each)]")
    assert "it answered what it was not asked" in complaint(isolated(LIMITS)).says


# --- the process --------------------------------------------------------------------------------


def process_of(found):
    return found.region("odd").isolated


def number_of(found):
    return process_of(found)._running.process.pid


def gone(number, seconds=3.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_process_is_kept_and_one_that_has_ended_is_replaced(isolated):
    found = isolated(Limits(seconds=20))
    first = assessed(found)
    number = number_of(found)
    assert assessed(found, 16) != first
    assert number_of(found) == number
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert assessed(found) == first
    assert number_of(found) != number
    assert found.incidents() == ()


def test_a_process_may_serve_one_call(isolated):
    found = isolated(Limits(seconds=20, kept=False))
    function = found.region("odd").region.vocabulary.functions["odd.root"]
    for staff in (9, 16):
        assert process_of(found)._running is None
        assert function.answer((staff,), function.gives) ** 2 == staff
    assert found.incidents() == ()


def test_a_process_near_the_end_of_its_time_is_replaced_between_two_calls(shelf, isolated):
    shelf.put("odd", CALLED, "time.sleep(0.6)")
    found = isolated(Limits(seconds=20, cpu_seconds=1))
    assert process_of(found).call("odd.root", [9]) == {"id": 2, "gave": 3}
    assert process_of(found)._running is None


def test_after_failures_in_a_row_the_region_is_set_aside_and_costs_no_process_more(shelf, isolated):
    shelf.put("odd", CALLED, "os._exit(3) if staff > 20 else None")
    found = isolated(Limits(seconds=20, failures=2))
    process = process_of(found)
    asked = found["odd.voucher"].rules.book
    function = found.region("odd").region.vocabulary.functions["odd.root"]
    assert asked is not None
    assert function.answer((25,), function.gives).told == "Failed: it left its process with code 3"
    assert function.answer((16,), function.gives) == 4
    assert process.failures == 0
    for _ in range(2):
        function.answer((25,), function.gives)
    assert process.set_aside
    answer = function.answer((16,), function.gives)
    assert answer.told.startswith("Failed: it is set aside: calls in a row that cost a process: 2; the last: it left")
    assert process._running is None
    told = [each.says for each in found.incidents()]
    assert "region 'odd' (intra-odd 1.3) is set aside: calls in a row that cost a process: 2" in told[-1]
    (assessment,) = found.assess(found.parse_application("{}", region="odd"), on=dt.date(2024, 9, 2)).assessments
    assert assessment.verdict.value == "undetermined"


def test_what_it_has_started_ends_with_it():
    script = "sleep 60 & echo $!; exec sleep 60"
    asks, answers, lives = os.pipe(), os.pipe(), os.pipe()
    process = subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    grandchild = int(process.stdout.readline())
    running = _Running(process, Channel(answers[0], asks[1]), lives[1])
    running.end()
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL
    assert gone(grandchild)
    for each in (asks[0], answers[1], lives[0]):
        os.close(each)


@pytest.mark.usefixtures("shelf")
def test_a_process_ends_when_nobody_has_a_use_for_it():
    found = intra_core.load_regions(isolated="odd")
    assessed(found)
    number = number_of(found)
    del found
    gc.collect()
    assert gone(number)


ALONE = """
import os, sys, time
sys.path[:] = {path!r}
import intra_core
found = intra_core.load_regions(isolated=["odd"])
function = found.region("odd").region.vocabulary.functions["odd.root"]
isolated = found.region("odd").isolated
"""


def script(text, **more):
    code = ALONE.format(path=sys.path) + text
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, **more)


def test_it_ends_with_whoever_asks_it_even_in_an_endless_loop(shelf):
    shelf.put("odd", CALLED, LOOP)
    with script("print(isolated._running.process.pid, flush=True); function.answer((9,), function.gives)") as asking:
        number = int(asking.stdout.readline())
        time.sleep(0.1)
        asking.kill()
    assert gone(number)


@pytest.mark.usefixtures("shelf")
def test_a_copied_process_asks_one_of_its_own():
    text = """
number = isolated._running.process.pid
copy = os.fork()
print(function.answer((9,), function.gives), isolated._running.process.pid == number, flush=True)
if copy:
    os.waitpid(copy, 0)
    print(function.answer((16,), function.gives), isolated._running.process.pid == number, flush=True)
else:
    isolated.close()
    os._exit(0)
"""
    with script(text) as asking:
        said = asking.stdout.read().split("\n")
    assert sorted(said[:2]) == ["3 False", "3 True"]
    assert said[2] == "4 True"


def test_threads_are_answered_one_after_the_other(isolated):
    found = isolated(Limits(seconds=20))
    function = found.region("odd").region.vocabulary.functions["odd.root"]
    answers = {}

    def ask(number):
        answers[number] = [function.answer((staff**2,), function.gives) for staff in range(number, number + 5)]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers == {number: list(range(number, number + 5)) for number in range(8)}
    assert function.record.asked == 40


def test_of_the_environment_little_is_passed_on(shelf, isolated, monkeypatch):
    monkeypatch.setenv("PORTAL_PASSWORD", "secret")
    shelf.put("odd", CALLED, "return len(os.environ.get('PORTAL_PASSWORD', ''))")
    function = isolated(Limits(seconds=20)).region("odd").region.vocabulary.functions["odd.root"]
    assert function.answer((9,), function.gives) == 0


# --- which regions, and what they may be --------------------------------------------------------


@pytest.mark.usefixtures("shelf")
def test_the_environment_names_the_regions_and_the_list_says_so(monkeypatch, capsys):
    monkeypatch.setenv("INTRA_ISOLATED", " odd, ")
    assert main(["regions"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum("its Python runs in a process of its own (limits" in each for each in lines) == 1
    assert main(["regions", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["region"] for each in told["regions"] if "isolated" in each] == ["odd"]


@pytest.mark.usefixtures("shelf")
def test_all_of_them_may_be_isolated():
    found = intra_core.load_regions(isolated="*")
    assert all(each.isolated is not None for each in found.regions)
    assert assessed(found) == assessed(intra_core.load_regions())


@pytest.mark.usefixtures("shelf")
def test_a_slip_in_a_name_is_told_and_one_that_is_only_not_allowed_is_none(monkeypatch):
    (broken,) = intra_core.load_regions(isolated=["od"]).quarantined
    assert (broken.region, broken.complaints[0].instead) == ("od", "did you mean 'odd'?")
    monkeypatch.setenv("INTRA_REGIONS", "fine")
    assert intra_core.load_regions(isolated=["odd"]).quarantined == ()


def complaint(found):
    (broken,) = found.quarantined
    return broken.complaints[0]


def test_an_isolated_region_is_what_its_files_say(shelf, isolated):
    shelf.put("odd", REGION_HOOK, "return evolve(read_region(__package__), currency='GBP')")
    told = complaint(isolated(LIMITS))
    assert "gave another region than the files of faulty_odd describe" in told.says
    assert told.line is not None


def test_what_is_wrong_with_its_files_is_told_as_ever(shelf, isolated):
    file = shelf.folder / "faulty_odd" / "region.toml"
    text = file.read_text()
    file.write_text(text.replace("EUR", "EURO"))
    told = [str(each) for each in isolated(LIMITS).quarantined[0].complaints]
    file.write_text(text)
    assert told[0].startswith("faulty_odd/region.toml:6:")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("nowhere_at_all", "cannot be imported: ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("faulty_odd.nowhere", "cannot be imported: ModuleNotFoundError: No module named 'faulty_odd.nowhere'"),
        ("this", "cannot be isolated: its package has no folder"),
        ("not a name", "its entry point 'not a name' is not the name of a package"),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_an_entry_point_without_a_folder_of_files(value, told):
    _, (broken,) = load([EntryPoint(name="odd", value=value, group=GROUP)], ["odd"])
    assert told in broken.complaints[0].says


def test_an_entry_point_may_name_a_module_or_an_object_of_the_package(shelf):
    (shelf.folder / "faulty_odd" / "hooks.py").write_text(
        "from faulty_odd import intra_region, intra_rule_functions\nclass Both:\n    pass\n"
    )
    (loaded,), broken = load([EntryPoint(name="odd", value="faulty_odd.hooks", group=GROUP)], ["odd"])
    assert broken == ()
    assert loaded.region.folder_name == "faulty_odd"


def test_a_region_that_gives_other_functions_than_before_is_no_more_asked(shelf, isolated):
    found = isolated(Limits(seconds=20))
    process_of(found).close()
    shelf.put("odd", FUNCTIONS, "return ()")
    function = found.region("odd").region.vocabulary.functions["odd.root"]
    told = function.answer((9,), function.gives).told
    assert told == "Failed: it was not loaded as it was first"


def test_where_no_process_can_be_started_that_is_told(isolated, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert "could not be given a process: No such file or directory" in complaint(isolated(LIMITS)).says
