"""What may be typed after `intra regions`: the list of regions, and what is done with one of them."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import Protocol

_REGIONS = """\
List the installed regions, and those that cannot be loaded. What is done with one region stands behind ACT;
`intra regions ACT --help` describes it.
"""


_MUTATE = """\
Change one thing in each line of a measure (an operator, a figure by one unit, a day by one day, a condition dropped)
and see whether any of its cases comes out otherwise: its worked examples, case files and signed boundary rows. What no
case notices survives; what cannot change any answer is proved so and does not count. The share of the rest that is
noticed is the score. docs/mutation.md tells every kind of change.
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
            argument_default=SUPPRESS,
        )
        common(found, below=True)
        found.set_defaults(command=f"regions_{name}")
        return found

    about_mutate(act)


def about_mutate(act: Callable[[str, str, str], ArgumentParser]) -> None:
    """Add `intra regions mutate`."""
    mutate = act("mutate", "whether the cases of a region would notice a wrong line", _MUTATE)
    mutate.add_argument("region", metavar="REGION", help="the id of a region")
    mutate.add_argument(
        "measures", metavar="MEASURE", nargs="*", default=(), help="only these measures, and not the vocabulary"
    )
    mutate.add_argument(
        "--survivors", action="store_true", default=False, help="name what nothing notices, with file and line"
    )
    mutate.add_argument(
        "--all",
        action="store_true",
        default=False,
        help="name also what is proved to change nothing, and count by kind",
    )
