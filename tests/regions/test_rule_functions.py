"""A region with functions in Python: registered by a hook, called by its rules, and told of where they fail."""

import contextlib
import datetime as dt
import functools
import io
import json
import sys
from importlib import resources
from importlib.metadata import EntryPoint

import jsonschema
import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.differences import differences
from intra_core.assessment.evaluation import evaluate
from intra_core.assessment.known import knowledge
from intra_core.cli import main, outside
from intra_core.regions.host import GROUP, load
from intra_core.regions.reading import region_in
from intra_core.rules.functions import MOST_LETTERS, NoAnswer, RuleFunction
from intra_core.rules.language import Call, walk
from intra_core.verdict import Outcome

INIT = '''"""The region, with the functions of its rules."""

from intra_core.regions import hookimpl, read_region
from {package}.rules import FUNCTIONS

@hookimpl
def intra_rule_functions():
    return FUNCTIONS

@hookimpl
def intra_region():
    return read_region(__package__)
'''
RULES = '''"""What a line cannot say."""

from intra_core import RuleFunction

def root(staff):
    """The whole square root; of 13 nobody knows it, and of 17 it is no number."""
    if staff == 13:
        raise ValueError("no luck")
    return {17: "four", 21: None}.get(staff, int(staff**0.5))

FUNCTIONS = (
    RuleFunction(
        name="made.root",
        takes=("count persons",),
        gives="count persons",
        least=0,
        greatest=1000,
        label={"en": "square root", "sl": "kvadratni koren"},
        call=root,
    ),
    RuleFunction(
        name="made.premium",
        takes=("money", "count persons"),
        gives="money",
        least=0,
        greatest=5_000_000,
        label={"en": "premium"},
        call=lambda costs, staff: costs // 10 * staff if staff != 5 else -1,
    ),
)
'''
PREMIUM = "made.premium(costs.eligible, made.root(undertaking.employees))"
MEASURE = (
    HEAD
    + CALL
    + REST.replace("grant = { en", 'most = { en = "most staff" }\ngrant = { en')
    .replace("[label]", 'most = [{ value = "4 persons", source = "s", mark = "sourced" }]\n[label]')
    .replace('"min(costs.eligible * intensity, ceiling)"', '"min(costs.eligible * intensity, premium, ceiling)"')
    .replace(
        "[define]", '[define]\npremium = { is = "made.premium(costs.eligible, made.root(undertaking.employees))" }'
    )
    .replace("grant = { en", 'premium = { en = "greatest premium" }\ngrant = { en')
    + """
[[condition]]
id = "staff"
holds = "made.root(undertaking.employees) <= most"
source = "s"
mark = "sourced"
"""
)


def written_region(folder, name="made", rules=RULES, init=INIT, measure=MEASURE, vocabulary=None):
    """Write the package of a region and give its entry point."""
    package = folder / f"calling_{name}"
    (package / "measures").mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(init.format(package=package.name).replace("made.", f"{name}."))
    (package / "rules.py").write_text(rules.replace("made.", f"{name}."))
    (package / "region.toml").write_text(REGION.replace('"made"', f'"{name}"'))
    (package / "measures" / "voucher.toml").write_text(measure.replace("made.", f"{name}."))
    if vocabulary is not None:
        (package / "vocabulary.toml").write_text(vocabulary)
    forget()
    return EntryPoint(name=name, value=package.name, group=GROUP)


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Give what writes a region, where it is found and kept nowhere."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("INTRA_CACHE", "")
    yield functools.partial(written_region, tmp_path)
    forget()


def forget():
    for each in [each for each in sys.modules if each.startswith("calling_")]:
        del sys.modules[each]


def catalogue(*entries):
    loaded, quarantined = load(entries)
    assert quarantined == ()
    return Catalogue(regions=loaded, quarantined=quarantined)


def assessed(measures, staff=None, language="en", **more):
    given = {"region": "made", "on": "2024-09-02", "costs": {"eligible": "EUR 4000.00"}, **more}
    if staff is not None:
        given["undertaking"] = {"employees": staff}
    told = measures.parse_application(json.dumps(given), region="made")
    return measures["made.voucher"].assess(told).in_language(language)


