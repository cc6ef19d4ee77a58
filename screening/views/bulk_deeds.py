"""A note, a tag or a question for several alerts at once: a preview of every one, then a result for each."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import portal_zone
from dd_portal.common.errors import Invalid
from screening.forms import BulkDeedForm
from screening.models import Alert
from screening.selectors.bulk_page import chosen_alerts
from screening.triage.deed_in_bulk import BulkDeed, deed_in_bulk
from screening.views.posting import blame

_DEEDS = ("note", "tag", "request")


@require_POST
@needs(Permission.NOTE_ALERTS)
def bulk_deed(request: SignedInRequest) -> HttpResponse:
    """Every ticked alert, and the form; nothing is done yet."""
    deed = _deed(request)
    return _preview(request, deed, BulkDeedForm(deed=deed, initial={"deed": deed}))


@require_POST
@needs(Permission.NOTE_ALERTS)
def bulk_deed_do(request: SignedInRequest) -> HttpResponse:
    """Do it on each alert that allows it, and tell what became of every one."""
    deed = _deed(request)
    form = BulkDeedForm(request.POST, deed=deed)
    if not form.is_valid():
        return _preview(request, deed, form, status=400)
    day = form.cleaned_data.get("until")
    try:
        outcomes = deed_in_bulk(
            deed=deed,
            alerts=_chosen(request),
            seen=_seen(request),
            text=form.cleaned_data["text"],
            until=dt.datetime.combine(day, dt.time(17), tzinfo=portal_zone()) if day else None,
            by=request.user,
        )
    except Invalid as error:
        fields = {"text" if name == "what" else name: sentence for name, sentence in error.fields.items()}
        blame(form, Invalid(error.message, fields=fields))
        return _preview(request, deed, form, status=error.status)
    left = sum(bool(one.why) for one in outcomes)
    context = {"outcomes": outcomes, "done": len(outcomes) - left, "left": left, "query": request.POST.get("query", "")}
    return render(request, "screening/bulk_deed_done.html", context)


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
    context = {"deed": deed, "form": form, "alerts": alerts, "query": request.POST.get("query", "")}
    return render(request, "screening/bulk_deed.html", context, status=status)
