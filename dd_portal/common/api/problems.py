"""Every error of the API is a problem document (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from dd_portal.common.errors import DomainError

MEDIA_TYPE = "application/problem+json"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """The problem document for an error of a view, or None for a fault of our own (answered with 500)."""
    if isinstance(error, DomainError):
        return _problem(error.status, error.title, error.message, {"errors": error.fields} if error.fields else {})
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.ValidationError):
        problem = _problem(
            response.status_code, "Invalid input", "Some fields are not valid.", {"errors": response.data}
        )
    elif isinstance(error, Http404):
        problem = _problem(404, "Not found", "There is no such resource.", {})
    elif isinstance(error, PermissionDenied):
        problem = _problem(403, "You may not do this", "Your key or account lacks the permission.", {})
    else:
        detail = getattr(error, "detail", "")
        title = str(getattr(error, "default_detail", "Error")).rstrip(".")
        problem = _problem(response.status_code, title, str(detail), {})
    for name, value in response.headers.items():
        if name.lower() != "content-type":
            problem.headers[name] = value
    return problem


def _problem(status: int, title: str, detail: str, more: dict[str, Any]) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return Response(body, status=status, content_type=MEDIA_TYPE)
