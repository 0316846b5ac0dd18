"""Vocabularies and regions with one fault each."""

from tests.assessment.made import REGION
from tests.io.measure_files.faulty import changed, measures, pieces, places

VOCABULARIES = [
    ('[fact.made.x]\ntype = "dya"\nlabel = { en = "x" }\n', ["3:8: fact.made.x.type: unknown type 'dya'"]),
    ('[fact.made.x]\ntype = "count cats"\nlabel = { en = "x" }\n', ["3:8: fact.made.x.type: unknown unit 'cats'"]),
    ('[fact.made.x]\ntype = 3\nlabel = { en = "x" }\n', ["3:8: fact.made.x.type: 3 is not a text in quotes"]),
    ('[fact.made.x]\nlabel = { en = "x" }\n', ["2:12: fact.made.x: the key 'type' is missing"]),
    ('[fact.made.x]\ntype = "day"\n', ["2:12: fact.made.x: the fact 'made.x' has no label"]),
    ('[fact.made.x]\ntype = "day"\nlabel = { sl = "x" }\n', ["4:1: fact.made.x.label: the English text is missing"]),
    (
        '[fact.made.x]\ntype = "day"\nlabel = { en = "x" }\nquestoin = { en = "x" }\n',
        ["5:1: fact.made.x.questoin: unknown key 'questoin'"],
    ),
    (
        '[fact.made.x]\ntype = "money"\nlabel = { en = "x" }\ngreatest = "5"\n',
        ["5:12: fact.made.x.greatest: '5' is not money"],
    ),
    (
        '[fact.made.x]\ntype = "money"\nlabel = { en = "x" }\ngreatest = "EUR 90000000000000.01"\n',
        ["5:12: fact.made.x.greatest: this is more than any such figure can be"],
    ),
    (
        '[fact.made.x]\ntype = "rate"\nlabel = { en = "x" }\ngreatest = "5 m2"\n',
        ["5:12: fact.made.x.greatest: '5 m2' is not a rate"],
    ),
    (
        '[fact.made.x]\ntype = "days"\nlabel = { en = "x" }\ngreatest = "many"\n',
        ["5:12: fact.made.x.greatest: 'many' is not a number of days"],
    ),
    (
        '[fact.made.x]\ntype = "m2"\nlabel = { en = "x" }\ngreatest = "0.00001 m2"\n',
        ["5:12: fact.made.x.greatest: '0.00001 m2' is not a number of m2"],
    ),
    (
        '[fact.made.x]\ntype = "money"\nlabel = { en = "x" }\ngreatest = "EUR 0.00"\n',
        ["5:12: fact.made.x.greatest: this is too little"],
    ),
    (
        '[fact.made.x]\ntype = "yes-no"\nlabel = { en = "x" }\ngreatest = "100 %"\n',
        ["5:12: fact.made.x.greatest: only a number has a greatest"],
    ),
    (
        '[fact.made.x]\ntype = "choice"\nof = "nothing"\nlabel = { en = "x" }\n',
        ["4:6: fact.made.x.of: unknown set 'nothing'"],
    ),
    (
        '[fact.made.x]\ntype = "choice"\nwords = ["fair", "fiar"]\nlabel = { en = "x" }\n',
        ["4:9: fact.made.x.words: unknown word 'fiar'"],
    ),
    (
        '[fact.made.x]\ntype = "list"\ncounts = "cats"\nlabel = { en = "x" }\n',
        [
            "3:8: fact.made.x.type: a region's own fact cannot be a list",
            "4:10: fact.made.x.counts: unknown unit 'cats'",
        ],
    ),
    (
        '[fact.made.x]\ntype = "list"\nlabel = { en = "x" }\n[fact.made.x.y]\ntype = "dy"\nlabel = { en = "y" }\n',
        [
            "3:8: fact.made.x.type: a region's own fact cannot be a list",
            "6:8: fact.made.x.y.type: unknown type 'dy'",
        ],
    ),
    ("[fact.made]\nx = 3\n", ["3:5: fact.made.x: 3 is not a table"]),
    ("fact = 3\n", ["2:8: fact: 3 is not a table"]),
    ('[unit]\ncats = ["cat"]\n', ["3:8: unit.cats: a list is not a table"]),
    ('[unit]\ncats = { sl = ["a", "b"] }\n', ["3:1: unit.cats: the English forms are missing"]),
    ("[unit]\ncats = { en = [] }\n", ["3:1: unit.cats: the English forms are missing"]),
    ('[word]\na = { sl = "x" }\n', ["3:1: word.a: the English text is missing"]),
    ("[word]\na = 3\n", ["3:5: word.a: 3 is not a table"]),
    ('[words]\na = { en = "x" }\n', ["2:2: words: unknown key 'words'"]),
    ('[label]\nx = { sl = "y" }\n', ["3:1: label.x: the English text is missing"]),
    ('[define.made.x]\nis = "on"\ntype = "mony"\n', ["4:8: define.made.x.type: unknown type 'mony'"]),
    (
        '[define.made.x]\nsi = "on"\n',
        ["2:14: define.made.x: the key 'is' is missing", "3:1: define.made.x.si: unknown key 'si'"],
    ),
    (
        '[parameter]\nx = [{ value = "EUR 1.00" }]\n',
        ["3:6: parameter.x[0]: the key 'source' is missing", "3:6: parameter.x[0]: the key 'mark' is missing"],
    ),
    ('[set]\nx = { nuts = ["slovenia"] }\n', ["3:15: set.x.nuts[0]: 'slovenia' is not a NUTS code"]),
]

