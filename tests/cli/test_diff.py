"""`intra diff` and `intra measures --changing`: what changed, in words and as TOML."""

import json

import pytest

DAYS = ("--from", "2023-12-31", "--to", "2024-01-01")


def test_each_change_has_two_sides_in_words_and_as_toml(intra):
    code, out, _ = intra("diff", "hills.voucher", *DAYS)
    assert code == 0
    assert out.startswith("Fair voucher (hills.voucher): from 31 December 2023 to 1 January 2024\n  call new\n")
    assert "    - closed\n    + new: opens: 1 January 2024; closes: 31 December 2026" in out
    assert (
        "  figure greatest grant [ceiling]\n"
        '    - EUR 5,000.00\n      ceiling = "EUR 5000.00"\n      source: The call\n'
        '    + EUR 9,999.99\n      ceiling = "EUR 9999.99"\n      source: The call\n'
    ) in out


def test_nothing_changed_is_said(intra):
    code, out, _ = intra("diff", "hills.voucher", "--from", "2024-02-01", "--to", "2024-02-02")
    assert (code, out.splitlines()[1:]) == (0, ["  none"])


def test_json_gives_both_sides(intra):
    _, out, _ = intra("diff", "hills.voucher", *DAYS, "--json", "--lang", "sl")
    told = json.loads(out)
    assert (told["measure"], told["from"], told["to"]) == ("hills.voucher", "2023-12-31", "2024-01-01")
    assert [(each["what"], each["name"], each["label"]) for each in told["changes"]] == [
        ("call", "call", "new"),
        ("figure", "ceiling", "najvišji znesek"),
    ]
    assert told["changes"][0]["before"] is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("hills.vouchr", *DAYS), "did you mean 'hills.voucher'?"),
        (("hills.voucher", "--from", "2024-01-01", "--to", "2024-01-01"), "--to: 2024-01-01 is not after 2024-01-01"),
        (("hills.voucher", "--from", "1.1.2024", "--to", "x"), "--from: '1.1.2024' is not a day"),
        (("marsh.any", *DAYS), "the region 'marsh' is quarantined"),
    ],
)
def test_wrong_words_are_told(intra, words, says):
    code, out, err = intra("diff", *words)
    assert (code, out) == (2, "")
    assert says in err


def test_a_year_lists_the_days_of_each_measure(intra):
    code, out, _ = intra("measures", "--changing", "2024")
    assert code == 0
    assert out.startswith("Fair voucher (hills.voucher)\n  1 January 2024\n    call new\n      - closed\n")
    _, out, _ = intra("measures", "hills", "--changing", "2024", "--json")
    (day,) = json.loads(out)["changes"]
    assert (day["measure"], day["on"], len(day["changes"])) == ("hills.voucher", "2024-01-01", 2)


def test_a_year_without_changes_is_told(intra):
    assert intra("measures", "--changing", "2031")[1] == "nothing changes in 2031\n"


@pytest.mark.parametrize("year", ["x", "0", "1", "24", "0001", "02024", "10000", "2024-01-01", "-5", "٢٠٢٤", ""])
def test_what_is_no_year_is_refused(intra, year):
    code, out, err = intra("measures", f"--changing={year}")
    assert (code, out) == (2, "")
    assert err.endswith("--changing: " + repr(year) + " is not a year\n  write a year such as 2024\n")


def test_a_year_stands_alone(intra):
    code, _, err = intra("measures", "--changing", "2024", "--open", "--on", "2024-01-01")
    assert code == 2
    assert "--changing: a year is asked for, and --open and --on\n  give --changing alone\n" in err