def test_a_rule_calls_what_its_region_has_registered(put):
    measures = catalogue(put())
    small, large, nobody = (assessed(measures, staff) for staff in (4, 36, None))
    assert (small.verdict, str(small.amount)) == (Outcome.ELIGIBLE, "EUR 800.00")
    assert small.award.steps == (
        "square root (4 persons) = 2 persons",
        "greatest premium: premium (4,000.00; 2 persons) = 800.00",
        "4,000.00 x 60 % = 2,400.00, cut to the greatest premium 800.00",
    )
    assert (large.verdict, large.unmet) == (Outcome.INELIGIBLE, ("staff",))
    assert large.reasons[0].facts == {"undertaking.employees": 36}
    assert large.reasons[0].says == (
        "The square root by the number of employees on the day of application is at most the most staff (4 persons)"
    )
    assert (nobody.verdict, [ask.fact for ask in nobody.asks]) == (Outcome.UNDETERMINED, ["undertaking.employees"])
    assert all(each.unanswered == () for each in (small, large, nobody))
    assert "unanswered" not in small.to_dict()


BOTH = ("staff", "something-to-pay", "award")


@pytest.mark.parametrize(
    ("staff", "function", "says", "decides"),
    [
        (13, "made.root", "the region's function ended in an error: ValueError: no luck", BOTH),
        (17, "made.root", "the region's function gave what it may not give: 'four'", BOTH),
        (21, "made.root", "the region's function has no value for these facts", BOTH),
        (25, "made.premium", "the region's function gave what it may not give: -1", ("something-to-pay",)),
    ],
)
def test_a_function_that_fails_leaves_open_what_rests_on_it_and_is_told(put, staff, function, says, decides):
    found = assessed(catalogue(put()), staff)
    (told,) = found.unanswered
    assert (told.function, told.says, told.decides) == (function, says, decides)
    assert (found.verdict, found.asks) == (Outcome.INELIGIBLE if found.unmet else Outcome.UNDETERMINED, ())
    assert set(decides) - {"award"} == set(found.unknown)
    schema = json.loads(resources.files("intra_core.schemas").joinpath("answer.json").read_text("utf-8"))
    jsonschema.validate(found.to_dict(), {**schema, "$ref": "#/$defs/assessment", "if": {}, "then": {}, "else": {}})


def test_what_a_function_may_give_bounds_the_award_while_it_is_not_asked(put):
    bounds = assessed(catalogue(put()), None).award_bounds
    assert (str(bounds.at_least), str(bounds.at_most)) == ("EUR 0.00", "EUR 2400.00")


def test_a_function_without_an_answer_is_told_in_the_language_of_the_answer(put):
    (told,) = assessed(catalogue(put()), 13, language="sl").unanswered
    assert told.label == "kvadratni koren"
    assert told.says == "funkcija regije se je končala z napako: ValueError: no luck"


def test_an_expression_may_call_it_too(put):
    measures = catalogue(put())
    told = evaluate("made.root(undertaking.employees) * intensity", assessed(measures, 30), "SI")
    assert (told.low, told.settled, told.missing, told.open) == (3, True, (), {})
    failed = evaluate("made.root(undertaking.employees)", assessed(measures, 13), "SI")
    assert (failed.low, failed.high, failed.settled) == (0, 1000, False)
    assert failed.open == {"made.root": "the region's function ended in an error: ValueError: no luck"}


def test_a_measure_that_calls_a_function_needs_python(put):
    measures = catalogue(put())
    region = measures.region("made").region
    assert knowledge(measures.measures, region.vocabulary).without_python == 0


def test_a_change_of_the_function_that_is_called_is_told_between_two_days(put):
    second = (
        MEASURE.replace(
            'holds = "made.root(undertaking.employees) <= most"',
            ('until = 2024-08-31\nholds = "made.root(undertaking.employees) <= most"'),
        )
        + """
[[condition]]
id = "staff"
since = 2024-09-01
holds = "undertaking.employees <= most"
source = "s"
mark = "sourced"
"""
    )
    measure = catalogue(put(measure=second))["made.voucher"]
    (change,) = differences(measure, dt.date(2024, 8, 31), dt.date(2024, 9, 1))
    assert change.before is not None
    assert "made.root(" in change.before.toml
    assert change.before.says.startswith("The square root by")


CHANGING = """schema = 1
[fact.made.hired]
type = "count persons"
label = { en = "persons hired" }
[[change]]
fact = "made.hired"
way = "fall"
effort = "months"
says = { en = "hire no more than {to}" }
"""


