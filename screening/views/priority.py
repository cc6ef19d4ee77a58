"""Doors to the priority of an alert: made more urgent at once, less urgent only with a second person."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotFound
from screening.forms import DeedForm
from screening.models import Alert, PriorityLowering
from screening.selectors.alert_turn import lowerings_waiting
from screening.triage.ask_to_lower import ask_to_lower
from screening.triage.judge_lowering import approve_lowering, refuse_lowering
from screening.triage.raise_priority import raise_priority
from screening.triage.withdraw_lowering import withdraw_lowering
from screening.views.deeds import door, text_of, version_of


@door("raise", gettext_lazy("The priority is raised."), anchor="turn")
def priority_raise(alert: Alert, form: DeedForm, by: User) -> None:
    """Make it more urgent."""
    raise_priority(alert=alert, priority=_priority(form), reason=text_of(form), alert_version=version_of(form), by=by)


@door("lower", gettext_lazy("Sent to a second person. The priority stays until somebody else agrees."), anchor="turn")
def priority_lower(alert: Alert, form: DeedForm, by: User) -> None:
    """Ask that it may wait."""
    ask_to_lower(alert=alert, priority=_priority(form), reason=text_of(form), alert_version=version_of(form), by=by)


@door("lower_approve", gettext_lazy("Agreed. The priority is lower now."), anchor="turn")
def lowering_approve(alert: Alert, form: DeedForm, by: User) -> None:
    """Agree that it may wait."""
    approve_lowering(lowering=_lowering(alert, form), by=by)


@door("lower_refuse", gettext_lazy("Refused. The priority stays."), anchor="turn")
def lowering_refuse(alert: Alert, form: DeedForm, by: User) -> None:
    """Leave it as urgent as it is."""
    refuse_lowering(lowering=_lowering(alert, form), note=text_of(form), by=by)


@door("lower_withdraw", gettext_lazy("Taken back. The priority stays."), anchor="turn")
def lowering_withdraw(alert: Alert, form: DeedForm, by: User) -> None:
    """Take back one's own wish."""
    withdraw_lowering(lowering=_lowering(alert, form), by=by)


@require_safe
@needs(Permission.SEE_ALERTS)
def lowerings(request: SignedInRequest) -> HttpResponse:
    """Every lower priority that waits for a second person."""
    return render(request, "screening/lowerings.html", {"waiting": lowerings_waiting(request.user)})


def _priority(form: DeedForm) -> int:
    return int(form.cleaned_data.get("priority") or 0)


def _lowering(alert: Alert, form: DeedForm) -> PriorityLowering:
    rows = PriorityLowering.objects.filter(alert=alert).select_related("alert__party", "proposed_by")
    found = rows.filter(pk=form.cleaned_data.get("lowering") or 0).first()
    if found is None:
        raise NotFound(_("There is no such wish on this alert."))
    return found
