"""`intra regions new`: what it writes is a region at once, whole or not at all, and every line of it an example."""

import datetime as dt
import json
import os
import re
import shutil

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.soak import part

from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.examples import run_example
from intra_core.errors import WrongInput
from intra_core.io.layout import laid_out
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.rules.languages import TONGUES
from intra_core.testing import NewRegion, write_region
from intra_core.testing.boundaries.kept import folder_of
from intra_core.testing.scaffold.new_region import wrong_in
from intra_core.testing.scaffold.rendering import files_of

DAY = dt.date(2026, 3, 1)
PLACES = {
    "SI": ("Europe/Ljubljana", "EUR", "SI03"),
    "PT": ("Atlantic/Azores", "EUR", "PT20"),
    "BG": ("Europe/Sofia", "BGN", "BG31"),
    "GB": ("Europe/London", "GBP", "UKG3"),
    "GR": ("Europe/Athens", "EUR", "EL30"),
}


@st.composite
def new_regions(draw):
    """Draw what is asked of a region, as long as the regulation on de minimis aid that the library has is in force."""
    languages = tuple(draw(st.lists(st.sampled_from(["sl", "en", "bg", "pt", "hr", "el"]), unique=True)))
    state = draw(st.sampled_from([None, *PLACES]))
    zone, currency, nuts = PLACES.get(state, (None, "EUR", None))
    printable = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
    text = printable.filter(lambda each: each.strip() and each.isprintable())
    return NewRegion(
        name=draw(st.from_regex(r"[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,4})?", fullmatch=True)),
        day=draw(st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))),
        titles=draw(st.dictionaries(st.sampled_from(["en", *languages]), text)),
        languages=languages or ("en",),
        nuts=(nuts,) if nuts and draw(st.booleans()) else (),
        member_state=state,
        currency=currency,
        time_zone=zone,
    )


def read(new, folder):
    """Read a region that was written, and give it as a catalogue."""
    region = region_in(folder / "src" / new.package, new.name)
    return Catalogue(regions=(Loaded(region=region, distribution=new.distribution, version="0.1.0"),), quarantined=())


@settings(max_examples=part(8, 200))
@given(new_regions())
def test_whatever_can_be_asked_gives_a_region_whose_examples_hold(tmp_path_factory, new):
    if wrong_in(new):
        assert [each.key for each in wrong_in(new)] == ["NAME"]  # a word of the law's was drawn
        return
    folder = tmp_path_factory.mktemp("new") / "region"
    write_region(new, folder)
    catalogue = read(new, folder)
    region = catalogue.region(new.name).region
    assert (region.title.in_language("en"), region.currency) == (new.title, new.currency)
    assert set(region.languages) == {*new.languages, "en"}
    (measure,) = catalogue
    assert {example.expect["verdict"] for example in measure.examples} == {"eligible", "ineligible", "undetermined"}
    for example in measure.examples:
        assert run_example(measure, example) == ()
    dossier = region.dossier
    assert (len(dossier.practices), len(dossier.plan.actions), len(dossier.institutions)) == (1, 1, 1)
    shutil.rmtree(folder)


def test_nothing_in_it_is_told_as_true():
    files = files_of(NewRegion(name="lakes", day=DAY))
    told = {name: text for name, text in files.items() if name.startswith("src/") and name.endswith(".toml")}
    assert len(told) == 5
    for text in told.values():
        assert "AN EXAMPLE" in text.partition("\n")[0]
        assert set(re.findall(r'mark\s+= "(\w+)"', text)) == {"assumed"}
        assert set(re.findall(r'source\s+= "([^"]+)"', text)) == {"replace-this"}
        assert all(each["title"].startswith("Replace this") for each in tomli.loads(text)["source"].values())


@pytest.mark.parametrize("languages", [("sl",), ("sl", "it", "bg"), ("hr", "pt")])
def test_texts_stand_in_the_languages_that_there_are_texts_for_and_a_comment_names_the_others(languages):
    text = files_of(NewRegion(name="lakes", day=DAY, languages=languages))[
        "src/intra_lakes/measures/example_voucher.toml"
    ]
    known = {each for each in languages if each in TONGUES} | {"en"}
    tree = tomli.loads(text)
    for texts in (tree["title"], *tree["label"].values()):
        assert texts.keys() == known
        assert len(set(texts.values())) > 1
    told = re.findall(r"No text in '(\w\w)'", text)
    assert told == [each for each in languages if each not in TONGUES]