def test_a_refused_applicant_is_told_what_would_help_where_a_function_decides(put):
    measure = MEASURE.replace("undertaking.employees", "made.hired")
    found = assessed(catalogue(put(vocabulary=CHANGING, measure=measure)), made={"hired": 26})
    assert found.unmet == ("staff",)
    (suggestion,) = found.suggestions
    assert suggestion.says == "Hire no more than 24 persons"
    assert not found.advice.cut_short


def test_where_no_step_that_was_tried_helps_nothing_is_claimed_to_be_proved(put):
    rules = RULES.replace("int(staff**0.5)", "0 if staff == 4321 else 1000")
    measure = MEASURE.replace("undertaking.employees", "made.hired")
    measures = catalogue(put(vocabulary=CHANGING, measure=measure, rules=rules))
    found = assessed(measures, made={"hired": 1_000_000}).advice
    assert found.suggestions == ()
    assert (found.proved, found.cut_short) == (False, True)
    assert found.says.endswith("the search was cut short")


@pytest.fixture
def intra(put, monkeypatch, capsys, tmp_path):
    """Give the command line over the region, for an application of so many employees."""
    found = catalogue(put())
    monkeypatch.setattr(outside, "load_regions", lambda: found)

    def run(staff, *words):
        file = tmp_path / "application.toml"
        file.write_text(f'region = "made"\non = 2024-09-02\nundertaking.employees = {staff}\n')
        assert main([file.as_posix() if word == "FILE" else word for word in words]) == 0
        return capsys.readouterr().out

    return run


SAID = "the region's function ended in an error: ValueError: no luck"


def test_the_command_line_tells_why_a_function_gave_no_answer(intra):
    out = " ".join(intra(13, "assess", "FILE", "--measure", "made.voucher").split())
    assert "not worked out: - square root [made.root; decides staff, " in out
    assert f"]: {SAID} " in out
    assert "nothing that could be told decides this" not in out
    assert "not worked out" not in intra(4, "assess", "FILE", "--measure", "made.voucher")


def test_one_condition_and_one_expression_tell_it_too(intra):
    assert f"    square root [made.root]: {SAID}\n" in intra(13, "why", "made.voucher", "staff", "FILE")
    (told,) = json.loads(intra(13, "why", "made.voucher", "staff", "FILE", "--json"))["unanswered"]
    assert (told["function"], told["says"]) == ("made.root", SAID)
    assert "unanswered" not in json.loads(intra(4, "why", "made.voucher", "staff", "FILE", "--json"))
    out = intra(13, "eval", "made.root(undertaking.employees)", "FILE", "--measure", "made.voucher")
    assert out.startswith("made.root(undertaking.employees) = between 0 persons and 1,000 persons\n")
    assert f"  square root [made.root]: {SAID}\n" in out


def test_a_measure_is_read_out_with_its_functions(intra):
    out = intra(4, "explain", "made.voucher")
    assert "greatest premium: The premium by the total of eligible costs and the square root by the number of" in out


# What the hook gives.

HOOK = '''"""A region whose hook is at fault."""

from intra_core import RuleFunction
from intra_core.regions import hookimpl, read_region

def made(**parts):
    declared = {{"name": "made.f", "takes": ("EUR",), "gives": "yes-no", "label": {{"en": "so"}}, "call": bool}}
    return RuleFunction(**{{**declared, **parts}})

@hookimpl
def intra_rule_functions():
    {body}

@hookimpl
def intra_region():
    return read_region(__package__)
'''
PLAIN = """from intra_core.regions import hookimpl, read_region

@hookimpl
def intra_region():
    return read_region(__package__)
"""
FAULTS = {
    "return 1 / 0": ["failed: ZeroDivisionError: division by zero"],
    "raise SystemExit": ["failed: SystemExit"],
    "return None": ["gave NoneType, not several RuleFunction"],
    "return made()": ["gave RuleFunction, not several RuleFunction"],
    "return (made(), 3, 'x')": ["gave int, not a RuleFunction", "gave str, not a RuleFunction"],
    "yield made()\n    raise ValueError('late')": ["failed: ValueError: late"],
    "return (made(name='other.f'), made(name='g.h'))": [
        "'other.f' is not called after the region", "'g.h' is not called after the region",
    ],
    "return (made(), made())": ["two functions are called 'made.f'"],
    "return (made(takes=('EURO', 'dy'), call=3),)": [
        "failed: rule function 'made.f' takes the unknown kind 'EURO'",
        "failed: rule function 'made.f' takes the unknown kind 'dy'",
        "failed: rule function 'made.f' has no function to call",
    ],
}  # fmt: skip


