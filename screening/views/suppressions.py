"""The register of suppressions, one of them, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError, NotFound
from screening.forms import DeedForm, SuppressionForm
from screening.models import Suppression
from screening.selectors.alert_page import visible_alert
from screening.selectors.suppression_page import suppression_page
from screening.selectors.suppressions import suppressions as register
from screening.selectors.suppressions import visible_suppression
from screening.triage.approve_suppression import approve_suppression, return_suppression
from screening.triage.propose_suppression import propose_suppression
from screening.triage.revoke_suppression import revoke_suppression
from screening.views.alert import READERS, Refused, again


@require_safe
@needs(Permission.SEE_ALERTS)
def suppressions(request: SignedInRequest) -> HttpResponse:
    """Every suppression that the person may see, by view."""
    return render(request, "screening/suppressions.html", {"page": register(request.GET, by=request.user)})


@require_safe
@needs(*READERS)
def suppression(request: SignedInRequest, suppression_id: int) -> HttpResponse:
    """Why one pair is suppressed."""
    return _shown(request, visible_suppression(suppression_id, by=request.user))


@require_POST
@needs(*READERS)
def suppress(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """Propose that a pair of the alert stays quiet."""
    found = visible_alert(alert_id, by=request.user)
    form = SuppressionForm(request.POST)
    form.is_valid()
    match = found.potential_matches.filter(pk=form.cleaned_data.get("match") or 0).first()
    if match is None:
        raise NotFound(_("There is no such match in this alert."))
    try:
        propose_suppression(
            potential_match=match,
            relied_on=form.cleaned_data.get("relied_on", []),
            reason=form.cleaned_data.get("reason", ""),
            until=form.cleaned_data.get("until"),
            by=request.user,
        )
    except DomainError as error:
        refused = Refused(error, deed="suppress", text=form.cleaned_data.get("reason", ""))
        return again(request, alert_id, refused, match_id=str(match.pk))
    messages.success(request, _("Proposed. The pair stays quiet once the compliance lead agrees."))
    return redirect(f"{reverse('screening:alert', args=[found.pk])}?match={match.pk}#decision")


@require_POST
@needs(*READERS)
def suppression_approve(request: SignedInRequest, suppression_id: int) -> HttpResponse:
    """Put it in force."""
    return _do(request, suppression_id, "approve")


@require_POST
@needs(*READERS)
def suppression_return(request: SignedInRequest, suppression_id: int) -> HttpResponse:
    """Send the proposal back."""
    return _do(request, suppression_id, "return")


@require_POST
@needs(*READERS)
def suppression_revoke(request: SignedInRequest, suppression_id: int) -> HttpResponse:
    """End it now."""
    return _do(request, suppression_id, "revoke")


def _do(request: SignedInRequest, suppression_id: int, deed: str) -> HttpResponse:
    found = visible_suppression(suppression_id, by=request.user)
    form = DeedForm(request.POST)
    form.is_valid()
    text = str(form.cleaned_data.get("text", ""))
    try:
        if deed == "approve":
            approve_suppression(suppression=found, by=request.user)
            said = _("In force. Every screening that finds the pair records it.")
        elif deed == "return":
            return_suppression(suppression=found, reason=text, by=request.user)
            said = _("Returned.")
        else:
            revoke_suppression(suppression=found, reason=text, by=request.user)
            said = _("Ended.")
    except DomainError as error:
        return _shown(request, visible_suppression(suppression_id, by=request.user), error, text=text)
    messages.success(request, said)
    return redirect("screening:suppression", found.pk)


def _shown(
    request: SignedInRequest, found: Suppression, error: DomainError | None = None, *, text: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"page": suppression_page(found, by=request.user), "refused": error, "text": text}
    return render(request, "screening/suppression.html", context, status=error.status if error else 200)
