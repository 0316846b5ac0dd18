"""Applications: every key of the contract is read, exactly and as written, and what is wrong is told at its place."""

import datetime as dt
import json
from decimal import Decimal

import pytest
import tomli

from intra_core import parse_application
from intra_core.errors import MOST_SHOWN, WrongInput
from intra_core.io import decode
from intra_core.model.money import Money
from intra_core.model.quantity import Area, Rate
from intra_core.model.undertaking import Activity, Place

WHOLE = """
region = "slovenia"
on = 2024-09-02
[undertaking]
name = "Zgled d.o.o."
identifiers = { tax = "12345679" }
legal_form = "d.o.o."
registered = 2015-04-01
seat = { code = "SI032", version = "2021" }
nace = [{ code = "25.62", revision = "2", main = true }, { code = "01", revision = "2.1" }]
size = "small"
headcount = 12.5
turnover = "EUR 1800000.00"
balance_sheet_total = "EUR 900000.00"
employees = 12
full_time = 5
economic_activity = true
insolvent = false
obligations_settled = true
tax_debt = "EUR 0.00"
fiscal_year_end = "--12-31"
accounts = [{ ends = 2015-12-31, turnover = "EUR 1800000.00", exports = "EUR 54000.00" }]
[project]
submitted = 2024-08-30
submitted_at = 17:00:00
contract_signed = 2024-10-03
market = "DE"
applications_at_deadline = 1
[event]
name = "Sejem"
kind = "fair"
form = "physical"
starts = 2024-10-04
ends = 2024-10-07
organiser = "spirit"
organiser_statement = true
special = "expo-2020"
abroad = true
in_field = true
active = true
foreign_exhibitors = "12 %"
listed = ["auma"]
stand = { area = "20.5000 m2", own = true }
[certificate]
standard = "ISO 9001"
act = "first"
obtained = 2024-10-20
accredited_body = true
[study]
external_contractor = true
primary_sources = false
[aid]
headroom = "EUR 100000.00"
[[participant]]
id = "p1"
role = "employee"
[[contractor]]
id = "k1"
kind = "certification-body"
affiliated = false
managed_by_applicant_side = false
held_by_applicant_side = "0 %"
[[offer]]
for = "certification-fee"
contractor = "k1"
net = "EUR 4000.00"
comparable = true
[[cost]]
kind = "certification-fee"
net = "EUR 4000.00"
vat = "EUR 880.00"
ordered = 2024-09-03
incurred = 2024-10-15
paid = 2024-10-30
contractor = "k1"
participant = "p1"
nights = 3
mode = "train"
[[document]]
kind = "tax-clearance"
issued = 2024-08-28
[[award]]
granted = 2022-05-10
amount = "EUR 20000.00"
regime = "de-minimis"
member_state = "SI"
[[voucher]]
measure = "slovenia.fair"
subject = "ISO 9001"
applied = 2023-01-02
approved = 2023-02-03
amount = "EUR 5000.00"
closed = 2023-12-31
payments = [{ on = 2023-11-30, amount = "EUR 4999.99" }]
[slovenia]
sole_trader = true
"""


def parsed(text, name="a.toml", **more):
    return parse_application(text, name, **more)


def as_json(text):
    """Write a TOML text as JSON, days as strings and decimals as they are."""
    return json.dumps(tomli.loads(text), default=str)


def stated(text, table, key, **more):
    return getattr(getattr(parsed(text, **more), table), key)


def told(text, **more):
    with pytest.raises(WrongInput) as caught:
        parsed(text, **more)
    return [str(complaint).splitlines() for complaint in caught.value.complaints]


def first_lines(text):
    return [lines[0] for lines in told(text)]


# what is read