@pytest.mark.parametrize("body", FAULTS)
def test_a_hook_at_fault_sets_its_region_aside_with_hook_and_file(put, body):
    plain = HEAD + CALL + REST
    loaded, (broken,) = load(
        [put("fine"), put(init=HOOK.replace("{body}", body), measure=plain), put("later", measure=plain)]
    )
    assert [each.region.id for each in loaded] == ["fine", "later"]
    assert len(broken.complaints) == len(FAULTS[body])
    for complaint, says in zip(broken.complaints, FAULTS[body], strict=True):
        assert says in complaint.says
        assert "region 'made' (calling_made ?), hook 'intra_rule_functions'" in complaint.says
        assert str(complaint.file).endswith("calling_made/__init__.py")
        assert complaint.line == 10


@pytest.mark.parametrize(
    ("hook", "says"),
    [
        ("@hookimpl(wrapper=True)\ndef intra_rule_functions():\n    return (yield)\n", "is a wrapper"),
        ("def intra_rule_functions():\n    return ()\n", "is not marked as a hook"),
        ("@hookimpl\ndef intra_rule_function():\n    return ()\n", "did you mean 'intra_rule_functions'?"),
    ],
)
def test_what_is_only_like_the_hook_is_refused(put, hook, says):
    init = (
        f"from intra_core.regions import hookimpl, read_region\n{hook}\n@hookimpl\ndef intra_region():\n    return 3\n"
    )
    _, (broken,) = load([put(init=init)])
    assert says in str(broken.complaints[0])


def test_words_and_units_that_the_region_does_not_know_are_told_where_the_function_stands(put):
    rules = RULES.replace('takes=("count persons",),', 'takes=("choice micro tiny",),').replace(
        'takes=("money", "count persons"),', 'takes=("count boats", "count persons"),'
    )
    _, (broken,) = load([put(rules=rules, measure=HEAD + CALL + REST)])
    first, second = broken.complaints
    assert (str(first.file).endswith("calling_made/rules.py"), first.line) == (True, 5)
    assert "hook 'intra_rule_functions', rule function 'made.root': unknown word 'tiny'" in first.says
    assert "rule function 'made.premium': unknown unit 'boats'" in second.says


def test_the_hook_is_called_once_for_each_load(put):
    init = INIT.replace("    return FUNCTIONS", "    print('asked')\n    return FUNCTIONS")
    entry = put(init=init)
    with contextlib.redirect_stdout(io.StringIO()) as told:
        catalogue(entry)
    assert told.getvalue() == "asked\n"


# What its rules may call.


def complaints_of(put, **parts):
    _, (broken,) = load([put(**parts)])
    return broken.complaints


def test_a_measure_that_calls_what_is_not_registered_is_refused_with_line_and_caret(put):
    (said,) = complaints_of(
        put, measure=MEASURE.replace("made.root(undertaking.employees) <=", "made.rot(undertaking.employees) <=")
    )
    assert said.file == "calling_made/measures/voucher.toml"
    line = said.shown.splitlines()[0] if said.shown else ""
    assert line[said.column - 1 :].startswith("made.rot(")
    assert (said.says, said.instead) == ("unknown function 'made.rot'", "did you mean 'made.root'?")


def test_a_region_calls_none_of_another_region(put):
    measure = MEASURE.replace('holds = "made.root(', 'holds = "fine.root(')
    loaded, (broken,) = load([put("fine"), put(measure=measure)])
    assert [each.region.id for each in loaded] == ["fine"]
    assert "unknown function 'fine.root'" in broken.complaints[0].says


def test_without_the_hook_there_is_nothing_to_call(put):
    said = complaints_of(put, init=PLAIN)
    assert [each.says for each in said] == ["unknown function 'made.premium'", "unknown function 'made.root'"]
    assert all("intra_rule_functions" in each.instead for each in said)


