"""For each check one change of the good region that breaks its sentence.

Most change a file. Some give a region or a rule function made in Python, as any plug-in may. What follows from the
library alone, whatever a region says, is broken in the library (`seeded`): so it is shown that the check would see it.
"""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from intra_core.assessment import assessment as answers
from intra_core.assessment import explaining
from intra_core.assessment.examples import assessed
from intra_core.assessment.parts import Ask
from intra_core.testing.conformance import following
from intra_core.testing.conformance.checks import identity, purity, readings, round_trips
from intra_core.testing.conformance.drawing import decided
from intra_core.verdict import Outcome

Fault = Callable[[Path, pytest.MonkeyPatch], object]
VOUCHER, REGION, WORDS = "measures/voucher.toml", "region.toml", "vocabulary.toml"


def swapped(file: str, *pairs: tuple[str, str]) -> Fault:
    """Put one text in the place of another."""

    def change(package: Path, _: object) -> None:
        text = (package / file).read_text()
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        (package / file).write_text(text)

    return change


def voucher(*pairs: tuple[str, str]) -> Fault:
    return swapped(VOUCHER, *pairs)


def added(file: str, text: str) -> Fault:
    """Add a text at the end of a file."""
    return lambda package, _: (package / file).write_text((package / file).read_text() + text)


def renamed(before: str, after: str) -> Fault:
    return lambda package, _: (package / before).rename(package / after)


def removed(file: str) -> Fault:
    return lambda package, _: (package / file).unlink()


def giving(gives: str, more: str = "") -> Fault:
    """Let the hook give something else."""
    text = f"from attrs import evolve\n{more}\n"
    return swapped(
        "__init__.py",
        ("    return read_region(__package__)", f"    region = read_region(__package__)\n    return {gives}"),
        ('"""\n\nfrom', f'"""\n\n{text}from'),
    )


def book(changes: str) -> Fault:
    """Let the hook change the rules of the measure."""
    rules = "evolve(region.measures[0], book=evolve(region.measures[0].book, " + changes + "))"
    return giving(f"evolve(region, measures=({rules},))")


def function(body: str, more: str = "") -> Fault:
    """Let the region's own function do something else."""
    return swapped(
        "rules.py",
        ("    return costs // 100 * min(staff, 5)\n", body),
        ("def bonus", f"{more}\n\ndef bonus"),
    )


def seeded(place: object, name: str, wrong: object) -> Fault:
    """Break the library."""
    return lambda _, patch: patch.setattr(place, name, wrong)


def both(*faults: Fault) -> Fault:
    def change(package: Path, patch: pytest.MonkeyPatch) -> None:
        for each in faults:
            each(package, patch)

    return change


def condition(holds: str, more: str = "", name: str = "more") -> Fault:
    """Add a condition."""
    return added(
        VOUCHER, f'\n[[condition]]\nid = "{name}"\nholds = {holds!r}\n{more}source = "call"\nmark = "sourced"\n'
    )


def _info(package: Path) -> Path:
    return package.parent / "intra_good-1.0.dist-info"