@pytest.mark.parametrize("text", [WHOLE, as_json(WHOLE)], ids=["toml", "json"])
def test_every_key_of_the_contract_is_read(text):
    application = parsed(text)
    tree = tomli.loads(WHOLE)
    for name, part in tree.items():
        read = application.more.get(name) or getattr(application, name)
        for line, written in zip(read, part, strict=True) if isinstance(part, list) else [(read, part)]:
            if isinstance(written, dict) and not isinstance(read, dict):
                names = {"on": "paid", "for": "wanted_for"}
                assert all(getattr(line, names.get(str(key), str(key))) is not None for key in written)
    assert application.undertaking.seat == Place(code="SI032", version="2021")
    assert application.undertaking.nace == (
        Activity(code="25.62", revision="2", main=True),
        Activity(code="01", revision="2.1"),
    )
    assert application.event.stand.area == Area(205_000)
    assert application.event.foreign_exhibitors == Rate(1200)
    assert application.project.submitted_at == dt.time(17)
    assert application.offer[0].wanted_for == "certification-fee"
    assert application.voucher[0].closed == dt.date(2023, 12, 31)
    assert application.voucher[0].payments[0].paid == dt.date(2023, 11, 30)
    assert application.voucher[0].payments[0].amount == Money(499_999, "EUR")
    assert application.more == {"slovenia": {"sole_trader": True}}


def test_toml_and_json_give_the_same_application():
    assert parsed(WHOLE).facts == parsed(as_json(WHOLE)).facts
    assert parsed(WHOLE).on == parsed(as_json(WHOLE)).on == dt.date(2024, 9, 2)


def test_an_empty_list_says_none_and_no_key_says_nothing():
    assert parsed("award = []").facts == {"award": ()}
    assert parsed('region = "slovenia"').facts == {}
    assert parsed("{}").award is None


@pytest.mark.parametrize("text", ["undertaking.headcount = {}", '{{"undertaking": {{"headcount": {}}}}}'])
@pytest.mark.parametrize("number", ["12.5", "12", "0.1", "12.5000", "12.50000000000000000000000000000000000000", "1e3"])
def test_decimals_are_exact(text, number):
    assert stated(text.format(number), "undertaking", "headcount") == Decimal(number)


@pytest.mark.parametrize(
    ("table", "key", "written", "value"),
    [
        ("undertaking", "turnover", '"EUR 5"', Money(500, "EUR")),
        ("undertaking", "turnover", '"GBP 5.01"', Money(501, "GBP")),
        ("undertaking", "employees", "0", 0),
        ("undertaking", "registered", '"2015-04-01"', dt.date(2015, 4, 1)),
        ("undertaking", "seat", '"TLG31"', "TLG31"),
        ("undertaking", "seat", '"SI"', "SI"),
        ("undertaking", "seat", '{ code = "UKG31", version = "2021" }', Place(code="UKG31", version="2021")),
        ("undertaking", "fiscal_year_end", '"--02-29"', "--02-29"),
        ("event", "foreign_exhibitors", '"2.5 %"', Rate(250)),
        ("event", "foreign_exhibitors", '"60%"', Rate(6000)),
        ("event", "listed", "[]", ()),
        ("project", "submitted_at", '"09:30"', dt.time(9, 30)),
    ],
)
def test_values_as_they_may_be_written(table, key, written, value):
    assert stated(f"{table}.{key} = {written}", table, key) == value


@pytest.mark.parametrize("written", ["true", "false", "2024-01-31", '"2024-01-31"'])
def test_a_voucher_is_closed_or_closed_on_a_day(written):
    (voucher,) = parsed(f"[[voucher]]\nclosed = {written}").voucher
    assert voucher.closed == (dt.date(2024, 1, 31) if "2024" in written else written == "true")


