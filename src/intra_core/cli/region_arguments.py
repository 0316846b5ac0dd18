"""What may be typed after `intra regions`: the list of regions, and what is done with one of them."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import Protocol

_REGIONS = """\
List the installed regions, and those that cannot be loaded. What is done with one region stands behind ACT;
`intra regions ACT --help` describes it.
"""

_NEW = """\
Write a new region: an installable package with one measure, its worked examples, a practice, a plan, an institution and
a test, every line of it an example to be replaced. It works at once. With --measure one more measure is written for a
region that is there, NAME or the path of its folder. Nothing is ever written over.
"""

_WATCH = """\
Look at the files of a region whenever one of them is saved: what in them is wrong, with file and line, and which worked
examples do not hold; then what is new and what is mended since. Measures whose files are as they were are not looked at
again. Ctrl-C ends it.

Exit codes with --once: 0 nothing is wrong, 1 something is, 2 there is no such region.
"""

_MUTATE = """\
Change one thing in each line of a measure (an operator, a figure by one unit, a day by one day, a condition dropped)
and see whether any of its cases comes out otherwise: its worked examples, case files and signed boundary rows. What no
case notices survives; what cannot change any answer is proved so and does not count. The share of the rest that is
noticed is the score. docs/mutation.md tells every kind of change.
"""

_BOUNDARIES = """\
Make the boundary tables of a region's measures anew, from their own worked examples: for each condition and for the
award the two neighbouring values (one cent, one day, one person) between which the answer flips, with the figure and
the source that rests on. They are kept in boundaries/MEASURE.toml of the region. A row counts once somebody has signed
it; a signature stays while the row says what was signed. docs/cases.md tells how to read and sign one.
"""

Act = Callable[[str, str, str], ArgumentParser]
"""Makes an act of `intra regions`, by its name, its help and its description."""


_CHECK = """\
Look whether a region keeps its contract: each finding says what is wrong, in which file and line, why it matters and
how to mend it. docs/contract.md has every sentence with its check. A region that cannot be loaded is listed with its
complaints. The tier (bronze, silver or gold) is worked out, and the next thing that is missing is named.

Exit codes: 0 nothing was found; 1 something was; 2 the input was wrong.
"""


class Command(Protocol):
    """Makes a command with its help and the options that all have."""

    def __call__(self, name: str, help_: str, description: str, epilog: str | None = None) -> ArgumentParser:
        """Make a command."""
        ...


class Common(Protocol):
    """Adds to a parser the options that all commands have."""

    def __call__(self, parser: ArgumentParser, *, below: bool = False) -> None:
        """Add them; `below` a command they leave what was given before it as it is."""
        ...


def about_regions(command: Command, common: Common) -> None:
    """Add `intra regions` with its acts; each is answered by a module of its own, such as `cli/regions_check.py`."""
    regions = command("regions", "list the regions; check, mutate, make or watch one", _REGIONS)
    regions.add_argument("--figures", action="store_true", help="how their figures are known, and what is not")
    acts = regions.add_subparsers(metavar="ACT", title="acts", required=False)

    def act(name: str, help_: str, description: str) -> ArgumentParser:
        found = acts.add_parser(
            name,
            help=help_,
            description=description,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        common(found, below=True)
        found.set_defaults(command=f"regions_{name}")
        return found

    _about_check(act)
    _about_new(act)
    _about_watch(act)
    _about_mutate(act)
    _about_boundaries(act)


def _about_check(act: Act) -> None:
    check = act("check", "whether regions keep their contract, and what they lack for the next tier", _CHECK)
    check.add_argument("regions", metavar="REGION", nargs="*", default=(), help="ids of regions; without them all")
    check.add_argument("--only", metavar="CHECK", action="append", help="this check alone, by its id; repeat it")


def _about_new(act: Act) -> None:
    new = act("new", "write a new region, or one more measure", _NEW)
    new.add_argument("name", metavar="NAME", help="one lower-case word, such as lakes")
    new.add_argument("--folder", metavar="FOLDER", help="the folder to make (default: intra-NAME)")
    new.add_argument(
        "--title", metavar="TEXT", action="append", help="in English, or as sl=Jezera in another language; repeat it"
    )
    new.add_argument("--languages", metavar="XX,YY", help="of its texts, beside English: sl,it")
    new.add_argument("--member-state", metavar="XX", help="the two letters of its Member State, or GB")
    new.add_argument("--nuts", metavar="CODE,…", help="its NUTS codes: SI03,SI04")
    new.add_argument("--currency", metavar="XXX", help="default: EUR")
    new.add_argument("--time-zone", metavar="ZONE", help="such as Europe/Ljubljana")
    new.add_argument("--measure", metavar="WORD", help="write this measure for the region NAME, which is there already")


def _about_watch(act: Act) -> None:
    watch = act("watch", "look at a region's files whenever one is saved", _WATCH)
    watch.add_argument("region", metavar="REGION", help="an installed region, or the path of its folder")
    watch.add_argument("--once", action="store_true", help="look once; exit with 1 if something is wrong")


def _about_mutate(act: Act) -> None:
    mutate = act("mutate", "whether the cases of a region would notice a wrong line", _MUTATE)
    mutate.add_argument("region", metavar="REGION", help="the id of a region")
    mutate.add_argument(
        "measures", metavar="MEASURE", nargs="*", default=(), help="only these measures, and not the vocabulary"
    )
    mutate.add_argument("--survivors", action="store_true", help="name what nothing notices, with file and line")
    mutate.add_argument(
        "--all", action="store_true", help="name also what is proved to change nothing, and count by kind"
    )


def _about_boundaries(act: Act) -> None:
    found = act("boundaries", "the values at which its answers flip, to be read and signed", _BOUNDARIES)
    found.add_argument("region", metavar="REGION", help="the id of a region")
    found.add_argument("measures", metavar="MEASURE", nargs="*", default=(), help="only these measures")
    found.add_argument("--write", action="store_true", help="write the files that are not as the rules are")
    found.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if a file is not as the rules are"
    )
    found.add_argument("-o", "--output", metavar="FILE", help="also write the tables to be read: .xlsx or .md")
    found.add_argument(
        "--from", dest="signed", metavar="FILE", help="take the signatures of such a workbook into the region's files"
    )
