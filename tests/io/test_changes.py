"""What an applicant can change, as vocabularies declare it: every fault is told with what to write instead."""

import pytest

from intra_core.errors import WrongInput
from intra_core.io.decode import document_from
from intra_core.io.vocabulary_file import vocabulary
from intra_core.law.vocabulary import law_vocabulary
from intra_core.rules.changes import EFFORTS, WAYS
from intra_core.rules.vocabulary import Vocabulary

FACTS = """schema = 1
[fact.made.stands]
type = "count persons"
label = { en = "number of helpers" }
[fact.made.visited]
type = "yes-no"
label = { en = "the market is visited" }
[fact.made.channel]
type = "choice"
words = ["fair", "forum"]
label = { en = "channel" }
"""
SAYS = 'says = { en = "do it" }'


def read(text):
    document = document_from(FACTS + text, "vocabulary.toml", "toml")
    found = vocabulary(document, law_vocabulary(), region="made")
    document.close()
    return found


def change(fact="made.stands", way="rise", effort="days", says=SAYS, more=""):
    return f'[[change]]\nfact = "{fact}"\nway = "{way}"\neffort = "{effort}"\n{says}\n{more}\n'


def said(text):
    with pytest.raises(WrongInput) as found:
        read(text)
    (complaint,) = found.value.complaints
    assert (complaint.line or 0) > FACTS.count("\n")
    return complaint.says, complaint.instead


def test_a_region_says_what_can_be_changed_of_its_own_facts():
    found = read(change() + change("made.channel", "words", "months", more='words = ["forum"]')).changes
    assert found["made.stands", "rise"].effort == 1
    assert found["made.channel", "words"].words == ("forum",)
    assert found["made.channel", "words"].effort == len(EFFORTS)
    assert ("participant", "drop") in found


@pytest.mark.parametrize(
    ("text", "says", "instead"),
    [
        (change("made.stand"), "unknown fact 'made.stand'", "did you mean 'made.stands'?"),
        (change("undertaking.tax_debt", "fall"), "unknown fact 'undertaking.tax_debt'", None),
        (change(way="raise"), "unknown way 'raise'", "did you mean 'rise'?"),
        (change(way="yes"), "'made.stands' is a number of persons, which has no way 'yes'", "known here: fall, rise"),
        (change(effort="day"), "unknown effort 'day'", "did you mean 'days'?"),
        (change(says='says = { en = "by {much}" }'), "nothing fills in {much}", None),
        (change(says='says = { en = "by {much" }'), "nothing fills in {by {much}", None),
        (change(says=""), "the key 'says' is missing", 'give { en = "…" }'),
        (change() + change(), "'made.stands' has the way 'rise' twice", "keep one"),
        (change("made.channel", "words"), "the key 'words' is missing", None),
        (change("made.channel", "words", more='words = ["fare"]'), "unknown word 'fare'", "did you mean 'fair'?"),
        (change(more='words = ["fair"]'), "only the way 'words' has words", "leave them out"),
        (change(more="with = { x = true }"), "only the way 'add' says what is added", "leave it out"),
        (change(more="until = 3"), "unknown key 'until'", None),
    ],
)
def test_a_fault_is_told(text, says, instead):
    found = said(text)
    assert found[0] == says
    assert instead is None or found[1] == instead


LIST = """schema = 1
[fact.paper]
type = "list"
label = { en = "papers" }
[fact.paper.signed]
type = "yes-no"
label = { en = "the paper is signed" }
[fact.paper.kind]
type = "choice"
label = { en = "kind" }
[fact.paper.name]
type = "text"
label = { en = "name" }
[fact.paper.issued]
type = "day"
label = { en = "day" }
[fact.paper.pages]
type = "points"
label = { en = "pages" }
[word]
letter = { en = "letter" }
[unit]
points = { en = ["point", "points"] }
records = { en = ["record", "records"] }
"""


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("signed = true", None),
        ('kind = "letter"', None),
        ('kind = "any"', None),
        ('name = "(new)"', None),
        ('issued = "application"', None),
        ("signed = 1", "1 is not what can be said"),
        ('kind = "lettre"', "'lettre'"),
        ("name = 3", "3"),
        ('issued = "today"', "'today'"),
        ("pages = 3", "3"),
        ("page = 3", "unknown field 'page'"),
    ],
)
def test_an_added_record_says_only_what_its_list_knows(told, says):
    text = LIST + change("paper", "add", more=f"with = {{ {told} }}")
    document = document_from(text, "law.toml", "toml")
    found = vocabulary(document, Vocabulary(), law=True)
    if says is None:
        document.close()
        assert list(found.changes["paper", "add"].record) == [told.partition(" ")[0]]
        return
    with pytest.raises(WrongInput) as wrong:
        document.close()
    (complaint,) = wrong.value.complaints
    assert says.split(" is not")[0] in complaint.says
    assert complaint.instead


def test_what_the_law_lets_change_is_told_in_english_and_slovenian():
    for each in law_vocabulary().changes.values():
        assert each.says.has("en")
        assert each.says.has("sl")
        assert each.way in WAYS


def test_nothing_that_says_who_the_applicant_is_can_be_changed():
    facts = {fact for fact, _ in law_vocabulary().changes}
    own = {"obligations_settled", "tax_debt", "employees", "full_time"}
    assert {fact for fact in facts if fact.startswith("undertaking.")} == {f"undertaking.{each}" for each in own}
    assert not any(fact.startswith(("award", "voucher", "aid.")) for fact in facts)
    ways = {way for fact, way in law_vocabulary().changes if fact in {"undertaking.employees", "undertaking.full_time"}}
    assert ways == {"rise"}
