"""Numbers, verbs and codes in every language: the form that a number takes, the contrary of a label, revisions once."""

from hypothesis import given
from hypothesis import strategies as st
from tests.rules.plain_words import PlainWords

from intra_core.rules.language import Not
from intra_core.rules.languages import TONGUES
from intra_core.rules.languages.slovenian import plural
from intra_core.rules.languages.tongue import Clause, one_or_other
from intra_core.rules.values import Writer

TONGUE = st.sampled_from(sorted(TONGUES)).map(TONGUES.__getitem__)
NUMBER = st.integers(0, 250) | st.integers(0, 10**6)
OSEBE = ("oseba", "osebi", "osebe", "oseb")


@given(NUMBER, st.integers(0, 3))
def test_a_number_of_persons_is_said_as_one_says_it(number, decimals):
    last = f"{number:02d}"[-2:]
    slovenian = {"01": "oseba", "02": "osebi", "03": "osebe", "04": "osebe"}.get(last, "oseb")
    assert OSEBE[plural(number, decimals)] == (slovenian if not decimals else "osebe")
    assert one_or_other(number, decimals) == (number != 1 or decimals > 0)


@given(TONGUE, NUMBER, st.integers(0, 2), st.integers(1, 4))
def test_of_fewer_forms_than_a_language_has_the_last_stands_for_the_rest(tongue, number, decimals, count):
    forms = OSEBE[:count]
    asked = tongue.plural(number, decimals)
    assert tongue.form(forms, number, decimals) == (forms[asked] if asked < count else forms[-1])
    assert tongue.form(forms, 1, 0) == forms[0]


@given(TONGUE, st.data())
def test_a_label_falls_into_its_words_before_and_after_its_verb_and_can_be_denied(tongue, data):
    words = st.lists(st.sampled_from(["aaa", "bbb", "ccc"]), min_size=1, max_size=3).map(" ".join)
    verb = data.draw(st.none() | st.sampled_from(sorted(tongue.denials)))
    before, after = data.draw(words), data.draw(words)
    label = f"{before} {verb} {after}" if verb is not None else before
    said = tongue.stated(label)
    assert (said.subject, said.verb, said.rest) == ((before, verb, after) if verb is not None else (before, "", ""))
    denied = tongue.denied(said, Not)
    if verb is None:
        assert denied == tongue.clause(Not, "not so", body=tongue.ordered(said, tongue.conjunctions["that"]))
        assert before in tongue.ordered(denied)
    else:
        kept, _, moved = tongue.denials[verb].partition("|")
        assert denied == Clause(before, kept, f"{moved} {after}" if moved else after)
        assert tongue.ordered(denied) != tongue.ordered(said)


@given(TONGUE, st.lists(st.tuples(st.sampled_from(["2", "2.1"]), st.integers(10, 30)), min_size=1, unique=True))
def test_codes_are_written_by_revision_and_each_of_these_once(tongue, drawn):
    text = Writer(PlainWords(), tongue).codes("nace", [f"{revision}:{code}" for revision, code in drawn])
    revisions = sorted({revision for revision, _ in drawn})
    parts = text.split("; ")
    for revision, part in zip(revisions, parts, strict=True):
        codes = sorted(str(code) for each, code in drawn if each == revision)
        listed = tongue.listed(codes, "and")
        assert part == tongue.codes["nace several"].format(codes=listed, version=revision)
