"""What no region may say: it is refused when the region is loaded, with a complaint that says what to write instead."""

from intra_core.testing.conformance.check import Breach, Check, of_complaint, refused
from intra_core.testing.conformance.examined import Examined

FILE_READABLE = refused(
    "files.readable",
    "not TOML",
    "is not UTF-8",
    "the input is empty",
    "the file is missing",
    "cannot be read",
    "a link that leads nowhere",
    sentence="Every file of a region can be read: it is there, is UTF-8 and is TOML.",
    why="What cannot be read is not applied, and nobody would see that it is not.",
)
FILE_NAMES = refused(
    "files.names",
    "nothing reads a",
    "there is no measure under",
    "this is a file, not a folder",
    sentence="Everything in a region's folder that looks like one of its files stands where it is read.",
    why="A measure in a file `voucher.tml` would be silently left out.",
)
KEYS_KNOWN = refused(
    "files.keys-known",
    "unknown key",
    sentence="A file has no key that nothing reads.",
    why="A misspelt key is a rule that does not hold.",
)
KEYS_THERE = refused(
    "files.keys-there",
    "the key '",
    "there is no call",
    sentence="Every key that a file must have is there.",
    why="What is not said would have to be made up.",
)
ID_OF_REGION = refused(
    "identity.id",
    "is not an id of this region",
    "is not an id",
    "is not called after the region",
    sentence="A measure's id is that of its region and a word.",
    why="Answers, budgets and case files name measures by their ids alone, across all regions.",
)
ID_ONCE = refused(
    "identity.once",
    "stands in two files",
    "two measures are called",
    "two practices have",
    sentence="No two measures or practices of a region have one id.",
    why="Which of the two was meant could not be told from an answer.",
)
CURRENCY_KNOWN = refused(
    "identity.currency",
    "unknown currency",
    sentence="A region names a currency that the library counts in.",
    why="Amounts of a currency nobody knows cannot be rounded or compared.",
)
REGION_PLACED = refused(
    "identity.place",
    "is not a NUTS code",
    "does not begin like the codes of",
    "is not the code of a Member State",
    "is not the code of a language",
    "unknown time zone",
    sentence="A region's territory, Member State, languages and time zone exist and fit each other.",
    why="They choose the law that applies and the day that it is.",
)
AUTHORITY_NAMED = refused(
    "identity.authority",
    "no [authority] of region.toml is called",
    sentence="The authority of a measure is one of those that the region names.",
    why="An applicant is told whom to turn to.",
)
OFFERED_ONCE = refused(
    "identity.offered-once",
    "two distributions offer",
    "one distribution offers twice",
    sentence="A region is offered by one distribution, once.",
    why="Else it would depend on the order of a path whose rules are applied.",
)
HOOKS_KNOWN = refused(
    "hooks.known",
    "has an unknown hook",
    "is not marked as a hook",
    "has no hook",
    sentence="What a plug-in calls a hook is one, spelt as the library asks for it and marked.",
    why="A hook that is never asked is a rule that does not hold.",
)
HOOKS_WORK = refused(
    "hooks.work",
    "failed:",
    "cannot be imported",
    "cannot be asked for its hooks",
    "gave what cannot be read",
    "is no plug-in",
    "is not the name of a package",
    "is no entry point",
    sentence="A plug-in is imported and its hooks give an answer.",
    why="A region that fails is set aside, and its applicants get no answer at all.",
)
HOOKS_TYPES = refused(
    "hooks.types",
    "is of type",
    "is missing, not",
    "gave a",
    "gave None",
    sentence="A hook gives what the library asks it for, of the right type.",
    why="A wrong type would fail later, in the middle of somebody's application.",
)
SOURCE_KNOWN = refused(
    "sources.known",
    "unknown source",
    sentence="A source that is named is one of the file's sources.",
    why="An answer cites it; a citation of nothing helps nobody.",
)
MARK_KNOWN = refused(
    "sources.mark",
    "unknown mark",
    sentence="How a statement is known is said by one of four marks: seed, sourced, inferred, assumed.",
    why="What is assumed is shown as assumed; another word would hide it.",
)
CALLS_APART = refused(
    "dates.calls-apart",
    "has closed",
    "stands twice",
    sentence="The calls of a measure stand in order of time and none overlap.",
    why="An application belongs to one call, whose terms hold for it.",
)
CALL_ENDS = refused(
    "dates.call-ends",
    "closes before it opens",
    "no cost can count",
    sentence="A call does not close before it opens, nor does its window of costs end before it begins.",
    why="Nobody could ever apply, or have costs that count.",
)
FIGURES_APART = refused(
    "dates.figures-apart",
    "this version overlaps the one before",
    sentence="Of two versions of a figure one ends before the other begins.",
    why="On a day with two figures nobody could say which counts.",
)
FIGURES_MEET = refused(
    "dates.figures-meet",
    "nothing is said of the days after",
    sentence="Between two versions of a figure no day is left out: a gap is written as `closed` or `unknown`.",
    why="A forgotten day would leave applications undecided, and nobody would know whether that is meant.",
)
CONDITIONS_APART = refused(
    "dates.conditions-apart",
    "stands for two conditions at once",
    sentence="Two wordings of a condition hold on different days.",
    why="A reason names its condition by its id; it must be clear which wording is meant.",
)
RULES_TYPED = refused(
    "rules.typed",
    "cannot be compared",
    "cannot be rounded",
    "has parts of a cent",
    ", not yes or no",
    ", not a number",
    ", not a day",
    "is wanted here",
    sentence="What a rule compares, adds and gives has one kind and one unit.",
    why="Euros beside days, or cents beside rates, give an answer that means nothing.",
)
NAMES_KNOWN = refused(
    "rules.names-known",
    "unknown name",
    "unknown word",
    "unknown set",
    "unknown unit",
    "unknown function",
    sentence="Every name and word in a rule means something.",
    why="A misspelt fact is never told, and what rests on it stays undecided for ever.",
)
NUMBERS_NAMED = refused(
    "rules.numbers-named",
    "has no name",
    sentence="Every number and day of a rule is a named figure, with a source and a mark.",
    why="A number inside a rule has no source, no date and no history.",
)
NAMES_USED = refused(
    "rules.names-used",
    "nothing uses",
    sentence="Every figure, set, definition and label of a measure is used by one of its rules.",
    why="A ceiling that no rule reads is a ceiling that does not hold.",
)
NAMES_LABELLED = refused(
    "texts.labels",
    "has no label",
    sentence="Every name that a rule uses has a label.",
    why="Rules are read out to applicants, who do not know our names.",
)
ENGLISH_THERE = refused(
    "texts.english",
    "the English text is missing",
    "the text is blank",
    sentence="Every text is there in English and none is blank.",
    why="English stands in where another language has no text.",
)
NUMBERS_FIT = refused(
    "rules.numbers-fit",
    "can come to",
    sentence="No step of a rule can come to a number that any engine could not count.",
    why="Past 64 bits one engine would be wrong where another is right.",
)
EXAMPLES_READABLE = refused(
    "examples.readable",
    "no example before this one is called",
    "two examples are called",
    "no condition or duty is called",
    "unknown verdict",
    "is not an amount",
    sentence="A worked example is told apart by its name and expects what an answer can say.",
    why="An example that expects what never comes is no evidence of anything.",
)
PLAN_LINKS = refused(
    "dossier.links",
    "there is no measure '",
    "there is no practice '",
    "no institution",
    sentence="Every measure, practice and institution that the action plan or a practice names exists.",
    why="A plan whose links lead nowhere cannot be followed up.",
)

