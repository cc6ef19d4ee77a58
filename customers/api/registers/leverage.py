"""Leverage actions over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from customers.api import register_serializers as shapes
from customers.api.registers.base import RATE, READ, RegisterDetail, RegisterList, engagement_named, engagements_of
from customers.models import LeverageAction
from customers.services.try_leverage import try_leverage
from dd_portal.accounts.models import User


class LeverageList(RegisterList[LeverageAction]):
    """Attempts to change a customer's conduct."""

    serializer_class, new_serializer = shapes.LeverageSerializer, shapes.NewLeverageSerializer
    permissions_by_method = {"GET": READ, "POST": RATE}

    def visible(self, user: User) -> QuerySet[LeverageAction]:
        """Of the engagements that the caller may see."""
        found = LeverageAction.objects.filter(engagement__in=engagements_of(user))
        return found.select_related("engagement").order_by("-tried_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> LeverageAction:
        """Note the attempt."""
        return try_leverage(engagement=engagement_named(data.pop("engagement"), user=by), by=by, **data)

    @extend_schema(
        operation_id="leverage_note", request=shapes.NewLeverageSerializer, responses={201: shapes.LeverageSerializer}
    )
    def post(self, request: Request) -> Response:
        """Note what was tried; people note the result once it is known."""
        return self.add(request)


class LeverageDetail(RegisterDetail[LeverageAction]):
    """One attempt."""

    serializer_class, register = shapes.LeverageSerializer, LeverageList