def test_the_table_of_the_region_in_the_file_and_of_the_one_asked_about():
    text = 'region = "slovenia"\n[slovenia]\na = 1\n[abruzzo]\nb = 2\n'
    assert parsed(text, region="abruzzo").more == {"slovenia": {"a": 1}, "abruzzo": {"b": 2}}
    assert parsed(text, region="abruzzo").region == "abruzzo"
    assert first_lines(text) == ["a.toml:4:2: abruzzo: unknown key 'abruzzo'"]
    assert first_lines('region = "x"\n[x]\na = nan\nb = 2024-01-01T08:00:00\nc = 0.00001') == [
        "a.toml:3:5: x.a: NaN is not a number",
        "a.toml:4:5: x.b: 2024-01-01 08:00:00 is not a day",
        "a.toml:5:5: x.c: 0.00001 has more than four decimals",
    ]
    assert first_lines('region = "abruzzo"\nabruzzo = 3') == ["a.toml:2:11: abruzzo: 3 is not a table"]


# what is refused

NO_DAY = "write a day such as 2024-09-02"
NO_MONEY = 'write it like "EUR 1000.00"'
NO_RATE = 'write it like "60 %", with at most two decimals'
NO_NUTS = 'write a code such as "SI032", or { code = "SI032", version = "2021" }'
QUOTED = 'write it in quotes, like "EUR 1000.00"'
NO_DECIMAL = "write a number such as 12.5, without quotes"
NO_COUNT = "write a whole number, without quotes"
NO_TRUTH = "write true or false, without quotes"
TOO_MUCH = "this is more than any such figure can be"