LOADING: dict[str, Fault] = {
    "files.readable": added(VOUCHER, "\nthis is no TOML\n"),
    "files.names": renamed(VOUCHER, "measures/voucher.tml"),
    "files.keys-known": voucher(("authority = ", "autority  = ")),
    "files.keys-there": voucher(('kind      = "voucher"\n', "")),
    "files.accepted": voucher(("min(costs.eligible * intensity", "min(first + costs.eligible * intensity")),
    "identity.id": voucher(('"good.voucher"', '"other.voucher"')),
    "identity.once": lambda package, _: (package / "measures/twin.toml").write_text((package / VOUCHER).read_text()),
    "identity.currency": swapped(REGION, ('"EUR"', '"XXX"')),
    "identity.place": swapped(REGION, ('["SI03"]', '["AT13"]')),
    "identity.authority": voucher(('"fund"', '"bank"')),
    "identity.offered-once": lambda package, _: (_info(package) / "entry_points.txt").write_text(
        "[intra_core.regions]\ngood = intra_good\n\n[intra_core.regions ]\ngood = intra_good\n"
    ),
    "hooks.known": swapped("__init__.py", ("def intra_region():", "def intra_rejoin():")),
    "hooks.work": swapped("__init__.py", ("    return read_region(__package__)", "    return 1 / 0")),
    "hooks.types": swapped("__init__.py", ("    return read_region(__package__)", "    return None")),
    "sources.known": voucher(
        ('source = "call"\nmark   = "sourced"\n\n[award]', 'source = "cal"\nmark   = "sourced"\n\n[award]')
    ),
    "sources.mark": voucher(('mark   = "assumed"', 'mark   = "sure"')),
    "dates.calls-apart": voucher(
        (
            "[costs]\nkinds",
            '[[call]]\nid = "two"\nopens = 2024-12-01\ncloses = 2025-02-01\nsource = "call"\nmark = "sourced"\n\n[costs]\nkinds',
        )
    ),
    "dates.call-ends": voucher(("closes = 2024-12-31", "closes = 2024-01-31")),
    "dates.figures-apart": voucher(("since = 2024-09-01, ", "since = 2024-08-01, ")),
    "dates.figures-meet": voucher(("since = 2024-09-01, ", "since = 2024-09-02, ")),
    "dates.conditions-apart": condition("undertaking.employees >= min_employees", name="size"),
    "rules.typed": voucher(("undertaking.employees >= min_employees", "undertaking.employees >= floor")),
    "rules.names-known": voucher(("undertaking.employees >= min", "undertaking.employes >= min")),
    "rules.numbers-named": voucher(("grant >= floor", "grant >= 500")),
    "rules.names-used": voucher(("undertaking.employees >= min_employees", "not good.digital")),
    "texts.labels": voucher(('floor         = { en = "least grant", sl = "najnižji znesek" }\n', "")),
    "texts.english": voucher(('en = "Lake voucher", ', "")),
    "rules.numbers-fit": condition("costs.eligible * undertaking.turnover >= costs.eligible * costs.eligible"),
    "examples.readable": voucher(('unmet = ["staff"]', 'unmet = ["stuff"]')),
    "dossier.links": added(
        "plan.toml",
        '\n[[action]]\nid = "one"\ntitle = { en = "One" }\nnature = { en = "One" }\nsource = "page"\nmark = "sourced"\n\n[[action.measure]]\nid = "good.nothing"\nsource = "page"\nmark = "sourced"\n',
    ),
}
"""What is refused when the region is loaded."""

no_regime = voucher(
    ('regime = "de-minimis"', 'regime = "none"'),
    ('expect = { verdict = "ineligible", unmet = ["de-minimis"] }', 'expect = { verdict = "eligible" }'),
)
CASE = """schema = 1
kind   = "cases"
author = "The lake fund"

[source]
title = "The call"
read  = 2026-11-20

[[case]]
measure = "good.voucher"
name    = "A large one"
written = 2026-11-20
on      = 2024-09-02
given   = { undertaking.size = "large" }
expect  = { verdict = "eligible" }
"""


def case_file(text: str) -> Fault:
    """Add a file of cases."""

    def change(package: Path, _: object) -> None:
        (package / "cases").mkdir()
        (package / "cases" / "cases.toml").write_text(text)

    return change


TIMES = "import time\n"
COUNTED = "CALLS = []\n"

UNTRANSLATED = {
    REGION: ', sl = "Jezerski sklad"',
    WORDS: ', sl = "projekt je digitalen"',
    VOUCHER: ', sl = "najvišji znesek"',
    "practices/regatta.toml": ', sl = "Izvozniki veslajo skupaj."',
    "plan.toml": ', sl = "Načrt jezer"',
    "institutions.toml": ', sl = "svetovanje na obali"',
}
"""In each kind of file one text in the region's own language, which may be taken out."""

