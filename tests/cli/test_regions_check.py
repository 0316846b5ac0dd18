"""`intra regions check`: findings with their places, the tier and what is next; an exit code that a build can use."""

import json
from importlib import resources

import jsonschema
import pytest
from tests.testing.faulty.faults import FAULTS
from tests.testing.faulty.made import forget, made

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import main
from intra_core.regions.host import Quarantined

SCHEMA = json.loads((resources.files("intra_core") / "schemas" / "check.json").read_text("utf-8"))


@pytest.fixture
def region(tmp_path, monkeypatch):
    """Let the command line find one region: the good one, with a fault if one is named."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("INTRA_CACHE", "")

    def installed(fault=None):
        change = FAULTS[fault] if fault is not None else None
        examined = made(tmp_path, (lambda folder: change(folder, monkeypatch)) if change is not None else None)
        quarantined = Quarantined(
            region="good", distribution="intra-good", version="1.0", complaints=examined.complaints
        )
        catalogue = Catalogue(
            regions=(examined.loaded,) if examined.loaded is not None else (),
            quarantined=(quarantined,) if examined.loaded is None else (),
        )
        monkeypatch.setattr("intra_core.cli.outside.load_regions", lambda: catalogue)

    yield installed
    forget()


def asked(capsys, *more):
    code = main(["regions", "check", *more, "--json"])
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, SCHEMA)
    return code, told


def test_a_good_region_stands_at_bronze_until_its_boundary_table_is_there(region, capsys):
    region()
    code, told = asked(capsys)
    (good,) = told["regions"]
    assert (code, good["findings"], good["tier"]) == (0, [], "bronze")
    assert good["next"] == (
        "the boundary table of good.voucher is missing, which no check looks at: intra regions boundaries good --write"
    )


def test_a_finding_has_its_place_its_reason_and_its_cure(region, capsys):
    region("amounts.within-costs")
    assert main(["regions", "check", "good", "--only", "amounts.within-costs"]) == 1
    said = capsys.readouterr().out
    assert "intra_good/measures/voucher.toml:" in said
    assert "granted for costs of" in said
    assert "why: Aid beyond the costs it is for is a gift" in said
    assert "mend: bound the award by costs.eligible" in said


def test_a_region_that_cannot_be_loaded_is_listed_with_its_complaints(region, capsys):
    region("files.keys-known")
    code, told = asked(capsys)
    assert code == 1
    assert [each["region"] for each in told["quarantined"]] == ["good"]
    (broken,) = told["regions"]
    assert (broken["loaded"], broken["tier"]) == (False, "none")
    assert "unknown key 'autority'" in broken["next"]
    assert {each["check"] for each in broken["findings"]} == {"files.keys-known"}


def test_single_checks_give_no_tier(region, capsys):
    region()
    code, told = asked(capsys, "--only", "identity.file", "--only", "dates.read")
    assert (code, told["regions"][0]["checks"]) == (0, 2)
    assert "tier" not in told["regions"][0]


def test_a_region_that_cannot_be_loaded_never_passes(region, capsys):
    region("files.keys-known")
    code, told = asked(capsys, "--only", "amounts.ceiling")
    assert code == 1
    assert [each["check"] for each in told["regions"][0]["findings"]] == ["files.keys-known"]


def test_what_is_not_there_is_said_with_what_is(region, capsys):
    region()
    assert main(["regions", "check", "god"]) == 2
    assert "did you mean 'good'?" in capsys.readouterr().err
    assert main(["regions", "check", "--only", "dates.red"]) == 2
    assert "did you mean 'dates.read'?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "mutate", "boundaries"])
def test_of_a_folder_it_is_told_how_it_becomes_a_region_and_of_a_misspelt_name_what_there_is(
    command, region, tmp_path, capsys, monkeypatch
):
    region()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lakes").mkdir()
    assert main(["regions", command, "lakes"]) == 2
    assert capsys.readouterr().err == (
        "no region 'lakes' is installed\n"
        "  it is a folder: pip install --editable 'lakes'; intra test and intra regions watch take it as it is\n"
    )
    assert main(["regions", command, "god"]) == 2
    assert capsys.readouterr().err == "no region 'god' is installed\n  did you mean 'good'?\n"
