"""Two small regions on disk and a third that cannot be loaded, in place of those that are installed."""

import datetime as dt

import pytest

from intra_core.assessment.catalogue import Catalogue
from intra_core.cli import main, outside
from intra_core.errors import WrongInput
from intra_core.regions.host import Loaded, Quarantined
from intra_core.regions.reading import region_in

REGION = """
schema = 1
id = "{id}"
title = {{ en = "{title}", sl = "{title} (sl)" }}
languages = ["sl", "en"]
currency = "EUR"
time_zone = "{zone}"
member_state = "SI"

[source.plan]
title = "The plan"
read = 2024-01-02

[authority.sps]
title = {{ en = "The fund" }}
source = "plan"
mark = "sourced"

[[described]]
id = "club"
title = {{ en = "Business club", sl = "Poslovni klub" }}
says = {{ en = "A club that helps abroad.", sl = "Klub, ki pomaga v tujini." }}
source = "plan"
mark = "sourced"
"""

VOCABULARY = """
schema = 1

[fact.hills.branches]
type = "count persons"
label = { en = "number of branches", sl = "število podružnic" }
question = { en = "How many branches are there?", sl = "Koliko je podružnic?" }

[word]
hill-fair = { en = "fair of the hills", sl = "sejem gričev" }
"""

VOUCHER = """
schema = 1
id = "hills.voucher"
kind = "voucher"
title = { en = "Fair voucher", sl = "Vavčer za sejme" }
authority = "sps"
row = "facts 1"

[source.call]
title = "The call"
address = "https://example.org/call"
article = "point 4"
read = 2024-05-06

[[call]]
id = "old"
opens = 2020-01-01
closes = "2020-06"
costs = { since = 2020-01-01, until = 2020-12-31 }
budget = "unknown"
source = "call"
mark = "sourced"

[[call]]
id = "new"
opens = 2024-01-01
closes = 2026-12-31
until_funds_spent = true
costs = { since = 2024-01-01, until = 2027-03-31 }
budget = "EUR 500000.00"
interrupted = [{ since = 2025-03-01, until = 2025-03-31 }]
source = "call"
mark = "sourced"
row = "facts 1"

[costs]
kinds = ["stand-rent"]

[parameter]
aid_intensity = [{ since = 2020-01-01, value = "60 %", source = "call", mark = "sourced", row = "facts 2" }]
ceiling = [
    { since = 2020-01-01, value = "EUR 5000.00", source = "call", mark = "sourced" },
    { since = 2024-01-01, value = "EUR 9999.99", source = "call", mark = "sourced" },
]
min_employees = [{ since = 2020-01-01, value = "1 person", source = "call", mark = "assumed", note = "as elsewhere" }]
last_day = [{ since = 2020-01-01, value = 2026-12-31, source = "call", mark = "sourced" }]

[define]
grant = { is = "min(costs.eligible * aid_intensity, ceiling)", round = "down" }

[set]
kinds = ["fair", "hill-fair"]

[label]
grant = { en = "grant", sl = "znesek" }
aid_intensity = { en = "aid intensity", sl = "delež" }
ceiling = { en = "greatest grant", sl = "najvišji znesek" }
min_employees = { en = "least number of employees", sl = "najmanjše število zaposlenih" }
last_day = { en = "last day of signing", sl = "zadnji dan podpisa" }
kinds = { en = "kinds of fair", sl = "vrste sejmov" }

[[condition]]
id = "employees"
holds = "undertaking.employees >= min_employees"
source = "call"
mark = "sourced"
row = "facts 3"

[[condition]]
id = "kind"
holds = "event.kind in kinds"
source = "call"
mark = "sourced"

[state_aid]
regime = "none"
source = "call"
mark = "sourced"

[award]
amount = "grant"
instalments = [{ after = { en = "the payment claim", sl = "zahtevek" }, amount = "grant" }]

[[duty]]
id = "sign"
holds = "project.contract_signed <= last_day"
until = "last_day"
says = { en = "The contract is signed", sl = "Pogodba je podpisana" }
source = "call"
mark = "sourced"

[[described]]
id = "order"
says = { en = "first come, first served", sl = "po vrstnem redu prispetja" }
source = "call"
mark = "sourced"
"""

PLANNED = """
schema = 1
id = "hills.plan"
kind = "voucher"
status = "planned"
title = { en = "Planned voucher", sl = "Načrtovani vavčer" }

[source.plan]
title = "The plan"
read = 2024-01-02

[costs]
kinds = ["stand-rent"]

[parameter]
ceiling = [{ since = 2020-01-01, value = "EUR 1000.00", source = "plan", mark = "assumed" }]

[label]
ceiling = { en = "greatest grant" }

[state_aid]
regime = "none"
source = "plan"
mark = "inferred"

[award]
amount = "min(costs.eligible, ceiling)"
"""

HIDDEN = (
    PLANNED.replace("hills.plan", "valley.hidden").replace("Planned", "Hidden").replace('status = "planned"\n', "")
    + """
[[call]]
id = "some"
opens = "unknown"
closes = "unknown"
costs = { since = "unknown", until = "unknown" }
budget = "unknown"
source = "plan"
mark = "inferred"
"""
)

GIVEN = """
region = "hills"
on = 2024-09-02
[undertaking]
employees = 5
[event]
kind = "hill-fair"
[project]
submitted = 2024-08-30
contract_signed = 2024-10-03
[costs]
eligible = "EUR 4000.00"
"""
"""An application that is eligible for `hills.voucher`."""


@pytest.fixture
def catalogue(tmp_path):
    """Give the regions `hills` and `valley`, and the quarantined `marsh`."""
    files = {
        "hills/region.toml": REGION.format(id="hills", title="The Hills", zone="Europe/Ljubljana"),
        "hills/vocabulary.toml": VOCABULARY,
        "hills/measures/voucher.toml": VOUCHER,
        "hills/measures/plan.toml": PLANNED,
        "valley/region.toml": REGION.format(id="valley", title="The Valley", zone="Pacific/Kiritimati"),
        "valley/measures/hidden.toml": HIDDEN,
        "marsh/region.toml": "id = 5\n",
    }
    for name, text in files.items():
        file = tmp_path / "regions" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    loaded = [
        Loaded(region=region_in(tmp_path / "regions" / name, name), distribution=f"intra-{name}", version="1.2")
        for name in ("hills", "valley")
    ]
    with pytest.raises(WrongInput) as wrong:
        region_in(tmp_path / "regions/marsh", "marsh")
    broken = Quarantined(
        region="marsh", distribution="intra-marsh", version="0.3", complaints=tuple(wrong.value.complaints)
    )
    return Catalogue(regions=tuple(loaded), quarantined=(broken,))


@pytest.fixture
def intra(catalogue, monkeypatch, capsys):
    """Give the command line over these regions, at noon of 15 May 2024 in UTC; it gives code, output and errors."""
    monkeypatch.setattr(outside, "load_regions", lambda: catalogue)
    monkeypatch.setattr(outside, "now", lambda: dt.datetime(2024, 5, 15, 12, tzinfo=dt.UTC))

    def run(*words):
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run


@pytest.fixture
def given(tmp_path):
    """Write an application; keyword arguments replace parts of the eligible one."""

    def write(text=GIVEN, **changes):
        for old, new in changes.values():
            assert old in text
            text = text.replace(old, new)
        file = tmp_path / "application.toml"
        file.write_text(text, "utf-8")
        return file

    return write
