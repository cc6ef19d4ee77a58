"""Accepting what country and territory indices offer as a rating."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from customers.selectors.visible import visible_engagement
from customers.services.accept_index_rating import accept_index_rating
from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission


@require_POST
@needs(Permission.RATE)
def index_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the offer that was shown as one's own rating; it is assessed at once."""
    found = visible_engagement(pk, user=request.user)
    was = request.POST.get("was", "")
    rating = accept_index_rating(
        engagement=found,
        factor=request.POST.get("factor", ""),
        key=request.POST.get("key", ""),
        was=int(was) if was.isdecimal() else None,
        by=request.user,
    )
    text = _("%(code)s is rated %(value)s from indices, and assessed.")
    messages.success(request, text % {"code": rating.factor, "value": rating.value})
    return redirect("customers:engagement", pk=found.pk)
