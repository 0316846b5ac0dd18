"""What may be typed after `intra regions`: the list of regions, and what is done with one of them."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from typing import Protocol

_REGIONS = """\
List the installed regions, and those that cannot be loaded. What is done with one region stands behind ACT;
`intra regions ACT --help` describes it.
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

    del act  # until the first of them is there