ASKED: dict[str, Fault] = {
    "identity.file": renamed(VOUCHER, "measures/lakes.toml"),
    "identity.programme": swapped(REGION, ("[programme]", "[authority.programme]")),
    "identity.languages": swapped(REGION, ('["sl", "en"]', '["sl"]')),
    "packaging.distribution": lambda package, _: (_info(package) / "METADATA").write_text(
        "Name: intra-good\nVersion: 1.0\n"
    ),
    "packaging.typed": removed("py.typed"),
    "packaging.files": giving("evolve(region, folder_name='intra_elsewhere')"),
    "time.loading": both(
        seeded(identity, "SLOWEST_LOAD", 0.2),
        giving("time.sleep(0.3) or region", "import time"),
    ),
    "time.answer": function("    time.sleep(0.06)\n    return 0\n", TIMES),
    "texts.languages": both(*(swapped(file, (text, "")) for file, text in UNTRANSLATED.items())),
    "texts.places": voucher(('en = "greatest grant"', 'en = "greatest {grant}"')),
    "texts.sentences": voucher(('en = "least number of employees"', 'en = "min_employees"')),
    "texts.conditions-differ": voucher(
        ('id     = "worthwhile"', 'id     = "worthwhile"\nsays = { en = "It is so", sl = "Tako je" }'),
        ('id     = "size"', 'id     = "size"\nsays = { en = "It is so", sl = "Tako je" }'),
    ),
    "sources.address": voucher(("https://example.org/call", "example org")),
    "sources.assumed-note": voucher(('note   = "the days are those of an example"\n', "")),
    "sources.reason": book(
        "conditions=tuple(evolve(c, versions=tuple(evolve(v, basis=evolve(v.basis, source=None)) for v in c.versions))"
        " for c in region.measures[0].book.conditions)"
    ),
    "sources.shown-as-assumed": seeded(answers, "assumptions_of", lambda _: ()),
    "dates.figure-in-force": voucher(("floor         = [{ value", "floor         = [{ since = 2024-08-01, value")),
    "dates.condition-binds": condition("good.digital", "since = 2025-02-01\n"),
    "dates.figure-counts": voucher(
        (
            "    { until = 2024-08-31, value",
            '    { until = 2023-12-31, value = "40 %", source = "call", mark = "sourced" },\n    { since = 2024-01-01, until = 2024-08-31, value',
        )
    ),
    "dates.cost-window": voucher(("since = 2024-01-01, until = 2025-12-31", "since = 2023-01-01, until = 2023-12-31")),
    "dates.interruptions": voucher(
        (
            'budget = "EUR 100000.00"',
            'budget = "EUR 100000.00"\ninterrupted = [{ since = 2025-03-01, until = 2025-03-31 }]',
        )
    ),
    "dates.read": voucher(("read    = 2026-11-20", "read    = 2999-11-20")),
    "conditions.can-be-met": condition(
        "undertaking.employees < min_employees and undertaking.employees > min_employees"
    ),
    "conditions.can-fail": condition("undertaking.employees < min_employees or undertaking.employees >= min_employees"),
    "conditions.only-one": condition('undertaking.size != "large" or undertaking.employees < min_employees'),
    "conditions.grantable": condition(
        "undertaking.employees < min_employees and undertaking.employees > min_employees"
    ),
    "conditions.guard": voucher(('applies = "not good.digital"', 'applies = "not good.digital or good.digital"')),
    "conditions.twice": condition("undertaking.size in sizes.sme"),
    "conditions.nothing-told": condition("good.digital and min_employees > min_employees"),
    "amounts.not-negative": both(no_regime, voucher(('amount      = "grant"', 'amount      = "floor - ceiling"'))),
    "amounts.something": both(no_regime, voucher(('amount      = "grant"', 'amount      = "floor - floor"'))),
    "amounts.within-costs": voucher(('value = "60 %"', 'value = "160 %"')),
    "amounts.ceiling": voucher(("employees), ceiling)", "employees), ceiling + floor)")),
    "amounts.headroom": both(
        no_regime, book("state_aid=evolve(region.measures[0].book.state_aid, regime='de-minimis')")
    ),
    "amounts.rise-with-costs": voucher(
        ("costs.eligible * intensity +", "(costs.eligible * intensity if costs.eligible < ceiling else floor) +")
    ),
    "amounts.excuse-needed": voucher(
        ('amount      = "grant"', 'amount      = "grant"\nnot_monotone = "the call has it so"')
    ),
    "amounts.instalments": voucher(('amount = "grant - first"', 'amount = "grant"')),
    "verdicts.refused-for-a-reason": seeded(answers.Assessment, "verdict", property(lambda _: Outcome.ELIGIBLE)),
    "verdicts.only-in-a-call": seeded(answers.Assessment, "verdict", property(lambda _: Outcome.ELIGIBLE)),
    "verdicts.every-condition-told": seeded(answers, "reasons_of", lambda _: ()),
    "verdicts.open-says-why": both(
        seeded(answers, "reasons_of", lambda _: ()), seeded(answers, "asks_of", lambda _: ())
    ),
    "verdicts.settled-asks-nothing": seeded(
        answers, "asks_of", lambda _: (Ask(fact="event.name", question="?", type="text", decides=()),)
    ),
    "verdicts.decided-stays": function("    CALLS.append(1)\n    return len(CALLS) % 7 * 100_000\n", COUNTED),
    "readings.three-valued": function("    CALLS.append(1)\n    return len(CALLS) % 7 * 100_000\n", COUNTED),
    "readings.columnar": swapped(
        "rules.py", ("        call=bonus,", "        call=bonus,\n        columns=lambda costs, staff: costs,")
    ),
    "readings.prose": seeded(explaining.Reading, "said", lambda *_: "It is so"),
    "readings.suggestions": both(
        seeded(following, "followed", lambda measure, example, _: assessed(measure, example)),
        added(
            WORDS,
            '\n[[change]]\nfact   = "good.digital"\nway    = "yes"\neffort = "days"\nsays   = { en = "make it digital", sl = "digitalizirajte projekt" }\n',
        ),
    ),
    "readings.differences": seeded(readings, "differences", lambda *_: ()),
    "purity.twice": function("    CALLS.append(1)\n    return len(CALLS) % 7 * 100_000\n", COUNTED),
    "purity.order": function("    CALLS.append(1)\n    return len(CALLS) % 7 * 100_000\n", COUNTED),
    "purity.input-unchanged": seeded(
        purity, "decided", lambda start, facts: (facts.update({"event.name": "x"}), decided(start, facts))[1]
    ),
    "purity.no-outside": function("    with open(__file__) as file:\n        return len(file.readline())\n"),
    "purity.no-clock": function("    return int(time.time()) % 5\n", TIMES),
    "purity.functions-answer": function("    raise ValueError(costs)\n"),
    "round-trips.file": book("award=region.measures[0].book.conditions[2].versions[0].node.right"),
    "round-trips.layout": voucher(('kind      = "voucher"', 'kind = "voucher"')),
    "round-trips.kept": giving("evolve(region, policies={'x': lambda: 1})"),
    "round-trips.application": seeded(round_trips, "in_json", lambda _: "2020-01-01"),
    "round-trips.template": seeded(
        round_trips, "template", lambda _: SimpleNamespace(lines=lambda: ["[undertaking]", "headcount = many"])
    ),
    "round-trips.answer": seeded(answers, "assessment_to_dict", lambda _: {"measure": ""}),
    "examples.hold": voucher(('"EUR 2520.00"', '"EUR 2521.00"')),
    "examples.cases-hold": case_file(CASE),
    "examples.each-verdict": voucher(
        ('expect = { verdict = "undetermined", asks = ["award"] }', 'expect = { asks = ["award"] }')
    ),
    "examples.each-condition": voucher(
        (
            'expect = { verdict = "ineligible", unmet = ["staff"] }',
            'expect = { verdict = "ineligible", unmet = ["staff"] }',
        ),
        (
            'given  = { undertaking.employees = 1 }\nexpect = { verdict = "ineligible", unmet = ["staff"] }',
            'given  = { undertaking.employees = 2 }\nexpect = { verdict = "eligible" }',
        ),
    ),
    "examples.award": voucher((', award = "EUR 2520.00"', ""), (', award = "EUR 2120.00"', "")),
    "dossier.readable": giving(
        "pathlib.Path(__file__).with_name('plan.toml').write_text('title = 1') and region", "import pathlib"
    ),
}
"""What is found by asking a region that loads."""

FAULTS: dict[str, Fault] = {**LOADING, **ASKED}
