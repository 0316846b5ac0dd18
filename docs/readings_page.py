"""The page of the readings of the law: every policy of law/policies.toml with what it asks and what may be answered."""

from collections.abc import Iterator

from intra_core.law.lawbook import cited, lawbook
from intra_core.law.policies import Policy, policies

HEAD = """\
# Readings of the law

Where a text of the law leaves a choice, or only guidance and judgments tell, the choice is a policy with a name. Each
answer says which readings it took; the one marked so is usually taken. Another is taken with `--policy NAME=READING`,
under `[policies]` of a file about a group, by `policies={"NAME": "READING"}` from Python, and for a region's measures
under `[policy]` of its `region.toml`. A mark says how it is known that there is a choice: `sourced`, `inferred` or
`assumed`.

This page is written by `python docs/generate.py` from `src/intra_core/law/policies.toml`.
"""
ABOUT = {
    "group": "Who belongs to a group",
    "sme": "The size of an enterprise",
    "undertaking": "The single undertaking",
    "headroom": "Aid below a ceiling",
    "exchange": "Money across currencies",
    "exemption": "Block-exempted aid",
    "publication": "Publication of aid",
    "indicators": "Indicators",
    "indicators-2014-2020": "Indicators of 2014-2020",
    "indicators-2021-2027": "Indicators of 2021-2027",
    "performance-2014": "The performance framework of 2014-2020",
}


def readings_page() -> str:
    """Write the page as Markdown: docs/readings.md."""
    found = policies(lawbook())
    themes = dict.fromkeys([*ABOUT, *(each.about for each in found)])
    return HEAD + "".join(line for about in themes for line in _theme(about, found))


def _theme(about: str, found: tuple[Policy, ...]) -> Iterator[str]:
    of_it = [each for each in found if each.about == about]
    if of_it:
        yield f"\n## {ABOUT.get(about, about.capitalize())}\n"
    for policy in of_it:
        yield f"\n### `{policy.id}`\n\n{policy.asks} *{cited(policy.basis)}* ({policy.basis.mark.value}).\n\n"
        for name, says in policy.readings.items():
            yield f"- `{name}`{' (taken)' if name == policy.default else ''}: {says}\n"