def test_the_name_of_a_function_stands_for_nothing_else(put):
    vocabulary = 'schema = 1\n[fact.made.root]\ntype = "day"\nlabel = { en = "root" }\n'
    said = complaints_of(put, vocabulary=vocabulary)
    assert "'made.root' belongs to a rule function of the region" in said[0].says
    measure = MEASURE.replace(
        "[parameter]", '[parameter]\n"made.root" = [{ value = "EUR 1.00", source = "s", mark = "seed" }]'
    )
    assert "'made.root' belongs to a rule function of the region" in complaints_of(put, measure=measure)[0].says


# How it is kept.


@pytest.fixture
def kept(put, tmp_path, monkeypatch):  # noqa: ARG001 (which sets the cache before)
    """Load the region with a cache of its own; gives how often it was read from its files."""
    monkeypatch.setenv("INTRA_CACHE", str(tmp_path / "cache"))
    reads = []

    def read(folder, name, functions=()):
        reads.append(name)
        return region_in(folder, name, functions)

    monkeypatch.setattr("intra_core.regions.reading.region_in", read)
    return reads


def test_of_a_function_the_name_is_kept_and_what_it_does_is_that_of_the_day(put, kept, tmp_path):
    first = catalogue(put())
    second = catalogue(put(rules=RULES.replace("int(staff**0.5)", "staff")))
    assert kept == ["calling_made"]
    assert str(assessed(first, 4).amount) == "EUR 800.00"
    assert str(assessed(second, 4).amount) == "EUR 1600.00"
    (file,) = (tmp_path / "cache").iterdir()
    assert b"lambda" not in file.read_bytes()
    assert b"calling_made.rules" not in file.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("greatest=1000", "greatest=900"),
        ('gives="count persons"', 'gives="count offers"'),
        ("made.premium", "made.prize"),
    ],
)
def test_a_region_whose_functions_are_declared_otherwise_is_read_again(put, kept, old, new):
    catalogue(put())
    loaded, _ = load([put(rules=RULES.replace(old, new))])
    assert kept == ["calling_made", "calling_made"]
    assert bool(loaded) is ("count" not in new and "prize" not in new)


def test_what_is_kept_calls_what_is_registered(put, kept):
    catalogue(put())
    region = catalogue(put()).region("made").region
    assert kept == ["calling_made"]
    calls = [each for node in region.measures[0].book.nodes() for each in walk(node) if isinstance(each, Call)]
    assert calls
    assert all(each.function is region.vocabulary.functions[each.name] for each in calls)


def asking(call):
    """Give a function that takes a count and gives a text."""
    return RuleFunction(name="made.text", takes=("count persons",), gives="text", label={"en": "text"}, call=call)


def test_a_text_is_as_long_as_it_may_be_and_no_longer():
    function = asking(lambda length: "x" * length)
    assert function.answer((MOST_LETTERS,), function.gives) == "x" * MOST_LETTERS
    assert function.answer((MOST_LETTERS + 1,), function.gives).how == "not allowed"


@pytest.mark.parametrize(
    ("how", "told"), [(BaseException, NoAnswer("raised", "Odd: (Odd)")), (ValueError, NoAnswer("raised", "Odd: (Odd)"))]
)
def test_what_cannot_be_written_is_named_by_its_type(how, told):
    class Odd(Exception):
        def __str__(self):
            raise how

    def raising(_):
        raise Odd

    function = asking(raising)
    assert function.answer((1,), function.gives) == told
    assert function.record.told() == ("gave no usable answer 1 of 1 times; last it raised Odd: (Odd)",)


def test_a_wish_to_stop_goes_through_even_while_an_error_is_written():
    class Odd(Exception):
        def __str__(self):
            raise KeyboardInterrupt

    def raising(_):
        raise Odd

    function = asking(raising)
    with pytest.raises(KeyboardInterrupt):
        function.answer((1,), function.gives)


def test_what_is_counted_of_a_function_is_what_became_of_it():
    function = asking(lambda count: {1: "one", 2: None, 3: 3}[count])
    for count in (1, 2, 3, 4):
        function.answer((count,), function.gives)
    assert (function.record.asked, function.record.failed) == (4, 2)
    assert function.record.last == "raised KeyError: 4"
    assert function.record.told(0.0, 0.25)[1] == "took 0.25 s; its budget is 0 s"
