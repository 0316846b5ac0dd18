"""What is told of awards, comparisons and made-up applications adds up: drawn whole, and worked out once more."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections import Counter
from importlib import resources
from typing import Any, cast

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessment.candidates import AREAS, RESERVES, lists_of_candidates, rule, rules
from tests.assessment.test_awarding import fitting
from tests.installed import CATALOGUE
from tests.soak import examples

from intra_core.assessment.awarding import AwardRule
from intra_core.assessment.awarding.answer import awards_to_dict, decision_to_dict, pot_to_dict, rule_to_dict
from intra_core.assessment.awarding.awards import Decision, award
from intra_core.assessment.awarding.checks import check_candidates, named
from intra_core.assessment.awarding.chosen import Chosen, rule_of, tie_text
from intra_core.assessment.awarding.wording import ordinal, pot_text, sentence
from intra_core.assessment.population import draw, draw_list, invented_shares, read_shares
from intra_core.assessment.population.columnar import as_parquet
from intra_core.assessment.population.drawing import columns_of, columns_of_list
from intra_core.assessment.population.written import as_csv, as_json_lines
from intra_core.assessment.simulation import Line, whole_change, with_figures, with_text
from intra_core.assessment.simulation.change import Change
from intra_core.assessment.simulation.comparison import Comparison, Part
from intra_core.assessment.simulation.distribution import bounds, steps
from intra_core.assessment.simulation.report import report_of
from intra_core.assessment.simulation.sharing import mixtures, way
from intra_core.assessment.simulation.tally import EVERY_OUTCOME, Counts, Side, Tally
from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.model.allocation import TieBreak
from intra_core.model.candidate import Candidate
from intra_core.model.money import Money

# --- awards --------------------------------------------------------------------------------------

ANY = lists_of_candidates(areas=(*AREAS, *AREAS), reserves=RESERVES)


def euro(cents):
    return str(Money(cents, "EUR"))


@given(candidates=ANY, by=rules())
def test_awards_for_programs_say_what_each_was_granted_and_what_is_left(candidates, by):
    candidates = fitting(candidates, by)
    found = award(candidates, by)
    assert len(found) == len(candidates)
    ids = "".join(f"{each.id}\n" for each in sorted(candidates, key=lambda each: each.id))
    assert found.digest == hashlib.sha256(ids.encode()).hexdigest()
    told = cast("Any", awards_to_dict(found, "first", found))
    assert json.loads(json.dumps(told)) == told
    assert told["candidates"] == {"count": len(candidates), "ranked": len(found.ordered), "digest": found.digest}
    assert told["granted"] == euro(sum(each.granted for each in found))
    assert told["rule"] == rule_to_dict(by)
    assert (told["rule"]["budget"], told["rule"]["last"]) == (
        by.budget if by.budget is None else euro(by.budget),
        by.last,
    )
    assert told["rule"]["reserves"] == {name: euro(each) for name, each in by.reserves.items()}
    assert told["rule"]["budgets"] == {name: euro(each) for name, each in by.budgets.items()}
    for plain, pot in zip(told["pots"], found.pots, strict=True):
        assert plain == pot_to_dict(pot, "EUR")
        assert (plain["pot"], plain["money"], plain["granted"]) == (pot.name, euro(pot.money), euro(pot.granted))
        assert (plain["left"], plain["freed"], plain["reached_at"]) == (euro(pot.left), euro(pot.freed), pot.reached_at)
    for plain, each in zip(told["decisions"], found, strict=True):
        assert plain == decision_to_dict(each)
        assert (plain["id"], plain["rank"], plain["asked"]) == (each.id, each.rank, euro(each.asked))
        assert (plain["granted"], plain["reason"], plain["says"]) == (
            euro(each.granted),
            each.reason.value,
            sentence(each),
        )
        assert each.rank is not None
        assert f"ranked {ordinal(each.rank)} of {len(candidates)}" in each.says
        assert (euro(each.granted) in each.says) or each.granted == 0
        if each.waiting is not None:
            assert each.says.endswith(f"{ordinal(each.waiting)} on the waiting list")


@given(st.none() | st.integers(0, 2**256 - 1), st.booleans())
def test_a_lot_is_written_as_it_was_drawn(lot, seeded):
    decision = Decision(id="a", of=1, asked=1, granted=0, currency="EUR", reason=REASON, lot=lot, seeded=seeded)
    if lot is None:
        assert decision.lot_text is None
    else:
        assert decision.lot_text is not None
        assert int(decision.lot_text, 16 if seeded else 10) == lot
        assert len(decision.lot_text) == 64 or not seeded
    assert decision_to_dict(decision)["lot"] == decision.lot_text


REASON = next(iter(award([Candidate(id="a", award=1, submitted=1)], rule(0)))).reason


@given(st.integers(1, 10**6))
def test_a_place_in_a_list_ends_as_english_has_it(number):
    found = ordinal(number)
    assert found.startswith(str(number))
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number // 10 % 10 != 1 else "th"
    assert found == f"{number}{ending}"


POTS = ("budget", "open", "reserve:women", "area:east")


@given(st.lists(st.sampled_from(POTS), min_size=1, max_size=3, unique=True))
def test_each_pot_is_named(short):
    words = {
        "budget": "the budget",
        "open": "the money open to all",
        "reserve:women": "the reserve women",
        "area:east": "the budget of east",
    }
    assert pot_text(tuple(short)).split(" and ") == [words[each] for each in short]


@given(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=20))
def test_of_many_names_a_few_are_told_and_how_many_more(names):
    shown, _, more = named(names).partition(" and ")
    assert shown.split(", ") == names[:8]
    assert more == (f"{len(names) - 8} more" if len(names) > 8 else "")


@given(
    lists_of_candidates(areas=AREAS, reserves=RESERVES[:1]),
    st.sampled_from(("twice", "nothing", "area", "reserve", None)),
)
def test_what_cannot_be_put_in_order_is_refused_and_nothing_else(candidates, wrong):
    by = rule(5, budgets=dict.fromkeys(AREAS, 3), reserves={"women": 1})
    good = [*candidates, Candidate(id="last", award=1, submitted=99, area="east")]
    check_candidates(good, by)
    changes = {
        "twice": {"id": good[0].id},
        "nothing": {"award": 0},
        "area": {"area": "north"},
        "reserve": {"reserves": ("men",)},
    }
    keys = {"twice": "id", "nothing": "award", "area": "area", "reserve": "reserves"}
    if wrong is not None:
        added = evolve(Candidate(id="wrong", award=1, submitted=100, area="east"), **changes[wrong])
        with pytest.raises(WrongInput) as caught:
            check_candidates([*good, added], by)
        assert [each.key for each in caught.value.complaints if each.key != "least_award"] == [keys[wrong]]


CALLS = [(measure.id, number) for measure in CATALOGUE for number in range(len(measure.identity.calls))]


@given(
    st.sampled_from(CALLS), st.sampled_from(("cut", "refused")), st.sampled_from(("ends", "goes-on")),
    st.integers(1, 10**9), st.sampled_from(("first-come", "lottery")),
)  # fmt: skip
def test_the_rule_of_a_call_is_what_it_says_and_what_is_chosen(place, last, beyond, cents, order):
    measure = CATALOGUE[place[0]]
    call, currency = measure.identity.calls[place[1]], measure.identity.currency
    told = call.allocation
    more: dict[str, Any] = (
        {"members": "reserve-first", "unused_reserve": "kept"} if told is not None and told.reserves else {}
    )
    chosen = Chosen(last=last, beyond=beyond, order=order, budget=Money(cents, currency), ties=(), **more)
    found = rule_of(call, currency, chosen)
    assert isinstance(found, AwardRule)
    assert (found.last, found.beyond, found.order, found.budget) == (last, beyond, order, cents)
    assert found.currency == currency
    instead = {each.key: each.instead_of for each in found.chosen}
    for key, value in (("last", last), ("beyond", beyond), ("order", order)):
        own = getattr(told, key, None)
        assert (key in instead) == (value != own)
        assert instead.get(key) == (own if value != own else None)
    assert {each["key"] for each in cast("Any", rule_to_dict(found))["chosen"]} == set(instead)
    if told is not None:
        assert found.reserves == {each.id: cents * each.share.basis_points // 10_000 for each in told.reserves}
        assert found.basis == told.basis


@given(st.sampled_from(("submitted", "lot", "markets")), st.sampled_from(("greatest", "least")))
def test_what_parts_equals_is_written_with_what_comes_first_where_that_is_unusual(by, first):
    usual = TieBreak(by=by).first
    assert tie_text(TieBreak(by=by, first=usual)) == by
    if first != usual:
        assert tie_text(TieBreak(by=by, first=first)) == f"{by}:{first}"


# --- comparisons ---------------------------------------------------------------------------------

SMALL = st.integers(0, 50)
SIDES = st.builds(Side, eligible=SMALL, undetermined=SMALL, unsettled=SMALL, award=SMALL)
COUNTS = st.builds(Counts, applications=SMALL, before=SIDES, after=SIDES)
OUTCOMES = st.sampled_from(EVERY_OUTCOME)
LINES = st.integers(1, 9).map(
    lambda many: tuple(Line(names=(f"parameter.{n}", f"define.{n}"), before="1", after="2") for n in range(many))
)
AWARDS = st.dictionaries(st.integers(0, 10**9), st.integers(1, 9), max_size=6)


@st.composite
def comparisons(draw):
    """A comparison of a measure with itself over drawn counts."""
    measure, lines = CATALOGUE[draw(st.sampled_from(("slovenia.certification", "westmidlands.sme_grant")))], draw(LINES)
    outcomes = draw(st.dictionaries(OUTCOMES, COUNTS, min_size=1, max_size=4))
    numbers = range(len(list(mixtures(lines))))
    changed = draw(st.dictionaries(st.sampled_from(list(numbers)), st.tuples(SMALL, SMALL), max_size=8))
    tally = Tally(
        outcomes=outcomes,
        kinds={"size": draw(st.dictionaries(st.sampled_from((None, "micro", "small")), COUNTS, max_size=3))},
        unmet=draw(
            st.dictionaries(
                st.tuples(st.sampled_from(list(outcomes)), st.sampled_from(("size", "seat"))), st.tuples(SMALL, SMALL)
            )
        ),
        mixtures={(name, number): pair for number, pair in changed.items() for name in outcomes},
        awards=(draw(AWARDS), draw(AWARDS)),
    )
    change = Change(before=measure, after=measure, lines=lines, mixture=lambda _: measure)
    return Comparison(
        change=change, tally=tally, on=draw(st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
    )


@given(comparisons())
def test_the_parts_of_all_lines_sum_to_the_difference(found):
    lines, tally = found.change.lines, found.tally
    last = len(list(mixtures(lines))) - 1
    assert found.way == way(len(lines)) == ("every-order" if len(lines) <= 6 else "one-order")
    assert found.currency == found.change.before.identity.currency
    for name in tally.outcomes:
        gained = [tally.mixture(last, name)[at] - tally.mixture(0, name)[at] for at in (0, 1)]
        parts = [found.parts[line, name] for line in lines]
        assert [sum(each.eligible for each in parts), sum(each.award for each in parts)] == gained
        assert tally.mixture(last, name) == tally.mixtures.get((name, last), (0, 0))
    assert tally.mixture(0) == tuple(sum(tally.mixture(0, name)[at] for name in tally.outcomes) for at in (0, 1))
    for line in lines:
        own = [found.parts[line, name] for name in tally.outcomes]
        whole = found.part(line)
        assert (whole.eligible, whole.award) == (sum(each.eligible for each in own), sum(each.award for each in own))
        assert line.id == f"{line.names[0]}, {line.names[1]}"


@given(comparisons())
def test_a_comparison_for_programs_and_its_report_say_what_was_counted(found):
    told, tally = found.to_dict(), found.tally
    assert json.loads(json.dumps(told)) == told
    assert (told["measure"], told["currency"], told["on"]) == (
        found.change.before.id,
        found.currency,
        found.on and found.on.isoformat(),
    )
    assert [each["outcome"] for each in told["outcomes"]] == [name for name in EVERY_OUTCOME if name in tally.outcomes]
    assert told["whole"]["applications"] == sum(each.applications for each in tally.outcomes.values())
    for each in told["outcomes"]:
        assert each["before"]["award"] == tally.outcomes[each["outcome"]].before.award
    for side, awards in zip(("before", "after"), tally.awards, strict=True):
        row = sorted(award_ for award_, times in awards.items() for _ in range(times))
        assert told["awards"][side]["deciles"] == [row[-(-tenth * len(row) // 10) - 1] for tenth in range(1, 11) if row]
        assert sum(told["awards"][side]["counts"]) == len(row)
    greatest = max((each for awards in tally.awards for each in awards), default=None)
    assert tuple(told["awards"]["before"]["between"]) == (bounds(greatest) if greatest is not None else ())
    unmet = Counter[tuple[str, str]]()
    for (name, condition), counts in tally.unmet.items():
        unmet[name, condition] += counts[0]
    assert {(each["outcome"], each["condition"]): each["unmet"] for each in told["reasons"]} == {
        key: count for key, count in unmet.items() if any(tally.unmet[key])
    }
    for name in tally.outcomes:
        rows = found.reasons(name)
        assert [each[1] for each in rows] == sorted((each[1] for each in rows), reverse=True)
    report = report_of(found, invented="made up", notes=("a note",))
    assert found.change.before.id in report.title
    assert (report.invented, report.notes[0]) == ("made up", "a note")
    assert ("made and decided" in report.subtitle) == (found.on is not None)
    assert [row[0] for row in report.sections[0].tables[0].rows] == [line.id for line in found.change.lines]


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_parts_add_up(one, two, three, four):
    whole = Part(eligible=one, award=two) + Part(eligible=three, award=four)
    assert (whole.eligible, whole.award) == (one + three, two + four)


@given(st.integers(0, 10**12))
def test_awards_are_told_apart_to_six_digits(greatest):
    found = steps(greatest)
    assert [least for least, _ in found] == [
        10**digit for digit in range(12, 5, -1) if 10**digit <= greatest and digit >= 6
    ]
    assert all(step * 10**5 == least for least, step in found)


@given(st.sampled_from([each.id for each in CATALOGUE]), st.sampled_from([each.id for each in CATALOGUE]))
def test_two_measures_of_which_nothing_is_known_differ_in_one_line(before, after):
    change = whole_change(CATALOGUE[before], CATALOGUE[after])
    (line,) = change.lines
    assert (line.before, line.after) == (CATALOGUE[before].identity.digest, CATALOGUE[after].identity.digest)
    assert change.with_lines([]) is CATALOGUE[before]
    assert change.with_lines([line]) is CATALOGUE[after]


@settings(max_examples=examples(15))
@given(st.integers(1001, 2_000_000), st.integers(1, 999), st.sets(st.sampled_from(("ceiling", "floor")), min_size=1))
def test_a_changed_text_of_a_measure_and_changed_figures_are_the_same_change(ceiling, floor, names):
    measure = CATALOGUE["slovenia.certification"]
    region = CATALOGUE.region("slovenia").region
    written = {"ceiling": f"EUR {ceiling}.00", "floor": f"EUR {floor}.00"}
    change = with_figures(measure, [f"{name} = {written[name]}" for name in sorted(names)])
    assert [line.names for line in change.lines] == [(f"parameter.{name}",) for name in sorted(names)]
    assert [json.loads(line.after or "") for line in change.lines] == [written[name] for name in sorted(names)]
    on = dt.date(2024, 9, 2).toordinal()
    for name in names:
        figure = cast("Any", change.after.on(on, on).edition.figures[name])
        assert figure.value == (ceiling if name == "ceiling" else floor)
    assert region.folder is not None
    text = (region.folder / "measures" / "certification.toml").read_text("utf-8")
    for line in change.lines:
        text = text.replace(json.loads(line.before or ""), json.loads(line.after or ""))
    again = with_text(measure, region, document_from(text, "certification.toml", "toml"))
    assert {line.names for line in again.lines} <= {line.names for line in change.lines}
    assert [again.after.on(on, on).edition.figures[name] for name in sorted(names)] == [
        change.after.on(on, on).edition.figures[name] for name in sorted(names)
    ]


# --- made-up applications ------------------------------------------------------------------------

SHARES = invented_shares()


@settings(max_examples=examples(10))
@given(st.text("ab", max_size=4), st.integers(0, 6))
def test_made_up_rows_are_the_same_in_every_form(seed, count):
    assert invented_shares() == SHARES
    assert SHARES.invented
    columns, rows = columns_of(SHARES), list(draw(SHARES, seed, count))
    assert len(rows) == count
    assert columns[:2] == ("id", "invented")
    assert all(len(row) == len(columns) for row in rows)
    read = [json.loads(line) for line in b"".join(as_json_lines(columns, rows)).decode().splitlines()]
    plain = [
        {
            name: each.isoformat() if isinstance(each, dt.date) else each
            for name, each in zip(columns, row, strict=True)
            if each is not None
        }
        for row in rows
    ]
    assert read == plain
    table = list(csv.DictReader(io.StringIO(b"".join(as_csv(columns, rows)).decode())))
    for told, row in zip(table, plain, strict=True):
        cells = {name: str(each).lower() if isinstance(each, bool) else str(each) for name, each in row.items()}
        assert {name: cell for name, cell in told.items() if cell} == cells
    frame = pl.read_parquet(io.BytesIO(as_parquet(SHARES, rows, seed)))
    assert frame.columns == list(columns)
    assert [list(each) for each in frame.rows()] == rows


@given(st.text("ab", max_size=4), st.integers(1, 6))
def test_the_records_of_a_list_are_of_the_applications_that_are_drawn(seed, count):
    found: list[object] = []
    for each in SHARES.lists:
        columns = columns_of_list(SHARES, each.name)
        records = list(draw_list(SHARES, seed, count, each.name))
        ids = [row[0] for row in draw(SHARES, seed, count)]
        assert columns[2:] == tuple(field.rpartition(".")[2] for field in each.fields)
        assert {row[0] for row in records} <= set(ids)
        assert all(len(row) == len(columns) for row in records)
        assert max(Counter(row[0] for row in records).values(), default=0) <= each.most
        rest = list(draw_list(SHARES, seed, 60, each.name, start=count + 1))
        assert list(draw_list(SHARES, seed, 60 + count, each.name)) == records + rest
        found += rest
    assert found, "of sixty applications some tell a list"


VOCABULARIES = [each.region.vocabulary for each in CATALOGUE.regions]


@settings(max_examples=examples(4))
@given(st.dates(dt.date(2020, 1, 1), dt.date(2024, 12, 31)))
def test_a_table_of_shares_is_read_as_it_is_written(since):
    raw = (resources.files("intra_core.assessment.population") / "invented-shares.toml").read_text("utf-8")
    found = read_shares(raw.replace("since = 2024-07-01", f"since = {since}"), "mine.toml", VOCABULARIES)
    assert (found.name, found.since, found.until) == ("mine.toml", since, SHARES.until)
    assert (found.facts, found.sizes, found.invented) == (SHARES.facts, SHARES.sizes, SHARES.invented)
