"""A faulty region is named, with its distribution, hook and file, and harms no other."""

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import intra_core
from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import QuarantinedRegion, WrongInput
from intra_core.regions.host import ALLOWED, GROUP, installed, load

GOOD = """from intra_core.regions import hookimpl, read_region

@hookimpl
def intra_region():
    return read_region(__package__)
"""
REGION = """schema = 1
id = "{id}"
title = {{ en = "Somewhere" }}
nuts = ["SI03"]
languages = ["en"]
currency = "EUR"
time_zone = "Europe/Ljubljana"
member_state = "SI"
"""
MEASURE = """schema = 1
id = "{id}.same"
kind = "voucher"
status = "planned"
title = {{ en = "Same" }}
[source.s]
title = "S"
read = 2026-11-22
[state_aid]
regime = "none"
source = "s"
mark = "assumed"
[parameter]
sum = [{{ since = 2020, value = "EUR 1.00", source = "s", mark = "assumed" }}]
[label]
sum = {{ en = "sum" }}
[award]
amount = "sum"
"""


class Shelf:
    """A folder of importable region packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, code: str = GOOD, region: str | None = None, **measures: str) -> EntryPoint:
        package = self.folder / f"shelf_{name}"
        (package / "measures").mkdir(parents=True)
        (package / "__init__.py").write_text(code)
        (package / "region.toml").write_text(REGION.format(id=name) if region is None else region)
        for file, text in (measures or {"same": MEASURE.format(id=name)}).items():
            (package / "measures" / f"{file}.toml").write_text(text)
        return EntryPoint(name=name, value=f"shelf_{name}", group=GROUP)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Shelf(tmp_path)
    for name in [each for each in sys.modules if each.startswith("shelf_")]:
        del sys.modules[name]


FAULTS = {
    "cannot_import": ("import nowhere_at_all\n", "cannot be imported: ModuleNotFoundError"),
    "leaves": ("raise SystemExit(3)\n", "cannot be imported: SystemExit"),
    "bad_syntax": ("def\n", "cannot be imported: SyntaxError"),
    "no_hook": ("", "does not implement the hook 'intra_region'"),
    "unmarked": ("def intra_region():\n    return None\n", "is not marked as a hook"),
    "misspelt": (GOOD.replace("intra_region()", "intra_regoin()"), "unknown hook 'intra_regoin'"),
    "raises": (
        GOOD.replace("return read_region(__package__)", "raise RuntimeError('boom')"),
        "failed: RuntimeError: boom",
    ),
    "exits": (GOOD.replace("return read_region(__package__)", "raise SystemExit"), "failed: SystemExit"),
    "gives_none": (GOOD.replace("return read_region(__package__)", "return None"), "gave NoneType, not a Region"),
    "wraps": (
        GOOD.replace("@hookimpl", "@hookimpl(wrapper=True)").replace("return read_region", "yield; return read_region"),
        "is a wrapper",
    ),
    "takes_more": (GOOD.replace("intra_region()", "intra_region(unknown)"), "unknown"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_region_is_set_aside_and_named(shelf: Shelf, name: str) -> None:
    code, told = FAULTS[name]
    loaded, quarantined = load([shelf.put("fine"), shelf.put(name, code), shelf.put("fine_too")])
    assert [each.region.id for each in loaded] == ["fine", "fine_too"]
    (broken,) = quarantined
    said = "\n".join(str(each) for each in broken.complaints)
    assert broken.region == name
    assert told in said
    assert name in said
    assert f"shelf_{name}" in said


def test_faulty_files_are_told_with_file_and_line_all_together(shelf: Shelf) -> None:
    entry = shelf.put(
        "files", region=REGION.format(id="files") + "tittle = 3\n", one="schema = 2\nid = 'files.one'\n", two="= 3\n"
    )
    _, (broken,) = load([entry])
    said = [str(each) for each in broken.complaints]
    assert any(each.startswith("shelf_files/region.toml:9:1: tittle: unknown key 'tittle'") for each in said)
    assert any(
        each.startswith("shelf_files/measures/one.toml:1:10: schema: schema 2 is not known here") for each in said
    )
    assert any(each.startswith("shelf_files/measures/two.toml:1:1: not TOML") for each in said)


def test_a_region_is_called_as_its_entry_point(shelf: Shelf) -> None:
    _, (broken,) = load([shelf.put("outside", region=REGION.format(id="inside"), one=MEASURE.format(id="inside"))])
    assert "calls itself 'inside'" in str(broken.complaints[0])


def test_of_two_distributions_that_offer_one_region_neither_is_loaded(shelf: Shelf) -> None:
    one = shelf.put("twice")
    other = EntryPoint(name="twice", value="shelf_other", group=GROUP)
    loaded, quarantined = load([shelf.put("fine"), one, other])
    assert [each.region.id for each in loaded] == ["fine"]
    assert [each.distribution for each in quarantined] == ["shelf_twice", "shelf_other"]
    for broken in quarantined:
        says = "two distributions offer the region 'twice': shelf_twice ? and shelf_other ?"
        assert str(broken.complaints[0]) == f"{says}\n  uninstall one"


def test_one_distribution_cannot_offer_a_region_twice(shelf: Shelf) -> None:
    entry = shelf.put("twice")
    loaded, quarantined = load([entry, entry])
    assert loaded == ()
    assert "one distribution offers twice the region 'twice'" in str(quarantined[0].complaints[0])


def test_a_measure_stands_in_one_file(shelf: Shelf) -> None:
    measure = MEASURE.format(id="double")
    _, (broken,) = load([shelf.put("double", one=measure, two=measure)])
    assert "the measure 'double.same' stands in two files" in str(broken.complaints[0])


def test_asking_a_quarantined_region_says_why(shelf: Shelf) -> None:
    loaded, quarantined = load([shelf.put("fine"), shelf.put("sick", "1/0\n")])
    catalogue = Catalogue(regions=loaded, quarantined=quarantined)
    with pytest.raises(QuarantinedRegion, match="ZeroDivisionError"):
        catalogue.region("sick")
    with pytest.raises(WrongInput, match="did you mean 'fine'"):
        catalogue.region("finee")


def test_the_allow_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALLOWED, "slovenia, algarve")
    assert [each.name for each in installed()] == ["algarve", "slovenia"]
    monkeypatch.setenv(ALLOWED, "")
    assert installed() == ()
    monkeypatch.delenv(ALLOWED)
    assert len(installed()) == 6


def test_six_regions_are_installed_and_none_is_quarantined() -> None:
    catalogue = intra_core.load_regions()
    assert catalogue.quarantined == ()
    assert {each.region.id for each in catalogue.regions} == {
        "abruzzo", "algarve", "bulgaria", "extremadura", "slovenia", "westmidlands",
    }  # fmt: skip
    assert {measure.region for measure in catalogue} == {each.region.id for each in catalogue.regions}
