"""A region's folder: what cannot be read, is nearly called right or is not there is told, and the rest with it."""

import os
from zoneinfo import ZoneInfoNotFoundError

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY

from intra_core.errors import WrongInput
from intra_core.regions import whereabouts
from intra_core.regions.reading import region_in

MEASURE = HEAD + CALL + REST
FAULTY = MEASURE.replace("kind = ", "knid = ", 1)
TOLD_OF_FAULTY = ["made/measures/voucher.toml:3:1: knid: unknown key 'knid'"]


@pytest.fixture
def folder(tmp_path):
    """Give the folder of a region without a fault."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "voucher.toml").write_text(MEASURE)
    (tmp_path / "vocabulary.toml").write_text(VOCABULARY)
    (tmp_path / "region.toml").write_text(REGION)
    return tmp_path


def told(folder):
    try:
        region_in(folder, "made")
    except WrongInput as error:
        return [str(each) for each in error.complaints]
    return []


def loop(path):
    path.symlink_to(path)


def nowhere(path):
    path.symlink_to(path.parent / "nothing")


BROKEN = {
    "folder": (os.mkdir, "this is a folder, not a file"),
    "loop": (loop, "the file cannot be read: Too many levels of symbolic links"),
    "dangling": (nowhere, "this is a link that leads nowhere"),
}


def test_without_a_fault_nothing_is_said(folder):
    (folder / "measures" / "README.md").write_text("notes")
    (folder / "measures" / "page.html").write_text("notes")
    (folder / "measures" / "__pycache__").mkdir()
    assert told(folder) == []


@pytest.mark.parametrize("file", ["region.toml", "vocabulary.toml", "measures/other.toml"])
@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_cannot_be_opened_is_one_complaint_beside_the_others(folder, file, how):
    make, says = BROKEN[how]
    (folder / file).unlink(missing_ok=True)
    make(folder / file)
    (folder / "measures" / "third.toml").write_text("= 3")
    said = told(folder)
    assert len(said) == 2
    assert f"made/{file}: {says}" in said
    assert any(each.startswith("made/measures/third.toml:1:1: not TOML") for each in said)


def test_a_file_that_may_not_be_read(folder, monkeypatch):
    def refused(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(type(folder), "read_bytes", refused)
    assert told(folder)[0] == "made/region.toml: the file cannot be read: Permission denied"


@pytest.mark.parametrize("slip", ["= 3", '[label]\nx = "'])
def test_of_a_vocabulary_that_cannot_be_read_nothing_follows(folder, slip):
    (folder / "vocabulary.toml").write_text(VOCABULARY + slip)
    (said,) = told(folder)
    assert said.startswith("made/vocabulary.toml:")


def test_what_others_rest_on_comes_first(folder):
    (folder / "vocabulary.toml").write_text(VOCABULARY + "[words]\n")
    (folder / "measures" / "voucher.toml").write_text(FAULTY)
    first, *others = told(folder)
    assert first.startswith("made/vocabulary.toml:8:2: words: unknown key 'words'")
    assert [each.startswith(start) for each, start in zip(others, TOLD_OF_FAULTY, strict=True)] == [True]


@pytest.mark.parametrize("old", ['id = "made"', 'currency = "EUR"'])
def test_without_the_region_s_id_or_currency_no_rule_is_judged(folder, old):
    (folder / "region.toml").write_text(REGION.replace(old, ""))
    (folder / "measures" / "voucher.toml").write_text(FAULTY)
    (said,) = told(folder)
    assert said.startswith(f"made/region.toml:1:1: the key '{old.partition(' ')[0]}' is missing")


def test_a_region_without_a_measure_has_been_packed_badly(folder):
    (folder / "measures" / "voucher.toml").unlink()
    (said,) = told(folder)
    assert said.startswith("made/measures: there is no measure under measures/\n  give one file")
    (folder / "measures").rmdir()
    assert told(folder) == [said]


def test_measures_stand_in_a_folder(folder):
    (folder / "measures" / "voucher.toml").unlink()
    (folder / "measures").rmdir()
    (folder / "measures").write_text(MEASURE)
    (said,) = told(folder)
    assert said.startswith("made/measures: this is a file, not a folder")


@pytest.mark.parametrize("name", ["x.TOML", "x.tml", "x.tolm", "x.toml.txt", "x.Toml"])
def test_a_file_that_is_nearly_called_right_is_told(folder, name):
    (folder / "measures" / name).write_text(MEASURE)
    (said,) = told(folder)
    assert said.startswith(f"made/measures/{name}: nothing reads a measure whose name does not end in .toml\n")
    assert said.endswith("  call it x.toml")


def test_a_measure_in_a_folder_of_its_own_is_told(folder):
    (folder / "measures" / "sub").mkdir()
    (folder / "measures" / "sub" / "x.toml").write_text(MEASURE)
    (said,) = told(folder)
    assert said == "made/measures/sub/x.toml: nothing reads a measure in a folder of its own\n  move it to measures/"


def test_a_vocabulary_that_is_nearly_called_right_is_told(folder):
    (folder / "vocabulary.toml").rename(folder / "vocabulary.tml")
    said = told(folder)
    assert (
        "made/vocabulary.tml: nothing reads a file or folder called 'vocabulary.tml'\n  call it 'vocabulary.toml'"
        in said
    )


# --- where a region says it is ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said", "instead"),
    [
        ('"SI"', '"XX"', "8:16: member_state: 'XX' is not the code of a Member State", "known here: AT"),
        ('"SI"', '"si"', "8:16: member_state: 'si' is not the code of a Member State", "did you mean 'SI'?"),
        ('["SI03"]', '["SI03", "AT11"]', "4:17: nuts[1]: 'AT11' does not begin like the codes of SI", "begins with SI"),
        ('["SI03"]', '"Slovenia"', "4:8: nuts: 'Slovenia' is not a NUTS code", 'write it like "SI03"'),
        ('["SI03"]', '["SI4"]', "4:9: nuts[0]: no version of NUTS has a code 'SI4'", "NUTS 2024 has SI0, SI03, SI04"),
        ('["SI03"]', '["SI99"]', "4:9: nuts[0]: no version of NUTS has a code 'SI99'", "NUTS 2024 has SI03, SI04"),
        ('"sl"]', '"xx"]', "5:20: languages[1]: 'xx' is not the code of a language", "in bg, en, es, it, pt, sl"),
        ('"sl"]', '"slv"]', "5:20: languages[1]: 'slv' is not the code of a language", 'write two letters, like "sl"'),
        ('"Europe/Ljubljana"', '"Mars/Olympus"', "7:13: time_zone: unknown time zone", 'like "Europe/Ljubljana"'),
        ('"Europe/Ljubljana"', '"Europe/Ljublana"', "7:13: time_zone: unknown", "did you mean 'Europe/Ljubljana'?"),
        ('"Europe/Ljubljana"', '"/etc/localtime"', "7:13: time_zone: unknown time zone", "write it like"),
        ('"Europe/Ljubljana"', '"../../etc/passwd"', "7:13: time_zone: unknown time zone", "write it like"),
        ('"Europe/Ljubljana"', '"Europe"', "7:13: time_zone: unknown time zone", ""),
        ('"Europe/Ljubljana"', '"localtime"', "7:13: time_zone: unknown time zone", ""),
    ],
)
def test_where_a_region_cannot_be(folder, old, new, said, instead):
    assert old in REGION
    (folder / "region.toml").write_text(REGION.replace(old, new))
    (complaint,) = told(folder)
    assert complaint.startswith(f"made/region.toml:{said}")
    assert instead in complaint.splitlines()[-1]


@pytest.mark.parametrize(("state", "code"), [
    ("GB", "TLG13"), ("GB", "UKG13"), ("GR", "EL30"), ("IT", "ITF1"), ("PT", "PT17"), ("PT", "PT1A"), ("SI", "SI"),
    ("AT", "AT99"), ("GB", "UKC1"), ("SI", "SIZZ"),
])  # fmt: skip
def test_codes_begin_like_those_of_the_state(folder, state, code):
    (folder / "region.toml").write_text(REGION.replace('"SI"', f'"{state}"').replace("SI03", code))
    assert told(folder) == []


def test_a_language_may_have_no_sentences_of_its_own(folder):
    (folder / "region.toml").write_text(REGION.replace('"sl"]', '"et"]'))
    assert told(folder) == []


def test_without_zone_data_a_zone_is_taken_as_it_is_written(folder, monkeypatch):
    def missing(name):
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(whereabouts, "ZoneInfo", missing)
    monkeypatch.setattr(whereabouts, "available_timezones", set)
    assert told(folder) == []
    (folder / "region.toml").write_text(REGION.replace("Europe/Ljubljana", "/etc/localtime"))
    assert "unknown time zone" in told(folder)[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("de_minimis_transiton = 'new'", "10:1: policy.de_minimis_transiton: unknown policy 'de_minimis_transiton'"),
        ("transition = 'never'", "10:14: policy.transition: the policy "),
    ],
)
def test_a_policy_that_is_unknown_is_told_with_its_line(folder, line, said):
    (folder / "region.toml").write_text(f"{REGION}[policy]\n{line}\n")
    (complaint,) = told(folder)
    assert complaint.startswith(f"made/region.toml:{said}")


@pytest.mark.parametrize(("told_", "said", "instead"), [
    ('near = { nuts = ["SI03", "SI99"] }', ": set.near.nuts[1]: no version of NUTS has a code 'SI99'", "SI03, SI04"),
    ('[set.near]\nnuts = "SI99"', ": set.near.nuts: no version of NUTS has a code 'SI99'", "NUTS 2024 has SI03, SI04"),
    ('around.near = { nuts = ["SI99"] }', ": set.around.near.nuts[0]: no version of NUTS has a code", "SI03, SI04"),
])  # fmt: skip
@pytest.mark.parametrize("file", ["vocabulary.toml", "measures/voucher.toml"])
def test_a_set_has_codes_that_there_are(folder, file, told_, said, instead):
    text = (folder / file).read_text()
    line = told_ if told_.startswith("[") else f"[set]\n{told_}"
    (folder / file).write_text(f"{text}\n{line}\n")
    (complaint,) = [each for each in told(folder) if "nothing uses" not in each]
    assert complaint.startswith(f"made/{file}:")
    assert said in complaint
    assert instead in complaint.splitlines()[-1]


def test_a_set_may_have_codes_further_up_and_of_a_country_that_is_not_listed(folder):
    text = (folder / "vocabulary.toml").read_text()
    (folder / "vocabulary.toml").write_text(text + '\n[set]\nnear = { nuts = ["SI", "SI0", "PT1", "AT99"] }\n')
    assert told(folder) == []
