"""Every worked example of every installed measure holds, and so do the applications under examples/."""

from pathlib import Path

import pytest

import intra_core
from intra_core.assessment.examples import run_example
from intra_core.cli import main

CATALOGUE = intra_core.load_regions()
APPLICATIONS = sorted((Path(__file__).parents[1] / "examples").glob("*/*.toml"))
EXAMPLES = [(measure.id, example.name) for measure in CATALOGUE for example in measure.examples]


def test_no_region_is_quarantined() -> None:
    assert not CATALOGUE.quarantined, "\n".join(
        str(each) for broken in CATALOGUE.quarantined for each in broken.complaints
    )


@pytest.mark.parametrize(("measure", "name"), EXAMPLES)
def test_example(measure: str, name: str) -> None:
    example = next(each for each in CATALOGUE[measure].examples if each.name == name)
    assert run_example(CATALOGUE[measure], example) == ()


@pytest.mark.parametrize("file", APPLICATIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_an_application_of_the_examples_is_said_to_be_made_up_and_raises_no_note(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = "".join(line for line in file.read_text("utf-8").splitlines() if line.startswith("#"))
    assert "made up" in comment
    assert main(["assess", str(file)]) == 0
    assert capsys.readouterr().err == ""
