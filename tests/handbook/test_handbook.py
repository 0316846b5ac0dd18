"""The handbook of the six regions: every title that has a source, and no link that leads nowhere."""

import datetime as dt

import pytest
from attrs import evolve
from tests.installed import CATALOGUE

from intra_core import QuarantinedRegion, WrongInput
from intra_core.assessment.catalogue import Catalogue
from intra_core.errors import Complaint
from intra_core.handbook import open_handbook
from intra_core.handbook.searching import folded
from intra_core.model.linking import Resolved
from intra_core.model.plan import ChangeType
from intra_core.model.practice import LONGEST_TITLE
from intra_core.provenance import Mark
from intra_core.regions.host import Quarantined

HANDBOOK = open_handbook(CATALOGUE)
REGIONS = ("abruzzo", "algarve", "bulgaria", "extremadura", "slovenia", "westmidlands")


def without(*regions):
    return open_handbook(
        Catalogue(regions=tuple(each for each in CATALOGUE.regions if each.region.id not in regions), quarantined=())
    )


def test_all_six_regions_are_right():
    assert tuple(HANDBOOK.dossiers) == REGIONS
    assert HANDBOOK.quarantined == ()


def test_no_link_leads_nowhere():
    references = HANDBOOK.references()
    assert {each.of for each in references} == {"practice", "measure", "recommendation", "region"}
    assert [each for each in references if each.resolved is not Resolved.FOUND] == []
    assert HANDBOOK.dangling() == ()


def test_every_title_with_a_source_is_there_and_no_other():
    numbers = {region: [each.seen.number for each in HANDBOOK.practices(region)] for region in REGIONS}
    assert numbers["extremadura"] == list(range(1, 17))
    assert numbers["abruzzo"] == list(range(1, 18))
    assert numbers["algarve"] == list(range(1, 6))
    assert numbers["slovenia"] == [None, None]
    assert numbers["westmidlands"] == [None]
    assert numbers["bulgaria"] == []
    assert len(HANDBOOK.practices()) == 41


def test_the_practice_of_another_project_is_none_of_them():
    assert 3753 not in {each.platform.item for each in HANDBOOK.practices() if each.platform is not None}


def test_one_title_is_longer_than_the_platform_takes_and_so_is_on_no_page_of_it():
    (long,) = [each for each in HANDBOOK.practices() if len(str(each.title)) > LONGEST_TITLE]
    assert (long.id, long.platform) == ("abruzzo.market_label", None)


def test_every_region_has_its_type_of_change():
    changes = {}
    for region in REGIONS:
        plan = HANDBOOK.plan(region)
        assert plan is not None
        assert plan.change is not None
        changes[region] = plan.change.kind
    assert changes == {
        "slovenia": ChangeType.NEW_MEASURE,
        "bulgaria": ChangeType.THEME_IN_CALLS,
        "extremadura": ChangeType.IMPROVED_MEASURE,
        "algarve": ChangeType.NEW_PROJECTS,
        "westmidlands": ChangeType.IMPROVED_MEASURE,
        "abruzzo": ChangeType.ADDITIONAL_FUNDS,
    }


def test_the_amounts_of_the_algarve_stand_apart():
    plan = HANDBOOK.plan("algarve")
    assert plan is not None
    assert [str(each.amount) for each in plan.costs] == ["EUR 6141479.64"]
    assert [str(each.amount) for each in plan.actions[0].costs] == ["EUR 6645515.42", "None"]


def test_the_plan_of_extremadura_was_inspired_by_a_practice_of_another_region():
    plan = HANDBOOK.plan("extremadura")
    assert plan is not None
    assert "westmidlands.ecommerce_advisers" in [each.id for each in plan.actions[0].inspired_by]
    assert HANDBOOK.link_title("practice", "westmidlands.ecommerce_advisers", "en") == "E-commerce Advisers"
    assert HANDBOOK.link_title("measure", "slovenia.certification", "sl") == "Vavčer za pridobitev certifikatov"
    assert HANDBOOK.link_title("measure", "nowhere.at_all", "en") == "nowhere.at_all"


def test_a_region_that_is_not_installed_leaves_a_link_open_and_is_no_fault():
    handbook = without("westmidlands")
    assert handbook.resolve("practice", "westmidlands.ecommerce_advisers") is Resolved.NOT_AT_HAND
    assert handbook.dangling() == ()
    assert handbook.quarantined == ()
    assert without("slovenia").resolve("measure", "slovenia.certification") is Resolved.NOT_AT_HAND


