"""Versions of policies over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from customers.api import register_serializers as shapes
from customers.api.registers.base import READ, RegisterDetail, RegisterList
from customers.models import PolicyVersion
from customers.services.adopt_policy import adopt_policy
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


class PolicyList(RegisterList[PolicyVersion]):
    """Versions of policies."""

    serializer_class, new_serializer = shapes.PolicySerializer, shapes.NewPolicySerializer
    permissions_by_method = {"GET": READ, "POST": Permission.KEEP_POLICIES}

    def visible(self, user: User) -> QuerySet[PolicyVersion]:
        """Policies hold for the whole organisation."""
        del user
        return PolicyVersion.objects.order_by("-starts_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> PolicyVersion:
        """Put a version into force."""
        return adopt_policy(by=by, **data)

    @extend_schema(
        operation_id="policies_adopt", request=shapes.NewPolicySerializer, responses={201: shapes.PolicySerializer}
    )
    def post(self, request: Request) -> Response:
        """Put a version of a policy into force. 409 where it is there already, or starts before the present one."""
        return self.add(request)


class PolicyDetail(RegisterDetail[PolicyVersion]):
    """One version of a policy."""

    serializer_class, register = shapes.PolicySerializer, PolicyList
