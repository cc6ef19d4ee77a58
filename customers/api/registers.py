"""The registers over the API: lists, single entries, and new ones.

Staff concerns have no address here, by design: a key would let a system read what few people may, and no trail of a
system protects whoever speaks.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api import register_serializers as shapes
from customers.api.engagements import visible_engagements
from customers.api.serializers import EngagementSerializer
from customers.models import (
    Consultation,
    Engagement,
    EngagementSafeguard,
    Grievance,
    LeverageAction,
    PolicyVersion,
    Product,
)
from customers.services.adopt_policy import adopt_policy
from customers.services.receive_grievance import receive_grievance
from customers.services.record_own_conduct import record_own_conduct
from customers.services.state_consultation import state_consultation
from customers.services.state_remedy import state_remedy
from customers.services.state_safeguard import state_safeguard
from customers.services.try_leverage import try_leverage
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotFound

Entry = TypeVar("Entry", bound=Model)
_READ, _RATE = Permission.SEE_ENGAGEMENTS, Permission.RATE


class RegisterList(generics.ListAPIView[Entry]):
    """Entries of one register, newest first."""

    new_serializer: type[Any]

    def visible(self, user: User) -> QuerySet[Entry]:
        """The entries that the caller may see."""
        raise NotImplementedError

    def state(self, data: dict[str, Any], *, by: User) -> Entry:
        """Store a new entry through its service."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Entry]:
        """Visible entries."""
        if getattr(self, "swagger_fake_view", False):
            return self.visible(User())
        assert isinstance(self.request.user, User)
        return self.visible(self.request.user)

    def add(self, request: Request) -> Response:
        """Check what was sent, store it, and answer with the entry."""
        assert isinstance(request.user, User)
        wanted = self.new_serializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        stored = self.state(dict(wanted.validated_data), by=request.user)
        return Response(self.get_serializer(stored).data, status=201)


class PolicyList(RegisterList[PolicyVersion]):
    """Versions of policies."""

    serializer_class, new_serializer = shapes.PolicySerializer, shapes.NewPolicySerializer
    permissions_by_method = {"GET": _READ, "POST": Permission.KEEP_POLICIES}

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


