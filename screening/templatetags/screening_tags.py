"""``{% party_alerts party %}`` on the page of a customer, ``{% alert_case alert %}`` on the page of an alert."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import Alert
from screening.selectors.alert_turn import lowerings_to_judge
from screening.selectors.case_page import open_case_of
from screening.selectors.party_screening import is_in_doubt, party_screening

register = template.Library()


@register.inclusion_tag("screening/party_alerts.html", takes_context=True)
def party_alerts(context: Context, party: Party) -> dict[str, Any]:
    """Where the party stands and its alerts; nothing at all for people who may not see alerts (front office)."""
    user = getattr(context.get("request"), "user", None)
    may_see = isinstance(user, User) and user.may(Permission.SEE_ALERTS, unit_id=party.business_unit_id)
    return {"shown": party_screening(party) if may_see else None, "request": context.get("request")}


@register.inclusion_tag("screening/screening_doubt.html")
def screening_doubt() -> dict[str, Any]:
    """A warning while screening cannot be relied on, that names no list and no reason: for everybody's pages."""
    return {"in_doubt": is_in_doubt()}


@register.inclusion_tag("screening/alert_case.html", takes_context=True)
def alert_case(context: Context, alert: Alert) -> dict[str, Any]:
    """The case that holds the alert, or the form that opens one."""
    request = context.get("request")
    user = getattr(request, "user", None)
    unit = alert.party.business_unit_id
    may_open = (
        isinstance(user, User) and user.kind == User.Kind.PERSON and user.may(Permission.WORK_ALERTS, unit_id=unit)
    )
    return {
        "case": open_case_of(alert),
        "alert": alert,
        "may_open": may_open,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def lowerings_for_me(context: Context) -> int:
    """How many lower priorities wait for the reader to agree or refuse."""
    user = getattr(context.get("request"), "user", None)
    return lowerings_to_judge(user) if isinstance(user, User) else 0
