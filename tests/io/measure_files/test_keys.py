"""Measures in which one key is unknown or missing."""

from tests.assessment.made import CALL
from tests.io.measure_files.faulty import changed, measures, places

KEYS = [
    ("kind =", "titel = 1\nkind =", ["3:1: titel: unknown key 'titel'"]),
    ("read =", 'adress = "x"\nread =', ["7:1: source.s.adress: unknown key 'adress'"]),
    ("opens =", "open = 1\nopens =", ["10:1: call[0].open: unknown key 'open'"]),
    ("2025-12-31 }", "2025-12-31, til = 1 }", ["12:51: call[0].costs.til: unknown key 'til'"]),
    ('value = "60 %"', 'valu = 1, value = "60 %"', ["18:16: parameter.intensity[0].valu: unknown key 'valu'"]),
    ("kinds =", "kind = 1\nkinds =", ["16:1: costs.kind: unknown key 'kind'"]),
    ("round =", "rond = 1, round =", ["25:60: define.grant.rond: unknown key 'rond'"]),
    ("regime =", "reducable = true\nregime =", ["27:1: state_aid.reducable: unknown key 'reducable'"]),
    ("amount =", "amont = 1\namount =", ["31:1: award.amont: unknown key 'amont'"]),
    (
        'amount = "grant"',
        'amount = "grant"\ninstalments = [{ aftr = { en = "x" }, amount = "grant" }]',
        ["32:18: award.instalments[0].aftr: unknown key 'aftr'"],
    ),
    ('value = "60 %"', 'unit = "%", value = "60 %"', ["18:16: parameter.intensity[0].unit: unknown key 'unit'"]),
    ('{ en = "ceiling" }', '{ en = "ceiling", e = 1 }', ["22:33: label.ceiling.e: 1 is not a text in quotes"]),
    (
        'holds = "grant >= ceiling"',
        'sinc = 2020\nholds = "grant >= ceiling"',
        ["34:1: condition[0].sinc: unknown key 'sinc'"],
    ),
    ('until = "pro', 'untill = 1\nuntil = "pro', ["40:1: duty[0].untill: unknown key 'untill'"]),
    ("given =", "gvien = 1\ngiven =", ["46:1: example[0].gvien: unknown key 'gvien'"]),
    ("verdict =", "verdct =", ["47:12: example[0].expect.verdct: unknown key 'verdct'"]),
    ("says =", "say =", ["50:1: described[0].say: unknown key 'say'"]),
]

MISSING = [
    ("schema = 1\n", "", ["1:1: the key 'schema' is missing"]),
    ('id = "made.voucher"\n', "", ["1:1: the key 'id' is missing"]),
    ('kind = "voucher"\n', "", ["1:1: the key 'kind' is missing"]),
    ('title = { en = "Voucher" }\n', "", ["1:1: the key 'title' is missing"]),
    ('title = { en = "Voucher" }\n', 'title = "Voucher"\n', ["4:9: title: the language of the text is missing"]),
    ('title = "Source"\n', "", ["5:9: source.s: the key 'title' is missing"]),
    ("read = 2026-11-22\n", "", ["5:9: source.s: the key 'read' is missing"]),
    ('id = "one"\n', "", ["8:3: call[0]: the key 'id' is missing"]),
    ("opens = 2024-06-21\n", "", ["8:3: call[0]: the key 'opens' is missing"]),
    ("closes = 2024-12-31\n", "", ["8:3: call[0]: the key 'closes' is missing"]),
    ('source = "s"\n', "", ["8:3: call[0]: the key 'source' is missing"]),
    ('mark = "sourced"\n', "", ["8:3: call[0]: the key 'mark' is missing"]),
    (', source = "s"', "", ["18:14: parameter.intensity[0]: the key 'source' is missing"]),
    (', mark = "sourced"', "", ["18:14: parameter.intensity[0]: the key 'mark' is missing"]),
    (
        'value = "60 %", ',
        "",
        ["18:14: parameter.intensity[0]: the key 'value' is missing"],
    ),
    ('intensity = { en = "intensity" }\n', "", ["18:1: parameter.intensity: 'intensity' has no label"]),
    ('regime = "none"\n', "", ["26:2: state_aid: the key 'regime' is missing"]),
    ('amount = "grant"\n', "", ["30:2: award: the key 'amount' is missing"]),
    ('[state_aid]\nregime = "none"\nsource = "s"\nmark = "sourced"\n', "", ["1:1: the key 'state_aid' is missing"]),
    ('[award]\namount = "grant"\n', "", ["1:1: the key 'award' is missing"]),
    (CALL, "", ["1:1: there is no call"]),
    (', round = "down"', "", ["31:10: award.amount: the award has parts of a cent"]),
    ('is = "min(costs.eligible * intensity, ceiling)", ', "", ["25:1: define.grant: the key 'is' is missing"]),
    ('en = "Voucher"', 'sl = "Vavčer"', ["4:1: title: the English text is missing"]),
    (
        '{ en = "ceiling" }',
        '{ sl = "zgornja meja" }',
        ["19:1: parameter.ceiling: 'ceiling' has no label", "22:1: label.ceiling: the English text is missing"],
    ),
    ('id = "enough"\n', "", ["32:3: condition[0]: the key 'id' is missing"]),
    ('holds = "grant >= ceiling"\n', "", ["32:3: condition[0]: the key 'holds' is missing"]),
    ('until = "project.submitted"\n', "", ["37:3: duty[0]: the key 'until' is missing"]),
    ("on = 2024-07-01\n", "", ["43:3: example[0]: the key 'on' is missing"]),
    (
        'source = "s"\nmark = "seed"\n',
        "",
        ["48:3: described[0]: the key 'source' is missing", "48:3: described[0]: the key 'mark' is missing"],
    ),
]


@measures(KEYS)
def test_an_unknown_key(complaints, old, new, said):
    assert places(complaints(changed(old, new))) == said


@measures(MISSING)
def test_something_is_missing(complaints, old, new, said):
    assert places(complaints(changed(old, new))) == said
