"""What may be typed: the commands and their options, with their help."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from functools import cache

from intra_core import __version__
from intra_core.cli.region_arguments import Command, about_regions

_ASSESS = """\
Ask every measure of a region, or those named, whether an application is eligible, ineligible or undetermined: with
the award and its arithmetic, what is not met and on which source it rests, and what is still to be told.

Exit codes: 0 answered, whatever the verdict; 1 a region was quarantined and --strict was given; 2 the input was wrong.
"""

_ALL = """\
With --region all every region that works is asked. A table of facts that only one region knows, such as [slovenia], is
read for that region alone, and a word that a region does not know, but another does, is left out there ("left_out" in
JSON): the region asks for it in its own words. A region that still cannot read the application stands under "refused",
with its complaints. Where no day is given, each region takes its own today, and "on" is the day in UTC.
"""

_MEASURES = """\
List the measures that have or had a call, and the planned ones, with the state of their call on a day. With --all also
what the regions describe without a rule or figure to decide by.
"""

_EXPLAIN = """\
Read a measure out: its calls, every condition as a sentence, its figures with their histories, its award, duties and
what is assumed, all with their sources. Figures inside a sentence are those of the day, or of the nearest day on which
the sentence holds.
"""

_SIMULATE = """\
Decide every application of a file twice, by the measure as it is and as it would be, and tell what that comes to:
budget, who gains and loses, for which reasons, which line has which part in it, by size, sector and seat. Each row is
decided by the version in force on its own day of application; with --on, as if made and decided on that day.
"""

_FRAME_FILE = """\
The file has one application in each row and a fact in each column, by its name: costs.eligible, undertaking.headcount.
Money is in minor units. docs/simulation.md tells the rest.
"""

_DIFF = """\
Tell what an application of one day meets and one of another does not: the call, conditions, figures and duties that are
not the same, each in words and as TOML, with its sources. A condition is compared by its rule; its figures stand apart.
"""

_WHY = """\
Show one condition of a measure for one application: its verdict, the line of the file, each fact that it reads, each
figure with its source and the day on which that was read.
"""

_EVAL = """\
Work out an expression in the language of rules for one application, with the names and figures of a measure:
intra eval 'grant >= floor' mine.toml --measure slovenia.forum
"""

_CALENDAR = """\
Write the openings and deadlines of a region's calls as iCalendar: intra calendar slovenia > calls.ics. A day not
known exactly stands as all the days between which it lies; days that no source tells are named beside.
"""

_FMT = """\
Put the tables and keys of a region's files into one order, with one blank line between tables and equal signs in one
column, so that changes stay small. Comments stay with what they stand above; what a file says does not change.
"""

_TEST = """\
Run worked cases: the examples of measures, the cases of case files and the signed rows of boundary tables. Of each that
fails it tells what was expected, what came, why, and where the case stands; docs/cases.md says how one is written.

