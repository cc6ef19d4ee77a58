"""The queue: what waits, in the order in which it should be worked on."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.selectors.bounded import count_said
from screening.selectors.queue import alerts_of_view, arrivals, queue_page
from screening.triage.choose_columns import choose_columns
from screening.triage.errors import NothingToStart
from screening.triage.start_next import start_next as take_next


@require_safe
@needs(Permission.SEE_ALERTS)
def queue(request: SignedInRequest) -> HttpResponse:
    """Alerts by view and filters, both in the address."""
    page = queue_page(request.GET, by=request.user)
    if page.peek:
        with transaction.atomic():
            record(Verb.ALERT_VIEWED, target=page.peek.alert, parent=page.peek.alert, by=request.user, channel="peek")
    return render(request, "screening/queue.html", {"page": page})


@require_POST
@needs(Permission.WORK_ALERTS)
def start_next(request: SignedInRequest) -> HttpResponse:
    """Take the next free alert of the view that the queue showed, and open it."""
    try:
        alert = take_next(alerts=alerts_of_view(request.GET, by=request.user), by=request.user)
    except NothingToStart as nothing:
        messages.warning(request, nothing.message)
        query = urlencode({key: value for key, value in request.GET.items() if key != "page"})
        return redirect(f"{reverse('screening:queue')}?{query}")
    view = request.GET.get("view", "")
    address = reverse("screening:alert", args=[alert.pk])
    return redirect(f"{address}?{urlencode({'view': view})}" if view else address)


@require_safe
@needs(Permission.SEE_ALERTS)
def queue_arrivals(request: SignedInRequest) -> HttpResponse:
    """The line that says how many alerts of the view came up since the page was made; it moves no row."""
    now = timezone.now()
    try:
        since = parse_datetime(request.GET.get("since", "")) or now
    except ValueError:
        since = now
    since = since if since.tzinfo else since.replace(tzinfo=dt.UTC)
    query = request.GET.copy()
    query.pop("since", None)
    number = arrivals(query, since=since, by=request.user)
    context = {"since": since, "number": number, "said": count_said(number), "query": query.urlencode()}
    return render(request, "screening/queue_arrivals.html", context)


@require_POST
@needs(Permission.SEE_ALERTS)
def queue_columns(request: SignedInRequest) -> HttpResponse:
    """Keep the chosen columns for this person, and go back to the view."""
    choose_columns(columns=request.POST.getlist("column"), by=request.user)
    messages.success(request, _("Your columns are kept."))
    query = QueryDict(request.POST.get("query", ""))
    return redirect(f"{reverse('screening:queue')}?{query.urlencode()}")
