"""The first page, and the answer to "are you alive?"."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dd_portal.frame import portal


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Go to the first place that the person's roles include."""
    places = portal(request)["places"]
    return redirect(places[0].url) if places else render(request, "accounts/no_places.html")


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 every view takes one
    """Whether the web server reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
