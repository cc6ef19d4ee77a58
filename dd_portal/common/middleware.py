"""Turns errors of the domain into pages; the API has its own turn in ``api.problems``."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import is_valid_path, resolve
from django.utils.translation import gettext as _

from dd_portal.common.errors import DomainError, Invalid, TooLarge


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


class FormsOnlyMiddleware:
    """Answers whoever opens an address that only takes forms (after signing in again, from a bookmark) with a page
    that says that nothing was done, and leads to the nearest page above; the status stays 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = request.method == "GET" and not request.path.startswith("/api/")
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not is_page:
            return response
        page = render(request, "errors/forms_only.html", {"above": page_above(request.path)}, status=405)
        page["Allow"] = response["Allow"]
        return page


def page_above(path: str) -> str:
    """The nearest address above ``path`` that is one, "" where only the start is."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        if is_valid_path(above) and not resolve(above).kwargs.keys() & {"deed", "code"}:
            return above
    return ""


class LargestRequestMiddleware:
    """Answers a body that announces more bytes than a door takes with 413, before a byte of it is read.

    Files may be as large as a publisher's largest list (``LARGEST_UPLOAD``); everything else is read into memory
    and ends at Django's own ``DATA_UPLOAD_MAX_MEMORY_SIZE``, which does not bound what the API reads by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        largest = (
            settings.LARGEST_UPLOAD
            if (request.content_type or "").startswith("multipart/")
            else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        )
        if not announced.isdecimal() or int(announced) <= largest:
            return self.get_response(request)
        # Nothing of the request may be touched but its head: the page would read the body for its form token.
        error = TooLarge(
            _("Sent were %(sent)s bytes; at most %(most)s are taken. Nothing was stored.")
            % {"sent": f"{int(announced):,}", "most": f"{largest:,}"}
        )
        return problem_or_text(request, error)


class TextWithoutNulMiddleware:
    """Refuses NUL in a query or a form: nobody types one, PostgreSQL stores none, and no view should have to ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if any("\0" in value for value in all_values(request.GET)):
            return problem_or_text(request, Invalid(_("The address holds a NUL character.")))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """After the form token was checked, since reading a form is what that check does first."""
        is_form = request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}
        if is_form and any("\0" in value for value in all_values(request.POST)):
            return problem_or_text(request, Invalid(_("The form holds a NUL character. Nothing was stored.")))
        return None


def all_values(query: QueryDict) -> list[str]:
    """Every value of a query or form, whatever its name."""
    return [value for _name, values in query.lists() for value in values]


def problem_or_text(request: HttpRequest, error: DomainError) -> HttpResponse:
    """An answer that needs nothing of the request but its address: a problem document, or a line of text."""
    if request.path.startswith("/api/"):
        body = {"type": "about:blank", "title": error.title, "status": error.status, "detail": error.message}
        return JsonResponse(body, status=error.status, content_type="application/problem+json")
    return HttpResponse(f"{error.title}. {error.message}", status=error.status, content_type="text/plain")
