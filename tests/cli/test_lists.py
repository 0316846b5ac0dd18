"""`intra regions` and `intra measures`."""

import json

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import main, outside


def test_regions_names_those_that_work_and_those_that_do_not(intra):
    code, out, err = intra("regions")
    assert code == 0
    assert "The Hills\n  hills (intra-hills 1.2), measures: 2, loaded in 0 ms\n" in out
    assert "marsh (intra-marsh 0.3): quarantined\n  marsh/region.toml:1:1: the key 'schema' is missing\n" in out
    assert err.startswith("intra: the region 'marsh' (intra-marsh 0.3) is quarantined: marsh/region.toml:1:1: ")
    assert len(err.splitlines()) == 1


def test_regions_as_json(intra):
    code, out, _ = intra("regions", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["regions"][0] == {
        "region": "hills",
        "version": "1.2",
        "distribution": "intra-hills",
        "title": "The Hills",
        "measures": 2,
        "milliseconds": 0.0,
    }
    assert [each["region"] for each in answer["quarantined"]] == ["marsh"]


def test_strict_exits_with_1_where_a_region_is_quarantined(intra, given):
    for words in (
        ["regions"],
        ["measures"],
        ["assess", given()],
        ["explain", "hills.voucher"],
        ["template", "hills.plan"],
    ):
        code, out, _ = intra(*words, "--strict")
        assert code == 1
        assert out, "the answer is given all the same"


def test_measures_lists_every_measure_with_its_call(intra):
    code, out, _ = intra("measures", "--on", "2024-09-02")
    assert code == 0
    assert "The Hills (hills) on 2 September 2024\n" in out
    assert "  hills.voucher: Fair voucher\n    new: open (opens: 1 January 2024; closes: 31 December 2026)\n" in out
    assert "  hills.plan: Planned voucher\n    planned\n" in out
    assert "  valley.hidden: Hidden voucher\n    some: not known (opens: not found; closes: not found)\n" in out


def test_measures_of_one_region(intra):
    _, out, _ = intra("measures", "valley", "--json")
    assert [each["measure"] for each in json.loads(out)["measures"]] == ["valley.hidden"]


def test_measures_as_json(intra):
    _, out, _ = intra("measures", "hills", "--on", "2020-03-01", "--json", "--lang", "sl")
    answer = json.loads(out)
    assert answer["on"] == "2020-03-01"
    assert answer["measures"][1] == {
        "measure": "hills.voucher",
        "title": "Vavčer za sejme",
        "region": "hills",
        "kind": "voucher",
        "on": "2020-03-01",
        "call": {"id": "old", "state": "open", "opens": "2020-01-01", "closes": "2020-06-01/2020-06-30"},
    }
    assert "described" not in answer


def test_a_call_is_shown_with_the_hour_at_which_it_closes(capsys, tmp_path):
    def said(*words):
        assert main([*words, "--on", "2019-01-10"]) == 0
        return capsys.readouterr().out

    file = tmp_path / "mine.toml"
    file.write_text('region = "abruzzo"\n', "utf-8")
    assess = ("assess", str(file), "--measure", "abruzzo.product_innovation")
    span = "2018-inner-area: open (opens: 21 September 2018; closes: 31 January 2019, 12:00)\n"
    assert span in said("measures", "abruzzo")
    assert f"  call: {span}" in said(*assess)
    listed = json.loads(said("measures", "abruzzo", "--json"))["measures"]
    call = next(each["call"] for each in listed if each["measure"] == "abruzzo.product_innovation")
    assert (call["opens"], call["closes"]) == ("2018-09-21", "2019-01-31T12:00:00")
    assert json.loads(said(*assess, "--json"))["assessments"][0]["call"] == call


def test_open_measures_only_and_those_that_may_be_open_apart(intra):
    _, out, _ = intra("measures", "--open", "--json")
    answer = json.loads(out)
    assert [each["measure"] for each in answer["measures"]] == ["hills.voucher"]
    assert answer["may_be_open"] == ["valley.hidden"]
    _, out, _ = intra("measures", "--open")
    assert "  none\n  not known whether open: valley.hidden\n" in out


def test_an_interrupted_call_is_not_open(intra):
    _, out, _ = intra("measures", "hills", "--open", "--on", "2025-03-10", "--json")
    assert json.loads(out)["measures"] == []


def test_all_shows_what_is_described_too(intra):
    _, out, _ = intra("measures", "hills", "--all", "--json")
    assert [each["id"] for each in json.loads(out)["described"]] == ["club"]
    _, out, _ = intra("measures", "hills", "--all", "--lang", "sl")
    assert "  opisano, ni odločeno:\n    Poslovni klub: Klub, ki pomaga v tujini.\n" in out


def test_without_any_region_the_lists_are_empty_and_say_so(intra, given, monkeypatch):
    monkeypatch.setattr(outside, "load_regions", lambda: Catalogue(regions=(), quarantined=()))
    for words in (["measures"], ["assess", given(), "--region", "all"]):
        code, out, err = intra(*words)
        assert (code, out, err) == (0, "", "intra: no region is installed\n")
