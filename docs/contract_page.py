"""The contract of a region as a page: every check with its sentence, why it matters and how to mend a breach."""

from collections.abc import Iterator

from intra_core.testing.conformance.check import Check
from intra_core.testing.conformance.contract import CHECKS

HEAD = """\
# The contract of a region

What `intra regions check` looks at. Each sentence has a check by the name that stands beside it; a finding says what
is wrong, in which file and line, why it matters and how to mend it. A region's own tests ask them all with two lines:

```python
from intra_core.testing import RegionConformance


class TestRegion(RegionConformance):
    region = "slovenia"
```

So does `pytest --intra-region slovenia`, without a file; `intra regions check slovenia --only amounts.within-costs`
asks one.

*At loading*: whoever breaks the sentence is refused when the region is loaded, with a complaint that says what to
write instead; the region is quarantined and its complaints are listed. *By asking*: the worked examples of each
measure are decided, and again with facts moved over the boundaries of its rules: to the cent, the day and the person
on either side, left out, several at once. The moves are the same in every run. What is found so is wrong; that
nothing is found is no proof.

For each check the tests of the library have a region that breaks its sentence: a small one that keeps the whole
contract, with one change, which the check catches. Sentences that follow from the library alone, whatever a region
says, hold of every region as long as the library is right: there the tests break the library.

## Tiers

How far a region's own work bears it out is worked out and never declared. `intra regions check` prints the tier, and
the next thing that is missing.

| tier | what it takes |
| --- | --- |
| bronze | it loads, and no check of bronze finds anything: all examples hold, and there is one of each verdict |
| silver | no check of silver finds anything, and the boundary table of each measure says what its rules say |
| gold | its cases notice 95 % of [wrong lines](mutation.md), and its texts are there in all its languages |

This page is written by `python docs/generate.py` from the checks in `src/intra_core/testing/conformance/checks/`.
"""
GROUPS = {
    "files": "Files",
    "identity": "Identity",
    "hooks": "Hooks",
    "packaging": "Packaging",
    "time": "Time",
    "texts": "Texts",
    "sources": "Sources and marks",
    "dates": "Days",
    "rules": "Rules",
    "conditions": "Conditions",
    "amounts": "Amounts",
    "verdicts": "Verdicts",
    "readings": "Readings",
    "purity": "Purity",
    "round-trips": "Round trips",
    "examples": "Examples",
    "dossier": "Practices, plan and institutions",
}
WAYS = {"refused": "at loading", "region": "by asking", "measure": "by asking"}


def contract_page() -> str:
    """Write the page as Markdown: docs/contract.md."""
    refused = sum(each.way == "refused" for each in CHECKS)
    count = f"\nThere are {len(CHECKS)} checks: {refused} at loading, {len(CHECKS) - refused} by asking.\n"
    return HEAD + count + "".join(line for name in _groups() for line in _group(name))


def _groups() -> Iterator[str]:
    yield from dict.fromkeys([*GROUPS, *(each.group for each in CHECKS)])


def _group(name: str) -> Iterator[str]:
    yield f"\n## {GROUPS.get(name, name.capitalize())}\n"
    for each in CHECKS:
        if each.group == name:
            yield from _check(each)


def _check(check: Check) -> Iterator[str]:
    yield f"\n**{check.sentence}** `{check.id}` ({check.level}, {WAYS[check.way]})\n\n"
    mend = f" *To mend it:* {check.mend}." if check.way != "refused" else ""
    yield f"{check.why}{mend}\n"
