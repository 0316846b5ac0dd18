"""A measure with a line for every kind of mutant, examples that notice every one of them, and some that notice few."""

MEASURE = """schema = 1
id = "made.voucher"
kind = "voucher"
title = { en = "Voucher" }
[source.s]
title = "Source"
read = 2026-11-22

[[call]]
id = "one"
opens = 2024-06-21
closes = 2024-12-31
costs = { since = 2024-01-01, until = 2025-12-31 }
source = "s"
mark = "sourced"

[costs]
kinds = ["stand-rent", "stand-set-up"]
where = "x.net >= small"
source = "s"
mark = "sourced"

[set]
forms = ["d.o.o.", "d.d."]

[parameter]
rate_fair = [{ value = "60 %", source = "s", mark = "sourced" }]
rate_other = [{ value = "50 %", source = "s", mark = "sourced" }]
ceiling = [{ value = "EUR 1000.00", source = "s", mark = "sourced" }]
small = [{ value = "EUR 10.00", source = "s", mark = "sourced" }]
least = [{ value = "2 persons", source = "s", mark = "sourced" }]
notice = [{ value = "10 days", source = "s", mark = "sourced" }]
strict = [{ value = true, source = "s", mark = "sourced" }]
months = [{ value = "6 months", source = "s", mark = "sourced" }]

[label]
rate_fair = { en = "rate of fairs" }
rate_other = { en = "other rate" }
ceiling = { en = "ceiling" }
small = { en = "least amount of a line" }
least = { en = "least number" }
notice = { en = "notice" }
strict = { en = "staff is asked for" }
months = { en = "time to sign" }
grant = { en = "grant" }
forms = { en = "forms" }

[define.grant]
is = 'min(costs.eligible * (rate_fair if event.kind == "fair" else rate_other), ceiling)'
round = "down"

[[condition]]
id = "staff"
holds = "undertaking.employees >= least or not strict"
applies = 'event.kind == "fair"'
source = "s"
mark = "sourced"
[[condition]]
id = "sound"
holds = "undertaking.obligations_settled and not undertaking.insolvent"
source = "s"
mark = "sourced"
[[condition]]
id = "form"
holds = "undertaking.legal_form in forms"
source = "s"
mark = "sourced"
[[condition]]
id = "early"
holds = "project.submitted <= event.starts - notice"
source = "s"
mark = "sourced"
[[condition]]
id = "offers"
holds = "any(o.comparable for o in offer if o.net >= small)"
source = "s"
mark = "sourced"

[state_aid]
regime = "de-minimis"
source = "s"
mark = "sourced"

[award]
amount = "grant"
instalments = [{ after = { en = "the claim" }, amount = "grant" }]

[[duty]]
id = "sign"
holds = "project.contract_signed <= add_months(on, months)"
until = "add_months(on, months)"
source = "s"
mark = "sourced"
"""
START = """
[[example]]
name = "a firm at a fair"
on = 2024-09-02
given = { undertaking = { employees = 5, obligations_settled = true, insolvent = false, legal_form = "d.o.o." }, event = { kind = "fair", starts = 2024-10-30 }, offer = [{ net = "EUR 50.00", comparable = true }], cost = [{ kind = "stand-rent", net = "EUR 200.00", incurred = 2024-09-10 }], project = { submitted = 2024-08-30 }, aid.headroom = "EUR 300000.00" }
"""  # noqa: E501 (one line of TOML)
WEAK = (
    START
    + """expect = { verdict = "eligible" }
"""
)


def like(name: str, given: str, expect: str, on: str = "") -> str:
    """Write an example like the first."""
    day = f"on = {on}\n" if on else ""
    return f'[[example]]\nname = "{name}"\nlike = "a firm at a fair"\n{day}given = {given}\nexpect = {expect}\n'


def _costs(*lines: tuple[str, str, str]) -> str:
    return ", ".join(f'{{ kind = "{kind}", net = "EUR {net}", incurred = {day} }}' for kind, net, day in lines)


_WINDOW = _costs(
    ("stand-rent", "16.00", "2023-12-31"),
    ("stand-rent", "100.00", "2024-01-01"),
    ("stand-set-up", "200.00", "2025-12-31"),
    ("stand-rent", "32.00", "2026-01-01"),
    ("stand-rent", "10.00", "2024-09-10"),
    ("stand-rent", "9.99", "2024-09-10"),
)
STRONG = WEAK + "".join([
    like("no day before the call", "{ project.submitted = 2024-06-20 }", '{ unmet = ["call"] }'),
    like("its first day", "{ project.submitted = 2024-06-21 }", '{ verdict = "eligible" }'),
    like("its last day", "{ project.submitted = 2024-12-31, event.starts = 2025-01-10 }",
         '{ verdict = "eligible" }', "2025-01-02"),
    like("the day after it", "{ project.submitted = 2025-01-01, event.starts = 2025-02-10 }",
         '{ unmet = ["call"] }', "2025-01-02"),
    like("which costs count", f"{{ cost = [{_WINDOW}] }}", '{ award = "EUR 186.00", instalments = ["EUR 186.00"] }'),
    like("a fraction of a cent", '{ cost = [{ kind = "stand-rent", net = "EUR 20.01", incurred = 2024-09-10 }] }',
         '{ award = "EUR 12.00" }'),
    like("more than a half of one", '{ cost = [{ kind = "stand-rent", net = "EUR 20.01", incurred = 2024-09-10 }], '
         'event.kind = "forum" }', '{ award = "EUR 10.00" }'),
    like("half a cent", '{ cost = [{ kind = "stand-rent", net = "EUR 30.01", incurred = 2024-09-10 }], '
         'event.kind = "forum" }', '{ award = "EUR 15.00" }'),
    like("the ceiling", '{ cost = [{ kind = "stand-rent", net = "EUR 5000.00", incurred = 2024-09-10 }] }',
         '{ award = "EUR 1000.00" }'),
    like("two persons", "{ undertaking.employees = 2 }", '{ verdict = "eligible" }'),
    like("one person", "{ undertaking.employees = 1 }", '{ unmet = ["staff"] }'),
    like("one person at a forum", '{ undertaking.employees = 1, event.kind = "forum" }', '{ verdict = "eligible" }'),
    like("debts", "{ undertaking.obligations_settled = false }", '{ unmet = ["sound"] }'),
    like("insolvent", "{ undertaking.insolvent = true }", '{ unmet = ["sound"] }'),
    like("a share company", '{ undertaking.legal_form = "d.d." }', '{ verdict = "eligible" }'),
    like("an institute", '{ undertaking.legal_form = "zavod" }', '{ unmet = ["form"] }'),
    like("ten days before", "{ event.starts = 2024-09-09 }", '{ verdict = "eligible" }'),
    like("nine days before", "{ event.starts = 2024-09-08 }", '{ unmet = ["early"] }'),
    like("a small offer and one that is not comparable",
         '{ offer = [{ net = "EUR 9.99", comparable = true }, { net = "EUR 11.00", comparable = false }] }',
         '{ unmet = ["offers"] }'),
    like("one of two is comparable",
         '{ offer = [{ net = "EUR 10.00", comparable = true }, { net = "EUR 11.00", comparable = false }] }',
         '{ verdict = "eligible" }'),
    like("when the contract is due", "{}", "{ due = [2025-03-02] }"),
    like("just within the headroom", '{ aid.headroom = "EUR 120.00" }', '{ award = "EUR 120.00" }'),
    like("a cent beyond it", '{ aid.headroom = "EUR 119.99" }', '{ unmet = ["de-minimis"] }'),
])  # fmt: skip
