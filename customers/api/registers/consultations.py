"""Engagement with the people affected over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from customers.api import register_serializers as shapes
from customers.api.registers.base import RATE, READ, RegisterDetail, RegisterList, engagement_named, engagements_of
from customers.models import Consultation
from customers.services.state_consultation import state_consultation
from dd_portal.accounts.models import User


class ConsultationList(RegisterList[Consultation]):
    """Engagement with the people affected."""

    serializer_class, new_serializer = shapes.ConsultationSerializer, shapes.NewConsultationSerializer
    permissions_by_method = {"GET": READ, "POST": RATE}

    def visible(self, user: User) -> QuerySet[Consultation]:
        """Of the engagements that the caller may see."""
        found = Consultation.objects.filter(engagement__in=engagements_of(user))
        return found.select_related("engagement").order_by("-held_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> Consultation:
        """State who was heard."""
        return state_consultation(engagement=engagement_named(data.pop("engagement"), user=by), by=by, **data)

    @extend_schema(
        operation_id="consultations_state",
        request=shapes.NewConsultationSerializer,
        responses={201: shapes.ConsultationSerializer},
    )
    def post(self, request: Request) -> Response:
        """State who was heard, or why nobody was."""
        return self.add(request)


class ConsultationDetail(RegisterDetail[Consultation]):
    """Who was heard once."""

    serializer_class, register = shapes.ConsultationSerializer, ConsultationList
