"""Doors of list updates: fetch now, see progress, release what is held, say what policy requires."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotAllowed, NotFound
from screening import tasks
from screening.models import ListRelease, ListVersion
from screening.selectors.list_changes import list_changes
from screening.selectors.lists_page import lists_page
from screening.services.approve_list_release import approve_list_release
from screening.services.propose_list_release import propose_list_release
from screening.services.refuse_list_release import refuse_list_release
from screening.services.set_list_policy import set_list_policy
from screening.sources.registry import SOURCES


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def lists_update(request: SignedInRequest) -> HttpResponse:
    """Fetch every real list in use, or the one that is named."""
    code = request.POST.get("source", "")
    if code:
        if code not in SOURCES:
            raise NotFound(_("There is no such list."))
        tasks.update_list.delay(code)
    else:
        tasks.update_lists.delay()
    messages.success(request, _("The update was started. This page shows its progress."))
    return redirect("screening:list", code=code) if code else redirect("screening:lists")


@require_safe
@needs(Permission.SEE_LISTS)
def lists_progress(request: SignedInRequest) -> HttpResponse:
    """The part of the page that moves while updates are under way."""
    return render(request, "screening/lists_progress.html", {"page": lists_page()})


@require_safe
@needs(Permission.SEE_LISTS)
def list_compare(request: SignedInRequest, code: str) -> HttpResponse:
    """Any two versions of a source."""
    asked = request.GET
    page = list_changes(
        code=code, start=asked.get("from"), end=asked.get("to"), kind=asked.get("kind", ""), page=asked.get("page", 1)
    )
    return render(request, "screening/list_compare.html", {"page": page})


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def release_propose(request: SignedInRequest, version_id: int) -> HttpResponse:
    """Propose that a held version goes live."""
    held = get_object_or_404(ListVersion, pk=version_id)
    return _do(
        request,
        held.source,
        lambda: propose_list_release(held=held, reason=request.POST.get("reason", ""), by=request.user),
        _("Proposed. Somebody else must confirm it."),
    )


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def release_decide(request: SignedInRequest, release_id: int) -> HttpResponse:
    """Confirm or refuse a proposed release."""
    release = get_object_or_404(ListRelease, pk=release_id)
    if request.POST.get("answer") == "release":

        def act() -> object:
            version = approve_list_release(release=release, by=request.user)
            tasks.after_list_change.delay()
            return version

        return _do(request, release.held.source, act, _("Released: the version is live."))
    return _do(
        request,
        release.held.source,
        lambda: refuse_list_release(release=release, answer=request.POST.get("reason", ""), by=request.user),
        _("Not released. The last good version stays live."),
    )


@require_http_methods(["POST"])
@needs(Permission.IMPORT_LISTS)
def list_policy(request: SignedInRequest, code: str) -> HttpResponse:
    """Say whether policy requires a list."""
    source = SOURCES.get(code)
    if source is None:
        raise NotFound(_("There is no such list."))
    required = request.POST.get("required") == "yes"
    return _do(
        request,
        code,
        lambda: set_list_policy(
            source=source, required=required, reason=request.POST.get("reason", ""), by=request.user
        ),
        _("Policy requires this list.") if required else _("Policy does not require this list."),
    )


def _do(request: SignedInRequest, code: str, act: Callable[[], object], done: str) -> HttpResponse:
    """One deed, its outcome in words, back to the page of the list. NotAllowed passes through."""
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("screening:list", code=code)
