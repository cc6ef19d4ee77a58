"""A page that shows every part of the look with its states, on invented data."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dd_portal.common.views import gallery_samples


@require_GET
@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part at working size: what pages copy their markup from, and what the accessibility tests look at."""
    return render(request, "gallery.html", gallery_samples.context())