VALUES = [
    ("undertaking.headcount", "12.50001", "12.50001 has more than four decimals", "write at most four decimals"),
    (
        "undertaking.headcount",
        f"1.{'0' * 40}1",
        f"1.{'0' * 40}1 has more than four decimals",
        "write at most four decimals",
    ),
    ("undertaking.headcount", "1e-5", "0.00001 has more than four decimals", "write at most four decimals"),
    ("undertaking.headcount", '"12"', "'12' is not a number", NO_DECIMAL),
    ("undertaking.headcount", "true", "true is not a number", NO_DECIMAL),
    ("undertaking.headcount", "nan", "NaN is not a number", NO_DECIMAL),
    ("undertaking.headcount", "-inf", "-Infinity is not a number", NO_DECIMAL),
    ("undertaking.headcount", "-1", "-1 is below zero", None),
    ("undertaking.headcount", "-0.5", "-0.5 is below zero", None),
    ("undertaking.headcount", "123456789012345678901234567890.1234", TOO_MUCH, None),
    ("undertaking.headcount", "1e999999", TOO_MUCH, None),
    ("undertaking.employees", '"12"', "'12' is not a whole number", NO_COUNT),
    ("undertaking.employees", "1.0", "1.0 is not a whole number", NO_COUNT),
    ("undertaking.employees", "true", "true is not a whole number", NO_COUNT),
    ("undertaking.employees", "-1", "-1 is below zero", None),
    ("undertaking.employees", "1_000_000_000_000_000", TOO_MUCH, None),
    ("undertaking.employees", f"0x{'f' * 5000}", "this number is too large", "no figure has so many digits"),
    ("undertaking.insolvent", '"true"', "'true' is neither true nor false", NO_TRUTH),
    ("undertaking.insolvent", "1", "1 is neither true nor false", NO_TRUTH),
    ("undertaking.turnover", "1800000.00", "1800000.00 is not written exactly", QUOTED),
    ("undertaking.turnover", "5", "5 is not written exactly", QUOTED),
    ("undertaking.turnover", "[]", "a list is not written exactly", QUOTED),
    ("undertaking.turnover", '"EUR 5.0"', "'EUR 5.0' is not money", NO_MONEY),
    ("undertaking.turnover", '"EUR 1,000.00"', "'EUR 1,000.00' is not money", NO_MONEY),
    ("undertaking.turnover", '"1000 EUR"', "'1000 EUR' is not money", NO_MONEY),
    ("undertaking.turnover", '"EUR ٣.00"', "'EUR ٣.00' is not money", NO_MONEY),
    ("undertaking.turnover", '"USD 5.00"', "unknown currency 'USD'", "known here: BGN, EUR, GBP"),
    ("undertaking.turnover", '"EUR -5.00"', "'EUR -5.00' is below zero", None),
    ("undertaking.registered", "2015-04-01T08:00:00", "2015-04-01 08:00:00 is not a day", NO_DAY),
    ("undertaking.registered", "08:00:00", "08:00:00 is not a day", NO_DAY),
    ("undertaking.registered", '"2015-02-30"', "'2015-02-30' is not a day", NO_DAY),
    ("undertaking.registered", '"20150401"', "'20150401' is not a day", NO_DAY),
    ("undertaking.registered", "2015", "2015 is not a day", NO_DAY),
    ("undertaking.legal_form", "3", "3 is not a text", "put it in quotes"),
    ("undertaking.seat", '"si032"', "'si032' is not a NUTS code", NO_NUTS),
    ("undertaking.seat", '"Slovenia"', "'Slovenia' is not a NUTS code", NO_NUTS),
    ("undertaking.seat", '["SI032"]', "a list is not a NUTS code", NO_NUTS),
    (
        "undertaking.seat",
        '"UKG31"',
        "'UKG31': the United Kingdom left NUTS",
        'write the ITL code "TLG31", or give the version',
    ),
    ("undertaking.nace", '"25.62"', "'25.62' is not a list", "write [ … ], or [[…]] tables"),
    ("undertaking.fiscal_year_end", '"12-31"', "'12-31' is not a day of the year", 'write it like "--12-31"'),
    ("undertaking.fiscal_year_end", '"--02-30"', "'--02-30' is not a day of the year", 'write it like "--12-31"'),
    ("undertaking.fiscal_year_end", '"--W01-1"', "'--W01-1' is not a day of the year", 'write it like "--12-31"'),
    ("event.foreign_exhibitors", "60", "60 is not written exactly", 'write it in quotes, like "12 %"'),
    ("event.foreign_exhibitors", '"2.555 %"', "'2.555 %' is not a rate", NO_RATE),
    ("event.foreign_exhibitors", '"-1 %"', "'-1 %' is not a rate", NO_RATE),
    ("event.listed", '"auma"', "'auma' is not a list", "write [ … ], or [[…]] tables"),
    ("event.stand", "3", "3 is not a table", "write { … }, or a [table] of its own"),
    ("event.stand.area", '"0.0000 m2"', "an area is above zero", "leave the key out if it is not known"),
    (
        "event.stand.area",
        '"20.50001 m2"',
        "'20.50001 m2' is not an area",
        'write it like "20.5000 m2", with at most four decimals',
    ),
    ("event.stand.area", "20.5", "20.5 is not written exactly", 'write it in quotes, like "20.5 m2"'),
    ("project.submitted_at", '"17:00+01:00"', "this is not a local time", "write a time such as 17:00:00"),
    ("project.submitted_at", "17", "this is not a local time", "write a time such as 17:00:00"),
    ("region", "3", "3 is not a text", "put it in quotes"),
    ("on", "2024-09-02T10:00:00", "2024-09-02 10:00:00 is not a day", NO_DAY),
    ("undertaking", "[]", "a list is not a table", "write { … }, or a [table] of its own"),
    ("award", "{}", "a table is not a list", "write [ … ], or [[…]] tables"),
    ("cost", "3", "3 is not a list", "write [ … ], or [[…]] tables"),
]


