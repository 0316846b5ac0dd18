"""One door into a region: the same for files and for tables made in Python, and as good after a refusal as before."""

import datetime as dt
from collections.abc import Mapping
from threading import Thread
from typing import Any

import pytest
from attrs import evolve
from tests.installed import CATALOGUE

import intra_core
from intra_core import Application, CostLine, Event, PastAward, PastVoucher, Undertaking, WrongInput
from intra_core.io.intake import Intake
from intra_core.rules.compared import compared_words
from intra_core.rules.kinds import Choice, MonthDay, Text
from intra_core.rules.language import Choose, Compare, Constant, Element, Fact
from intra_core.rules.vocabulary import FactEntry, Vocabulary

FORUM = CATALOGUE["slovenia.forum"]
ON = dt.date(2024, 9, 2)


def complaints(application: Application) -> list[str]:
    with pytest.raises(WrongInput) as caught:
        FORUM.assess(application, ON)
    return [f"{each.key}: {each.says}; {each.instead}" for each in caught.value.complaints]


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({"undertaking": Undertaking(size="tiny")}, "undertaking.size: unknown word 'tiny'"),
        ({"cost": (CostLine(kind="certificaton-fee"),)}, "did you mean 'certification-fee'?"),
        ({"event": Event(kind="fourm")}, "event.kind: unknown word 'fourm'; did you mean 'forum'?"),
        ({"event": Event(listed=("aumma",))}, "event.listed[0].name: unknown word 'aumma'; did you mean 'auma'?"),
        ({"award": (PastAward(regime="de_minimis"),)}, "award[0].regime: unknown word 'de_minimis'"),
        ({"award": (PastAward(regime="fair"),)}, "award[0].regime: unknown word 'fair'; known here: block-exemption"),
        ({"voucher": (PastVoucher(measure="forum"),)}, "unknown measure 'forum'; did you mean 'slovenia.forum'?"),
        ({"voucher": (PastVoucher(measure="slovenia.forun"),)}, "unknown measure 'slovenia.forun'"),
        ({"more": {"slovenia": {"seat_movd": True}}}, "slovenia.seat_movd: unknown key 'seat_movd'"),
        ({"more": {"slovenia": {"seat_moved": "no"}}}, "slovenia.seat_moved: 'no' is neither true nor false"),
    ],
)
def test_what_no_vocabulary_knows_is_refused_from_python_as_from_a_file(tables: Mapping[str, Any], says: str) -> None:
    (told,) = complaints(Application(region="slovenia", **tables))
    assert says in told


def test_every_fault_is_told_at_once() -> None:
    application = Application(
        undertaking=Undertaking(size="tiny"),
        award=(PastAward(regime="x"), PastAward(regime="y")),
        more={"slovenia": {"a": 1}},
    )
    assert len(complaints(application)) == 4


def test_vouchers_of_other_regions_and_those_that_rules_name_are_known() -> None:
    for name in ("slovenia.efqm", "slovenia.certification", "abruzzo.export_manager", "tuscany.anything"):
        FORUM.assess(Application(voucher=(PastVoucher(measure=name),)), ON)


def test_a_refusal_leaves_nothing_behind() -> None:
    application = intra_core.read_application("examples/slovenia/certification.toml")
    before = CATALOGUE.assess(application).to_dict()
    with pytest.raises(WrongInput, match="ISO 9001"):
        CATALOGUE.assess(application, region="algarve")
    assert CATALOGUE.assess(application).to_dict() == before
    wrong = evolve(application, certificate=intra_core.Certificate(standard="ISO9001"))
    with pytest.raises(WrongInput, match="did you mean 'ISO 9001'"):
        CATALOGUE.assess(wrong)
    assert CATALOGUE.assess(application).to_dict() == before


def test_threads_that_share_an_application_do_not_hear_each_other() -> None:
    application = intra_core.read_application("examples/slovenia/certification.toml")
    answered: list[str] = []

    def ask(region: str) -> None:
        for _ in range(30):
            try:
                found = CATALOGUE.assess(application, region=region)
                answered.append(f"{region} {found.assessments[0].verdict.value}")
            except WrongInput:
                answered.append(f"{region} refused")

    threads = [Thread(target=ask, args=(region,)) for region in ("slovenia", "algarve", "slovenia")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answered) == {"slovenia eligible", "algarve refused"}
    assert answered.count("slovenia eligible") == 60


def test_the_region_s_own_facts_are_typed_on_the_way_in() -> None:
    text = 'region = "extremadura"\non = 2024-09-02\n[extremadura]\npresence_months = "6"\n'
    measure = CATALOGUE["extremadura.digitalisation"]
    with pytest.raises(WrongInput, match="presence_months: '6' is not a whole number"):
        measure.assess(intra_core.parse_application(text))
    application = intra_core.parse_application(text.replace('"6"', "6"))
    assert measure.assess(application).facts["extremadura.presence_months"] == 6
    typed = Application(region="extremadura", on=ON, more={"extremadura": {"presence_months": 6}})
    assert measure.intake.take(typed) is typed
    assert typed.taken_by is measure.intake


def test_tables_of_other_regions_stay_outside() -> None:
    application = Application(on=ON, more={"slovenia": {"seat_moved": False}, "algarve": {"x": 1}})
    assert dict(FORUM.intake.take(application).more) == {"slovenia": {"seat_moved": False}}


def test_a_region_s_own_fact_cannot_be_a_day_of_the_year() -> None:
    text = intra_core.LocalizedText({"en": "x"})
    kind = MonthDay()
    entry = FactEntry(name="made.day", kind=kind, label=text, question=text, low=0, high=0, order=0)
    with pytest.raises(WrongInput, match="a region's own fact cannot be day of the year"):
        Intake(region="made", vocabulary=Vocabulary(facts={"made.day": entry})).take(
            Application(more={"made": {"day": "--12-31"}})
        )


def test_the_words_that_rules_compare_a_fact_with() -> None:
    kind = Choice({"a", "b", "c", "d"})
    fact = Fact("mode", kind)
    word = {each: Constant(each, kind) for each in "abcd"}
    chosen = Choose(Compare("==", fact, word["a"]), word["b"], word["c"], kind)
    assert compared_words([Compare("==", chosen, fact)], "mode") == {"a", "b", "c"}
    element = Element("x", "cost", "mode", kind)
    assert compared_words([Compare("!=", element, word["d"])], "cost.mode") == {"d"}
    assert compared_words([Compare("==", Fact("name", Text()), Constant("z", Text()))], "name") == {"z"}
    assert compared_words([Compare("==", element, word["d"])], "mode") == frozenset()
