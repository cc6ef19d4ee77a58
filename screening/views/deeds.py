"""The deeds of the alert page apart from answering: each posts, does one thing, and comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.models import User
from dd_portal.common.clock import portal_zone
from dd_portal.common.errors import DomainError, NotFound
from screening.forms import DeedForm
from screening.models import Alert, Resolution
from screening.selectors.alert_page import visible_alert
from screening.triage.approve import approve as do_approve
from screening.triage.claim import claim as do_claim
from screening.triage.escalate import escalate as do_escalate
from screening.triage.note import note as do_note
from screening.triage.receive_information import receive_information as do_receive
from screening.triage.release import release as do_release
from screening.triage.reopen import reopen as do_reopen
from screening.triage.request_information import request_information as do_request
from screening.triage.return_to_analyst import return_to_analyst as do_return
from screening.triage.withdraw import withdraw as do_withdraw
from screening.views.alert import READERS, Refused, again

Deed = Callable[[Alert, DeedForm, User], object]


def door(deed: str, done: Promise, *, anchor: str = "content") -> Callable[[Deed], Callable[..., HttpResponse]]:
    """Makes a page of a deed: loads what the person may see, does it, says so, and comes back to the alert.

    A deed that is refused shows the page again with the sentence and with what was written.
    """

    def decorate(act: Deed) -> Callable[..., HttpResponse]:
        @require_POST
        @needs(*READERS)
        @wraps(act)
        def view(request: SignedInRequest, alert_id: int) -> HttpResponse:
            found = visible_alert(alert_id, by=request.user)
            form = DeedForm(request.POST)
            form.is_valid()
            try:
                act(found, form, request.user)
            except DomainError as error:
                refused = Refused(error, deed=deed, text=str(form.cleaned_data.get("text", "")))
                return again(request, alert_id, refused, match_id=request.POST.get("match", ""))
            messages.success(request, str(done))
            return redirect(_address(request, found, anchor))

        return view

    return decorate


@door("claim", gettext_lazy("The alert is yours for 20 minutes; every deed starts the time again."))
def claim(alert: Alert, _form: DeedForm, by: User) -> None:
    """Take the alert."""
    do_claim(alert=alert, by=by)


@door("release", gettext_lazy("The alert is free for others. Answers already given stay."))
def release(alert: Alert, _form: DeedForm, by: User) -> None:
    """Give it back."""
    do_release(alert=alert, by=by)


@door("escalate", gettext_lazy("Escalated. A senior analyst takes it."))
def escalate(alert: Alert, form: DeedForm, by: User) -> None:
    """Pass it on to a senior."""
    do_escalate(alert=alert, reason=text_of(form), alert_version=version_of(form), by=by)


@door("request_information", gettext_lazy("The alert waits for information."))
def request_information(alert: Alert, form: DeedForm, by: User) -> None:
    """Ask for what is missing."""
    day = form.cleaned_data.get("until")
    until = dt.datetime.combine(day, dt.time(17), tzinfo=portal_zone()) if day else None
    do_request(alert=alert, what=text_of(form), until=until, alert_version=version_of(form), by=by)


@door("receive_information", gettext_lazy("Recorded. The alert is in review again."))
def receive_information(alert: Alert, form: DeedForm, by: User) -> None:
    """Record what came."""
    do_receive(alert=alert, what=text_of(form), alert_version=version_of(form), by=by)


@door("note", gettext_lazy("The note is saved."), anchor="notes")
def note(alert: Alert, form: DeedForm, by: User) -> None:
    """Write a note."""
    do_note(alert=alert, text=text_of(form), by=by)


@door("reopen", gettext_lazy("The alert is open again."))
def reopen(alert: Alert, form: DeedForm, by: User) -> None:
    """Open a closed alert again."""
    do_reopen(alert=alert, cause=text_of(form), by=by)


@door("approve", gettext_lazy("Approved."), anchor="proposals")
def approve(alert: Alert, form: DeedForm, by: User) -> None:
    """Confirm another person's answer."""
    resolution = _resolution(alert, form)
    digest = form.cleaned_data.get("evidence_digest", "")
    version = version_of(form)
    do_approve(resolution=resolution, evidence_digest=digest, alert_version=version, note=text_of(form), by=by)


@door("return", gettext_lazy("Returned to the analyst."), anchor="proposals")
def return_to_analyst(alert: Alert, form: DeedForm, by: User) -> None:
    """Send another person's answer back."""
    do_return(resolution=_resolution(alert, form), reason=text_of(form), alert_version=version_of(form), by=by)


@door("withdraw", gettext_lazy("Withdrawn. The match can be answered again."), anchor="decision")
def withdraw(alert: Alert, form: DeedForm, by: User) -> None:
    """Take an own answer back."""
    do_withdraw(resolution=_resolution(alert, form), alert_version=version_of(form), by=by)


def text_of(form: DeedForm) -> str:
    """What was written."""
    return str(form.cleaned_data.get("text", ""))


def version_of(form: DeedForm) -> int:
    """The version of the alert that was read, 0 where none was sent."""
    return int(form.cleaned_data.get("alert_version") or 0)


def _resolution(alert: Alert, form: DeedForm) -> Resolution:
    found = Resolution.objects.filter(potential_match__alert=alert, pk=form.cleaned_data.get("resolution") or 0).first()
    if found is None:
        raise NotFound(_("There is no such answer in this alert."))
    return found


def _address(request: HttpRequest, alert: Alert, anchor: str) -> str:
    kept = [
        f"{name}={value}"
        for name, value in (
            ("match", request.POST.get("match", "")),
            ("view", request.GET.get("view", "")),
        )
        if value.isalnum()
    ]
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{reverse('screening:alert', args=[alert.pk])}{query}#{anchor}"
