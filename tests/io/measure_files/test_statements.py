"""Conditions and definitions with one fault each."""

from tests.io.measure_files.faulty import changed, pieces, places

# these stand in `holds = …`

CONDITIONS = [
    ('"undertaking.turnovr >= ceiling"', ["34:10: condition[0].holds: unknown name 'undertaking.turnovr'"]),
    ('"grant >= ceilin"', ["34:19: condition[0].holds: unknown name 'ceilin'"]),
    ("\"undertaking.size == 'tiny'\"", ["34:30: condition[0].holds: 'tiny' is not one of its words"]),
    ('"undertaking.size in sizes.sm"', ["34:30: condition[0].holds: unknown set 'sizes.sm'"]),
    ('"maxx(grant, ceiling) >= grant"', ["34:10: condition[0].holds: unknown function 'maxx'"]),
    ('"any(x.nett >= ceiling for x in cost)"', ["34:14: condition[0].holds: 'cost' has no field 'nett'"]),
    ('"ceiling + intensity >= ceiling"', ["34:20: condition[0].holds: an amount in EUR and a rate cannot be added"]),
    (
        '"on - project.submitted + ceiling >= ceiling"',
        ["34:35: condition[0].holds: a number of days and an amount in EUR cannot be added"],
    ),
    (
        '"grant >= on"',
        ["34:19: condition[0].holds: 'grant' is an amount in EUR and 'on' is a day: they cannot be compared"],
    ),
    ('"grant >= 300"', ["34:19: condition[0].holds: the number 300 has no name"]),
    ('"on >= 2024-01-01"', ["34:16: condition[0].holds: the day 2024-01-01 has no name"]),
    ('"grant = ceiling"', ["34:16: condition[0].holds: '=' does not compare"]),
    ('"grant and ceiling"', ["34:10: condition[0].holds: 'grant' is an amount in EUR, not yes or no"]),
    ('"grant"', ["34:10: condition[0].holds: this gives an amount in EUR, but yes or no is wanted here"]),
    ('"grant >= ceiling ("', ["34:27: condition[0].holds: the brackets do not match"]),
    ('""', ["34:9: condition[0].holds: the text is blank"]),
    ('"ceiling / ceiling >= intensity"', ["34:10: condition[0].holds: a quotient must be rounded"]),
    (
        '"grаnt >= ceiling"',
        ["34:12: condition[0].holds: 'а' is CYRILLIC SMALL LETTER A, not 'a' (LATIN SMALL LETTER A)"],
    ),
    ('"is_prime(grant)"', ["34:10: condition[0].holds: unknown function 'is_prime'"]),
    ("3", ["34:9: condition[0].holds: 3 is not a text in quotes"]),
    (
        '"costs.eligible * undertaking.turnover >= ceiling * ceiling"',
        ["34:10: condition[0].holds: 'costs.eligible * undertaking.turnover' can come to 9.0e+26 parts, beyond 2^63"],
    ),
]


# and these under [define]

DEFINITIONS = [
    ('q = { is = "ceiling / ceiling" }', ["25:13: define.q.is: a quotient must be rounded"]),
    (
        'q = { is = "costs.eligible / ceiling", round = "down" }',
        ["25:13: define.q.is: this gives a rate; its rounding needs a step"],
    ),
    ('q = { is = "on", round = "down" }', ["25:13: define.q.is: a day cannot be rounded"]),
    (
        'q = { is = "ceiling", round = "down", to = "1 day" }',
        ["25:13: define.q.is: this gives an amount in EUR, which is not rounded to a number of days"],
    ),
    (
        'a = { is = "b" }\nb = { is = "a" }\nc = { is = "a" }',
        [
            "25:13: define.a.is: the definitions go round in a circle: a -> b -> a",
            "26:13: define.b.is: the definitions go round in a circle: b -> a -> b",
        ],
    ),
    (
        'a = { is = "costs.eligible * undertaking.turnover / ceiling", round = "down" }\nb = { is = "a" }',
        ["25:13: define.a.is: 'costs.eligible * undertaking.turnover' can come to 9.0e+26 parts, beyond 2^63"],
    ),
    (
        'a = { is = "t * intensity", round = "down" }\nt = { is = "undertaking.turnover" }',
        ["25:13: define.a.is: 't * intensity', before it is divided, can come to 2.7e+16 parts, beyond 2^53"],
    ),
    ('a = { is = "a + ceiling" }', ["25:13: define.a.is: the definitions go round in a circle: a -> a"]),
    ('a = { is = "ceilin" }\nb = { is = "a" }', ["25:13: define.a.is: unknown name 'ceilin'"]),
    (
        'undertaking.headcount = { is = "ceiling" }',
        ["25:13: define.undertaking.headcount: 'undertaking.headcount' belongs to the law"],
    ),
]


def test_without_a_fault_nothing_is_said(complaints):
    assert complaints() == []


@pieces(CONDITIONS)
def test_a_faulty_condition(complaints, piece, said):
    assert places(complaints(changed('holds = "grant >= ceiling"', f"holds = {piece}"))) == said


@pieces(DEFINITIONS)
def test_a_faulty_definition(complaints, piece, said):
    assert places(complaints(changed("[define]\n", f"[define]\n{piece}\n"))) == said
