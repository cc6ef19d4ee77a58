"""Colours and shortcuts: a reader's own choice, kept in cookies of this browser and nowhere else."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

THEMES = ("system", "light", "dark")
_YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose colours and single-key shortcuts; the same switches as in the menu, for pages without script."""
    if request.method == "GET":
        return render(
            request,
            "preferences.html",
            {
                "theme": request.COOKIES.get("theme", "system"),
                "shortcuts_off": request.COOKIES.get("shortcuts") == "off",
            },
        )
    response = redirect("preferences")
    theme = request.POST.get("theme", "system")
    _keep(response, "theme", theme if theme in THEMES and theme != "system" else "")
    _keep(response, "shortcuts", "" if request.POST.get("shortcuts") else "off")
    messages.success(request, gettext("Preferences saved in this browser."))
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    """Readable by script, which has the same switches; nothing personal is in it."""
    if value:
        response.set_cookie(name, value, max_age=_YEAR, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")
