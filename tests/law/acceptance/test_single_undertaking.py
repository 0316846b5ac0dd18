"""Who is one undertaking in a Member State: Regulation (EU) 2023/2831, Article 2(2), recitals 4 and 5."""

from tests.law.groups import ON, ask, firm, group, holds, owns, person, some

from intra_core.law.single_undertaking import single_undertaking
from intra_core.model.group import Adjacent, Enterprise


def found(*parts, law=None, state="SI", subject="A", **policies):
    return single_undertaking(group(*parts), subject, state, ON, policies=policies, law=law)


def ids(*parts, **more):
    return set(found(*parts, **more).ids)


def one(name, country="SI", **more):
    return Enterprise(id=name, country=country, **more)


def test_only_majorities_and_control_gather(law):
    a, b, c, d = (one(name) for name in "ABCD")
    assert ids(a, b, owns("B", "A", "50.01"), law=law) == {"A", "B"}
    assert ids(a, b, owns("B", "A", 50), law=law) == {"A"}
    assert ids(a, b, holds("B", "A", 99, 1), law=law) == {"A"}
    assert ids(a, b, holds("B", "A", control=True), law=law) == {"A", "B"}
    assert ids(a, b, c, d, owns("B", "A", 60), owns("B", "C", 60), owns("C", "D", 60), law=law) == {"A", "B", "C", "D"}


def test_it_is_not_the_sme_test(law):
    a, b = firm("A", 10, country="SI", market=("m",)), firm("B", 100, country="SI", market=("m",))
    x = person("X")
    links = [owns("X", "A"), owns("X", "B"), Adjacent(markets=("m", "n"))]
    assert ask(a, b, x, *links, law=law).type == "linked"
    undertaking = found(a, b, x, *links, law=law)
    assert set(undertaking.ids) == {"A"}
    assert [each.article for each in undertaking.review] == ["Regulation (EU) 2023/2831, recital 4"]
    v = Enterprise(id="V", kind=some("venture-capital", "V").kind, country="SI")
    assert ids(a, v, owns("V", "A", 60), law=law) == {"A", "V"}
    assert ids(a, b, owns("B", "A", 40), law=law) == {"A"}


def test_the_same_public_body_links_nobody(law):
    a, b, c = one("A"), one("B"), some("public-body", "C", country="SI")
    assert ids(a, b, c, owns("C", "A"), owns("C", "B"), law=law) == {"A"}


def test_only_enterprises_of_the_member_state_are_gathered(law):
    a, b, p = one("A"), one("B"), one("P", "DE")
    links = [owns("P", "A"), owns("P", "B")]
    assert ids(a, b, p, *links, law=law) == {"A", "B"}
    assert ids(a, b, p, *links, foreign_parent="ignored", law=law) == {"A"}
    assert ids(a, b, p, *links, state="DE", law=law) == {"A", "P"}


def test_what_is_not_told_is_neither_in_nor_out(law):
    a, b = one("A"), one("B")
    unsaid = holds("B", "A", 40, 40, control=None)
    undertaking = found(a, b, unsaid, law=law)
    assert (undertaking.ids, undertaking.possible) == (("A",), ("B",))
    assert [each.fact for each in undertaking.asks] == ["holding.B.A.control"]
    undertaking = found(a, one("B", None), owns("B", "A"), law=law)
    assert (undertaking.ids, undertaking.possible) == (("A",), ("B",))
    assert [each.fact for each in undertaking.asks] == ["enterprise.B.country"]


def test_votes_of_linked_enterprises_add_up(law):
    a, p, s = one("A"), one("P"), one("S")
    links = [owns("P", "S", 80), owns("P", "A", 30), owns("S", "A", 30)]
    assert ids(a, p, s, *links, law=law) == {"A", "P", "S"}
    assert ids(a, p, s, *links, votes_of_linked="separate", law=law) == {"A"}
