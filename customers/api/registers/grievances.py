"""Complaints of people affected, and their remedies, over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api import register_serializers as shapes
from customers.api.registers.base import RATE, READ, RegisterDetail, RegisterList, engagement_named, engagements_of
from customers.models import Grievance
from customers.services.receive_grievance import receive_grievance
from customers.services.state_remedy import state_remedy
from dd_portal.accounts.models import User
from dd_portal.common.errors import NotFound


class GrievanceList(RegisterList[Grievance]):
    """Complaints of people affected."""

    serializer_class, new_serializer = shapes.GrievanceSerializer, shapes.NewGrievanceSerializer
    permissions_by_method = {"GET": READ, "POST": RATE}

    def visible(self, user: User) -> QuerySet[Grievance]:
        """Of the engagements that the caller may see, and of the vendor as a whole."""
        about = Q(engagement=None) | Q(engagement__in=engagements_of(user))
        found = Grievance.objects.filter(about).select_related("engagement").prefetch_related("remedies")
        return found.order_by("-received_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> Grievance:
        """Take it in."""
        reference = data.pop("engagement")
        about = engagement_named(reference, user=by) if reference else None
        return receive_grievance(engagement=about, by=by, **data)

    @extend_schema(
        operation_id="grievances_receive",
        request=shapes.NewGrievanceSerializer,
        responses={201: shapes.GrievanceSerializer},
    )
    def post(self, request: Request) -> Response:
        """Take in a complaint; about an engagement it forces a new look at it."""
        return self.add(request)


class GrievanceDetail(RegisterDetail[Grievance]):
    """One complaint with its remedies."""

    serializer_class, register = shapes.GrievanceSerializer, GrievanceList


class GrievanceRemedies(APIView):
    """The remedies of one complaint."""

    permissions_by_method = {"POST": RATE}

    @extend_schema(
        operation_id="grievances_remedy", request=shapes.NewRemedySerializer, responses={201: shapes.RemedySerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        """State a remedy that is owed, or was given."""
        assert isinstance(request.user, User)
        found = GrievanceList().visible(request.user).filter(pk=pk).first()
        if found is None:
            raise NotFound("There is no such complaint.")
        wanted = shapes.NewRemedySerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        stated = state_remedy(grievance=found, by=request.user, **wanted.validated_data)
        return Response(shapes.RemedySerializer(stated).data, status=201)