class SafeguardList(RegisterList[EngagementSafeguard]):
    """Safeguards of engagements."""

    serializer_class, new_serializer = shapes.SafeguardSerializer, shapes.NewSafeguardSerializer
    permissions_by_method = {"GET": _READ, "POST": _RATE}

    def visible(self, user: User) -> QuerySet[EngagementSafeguard]:
        """Of the engagements that the caller may see."""
        found = EngagementSafeguard.objects.filter(engagement__in=_engagements(user))
        return found.select_related("engagement").order_by("-stated_at", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> EngagementSafeguard:
        """State it and assess the engagement again."""
        return state_safeguard(engagement=_engagement(data.pop("engagement"), user=by), assess=True, by=by, **data)

    @extend_schema(
        operation_id="safeguards_state",
        request=shapes.NewSafeguardSerializer,
        responses={201: shapes.SafeguardSerializer},
    )
    def post(self, request: Request) -> Response:
        """State a safeguard; the same code again replaces it. The engagement is assessed again."""
        return self.add(request)


class LeverageList(RegisterList[LeverageAction]):
    """Attempts to change a customer's conduct."""

    serializer_class, new_serializer = shapes.LeverageSerializer, shapes.NewLeverageSerializer
    permissions_by_method = {"GET": _READ, "POST": _RATE}

    def visible(self, user: User) -> QuerySet[LeverageAction]:
        """Of the engagements that the caller may see."""
        found = LeverageAction.objects.filter(engagement__in=_engagements(user))
        return found.select_related("engagement").order_by("-tried_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> LeverageAction:
        """Note the attempt."""
        return try_leverage(engagement=_engagement(data.pop("engagement"), user=by), by=by, **data)

    @extend_schema(
        operation_id="leverage_note", request=shapes.NewLeverageSerializer, responses={201: shapes.LeverageSerializer}
    )
    def post(self, request: Request) -> Response:
        """Note what was tried; people note the result once it is known."""
        return self.add(request)


class GrievanceList(RegisterList[Grievance]):
    """Complaints of people affected."""

    serializer_class, new_serializer = shapes.GrievanceSerializer, shapes.NewGrievanceSerializer
    permissions_by_method = {"GET": _READ, "POST": _RATE}

    def visible(self, user: User) -> QuerySet[Grievance]:
        """Of the engagements that the caller may see, and of the vendor as a whole."""
        about = Q(engagement=None) | Q(engagement__in=_engagements(user))
        found = Grievance.objects.filter(about).select_related("engagement").prefetch_related("remedies")
        return found.order_by("-received_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> Grievance:
        """Take it in."""
        reference = data.pop("engagement")
        about = _engagement(reference, user=by) if reference else None
        return receive_grievance(engagement=about, by=by, **data)

    @extend_schema(
        operation_id="grievances_receive",
        request=shapes.NewGrievanceSerializer,
        responses={201: shapes.GrievanceSerializer},
    )
    def post(self, request: Request) -> Response:
        """Take in a complaint; about an engagement it forces a new look at it."""
        return self.add(request)


class RegisterDetail(generics.RetrieveAPIView[Entry]):
    """One entry of a register."""

    permissions_by_method = {"GET": _READ}
    register: type[RegisterList[Entry]]

    def get_queryset(self) -> QuerySet[Entry]:
        """Visible entries."""
        user = User() if getattr(self, "swagger_fake_view", False) else self.request.user
        assert isinstance(user, User)
        return self.register().visible(user)


class GrievanceRemedies(APIView):
    """The remedies of one complaint."""

    permissions_by_method = {"POST": _RATE}

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


class ConsultationList(RegisterList[Consultation]):
    """Engagement with the people affected."""

    serializer_class, new_serializer = shapes.ConsultationSerializer, shapes.NewConsultationSerializer
    permissions_by_method = {"GET": _READ, "POST": _RATE}

    def visible(self, user: User) -> QuerySet[Consultation]:
        """Of the engagements that the caller may see."""
        found = Consultation.objects.filter(engagement__in=_engagements(user))
        return found.select_related("engagement").order_by("-held_on", "-pk")

    def state(self, data: dict[str, Any], *, by: User) -> Consultation:
        """State who was heard."""
        return state_consultation(engagement=_engagement(data.pop("engagement"), user=by), by=by, **data)

    @extend_schema(
        operation_id="consultations_state",
        request=shapes.NewConsultationSerializer,
        responses={201: shapes.ConsultationSerializer},
    )
    def post(self, request: Request) -> Response:
        """State who was heard, or why nobody was."""
        return self.add(request)


class OwnConductList(RegisterList[Engagement]):
    """What the vendor did itself, each with its newest assessment; nothing is recommended of it."""

    serializer_class, new_serializer = EngagementSerializer, shapes.NewOwnConductSerializer
    permissions_by_method = {"GET": _READ, "POST": Permission.EDIT_ENGAGEMENTS}

    def visible(self, user: User) -> QuerySet[Engagement]:
        """Of the units in which the caller sees engagements."""
        return _engagements(user).filter(kind=Engagement.Kind.OWN_CONDUCT)

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


class PolicyDetail(RegisterDetail[PolicyVersion]):
    """One version of a policy."""

    serializer_class, register = shapes.PolicySerializer, PolicyList


class SafeguardDetail(RegisterDetail[EngagementSafeguard]):
    """One safeguard."""

    serializer_class, register = shapes.SafeguardSerializer, SafeguardList


class LeverageDetail(RegisterDetail[LeverageAction]):
    """One attempt."""

    serializer_class, register = shapes.LeverageSerializer, LeverageList


class GrievanceDetail(RegisterDetail[Grievance]):
    """One complaint with its remedies."""

    serializer_class, register = shapes.GrievanceSerializer, GrievanceList


class ConsultationDetail(RegisterDetail[Consultation]):
    """Who was heard once."""

    serializer_class, register = shapes.ConsultationSerializer, ConsultationList


def _engagements(user: User) -> QuerySet[Engagement]:
    return visible_engagements(user) if user.pk else Engagement.objects.none()


def _engagement(reference: str, *, user: User) -> Engagement:
    found = _engagements(user).filter(reference__iexact=reference.strip()).first()
    if found is None:
        text = f"There is no engagement “{reference}”."
        raise Invalid(text, fields={"engagement": text})
    return found
