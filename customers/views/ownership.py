"""The page of a party's ownership, and the notes of events that force a new look."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from customers.forms import EventForm, PlaceEventForm, add_domain_errors
from customers.selectors.ownership_page import ownership_page
from customers.selectors.visible import visible_engagement, visible_party
from customers.services.note_event import note_event, note_place_event
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import today
from dd_portal.common.errors import DomainError


@require_safe
@needs(Permission.SEE_PARTIES)
def ownership(request: SignedInRequest, pk: int) -> HttpResponse:
    """Owners, controllers, directors and resellers around a party, on a day."""
    found = visible_party(pk, user=request.user)
    shown = ownership_page(found, on=_day(request.GET.get("on", "")), user=request.user)
    return render(request, "customers/ownership.html", {"shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.NOTE_EVENTS)
def event_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note a renewal or unusual use of one engagement."""
    found = visible_engagement(pk, user=request.user)
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_event(engagement=found, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            messages.success(request, _("Noted. The engagement is to be looked at again."))
            return redirect("customers:engagement", pk=found.pk)
    context = {
        "form": form, "title": _("Note an event"), "submit": _("Note it"), "back": found,
        "lead": _("What people or other systems saw: it forces a new look."), "back_url": "customers:engagement",
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/simple_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.NOTE_EVENTS)
def place_event_new(request: SignedInRequest) -> HttpResponse:
    """Note a change in a country or territory: every live engagement there is to be looked at again."""
    form = PlaceEventForm(request.POST or None, initial={"country": request.GET.get("country", "")})
    if request.method == "POST" and form.is_valid():
        try:
            noted = note_place_event(by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_errors(form, error)
        else:
            text = ngettext(
                "Noted. %(n)s engagement is to be looked at again.",
                "Noted. %(n)s engagements are to be looked at again.",
                len(noted),
            )
            messages.success(request, text % {"n": len(noted)})
            return redirect("customers:portfolio_places")
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "customers/place_event.html", {"form": form}, status=status)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return today()
