"""What the law, the region or every measure has named means the same everywhere: no file may name it anew."""

import pytest
from tests.assessment.made import CALL, HEAD, REGION, REST, VOCABULARY

from intra_core.errors import WrongInput
from intra_core.regions.reading import region_in

BASED = 'source = "s", mark = "sourced"'
SOURCE = '[source.s]\ntitle = "S"\nread = 2026-11-22\n'
MEASURE = HEAD + CALL + REST


@pytest.fixture
def told(tmp_path):
    """Write a region and give what is said of it."""

    def said(measure=MEASURE, vocabulary=VOCABULARY, region=REGION):
        (tmp_path / "measures").mkdir()
        (tmp_path / "measures" / "voucher.toml").write_text(measure)
        (tmp_path / "vocabulary.toml").write_text(vocabulary)
        (tmp_path / "region.toml").write_text(region)
        try:
            region_in(tmp_path, "made")
        except WrongInput as error:
            return [str(each) for each in error.complaints]
        return []

    return said


OF_THE_LAW = {
    "sizes.sme": '[set.sizes]\nsme = ["micro", "small", "medium", "large"]\n',
    "regimes.de_minimis": '[set.regimes]\nde_minimis = ["none"]\n',
    "de_minimis.ceiling_2023": f'[parameter.de_minimis]\nceiling_2023 = [{{ value = "EUR 9000000.00", {BASED} }}]\n',
    "de_minimis.rules_of_2023_since": (
        f'[parameter]\n"de_minimis.rules_of_2023_since" = [{{ value = 2030-01-01, {BASED} }}]\n'
    ),
    "aid.headroom": '[define]\n"aid.headroom" = { is = "de_minimis.ceiling_2023" }\n',
    "undertaking.headcount": '[fact.undertaking.headcount]\ntype = "day"\nlabel = { en = "x" }\n',
    "award.amount": '[fact.award.amount]\ntype = "day"\nlabel = { en = "x" }\n',
}


@pytest.mark.parametrize("name", OF_THE_LAW)
def test_a_vocabulary_cannot_change_the_law(told, name):
    first, *others = told(vocabulary="schema = 1\n" + SOURCE + OF_THE_LAW[name])
    assert not [each for each in others if not each.startswith("made/vocabulary.toml")]
    assert f"'{name}' belongs to the law\n" in first
    assert first.startswith("made/vocabulary.toml:")
    assert first.endswith("  take another name")


@pytest.mark.parametrize("name", [name for name, text in OF_THE_LAW.items() if not text.startswith("[fact")])
def test_a_measure_cannot_change_the_law(told, name):
    section, _, entry = OF_THE_LAW[name].partition("\n")
    kind, _, prefix = section.strip("[]").partition(".")
    entry = f"{prefix}.{entry}" if prefix else entry
    measure = MEASURE.replace(f"[{kind}]\n", f"[{kind}]\n{entry}") if f"[{kind}]\n" in MEASURE else None
    (said,) = told(measure or MEASURE.replace("[define]\n", f"[{kind}]\n{entry}[define]\n"))
    assert f"'{name}' belongs to the law\n" in said


def test_a_measure_cannot_change_what_the_region_has_named(told):
    (said,) = told(MEASURE.replace("[define]\n", '[set]\nterritory.east = { nuts = ["SI04"] }\n[define]\n'))
    assert "voucher.toml:25:11: set.territory.east: 'territory.east' belongs to the region" in said


@pytest.mark.parametrize("name", ["on", '"costs.eligible"', '"call.costs.since"', '"region.member_state"'])
def test_what_every_measure_has_means_the_same_in_each(told, name):
    (said,) = told(MEASURE.replace("[define]\n", f'[set]\n{name} = ["x"]\n[define]\n'))
    bare = name.strip('"')
    assert f"'{bare}' belongs to every measure" in said


def test_one_name_does_not_stand_for_two_things(told):
    (said,) = told(MEASURE.replace("[define]\n", '[set]\nceiling = ["x"]\n[define]\n'))
    assert "set.ceiling: 'ceiling' stands for two things in this file" in said


def test_one_name_does_not_stand_twice_in_two_ways_of_writing(told):
    twice = '[set.a]\nb = ["x"]\n[set]\n"a.b" = ["y"]\n'
    (said,) = told(MEASURE.replace("[define]\n", f"{twice}[define]\n"))
    assert "'a.b' stands twice" in said


def test_labels_words_and_units_may_be_reworded(told):
    reworded = '[word]\nmicro = { en = "tiny" }\n[unit]\npersons = { en = ["head", "heads"] }\n'
    labels = '"sizes.sme" = { en = "small and medium-sized enterprises" }\n'
    assert told(vocabulary=VOCABULARY + labels + reworded) == []


@pytest.mark.parametrize("name", ["undertaking.colour", "other.colour", "made.shade.colour"])
def test_a_region_s_own_fact_stands_where_an_application_can_state_it(told, name):
    (said,) = told(vocabulary=f'{VOCABULARY}[fact.{name}]\ntype = "yes-no"\nlabel = {{ en = "x" }}\n')
    assert f"fact.{name}: '{name}' does not stand in the region's own table" in said
    assert said.endswith('write "[fact.made.colour]"')


@pytest.mark.parametrize("kind", ["list", "day-of-year"])
def test_a_region_s_own_fact_is_of_a_type_that_can_be_read(told, kind):
    (said,) = told(vocabulary=f'{VOCABULARY}[fact.made.x]\ntype = "{kind}"\nlabel = {{ en = "x" }}\n')
    assert "fact.made.x.type: a region's own fact cannot be a " in said
