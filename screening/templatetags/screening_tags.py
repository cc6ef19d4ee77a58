"""``{% load screening_tags %}{% party_alerts party %}`` on the page of a customer."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.selectors.party_screening import party_screening

register = template.Library()


@register.inclusion_tag("screening/party_alerts.html", takes_context=True)
def party_alerts(context: Context, party: Party) -> dict[str, Any]:
    """Where the party stands and its alerts; nothing at all for people who may not see alerts (front office)."""
    user = getattr(context.get("request"), "user", None)
    may_see = isinstance(user, User) and user.may(Permission.SEE_ALERTS, unit_id=party.business_unit_id)
    return {"shown": party_screening(party) if may_see else None, "request": context.get("request")}