def test_a_link_to_what_a_region_at_hand_has_not_leads_nowhere():
    assert HANDBOOK.resolve("practice", "slovenia.export_clubs") is Resolved.DANGLING
    assert HANDBOOK.resolve("measure", "slovenia.golf") is Resolved.DANGLING


@pytest.mark.parametrize("region", REGIONS)
def test_everything_said_has_a_source_that_was_read(region):
    dossier = HANDBOOK.dossier(region)
    bases = [basis for each in dossier.practices for basis in each.bases]
    bases += [basis for each in dossier.institutions for basis in (each.basis, *(one.basis for one in each.served))]
    assert dossier.plan is not None
    bases += dossier.plan.bases
    assert all(basis.source is not None and basis.source.read == dt.date(2026, 11, 22) for basis in bases)
    assert all(basis.rows for basis in bases)
    assert all(basis.note for basis in bases if basis.mark is Mark.ASSUMED)


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_institutions_and_tells_when_they_were_checked(region):
    institutions = HANDBOOK.institutions(region)
    assert len(institutions) >= 8
    assert {each.checked for each in institutions} == {dt.date(2026, 11, 22)}
    known = {each.id for each in CATALOGUE.region(region).region.authorities}
    assert {each.authority for each in institutions} <= {None, *known}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e-commerce", {"westmidlands.ecommerce_advisers"}),
        ("E-COMMERCE advísers", {"westmidlands.ecommerce_advisers"}),
        ("diplomacy consuls", {"slovenia.economic_diplomacy"}),
        ("diplomacy bootcamp", set()),
        ("regiao", set()),
        ("coordination and development commission", {"algarve.internationalisation_incentive"}),
    ],
)
def test_a_text_is_looked_for_whatever_its_case_and_accents(text, found):
    assert {each.id for each in HANDBOOK.practices(text=text)} == found


def test_folding_a_text_twice_changes_nothing():
    for text in ("Straße", "Çà ñ Ž", "ﬁne", "Ελλάς", "Северо"):
        assert folded(folded(text)) == folded(text)


def test_a_region_that_cannot_be_loaded_is_named_and_another_that_is_not_there_too():
    broken = Quarantined(region="marsh", distribution="m", version="1", complaints=(Complaint(says="wrong"),))
    handbook = open_handbook(evolve(CATALOGUE, quarantined=(broken,)))
    with pytest.raises(QuarantinedRegion):
        handbook.dossier("marsh")
    with pytest.raises(WrongInput, match="did you mean 'slovenia'"):
        handbook.dossier("slovenija")


def test_a_region_whose_files_were_spoilt_after_it_was_loaded_is_set_aside_here_only(tmp_path):
    (tmp_path / "plan.toml").write_text("schema = 1\n")
    loaded = CATALOGUE.regions[0]
    spoilt = evolve(loaded, region=evolve(loaded.region, folder=tmp_path, folder_name="abruzzo"))
    handbook = open_handbook(Catalogue(regions=(spoilt, *CATALOGUE.regions[1:]), quarantined=()))
    assert [each.region for each in handbook.quarantined] == ["abruzzo"]
    assert "abruzzo" not in handbook.dossiers
    with pytest.raises(QuarantinedRegion, match="the key 'title' is missing"):
        handbook.plan("abruzzo")
    assert len(handbook.catalogue.of_region("abruzzo")) == len(CATALOGUE.of_region("abruzzo"))


def test_a_region_made_without_a_folder_has_an_empty_dossier():
    loaded = CATALOGUE.regions[0]
    made = evolve(loaded, region=evolve(loaded.region, folder=None))
    handbook = open_handbook(Catalogue(regions=(made,), quarantined=()))
    assert (handbook.practices(), handbook.plan("abruzzo"), handbook.institutions("abruzzo")) == ((), None, ())


def test_reprs_are_short():
    assert repr(HANDBOOK) == f"<Handbook of {', '.join(REGIONS)}: 41 practices>"
    assert repr(HANDBOOK.dossier("bulgaria")) == "<Dossier of bulgaria: 0 practices, a plan of 3 actions, 9 bodies>"
    assert "no plan" in repr(evolve(HANDBOOK.dossier("bulgaria"), plan=None))


def test_the_stages_of_a_practice_stand_once_and_in_their_order():
    practices = [each for dossier in HANDBOOK.dossiers.values() for each in dossier.practices]
    found = [practice.stages for practice in practices]
    assert any(len(stages) > 1 for stages in found)
    assert all(list(stages) == sorted(set(stages), key=list(type(stages[0])).index) for stages in found if stages)
