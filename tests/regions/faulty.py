"""A region with a fault, between two without: what each fault is, where, and what is told of it.

The table is literal: one row for each fault at each place where it can be. Each row is tried through each way in.
"""

import contextlib
import io
import json
import re
import sys
from importlib import invalidate_caches
from pathlib import Path

from tests.assessment.made import CALL, HEAD, REGION, REST
from tests.soak import SOAK

from intra_core.cli import main, outside

IMPORT, FUNCTIONS, REGION_HOOK, CALLED = "import", "intra_rule_functions", "intra_region", "rule function"

CODE = '''"""A region, perhaps with a fault."""

import ctypes, os, signal, sys, threading, time
from attrs import evolve
from intra_core import RuleFunction
from intra_core.errors import Complaint, WrongInput
from intra_core.regions import hookimpl, read_region

slept = []

def is_pipe(end):
    """Say whether a descriptor is a pipe to be written to."""
    try:
        return end > 2 and os.write(end, b"") == 0
    except OSError:
        return False

{at_import}


def root(staff):
    {in_call}
    return int(staff**0.5)


def function(name="odd.root"):
    kinds = {{"takes": ("count persons",), "gives": "count persons", "least": 0, "greatest": 40_000}}
    return RuleFunction(name=name, label={{"en": "square root"}}, call=root, **kinds)


@hookimpl
def {functions}():
    {in_functions}
    return (function(),)


@hookimpl
def {region}():
    {in_region}
    return read_region(__package__)
'''
MEASURE = (
    HEAD
    + CALL
    + REST.replace("[label]", 'most = [{ value = "4 persons", source = "s", mark = "sourced" }]\n[label]').replace(
        "grant = { en", 'most = { en = "most staff" }\ngrant = { en'
    )
    + """[[condition]]
id = "staff"
holds = "odd.root(undertaking.employees) <= most"
source = "s"
mark = "sourced"
"""
)
FILE = """on = 2024-09-02
undertaking.employees = 9
costs.eligible = "EUR 4000.00"
"""
PLACES = {IMPORT: "at_import", FUNCTIONS: "in_functions", REGION_HOOK: "in_region", CALLED: "in_call"}

FAILED = f"hook '{FUNCTIONS}' failed: "
REGION_FAILED = f"hook '{REGION_HOOK}' failed: "
UNUSABLE = f"hook '{FUNCTIONS}': the rule function 'odd.root' gave no usable answer"