@pytest.mark.parametrize(("key", "written", "says", "instead"), VALUES, ids=range(len(VALUES)))
def test_a_value_that_does_not_fit(key, written, says, instead):
    line = f"{key} = {written}"
    column = len(key) + 4
    ((place, shown, caret, *advice),) = told(f"# é\n{line}\n")
    assert place == f"a.toml:2:{column}: {key}: {says}"
    assert shown == f"  {line[:MOST_SHOWN]}{'…' if len(line) > MOST_SHOWN else ''}"
    assert caret == f"  {' ' * (column - 1)}^"
    assert advice == ([] if instead is None else [f"  {instead}"])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[undertaking]\nturnovr = 3", ["a.toml:2:1: undertaking.turnovr: unknown key 'turnovr'", "turnover"]),
        (
            "[undertaking]\naccounts = [{ ends = 2020-12-31, exprots = 3 }]",
            ["a.toml:2:34: undertaking.accounts[0].exprots: unknown key 'exprots'", "exports"],
        ),
        (
            'undertaking.nace = [{ code = "25", revision = "2", mian = true }]',
            ["a.toml:1:52: undertaking.nace[0].mian: unknown key 'mian'", "main"],
        ),
        ("[project]\nsubmited = 2024-01-01", ["a.toml:2:1: project.submited: unknown key 'submited'", "submitted"]),
        ("[event]\nstand = { areea = 3 }", ["a.toml:2:11: event.stand.areea: unknown key 'areea'", "area"]),
        ("[event]\nstart = 2024-01-01", ["a.toml:2:1: event.start: unknown key 'start'", "starts"]),
        ("[certificate]\nstandart = 1", ["a.toml:2:1: certificate.standart: unknown key 'standart'", "standard"]),
        (
            "[study]\nprimary_source = 1",
            ["a.toml:2:1: study.primary_source: unknown key 'primary_source'", "primary_sources"],
        ),
        ("[costs]\neligble = 1", ["a.toml:2:1: costs.eligble: unknown key 'eligble'", "eligible"]),
        ("[aid]\nheadrom = 1", ["a.toml:2:1: aid.headrom: unknown key 'headrom'", "headroom"]),
        ("[[participant]]\nrol = 1", ["a.toml:2:1: participant[0].rol: unknown key 'rol'", "role"]),
        (
            "[[contractor]]\nafiliated = 1",
            ["a.toml:2:1: contractor[0].afiliated: unknown key 'afiliated'", "affiliated"],
        ),
        ("[[offer]]\ncomparabel = 1", ["a.toml:2:1: offer[0].comparabel: unknown key 'comparabel'", "comparable"]),
        ("[[cost]]\n[[cost]]\nnigths = 1", ["a.toml:3:1: cost[1].nigths: unknown key 'nigths'", "nights"]),
        ("[[document]]\nisued = 1", ["a.toml:2:1: document[0].isued: unknown key 'isued'", "issued"]),
        ("[[award]]\ngrantd = 1", ["a.toml:2:1: award[0].grantd: unknown key 'grantd'", "granted"]),
        ("[[voucher]]\naproved = 1", ["a.toml:2:1: voucher[0].aproved: unknown key 'aproved'", "approved"]),
        (
            "[[voucher]]\npayments = [{ amont = 1 }]",
            ["a.toml:2:15: voucher[0].payments[0].amont: unknown key 'amont'", "amount"],
        ),
        ("regoin = 1", ["a.toml:1:1: regoin: unknown key 'regoin'", "region"]),
    ],
)
def test_an_unknown_key_in_every_table(text, lines):
    ((place, *_, advice),) = told(text)
    assert [place, advice] == [lines[0], f"  did you mean '{lines[1]}'?"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[[offer]]\nwanted_for = 'fee'", ["a.toml:2:1: offer[0].wanted_for: unknown key 'wanted_for'"]),
        (
            "voucher = [{ payments = [{ paid = 2024-01-01 }] }]",
            ["a.toml:1:28: voucher[0].payments[0].paid: unknown key 'paid'"],
        ),
        ("[[offer]]\nfor = 3", ["a.toml:2:7: offer[0].for: 3 is not a text"]),
        ("voucher = [{ payments = [{ on = 'x' }] }]", ["a.toml:1:33: voucher[0].payments[0].on: 'x' is not a day"]),
        ("[[voucher]]\nclosed = 'yes'", ["a.toml:2:10: voucher[0].closed: 'yes' is not a day"]),
        ("undertaking.nace = ['25.62']", ["a.toml:1:21: undertaking.nace[0]: '25.62' is not a table"]),
        (
            "undertaking.nace = [{ code = '25.62' }]",
            ["a.toml:1:21: undertaking.nace[0]: the key 'revision' is missing"],
        ),
        (
            "undertaking.nace = [{ code = 'C25', revision = '3' }]",
            [
                "a.toml:1:30: undertaking.nace[0].code: 'C25' is not a NACE code",
                "a.toml:1:48: undertaking.nace[0].revision: unknown NACE revision '3'",
            ],
        ),
        ("undertaking.seat = { code = 'SI032' }", ["a.toml:1:13: undertaking.seat: the key 'version' is missing"]),
        (
            "undertaking.seat = { code = 'SI032', version = 2021 }",
            ["a.toml:1:48: undertaking.seat.version: 2021 is not a text"],
        ),
        ("undertaking.identifiers = { tax = 3 }", ["a.toml:1:35: undertaking.identifiers.tax: 3 is not a text"]),
        ("[award]\ngranted = 2024-01-01", ["a.toml:1:2: award: a table is not a list"]),
        ("[[undertaking]]\nname = 'x'", ["a.toml:1:3: undertaking: a list is not a table"]),
        ("cost = [3]", ["a.toml:1:9: cost[0]: 3 is not a table"]),
        (
            "[[cost]]\nkind = 'fee'\n[costs]\neligible = 'EUR 1.00'",
            ["a.toml:4:12: costs.eligible: both [[cost]] lines and [costs] eligible are given"],
        ),
        (
            "cost = []\ncosts.eligible = 'EUR 1.00'",
            ["a.toml:2:18: costs.eligible: both [[cost]] lines and [costs] eligible are given"],
        ),
        ("", ["a.toml: the input is empty"]),
        (b" \r\n", ["a.toml: the input is empty"]),
        ("\ufeff", ["a.toml: the input is empty"]),
        (b'on = 2024-09-02\nregion = "\xe9"', ["a.toml:2: byte 0xe9 is not UTF-8"]),
        ("# \ud800", ["a.toml:1: '\\ud800' is half of a letter"]),
        ("a = 1\na = 2", ["a.toml:2:1: not TOML: the key 'a' stands twice"]),
        ("undertaking.headcount = 1e99999999999999999999", ["a.toml:1:25: not TOML: a number is too large"]),
        (f"undertaking.headcount = {'9' * 5000}", ["a.toml:1:25: not TOML: a number is too large"]),
        (f"undertaking.name = {'[' * 5000}", ["a.toml:1:120: this is nested more than 100 levels deep"]),
        ("\ufeffundertaking.employees = -1", ["a.toml:1:25: undertaking.employees: -1 is below zero"]),
        (b"\xef\xbb\xbfundertaking.employees = -1\r\n", ["a.toml:1:25: undertaking.employees: -1 is below zero"]),
        (
            "on = 2024-09-02\r\n[undertaking]\r\nemployees = -1",
            ["a.toml:3:13: undertaking.employees: -1 is below zero"],
        ),
        ('undertaking = { name = "éž", employees = -1 }', ["a.toml:1:42: undertaking.employees: -1 is below zero"]),
    ],
)
def test_a_faulty_file(text, lines):
    assert first_lines(text) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{"undertaking":\n  {"headcont": 3}}', ["a.toml:2:4: undertaking.headcont: unknown key 'headcont'"]),
        ('{"event": {"stand": {"area": "0 m2"}}}', ["a.toml:1:30: event.stand.area: an area is above zero"]),
        (
            '{"undertaking": {"headcount": 12.50001}}',
            ["a.toml:1:31: undertaking.headcount: 12.50001 has more than four decimals"],
        ),
        (
            '{"undertaking": {"turnover": 1800000.00}}',
            ["a.toml:1:30: undertaking.turnover: 1800000.00 is not written exactly"],
        ),
        ('{"undertaking": {"employees": 12.0}}', ["a.toml:1:31: undertaking.employees: 12.0 is not a whole number"]),
        ('{"cost": {}}', ["a.toml:1:10: cost: a table is not a list"]),
        ('{"undertaking": []}', ["a.toml:1:17: undertaking: a list is not a table"]),
        ('{"on": "2024-09-02T00:00:00"}', ["a.toml:1:8: on: '2024-09-02T00:00:00' is not a day"]),
        (
            '{"on": null, "undertaking": {"seat":\n {"code": null}}}',
            ["a.toml:1:8: on: null is not a value", "a.toml:2:11: undertaking.seat.code: null is not a value"],
        ),
        (
            '{"cost": [{"net": "EUR 1.00",\n "net": "EUR 2.00"}],\n "cost" : []}',
            ["a.toml:2:2: the key 'net' stands twice", "a.toml:3:2: the key 'cost' stands twice"],
        ),
        ('{"cost": [], "co\\u0073t": []}', ["a.toml:1:14: the key 'cost' stands twice"]),
        ('{"region": "NaN {", "undertaking": {"headcount": NaN}}', ["a.toml:1:50: NaN is not a number"]),
        ('{"undertaking": {"headcount": -Infinity}}', ["a.toml:1:31: -Infinity is not a number"]),
        ('{"region": "\\ud800"}', ["a.toml:1:12: region: '\\ud800' holds half of a letter"]),
        ('{"a": 1, "\\udfff": 1}', ["a.toml:1:1: the key '\\udfff' holds half of a letter"]),
        ('{"undertaking": {"headcount": 1e99999999999999999999}}', ["a.toml:1:31: not JSON: a number is too large"]),
        (f'{{"a": {"9" * 5000}}}', ["a.toml:1:7: not JSON: a number is too large"]),
        ('{"a": ' * 5000, ["a.toml:1:601: this is nested more than 100 levels deep"]),
        ('{"region" "x"}', ["a.toml:1:11: not JSON: Expecting ':' delimiter"]),
        ('{"region": "x"} x', ["a.toml:1:17: not JSON: Extra data"]),
        ('\ufeff {"on": 3}', ["a.toml:1:9: on: 3 is not a day"]),
    ],
)
def test_a_faulty_file_of_json(text, lines):
    assert first_lines(text) == lines


