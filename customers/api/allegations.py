"""Allegations over the API: take in, list, read, and give a new status."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api.allegation_serializers import (
    AllegationSerializer,
    NewAllegationSerializer,
    NewAllegationStatusSerializer,
)
from customers.api.parties import unit_of, visible_parties
from customers.models import Allegation, Party
from customers.services.change_allegation import change_allegation
from customers.services.take_in_allegation import AllegationFact, SourceFact, take_in_allegation
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid, NotFound


def visible_allegations(user: User) -> QuerySet[Allegation]:
    """Allegations of the parties that the caller may see, and of the vendor itself."""
    seen = Q(party=None) | Q(party__in=visible_parties(user).values("pk"))
    return Allegation.objects.filter(seen).select_related("party").prefetch_related("history", "evidence")


class AllegationList(generics.ListAPIView[Allegation]):
    """Allegations, newest first."""

    serializer_class = AllegationSerializer
    permissions_by_method = {"GET": Permission.SEE_PARTIES, "POST": Permission.STATE_ALLEGATIONS}

    def get_queryset(self) -> QuerySet[Allegation]:
        """Visible allegations, filtered by ``party`` and ``state``."""
        if getattr(self, "swagger_fake_view", False):
            return Allegation.objects.none()
        assert isinstance(self.request.user, User)
        found = visible_allegations(self.request.user)
        party, state = self.request.query_params.get("party"), self.request.query_params.get("state")
        if party:
            found = found.filter(party__external_id=party)
        return found.filter(state=state) if state else found

    @extend_schema(
        operation_id="allegations_list",
        parameters=[
            OpenApiParameter("party", str, description="The caller's own key of the party"),
            OpenApiParameter("state", str),
        ],
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """A page of allegations."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="allegations_state", request=NewAllegationSerializer, responses={201: AllegationSerializer}
    )
    def post(self, request: Request) -> Response:
        """Take in an allegation with its sources. Live engagements of the party are looked at again."""
        assert isinstance(request.user, User)
        wanted = NewAllegationSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        data = dict(wanted.validated_data)
        party = _party(request.user, data.pop("party"), unit=data.pop("business_unit"))
        sources = tuple(SourceFact(**one) for one in data.pop("sources"))
        stated = take_in_allegation(fact=AllegationFact(party=party, sources=sources, **data), by=request.user)
        return Response(AllegationSerializer(stated).data, status=201)


class AllegationDetail(generics.RetrieveAPIView[Allegation]):
    """One allegation."""

    serializer_class = AllegationSerializer
    permissions_by_method = {"GET": Permission.SEE_PARTIES}

    def get_queryset(self) -> QuerySet[Allegation]:
        """Visible allegations."""
        if getattr(self, "swagger_fake_view", False):
            return Allegation.objects.none()
        assert isinstance(self.request.user, User)
        return visible_allegations(self.request.user)


class AllegationStatusEntry(APIView):
    """The status of one allegation."""

    permissions_by_method = {"POST": Permission.RATE}

    @extend_schema(
        operation_id="allegations_status", request=NewAllegationStatusSerializer, responses={200: AllegationSerializer}
    )
    def post(self, request: Request, pk: int) -> Response:
        """Give the allegation a new status; the former ones stay as history."""
        assert isinstance(request.user, User)
        found = visible_allegations(request.user).filter(pk=pk).first()
        if found is None:
            raise NotFound("There is no such allegation.")
        wanted = NewAllegationStatusSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        changed = change_allegation(allegation=found, by=request.user, **wanted.validated_data)
        return Response(AllegationSerializer(changed).data)


def _party(user: User, key: str, *, unit: str) -> Party | None:
    if not key.strip():
        return None
    found = visible_parties(user).filter(external_id=key.strip(), business_unit=unit_of(unit)).first()
    if found is None:
        raise Invalid("There is no such party.", fields={"party": f"There is no party “{key}”."})
    return found
