"""Plug-ins that do what none should: each is set aside with its name, and the others are loaded."""

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST

import intra_core
from intra_core.regions.host import ALLOWED, GROUP, Quarantined, installed, load

HOOK = (
    "from attrs import evolve\nfrom intra_core.regions import hookimpl, read_region\n\n@hookimpl\ndef intra_region():\n"
)
READ = "    return read_region(__package__)\n"
GOOD = HOOK + READ


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Write the package of a region and give its entry point."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def written(name, code=GOOD, value=None):
        package = tmp_path / f"odd_{name}"
        (package / "measures").mkdir(parents=True)
        (package / "__init__.py").write_text(code)
        (package / "region.toml").write_text(REGION.replace('"made"', f'"{name}"'))
        (package / "measures" / "voucher.toml").write_text((HEAD + CALL + REST).replace("made.", f"{name}."))
        return EntryPoint(name=name, value=value or f"odd_{name}", group=GROUP)

    yield written
    for each in [each for each in sys.modules if each.startswith("odd_")]:
        del sys.modules[each]


def said_of(put, code, value=None):
    loaded, (broken,) = load([put("fine"), put("odd", code, value), put("later")])
    assert [each.region.id for each in loaded] == ["fine", "later"]
    assert broken.region == "odd"
    return [str(each) for each in broken.complaints]


def given(changes):
    return f"{HOOK}    return evolve(read_region(__package__), {changes})\n"


FINDER = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "odd_later":
            raise RuntimeError("no way there")

sys.meta_path.insert(0, Finder())
"""


@pytest.mark.parametrize("isolated", [(), ("later",)])
def test_one_that_spoils_how_another_is_found_takes_no_third_one_down(put, monkeypatch, isolated):
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    loaded, (broken,) = load([put("first", FINDER + GOOD), put("later"), put("last")], isolated)
    assert [each.region.id for each in loaded] == ["first", "last"]
    (complaint,) = broken.complaints
    assert "region 'later' (odd_later ?) cannot be imported: RuntimeError: no way there" in complaint.says


RETURNED = {
    "measures=(1, 2)": ["its 'measures[0]' is of type int, not MeasureRules", "its 'measures[1]' is of type int"],
    "measures=[1]": ["its 'measures' is of type list, not a tuple of MeasureRules"],
    "title=1": ["its 'title' is of type int, not LocalizedText"],
    "title=None": ["its 'title' is missing, not LocalizedText"],
    "id=5": ["its 'id' is of type int, not str"],
    "nuts=('SI03', 3)": ["its 'nuts[1]' is of type int, not str"],
    "vocabulary={}": ["its 'vocabulary' is of type dict, not Vocabulary"],
    "programme='x'": ["its 'programme' is of type str, not Programme"],
    "time_zone='Mars/Olympus'": ["its 'time_zone': unknown time zone 'Mars/Olympus'"],
    "member_state='XX'": ["its 'member_state': 'XX' is not the code of a Member State"],
    "currency='XXX'": ["unknown currency 'XXX'"],
    "measures=read_region(__package__).measures * 2": ["two measures are called 'odd.voucher'"],
    "measures=read_region('odd_fine').measures": ["the measure 'fine.voucher' is not called after the region"],
    "measures=(evolve(read_region(__package__).measures[0], book=5),)": ["its 'measures[0].book' is of type int"],
}


@pytest.mark.parametrize("changes", RETURNED)
def test_what_a_hook_gives_is_checked(put, changes):
    said = said_of(put, given(changes))
    assert len(said) == len(RETURNED[changes])
    for complaint, wanted in zip(said, RETURNED[changes], strict=True):
        assert wanted in complaint
        assert "region 'odd' (odd_odd ?), hook 'intra_region'" in complaint
        assert "__init__.py:4: " in complaint


RAISED = {
    "empty": (
        HOOK + "    from intra_core.errors import WrongInput\n    raise WrongInput([])\n",
        "hook 'intra_region' failed: it raised WrongInput without a complaint",
    ),
    "text": (
        HOOK + "    from intra_core.errors import WrongInput\n    raise WrongInput(['a text'])\n",
        "hook 'intra_region' failed: a text",
    ),
    "unwritable": (
        "class Odd(Exception):\n    def __str__(self):\n        raise ValueError\n" + HOOK + "    raise Odd\n",
        "hook 'intra_region' failed: Odd: (a Odd that cannot be written)",
    ),
    "at import": (
        "class Odd(Exception):\n    def __str__(self):\n        raise ValueError\nraise Odd\n",
        "cannot be imported: Odd: (a Odd that cannot be written)",
    ),
    "dir": (GOOD + "def __dir__():\n    raise RuntimeError('no list')\n", "hooks: RuntimeError: no list"),
    "attribute": (
        "class Odd:\n    @property\n    def thing(self):\n        raise RuntimeError('no thing')\nodd = Odd()\n",
        "cannot be asked for its hooks: RuntimeError: no thing",
    ),
    "property": (
        HOOK + "    region = read_region(__package__)\n    class Odd(type(region)):\n        __slots__ = ()\n"
        "        nuts = property(lambda self: 1 / 0)\n    return object.__new__(Odd)\n",
        "hook 'intra_region' gave what cannot be read",
    ),
}


@pytest.mark.parametrize("how", RAISED)
def test_whatever_is_raised_becomes_a_complaint(put, how):
    code, told = RAISED[how]
    said = said_of(put, code, "odd_odd:odd" if how == "attribute" else None)
    assert told in said[0]
    assert "region 'odd' (odd_odd" in said[0]


@pytest.mark.parametrize("wrapped", ["5", "intra_region"])
def test_a_hook_may_be_wrapped_in_anything(put, wrapped):
    (said,) = said_of(put, f"{HOOK}    return 3\nintra_region.__wrapped__ = {wrapped}\n")
    assert "region 'odd' (odd_odd ?)" in said


def test_a_plug_in_that_empties_the_tables_it_was_given_empties_no_other_s(put, monkeypatch):
    monkeypatch.setenv("INTRA_CACHE", "")
    empties = HOOK + (
        "    region = read_region(__package__)\n"
        "    for _, each in region.vocabulary.tables():\n"
        "        each.clear()\n"
        "    return region\n"
    )
    loaded, broken = load([put("first"), put("odd", empties), put("later")])
    assert [each.region.id for each in loaded] == ["first", "odd", "later"]
    assert broken == ()
    first, odd, later = (len(each.region.vocabulary.facts) for each in loaded)
    assert (odd, later) == (0, first)


def test_a_person_s_wish_to_stop_names_the_region(put, tmp_path):
    with pytest.raises(KeyboardInterrupt) as stop:
        load([put("odd", "raise KeyboardInterrupt\n")])
    file = tmp_path / "odd_odd" / "__init__.py"
    assert stop.value.__notes__ == [f"stopped while region 'odd' (odd_odd ?) was being loaded ({file})"]


OBJECT = """
from intra_core.regions import hookimpl, read_region