def test_a_pair_of_surrogates_in_json_is_one_letter():
    assert stated('{"undertaking": {"name": "\\ud83d\\ude00"}}', "undertaking", "name") == "\N{GRINNING FACE}"


def test_too_large_a_file(monkeypatch):
    monkeypatch.setattr(decode, "MOST_BYTES", 20)
    assert parsed('region = "slovenia1"').region == "slovenia1"
    assert first_lines('region = "slovenia12"') == ["a.toml: the file is larger than 20 bytes"]


def test_all_complaints_come_together_in_the_order_of_the_lines():
    assert first_lines(
        "[[cost]]\nnet = 3\nnigths = 1\n[event]\nkind = 3\n[undertaking]\nfiscal_year_end = '12'\nheadcount = 'x'\n"
        "seat = 'UKI'\n[more]\n[[voucher]]\nclosed = 1\n"
    ) == [
        "a.toml:2:7: cost[0].net: 3 is not written exactly",
        "a.toml:3:1: cost[0].nigths: unknown key 'nigths'",
        "a.toml:5:8: event.kind: 3 is not a text",
        "a.toml:7:19: undertaking.fiscal_year_end: '12' is not a day of the year",
        "a.toml:8:13: undertaking.headcount: 'x' is not a number",
        "a.toml:9:8: undertaking.seat: 'UKI': the United Kingdom left NUTS",
        "a.toml:10:2: more: unknown key 'more'",
        "a.toml:12:10: voucher[0].closed: 1 is not a day",
    ]
