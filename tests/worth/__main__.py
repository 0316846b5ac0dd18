"""Tell which public functions no property notices when their bodies are replaced by a constant.

    python -m tests.worth                      every public function of rules, law, model and assessment
    python -m tests.worth model rules.asks     those of some rooms or modules
    python -m tests.worth --measures           every measure, made to give the same answer to everybody

What was found is kept in `.pytest_cache/soak/counts.json`, and a run goes on from there. A property is run again when
its file has changed; a function is tried again when its own file has, or when the property that noticed it is gone or
no longer passes, and one that nothing noticed when other properties run it than before. What else may have changed,
such as a module that both rest on, is not looked at: `--anew` forgets everything, and its figures are those to quote.

A constant that nobody notices is held against every property that runs the function, which takes minutes for one that
all measures run. `--patience 20` gives it up after properties of 20 seconds, the likeliest first: what it says is
noticed is so, and what it says is not may be. The next run tries that again.
"""

import argparse
import os
import sys
from collections import Counter
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

from attrs import asdict

PART = "worth of properties"
ROOT = Path(__file__).parents[2]


def main() -> int:
    """Trace the properties, replace the functions, and print what nothing noticed."""
    os.environ["HYPOTHESIS_PROFILE"] = "worth"  # before tests/conftest.py is read
    parser = argparse.ArgumentParser(prog="python -m tests.worth", description=__doc__)
    parser.add_argument("modules", nargs="*", help="rooms or modules, such as `model.money`; all four rooms without")
    parser.add_argument("--tests", nargs="*", default=["tests"], help="where the properties are looked for")
    parser.add_argument("--measures", action="store_true", help="ask of measures, not of functions")
    parser.add_argument("--anew", action="store_true", help="forget what was found before")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument(
        "--patience", type=float, default=inf, help="seconds of properties after which a constant is given up for now"
    )
    asked = parser.parse_args()

    from tests.worth.forked import with_tests  # noqa: PLC0415 (pytest reads tests/conftest.py with the profile named)

    if asked.measures:
        return with_tests(["tests/assessment/test_each_measure.py"], partial(find_measures, asked))
    return with_tests(asked.tests, partial(find, asked))


def find_measures(asked: argparse.Namespace, items: list[Any]) -> int:
    """Let one measure after the other give the same answer to everybody, and print which nobody noticed."""
    from tests.worth.measures import CONSTANTS, unnoticed  # noqa: PLC0415

    found = sorted(unnoticed(items, asked.workers))
    for name, constant in found:
        print(f"nothing notices: {name} -> {constant}")
    print(
        f"{len(items) - len({name for name, _ in found})} of {len(items)} measures: a property notices "
        f"each constant answer ({', '.join(CONSTANTS)})"
    )
    return int(bool(found))


def find(asked: argparse.Namespace, items: list[Any]) -> int:
    """Do it, with the tests that pytest has collected."""
    from tests import counts  # noqa: PLC0415
    from tests.worth.noticed import Found, noticed, running  # noqa: PLC0415
    from tests.worth.public import ROOMS, modules, public_functions, stamp  # noqa: PLC0415
    from tests.worth.traced import Traced, properties, traced  # noqa: PLC0415

    every = public_functions()
    rooms = tuple(modules(asked.modules or ROOMS))
    functions = [each for each in every if each.module in rooms]
    if asked.anew:
        counts.keep(PART, dict.clear)
    known = counts.kept(PART)
    drawn = {item.nodeid: item for item in properties(items)}
    now = {name: stamp(item.path) for name, item in drawn.items()}
    found = {
        name: one
        for name, one in ((name, Traced(**told)) for name, told in known.get("properties", {}).items())
        if one.stamp == (now.get(name) or stamp(ROOT / name.partition("::")[0]))
    }
    new = [item for name, item in drawn.items() if name not in found]
    for number, (name, one) in enumerate(traced(new, every, now, asked.workers), 1):
        found[name] = one
        counts.keep(PART, lambda part: part.setdefault("properties", {}).update({name: asdict(one)}))  # noqa: B023
        if sys.stderr.isatty() or not one.passed:
            print(f"{number} of {len(new)}: {name} {'' if one.passed else 'FAILED undisturbed'}", file=sys.stderr)
    print(f"{len({name.partition('[')[0] for name in drawn})} properties, {len(functions)} public functions")

    sound = {name: one for name, one in found.items() if one.passed}
    before: dict[str, Found] = {name: Found(**one) for name, one in known.get("functions", {}).items()}
    stamps = {each.key: (stamp(Path(each.code.co_filename)), running(each.key, sound)) for each in functions}
    known_still = {key for key, of in stamps.items() if key in before and before[key].holds(*of, sound)}
    todo = [each for each in functions if each.key not in known_still]
    print(f"{len(new)} properties traced now, {len(todo)} functions tried now, the others known before", flush=True)
    here = {name: one for name, one in sound.items() if name in drawn}
    for key, by in noticed(todo, here, drawn, asked.workers, asked.patience):
        file, run_by = stamps[key]
        # What was given up is tried again by the next run, and by one without `--patience` to the end.
        before[key] = now_known = Found(file, run_by if asked.patience == inf or None not in by.values() else "", by)
        counts.keep(PART, lambda part: part.setdefault("functions", {}).update({key: asdict(now_known)}))  # noqa: B023
        if None in by.values():
            print(f"nothing notices: {key} -> {', '.join(c for c, name in by.items() if name is None)}", flush=True)
    return told([each.key for each in functions], {key: one.by for key, one in before.items()}, sound)


def told(keys: list[str], found: dict[str, dict[str, str | None]], sound: Any) -> int:
    """Print what was found: by room, and what nothing noticed; the exit code is 1 if there is such."""
    run = {key for one in sound.values() for key in one.runs}
    every, good = Counter[str](), Counter[str]()
    print("\nwhat no property notices when its body gives a constant:")
    for key in keys:
        room = key.partition(":")[0].partition(".")[0]
        every[room] += 1
        by = found.get(key, {})
        if by and None not in by.values():
            good[room] += 1
        else:
            why = ", ".join(f"`{each}`" for each, name in by.items() if name is None)
            print(f"  {key} -> {why}" if key in run else f"  {key}: no property runs it")
    print()
    for room, number in every.items():
        print(f"{room}: {good[room]} of {number} public functions are noticed by a property")
    return int(good.total() < every.total())


sys.exit(main())
