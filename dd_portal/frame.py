"""What surrounds every page: the places, the status strip, the versions in the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import ROLES, Permission
from dd_portal.accounts.session_end import seconds_left
from screening.models import Alert, SettingsVersion
from screening.selectors.bounded import bounded_count
from screening.selectors.status_strip import status_strip
from screening.services.ensure_settings import ENGINE_VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places in the top bar."""

    name: str
    url: str
    count: int | None
    is_current: bool
    key: str = ""
    is_primary: bool = True


# Title, route, the permissions of which one is needed, the keys that lead there.
_PLACES: tuple[tuple[Promise, str, tuple[Permission, ...], str], ...] = (
    (_("Alerts"), "screening:queue", (Permission.SEE_ALERTS,), "g q"),
    (_("Customers"), "customers:parties", (Permission.SEE_PARTIES, Permission.SEE_PARTY_STATE), "g c"),
    (_("Engagements"), "customers:engagements", (Permission.SEE_ENGAGEMENTS,), "g e"),
    (_("Products"), "customers:products", (Permission.SEE_ENGAGEMENTS,), "g p"),
    (_("Batches"), "screening:runs", (Permission.SEE_RUNS,), "g b"),
    (_("Lists"), "screening:lists", (Permission.SEE_LISTS,), "g l"),
    (_("Reports"), "reports:reports", (Permission.SEE_REPORTS,), "g r"),
)

# Places that are visited less often stand under "More", in this order.
_MORE_PLACES: tuple[tuple[Promise, str, tuple[Permission, ...], str], ...] = (
    (
        _("Dashboard"),
        "screening:dashboard",
        (Permission.WORK_ALERTS, Permission.APPROVE_T1, Permission.REVIEW_QUALITY, Permission.SEE_AUDIT),
        "g d",
    ),
    (_("Cases"), "screening:cases", (Permission.SEE_ALERTS,), "g k"),
    (_("Workload"), "screening:workload", (Permission.WORK_ALERTS, Permission.SEE_AUDIT), "g w"),
    (_("Portfolio"), "customers:portfolio", (Permission.SEE_ENGAGEMENTS,), "g o"),
    (_("Indices"), "customers:indices", (Permission.SEE_ENGAGEMENTS, Permission.SEE_LISTS), "g x"),
    (_("Registers"), "customers:registers", (Permission.SEE_ENGAGEMENTS, Permission.READ_CONCERNS), "g i"),
    (
        _("Method"),
        "customers:method",
        (Permission.SEE_ENGAGEMENTS, Permission.DRAFT_METHOD, Permission.APPROVE_METHOD),
        "g m",
    ),
    (_("Suppressions"), "screening:suppressions", (Permission.SEE_ALERTS,), "g s"),
    (
        _("Quality review"),
        "screening:quality",
        (Permission.REVIEW_QUALITY, Permission.APPROVE_T1, Permission.SEE_AUDIT),
        "g y",
    ),
    (
        _("Screening settings"),
        "screening:settings",
        (Permission.SEE_SETTINGS, Permission.DRAFT_SETTINGS, Permission.APPROVE_SETTINGS, Permission.JUDGE_BELOW_LINE),
        "g t",
    ),
    (_("Webhooks"), "screening:webhooks", (Permission.ADMINISTER, Permission.SEE_AUDIT), "g h"),
    (_("Evaluation"), "screening:evaluations", (Permission.EVALUATE, Permission.SEE_SETTINGS), "g v"),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; nothing but the name of the portal for people who are not signed in."""
    context: dict[str, Any] = {"portal_name": settings.PORTAL_NAME, "zone": settings.PORTAL_TIME_ZONE, "places": []}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return context
    context["seconds_left"] = seconds_left(request.session) if hasattr(request, "session") else None
    context["places"] = _places(user, request.path)
    context["more_places"] = [place for place in context["places"] if not place.is_primary]
    context["role_name"] = ", ".join(str(ROLES[role].title) for role in sorted(user.role_names)).lower()
    if user.may(Permission.SEE_LISTS):
        context["status_strip"] = status_strip()
        context["engine_version"] = ENGINE_VERSION
        context["settings_version"] = (
            SettingsVersion.objects.filter(active=True).values_list("number", flat=True).first()
        )
    return context


def _places(user: User, path: str) -> list[Place]:
    places = []
    for title, route, permissions, key in (*_PLACES, *_MORE_PLACES):
        if not any(user.may(permission) for permission in permissions):
            continue
        url = reverse(route)
        count = _open_alerts(user) if route == "screening:queue" else None
        is_primary = any(route == primary for _title, primary, *_rest in _PLACES)
        places.append(Place(str(title), url, count, path.startswith(url), key, is_primary))
    return places


def _open_alerts(user: User) -> int:
    """Alerts that somebody in the person's units must still look at, counted to a thousand."""
    return bounded_count(Alert.objects.open().in_units(user.units_where(Permission.SEE_ALERTS)))
