"""A faulty region among others, in one process: theirs are the answers they always give, and the fault is named."""

import re

import pytest
from tests.regions.faulty import CALLED, FAULTS, FUNCTIONS, IMPORT, REGION_HOOK, WAYS, ways

import intra_core
from intra_core.cli import main
from intra_core.regions import host


@pytest.mark.parametrize(("fault", "place", "line", "told"), FAULTS, ids=[f"{row[0]}, {row[1]}" for row in FAULTS])
def test_the_others_answer_as_ever_and_the_fault_is_named(
    alone, shelf, hurried, monkeypatch, fault, place, line, told, figure
):
    shelf.put("odd", place, line)
    if fault == "slow":
        hurried()
    found = intra_core.load_regions()
    assert {"fine", "later"} <= {each.region.id for each in found.regions}
    answers, beside = ways(shelf, found, monkeypatch)
    for way in WAYS:
        assert answers[way] == alone[way]
    figure("faults of a region x places x ways in, in one process", len(FAULTS) * len(WAYS))
    if told is None:
        assert (found.incidents(), found.quarantined) == ((), ())
        return
    kept = place == CALLED or fault == "slow"
    assert [each.region for each in found.quarantined] == ([] if kept else ["odd"])
    complaints = found.incidents() if kept else found.quarantined[0].complaints
    first = complaints[0]
    assert told in first.says
    assert first.says.startswith("region 'odd' (intra-odd 1.3)")
    assert place == IMPORT or "hook" in first.says
    assert first.file == str(shelf.folder / "faulty_odd" / "__init__.py")
    assert sum(len(each.says) for each in complaints) < 300_000
    for way in WAYS:
        # What a rule function does is known once it has been asked.
        if place != CALLED or way in {"assess", "check"}:
            assert re.search(r"region 'odd' \(intra-odd 1\.3\)", "".join(beside[way]))
            assert "faulty_odd/__init__.py" in "".join(beside[way])


STOPS = {IMPORT: "", FUNCTIONS: f", hook '{FUNCTIONS}',", REGION_HOOK: f", hook '{REGION_HOOK}',"}


@pytest.mark.parametrize("place", STOPS)
def test_a_wish_to_stop_ends_the_command_and_names_what_was_being_loaded(shelf, capsys, place):
    shelf.put("odd", place, "raise KeyboardInterrupt")
    assert main(["measures"]) == 130
    file = shelf.folder / "faulty_odd" / "__init__.py"
    told = f"intra: stopped while region 'odd' (intra-odd 1.3){STOPS[place]} was being loaded ({file}"
    assert capsys.readouterr().err.startswith(told)


def test_a_wish_to_stop_in_a_rule_function_names_it(shelf, capsys):
    shelf.put("odd", CALLED, "raise KeyboardInterrupt")
    assert main(["assess", str(shelf.folder / "application.toml"), "--region", "odd"]) == 130
    file = shelf.folder / "faulty_odd" / "__init__.py"
    told = f"intra: stopped while the rule function 'odd.root' was being asked ({file}:21)\n"
    assert capsys.readouterr().err == told


def test_what_this_library_reads_is_not_the_plug_in_s_time(shelf, monkeypatch):
    monkeypatch.setattr(host, "BUDGET", 0.01)
    package = shelf.folder / "faulty_odd" / "measures"
    text = (package / "voucher.toml").read_text()
    for number in range(20):
        (package / f"more{number}.toml").write_text(text.replace("odd.voucher", f"odd.voucher{number}"))
    (odd,) = (each for each in intra_core.load_regions().regions if each.region.id == "odd")
    assert odd.seconds > 0.01
    assert sum(odd.pace.seconds.values()) < odd.seconds
    assert odd.pace.seconds["intra_region"] < odd.seconds / 4
