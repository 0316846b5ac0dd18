"""A region's practices, plan and institutions: what is wrong is told with its place, and sets the region aside."""

import pickle

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY

from intra_core.errors import WrongInput
from intra_core.model.plan import ChangeType
from intra_core.model.practice import PracticeField
from intra_core.model.support import Service, Stage
from intra_core.regions.reading import region_in

SOURCE = """schema = 1
[source.book]
title = "The book"
read = 2024-05-06
"""
INSTITUTIONS = f"""{SOURCE}
[institution.fund]
title = {{ en = "The fund" }}
source = "book"
mark = "sourced"
[[institution.fund.service]]
kinds = ["grant", "advice"]
stages = "entry..expansion"
source = "book"
mark = "inferred"
"""
PRACTICE = f"""id = "made.clubs"
title = {{ en = "Clubs abroad" }}
{SOURCE}
[seen]
number = 3
page = 12
source = "book"
mark = "sourced"
[platform]
item = 485
source = "book"
mark = "sourced"
[owner]
institution = "fund"
kind = "public"
source = "book"
mark = "sourced"
[need]
says = {{ en = "No contacts" }}
source = "book"
mark = "assumed"
[[service]]
kinds = "network"
stages = "entry"
source = "book"
mark = "sourced"
[[fact]]
about = "evidence"
says = {{ en = "16 clubs" }}
source = "book"
mark = "sourced"
"""
PLAN = f"""title = {{ en = "The plan" }}
{SOURCE}
[document]
source = "book"
mark = "sourced"
[change]
kind = "new-measure"
says = {{ en = "Vouchers" }}
source = "book"
mark = "seed"
[[milestone]]
step = "signed"
on = "2019-08"
by = ["fund"]
source = "book"
mark = "sourced"
[[action]]
id = "vouchers"
title = {{ en = "Vouchers" }}
nature = {{ en = "Six vouchers" }}
timeframe = {{ since = 2019-04-01, until = 2021-03-31 }}
source = "book"
mark = "sourced"
[[action.player]]
institution = "fund"
source = "book"
mark = "sourced"
[[action.cost]]
amount = "EUR 5.00"
source = "book"
mark = "sourced"
[[action.practice]]
id = "made.clubs"
source = "book"
mark = "sourced"
[[action.measure]]
id = "made.voucher"
source = "book"
mark = "sourced"
[[action.recommendation]]
number = 6
source = "book"
mark = "inferred"
"""


