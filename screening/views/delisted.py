"""Customers whose confirmed match left its list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from screening.selectors import delisted as selectors


@require_safe
@needs(Permission.SEE_ALERTS)
def delisted(request: SignedInRequest) -> HttpResponse:
    """Every one of them, for a person to review."""
    return render(request, "screening/delisted.html", {"lines": selectors.delisted(by=request.user)})
