"""The Django view and the Starlette route of examples/ answer as docs/web.md says."""

import datetime as dt
import json
import re
import shlex
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import django
import jsonschema
import pytest
import tomli
from django.conf import settings
from django.test import Client
from examples.django_view import settings as django_settings
from examples.starlette_route import app as starlette_route
from starlette.testclient import TestClient

import intra_core
from intra_core.regions.host import Quarantined

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "web.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([^`\n]+)`:\n\n```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
SCHEMA = json.loads((ROOT / "src" / "intra_core" / "schemas" / "answer.json").read_text("utf-8"))

if not settings.configured:
    named = {key: value for key, value in vars(django_settings).items() if key.isupper()}
    settings.configure(**named)
    django.setup()

from examples.django_view import views as django_view  # noqa: E402 (a view wants its settings first)

Post = Callable[..., tuple[int, dict[str, Any], dict[str, str]]]


def post_to_django(region, body, language=""):
    client = Client(raise_request_exception=False)
    answer = client.post(f"/regions/{region}/assess", body, "application/json", headers={"accept-language": language})
    return answer.status_code, answer.json(), {name.lower(): value for name, value in answer.headers.items()}


def post_to_starlette(region, body, language=""):
    client = TestClient(starlette_route.app, raise_server_exceptions=False)
    answer = client.post(f"/regions/{region}/assess", content=body, headers={"accept-language": language})
    return answer.status_code, answer.json(), dict(answer.headers)


@pytest.fixture(params=[post_to_django, post_to_starlette], ids=["django", "starlette"])
def post(request):
    return request.param


def told(name, **changed):
    """Give an example's application as a program posts it."""
    tree = tomli.loads((ROOT / "examples" / "slovenia" / f"{name}.toml").read_text("utf-8"))
    return json.dumps({**tree, **changed}, default=str).encode()


def without_day(name):
    tree = json.loads(told(name))
    del tree["on"]
    return json.dumps(tree).encode()


def test_an_application_is_answered_by_the_contract(post: Post):
    status, answer, headers = post("slovenia", told("certification"))
    assert (status, headers["content-type"], headers["content-language"]) == (200, "application/json", "en")
    jsonschema.validate(answer, SCHEMA)
    by_id = {each["measure"]: each for each in answer["assessments"]}
    assert by_id["slovenia.certification"]["verdict"] == "eligible"
    assert by_id["slovenia.certification"]["award"]["amount"] == "2400.00"


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("sl-SI,sl;q=0.9,en;q=0.5", "sl", "Vavčer za pridobitev certifikatov"),
        ("fr;q=0.9, sl;q=0.8", "sl", "Vavčer za pridobitev certifikatov"),
        ("en;q=0.1, sl", "sl", "Vavčer za pridobitev certifikatov"),
        ("fr", "en", "Certification voucher"),
        ("", "en", "Certification voucher"),
        ("sl;q=many", "en", "Certification voucher"),
    ],
)
def test_it_answers_in_the_language_that_is_asked_for(post: Post, accepted, language, title):
    _, answer, headers = post("slovenia", told("certification"), accepted)
    assert headers["content-language"] == language
    assert "accept-language" in headers["vary"].lower()
    assert title in [each["title"] for each in answer["assessments"]]


def test_all_faults_are_told_at_their_keys(post: Post):
    body = told("certification", certificate={"standard": "ISO 9002"}, undertaking={"headcount": "many", "turnovr": 1})
    status, answer, _ = post("slovenia", body)
    assert status == 422
    assert {each["key"] for each in answer["complaints"]} == {
        "certificate.standard",
        "undertaking.headcount",
        "undertaking.turnovr",
    }
    assert all(each["says"] and each["instead"] for each in answer["complaints"])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'region = "slovenia"', b"[" * 90_000])
def test_what_is_no_json_object_is_refused(post: Post, body):
    status, answer, _ = post("slovenia", body)
    assert status == 422
    assert answer["complaints"]


def test_an_unknown_region_is_not_found(post: Post):
    status, answer, _ = post("slovenija", told("certification"))
    assert status == 404
    assert answer["complaints"][0]["instead"] == "did you mean 'slovenia'?"


@pytest.mark.parametrize("example", [django_view, starlette_route])
def test_a_quarantined_region_is_out_of_order(example, monkeypatch):
    broken = intra_core.load_regions()
    bad = attrs.evolve(
        broken,
        regions=tuple(each for each in broken.regions if each.region.id != "slovenia"),
        quarantined=(
            Quarantined(
                region="slovenia",
                distribution="intra-slovenia",
                version="0.1.0",
                complaints=(intra_core.Complaint(says="a line is wrong"),),
            ),
        ),
    )
    monkeypatch.setattr(example, "CATALOGUE", bad)
    ask = post_to_django if example is django_view else post_to_starlette
    status, answer, _ = ask("slovenia", told("certification"))
    assert (status, answer["complaints"][0]["key"]) == (503, "region")
    assert ask("algarve", b"{}")[0] == 200


def test_what_is_too_large_is_not_read(post: Post):
    status, answer, _ = post("slovenia", b'{"region": "' + b"x" * 300_000 + b'"}')
    assert (status, answer["complaints"][0]["says"]) == (413, "the application is too large")


def test_without_a_day_it_is_today_in_the_region(post: Post):
    before = intra_core.load_regions().today("slovenia", dt.datetime.now(dt.UTC))
    _, answer, _ = post("slovenia", without_day("certification"))
    after = intra_core.load_regions().today("slovenia", dt.datetime.now(dt.UTC))
    assert answer["on"] in {before.isoformat(), after.isoformat()}


def test_the_path_names_the_region_whatever_the_body_says(post: Post):
    status, answer, _ = post("slovenia", told("certification", region="algarve"))
    assert (status, answer["region"]) == (200, "slovenia")


def test_threads_that_share_a_catalogue_get_the_answers_that_one_alone_gets():
    asked = [
        (name, measure, day, language)
        for name in ("certification", "refused", "incomplete")
        for measure in ("slovenia.certification", "slovenia.delegation", "slovenia.forum")
        for day in (dt.date(2019, 6, 1), dt.date(2021, 3, 1), dt.date(2024, 9, 2))
        for language in ("en", "sl")
    ]

    def ask(catalogue, question):
        name, measure, day, language = question
        application = catalogue.parse_application(told(name), region="slovenia")
        answer = catalogue.assess(application, on=day, measures=measure)
        return answer.in_language(language).to_dict()

    alone = intra_core.load_regions()
    expected = [ask(alone, each) for each in asked]
    for _ in range(3):
        shared = intra_core.load_regions()  # nothing worked out yet: all threads meet at the first question
        with ThreadPoolExecutor(8) as threads:
            again = [threads.submit(ask, shared, each) for each in asked for _ in range(2)]
            assert [each.result() for each in again] == [each for each in expected for _ in range(2)]


def test_the_page_shows_the_files_as_they_are():
    assert sorted(FILES) == [
        "examples/django_view/settings.py",
        "examples/django_view/views.py",
        "examples/starlette_route/app.py",
    ]
    assert {name: (ROOT / name).read_text("utf-8") for name in FILES} == FILES


def test_what_the_page_posts_is_answered(post: Post):
    (line,) = re.findall(r"^    curl (.*)$", PAGE, re.MULTILINE)
    _, _, header, _, body = shlex.split(line)
    status, answer, headers = post("slovenia", body.encode(), header.partition(": ")[2])
    assert (status, answer["on"], headers["content-language"]) == (200, "2024-09-02", "sl")