REGIONS = [
    ("schema = 1", "schema = 2", ["1:10: schema: schema 2 is not known here"]),
    ("schema = 1\n", "", ["1:1: the key 'schema' is missing"]),
    ('title = { en = "Made up" }\n', "", ["1:1: the key 'title' is missing"]),
    ('en = "Made up"', 'sl = "Made up"', ["3:1: title: the English text is missing"]),
    ('currency = "EUR"\n', "", ["1:1: the key 'currency' is missing"]),
    ('time_zone = "Europe/Ljubljana"\n', "", ["1:1: the key 'time_zone' is missing"]),
    ('member_state = "SI"\n', "", ["1:1: the key 'member_state' is missing"]),
    ('nuts = ["SI03"]', "nuts = 3", ["4:8: nuts: 3 is not a text or a list of texts"]),
    ("nuts =", "nutz = 3\nnuts =", ["4:1: nutz: unknown key 'nutz'"]),
    ("nuts =", "policy = 3\nnuts =", ["4:10: policy: 3 is not a table"]),
    (
        "",
        '[authority.a]\ntitle = { en = "A" }\n',
        ["9:12: authority.a: the key 'source' is missing", "9:12: authority.a: the key 'mark' is missing"],
    ),
    (
        "",
        '[authority.a]\nsource = "s"\nmark = "sourced"\n',
        ["9:12: authority.a: the key 'title' is missing", "10:10: authority.a.source: unknown source 's'"],
    ),
    (
        "",
        '[programme]\ntitle = { en = "A" }\nsource = "s"\nmark = "seed"\n',
        ["11:10: programme.source: unknown source 's'"],
    ),
    ("", '[source.s]\ntitle = "x"\n', ["9:9: source.s: the key 'read' is missing"]),
    (
        "",
        '[[described]]\nrow = "x"\n',
        [
            "9:3: described[0]: the key 'says' is missing",
            "9:3: described[0]: the key 'source' is missing",
            "9:3: described[0]: the key 'mark' is missing",
        ],
    ),
    ("", "authority = 3\n", ["9:13: authority: 3 is not a table"]),
]


@pieces(VOCABULARIES)
def test_a_faulty_vocabulary(complaints, piece, said):
    assert places(complaints(vocabulary=f"schema = 1\n{piece}"), "vocabulary.toml") == said


@measures(REGIONS)
def test_a_faulty_region(complaints, old, new, said):
    region = changed(old, new, REGION) if old else REGION + new
    assert places(complaints(region=region), "region.toml") == said
