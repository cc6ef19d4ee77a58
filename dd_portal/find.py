"""The search field of the top bar: an id leads to its page, anything else to the customers that bear it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from customers.models import Engagement, Party
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from screening.models import Alert

_ALERT = re.compile(r"[Aa]-(\d+)")


@require_safe
@needs(Permission.SEE_PARTIES, Permission.SEE_PARTY_STATE)
def find(request: SignedInRequest) -> HttpResponse:
    """Go to the alert, engagement or party whose id was typed, or to the list of customers that match.

    Whoever may not see alerts or engagements does not learn from here that one exists.
    """
    text = request.GET.get("q", "").strip()
    may = request.user.may
    number = _ALERT.fullmatch(text)
    if number and may(Permission.SEE_ALERTS) and Alert.objects.filter(pk=number[1]).exists():
        return redirect("screening:alert", number[1])
    engagement = Engagement.objects.filter(reference__iexact=text).first()
    if engagement and may(Permission.SEE_ENGAGEMENTS):
        return redirect("customers:engagement", engagement.pk)
    if party := Party.objects.filter(external_id__iexact=text).first():
        return redirect("customers:party", party.pk)
    return redirect(f"{reverse('customers:parties')}?{urlencode({'q': text})}")
