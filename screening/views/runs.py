"""Pages of screening runs: all, one with live progress, start and cancel."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Conflict
from screening.models import ScreeningRun
from screening.selectors.run_page import run_page, runs_page
from screening.services.cancel_run import cancel_run
from screening.services.start_run import start_run
from screening.tasks import queue_run


@require_safe
@needs(Permission.SEE_RUNS)
def runs(request: SignedInRequest) -> HttpResponse:
    """All runs, newest first."""
    context = {
        "page": runs_page(request.GET.get("page", 1)),
        "may_screen": request.user.may(Permission.SCREEN),
        "under_way": ScreeningRun.objects.under_way().filter(kind=ScreeningRun.Kind.ALL).first(),
    }
    return render(request, "screening/runs.html", context)


@require_http_methods(["POST"])
@needs(Permission.SCREEN)
def run_start(request: SignedInRequest) -> HttpResponse:
    """Screen all customers now."""
    try:
        run = start_run(trigger=_("Started on the page"), by=request.user)
    except Conflict as error:
        messages.warning(request, error.message)
        return redirect("screening:runs")
    queue_run(run)
    return redirect("screening:run", pk=run.pk)


@require_safe
@needs(Permission.SEE_RUNS)
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """One run."""
    return render(request, "screening/run.html", _context(request, pk))


@require_safe
@needs(Permission.SEE_RUNS)
def run_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """The part of the page that moves, fetched again and again while the run is under way."""
    return render(request, "screening/run_progress.html", _context(request, pk))


@require_http_methods(["POST"])
@needs(Permission.SCREEN)
def run_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop a run."""
    page = run_page(pk=pk)
    try:
        cancel_run(run=page.run, by=request.user)
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("Cancelled. Alerts already created stay open."))
    return redirect("screening:run", pk=pk)


def _context(request: SignedInRequest, pk: int) -> dict[str, object]:
    return {"page": run_page(pk=pk), "may_screen": request.user.may(Permission.SCREEN)}
