"""A Starlette route that decides applications: POST /regions/{region}/assess, JSON in, JSON out."""

import datetime as dt
import logging
from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import intra_core

log = logging.getLogger(__name__)
MOST_BYTES = 200_000
LANGUAGES = ("en", "bg", "es", "it", "pt", "sl")  # the first where the caller asks for none of them

CATALOGUE = intra_core.load_regions()  # once for each process; all its threads share it
for broken in CATALOGUE.quarantined:
    log.error("region %s is not served: %s", broken.region, "; ".join(map(str, broken.complaints)))


async def assess(request: Request) -> Response:
    """Decide the application in the body by the measures of a region."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return refusal(413, [intra_core.Complaint(says="the application is too large")])
    language = preferred(request.headers.get("accept-language", ""))
    # A whole region with reasons and advice takes tens of milliseconds, up to some hundreds: not on the event loop.
    return await run_in_threadpool(decided, request.path_params["region"], body, language)


def decided(region: str, body: bytes, language: str) -> Response:
    """Answer in a thread; the catalogue may be asked from many at once."""
    try:
        CATALOGUE.region(region)
    except intra_core.WrongInput as wrong:
        return refusal(404, wrong.complaints)
    except intra_core.QuarantinedRegion:
        return refusal(503, [intra_core.Complaint(says=f"the region {region!r} is out of order", key="region")])
    try:
        application = CATALOGUE.parse_application(body, region=region, form="json")
        day = application.on or CATALOGUE.today(region, dt.datetime.now(dt.UTC))
        told = CATALOGUE.assess(application, region=region, on=day).in_language(language).to_dict()
    except intra_core.WrongInput as wrong:
        return refusal(422, wrong.complaints)
    return JSONResponse(told, headers={"Content-Language": language, "Vary": "Accept-Language"})


def refusal(status: int, complaints: Iterable[intra_core.Complaint]) -> Response:
    """Tell every complaint at its key, as `cost[0].net`, so that a form can show it beside its field."""
    told = [{"key": each.key, "says": each.says, "instead": each.instead, "line": each.line} for each in complaints]
    return JSONResponse({"complaints": told}, status)


def preferred(accepted: str) -> str:
    """Give the language that Accept-Language puts first: `sl-SI, en;q=0.5` is Slovenian."""
    weighed = []
    for each in accepted.split(","):
        name, _, weight = each.partition(";q=")
        try:
            weighed.append((-float(weight or 1), name.strip().partition("-")[0].lower()))
        except ValueError:
            continue
    known = [(weight, name) for weight, name in weighed if name in LANGUAGES and weight]
    return min(known, key=lambda each: each[0], default=(0, LANGUAGES[0]))[1]


app = Starlette(routes=[Route("/regions/{region}/assess", assess, methods=["POST"])])
