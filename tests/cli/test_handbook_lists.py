"""`intra practices`, `intra plan` and `intra institutions`."""

import json

import pytest
from tests.installed import CATALOGUE

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import main, outside
from intra_core.handbook import Handbook
from intra_core.model.linking import Resolved


@pytest.fixture
def run(monkeypatch, capsys):
    """Give the command line over the six regions, or over those that are named."""

    def asked(*words, regions=None):
        kept = tuple(each for each in CATALOGUE.regions if regions is None or each.region.id in regions)
        monkeypatch.setattr(outside, "load_regions", lambda: Catalogue(regions=kept, quarantined=()))
        code = main(list(words))
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return asked


def test_practices_are_listed_by_region_with_what_is_claimed_of_their_number(run):
    code, out, _ = run("practices", "--region", "algarve")
    assert code == 0
    assert out.startswith(
        "Algarve (algarve)\n  practices with a source: 5\n  said: 5 titles in the regional collection"
    )
    assert "\n  algarve.joint_projects: Incentive to the internationalisation of SMEs - joint projects\n" in out


def test_of_a_region_without_a_title_that_is_said(run):
    _, out, _ = run("practices", "--region", "bulgaria")
    assert "  no practice is known by its title\n  said: more cases from Bulgaria" in out


def test_practices_that_speak_of_a_text(run):
    _, out, _ = run("practices", "E-CÓMMERCE", "advisers")
    assert out.splitlines()[0] == "West Midlands (westmidlands)"
    assert "westmidlands.ecommerce_advisers: E-commerce Advisers" in out
    assert "Slovenia" not in out
    _, out, _ = run("practices", "quantum")
    assert out == "no practice speaks of that\n"


def test_a_practice_in_full_tells_its_sources_and_what_stays_empty(run):
    _, out, _ = run("practices", "consortiums", "--full")
    assert "    in the collection: number 6, page 60\n    Policy Learning Platform: 450\n" in out
    assert "no source was found on: difficulties, potential for transfer" in out
    assert "[inferred: the source tells of setting up joint ventures" in out
    assert (
        "source: Project INTRA: collection of good practices from Extremadura; Interreg Europe good practice 450" in out
    )
    _, out, _ = run("practices", "network", "multitasking", "--full", "--lang", "sl")
    assert "    nosilec: Abruzzo Region\n    v zbirki: številka 5\n" in out


def test_practices_as_json(run):
    _, out, _ = run("practices", "--region", "westmidlands", "--json")
    answer = json.loads(out)
    (practice,) = answer["practices"]
    assert (practice["practice"], practice["number"], practice["owner"]) == (
        "westmidlands.ecommerce_advisers",
        None,
        None,
    )
    assert practice["served"][0]["stages"] == ["preparation", "entry"]
    assert [each["count"] for each in answer["claims"] if each["about"] == "practices-collected"] == [
        89, 98, None, None, 20,
    ]  # fmt: skip


def test_a_plan_says_of_every_field_what_was_found(run):
    code, out, _ = run("plan", "algarve")
    assert code == 0
    assert "    costs: EUR 6,645,515.42; the park alone, later" in out
    assert "  RE-Start [re_start]\n" in out
    assert (
        "    timeframe: not found\n    players: CRIA, University of the Algarve; ANJE; NERA\n    costs: not found\n"
        in out
    )


def test_a_plan_names_the_practices_and_measures_it_is_linked_with(run):
    _, out, _ = run("plan", "extremadura")
    assert "inspired by: E-commerce Advisers [westmidlands.ecommerce_advisers]; " in out
    assert "joint recommendations: 6: Focus on digital skills" in out
    assert "signed: between 1 August 2019 and 31 August 2019; by Extremadura Avante" in out
    _, out, _ = run("plan", "slovenia", "--lang", "sl")
    assert "ukrepi: Vavčer za pridobitev certifikatov [slovenia.certification]: vavčer za pridobitev" in out


def test_a_link_into_a_region_that_is_not_installed_is_said_to_be_open(run):
    code, out, err = run("plan", "extremadura", regions=["extremadura"])
    assert (code, err) == (0, "")
    assert "inspired by: westmidlands.ecommerce_advisers (its region is not at hand); " in out
    _, out, _ = run("plan", "extremadura", "--json", regions=["extremadura"])
    links = json.loads(out)["plan"]["actions"][0]["inspired_by"]
    assert [each["resolved"] for each in links] == ["not-at-hand", "found"]


def test_a_plan_whose_actions_were_not_found_says_so(run):
    _, out, _ = run("plan", "abruzzo")
    assert "  costs: not found\n  the actions were not found\n" in out


def test_a_plan_as_json(run):
    _, out, _ = run("plan", "bulgaria", "--json")
    plan = json.loads(out)["plan"]
    assert plan["change"]["kind"] == "theme-in-calls"
    assert plan["milestones"][0]["on"] == "2019-08-01/2019-08-31"
    assert [each["id"] for each in plan["actions"]] == ["entrepreneurship", "innovation_centres", "ict_vouchers"]
    assert plan["actions"][2]["measures"][0]["id"] == "bulgaria.ict_voucher"
    assert plan["actions"][0]["timeframe"] is None


def test_institutions_are_listed_with_services_stages_and_the_day_of_checking(run):
    _, out, _ = run("institutions", "bulgaria")
    assert "  baez: Bulgarian Export Insurance Agency\n" in out
    assert "(services: insurance; stages: transaction, expansion)" in out
    assert "last checked 22 November 2026" in out
    assert "  een: Enterprise Europe Network in Bulgaria [assumed: from knowledge]\n" in out


def test_institutions_as_json(run):
    _, out, _ = run("institutions", "slovenia", "--json")
    answer = json.loads(out)
    assert answer["region"] == "slovenia"
    sps = next(each for each in answer["institutions"] if each["institution"] == "sps")
    assert (sps["authority"], sps["checked"]) == ("sps", "2026-11-22")
    assert sps["services"] == ["grant", "loan-guarantee"]


@pytest.mark.parametrize(
    "words", [("plan", "atlantis"), ("institutions", "atlantis"), ("practices", "--region", "atlantis")]
)
def test_a_region_that_is_not_there_is_a_wrong_input(run, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "no region 'atlantis' is installed" in err


def test_a_quarantined_region_is_told_with_its_reasons(intra):
    code, _, err = intra("plan", "marsh")
    assert code == 2
    assert "the region 'marsh' is quarantined, because:" in err
    code, _, err = intra("practices", "--strict")
    assert code == 1
    assert "the region 'marsh' (intra-marsh 0.3) is quarantined" in err


def test_a_region_with_measures_alone_says_that_it_has_no_more(intra):
    assert "  no action plan is described\n" in intra("plan", "hills")[1]
    assert "  no institution is described\n" in intra("institutions", "hills")[1]
    assert json.loads(intra("plan", "hills", "--json")[1])["plan"] is None


def test_without_any_region_there_are_no_practices(run):
    assert run("practices", regions=[]) == (0, "", "intra: no region is installed\n")


def test_a_link_that_leads_nowhere_is_told_beside_the_answer(run, monkeypatch):
    monkeypatch.setattr(Handbook, "resolve", lambda *_: Resolved.DANGLING)
    code, out, err = run("plan", "extremadura")
    assert code == 0
    assert "westmidlands.ecommerce_advisers (leads nowhere)" in out
    assert "action.ecommerce: the practice 'westmidlands.ecommerce_advisers' leads nowhere" in err