@pytest.fixture
def folder(tmp_path):
    """Give the folder of a region with a practice, a plan and an institution."""
    files = {
        "region.toml": REGION,
        "vocabulary.toml": VOCABULARY,
        "measures/voucher.toml": HEAD + CALL + REST,
        "practices/clubs.toml": PRACTICE,
        "plan.toml": PLAN,
        "institutions.toml": INSTITUTIONS,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def told(folder):
    try:
        region_in(folder, "made")
    except WrongInput as error:
        return [str(each) for each in error.complaints]
    return []


def spoil(folder, file, old, new):
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def test_all_that_the_files_say_is_kept(folder):
    dossier = region_in(folder, "made").dossier
    (practice,), (fund,), plan = dossier.practices, dossier.institutions, dossier.plan
    assert (practice.id, practice.seen.number, practice.seen.page) == ("made.clubs", 3, 12)
    assert practice.services == (Service.NETWORK,)
    assert practice.stages == (Stage.ENTRY,)
    assert PracticeField.EVIDENCE not in practice.empty
    assert len(practice.empty) == 5
    assert [basis.mark.value for basis in practice.bases].count("assumed") == 1
    assert fund.services == (Service.GRANT, Service.ADVICE)
    assert fund.stages == (Stage.ENTRY, Stage.TRANSACTION, Stage.EXPANSION)
    assert str(fund.checked) == "2024-05-06"
    assert plan is not None
    assert plan.change is not None
    assert plan.change.kind is ChangeType.NEW_MEASURE
    (action,) = plan.actions
    assert str(action.costs[0].amount) == "EUR 5.00"
    assert action.timeframe is not None
    assert action.timeframe.until is not None
    assert action.timeframe.until.known
    assert len(plan.bases) == 9


def test_a_dossier_is_read_once_and_not_kept_with_the_region(folder):
    region = region_in(folder, "made")
    assert region.dossier is region.dossier
    again = pickle.loads(pickle.dumps(region))  # noqa: S301 (our own)
    (folder / "plan.toml").unlink()
    assert region.dossier.plan is not None
    assert again.dossier.plan is None


def test_files_that_were_spoilt_since_are_told_when_they_are_read(folder):
    region = region_in(folder, "made")
    spoil(folder, "plan.toml", '"new-measure"', '"new"')
    for _ in range(2):
        with pytest.raises(WrongInput, match="unknown word 'new'"):
            region.dossier  # noqa: B018 (reading it is the act)


def test_a_region_without_any_of_them_has_none(folder):
    for name in ("plan.toml", "institutions.toml", "practices/clubs.toml"):
        (folder / name).unlink()
    (folder / "practices").rmdir()
    dossier = region_in(folder, "made").dossier
    assert (dossier.practices, dossier.plan, dossier.institutions) == ((), None, ())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("practices/clubs.toml", '"made.clubs"', '"clubs"', "1:6: id: 'clubs' is not an id of this region"),
        ("practices/clubs.toml", "[seen]\nnumber", "[seem]\nnumber", "8:2: seem: unknown key 'seem'"),
        ("practices/clubs.toml", "number = 3", "number = 0", "9:10: seen.number: 0 is below one"),
        ("practices/clubs.toml", "number = 3", "number = true", "9:10: seen.number: true is not a whole number"),
        ("practices/clubs.toml", "item = 485", "", "13:2: platform: the key 'item' is missing"),
        ("practices/clubs.toml", '"fund"', '"fond"', "18:15: owner.institution: no institution or authority is"),
        ("practices/clubs.toml", '"public"', '"private"', "19:8: owner.kind: a private initiative counts only"),
        ("practices/clubs.toml", '"network"', '"networks"', "27:9: service[0].kinds: unknown word 'networks'"),
        ("practices/clubs.toml", '"network"', '["network", "x"]', "27:21: service[0].kinds[1]: unknown word 'x'"),
        ("practices/clubs.toml", '"entry"', '"entry..later"', "28:10: service[0].stages: 'entry..later' is not a"),
        ("practices/clubs.toml", '"entry"', '"entry..awareness"', "28:10: service[0].stages: the last stage comes"),
        ("practices/clubs.toml", '"entry"', '"entry..entry..entry"', "28:10: service[0].stages: 'entry..entry..entry'"),
        ("practices/clubs.toml", '"evidence"', '"proof"', "32:9: fact[0].about: unknown word 'proof'"),
        ("practices/clubs.toml", "Clubs abroad", "x" * 101, "2:1: title: the title has 101 characters; the platform"),
        ("institutions.toml", '"The fund" }', '"" }', "7:16: institution.fund.title.en: the text is blank"),
        ("institutions.toml", "stages =", "stage =", "12:1: institution.fund.service[0].stage: unknown key 'stage'"),
        ("institutions.toml", 'mark = "sourced"', 'mark = "sourced"\nauthority = "x"', "10:13: institution.fund.autho"),
        ("plan.toml", "[document]", "[paper]", "1:1: the key 'document' is missing"),
        ("plan.toml", '"new-measure"', '"newer"', "11:8: change.kind: unknown word 'newer'"),
        ("plan.toml", '["fund"]', '["fond"]', "18:6: milestone[0].by: no institution or authority is called 'fond'"),
        ("plan.toml", "since = 2019-04-01, ", "", "25:1: action[0].timeframe: the key 'since' is missing"),
        ("plan.toml", "2019-04-01", "2022-04-01", "25:43: action[0].timeframe.until: the period ends before"),
        ("plan.toml", '"EUR 5.00"', '"EUR -5.00"', "33:10: action[0].cost[0].amount: EUR -5.00 is below zero"),
        ("plan.toml", 'amount = "EUR 5.00"', "", "32:10: action[0].cost[0]: this cost says nothing"),
        ("plan.toml", '"made.clubs"', '"made.club"', "37:6: action[0].practice[0].id: there is no practice 'made.cl"),
        ("plan.toml", '"made.clubs"', '"clubs"', "37:6: action[0].practice[0].id: 'clubs' is no full id"),
        ("plan.toml", '"made.voucher"', '"made.vouchr"', "41:6: action[0].measure[0].id: there is no measure 'made."),
        ("plan.toml", "number = 6", "number = 0", "45:10: action[0].recommendation[0].number: 0 is below one"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(folder, file, old, new, said):
    spoil(folder, file, old, new)
    assert [each for each in told(folder) if each.startswith(f"made/{file}:{said}")], told(folder)


def test_a_private_practice_with_evidence_counts(folder):
    spoil(folder, "practices/clubs.toml", '"public"', '"private"\ninspired_policy = { en = "A call took it up" }')
    assert told(folder) == []


def test_a_title_of_the_collection_may_be_longer_than_the_platform_takes(folder):
    spoil(folder, "practices/clubs.toml", "Clubs abroad", "x" * 101)
    text = (folder / "practices/clubs.toml").read_text()
    before, _, after = text.partition("[platform]")
    (folder / "practices/clubs.toml").write_text(before + after.partition("[owner]")[1] + after.partition("[owner]")[2])
    assert told(folder) == []


def test_a_service_that_says_nothing_is_told(folder):
    spoil(folder, "practices/clubs.toml", 'kinds = "network"\nstages = "entry"\n', "")
    assert told(folder) == [each for each in told(folder) if "this service says nothing" in each]
    assert len(told(folder)) == 1


def test_two_files_do_not_tell_of_one_practice(folder):
    (folder / "practices" / "twice.toml").write_text(PRACTICE)
    assert [each.partition("\n")[0] for each in told(folder)] == [
        "made/practices/twice.toml: the practice 'made.clubs' stands in two files",
        "made/practices/twice.toml: two practices have the number 3 of the collection",
        "made/practices/twice.toml: two practices have the item 485 of the platform",
    ]


def test_two_actions_do_not_have_one_id(folder):
    text = (folder / "plan.toml").read_text()
    (folder / "plan.toml").write_text(text + "[[action]]" + text.partition("[[action]]")[2])
    assert any("the action 'vouchers' stands twice" in each for each in told(folder))


def test_a_link_into_another_region_is_left_to_who_has_both(folder):
    spoil(folder, "plan.toml", '"made.clubs"', '"other.clubs"')
    assert told(folder) == []


def test_while_measures_cannot_be_read_nothing_is_said_of_links_to_them(folder):
    (folder / "measures" / "voucher.toml").write_text("= 3")
    said = told(folder)
    assert [each.startswith("made/measures/voucher.toml:1:1: not TOML") for each in said] == [True]


def test_without_the_region_s_id_its_dossier_is_not_judged(folder):
    (folder / "region.toml").write_text(REGION.replace('id = "made"', ""))
    assert len(told(folder)) == 1


def test_faults_of_measure_and_practice_are_told_together(folder):
    spoil(folder, "measures/voucher.toml", "kind = ", "knid = ")
    spoil(folder, "practices/clubs.toml", "number = 3", "number = 0")
    assert {each.partition(":")[0] for each in told(folder)} == {
        "made/measures/voucher.toml",
        "made/practices/clubs.toml",
    }


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("practice", "practices"), ("plan.tml", "plan.toml"), ("institution.toml", "institutions.toml")],
)
def test_what_is_nearly_called_right_is_told(folder, wrong, right):
    (folder / right).rename(folder / wrong)
    assert f"made/{wrong}: nothing reads a file or folder called '{wrong}'\n  call it '{right}'" in told(folder)


