"""Turns errors of the domain into pages; the API has its own turn in ``api.problems``."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dd_portal.common.errors import DomainError


class DomainErrorMiddleware:
    """Answers a DomainError that a page view let through with a page that says what happened and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a DomainError; anything else goes on to Django's own handling."""
        if not isinstance(exception, DomainError):
            return None
        return render(request, "errors/domain_error.html", {"error": exception}, status=exception.status)
