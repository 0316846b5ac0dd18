"""pytest collects case files: each case is a test of its own, and what fails is told without a traceback."""

import pytest

pytest_plugins = ["pytester"]

FILE = """schema = 1
kind   = "cases"

[all]
measure = "slovenia.forum"
author  = "The intra-core contributors"
written = 2026-11-23
source  = "sps-forums"

[[case]]
name   = "A large enterprise"
on     = 2021-10-01
given  = { undertaking.size = "large" }
expect = { verdict = "ineligible", unmet = ["size"] }

[[case]]
name   = "A small one of which nothing else is known"
like   = "A large enterprise"
given  = { undertaking.size = "small" }
expect = { verdict = "undetermined" }
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """Give a way to run pytest in this process over a folder with one case file."""
    monkeypatch.setenv("INTRA_REGIONS", "slovenia")

    def started(text, folder="cases", file="mine.toml"):
        place = pytester.mkdir(folder)
        (place / file).write_text(text, "utf-8")
        return pytester.runpytest_inprocess("-p", "no:cacheprovider", "-p", "no:randomly", "-v")

    return started


def test_each_case_is_a_test(run):
    result = run(FILE)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["cases/mine.toml::A large enterprise (forum) PASSED*"])


@pytest.mark.parametrize("slip", ['kind   = "case"', 'knd = "cases"', ""])
def test_a_slip_in_the_kind_does_not_leave_the_cases_out(run, slip):
    result = run(FILE.replace('kind   = "cases"', slip))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*kind*"])


def test_cases_of_somebody_else_are_let_be(run):
    run('[[case]]\nname = "A"\nexpect = 3\n').assert_outcomes()


def test_what_fails_is_told_as_people_read_it(run):
    result = run(FILE.replace('"ineligible", unmet = ["size"]', '"eligible"'))
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "cases/mine.toml:10: slovenia.forum: A large enterprise",
            "  verdict: expected eligible, but it is ineligible",
            "  size is unmet: *",
            "  written on 2026-11-23 by The intra-core contributors, from Slovenski podjetni*",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def test_what_cannot_be_read_is_told_with_its_place(run):
    result = run(FILE.replace("verdict", "verdct"))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["cases/mine.toml:14:12: case?0?.expect.verdct: unknown key 'verdct'"])


@pytest.mark.parametrize(
    ("folder", "file", "kind"),
    [("case", "mine.toml", "cases"), ("cases", "mine.txt", "cases"), ("cases", "a.toml", "x")],
)
def test_nothing_else_is_taken_for_a_case_file(run, folder, file, kind):
    assert run(FILE.replace('"cases"', f'"{kind}"'), folder, file).ret == pytest.ExitCode.NO_TESTS_COLLECTED
