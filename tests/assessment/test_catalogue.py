"""What a catalogue gives and refuses, also one made by hand."""

import datetime as dt
from pathlib import Path

import pytest
from attrs import evolve
from tests.assessment.made import CALL, HEAD, REST, catalogue_of, measure_of

from intra_core import Application, QuarantinedRegion, WrongInput
from intra_core.assessment.catalogue import Catalogue
from intra_core.assessment.explaining import explain
from intra_core.errors import Complaint
from intra_core.model.money import Money
from intra_core.model.project import Costs
from intra_core.regions.host import Quarantined

ON = dt.date(2024, 9, 2)
RULE = 'where = "x.contractor == x.contractor"\nsource = "s"\nmark = "assumed"\nnote = "so it is read"\n'


def test_two_measures_of_one_id_are_no_catalogue(tmp_path: Path) -> None:
    (made,) = catalogue_of(tmp_path, HEAD + CALL + REST).regions
    with pytest.raises(ValueError, match=r"two measures are called 'made\.voucher'"):
        Catalogue(regions=(made, made), quarantined=())


def test_all_that_is_wrong_with_a_region_of_two_distributions_is_told() -> None:
    broken = [
        Quarantined(region="twice", distribution=name, version="1", complaints=(Complaint(says=f"{name} says no"),))
        for name in ("one", "other")
    ]
    with pytest.raises(QuarantinedRegion) as caught:
        Catalogue(regions=(), quarantined=tuple(broken)).region("twice")
    assert [each.says for each in caught.value.complaints] == ["one says no", "other says no"]
    assert "0 measures, 2 quarantined" in repr(Catalogue(regions=(), quarantined=tuple(broken)))


def test_a_region_without_measures_has_nothing_to_say(tmp_path: Path) -> None:
    (made,) = catalogue_of(tmp_path, HEAD + CALL + REST).regions
    bare = evolve(made, region=evolve(made.region, measures=()))
    assert len(Catalogue(regions=(bare,), quarantined=()).assess(Application(region="made", on=ON))) == 0


def test_a_moment_is_no_day_of_decision(tmp_path: Path) -> None:
    measure = measure_of(tmp_path)
    with pytest.raises(WrongInput, match="is not a day"):
        measure.assess(Application(), dt.datetime(2024, 9, 2, 12, tzinfo=dt.UTC))


def test_which_costs_count_is_read_out_with_its_source_and_assumed_as_such(tmp_path: Path) -> None:
    measure = measure_of(tmp_path, rest=REST.replace("[costs]\n", f"[costs]\n{RULE}"))
    told = explain(measure)
    assert told.costs is not None
    assert told.to_dict()["costs"] == told.costs.to_dict()
    assert "of these only where: The contractor of the cost is the contractor of the cost" in str(told)
    assert [(each.what, each.why) for each in told.assumed] == [("costs", "so it is read")]
    assert told.authority is None


def test_a_region_without_measures_reads_applications_by_their_shape_alone(tmp_path: Path) -> None:
    (made,) = catalogue_of(tmp_path, HEAD + CALL + REST).regions
    empty = Catalogue(regions=(evolve(made, region=evolve(made.region, measures=())),), quarantined=())
    assert empty.parse_application('certificate = { standard = "anything" }', region="made").region == "made"


def test_what_the_law_reckons_in_euro_is_asked_for_as_a_whole_in_pounds(tmp_path: Path) -> None:
    small = '[[condition]]\nid = "size"\nholds = "undertaking.size in sizes.sme"\nsource = "s"\nmark = "sourced"\n'
    rest = REST.replace("EUR", "GBP") + small
    measure = measure_of(
        tmp_path, head=HEAD.replace("[source.s]", 'currency = "GBP"\n[source.s]'), call=CALL, rest=rest
    )
    asks = measure.assess(Application(costs=Costs(eligible=Money(100, "GBP"))), ON).asks
    assert [each.question for each in asks if each.fact == "undertaking.size"] == ["What is the size of the applicant?"]
