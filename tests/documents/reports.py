"""Reports drawn for the tests, with everything in them that files and pages take for their own."""

import datetime as dt

from hypothesis import strategies as st

from intra_core.model.money import Money
from intra_core.model.quantity import Rate
from intra_core.model.report import KINDS, Chart, Report, Section, Series, Table
from intra_core.texts import LANGUAGES

INVENTED = "The population is invented (invented-shares.toml, seed 7)."

AWKWARD = (
    "", " ", "0012", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''", "'s-Hertogenbosch", "＝1",
    "# invented", "<script>alert(1)</script>", "</title>", "</style>", "]]>", "&lt;", "&amp;", '"quoted"', "a,b", "a;b",
    "a\tb", "two\nlines", "two\r\nlines", "\0", "\x07bell", "\x1b[31m", "\x85", "\ufffe", "_x0041_", "_x005F_", "#N/A",
    "TRUE", "1e5", "datum.value", "if", "{{x}}", "${x}", "Občine – Ἀθῆναι", "\u202eright to left", "x" * 90,
    "word " * 30, "\N{GRINNING FACE}",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(max_size=12),
    st.builds(str.__add__, st.sampled_from(AWKWARD), st.text(max_size=4)),
)
monies = st.builds(Money, st.integers(-(10**17), 10**17), st.sampled_from(["EUR", "BGN", "JPY", "XXX"]))
cells = st.one_of(
    st.none(),
    texts,
    st.integers(-(10**18), 10**18),
    st.integers(-1000, 1000),
    monies,
    st.builds(Rate, st.integers(0, 100_000)),
    st.dates(),
)
sentences = st.one_of(st.none(), st.just(INVENTED), texts.filter(bool))


@st.composite
def tables(draw):
    columns = draw(st.lists(texts, min_size=1, max_size=4))
    rows = st.tuples(*(draw(st.sampled_from([cells, monies, texts])) for _ in columns))
    return Table(
        title=draw(texts),
        columns=tuple(columns),
        rows=tuple(draw(st.lists(rows, max_size=5))),
        note=draw(st.one_of(st.none(), texts)),
    )


@st.composite
def charts(draw, names=texts, most=10**15):
    values = st.integers(-most, most)
    labels = draw(st.lists(names, max_size=12))
    series = st.builds(
        Series,
        name=names,
        values=st.tuples(*(st.one_of(st.none(), values) for _ in labels)),
    )
    return Chart(
        title=draw(names),
        kind=draw(st.sampled_from(KINDS)),
        labels=tuple(labels),
        series=tuple(draw(st.lists(series, max_size=8))),
        unit=draw(st.one_of(st.sampled_from(["EUR", "JPY", None]), names)),
    )


@st.composite
def reports(draw, charted=True):
    section = st.builds(
        Section,
        title=texts,
        text=st.lists(texts, max_size=2).map(tuple),
        tables=st.lists(tables(), max_size=2).map(tuple),
        charts=st.lists(charts(), max_size=1).map(tuple) if charted else st.just(()),
    )
    return draw(
        st.builds(
            Report,
            title=texts,
            subtitle=texts,
            notes=st.lists(texts, max_size=2).map(tuple),
            invented=sentences,
            sections=st.lists(section, max_size=3).map(tuple),
            language=st.sampled_from([*LANGUAGES, "fr", '"><b>']),
        )
    )


BUDGET = Table(
    title="Budget by call",
    columns=("call", "before", "after", "share"),
    rows=(
        ("v3", Money(120_000_050, "EUR"), Money(130_000_000, "EUR"), Rate(833)),
        ("unknown", None, Money(0, "EUR"), None),
    ),
    note="What was not told is a call of its own.",
)
FIRMS = Table(
    title="Firms",
    columns=("number", "name", "handed in", "awards"),
    rows=(("0012", '=HYPERLINK("a")', dt.date(2024, 9, 2), 3), ("0013", "<b>R&D</b>", dt.date(2025, 1, 31), 12345)),
)
BY_SIZE = Chart(
    title="Budget by size",
    kind="bars",
    labels=("micro", "small", "medium"),
    series=(Series(name="before", values=(400, 200, 100)), Series(name="after", values=(300, 0, None))),
    unit="EUR",
)
REPORT = Report(
    title="What a ceiling would change",
    subtitle="slovenia.certification, 1,000 applications",
    notes=("Compared on each row's own day.",),
    invented=INVENTED,
    sections=(
        Section(title="Budget", text=("The sum grows.",), tables=(BUDGET,), charts=(BY_SIZE,)),
        Section(title="Who gains", tables=(FIRMS,)),
    ),
)
