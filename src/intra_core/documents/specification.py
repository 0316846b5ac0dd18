"""A chart as altair describes it: what is drawn where, and in which colours."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from intra_core.documents.letters import visible
from intra_core.documents.palette import DASHES, FILLS, GRID, GROUND, INK, LINES, POINTS, QUIET, WARNING
from intra_core.model.money import CURRENCIES
from intra_core.model.report import Chart

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The library that draws has the first with it, so that every machine measures and draws the same letters. Who looks at
an SVG without it mostly has the second, whose letters are as wide."""

LINE_HEIGHT = 14
WIDTH = 520
SIDEWAYS_WIDTH = 400
HEIGHT = 280
BAR = 15
LETTERS_ACROSS = 12
"""A longer label stands beside its bar, not under it."""

LABELS_ACROSS = 8
"""More bars than these lie on their side, so that no label has to."""

LETTERS_ASIDE = 30
MOST_LINES = 3
TITLE_LETTERS, NOTE_LETTERS, LEGEND_LETTERS = 60, 40, 34
"""The note is read on a narrow screen too, without moving the drawing."""


def specification(chart: Chart, *, invented: str | None, titled: bool) -> dict[str, Any]:
    """Describe a chart to Vega-Lite.

    Labels and names are drawn by their place, not by their text: two that read the same stay two.
    """
    aside = _lies_on_its_side(chart)
    drawn = alt.Chart(
        alt.InlineData(values=_points(chart)),
        title=_title(chart, invented, titled),
        background=GROUND,
        padding=_padding(chart, aside),
        **_size(chart, aside),
    )
    drawn = _lines(drawn, chart) if chart.kind == "line" else _bars(drawn, chart, aside)
    told: dict[str, Any] = drawn.configure(font=FONT, aria=False, **_configuration()).to_dict()
    return told


def _lies_on_its_side(chart: Chart) -> bool:
    longest = max(map(len, chart.labels), default=0)
    return chart.kind != "line" and (len(chart.labels) > LABELS_ACROSS or longest > LETTERS_ACROSS)


def _size(chart: Chart, aside: bool) -> dict[str, Any]:
    if not aside:
        return {"width": WIDTH, "height": HEIGHT}
    bars = len(chart.series) if chart.kind == "bars" else 1
    lines = max((len(_lines_of(label, LETTERS_ASIDE)) for label in chart.labels), default=1)
    step = max(bars * BAR + 10, lines * LINE_HEIGHT + 6, BAR + 10)
    return {"width": SIDEWAYS_WIDTH, "height": step * max(len(chart.labels), 1)}


def _padding(chart: Chart, aside: bool) -> dict[str, float]:
    """Give the room around a drawing: more where labels stand, which another font may make wider than was measured."""
    longest = max((len(line) for label in chart.labels for line in _lines_of(label, LETTERS_ASIDE)), default=0)
    return {"left": 10 + (longest if aside else 0), "right": 14, "top": 10, "bottom": 10}


def _points(chart: Chart) -> list[dict[str, Any]]:
    """Give what is drawn. Only here does money become a number with a fraction: it is measured in pixels."""
    scale = 10 ** CURRENCIES.get(chart.unit or "", 0)
    return [
        {"at": at, "of": of, "value": None if value is None else value / scale}
        for of, series in enumerate(chart.series)
        for at, value in enumerate(series.values)
        if value is not None or chart.kind == "line"  # a line is broken where nothing is known
    ]


def _extent(chart: Chart) -> list[float]:
    """Give the least and the greatest that is drawn, nought among them: what starts elsewhere misleads."""
    scale = 10 ** CURRENCIES.get(chart.unit or "", 0)
    columns = [[value for value in each if value is not None] for each in zip(*_values(chart), strict=True)]
    if chart.kind == "stacked":
        least = min((sum(value for value in each if value < 0) for each in columns), default=0)
        most = max((sum(value for value in each if value > 0) for each in columns), default=0)
    else:
        least = min((value for each in columns for value in each), default=0)
        most = max((value for each in columns for value in each), default=0)
    if least >= 0 and most <= 0:
        return [0, 1]
    return [min(least, 0) / scale, max(most, 0) / scale]


def _values(chart: Chart) -> list[tuple[int | None, ...]]:
    return [each.values for each in chart.series]


def _bars(drawn: alt.Chart, chart: Chart, aside: bool) -> alt.Chart:
    told: list[Any] = [
        _amount(chart, aside, stack="zero" if chart.kind == "stacked" else None),
        _place(chart, aside, 0.12),
        alt.Color("of", type="ordinal", scale=_scale(chart, FILLS), legend=_legend(chart)),
    ]
    if chart.kind == "stacked":
        told.append(alt.Order("of", type="ordinal"))
    elif len(chart.series) > 1:
        offset = alt.YOffset if aside else alt.XOffset
        told.append(offset("of", type="ordinal", scale=alt.Scale(domain=_places(chart.series))))
    bars: alt.Chart = drawn.mark_bar(stroke=INK, strokeWidth=0.8).encode(*told)
    return bars


def _lines(drawn: alt.Chart, chart: Chart) -> alt.Chart:
    legend = _legend(chart)
    told: list[Any] = [
        _place(chart, aside=False, padding=0.3),
        _amount(chart, aside=False, stack=None),
        alt.Color("of", type="ordinal", scale=_scale(chart, LINES), legend=legend),
        alt.StrokeDash("of", type="ordinal", scale=_scale(chart, DASHES), legend=None),
        alt.Shape("of", type="ordinal", scale=_scale(chart, POINTS), legend=legend),
    ]
    lines: alt.Chart = drawn.mark_line(strokeWidth=2.2, point=alt.OverlayMarkDef(size=64, filled=True)).encode(*told)
    return lines


