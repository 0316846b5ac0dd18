"""Drawings: they show what the figures are, say what is invented, and nothing in a text becomes part of them."""

import itertools
import re
import struct
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.reports import AWKWARD, BY_SIZE, INVENTED, charts, sentences
from tests.soak import examples

from intra_core.documents.charts import as_png, as_svg, write_chart
from intra_core.documents.letters import visible
from intra_core.documents.palette import FILLS, GROUND, INK, LINES, MOST_SERIES, QUIET, WARNING
from intra_core.errors import WrongInput
from intra_core.model.report import KINDS, Chart, Series

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "path", "line", "text", "tspan"}


def read(svg):
    return ET.fromstring(svg)  # noqa: S314 (drawn here)


def seen(svg):
    """Give every text that a drawing shows, its parts joined."""
    return " ".join(part for text in read(svg).iter(f"{SVG}text") for part in text.itertext())


def bars(svg):
    """Give left, top, width and height of each bar."""
    marks = next(each for each in read(svg).iter(f"{SVG}g") if "mark-rect role-mark" in each.get("class", ""))
    shape = re.compile(r"M([-\d.e]+),([-\d.e]+)h([-\d.e]+)v([-\d.e]+)h")
    found = [shape.match(path.get("d", "")) for path in marks.iter(f"{SVG}path")]
    return [tuple(map(float, each.groups())) for each in found if each]


@settings(max_examples=examples(10))
@given(charts(), sentences, st.sampled_from(["en", "bg", "sl"]))
def test_no_text_becomes_part_of_the_drawing(chart, invented, language):
    svg = as_svg(chart, invented=invented, language=language)
    image = read(svg)
    assert {each.tag.removeprefix(SVG) for each in image.iter()} <= DRAWN
    assert not [name for each in image.iter() for name in each.attrib if name.startswith("on") or "href" in name]
    title = image.find(f"{SVG}title").text or ""
    assert title == " | ".join(visible(part) for part in (chart.title, invented) if part)
    assert image.get("aria-labelledby").split() == [each.get("id") for each in image if each.get("id")]
    assert as_svg(chart, invented=invented, language=language) == svg


@settings(max_examples=examples(15))
@given(charts(), st.booleans())
def test_what_is_invented_is_said_inside_the_drawing(chart, titled):
    assert INVENTED in seen(as_svg(chart, invented=INVENTED, titled=titled))
    assert INVENTED not in seen(as_svg(chart, titled=titled)) or INVENTED in chart.title


names = st.text("abcdefghij", min_size=1, max_size=8)


@settings(max_examples=examples(15))
@given(charts(names=names, most=10**9).filter(lambda chart: chart.kind != "line"))
def test_a_bar_is_as_long_as_its_figure_and_what_is_not_known_has_none(chart):
    known = [value for series in chart.series for value in series.values if value is not None]
    if not known or not any(known):
        return
    drawn = bars(as_svg(chart))
    assert len(drawn) == len(known)
    aside = len(chart.labels) > 8
    lengths = [abs(each[2] if aside else each[3]) for each in drawn]
    longest = max(map(abs, known))
    for value, length in zip(known, lengths, strict=True):
        assert length == pytest.approx(abs(value) / longest * max(lengths), abs=0.01)


def test_a_bar_of_zero_is_drawn_and_nothing_is_not():
    lengths = [height for *_, height in bars(as_svg(BY_SIZE))]
    assert len(lengths) == 5  # of six figures, one is None
    assert lengths.count(0) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", [1, -1])
def test_amounts_begin_at_zero(kind, sign):
    series = (Series(name="of", values=(sign * 9_000, sign * 10_000)),)
    svg = as_svg(Chart(title="", kind=kind, labels=("a", "b"), series=series))
    assert "0" in seen(svg).split()
    if kind != "line":
        assert all(top + height <= 280 and top >= 0 for _, top, _, height in bars(svg))


@settings(max_examples=examples(10))
@given(charts(names=names))
def test_every_label_and_series_is_named_in_words(chart):
    told = read(as_svg(chart)).find(f"{SVG}desc").text
    assert all(each.name in told for each in chart.series)
    if chart.series:
        assert all(label in told for label in chart.labels) or len(chart.labels) * len(chart.series) > 60


def test_labels_that_read_the_same_stay_two():
    twice = Chart(title="", kind="bars", labels=("other", "other"), series=(Series(name="", values=(3, 1)),))
    assert len(bars(as_svg(twice))) == 2
    assert seen(as_svg(twice)).split().count("other") == 2


