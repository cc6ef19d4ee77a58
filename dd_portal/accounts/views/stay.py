"""Lets a person stay signed in: the answer to the warning before a session ends."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from dd_portal.accounts.session_end import begin, seconds_left


@login_required
@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """Begin the session's time anew, and say how many seconds it has."""
    begin(request.session)
    return JsonResponse({"seconds": seconds_left(request.session)})
