"""Whatever stands in a file, reading it succeeds or raises WrongInput whose complaints can be printed."""

import datetime as dt
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY
from tests.io.test_group_files import SOUND
from tests.soak import examples

from intra_core import parse_application
from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.io.group_file import LISTS as GROUP_LISTS
from intra_core.io.group_file import PLAIN, group_question
from intra_core.io.measure_file import measure
from intra_core.io.vocabulary_file import vocabulary
from intra_core.law.aid.in_group import headroom_in_group
from intra_core.law.group_words import group_words
from intra_core.law.sme.status import sme_status
from intra_core.law.vocabulary import law_vocabulary
from intra_core.model.application import LISTS, TABLES
from intra_core.regions.reading import region_in

MORE = """
[[condition]]
id = "worthwhile"
holds = "grant >= floor and undertaking.size in sizes.sme"
since = { after = 2019-09-03, by = 2021-02-12 }
source = "s"
mark = "sourced"
[[duty]]
id = "sign"
holds = "project.contract_signed <= add_months(project.submitted, term)"
until = "add_months(project.submitted, term)"
source = "s"
mark = "inferred"
[[example]]
name = "One"
on = 2024-09-02
given = { undertaking.size = "small" }
expect = { verdict = "undetermined" }
"""
MEASURE = (
    HEAD
    + CALL
    + REST.replace("[label]", 'term = [{ value = "2 months", source = "s", mark = "seed" }]\n[label]')
    + MORE
)
WORDS = (
    VOCABULARY
    + """
[fact.made.partners]
type = "list"
counts = "contractors"
label = { en = "partners" }
[fact.made.partners.share]
type = "money"
greatest = "EUR 5.00"
label = { en = "share" }
[parameter]
small = [{ since = 2020, value = [{ from = "EUR 0.00", is = "small" }], source = "s", mark = "seed" }]
[source.s]
title = "Source"
read = 2026-11-22
"""
)
APPLICATION = """region = "made"
on = 2024-09-02
award = []
[undertaking]
seat = { code = "SI032", version = "2021" }
nace = [{ code = "25.62", revision = "2", main = true }]
headcount = 12.5
turnover = "EUR 1800000.00"
fiscal_year_end = "--12-31"
[event]
starts = 2024-10-04
stand = { area = "20.5 m2" }
[[cost]]
kind = "fee"
net = "EUR 4000.00"
[[voucher]]
closed = true
payments = [{ on = 2024-01-01, amount = "EUR 1.00" }]
[made]
partners = 3
"""
WORDS_OF_GROUPS = group_words()
LONG = 10**100
"""Stands for a number that Python can read but not write: it is longer than 4,300 digits."""
BOUNDED = settings(max_examples=examples(30))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("made")


def read_application(text, _):
    parse_application(text, region="made")


def read_measure(text, _):
    document = document_from(text, "voucher.toml", "toml")
    measure(document, "made", "EUR", law_vocabulary(), {})
    document.close()


def read_vocabulary(text, _):
    document = document_from(text, "vocabulary.toml", "toml")
    vocabulary(document, law_vocabulary())
    document.close()


def read_group(text, _):
    """Read a file about a group, and whatever can be read is answered too."""
    asked = group_question(document_from(text, "group.toml"), WORDS_OF_GROUPS)
    on = asked.on or dt.date(2025, 6, 30)
    sme_status(asked.group, asked.subject, on, policies=asked.policies).to_dict()
    headroom_in_group(
        asked.group,
        asked.award,
        subject=asked.subject,
        member_state=asked.member_state or "SI",
        on=on,
        regime=asked.regime,
        request=asked.request,
        reducible=asked.reducible,
        mergers=asked.merger,
        splits=asked.split,
        policies=asked.policies,
    ).to_dict()


