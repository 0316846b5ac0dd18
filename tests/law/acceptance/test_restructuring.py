"""Whose aid counts after mergers, acquisitions and splits."""

from tests.law.awards import asked, day, had, left, told

from intra_core.law.aid.headroom import headroom
from intra_core.model.aid import Merger, Split
from intra_core.model.money import Money


def test_all_prior_aid_of_the_merging_undertakings_counts(law):
    awards = (had("2024-02-01", 200_000), had("2024-03-01", 150_000, who="B"))
    merger = Merger(on=day("2024-06-01"), parties=("A", "B"), into="A")
    assert left(law, "2024-05-31", *awards, mergers=(merger,)) == 100_000
    answer = told(law, "2024-06-01", *awards, mergers=(merger,))
    assert (answer["used"], answer["headroom"]) == ("EUR 350000.00", "EUR 0.00")
    assert [(each["undertaking"], each["counts_for"]) for each in answer["counted"]] == [("A", "A"), ("B", "A")]
    assert [each["why"].partition("; ")[2] for each in answer["counted"]] == [
        "",
        "by a merger or split it is that of A",
    ]
    assert answer["next_release"] == {"on": "2027-02-02", "amount": "EUR 200000.00"}
    assert answer["next_rise"] == {"on": "2027-02-02", "amount": "EUR 150000.00"}
    new = Merger(on=day("2024-06-01"), parties=("B", "C"), into="A")
    assert (
        left(law, "2024-06-01", had("2024-06-01", 10, who="B"), had("2024-01-01", 5, who="C"), mergers=(new,))
        == 299_985
    )
    chain = (
        Merger(on=day("2024-07-01"), parties=("B",), into="A"),
        Merger(on=day("2024-06-01"), parties=("C",), into="B"),
    )
    assert left(law, "2024-09-02", had("2024-01-01", 5, who="C"), mergers=chain) == 299_995
    assert left(law, "2024-06-30", had("2024-01-01", 5, who="C"), mergers=chain) == 300_000
    after = asked(law, "2024-09-02", had("2024-06-02", 10, who="B"), mergers=(merger,))
    assert str(after.headroom) == "EUR 300000.00"
    assert after.review[0].why == "aid of 2024-06-02 was granted to B, after it merged into A, and is not counted"


def test_aid_goes_with_the_activity_after_a_split_else_pro_rata_to_equity(law):
    award, on = had("2024-02-01", 100_000, who="O"), day("2024-06-01")
    equity = {"A": Money.parse("EUR 300000.00"), "B": Money.parse("EUR 100000.00")}
    for split, used in (
        (Split(on=on, from_="O", benefits="A"), 100_000), (Split(on=on, from_="O", benefits="B"), 0),
        (Split(on=on, from_="O", equity=equity), 75_000), (Split(on=on, from_="O", benefits="B", equity=equity), 0),
        (Split(on=day("2024-09-03"), from_="O", benefits="A"), 0),
    ):  # fmt: skip
        assert left(law, "2024-09-02", award, splits=(split,)) == 300_000 - used, split
    later = had("2024-06-02", 100_000, who="O")
    assert left(law, "2024-09-02", later, splits=(Split(on=on, from_="O", benefits="A"),)) == 300_000
    of_the_day = had("2024-06-01", 100_000, who="O")
    assert left(law, "2024-09-02", of_the_day, splits=(Split(on=on, from_="O", benefits="A"),)) == 200_000


def test_a_split_shares_out_every_cent_once(law):
    equity = {name: Money.parse("EUR 1.00") for name in ("A", "B", "C")}
    split = Split(on=day("2024-06-01"), from_="O", equity=equity)
    award = had("2024-02-01", "EUR 100.00", who="O")
    parts = [
        headroom((award,), subject=name, member_state="SI", on=day("2024-09-02"), splits=(split,), law=law).used
        for name in equity
    ]
    assert [str(each) for each in parts] == ["EUR 33.34", "EUR 33.33", "EUR 33.33"]


def test_a_split_whose_shares_nobody_told_leaves_bounds(law):
    award = had("2024-02-01", 100_000, who="O")
    nothing = {"A": Money.parse("EUR 0.00"), "B": Money.parse("EUR 0.00")}
    for split in (
        Split(on=day("2024-06-01"), from_="O", parties=("A", "B")), Split(on=day("2024-06-01"), from_="O"),
        Split(on=day("2024-06-01"), from_="O", equity=nothing),
    ):  # fmt: skip
        answer = told(law, "2024-09-02", award, splits=(split,))
        assert (answer["headroom"], [each["fact"] for each in answer["asks"]]) == (None, ["split[0].equity"])
        assert answer["bounds"] == {"least": "EUR 200000.00", "greatest": "EUR 300000.00"}
    both = Split(on=day("2024-06-01"), from_="O", parties=("A", "B"))
    whole = told(law, "2024-09-02", award, splits=(both,), undertakings=("A", "B"))
    assert (whole["headroom"], whole["counted"][0]["counts_for"]) == ("EUR 200000.00", None)
    assert whole["counted"][0]["why"].endswith("; by a merger or split it is that of A or B")


def test_in_the_united_kingdom_a_part_takes_its_proportion_of_earlier_assistance(law):
    award = had("2024-04-06", "GBP 100000.00", "mfa", "GB", who="O")
    equity = {"A": Money.parse("GBP 3.00"), "B": Money.parse("GBP 1.00")}
    by_part = Split(on=day("2024-06-01"), from_="O", benefits="B", equity=equity)
    assert left(law, "2024-09-02", award, state="GB", splits=(by_part,)) == 240_000
    by_activity = Split(on=day("2024-06-01"), from_="O", benefits="B")
    assert [each["fact"] for each in told(law, "2024-09-02", award, state="GB", splits=(by_activity,))["asks"]] == [
        "split[0].equity"
    ]
    merger = Merger(on=day("2024-06-01"), parties=("O",), into="A")
    assert left(law, "2024-09-02", award, state="GB", mergers=(merger,)) == 215_000