# fault, place, the line that is written there, and what is told
FAULTS = [
    ("raises Exception", IMPORT, "raise RuntimeError('boom')", "cannot be imported: RuntimeError: boom"),
    ("raises Exception", FUNCTIONS, "raise RuntimeError('boom')", FAILED + "RuntimeError: boom"),
    ("raises Exception", REGION_HOOK, "raise RuntimeError('boom')", REGION_FAILED + "RuntimeError: boom"),
    ("raises Exception", CALLED, "raise RuntimeError('boom')", UNUSABLE),
    ("raises BaseException", IMPORT, "raise BaseException('boom')", "cannot be imported: BaseException: boom"),
    ("raises BaseException", FUNCTIONS, "raise BaseException('boom')", FAILED + "BaseException: boom"),
    ("raises BaseException", REGION_HOOK, "raise BaseException('boom')", REGION_FAILED + "BaseException: boom"),
    ("raises BaseException", CALLED, "raise BaseException('boom')", UNUSABLE),
    ("raises GeneratorExit", FUNCTIONS, "raise GeneratorExit", FAILED + "GeneratorExit"),
    ("raises GeneratorExit", REGION_HOOK, "raise GeneratorExit", REGION_FAILED + "GeneratorExit"),
    ("raises GeneratorExit", CALLED, "raise GeneratorExit", UNUSABLE),
    ("leaves", IMPORT, "raise SystemExit(3)", "cannot be imported: SystemExit: 3"),
    ("leaves", FUNCTIONS, "sys.exit()", FAILED + "SystemExit"),
    ("leaves", REGION_HOOK, "sys.exit('bye')", REGION_FAILED + "SystemExit: bye"),
    ("leaves", CALLED, "sys.exit(0)", UNUSABLE),
    ("never ends calling itself", FUNCTIONS, "intra_rule_functions()", FAILED + "RecursionError"),
    ("never ends calling itself", REGION_HOOK, "intra_region()", REGION_FAILED + "RecursionError"),
    ("never ends calling itself", CALLED, "root(staff)", UNUSABLE),
    ("complains of nothing", FUNCTIONS, "raise WrongInput([])", FAILED + "it raised WrongInput without a complaint"),
    ("complains of nothing", REGION_HOOK, "raise WrongInput([])", REGION_FAILED + "it raised WrongInput without"),
    ("complains of nothing", CALLED, "raise WrongInput([])", UNUSABLE),
    ("wrong type", IMPORT, "@hookimpl\ndef intra_other(): pass", "unknown hook 'intra_other'"),
    ("wrong type", FUNCTIONS, "return 5", f"hook '{FUNCTIONS}' gave int, not several RuleFunction"),
    ("wrong type", REGION_HOOK, "return {'id': 'odd'}", f"hook '{REGION_HOOK}' gave dict, not a Region"),
    ("wrong type", CALLED, "return 3.0", UNUSABLE),
    ("wrong type inside", FUNCTIONS, "return (5,)", f"hook '{FUNCTIONS}': gave int, not a RuleFunction"),
    ("wrong type inside", REGION_HOOK, "return evolve(read_region(__package__), measures=(1,))", "is of type int"),
    ("wrong type inside", CALLED, "return True", UNUSABLE),
    ("None", FUNCTIONS, "return None", f"hook '{FUNCTIONS}' gave NoneType, not several RuleFunction"),
    ("None", REGION_HOOK, "return None", f"hook '{REGION_HOOK}' gave NoneType, not a Region"),
    ("duplicate id", FUNCTIONS, "return (function(), function())", "two functions are called 'odd.root'"),
    (
        "duplicate id",
        REGION_HOOK,
        "return evolve(read_region(__package__), measures=read_region(__package__).measures * 2)",
        "two measures are called 'odd.voucher'",
    ),
    ("another's id", FUNCTIONS, "return (function('fine.root'),)", "'fine.root' is not called after the region"),
    ("another's id", REGION_HOOK, "return evolve(read_region(__package__), id='fine', measures=())", "itself 'fine'"),
    ("import error", IMPORT, "import nowhere_at_all", "cannot be imported: ModuleNotFoundError"),
    ("import error", FUNCTIONS, "import nowhere_at_all", FAILED + "ModuleNotFoundError"),
    ("import error", REGION_HOOK, "import nowhere_at_all", REGION_FAILED + "ModuleNotFoundError"),
    ("import error", CALLED, "import nowhere_at_all", UNUSABLE),
    ("no Python", IMPORT, "def", "cannot be imported: SyntaxError"),
    ("misspelt hook", FUNCTIONS, "functions=intra_rule_function", "unknown hook 'intra_rule_function'"),
    ("misspelt hook", REGION_HOOK, "region=intra_regoin", "unknown hook 'intra_regoin'"),
    ("changes its input", IMPORT, "", None),
    (
        "changes its input",
        REGION_HOOK,
        "found = read_region(__package__); [each.clear() for _, each in found.vocabulary.tables()]; return found",
        None,
    ),
    ("changes its input", CALLED, "staff += 7", None),
    ("slow", IMPORT, "time.sleep(0.35)", "being imported took "),
    ("slow", FUNCTIONS, "time.sleep(0.35)", f"hook '{FUNCTIONS}' took "),
    ("slow", REGION_HOOK, "time.sleep(0.35)", f"hook '{REGION_HOOK}' took "),
    ("slow", CALLED, "slept or slept.append(time.sleep(0.35))", "the rule function 'odd.root' took "),
    ("huge", IMPORT, "raise ValueError('x' * 10**7)", "cannot be imported: ValueError: xxxxx"),
    ("huge", FUNCTIONS, "return iter(function, None)", f"hook '{FUNCTIONS}' gave more than 1,000 functions"),
    ("huge", REGION_HOOK, "raise WrongInput([Complaint(says='x' * 10**6)] * 10**4)", REGION_FAILED + "xxxxx"),
    ("huge", CALLED, "return 10**5_000", UNUSABLE),
    ("fails half way", FUNCTIONS, "yield function(); raise RuntimeError('boom')", FAILED + "RuntimeError: boom"),
    ("fails half way", REGION_HOOK, "yield read_region(__package__)", "gave generator, not a Region"),
    ("fails half way", CALLED, "yield 3", UNUSABLE),
]  # fmt: skip
WAYS = ("assess", "measures", "explain", "check", "regions")
OTHERS = ("fine", "later")


