"""What surrounds every page: the places, the status strip, the versions in the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places in the top bar."""

    name: str
    url: str
    count: int | None
    is_current: bool


_PLACES: tuple[tuple[str, str, tuple[Permission, ...]], ...] = (
    ("Alerts", "screening:queue", (Permission.SEE_ALERTS,)),
    ("Customers", "customers:parties", (Permission.SEE_PARTIES, Permission.SEE_PARTY_STATE)),
    ("Engagements", "customers:engagements", (Permission.SEE_ENGAGEMENTS,)),
    ("Products", "customers:products", (Permission.SEE_ENGAGEMENTS,)),
    ("Batches", "screening:runs", (Permission.SEE_RUNS,)),
    ("Lists and assurance", "screening:lists", (Permission.SEE_LISTS,)),
    ("Reports", "reports:reports", (Permission.SEE_REPORTS,)),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame; nothing but the name of the portal for people who are not signed in."""
    context: dict[str, Any] = {"portal_name": settings.PORTAL_NAME, "zone": settings.PORTAL_TIME_ZONE, "places": []}
    user = getattr(request, "user", None)
    if isinstance(user, User):
        context["places"] = _places(user, request.path)
    return context


def _places(user: User, path: str) -> list[Place]:
    places = []
    for name, route, permissions in _PLACES:
        if not any(user.may(permission) for permission in permissions):
            continue
        try:
            url = reverse(route)
        except NoReverseMatch:
            continue
        places.append(Place(_(name), url, None, path.startswith(url)))
    return places
