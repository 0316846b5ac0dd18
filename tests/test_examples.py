"""Every worked example of every installed measure holds, and so do the applications under examples/."""

from pathlib import Path

import pytest
from tests.installed import CATALOGUE

import intra_core
from intra_core.assessment.examples import run_example
from intra_core.cli import main

pytestmark = pytest.mark.usefixtures("loaded_once")

FILES = sorted((Path(__file__).parents[1] / "examples").glob("*/*.toml"))
APPLICATIONS = [file for file in FILES if file.parent.name != "law"]
GROUPS = {
    "linked": ("headroom", "Kolo Jug on 1 September 2025, SI: EUR 120,000.00 left"),
    "missing_accounts": ("sme", "Mizarstvo Hrast on 30 June 2025: undetermined, with partner enterprises"),
    "partner": ("sme", "Pekarna Brin on 30 June 2025: large, with partner enterprises"),
    "transition": ("headroom", "Tkalnica Zora on 1 March 2024, SI: EUR 170,000.00 left"),
    "two_periods": ("sme", "Mobili Rossi on 30 June 2025: small, an autonomous enterprise"),
    "united_kingdom": ("headroom", "Wren Brewing on 1 March 2026, GB: GBP 65,000.00 left"),
}


def test_no_region_is_quarantined() -> None:
    assert not CATALOGUE.quarantined, "\n".join(
        str(each) for broken in CATALOGUE.quarantined for each in broken.complaints
    )


@pytest.mark.parametrize("measure", [measure.id for measure in CATALOGUE])
def test_every_example_of_a_measure_holds(measure: str) -> None:
    examples = CATALOGUE[measure].examples
    ran = {each.name: run_example(CATALOGUE[measure], each) for each in examples}
    assert len(ran) == len(examples) > 0
    assert {name: differs for name, differs in ran.items() if differs} == {}


@pytest.mark.usefixtures("loaded_once")
@pytest.mark.parametrize("file", APPLICATIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_an_application_of_the_examples_is_said_to_be_made_up_and_raises_no_note(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = "".join(line for line in file.read_text("utf-8").splitlines() if line.startswith("#"))
    assert "made up" in comment
    assert main(["assess", str(file)]) == 0
    assert capsys.readouterr().err == ""


def comment(file: Path) -> str:
    return " ".join(line[2:] for line in file.read_text("utf-8").splitlines() if line.startswith("#"))


@pytest.mark.parametrize("file", [file for file in FILES if file.parent.name == "law"], ids=lambda file: file.stem)
def test_a_group_of_the_examples_answers_what_it_is_there_to_show(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, first = GROUPS[file.stem]
    assert "made up" in comment(file)
    assert f"`intra {command}`" in comment(file)
    assert main([command, str(file)]) == 0
    told = capsys.readouterr()
    assert (told.out.splitlines()[0], told.err) == (first, "")


def test_a_group_with_missing_accounts_asks_for_what_could_decide_it(capsys: pytest.CaptureFixture[str]) -> None:
    file = next(file for file in FILES if file.stem == "missing_accounts")
    assert main(["sme", str(file)]) == 0
    told = capsys.readouterr().out
    assert "did Gozd have" in told
    assert "did Lesna have" not in told


def test_two_periods_are_needed_for_another_size(capsys: pytest.CaptureFixture[str]) -> None:
    file = next(file for file in FILES if file.stem == "two_periods")
    assert main(["sme", str(file), "--on", "2024-06-30"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Mobili Rossi on 30 June 2024: small,")
    assert "medium-sized; with the periods before, small" in told


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["--policy", "transition=scheme-until-2024-06-30"], "EUR 70,000.00"),
        (["--on", "2023-12-29"], "EUR 10,000.00"),
    ],
)
def test_the_regulation_before_answers_where_it_holds(
    words: list[str], left: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = next(file for file in FILES if file.stem == "transition")
    assert main(["headroom", str(file), *words]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith(f"SI: {left} left")
    assert "Regulation (EU) 1407/2013" in told[1]


def test_a_group_stands_in_place_of_a_size_and_its_reason_shows_the_working() -> None:
    file = next(file for file in FILES if file.stem == "group")
    answer = CATALOGUE.assess(intra_core.read_application(file), measures=("slovenia.certification",))
    (assessment,) = answer.assessments
    (size,) = [reason for reason in assessment.reasons if reason.condition == "size"]
    assert (assessment.verdict.value, size.facts["undertaking.size"]) == ("eligible", "medium")
    assert any("58" in line for line in size.working)
    assert any(line.startswith("Vzor, 100 %") for line in size.working)


@pytest.mark.parametrize(
    ("amount", "parent", "verdict"),
    [
        ("EUR 297600.00", "Vzor", "eligible"),
        ("EUR 297600.01", "Vzor", "ineligible"),
        ("EUR 297600.01", "Somebody else", "eligible"),
    ],
)
def test_aid_of_the_group_s_single_undertaking_counts_with_the_applicant_s_own(
    amount: str, parent: str, verdict: str
) -> None:
    text = next(file for file in FILES if file.stem == "group").read_text("utf-8")
    text = text.replace('"EUR 40000.00"', f'"{amount}"')
    text = text.replace('undertaking  = "Vzor"', f'undertaking  = "{parent}"')
    text += '\n[[enterprise]]\nid = "Somebody else"\ncountry = "SI"\n'
    answer = CATALOGUE.assess(intra_core.parse_application(text), measures=("slovenia.certification",))
    assert answer.assessments[0].verdict.value == verdict
