"""How faults are told: the place, the caret, what to write instead, and all of them together."""

import pytest
from tests.assessment.made import CALL, REGION, VOCABULARY
from tests.io.measure_files.faulty import CONDITION, MEASURE, changed, places


@pytest.mark.parametrize(
    ("line", "caret"),
    [
        ('holds = "grant >= ceilin"', ["34:19", '  holds = "grant >= ceilin"', "                    ^"]),
        ("holds = 'grant >= ceilin'", ["34:19", "  holds = 'grant >= ceilin'", "                    ^"]),
        (
            "holds = \"undertaking.legal_form != 'družba' and grant >= ceilin\"",
            [
                "34:58",
                "  holds = \"undertaking.legal_form != 'družba' and grant >= ceilin\"",
                f"  {' ' * 57}^",
            ],
        ),
        (
            'holds = "undertaking.legal_form != \\"dru\\u017eba\\" and grant >= ceilin"',
            [
                "34:65",
                '  holds = "undertaking.legal_form != \\"dru\\u017eba\\" and grant >= ceilin"',
                f"  {' ' * 64}^",
            ],
        ),
        ('holds = "\tgrant >=\tceilin"', ["34:20", '  holds = "\tgrant >=\tceilin"', f"  {' ' * 9}\t{' ' * 8}\t^"]),
        ('holds = """\n  grant\n    >= ceilin"""', ["36:8", '      >= ceilin"""', "         ^"]),
        ('holds = """grant \\\n    >= ceilin"""', ["35:8", '      >= ceilin"""', "         ^"]),
        ("holds = '''\n\tgrant >=\n ceilin'''", ["36:2", "   ceilin'''", "   ^"]),
        ('"holds" = "grant >= ceilin"', ["34:21", '  "holds" = "grant >= ceilin"', "                      ^"]),
    ],
    ids=["basic", "literal", "letters", "escapes", "tabs", "long basic", "folded", "long literal", "quoted key"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_the_caret_stands_under_the_fault(complaints, line, caret, end, mark):
    text = mark + changed('holds = "grant >= ceiling"', line).replace("\n", end)
    (said,) = complaints(text)
    place, *shown = said.splitlines()
    assert place == f"made/measures/voucher.toml:{caret[0]}: condition[0].holds: unknown name 'ceilin'"
    assert shown == [*caret[1:], "  did you mean 'ceiling'?"]


@pytest.mark.parametrize("gap", [" ", "\n  "], ids=["one line", "several lines"])
def test_the_caret_in_an_inline_table(complaints, gap):
    text = changed('{ is = "min(costs.eligible * intensity', f'{{{gap}is = "min(costs.eligible * intensty')
    (said,) = complaints(text)
    line, column = (25, 38) if gap == " " else (26, 30)
    assert said.startswith(f"made/measures/voucher.toml:{line}:{column}: define.grant.is: unknown name 'intensty'\n")
    assert said.endswith("^\n  did you mean 'intensity'?")


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("opens =", "opns =", "did you mean 'opens'?"),
        ("opens = 2024-06-21\n", "", 'give opens = 2024-06-21, or "unknown"'),
        (">= ceiling", ">= 300", "give it a name, a date and a source under [parameter]"),
        (">= ceiling", "= ceiling", "write '=='"),
        (
            '"60 %"',
            "60",
            'write "EUR 1000.00", "60 %", "3 persons", "12 months", a day, true, false, a word, "unknown" or "closed"',
        ),
        ('"60 %"', '"unknown"', 'give between = ["…", "…"] or unit = "EUR"'),
        ('"EUR 9999.99"', '"EUR 9999.999"', "write two decimals"),
        (CALL, "", 'give [[call]], or status = "planned"'),
        ('{ en = "ceiling" }', '{ sl = "meja" }', 'give en = "…"'),
        ('ceiling = { en = "ceiling" }\n', "", 'give it one under [label]: ceiling = { en = "…" }'),
        (', round = "down"', "", "give it a [define] that names its rounding"),
        ('id = "sign"', 'id = "enough"', "give each condition and duty its own"),
        (
            CONDITION,
            CONDITION * 2,
            "give each its own id, or its own days: the one before holds to further notice",
        ),
        ("opens = 2024-06-21", "opens = 2024-06-21T09:00:00Z", "write the local hour of the region without an offset"),
        ("schema = 1", "schema = 7", "write schema = 1"),
        ("made.voucher", "voucher", 'write "made.short_name"'),
    ],
)
def test_what_to_write_instead(complaints, old, new, advice):
    assert f"  {advice}" in [line for each in complaints(changed(old, new)) for line in each.splitlines()]