def read_region(text, folder):
    (folder / "region.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    region_in(folder, "made")


READERS = {
    "application": (read_application, APPLICATION),
    "measure": (read_measure, MEASURE),
    "vocabulary": (read_vocabulary, WORDS),
    "group": (read_group, SOUND),
    "region": (read_region, REGION + '[authority.a]\ntitle = { en = "A" }\nsource = "s"\nmark = "seed"\n'),
}
readers = pytest.mark.parametrize("reader", READERS)


def reads_or_complains(reader, text, folder):
    complaints = None
    try:
        READERS[reader][0](text, folder)
    except WrongInput as error:
        complaints = error.complaints
    assert complaints != ()
    for complaint in complaints or ():
        str(complaint).encode()  # it can be printed


@readers
@BOUNDED
@given(text=st.text(max_size=200))
def test_any_text(folder, reader, text):
    reads_or_complains(reader, text, folder)


@st.composite
def mutilated(draw, text):
    """Give a text with pieces cut out, doubled, moved or replaced by odd ones."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.splitlines(keepends=True)
        how = draw(st.sampled_from(["line", "double", "swap", "value", "letters"]))
        number = draw(st.integers(0, len(lines) - 1)) if lines else 0
        if how == "line":
            del lines[number : number + 1]
        elif how == "double":
            lines[number:number] = lines[number : number + 1]
        elif how == "swap":
            lines.append(lines.pop(number) if lines else "")
        elif how == "value" and "=" in "".join(lines[number : number + 1]):
            key = lines[number].partition("=")[0]
            lines[number] = f"{key}= {toml(draw(values))}\n"
        else:
            start = draw(st.integers(0, len(text)))
            end = start + draw(st.integers(0, 5))
            lines = [text[:start], draw(st.text("[]{}=\"'.,#\\ \n\r\téа0-", max_size=3)), text[end:]]
        text = "".join(lines)
    return text


plain = st.one_of(
    st.booleans(),
    st.integers(-3, 10**14),
    st.sampled_from([10**30, -(10**30), LONG, 2020]),
    st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([math.nan, math.inf]),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text(max_size=6),
    st.sampled_from(
        [
            "EUR 1000.00",
            "60 %",
            "3 months",
            "unknown",
            "closed",
            "fee",
            "s",
            "sourced",
            "made.voucher",
            "grant",
            "2020-06",
            "list",
            "choice",
            "money",
            "count persons",
            "down",
            "EUR 0.01",
            "a / b",
            "grant >= floor",
            "SI03",
            "C10-C12",
            "A",
            "person",
            "GBP 1.00",
            "de-minimis",
        ]
    ),
)
words = st.sampled_from(
    [
        "en",
        "sl",
        "since",
        "until",
        "value",
        "source",
        "mark",
        "is",
        "from",
        "after",
        "by",
        "id",
        "type",
        "label",
        "nace",
        "2",
        "code",
        "version",
        "title",
        "holds",
        "amount",
        "words",
        "of",
        "unit",
        "between",
        "stopped",
        "area",
        "on",
        "holder",
        "held",
        "kind",
        "period",
        "ends",
        "undertaking",
        "parties",
        "into",
        "equity",
    ]
)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)
OUTER = {
    "application": ["region", "on", "made", *TABLES, *LISTS],
    "measure": [
        *(
            "schema",
            "id",
            "kind",
            "status",
            "title",
            "currency",
            "source",
            "call",
            "costs",
            "parameter",
            "set",
            "define",
        ),
        *("label", "condition", "state_aid", "award", "duty", "described", "example", "row", "authority"),
    ],
    "vocabulary": ["schema", "source", "fact", "word", "unit", "set", "parameter", "define", "label", "change"],
    "group": [*PLAIN, *GROUP_LISTS],
    "region": [
        *("schema", "id", "title", "nuts", "languages", "currency", "time_zone", "member_state", "row", "policy"),
        *("source", "authority", "programme", "described"),
    ],
}


def toml(value):
    """Write a value as TOML does, on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value.encode("utf-8", "replace").decode()).replace("\x7f", "")
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case int():
            return f"0x{'f' * 5_000}" if value == LONG else str(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case _ if math.isnan(value) or math.isinf(value):
            return "nan" if math.isnan(value) else "inf"
        case _:
            text = str(value)
            return text if any(letter in text for letter in ".E") else f"{text}.0"


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@readers
@BOUNDED
@given(data=st.data())
def test_a_mutilated_file(folder, reader, data):
    reads_or_complains(reader, data.draw(mutilated(READERS[reader][1])), folder)


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@readers
@BOUNDED
@given(data=st.data())
def test_any_tree_under_the_right_keys(folder, reader, data):
    keys = st.sampled_from(OUTER[reader])
    entries = st.dictionaries(words | st.text("abc", min_size=1, max_size=2), values, max_size=3)
    tree = data.draw(st.dictionaries(keys, values | entries | st.lists(entries, max_size=2), min_size=1, max_size=5))
    text = "".join(f"{key} = {toml(value)}\n" for key, value in tree.items())
    reads_or_complains(reader, text, folder)


ANY_JSON = {
    reader: st.dictionaries(
        st.sampled_from(OUTER[reader]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["net", "seat", "code", "payments", "on", "a", "id", "ends", "\ud800"]), inner
                )
            ),
            max_leaves=8,
        ),
    )
    for reader in ("application", "group")
}


@pytest.mark.no_cover  # what it runs is covered by others, and it is far faster unmeasured
@pytest.mark.parametrize("reader", ANY_JSON)
@BOUNDED
@given(data=st.data())
def test_any_tree_of_json(folder, reader, data):
    reads_or_complains(reader, json.dumps(data.draw(ANY_JSON[reader])), folder)


@readers
@pytest.mark.parametrize("deep", [99, 399, 900])
@pytest.mark.parametrize(
    "text",
    [
        "undertaking.name = []",
        "made.x = []",
        '{"made": []}',
        '{"cost": []}',
        '{"made": {"a":}}',
        "schema = []",
        "parameter.x = []",
        "set.x = {x=}",
        "fact = {x=}",
        "label = {x=}",
        "define = {x=}",
        "example = []",
        "parameter.x = [{ value = {x=} }]",
    ],
)
def test_deep_nesting(folder, reader, text, deep):
    for inner in ("{x=}", '{"a":}', "[]"):
        if inner in text:
            opening, closing = inner[:-1], inner[-1]
            text = text.replace(inner, f"{opening * deep}1{closing * deep}")
            break
    reads_or_complains(reader, text, folder)
