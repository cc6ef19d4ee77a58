"""What is done to several alerts at once beside answering: a preview of every one, then a result for each."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import portal_zone
from dd_portal.common.errors import Invalid
from screening.forms import BulkDeedForm
from screening.models import Alert
from screening.selectors.bulk_page import chosen_alerts
from screening.selectors.workload_page import workers
from screening.triage.deed_in_bulk import BulkDeed, Said, deed_in_bulk
from screening.views.posting import blame

_DEEDS = ("note", "tag", "request", "assign", "priority")


@require_POST
@needs(Permission.NOTE_ALERTS)
def bulk_deed(request: SignedInRequest) -> HttpResponse:
    """Every ticked alert, and the form; nothing is done yet."""
    deed = _deed(request)
    return _preview(request, deed, _form(deed))


@require_POST
@needs(Permission.NOTE_ALERTS)
def bulk_deed_do(request: SignedInRequest) -> HttpResponse:
    """Do it on each alert that allows it, and tell what became of every one."""
    deed = _deed(request)
    form = _form(deed, request.POST)
    if not form.is_valid():
        return _preview(request, deed, form, status=400)
    asked = form.cleaned_data
    day = asked.get("until")
    try:
        outcomes = deed_in_bulk(
            deed=deed,
            alerts=_chosen(request),
            seen=_seen(request),
            said=Said(
                text=asked.get("text", ""),
                until=dt.datetime.combine(day, dt.time(17), tzinfo=portal_zone()) if day else None,
                to=next((one for one in _people(deed) if one.pk == asked.get("to")), None),
                priority=asked.get("priority", 0),
            ),
            by=request.user,
        )
    except Invalid as error:
        fields = {"text" if name == "what" else name: sentence for name, sentence in error.fields.items()}
        blame(form, Invalid(error.message, fields=fields))
        return _preview(request, deed, form, status=error.status)
    if request.POST.get("back") and len(outcomes) == 1 and not outcomes[0].why:
        messages.success(request, _("Done."))
        return redirect(f"{reverse('screening:alert', args=[outcomes[0].alert.pk])}#turn")
    left = sum(bool(one.why) for one in outcomes)
    context = {"outcomes": outcomes, "done": len(outcomes) - left, "left": left, "query": request.POST.get("query", "")}
    return render(request, "screening/bulk_deed_done.html", context)


def _people(deed: BulkDeed) -> list[User]:
    return workers() if deed == "assign" else []


def _form(deed: BulkDeed, posted: QueryDict | None = None) -> BulkDeedForm:
    people = [(one.pk, one.display_name) for one in _people(deed)]
    return BulkDeedForm(posted, deed=deed, people=people, initial={"deed": deed})


def _deed(request: SignedInRequest) -> BulkDeed:
    asked = request.POST.get("deed", "")
    return cast("BulkDeed", asked if asked in _DEEDS else "note")


def _chosen(request: SignedInRequest) -> list[Alert]:
    return chosen_alerts(request.POST.getlist("alert"), by=request.user)


def _seen(request: SignedInRequest) -> dict[int, int]:
    """Alert id -> the version of it that the preview showed."""
    said = {key: request.POST.get(f"seen-{key}", "") for key in request.POST.getlist("alert") if key.isdecimal()}
    return {int(key): int(version) for key, version in said.items() if version.isdecimal()}


def _preview(request: SignedInRequest, deed: BulkDeed, form: BulkDeedForm, *, status: int = 200) -> HttpResponse:
    alerts = _chosen(request)
    if not alerts:
        return render(request, "screening/bulk_refused.html", {"refused": None}, status=400)
    back = alerts[0] if request.POST.get("back") else None
    query = request.POST.get("query", "")
    context = {"deed": deed, "form": form, "alerts": alerts, "query": query, "back": back}
    return render(request, "screening/bulk_deed.html", context, status=status)