Exit codes: 0 all hold; 1 one fails, or there is none; 2 a file cannot be read.
"""

_CASES = """\
Write a case file in another form: as a workbook with one row for each case, to be filled in by an office, and back as
TOML or JSON. Nothing is lost either way. What is wrong with a cell is told by its sheet and address, such as cases!D7.
"""

_ASK = """\
Ask what a measure still needs, the question first that decides soonest, and keep each answer in the file at once. An
empty line says that nobody knows; the end of input (Ctrl-D) or Ctrl-C ends it, and the same command goes on from there.
"""

_TEMPLATE = """\
Print an application to fill in, with what the measure reads and nothing else. As printed it is a valid application that
tells nothing: take away the # before each key that is known.
"""

_PRACTICES = """\
List the good practices of the project, by their titles in the sources, with what is known of them: services, stages,
needs. With TEXT only those that speak of every word of it, whatever the case and the accents. What no source says is
left out; --full tells which parts of the programme's form stay empty.
"""

_PLAN = """\
Read out the action plan of a region with the fields that the programme asks for: what it changes, when it was signed,
its actions with timeframe, players, costs, funding, the practices behind them and the measures that came of them. What
was not found is said to be.
"""

_INSTITUTIONS = """\
List the bodies that support enterprises of a region on their way abroad: services, stages, and the day on which
this was last held against its sources.
"""

_SME = """\
Work out whether an enterprise is micro, small, medium-sized or large in its group (GBER Annex I): everybody counted, at
which share, why, under which article, and the history over accounting periods. What is not told counts neither as
nothing nor as anything: the answer is then undetermined, and says what to ask.
"""

_HEADROOM = """\
Work out how much aid a ceiling still leaves an enterprise on the day of grant: de minimis and its kin, in the United
Kingdom Minimal Financial Assistance. The answer lists the awards that count and the day each falls out.
"""

_RANK = """\
Give a call's money out in its order of award: who is granted how much and why, who waits and for what. What the call
does not say has to be chosen with an option; the answer tells what was chosen, and what the call says instead.
"""

_RANK_FILE = """\
The file has one row for each eligible application: id, award, and as the order asks for them submitted, points, area,
reserves, lot, least_award; docs/award.md tells them all, and how a lottery is drawn from a seed.
"""

_POPULATION = """\
Draw made-up applications from a table of shares, as columns named by facts: the same seed gives the same rows on every
machine. The table that is shipped (--invented) is made up, and everything drawn from it says so. Records of a list that
may have several go into a file beside: people.offer.csv.
"""

_LAW_FILE = """\
The file has subject, on, [[enterprise]] with [[enterprise.period]], [[holding]], and for headroom member_state and
[[award]]; docs/law.md tells every key, and the readings of the law that --policy chooses.
"""

_ON = "the day it is about, such as 2024-09-02 (default: today in the region)"


@cache
def parser() -> ArgumentParser:
    """Give the parser of the whole command line: made once, for whoever asks several times in one process."""
    top = ArgumentParser(
        prog="intra",
        description="Decide and explain regional support measures from rules written as data.",
        epilog="`intra COMMAND --help` describes one command.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"intra {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")

    def command(name: str, help_: str, description: str, epilog: str | None = None) -> ArgumentParser:
        found = commands.add_parser(
            name,
            help=help_,
            description=description,
            epilog=epilog,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        _common(found)
        return found

    _about_applications(command)
    _about_measures(command)
    _about_money(command)
    _about_files(command)
    _about_handbook(command)
    _about_law(command)
    return top


def _common(parser: ArgumentParser, *, below: bool = False) -> None:
    """Add the options that all commands have; `below` a command they leave what was given before it as it is."""
    off = SUPPRESS if below else False
    parser.add_argument("--json", action="store_true", default=off, help="answer as JSON, for programs")
    parser.add_argument(
        "--strict", action="store_true", default=off, help="exit with 1 if a region could not be loaded"
    )
    parser.add_argument(
        "--lang",
        metavar="xx",
        default=SUPPRESS if below else "en",
        type=_language,
        help="language: bg, en, es, it, pt or sl (default: en)",
    )


def _about_applications(command: Command) -> None:
    """Add what is asked about applications."""
    assess = command("assess", "decide an application", _ASSESS, _ALL)
    assess.add_argument(
        "files", metavar="FILE", nargs="+", help="the application, TOML or JSON; - reads standard input"
    )
    assess.add_argument("--table", action="store_true", help="one line for each file and measure; takes several files")
    assess.add_argument("--csv", action="store_true", help="the same as comma-separated values")
    assess.add_argument("--region", metavar="R", help="the region to ask, or all (default: the one the file names)")
    assess.add_argument(
        "--measure", metavar="ID", action="append", default=[], help="ask this measure; may be repeated"
    )
    assess.add_argument("--on", metavar="DATE", help="day of decision (default: the file's, else today in the region)")

    why = command("why", "why one condition is met or not", _WHY)
    why.add_argument("measure", metavar="MEASURE", help="its id, such as slovenia.certification")
    why.add_argument("condition", metavar="CONDITION", help="its id, as `intra assess` gives it in brackets")
    why.add_argument("file", metavar="FILE", help="the application, TOML or JSON; - reads standard input")
    why.add_argument("--on", metavar="DATE", help="day of decision (default: the file's, else today in the region)")

    evaluated = command("eval", "what an expression comes to for an application", _EVAL)
    evaluated.add_argument("expression", metavar="EXPRESSION", help="in the language of rules, in quotes")
    evaluated.add_argument("file", metavar="FILE", help="the application, TOML or JSON; - reads standard input")
    evaluated.add_argument("--measure", metavar="ID", required=True, help="the measure whose names it may use")
    evaluated.add_argument(
        "--on", metavar="DATE", help="day of decision (default: the file's, else today in the region)"
    )

    ask = command("ask", "ask for what a measure still needs", _ASK)
    ask.add_argument("measure", metavar="MEASURE", help="its id, such as slovenia.certification")
    ask.add_argument("file", metavar="FILE", help="the application, TOML; it is made, or gone on with")
    ask.add_argument("--on", metavar="DATE", help="day of decision (default: the file's, else today in the region)")

    template = command("template", "print an application to fill in", _TEMPLATE)
    template.add_argument("measure", metavar="MEASURE", help="its id, such as slovenia.certification")


def _about_measures(command: Command) -> None:
    """Add what is asked about regions and their measures."""
    about_regions(command, _common)

    measures = command("measures", "list measures and their calls", _MEASURES)
    measures.add_argument("region", metavar="REGION", nargs="?", help="one region (default: every region)")
    measures.add_argument("--open", action="store_true", help="only measures whose call is open on the day")
    measures.add_argument("--all", action="store_true", help="also what is described and not decided")
    measures.add_argument("--changing", metavar="YEAR", help="what changes in a year, day by day")
    measures.add_argument("--on", metavar="DATE", help=_ON)

    explain = command("explain", "read a measure out, with its sources", _EXPLAIN)
    explain.add_argument("measure", metavar="MEASURE", help="its id, such as slovenia.certification")
    explain.add_argument("--on", metavar="DATE", help=_ON)

    diff = command("diff", "what changed in a measure between two days", _DIFF)
    diff.add_argument("measure", metavar="MEASURE", help="its id, such as slovenia.certification")
    diff.add_argument("--from", dest="early", metavar="DATE", required=True, help="the earlier day of application")
    diff.add_argument("--to", dest="late", metavar="DATE", required=True, help="the later day of application")

    _about_changes(command)

    calendar = command("calendar", "openings and deadlines as iCalendar", _CALENDAR)
    calendar.add_argument("region", metavar="REGION", help="the region, such as slovenia")


def _about_money(command: Command) -> None:
    """Add what is asked about many applications and the money of a call."""
    rank = command("rank", "who is granted a call's money, in the order of award", _RANK, _RANK_FILE)
    rank.add_argument("call", metavar="CALL", help="its measure and its id, such as abruzzo.export_manager.2015")
    rank.add_argument("file", metavar="FILE", help="the applications, CSV or JSON; - reads standard input")
    rank.add_argument("--id", metavar="ID", help="tell of this application alone")
    rank.add_argument("--csv", action="store_true", help="one line for each application, as comma-separated values")
    rank.add_argument("--order", metavar="WORD", help="first-come, lottery or competition")
    rank.add_argument(
        "--tie", metavar="KEY", action="append", default=[],
        help="what parts equals: submitted, lot, award, points, criterion.A, another column, or id; may be repeated",
    )  # fmt: skip
    rank.add_argument("--seed", metavar="TEXT", help="the published seed from which lots are drawn")
    rank.add_argument("--least-merit", metavar="POINTS", help="the points below which none is granted")
    rank.add_argument("--last", metavar="WORD", help="an award that the money left does not cover: cut or refused")
    rank.add_argument("--beyond", metavar="WORD", help="then the list ends, or it goes-on with smaller ones")
    rank.add_argument("--members", metavar="WORD", help="members of a reserve take: reserve-first or open-first")
    rank.add_argument("--unused-reserve", metavar="WORD", help="what they do not use: others have it, or it is kept")
    rank.add_argument("--budget", metavar="MONEY", help='the money in all, such as "EUR 100000.00"')
    rank.add_argument(
        "--budget-of", metavar="AREA=MONEY", action="append", default=[],
        help="the money of an area; may be repeated",
    )  # fmt: skip

    population = command("population", "draw made-up applications from a table of shares", _POPULATION)
    population.add_argument(
        "shares", metavar="SHARES", nargs="?", help="the table, TOML; docs/population.md has its keys"
    )
    population.add_argument("--invented", action="store_true", help="take the table that is shipped: it is made up")
    population.add_argument("--rows", metavar="N", required=True, help="how many applications")
    population.add_argument("--seed", metavar="TEXT", required=True, help="from what they are drawn")
    population.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="the file to write: .csv, .jsonl or .parquet"
    )


def _about_changes(command: Command) -> None:
    """Add the command on what a change would do."""
    simulate = command("simulate", "what a change of a measure would cost, and for whom", _SIMULATE, _FRAME_FILE)
    simulate.add_argument("measure", metavar="MEASURE", help="its id, such as slovenia.certification")
    simulate.add_argument("file", metavar="FILE", help="the applications: .parquet, .csv or .jsonl")
    simulate.add_argument(
        "--set", metavar="NAME=VALUE", action="append", default=[], help="another figure; may be repeated"
    )
    simulate.add_argument("--with", dest="text", metavar="FILE", help="another text of the measure, TOML")
    simulate.add_argument("--on", metavar="DATE", help="take every application as made and decided on this day")
    simulate.add_argument("--key", metavar="COLUMN", help="the column that tells applications apart (default: id)")
    simulate.add_argument(
        "--column", metavar="FACT=COLUMN", action="append", default=[], help="where a fact stands; may be repeated"
    )
    simulate.add_argument(
        "--lists",
        metavar="LIST=FILE",
        action="append",
        default=[],
        help="the records of a list (default: FILE with the list in its name); may be repeated",
    )
    simulate.add_argument("-o", "--output", metavar="FOLDER", help="write the tables into this folder")
    simulate.add_argument("--tables", choices=("csv", "parquet", "xlsx"), help="how (default: csv)")
    simulate.add_argument("--page", action="store_true", help="also write a page with charts, report.html")
    simulate.add_argument("--charts", choices=("svg", "png"), help="also draw each chart into a file of its own")


def _about_files(command: Command) -> None:
    """Add what is done to the files of a region."""
    fmt = command("fmt", "lay the files of a region out", _FMT)
    fmt.add_argument("paths", metavar="PATH", nargs="+", help="TOML files, or folders with them")
    fmt.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a file is not laid out")

    test = command("test", "run the cases of regions, measures or files", _TEST)
    test.add_argument(
        "what",
        metavar="WHAT",
        nargs="*",
        help="regions, measures, case files, folders with them, or folders of regions (default: every region)",
    )

    cases = command("cases", "write a case file as a workbook, or back", _CASES)
    cases.add_argument("file", metavar="FILE", help="the case file: .toml, .json or .xlsx")
    cases.add_argument("-o", "--output", metavar="FILE", required=True, help="what to write: .toml, .json or .xlsx")


def _about_handbook(command: Command) -> None:
    """Add the commands on practices, plans and institutions."""
    practices = command("practices", "list good practices", _PRACTICES)
    practices.add_argument("text", metavar="TEXT", nargs="*", help="only practices that speak of all these words")
    practices.add_argument("--region", metavar="R", help="one region (default: every region)")
    practices.add_argument("--full", action="store_true", help="all that is known of each, with its sources")

    plan = command("plan", "read out the action plan of a region", _PLAN)
    plan.add_argument("region", metavar="REGION", help="the region, such as slovenia")

    institutions = command("institutions", "list the support institutions of a region", _INSTITUTIONS)
    institutions.add_argument("region", metavar="REGION", help="the region, such as slovenia")


def _about_law(command: Command) -> None:
    """Add what is asked of the law that regions share."""
    sme = command("sme", "the size of an enterprise in its group", _SME, _LAW_FILE)
    headroom = command("headroom", "the aid that a ceiling still leaves", _HEADROOM, _LAW_FILE)
    for each in (sme, headroom):
        each.add_argument("file", metavar="FILE", help="the group, TOML or JSON; - reads standard input")
        each.add_argument("--on", metavar="DATE", help="day of grant (default: the file's)")
        each.add_argument(
            "--policy", metavar="NAME=READING", action="append", default=[], help="another reading; may be repeated"
        )
        each.add_argument("--rates", metavar="CSV", help="reference rates, the ECB's eurofxref-hist.csv")
    headroom.add_argument("--request", metavar="MONEY", help='an award to try, such as "EUR 25000.00"')
    headroom.add_argument("--regime", metavar="R", help="the regime of the aid (default: the general one of the day)")


def _language(text: str) -> str:
    """Take the language from a tag such as sl-SI or sl_SI."""
    return text.replace("_", "-").partition("-")[0].lower()
