"""The alert: all that is known of its matches, and the form that answers one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError
from screening.forms import DecisionForm
from screening.models import Alert
from screening.selectors.alert_page import AlertPage, alert_page, visible_alert
from screening.selectors.decision_panel import decision_panel
from screening.triage.judge_bulk import note_opened
from screening.triage.renew_lock import renew_lock

# The front office comes through the door and finds nothing: it must not learn that an alert exists.
READERS = (Permission.SEE_ALERTS, Permission.SEE_PARTY_STATE)


@dataclass(frozen=True, slots=True)
class Refused:
    """A deed that could not be done, to be shown on the page with what was written."""

    error: DomainError
    form: DecisionForm | None = None
    deed: str = ""
    text: str = ""


@require_safe
@needs(*READERS)
def alert(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """One alert with one of its matches open (``?match=``); reading it is recorded."""
    found = visible_alert(alert_id, by=request.user)
    renew_lock(alert=found, by=request.user)
    note_opened(alert=found, by=request.user)
    page = alert_page(found, match_id=request.GET.get("match", ""), view=request.GET.get("view", ""), by=request.user)
    _record_view(found, page, request)
    return shown(request, page)


def shown(
    request: SignedInRequest, page: AlertPage, refused: Refused | None = None, form: DecisionForm | None = None
) -> HttpResponse:
    """The page, with what was refused and the text that must not get lost."""
    form = refused.form if refused else form
    panel = decision_panel(page, form)
    context = {"page": page, "panel": panel, "refused": refused}
    return render(request, "screening/alert.html", context, status=refused.error.status if refused else 200)


def again(request: SignedInRequest, alert_id: int, refused: Refused, *, match_id: str = "") -> HttpResponse:
    """The page as it is now, after a deed was refused."""
    found = visible_alert(alert_id, by=request.user)
    view = request.GET.get("view", "")
    return shown(request, alert_page(found, match_id=match_id, view=view, by=request.user), refused)


def _record_view(found: Alert, page: AlertPage, request: SignedInRequest) -> None:
    opened = page.open_match.match.pk if page.open_match else None
    with transaction.atomic():
        record(Verb.ALERT_VIEWED, target=found, parent=found, by=request.user, potential_match=opened)