def test_its_files_are_laid_out():
    for name, text in files_of(NewRegion(name="lakes", day=DAY, languages=("sl",))).items():
        if name.endswith(".toml") and name != "pyproject.toml":
            assert laid_out(text) == text, name


def test_where_nobody_said_where_it_lies_the_file_says_what_stands_in():
    told = files_of(NewRegion(name="lakes", day=DAY))["src/intra_lakes/region.toml"]
    assert "# Nobody has said where it lies: SI and Europe/Ljubljana stand in." in told
    placed = NewRegion(name="lakes", day=DAY, member_state="SI", time_zone="Europe/Ljubljana")
    assert "stand in" not in files_of(placed)["src/intra_lakes/region.toml"]


def test_a_title_that_was_not_told_is_named():
    new = NewRegion(name="lakes", day=DAY, languages=("sl", "it"), titles={"it": "Laghi"})
    told = files_of(new)["src/intra_lakes/region.toml"]
    assert re.findall(r"^# No title in '(\w\w)' was told", told, re.MULTILINE) == ["sl"]
    assert tomli.loads(told)["title"] == {"en": "Lakes", "it": "Laghi"}


WRONG = {
    "NAME": [["The Lakes"], ["lakés"], ["_lakes"], ["a__b"], ["9lakes"], [""], ["x" * 41], ["undertaking"]],
    "--title": [["lakes", "--title", " "], ["lakes", "--title", "a\nb"], ["lakes", "--title", "sl=Jezera"]],
    "--currency": [["lakes", "--currency", "USD"]],
    "--languages": [["lakes", "--languages", "slo"]],
    "--member-state": [
        ["lakes", "--member-state", "XX", "--time-zone", "Europe/Ljubljana"],
        ["lakes", "--nuts", "SI03"],
        ["lakes", "--time-zone", "Europe/Ljubljana"],
    ],
    "--nuts": [["lakes", "--member-state", "SI", "--nuts", "AT11"], ["lakes", "--member-state", "SI", "--nuts", "s"]],
    "--time-zone": [["lakes", "--member-state", "PT"], ["lakes", "--member-state", "SI", "--time-zone", "Lisbon"]],
}


@pytest.mark.parametrize(("key", "words"), [(key, words) for key, every in WRONG.items() for words in every])
def test_each_fault_is_told_once_with_what_to_write_instead_and_nothing_is_written(
    key, words, intra, tmp_path, monkeypatch
):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    code, out, err = intra("regions", "new", *words)
    assert (code, out) == (2, "")
    (first, *rest) = err.splitlines()
    assert first.startswith(f"{key}: ")
    assert len(rest) == 1
    assert rest[0].startswith("  ")
    assert not list((tmp_path / "here").iterdir())


def test_all_faults_are_told_together(intra, tmp_path):
    code, _, err = intra(
        "regions", "new", "The Lakes", "--currency", "SIT", "--languages", "x", "--folder", tmp_path, "--title", ""
    )
    assert code == 2
    assert re.findall(r"^(\S+): ", err, re.MULTILINE) == ["NAME", "--title", "--currency", "--languages", str(tmp_path)]
    assert 'write it like "the_lakes"' in err


def test_a_region_that_is_installed_is_not_made_again(intra, tmp_path):
    code, _, err = intra("regions", "new", "slovenia", "--folder", tmp_path / "new")
    assert (code, "a region 'slovenia' is installed already" in err) == (2, True)


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_nothing_is_written_over(there, intra, tmp_path):
    place = tmp_path / "lakes"
    if there == "file":
        place.write_text("mine")
    elif there == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "nowhere")
    code, _, err = intra("regions", "new", "lakes", "--folder", place)
    assert (code, "something is there already" in err) == (2, True)
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_would_lie_nowhere_is_refused(intra, tmp_path):
    code, _, err = intra("regions", "new", "lakes", "--folder", tmp_path / "a" / "b")
    assert (code, "there is no folder" in err) == (2, True)


