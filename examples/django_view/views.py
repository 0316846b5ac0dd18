"""A Django view that decides applications: POST /regions/<region>/assess, JSON in, JSON out."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

import intra_core

log = logging.getLogger(__name__)

CATALOGUE = intra_core.load_regions()  # once for each process; all its threads share it
for broken in CATALOGUE.quarantined:
    log.error("region %s is not served: %s", broken.region, "; ".join(map(str, broken.complaints)))


@csrf_exempt  # a program posts here, with no cookie that could be misused
@require_POST
def assess(request: HttpRequest, region: str) -> HttpResponse:
    """Decide the application in the body by the measures of a region."""
    try:
        CATALOGUE.region(region)
    except intra_core.WrongInput as wrong:
        return refusal(404, wrong.complaints)
    except intra_core.QuarantinedRegion:
        return refusal(503, [intra_core.Complaint(says=f"the region {region!r} is out of order", key="region")])
    try:
        body = request.body  # Django reads no more than settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    except RequestDataTooBig:
        return refusal(413, [intra_core.Complaint(says="the application is too large")])
    try:
        application = CATALOGUE.parse_application(body, region=region, form="json")
        day = application.on or CATALOGUE.today(region, dt.datetime.now(dt.UTC))
        answer = CATALOGUE.assess(application, region=region, on=day)
    except intra_core.WrongInput as wrong:
        return refusal(422, wrong.complaints)
    language = get_language_from_request(request)  # one of settings.LANGUAGES, by Accept-Language
    told = answer.in_language(language).to_dict()
    headers = {"Content-Language": language, "Vary": "Accept-Language"}
    return JsonResponse(told, headers=headers)


def refusal(status: int, complaints: Iterable[intra_core.Complaint]) -> HttpResponse:
    """Tell every complaint at its key, as `cost[0].net`, so that a form can show it beside its field."""
    told = [{"key": each.key, "says": each.says, "instead": each.instead, "line": each.line} for each in complaints]
    return JsonResponse({"complaints": told}, status=status)


urlpatterns = [path("regions/<str:region>/assess", assess)]
