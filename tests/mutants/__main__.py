"""Tell which changes of a module's code no test notices: `make mutants ARGS="model.money rules.asks"`.

    python -m tests.mutants model.money            every mutant of a module, or of all modules of a room
    python -m tests.mutants model.money --again    those that were left over the last time, once more
    python -m tests.mutants --figures              what has been counted, without running anything

mutmut makes the mutants (tests/mutants/made.py says why it does not run them). The tests are those of the module's
room and the examples in its docstrings, unless `--tests` names others; of these only the ones that run a changed
function are tried, the quickest first, until one fails. What was found is kept for each text of a module in
`.pytest_cache/soak/counts.json`; a run that was broken off goes on where it stopped. What is left over for a reason
stands with it in tests/mutants/left_over.toml.
"""

import argparse
import hashlib
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

PART = "mutants"
ENOUGH = 0.95


def main() -> int:
    """Make the mutants, run the tests, print what is left over."""
    os.environ["HYPOTHESIS_PROFILE"] = "worth"  # before tests/conftest.py is read
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="rooms or modules, such as `model.money`")
    parser.add_argument("--tests", nargs="*", default=[], help="tests to try instead of those of the room")
    parser.add_argument("--again", action="store_true", help="try those once more that were left over")
    parser.add_argument("--figures", action="store_true", help="print what has been counted")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    asked.modules = [each.removesuffix(".py").replace("/", ".") for each in asked.modules]

    if asked.figures:
        return figures([])
    from tests.worth.forked import with_tests  # noqa: PLC0415 (pytest reads tests/conftest.py with the profile named)

    rooms = sorted({each.partition(".")[0] for each in asked.modules})
    places = [Path("src/intra_core", *each.split(".")) for each in asked.modules]
    examples = [str(place if place.is_dir() else place.with_suffix(".py")) for place in places]
    return with_tests(asked.tests or [*(f"tests/{room}" for room in rooms), *examples], partial(run, asked))


def run(asked: argparse.Namespace, items: list[Any]) -> int:
    """Trace the tests over all the modules, then try the mutants of one after the other."""
    from tests import counts  # noqa: PLC0415
    from tests.mutants.made import changed_in, mutants_of  # noqa: PLC0415
    from tests.mutants.noticed import noticed  # noqa: PLC0415
    from tests.worth.public import Public, functions_of, modules  # noqa: PLC0415
    from tests.worth.traced import traced  # noqa: PLC0415

    files = {name: Path(str(import_module(name).__file__)) for name in modules(asked.modules)}
    functions = [
        Public(code.co_filename, code.co_qualname, "", code, tuple(objects))
        for code, objects in functions_of(files.values()).items()
    ]
    here = {item.nodeid: item for item in items}
    tracing = traced(items, functions, dict.fromkeys(here, ""), asked.workers)
    found = {name: one for name, one in tracing if one.passed and one.runs}
    print(f"{len(items)} tests, of which {len(found)} run these modules", flush=True)
    for name, file in files.items():
        state = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        known: dict[str, Any] = counts.kept(PART).get(name, {})
        known = known if known.get("text") == state else {"text": state, "same": 0, "noticed": {}, "left": {}}
        if asked.again:
            known["left"] = {}
        every = [(each, changed_in(each, file)) for each in mutants_of(file)]
        known["same"] = sum(1 for _, places in every if not places)
        known["all"] = len(every)
        done = {*known["noticed"], *known["left"]}
        todo = [(each, places) for each, places in every if places and str(each.number) not in done]
        for mutant, by in noticed(todo, file, found, here, asked.workers):
            if by is None:
                known["left"][str(mutant.number)] = mutant.says
                print(f"nothing notices: {name}:{mutant.says}", flush=True)
            else:
                known["noticed"][str(mutant.number)] = by
            counts.keep(PART, lambda part: part.update({name: known}))  # noqa: B023 (called at once)
        counts.keep(PART, lambda part: part.update({name: known}))  # noqa: B023
    return figures([*files])


def figures(modules: list[str]) -> int:
    """Print what was counted of some modules, or of all; the exit code is 1 if too much is left over somewhere."""
    from tests import counts  # noqa: PLC0415
    from tests.mutants.excused import reasons  # noqa: PLC0415

    said, wanting = reasons(), 0
    for name, known in sorted(counts.kept(PART).items()):
        if modules and name not in modules:
            continue
        left = [(says, said.get((name, says.partition(": ")[2]))) for says in known["left"].values()]
        noticed = len(known["noticed"])
        share = noticed / (noticed + len(left)) if noticed + len(left) else 1.0
        wanting += share < ENOUGH
        print(
            f"{name}: {share:.1%} of {noticed + len(left)} mutants noticed, {len(left)} left over "
            f"({sum(1 for _, why in left if why)} with a reason), {known['same']} come to the same code"
        )
        for says, why in left:
            print(f"    {says}\n        {why or 'no reason is written'}")
    return int(wanting > 0)


sys.exit(main())