def _amount(chart: Chart, aside: bool, *, stack: Literal["zero"] | None) -> alt.X | alt.Y:
    axis = alt.Axis(
        title=_axis_title(chart),
        format=",~f" if chart.unit in CURRENCIES else ",d",
        tickMinStep=0.01 if CURRENCIES.get(chart.unit or "") else 1,
        tickCount=5,
        grid=True,
        gridColor=_at_nought(QUIET, GRID),
        labelFlush=False,
    )
    kind = alt.X if aside else alt.Y
    return kind("value", type="quantitative", stack=stack, axis=axis, scale=alt.Scale(domain=_extent(chart), nice=5))


def _axis_title(chart: Chart) -> str | None:
    """Name the unit; where one series stands alone, without a legend, name that too."""
    alone = chart.series[0].name if len(chart.series) == 1 else ""
    unit = chart.unit or ""
    told = f"{alone} ({unit})" if alone and unit else alone or unit
    return literal(_shortened(visible(told), TITLE_LETTERS)) or None


def _place(chart: Chart, aside: bool, padding: float) -> alt.X | alt.Y:
    lines = [_lines_of(label, LETTERS_ASIDE if aside else LETTERS_ACROSS) for label in chart.labels]
    axis = alt.Axis(
        title=None,
        domain=False,  # the line at nought is that of the amounts
        labelExpr=_by_place(lines),
        labelAngle=0,
        labelLimit=0,
        labelOverlap=chart.kind == "line",  # many days: some are left out
        labelLineHeight=LINE_HEIGHT,
        labelBaseline="middle" if aside else "top",
        labelOffset=_halfway(lines) if aside else 0,
        ticks=False,
        grid=False,
        labelPadding=6,
    )
    between: dict[str, Any] = {"paddingInner": 0.25} if chart.kind != "line" else {}
    scale = alt.Scale(domain=_places(chart.labels), paddingOuter=padding, **between)
    kind = alt.Y if aside else alt.X
    return kind("at", type="ordinal", axis=axis, scale=scale)


def _at_nought(there: str, elsewhere: str) -> dict[str, Any]:
    return {"condition": {"test": "datum.value === 0", "value": there}, "value": elsewhere}


def _halfway(labels: list[list[str]]) -> dict[str, Any]:
    """Move labels of several lines up, so that their middle is beside the bar."""
    moved = [
        {
            "test": f"indexof({[at for at, lines in enumerate(labels) if len(lines) == many]}, datum.value) >= 0",
            "value": -LINE_HEIGHT * (many - 1) / 2,
        }
        for many in range(2, MOST_LINES + 1)
    ]
    return {"condition": moved, "value": 0}


def _legend(chart: Chart) -> alt.Legend | None:
    if len(chart.series) < 2:  # noqa: PLR2004 (one alone is named on its axis)
        return None
    names = [literal(_shortened(visible(each.name), LEGEND_LETTERS)) for each in chart.series]
    longest = max(map(len, names))
    symbols: dict[str, Any] = {"symbolStrokeWidth": 0}  # the dashes of lines would make points ragged
    if chart.kind != "line":
        symbols = {"symbolType": "square", "symbolStrokeColor": INK, "symbolStrokeWidth": 0.8}
    return alt.Legend(
        title=None,
        orient="bottom",
        direction="horizontal",
        columns=max(1, min(len(names), 84 // (longest + 4))),
        labelExpr=_by_place(names),
        labelLimit=0,
        symbolSize=140,
        **symbols,
    )


def _scale(chart: Chart, choice: Sequence[Any]) -> alt.Scale:
    return alt.Scale(domain=_places(chart.series), range=list(choice[: len(chart.series)]))


def _places(items: Sequence[Any]) -> list[int]:
    return list(range(len(items)))


def _by_place(texts: list[Any]) -> str:
    """Write an expression that gives a text by its place; JSON in plain ASCII is read the same by Vega."""
    return f"{json.dumps(texts)}[datum.value]"


def _title(chart: Chart, invented: str | None, titled: bool) -> alt.TitleParams:
    title = textwrap.wrap(visible(chart.title), TITLE_LETTERS) if titled else []
    note = textwrap.wrap(visible(invented), NOTE_LETTERS, break_on_hyphens=False) if invented else []
    return alt.TitleParams(
        text=list(map(literal, title)) or [""],
        subtitle=list(map(literal, note)),
        anchor="start",
        frame="bounds",
        color=INK,
        fontSize=15 if titled else 1,
        lineHeight=19 if titled else 1,
        subtitleColor=WARNING,
        subtitleFontSize=12,
        subtitleFontWeight="bold",
        subtitleLineHeight=15,
        subtitlePadding=6 if titled else 0,
        offset=14,
    )


def _configuration() -> dict[str, Any]:
    return {
        "axis": alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=11.5,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=GRID,
            domainColor=QUIET,
            tickColor=QUIET,
        ),
        "legend": alt.LegendConfig(labelColor=INK, labelFontSize=12, rowPadding=6, columnPadding=18, offset=12),
        "view": alt.ViewConfig(stroke=None),
    }


def _lines_of(label: str, wide: int) -> list[str]:
    """Break a label into a few lines; the table beside has what does not fit."""
    lines = textwrap.wrap(visible(label), wide, max_lines=MOST_LINES, placeholder="…")
    return list(map(literal, lines)) or [""]


def _shortened(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def literal(text: str) -> str:
    """Keep Vega from taking a text for the word of its own language that it alone looks for inside quotes too.

    >>> literal("if"), literal("iffy")
    ('if ', 'iffy')
    """
    return "if " if text == "if" else text
