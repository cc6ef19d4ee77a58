"""All pages of the portal and two for trying the script."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from dd_portal.urls import urlpatterns as portal

_HEAD = '{% extends "base.html" %}{% load look %}{% block page_title %}Trial{% endblock %}{% block content %}'
ASKED: Counter[str] = Counter()
RECEIVED: list[dict[str, str]] = []


def live(request: HttpRequest) -> HttpResponse:
    """A run that is a quarter further each time it is asked for, and over at the fourth."""
    ASKED["live"] += 1
    done = 25 * min(4, ASKED["live"])
    url = "" if done == 100 else "/live/"
    source = '{% include "parts/progress_panel.html" with label="Screening" total=100 live_every="0.1" found="" %}'
    return _page(request, f'<div id="region-around">{source}</div>', done=done, live_url=url)


def forms(request: HttpRequest) -> HttpResponse:
    """A form that asks first, and a text that is kept as a draft."""
    if request.method == "POST":
        RECEIVED.append(request.POST.dict())
        return HttpResponse("received")
    return _page(
        request,
        '<form id="restrict" method="post" data-confirm="#sure" data-submit-key>{% csrf_token %}'
        '<label for="why">Why</label><textarea id="why" name="why" data-draft-url="/forms/" data-draft-state="#kept"></textarea>'
        '<span id="kept" data-saved="Draft saved"></span><button class="button">Restrict</button></form>'
        '<dialog class="dialog" id="sure" aria-label="Sure"><button data-confirm-yes>Record and restrict</button>'
        "<button>Keep reviewing</button></dialog>",
    )


def _page(request: HttpRequest, body: str, **context: object) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        inner = body.removeprefix('<div id="region-around">').removesuffix("</div>")
        return HttpResponse(Template("{% load look %}" + inner).render(RequestContext(request, context)))
    return HttpResponse(Template(_HEAD + body + "{% endblock %}").render(RequestContext(request, context)))


urlpatterns = [path("live/", live), path("forms/", forms), *portal]
