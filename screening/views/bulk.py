"""One false positive for several alerts: preview, recording with a result for each, approval after a sample."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError
from screening.forms import BulkForm
from screening.models import BulkAnswer
from screening.selectors.bulk_page import bulk_page, chosen_alerts
from screening.selectors.bulk_page import bulk_preview as preview_of
from screening.triage.answer_in_bulk import answer_in_bulk
from screening.triage.judge_bulk import judge_bulk


@require_POST
@needs(Permission.WORK_ALERTS)
def bulk_preview(request: SignedInRequest) -> HttpResponse:
    """Every chosen alert with what is compared; nothing is recorded yet."""
    return _preview(request, BulkForm())


@require_POST
@needs(Permission.WORK_ALERTS)
def bulk_record(request: SignedInRequest) -> HttpResponse:
    """Record the answer for each alert that allows it."""
    form = BulkForm(request.POST)
    form.is_valid()
    ids = request.POST.getlist("alert")
    seen = {int(key): request.POST.get(f"seen-{key}", "") for key in ids if key.isdecimal()}
    try:
        made = answer_in_bulk(
            alerts=chosen_alerts(ids, by=request.user),
            seen=seen,
            reasons=form.cleaned_data.get("reasons", []),
            rationale=form.cleaned_data.get("rationale", ""),
            counted=form.cleaned_data.get("counted"),
            by=request.user,
        )
    except DomainError as error:
        form.blame(error)
        return _preview(request, form, status=error.status)
    return redirect("screening:bulk", made.pk)


@require_safe
@needs(Permission.SEE_ALERTS)
def bulk(request: SignedInRequest, bulk_id: int) -> HttpResponse:
    """What became of each alert, and the sample that a second person opens."""
    return render(request, "screening/bulk.html", {"page": bulk_page(bulk_id, by=request.user)})


@require_POST
@needs(Permission.APPROVE_T1, Permission.APPROVE_T2_T3)
def bulk_approve(request: SignedInRequest, bulk_id: int) -> HttpResponse:
    """Approve what waits."""
    bulk_page(bulk_id, by=request.user)
    try:
        judge_bulk(bulk=BulkAnswer.objects.get(pk=bulk_id), by=request.user)
    except DomainError as error:
        context = {"page": bulk_page(bulk_id, by=request.user), "refused": error}
        return render(request, "screening/bulk.html", context, status=error.status)
    messages.success(request, _("Judged. The table says what became of each alert."))
    return redirect("screening:bulk", bulk_id)


def _preview(request: SignedInRequest, form: BulkForm, *, status: int = 200) -> HttpResponse:
    alerts = chosen_alerts(request.POST.getlist("alert"), by=request.user)
    context: dict[str, Any] = {"form": form, "alerts": alerts}
    try:
        context["page"] = preview_of(alerts)
    except DomainError as error:
        return render(request, "screening/bulk_refused.html", {"refused": error}, status=error.status)
    return render(request, "screening/bulk_preview.html", context, status=status)