class Shelf:
    """A folder of three installed regions, of which the middle one may have a fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "application.toml").write_text(FILE)
        for name in ("fine", "odd", "later"):
            self.put(name)

    def put(self, name: str, place: str = "", line: str = "", more: str = "") -> None:
        """Write a region."""
        parts = dict.fromkeys(PLACES.values(), "pass") | {"functions": FUNCTIONS, "region": REGION_HOOK}
        if line.startswith(("functions=", "region=")):
            key, _, line = line.partition("=")
            parts[key] = line
        elif place:
            parts[PLACES[place]] = line or "pass"
        package = self.folder / f"faulty_{name}"
        (package / "measures").mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").write_text(CODE.format(**parts).replace("odd.", f"{name}.") + more)
        (package / "region.toml").write_text(REGION.replace('"made"', f'"{name}"'))
        measure = MEASURE.replace("made.", f"{name}.").replace("odd.", f"{name}.")
        (package / "measures" / "voucher.toml").write_text(measure)
        info = self.folder / f"intra_{name}-1.{len(name)}.dist-info"
        info.mkdir(exist_ok=True)
        (info / "entry_points.txt").write_text(f"[intra_core.regions]\n{name} = faulty_{name}\n")
        (info / "METADATA").write_text(f"Name: intra-{name}\nVersion: 1.{len(name)}\n")
        self.forget()

    def take_away(self, name: str) -> None:
        """Uninstall a region."""
        (self.folder / f"intra_{name}-1.{len(name)}.dist-info" / "entry_points.txt").write_text("")

    @staticmethod
    def forget() -> None:
        """Let every region be imported anew."""
        for each in [each for each in sys.modules if each.startswith("faulty_")]:
            del sys.modules[each]
        invalidate_caches()


def ways(shelf, found, monkeypatch):
    """Go through each way in: what is answered of the regions without a fault, and all that was said beside."""
    monkeypatch.setattr(outside, "load_regions", lambda: found)
    file = str(shelf.folder / "application.toml")
    answers, beside = {}, {}
    for way in WAYS:
        said, told = [], []
        for words in words_of(way, file):
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main(words)
            assert code == 0 or (way == "check" and code == 1), err.getvalue()  # what is looked at may have findings
            said.append(of_others(out.getvalue(), words))
            told.append(err.getvalue() + (out.getvalue() if way == "check" else ""))
        answers[way], beside[way] = said, told
    return answers, beside


def words_of(way, file):
    """Give the commands of a way in: of each region for itself, and where there is such a one of all."""
    match way:
        case "assess":
            return [["assess", file, "--region", "fine"], ["assess", file, "--region", "all", "--json"]]
        case "measures":
            return [["measures", "--on", "2024-09-02", "later"], ["measures", "--json"]]
        case "check":
            only = [] if SOAK else ["--only", "purity.twice", "--only", "purity.functions-answer"]
            return [["regions", "check", "--json", *only], ["regions", "check", "fine", *only]]
        case "explain":
            return [["explain", f"{name}.voucher", "--on", "2024-09-02"] for name in OTHERS]
        case _:
            return [["regions"], ["regions", "--json"]]


def of_others(out, words):
    """Keep what is said of the regions without a fault, but for the time that loading took."""
    if "--json" in words:
        data = json.loads(out)
        for key in ("regions", "measures"):
            told = [each for each in data.get(key, ()) if each.get("region") in OTHERS]
            if told:
                for each in told:
                    each.pop("milliseconds", None)
                    each.pop("isolated", None)
                    each.pop("seconds", None)
                return json.dumps(told)
    if words[0] == "regions":
        lines = [re.sub(r"\d+ ms", "", each) for each in out.splitlines() if "(intra-" in each]
        return "\n".join(each for each in lines if any(f"  {name} (" in each for name in OTHERS))
    return out