class Full:
    """A disk that is full, or a person who stops it, after so many files."""

    def __init__(self, files, error):
        self.left = files
        self.error = error

    def __call__(self, _):
        self.left -= 1
        if self.left < 0:
            raise self.error


@pytest.mark.parametrize("files", [0, 1, 5, 10])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_stops_it_nothing_half_is_left(files, error, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", Full(files, error))
    with pytest.raises((WrongInput, KeyboardInterrupt)) as stopped:
        write_region(NewRegion(name="lakes", day=DAY), tmp_path / "lakes")
    assert isinstance(stopped.value, KeyboardInterrupt) or "No space left on device" in str(stopped.value)
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_told(intra, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = intra("regions", "new", "lakes", "--title", "The Lakes", "--title", "sl=Jezera", "--languages", "sl")
    made = tmp_path / "intra-lakes"
    files = sorted(each.relative_to(made).as_posix() for each in made.rglob("*") if each.is_file())
    assert code == 0
    assert "SI and Europe/Ljubljana stand in" in out
    assert [line.strip() for line in out.splitlines() if line.strip() in files] == files
    region = tomli.loads((tmp_path / "intra-lakes/src/intra_lakes/region.toml").read_text("utf-8"))
    assert region["title"] == {"en": "The Lakes", "sl": "Jezera"}
    code, out, _ = intra("regions", "new", "fells", "--member-state", "SI", "--time-zone", "Europe/Ljubljana")
    assert (code, "stand in" in out) == (0, False)
    code, out, _ = intra("regions", "new", "ponds", "--json", "--lang", "it")
    told = json.loads(out)
    assert (told["region"], told["folder"], sorted(told["stands_in"])) == (
        "ponds", "intra-ponds", ["member_state", "time_zone"],
    )  # fmt: skip


def test_one_more_measure_stands_beside_the_first(intra, tmp_path):
    new = NewRegion(name="lakes", day=DAY, languages=("sl",))
    write_region(new, tmp_path / "lakes")
    code, out, _ = intra("regions", "new", tmp_path / "lakes", "--measure", "trade_mission")
    file = tmp_path / "lakes/src/intra_lakes/measures/trade_mission.toml"
    assert (code, str(file) in out) == (0, True)
    catalogue = read(new, tmp_path / "lakes")
    assert [each.id for each in catalogue] == ["lakes.example_voucher", "lakes.trade_mission"]
    assert all(run_example(each, example) == () for each in catalogue for example in each.examples)
    before = file.read_bytes()
    code, _, err = intra("regions", "new", tmp_path / "lakes", "--measure", "trade_mission")
    assert (code, "there is a measure lakes.trade_mission already" in err) == (2, True)
    assert file.read_bytes() == before


def test_a_measure_takes_what_its_region_says(intra, tmp_path):
    write_region(NewRegion(name="lakes", day=DAY), tmp_path / "lakes")
    code, _, err = intra("regions", "new", tmp_path / "lakes", "--measure", "fair", "--currency", "GBP")
    assert (code, err) == (2, "--currency: a measure has this from its region\n  leave --currency out\n")
    code, _, err = intra("regions", "new", tmp_path / "nowhere", "--measure", "A Fair")
    assert code == 2
    assert re.findall(r"^(\S+): ", err, re.MULTILINE) == ["--measure", "REGION"]


def test_nothing_is_written_into_an_installed_copy(intra, tmp_path):
    copy = tmp_path / "site-packages" / "lakes"
    copy.parent.mkdir()
    write_region(NewRegion(name="lakes", day=DAY), copy)
    before = sorted(copy.rglob("*"))
    code, out, err = intra("regions", "new", copy, "--measure", "fair")
    assert (code, out) == (2, "")
    assert "is an installed copy of the region" in err
    assert "pip install --editable" in err
    assert sorted(copy.rglob("*")) == before
    with pytest.raises(WrongInput, match="is an installed copy of the region"):
        folder_of(region_in(copy / "src" / "intra_lakes", "intra_lakes"))
