"""The vendor's own conduct over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from customers.api import register_serializers as shapes
from customers.api.registers.base import READ, RegisterList, engagements_of
from customers.api.serializers import EngagementSerializer
from customers.models import Engagement, Product
from customers.services.record_own_conduct import record_own_conduct
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid


class OwnConductList(RegisterList[Engagement]):
    """What the vendor did itself, each with its newest assessment; nothing is recommended of it."""

    serializer_class, new_serializer = EngagementSerializer, shapes.NewOwnConductSerializer
    permissions_by_method = {"GET": READ, "POST": Permission.EDIT_ENGAGEMENTS}

    def visible(self, user: User) -> QuerySet[Engagement]:
        """Of the units in which the caller sees engagements."""
        return engagements_of(user).filter(kind=Engagement.Kind.OWN_CONDUCT)

    def state(self, data: dict[str, Any], *, by: User) -> Engagement:
        """Record and assess it."""
        codes = data.pop("products")
        products = {one.code: one for one in Product.objects.filter(code__in=codes)}
        unknown = sorted(set(codes) - set(products))
        if unknown:
            raise Invalid("Unknown product.", fields={"products": f"There is no product {', '.join(unknown)}."})
        return record_own_conduct(products=products.values(), by=by, **data)

    @extend_schema(
        operation_id="own_conduct_record", request=shapes.NewOwnConductSerializer, responses={201: EngagementSerializer}
    )
    def post(self, request: Request) -> Response:
        """Record something that the vendor did itself; it is rated like an engagement."""
        return self.add(request)
