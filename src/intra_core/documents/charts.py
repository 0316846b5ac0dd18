"""Charts as images: SVG and PNG, drawn without a network, the same bytes for the same chart."""

from pathlib import Path

from intra_core.documents import extra
from intra_core.documents.cells import NOTHING, in_unit, shown
from intra_core.documents.letters import escaped
from intra_core.documents.names import file_names
from intra_core.documents.palette import MOST_SERIES
from intra_core.errors import Complaint, WrongInput
from intra_core.io.whole_file import write
from intra_core.model.report import Chart, Report
from intra_core.rules.languages import Tongue, tongue
from intra_core.texts import text

try:
    import vl_convert

    from intra_core.documents.specification import specification
except ModuleNotFoundError as _error:
    raise extra.told(_error) from None

VEGA_LITE = "6.4"
"""The version that is drawn with, though the library that draws has others too."""

MOST_TOLD = 60
"""A description for those who do not see an image gives so many figures; of more it names what they are."""


def as_svg(
    chart: Chart, *, invented: str | None = None, language: str = "en", titled: bool = True, name: str = "chart"
) -> str:
    """Draw a chart as SVG, with a title and a description for those who do not see it.

    Args:
        chart: what is drawn.
        invented: a sentence that the image carries, because the figures are of nobody.
        language: how numbers are written.
        titled: whether the image shows the title too; it has it for screen readers in any case.
        name: what its parts are named after; images of one page have different ones.

    Raises:
        WrongInput: if there are more series than people tell apart.
    """
    if len(chart.series) > MOST_SERIES:
        says = f"the chart {chart.title!r} has {len(chart.series)} series: no more than {MOST_SERIES} can be told apart"
        raise WrongInput([Complaint(says=says, instead="put the smallest together, or draw several charts")])
    spoken = tongue(language)
    drawn = vl_convert.vegalite_to_svg(
        specification(chart, invented=invented, titled=titled),
        vl_version=VEGA_LITE,
        allowed_base_urls=[],  # nothing is fetched
        format_locale={
            "decimal": spoken.point,
            "thousands": spoken.thousands,
            "grouping": [3],
            "currency": ["", ""],
            "minus": spoken.minus,
        },
    )
    head, _, body = drawn.removesuffix("</svg>").partition(">")
    attributes = f'role="img" aria-labelledby="{name}-title {name}-told" xml:lang="{escaped(language)}"'
    title = " | ".join(part for part in (chart.title, invented) if part)
    return (
        f'{head} {attributes}><title id="{name}-title">{escaped(title)}</title>'
        f'<desc id="{name}-told">{escaped(description(chart, spoken))}</desc><g aria-hidden="true">{body}</g></svg>'
    )


def as_png(chart: Chart, *, invented: str | None = None, language: str = "en", scale: float = 2) -> bytes:
    """Draw a chart as PNG, `scale` times as many pixels as the SVG is wide.

    Raises:
        WrongInput: as `as_svg` does.
    """
    return vl_convert.svg_to_png(as_svg(chart, invented=invented, language=language), scale=scale)


def write_chart(chart: Chart, file: Path, *, invented: str | None = None, language: str = "en") -> None:
    """Draw a chart into a file whose name ends in .svg or .png.

    Raises:
        WrongInput: if it ends otherwise or cannot be written, or as `as_svg` does.
    """
    match file.suffix.lower():
        case ".svg":
            write(file, as_svg(chart, invented=invented, language=language).encode())
        case ".png":
            write(file, as_png(chart, invented=invented, language=language))
        case ending:
            says = f"charts are not drawn as {ending}" if ending else "what to draw as is told by the end of the name"
            raise WrongInput([Complaint(says=says, instead="end its name with .svg or .png", file=str(file))])


def write_all_charts(report: Report, folder: Path, ending: str) -> tuple[Path, ...]:
    """Draw every chart of a report, as `svg` or `png`, into a file of its own, and name the files.

    Raises:
        WrongInput: as `write_chart` does.
    """
    charts = [chart for section in report.sections for chart in section.charts]
    files = [folder / f"chart-{name}.{ending}" for name in file_names([chart.title for chart in charts])]
    for chart, file in zip(charts, files, strict=True):
        write_chart(chart, file, invented=report.invented, language=report.language)
    return tuple(files)


def description(chart: Chart, spoken: Tongue) -> str:
    """Tell in words what a chart shows: its kind, and its figures where they are few.

    >>> from intra_core.model.report import Series
    >>> spent = Series(name="spent", values=(500,))
    >>> drawn = Chart(title="", kind="bars", labels=("2024",), series=(spent,), unit="EUR")
    >>> description(drawn, tongue("en"))
    'Bar chart. spent: 2024 EUR 5.00.'
    """
    parts = [text(spoken.code, "page", chart.kind)]
    for each in chart.series:
        if len(chart.labels) * len(chart.series) > MOST_TOLD:
            parts.append(each.name)
            continue
        cells = [in_unit(value, chart.unit) for value in each.values]
        values = [NOTHING if cell is None else shown(cell, spoken) for cell in cells]
        told = "; ".join(f"{label} {value}" for label, value in zip(chart.labels, values, strict=True))
        parts.append(f"{each.name}: {told}" if each.name else told)
    return "".join(f"{part}. " for part in parts).rstrip()