@pytest.mark.parametrize("text", AWKWARD)
def test_a_label_is_shown_as_it_is_written(text):
    svg = as_svg(Chart(title="", kind="bars", labels=(text,), series=(Series(name="", values=(1,)),)))
    shown = re.sub(r"\s", "", seen(svg))
    assert re.sub(r"\s", "", visible(text))[:20] in shown


def test_numbers_are_written_as_the_language_writes_them():
    large = Chart(title="", kind="bars", labels=("a",), series=(Series(name="", values=(400_000_000,)),), unit="EUR")
    assert "4,000,000" in seen(as_svg(large, language="en"))
    assert "4.000.000" in seen(as_svg(large, language="sl"))
    assert "EUR" in seen(as_svg(large))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_show_is_drawn_too(kind):
    for labels, series in (((), ()), (("a",), ()), ((), (Series(name="b", values=()),))):
        assert read(as_svg(Chart(title="none", kind=kind, labels=labels, series=series))) is not None
    unknown = Chart(title="", kind=kind, labels=("a",), series=(Series(name="b", values=(None,)),))
    assert "NaN" not in as_svg(unknown)


def test_more_series_than_people_tell_apart_are_refused():
    series = tuple(Series(name=str(number), values=(1,)) for number in range(MOST_SERIES + 1))
    with pytest.raises(WrongInput, match=r"no more than 8 can be told apart(.|\n)*put the smallest together"):
        as_svg(Chart(title="", kind="bars", labels=("a",), series=series))


def test_the_same_chart_is_the_same_image_in_every_process():
    code = (
        "import sys, hashlib; sys.path.insert(0, '.')\n"
        "from tests.documents.reports import BY_SIZE, INVENTED\n"
        "from intra_core.documents.charts import as_png\n"
        "print(hashlib.sha256(as_png(BY_SIZE, invented=INVENTED)).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env).stdout
        for seed in "12"
        for env in [{**__import__("os").environ, "PYTHONHASHSEED": seed}]
    }
    assert len(runs) == 1


def test_a_png_has_twice_the_pixels(tmp_path):
    svg = read(as_svg(BY_SIZE, invented=INVENTED))
    png = as_png(BY_SIZE, invented=INVENTED)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (2 * int(svg.get("width")), 2 * int(svg.get("height")))
    write_chart(BY_SIZE, tmp_path / "a.PNG", invented=INVENTED)
    write_chart(BY_SIZE, tmp_path / "a.svg", invented=INVENTED)
    assert tmp_path.joinpath("a.PNG").read_bytes() == png
    assert read(tmp_path.joinpath("a.svg").read_bytes()).attrib == svg.attrib


@pytest.mark.parametrize(("name", "says"), [("a.jpg", "not drawn as .jpg"), ("a", "told by the end of the name")])
def test_the_end_of_a_name_tells_what_is_drawn(name, says, tmp_path):
    with pytest.raises(WrongInput, match=rf"{says}(.|\n)*\.svg or \.png"):
        write_chart(BY_SIZE, tmp_path / name)


# --- colours --------------------------------------------------------------------------------------
# How colours look to those who lack one kind of cone: Machado, Oliveira, Fernandes (2009), severity 1, on linear RGB.

SEEN_AS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    return sum(map(float.__mul__, (0.2126, 0.7152, 0.0722), linear(colour)))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb):
    """Place a colour where distances are as people see them (Ottosson 2020)."""
    cones = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    places = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    roots = [sum(map(float.__mul__, row, rgb)) ** (1 / 3) for row in cones]
    return [sum(map(float.__mul__, row, roots)) for row in places]


def distance(one, other, matrix):
    seen = [
        oklab([min(1.0, max(0.0, sum(map(lambda a, b: a * b, row, linear(colour))))) for row in matrix])
        for colour in (one, other)
    ]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("eyes", SEEN_AS)
@pytest.mark.parametrize(("colours", "least"), [(FILLS, 0.12), (LINES, 0.1)])
def test_every_two_colours_are_told_apart_by_all_eyes(eyes, colours, least):
    near, one, other = min(
        (distance(one, other, SEEN_AS[eyes]), one, other) for one, other in itertools.combinations(colours, 2)
    )
    assert near >= least, (one, other)


def test_fills_that_touch_differ_on_paper_without_colours():
    for one, other in itertools.pairwise(FILLS):
        assert contrast(one, other) >= 1.9, (one, other)


def test_lines_outlines_and_letters_stand_out_from_the_ground():
    assert all(contrast(line, GROUND) >= 3 for line in (*LINES, QUIET))
    assert all(contrast(letters, GROUND) >= 4.5 for letters in (INK, WARNING))
