"""The checks of a region's contract: a good region passes all, and each catches a region with its own fault."""

import sys

import pytest
from tests.testing.faulty.faults import ASKED, FAULTS, LOADING, UNTRANSLATED, swapped, voucher
from tests.testing.faulty.made import forget, made

from intra_core.assessment import assessment as answers
from intra_core.assessment.assumptions import assumptions_of
from intra_core.testing.conformance.contract import BY_ID, CHECKS
from intra_core.testing.conformance.report import check_examined

LEAST = 60


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("INTRA_CACHE", "")
    yield tmp_path
    forget()


def test_a_region_that_keeps_its_contract_passes_every_check(package):
    examined = made(package)
    assert examined.complaints == ()
    report = check_examined(examined)
    assert [str(each) for each in report.findings] == []
    assert report.looked_at == len(CHECKS)


def test_the_python_of_an_isolated_region_is_not_run_here_and_what_it_asks_there_is_not_taken_for_nothing(package):
    examined = made(package, isolated=("good",))
    looked = [each for each in CHECKS if each.group in ("packaging", "purity", "hooks", "time")]
    found = [finding for check in looked for finding in check.breaches(examined)]
    assert {each.check.id for each in found} == {"purity.no-outside", "purity.no-clock"}
    assert {each.breach.what for each in found} == {"what its functions do is not seen: they run in another process"}
    assert "intra_good" not in sys.modules


@pytest.mark.parametrize("check", [each.id for each in CHECKS])
def test_each_check_catches_the_region_with_its_fault(check, package, monkeypatch):
    examined = made(package, lambda folder: FAULTS[check](folder, monkeypatch))
    found = list(BY_ID[check].breaches(examined))
    assert found, [str(each) for each in examined.complaints]
    for each in found:
        assert each.check.id == check
        assert each.breach.what
        assert each.mend


@pytest.mark.parametrize("file", UNTRANSLATED)
def test_a_text_that_lacks_a_language_is_found_in_every_kind_of_file(file, package, monkeypatch):
    examined = made(package, lambda folder: swapped(file, (UNTRANSLATED[file], ""))(folder, monkeypatch))
    (found,) = BY_ID["texts.languages"].breaches(examined)
    assert found.breach.file == f"intra_good/{file}"
    assert found.breach.what.endswith(" has no sl")
    assert found.breach.line is not None


ASSUMED = 'mark   = "assumed"\nnote   = "nobody has read the call"\n'


@pytest.mark.parametrize(
    ("hidden", "is_a"), [("one", "call"), ("worthwhile", "condition"), ("report", "condition"), ("floor", "figure")]
)
def test_whatever_is_assumed_and_not_told_so_is_found(hidden, is_a, package, monkeypatch):
    sourced = 'source = "call"\nmark   = "sourced"\n'
    assume = voucher(
        (f'holds  = "grant >= floor"\n{sourced}', f'holds  = "grant >= floor"\nsource = "call"\n{ASSUMED}'),
        (f'until  = "report_by"\n{sourced}', f'until  = "report_by"\nsource = "call"\n{ASSUMED}'),
        (
            'value = "EUR 500.00", source = "call", mark = "sourced"',
            'value = "EUR 500.00", source = "call", mark = "assumed", note = "nobody has read the call"',
        ),
    )
    examined = made(package, lambda folder: assume(folder, monkeypatch))
    check = BY_ID["sources.shown-as-assumed"]
    assert list(check.breaches(examined)) == []
    monkeypatch.setattr(
        answers, "assumptions_of", lambda of: tuple(x for x in assumptions_of(of) if hidden not in (x.what, x.value))
    )
    assert {each.breach.what for each in check.breaches(examined)} == {
        f"the assumed {is_a} {hidden!r} is not told as assumed"
    }


@pytest.mark.parametrize("check", LOADING)
def test_each_complaint_of_loading_belongs_to_one_check(check, package, monkeypatch):
    examined = made(package, lambda folder: LOADING[check](folder, monkeypatch))
    assert examined.loaded is None
    report = check_examined(examined)
    assert check in {each.check.id for each in report.findings}
    assert len(report.findings) == len(examined.complaints)


def test_every_check_has_a_fault_and_there_are_at_least_sixty(figure):
    assert len(BY_ID) == len(CHECKS) >= LEAST
    assert set(FAULTS) == set(BY_ID)
    assert set(LOADING) == {each.id for each in CHECKS if each.way == "refused"}
    figure(
        "checks of a region's contract, each proved by a region that breaks it",
        f"{len(CHECKS)}, {len(ASKED)} by asking",
    )