def test_practices_stand_in_a_folder_under_their_own_names(folder):
    (folder / "practices" / "other.tml").write_text(PRACTICE)
    (folder / "practices" / "sub").mkdir()
    (folder / "practices" / "sub" / "x.toml").write_text(PRACTICE)
    assert told(folder) == [
        "made/practices/other.tml: nothing reads a practice whose name does not end in .toml\n  call it other.toml",
        "made/practices/sub/x.toml: nothing reads a practice in a folder of its own\n  move it to practices/",
    ]
    for each in sorted((folder / "practices").rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    (folder / "practices").rmdir()
    (folder / "practices").write_text(PRACTICE)
    assert "made/practices: this is a file, not a folder\n  make a folder with one file per practice" in told(folder)


def test_an_authority_of_the_same_key_is_the_same_body(folder):
    authority = '[source.x]\ntitle = "x"\nread = 2024-01-01\n'
    for key in ("fund", "bank"):
        authority += f'[authority.{key}]\ntitle = {{ en = "{key}" }}\nsource = "x"\nmark = "sourced"\n'
    (folder / "region.toml").write_text(REGION + authority)
    assert region_in(folder, "made").dossier.institutions[0].authority == "fund"
    spoil(folder, "institutions.toml", "title = { en", 'authority = "bank"\ntitle = { en')
    assert "an authority of region.toml has the key 'fund' too, and this is 'bank'" in told(folder)[0]
