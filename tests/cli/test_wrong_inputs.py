"""Wrong inputs: exit code 2, one message per fault, nothing on standard output, never a traceback."""

import io
import sys

import pytest

from intra_core.cli import outside

FAULTS = {
    "no key": ("undertaking.employes = 1", ["application.toml:2:13: undertaking.employes: unknown key 'employes'"]),
    "two faults": (
        "undertaking.employees = -1\nproject.submitted = 5",
        ["undertaking.employees: -1 is below zero", "project.submitted: 5 is not a day"],
    ),
    "unknown words": (
        'event.kind = "fiar"\nevent.form = "x"',
        ["event.kind: unknown word 'fiar'", "event.form: unknown word 'x'"],
    ),
    "both costs": ('cost = []\ncosts.eligible = "EUR 1.00"', ["both [[cost]] lines and [costs] eligible are given"]),
    "a bad day": ('on = "2024-02-30"', ["on: '2024-02-30' is not a day"]),
    "no toml": ("undertaking = [", ["not TOML"]),
}


@pytest.mark.parametrize("region", [(), ("--region", "hills"), ("--region", "all")], ids=["file", "named", "all"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_application(intra, given, name, region):
    text, messages = FAULTS[name]
    code, out, err = intra("assess", given(f'region = "hills"\n{text}\n'), *region)
    assert (code, out) == (2, "")
    for message in messages:
        assert err.count(message) == 1, err
    told = [line for line in err.splitlines() if line.split(":")[0].endswith("application.toml")]
    assert len(told) == len(messages)


@pytest.mark.parametrize(
    ("words", "messages"),
    [
        (["assess", "FILE", "--on", "2024-13-01"], ["--on: '2024-13-01' is not a day"]),
        (["assess", "FILE", "--on", "tomorrow"], ["--on: 'tomorrow' is not a day"]),
        (["assess", "FILE", "--region", "hils"], ["no region 'hils' is installed", "did you mean 'hills'?"]),
        (["assess", "FILE", "--measure", "hills.vouchr"], ["--measure: there is no measure 'hills.vouchr'"]),
        (
            ["assess", "FILE", "--measure", "valley.hidden"],
            ["--measure: 'valley.hidden' is a measure of 'valley', and 'hills' is asked\n  give --region valley"],
        ),
        (
            ["assess", "FILE", "--measure", "x", "--measure", "y", "--on", "z"],
            ["--on: 'z' is not a day", "no measure 'x'", "no measure 'y'"],
        ),
        (["assess", "FILE", "--region", "all", "--measure", "x", "--on", "z"], ["--on: 'z'", "no measure 'x'"]),
        (["assess", "FILE", "--region", "marsh"], ["the region 'marsh' is quarantined", "the key 'schema' is missing"]),
        (["assess", "nowhere.toml", "--on", "z"], ["nowhere.toml: cannot be read: No such file", "--on: 'z'"]),
        (["measures", "nowhere"], ["no region 'nowhere' is installed"]),
        (["measures", "marsh"], ["the region 'marsh' is quarantined"]),
        (["calendar", "marsh"], ["the region 'marsh' is quarantined, because:", "the key 'schema' is missing"]),
        (["plan", "marsh"], ["the region 'marsh' is quarantined, because:"]),
        (["institutions", "marsh"], ["the region 'marsh' is quarantined, because:"]),
        (["practices", "--region", "marsh"], ["the region 'marsh' is quarantined, because:"]),
        (["measures", "--on", "1"], ["--on: '1' is not a day"]),
        (["explain", "hills"], ["there is no measure 'hills'", "did you mean 'hills."]),
        (["explain", "marsh.voucher"], ["the region 'marsh' is quarantined", "the key 'schema' is missing"]),
        (["explain", "nothing", "--on", "never"], ["there is no measure 'nothing'", "--on: 'never'"]),
        (["template", "hills.vouchers"], ["there is no measure 'hills.vouchers'", "did you mean 'hills.voucher'?"]),
        ([], ["the following arguments are required: COMMAND"]),
        (["asess"], ["invalid choice: 'asess'"]),
        (["assess"], ["the following arguments are required: FILE"]),
        (["regions", "--jsn"], ["unrecognized arguments: --jsn"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and value and " " not in value[0] else None,
)
def test_wrong_words(intra, given, words, messages):
    code, out, err = intra(*(given() if word == "FILE" else word for word in words))
    assert (code, out) == (2, "")
    for message in messages:
        assert err.count(message) == 1, err


def test_no_region_is_named(intra, given, tmp_path):
    file = given("on = 2024-09-02\n")
    code, out, err = intra("assess", file)
    assert (code, out) == (2, "")
    assert err == f'{file}: region: no region is named\n  give --region hills, or region = "hills" in the file\n'
    other = tmp_path / "other.toml"
    other.write_text("on = 2024-09-02\n")
    err = intra("assess", file, other, "--table")[2]
    assert [line for line in err.splitlines() if "no region" in line] == [
        f"{each}: region: no region is named" for each in (file, other)
    ]


def test_faults_of_file_and_options_are_told_together(intra, given):
    code, _, err = intra(
        "assess", given('region = "hills"\nundertakin = 1\n'), "--on", "z", "--measure", "x", "--region", "hills"
    )
    assert code == 2
    assert err.index("--on: 'z'") < err.index("unknown key 'undertakin'") < err.index("no measure 'x'")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "standard input: the input is empty"),
        (b" \n", "standard input: the input is empty"),
        (b"\xff\xfe\x00", "standard input:1: byte 0xff is not UTF-8"),
        (b"{", "standard input:1:2: not JSON"),
        (b"{}", "no region is named"),
        (b"[" * 100_000, "not TOML"),
        (b"{" + b'"a":{' * 100_000, "nested more than 100 levels deep"),
        (b"#" * 10_000_001, "the file is larger than"),
    ],
    ids=["nothing", "blank", "binary", "broken", "empty object", "deep TOML", "deep JSON", "huge"],
)
def test_wrong_standard_input(intra, monkeypatch, raw, message):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
    code, out, err = intra("assess", "-")
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize("before", [0, 50, 5_000], ids=["near", "further", "far"])
def test_of_a_long_line_only_what_is_around_the_fault_is_shown(intra, given, before):
    text = f'{{"region":{" " * before}"hills","undertakin":1,"on":"2024-09-02"{" " * 100_000}}}'
    code, out, err = intra("assess", given(text))
    assert (code, out) == (2, "")
    _, shown, caret, _ = [line for line in err.splitlines() if "quarantined" not in line]
    assert len(shown) < 200
    assert shown[caret.index("^") :].startswith('"undertakin"')


def test_a_folder_is_no_application(intra, tmp_path):
    code, _, err = intra("assess", tmp_path)
    assert (code, err) == (2, f"{tmp_path}: cannot be read: Is a directory\n")


def test_standard_input_may_be_missing(intra, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert intra("assess", "-")[2] == "standard input: the input is empty\n  give at least a region and [undertaking]\n"


def test_a_region_that_is_asked_for_hears_only_its_own_complaints(intra, given):
    _, _, err = intra("assess", given(), "--region", "marsh")
    assert "FILE" not in err
    assert err.splitlines()[0] == "the region 'marsh' is quarantined, because:"


def test_a_fault_of_its_own_is_no_traceback_either(intra, monkeypatch):
    def broken():
        raise RuntimeError("out of order")

    monkeypatch.setattr(outside, "load_regions", broken)
    code, out, err = intra("regions")
    assert (code, out) == (70, "")
    assert err.startswith("intra: internal error: RuntimeError: out of order\n")


def test_ctrl_c_ends_quietly(intra, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(outside, "load_regions", interrupted)
    assert intra("regions") == (130, "", "")


def test_letters_that_steer_a_terminal_are_shown_not_sent(intra, given):
    _, _, err = intra("assess", given('region = "hills"\n"\\u001b[31m" = 1\n'))
    assert "\x1b" not in err
    assert "\\x1b" in err