def test_all_complaints_of_a_run_come_together_in_the_order_of_files_and_lines(complaints):
    measure = changed('kind = "voucher"', 'kind = "vouchr"')
    for old, new in [
        ("opens =", "opns ="),
        ('value = "60 %"', "value = 60"),
        ('round = "down"', 'round = "x"'),
        (">= ceiling", ">= 300"),
        ('mark = "seed"', 'mark = "sed"'),
    ]:
        measure = changed(old, new, measure)
    above = VOCABULARY.count("\n")
    vocabulary = VOCABULARY + '[word]\nfiar = 3\n[fact.made.x]\ntype = "dya"\nlabel = { en = "x" }\n'
    said = complaints(measure, vocabulary, changed("nuts", "nutz", REGION))
    assert [each.splitlines()[0].partition("/")[2] for each in said] == [
        "region.toml:4:1: nutz: unknown key 'nutz'",
        f"vocabulary.toml:{above + 2}:8: word.fiar: 3 is not a table",
        f"vocabulary.toml:{above + 4}:8: fact.made.x.type: unknown type 'dya'",
        "measures/voucher.toml:3:8: kind: unknown kind 'vouchr'",
        "measures/voucher.toml:8:3: call[0]: the key 'opens' is missing",
        "measures/voucher.toml:10:1: call[0].opns: unknown key 'opns'",
        "measures/voucher.toml:18:24: parameter.intensity[0].value: the number 60 has no unit",
        "measures/voucher.toml:25:68: define.grant.round: unknown rounding 'x'",
        "measures/voucher.toml:34:19: condition[0].holds: the number 300 has no name",
        "measures/voucher.toml:52:8: described[0].mark: unknown mark 'sed'",
    ]


def test_without_an_award_it_may_be_told_still_what_its_condition_comes_to(complaints):
    unmet = changed('verdict = "eligible"', 'unmet = ["something-to-pay", "de-minimis"]')
    text = changed('regime = "none"', 'regime = "de-minimis"', unmet)
    assert places(complaints(changed('amount = "grant"', 'amount = "grnt"', text))) == [
        "31:11: award.amount: unknown name 'grnt'"
    ]


def test_what_is_like_an_example_that_cannot_be_read_is_no_fault_of_its_own(complaints):
    more = '[[example]]\nname = "{}"\nlike = "{}"\nexpect = {{}}\n'
    (said,) = places(complaints(MEASURE + more.format("Two", "Onne") + more.format("Three", "Two")))
    assert said.endswith(": example[1].like: no example before this one is called 'Onne'")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", ["made/measures/voucher.toml: the input is empty"]),
        (b"\xff", ["made/measures/voucher.toml:1: byte 0xff is not UTF-8\n  save the file as UTF-8"]),
        (b"schema = ", ["made/measures/voucher.toml:1:10: not TOML: Invalid value\n  schema = \n           ^"]),
        (
            b"a = 1\na = 1\n",
            [
                (
                    "made/measures/voucher.toml:2:1: not TOML: the key 'a' stands twice\n"
                    "  a = 1\n  ^\n  it stands first in line 1: keep one"
                )
            ],
        ),
    ],
    ids=["empty", "no UTF-8", "broken", "key twice"],
)
def test_a_file_that_cannot_be_read(complaints, text, said):
    assert complaints(text) == said
