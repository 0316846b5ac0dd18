"""The schemas, and documents that are held against them: files, answers, and commands that give these."""

import datetime as dt
import json
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator, FormatChecker
from tests.installed import CATALOGUE

from intra_core.cli import main

ROOT = Path(__file__).parents[2]
SCHEMAS = (
    "answer",
    "application",
    "boundaries",
    "boundaries-answer",
    "calendar",
    "case",
    "changes",
    "check",
    "diff",
    "eval",
    "group",
    "headroom",
    "institutions",
    "institutions-answer",
    "measure",
    "measures",
    "mutate",
    "new",
    "plan",
    "plan-answer",
    "practice",
    "practices-answer",
    "rank",
    "region",
    "regions",
    "simulation",
    "sme",
    "table",
    "test",
    "vocabulary",
    "watch",
    "why",
)
APPLICATIONS = sorted(
    file.relative_to(ROOT).as_posix()
    for ending in ("toml", "json")
    for file in ROOT.glob(f"examples/**/*.{ending}")
    if file.parent.name != "law"
)
GROUPS = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob("examples/law/*.toml"))


CERTIFICATION = str(ROOT / "examples/slovenia/certification.toml")
CASES = """schema = 1
kind = "cases"
[all]
measure = "slovenia.forum"
author = "The intra-core contributors"
written = 2026-11-23
[source.letter]
title = "A letter"
read = 2026-11-22
[[case]]
name = "A large enterprise"
source = "letter"
on = 2021-10-01
given = { undertaking.size = "large" }
expect = { verdict = "ineligible", unmet = ["size"] }
"""
COMMANDS = {
    "test": ["test", "slovenia.partnership"],
    "diff": ["diff", "slovenia.certification", "--from", "2020-01-01", "--to", "2024-09-02"],
    "changes": ["measures", "--changing", "2024"],
    "calendar": ["calendar", "slovenia"],
    "why": ["why", "slovenia.certification", "yearly-cap", CERTIFICATION],
    "eval": ["eval", "grant", CERTIFICATION, "--measure", "slovenia.certification"],
    "table": ["assess", CERTIFICATION, "--table"],
    "regions": ["regions", "--figures"],
    "sme": ["sme", str(ROOT / "examples/law/partner.toml")],
    "simulation": [
        "simulate",
        "abruzzo.digital_export_manager",
        str(ROOT / "examples/simulation/applications.csv"),
        "--set",
        "amount.single = EUR 15000.00",
        "--set",
        "min_contract.single = EUR 24000.00",
    ],
    "headroom": ["headroom", str(ROOT / "examples/law/transition.toml"), "--request", "EUR 25000.00"],
    "watch": ["regions", "watch", "abruzzo", "--once"],
    "check": ["regions", "check", "abruzzo", "--only", "texts.languages"],
    "mutate": ["regions", "mutate", "abruzzo", "abruzzo.digital_export_manager"],
    "boundaries-answer": ["regions", "boundaries", "abruzzo", "abruzzo.simest_loan"],
}


@cache
def schema(name: str) -> dict[str, Any]:
    text = (resources.files("intra_core") / "schemas" / f"{name}.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


def faults(name: str, value: object) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in validator(name).iter_errors(value)]


def as_json(value: Any) -> Any:
    """Give a value of TOML as JSON has it."""
    match value:
        case dict():
            return {key: as_json(each) for key, each in value.items()}
        case list() | tuple():
            return [as_json(each) for each in value]
        case Decimal():
            return float(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return value


def tree(file: str) -> Any:
    text = (ROOT / file).read_text("utf-8")
    return as_json(json.loads(text) if file.endswith(".json") else tomli.loads(text))


def application(measure: str, number: int) -> dict[str, Any]:
    example = CATALOGUE[measure].examples[number]
    stated: dict[str, Any] = as_json({"region": CATALOGUE[measure].region, "on": example.on, **example.given})
    return stated


def through_json(value: object) -> Any:
    return json.loads(json.dumps(value))


def written(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)