class Plugin:
    @hookimpl
    def intra_region(self):
        return read_region(__package__)
{more}
plugin = Plugin()
"""


def test_a_plug_in_may_be_any_object(put):
    (loaded,), broken = load([put("odd", OBJECT.format(more=""), "odd_odd:plugin")])
    assert (loaded.region.id, broken) == ("odd", ())


@pytest.mark.parametrize("mark", ["", "    @hookimpl\n"])
def test_a_misspelt_hook_of_any_object_is_told(put, mark):
    more = f"{mark}    def intra_rejoin(self):\n        return None\n"
    (said,) = said_of(put, OBJECT.format(more=more), "odd_odd:plugin")
    assert "has an unknown hook 'intra_rejoin'" in said


@pytest.mark.parametrize("value", ["not a valid!!", "", "odd odd", "1odd"])
def test_an_entry_point_that_names_no_package(put, value):
    put("odd")
    _, (broken,) = load([EntryPoint(name="odd", value=value, group=GROUP)])
    (said,) = broken.complaints
    assert f"its entry point {value!r} is not the name of a package" in said.says
    assert said.instead == (f'write odd = "intra_odd" under [project.entry-points."{GROUP}"] in its pyproject.toml')


# --- what is written about a distribution -------------------------------------------------------


def distribution(folder: Path, name: str, entries: str | bytes, metadata: str | None) -> None:
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_bytes(entries if isinstance(entries, bytes) else entries.encode())
    if metadata is not None:
        (info / "METADATA").write_text(metadata)


def quarantined() -> dict[str, Quarantined]:
    return {each.region: each for each in intra_core.load_regions().quarantined}


def test_a_region_of_a_distribution_without_metadata_is_called_after_its_package(put, tmp_path):
    put("bare", "1/0\n")
    distribution(tmp_path, "odd-bare", f"[{GROUP}]\nbare = odd_bare\n", None)
    broken = quarantined()["bare"]
    assert (broken.distribution, broken.version) == ("odd_bare", "?")
    assert "region 'bare' (odd_bare ?) cannot be imported" in broken.complaints[0].says


def test_a_line_without_a_sign_is_told_and_takes_no_other_region_down(put, tmp_path):
    put("slip")
    distribution(tmp_path, "odd-slip", f"[{GROUP}]\nslip odd_slip\n", "Name: odd-slip\nVersion: 1.0\n")
    found = intra_core.load_regions()
    assert len(found.regions) == 6
    (broken,) = found.quarantined
    assert (broken.distribution, broken.version) == ("odd-slip", "1.0")
    assert str(broken.complaints[0]).startswith("odd-slip/entry_points.txt:2: 'slip odd_slip' is no entry point")


def test_a_slip_in_another_group_quarantines_the_regions_of_that_file_alone(put, tmp_path):
    put("slip")
    entries = f"[{GROUP}]\nslip = odd_slip\n[console_scripts]\noops\n"
    distribution(tmp_path, "odd-slip", entries, "Name: odd-slip\nVersion: 1.0\n")
    found = quarantined()
    assert "another line of this file is no entry point" in found["slip"].complaints[0].says


def test_a_slip_in_a_file_without_regions_harms_none(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    distribution(tmp_path, "odd-tool", "[console_scripts]\noops\n", "Name: odd-tool\nVersion: 1.0\n")
    assert len(installed()) == 6
    assert quarantined() == {}


def test_entry_points_that_are_no_text(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    distribution(tmp_path, "odd-bytes", b"\xff\xfe", "Name: odd-bytes\nVersion: 1.0\n")
    assert "the file cannot be read: UnicodeDecodeError" in quarantined()["odd-bytes"].complaints[0].says


def test_the_allow_list_holds_beside_a_slip(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    distribution(tmp_path, "odd-tool", f"[{GROUP}]\noops\n", "Name: odd-tool\nVersion: 1.0\n")
    monkeypatch.setenv(ALLOWED, "slovenia")
    assert [each.name for each in installed()] == ["slovenia"]
