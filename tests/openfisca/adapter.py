"""Reads parameters and published tests of OpenFisca's country template from the installed package, and answers them.

The package is under AGPL-3.0. Its files are read as data when the tests run; no code of it runs, and nothing is kept.
"""

import ast
import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import tomlkit
import yaml
from attrs import frozen

from intra_core.assessment.catalogue import Catalogue
from intra_core.model.application import Application
from intra_core.model.money import Money
from intra_core.regions.host import Loaded
from intra_core.regions.reading import region_in
from intra_core.verdict import Outcome

REGION = Path(__file__).parent / "region"
BENEFITS = ("basic_income", "housing_allowance", "parenting_allowance")
NO_MONEY = "a result that is no money: a measure's result is an award"
OWED = "an amount that somebody owes: a measure grants"
PAID = "a price that somebody pays: a measure grants"
SCALE = "; and a scale of which each bracket adds its part"
MISSING = {
    "age": NO_MONEY,
    "disposable_income": "a result worked out from those of several measures, and from taxes",
    "goes_to_school": NO_MONEY,
    "housing_occupancy_status": NO_MONEY,
    "housing_tax": OWED,
    "income_tax": OWED,
    "meal_price": PAID,
    "new_tax": OWED,
    "social_security_contribution": OWED + SCALE,
    "swimming_pool_access": PAID + SCALE,
}
"""For each variable that the measures do not give: what the language lacks for it."""


@frozen(kw_only=True)
class Published:
    """One published result: of a variable, in a month, for what a test gives."""

    name: str
    variable: str
    month: dt.date
    told: Mapping[str, Any]
    wanted: object
    changed: Mapping[str, Any]
    """Parameters that the test exchanges for others of its own."""


def package() -> Path:
    """Give the folder of the installed package, without importing it."""
    found = find_spec("openfisca_country_template")
    if found is None or found.origin is None:
        says = "OpenFisca-Country-Template is not installed; it stands in requirements/dev.txt"
        raise ModuleNotFoundError(says)
    return Path(found.origin).parent


def published() -> Iterator[Published]:
    """Give every result of every published test."""
    for file in sorted((package() / "tests").rglob("*.yaml")):
        tests = yaml.safe_load(file.read_text("utf-8"))
        for test in tests if isinstance(tests, list) else [tests]:
            for variable, month, wanted in results(test["output"], str(test["period"])):
                yield Published(
                    name=test["name"],
                    variable=variable,
                    month=first_day(month),
                    told=test.get("input", {}),
                    wanted=wanted,
                    changed=test.get("parameters", {}),
                )


def results(output: Mapping[str, Any], month: str) -> Iterator[tuple[str, str, object]]:
    """Give variables with their months and results, of whomever they are."""
    for name, value in output.items():
        if name == "persons":
            for each in value.values():
                yield from results(each, month)
        elif name == "household":
            yield from results(value, month)
        elif isinstance(value, dict):
            yield from ((name, str(each), wanted) for each, wanted in value.items())
        else:
            yield name, month, value


def first_day(month: str) -> dt.date:
    """Give the first day of a month or year: that is when OpenFisca looks at ages and figures."""
    year, _, number = month.partition("-")
    return dt.date(int(year), int(number or 1), 1)


def facts(case: Published) -> dict[str, Any]:
    """Say in the region's facts what a test gives. Whoever has no salary in it has none, as with OpenFisca."""
    persons = case.told.get("persons") or {"one": case.told}
    home = case.told.get("household", {})
    salaries = [in_month(each.get("salary", 0), case.month) for each in persons.values()]
    found: dict[str, Any] = {"salaries": euros(sum(salaries)), "adults": len(home.get("adults", persons))}
    births = [born for each in persons.values() if (born := birth(each, case.month)) is not None]
    if births:
        found |= {"born": births[0], "youngest_born": max(births)}
    return found | {key: euros(in_month(case.told[key], case.month)) for key in ("salary", "rent") if key in case.told}


def birth(person: Mapping[str, Any], month: dt.date) -> dt.date | None:
    """Give a day of birth; of somebody of whom only the age is given, the last that makes it so."""
    if "age" in person:
        return month.replace(year=month.year - int(person["age"]))
    return person.get("birth")


def in_month(value: object, month: dt.date) -> Fraction:
    """Take what holds for a month; what is not given is nought."""
    return amount(value.get(f"{month:%Y-%m}", 0) if isinstance(value, dict) else value)


def amount(written: object) -> Fraction:
    """Read a number, also one that is written as a product."""
    return _worked_out(ast.parse(str(written), mode="eval").body)


def _worked_out(tree: ast.expr) -> Fraction:
    match tree:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _worked_out(left) * _worked_out(right)
        case _:
            raise ValueError(ast.unparse(tree))


def euros(value: Fraction | int) -> str:
    cents = Fraction(value) * 100
    assert cents.denominator == 1, value
    return str(Money(int(cents), "EUR"))


def catalogue(folder: Path, changed: Mapping[str, Any]) -> Catalogue:
    """Read the region with the package's figures in it, some of them changed; the filled files go into a folder."""
    (folder / "measures").mkdir(parents=True)
    for file in REGION.rglob("*.toml"):
        text = tomlkit.parse(file.read_text("utf-8"))
        for name, versions in list(text.get("parameter", {}).items()):
            (stated,) = versions
            if stated["value"] == "unknown":
                text["parameter"][name] = list(_figures(stated, changed))
        (folder / file.relative_to(REGION)).write_text(tomlkit.dumps(text), "utf-8")
    return opened(folder)


def opened(folder: Path) -> Catalogue:
    """Read a region from its folder."""
    return Catalogue(
        regions=(Loaded(region=region_in(folder, "country"), distribution="tests", version="1"),), quarantined=()
    )


def _figures(stated: Mapping[str, Any], changed: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the versions of a figure that stands in the package; before the first of them there is none."""
    *folders, last = stated["article"].split(".")
    tree: Any = yaml.safe_load((package() / "parameters" / Path(*folders) / f"{last}.yaml").read_text("utf-8"))
    other: Any = changed
    for step in (*folders, last):
        other = other.get(step, {})
    rests = {key: stated[key] for key in ("article", "source", "mark")}
    versions = sorted(
        ((day, each["value"]) for day, each in (other or tree)["values"].items()), key=lambda each: each[0]
    )
    yield {"value": "closed", "until": versions[0][0] - dt.timedelta(days=1), **rests}
    for day, value in versions:
        yield {"value": _written(value, stated["unit"]), "since": day, **rests}


def _written(value: float | None, unit: str) -> str:
    if value is None:
        return "closed"
    number = Fraction(str(value))
    return {"EUR": euros(number), "%": f"{float(number * 100):.2f} %", "years": f"{int(number)} years"}[unit]


def answer(case: Published, region: Catalogue) -> Fraction | None:
    """Give what the region's measure grants, in euros; None where it cannot tell."""
    told = Application(region="country", more={"country": facts(case)})
    (found,) = region.assess(told, on=case.month, measures=f"country.{case.variable}").assessments
    if found.verdict is Outcome.UNDETERMINED:
        return None
    return Fraction(found.award.amount.minor, 100) if found.award is not None else Fraction(0)
