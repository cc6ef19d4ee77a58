"""Safeguards of engagements over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from customers.api import register_serializers as shapes
from customers.api.registers.base import RATE, READ, RegisterDetail, RegisterList, engagement_named, engagements_of
from customers.models import EngagementSafeguard
from customers.services.state_safeguard import state_safeguard
from dd_portal.accounts.models import User


class SafeguardList(RegisterList[EngagementSafeguard]):
    """Safeguards of engagements."""

    serializer_class, new_serializer = shapes.SafeguardSerializer, shapes.NewSafeguardSerializer
    permissions_by_method = {"GET": READ, "POST": RATE}

    def visible(self, user: User) -> QuerySet[EngagementSafeguard]:
        """Of the engagements that the caller may see."""
        found = EngagementSafeguard.objects.filter(engagement__in=engagements_of(user))
        return found.select_related("engagement").order_by("-stated_at", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> EngagementSafeguard:
        """State it and assess the engagement again."""
        return state_safeguard(engagement=engagement_named(data.pop("engagement"), user=by), assess=True, by=by, **data)

    @extend_schema(
        operation_id="safeguards_state",
        request=shapes.NewSafeguardSerializer,
        responses={201: shapes.SafeguardSerializer},
    )
    def post(self, request: Request) -> Response:
        """State a safeguard; the same code again replaces it. The engagement is assessed again."""
        return self.add(request)


class SafeguardDetail(RegisterDetail[EngagementSafeguard]):
    """One safeguard."""

    serializer_class, register = shapes.SafeguardSerializer, SafeguardList