KNOWN = (
    FILE_READABLE,
    FILE_NAMES,
    KEYS_KNOWN,
    KEYS_THERE,
    ID_OF_REGION,
    ID_ONCE,
    CURRENCY_KNOWN,
    REGION_PLACED,
    AUTHORITY_NAMED,
    OFFERED_ONCE,
    HOOKS_KNOWN,
    HOOKS_WORK,
    HOOKS_TYPES,
    SOURCE_KNOWN,
    MARK_KNOWN,
    CALLS_APART,
    CALL_ENDS,
    FIGURES_APART,
    FIGURES_MEET,
    CONDITIONS_APART,
    RULES_TYPED,
    NAMES_KNOWN,
    NUMBERS_NAMED,
    NAMES_USED,
    NAMES_LABELLED,
    ENGLISH_THERE,
    NUMBERS_FIT,
    EXAMPLES_READABLE,
    PLAN_LINKS,
)


def _others(examined: Examined) -> list[Breach]:
    found = {(each.what, each.line, each.file) for check in KNOWN for each in check.find(examined)}
    every = [of_complaint(each, examined.name) for each in examined.complaints]
    return [each for each in every if (each.what, each.line, each.file) not in found]


ACCEPTED = Check(
    id="files.accepted",
    sentence="Nothing else in a region's files is refused.",
    why="A region that is quarantined answers nobody.",
    mend="write what the complaint says",
    level="bronze",
    way="refused",
    find=_others,
)

CHECKS = (*KNOWN, ACCEPTED)
