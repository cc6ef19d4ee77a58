"""Parties over the API: list, read, register, and put by the caller's own key."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api.serializers import NewPartySerializer, PartyFactsSerializer, PartySerializer
from customers.models import Party
from customers.services.change_party import change_party
from customers.services.register_party import register_party
from dd_portal.accounts.models import BusinessUnit, User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid


def visible_parties(user: User) -> QuerySet[Party]:
    """Parties of the units in which the caller may see them, with the rows that the answer shows."""
    units = user.units_where(Permission.SEE_PARTIES)
    return (
        Party.objects.visible_to(user, units=units)
        .select_related("business_unit")
        .prefetch_related("names", "countries", "identifiers", "addresses", "roles")
    )


def unit_of(code: str) -> BusinessUnit:
    """The unit of that code, the default one for an empty code. Raises Invalid."""
    if not code:
        return BusinessUnit.objects.default()
    unit = BusinessUnit.objects.filter(code=code).first()
    if unit is None:
        raise Invalid(f"There is no business unit “{code}”.", fields={"business_unit": "Unknown code."})
    return unit


class PartyList(generics.ListAPIView[Party]):
    """Parties, newest first."""

    serializer_class = PartySerializer
    permissions_by_method = {"GET": Permission.SEE_PARTIES, "POST": Permission.EDIT_PARTIES}

    def get_queryset(self) -> QuerySet[Party]:
        """Visible parties, filtered by ``external_id``, ``name`` and ``updated_since``."""
        if getattr(self, "swagger_fake_view", False):
            return Party.objects.none()
        assert isinstance(self.request.user, User)
        found = visible_parties(self.request.user)
        key, name = self.request.query_params.get("external_id"), self.request.query_params.get("name")
        if key:
            found = found.filter(external_id=key)
        if name:
            found = found.filter(pk__in=Party.objects.filter(names__full__icontains=name).values("pk"))
        return found

    @extend_schema(
        operation_id="parties_list",
        parameters=[OpenApiParameter("external_id", str), OpenApiParameter("name", str, description="Part of a name")],
    )
    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """A page of parties."""
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="parties_register", request=NewPartySerializer, responses={201: PartySerializer})
    def post(self, request: Request) -> Response:
        """Register a party. 409 where the key is taken; screening takes it up at once."""
        assert isinstance(request.user, User)
        wanted = NewPartySerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        party = register_party(
            external_id=wanted.validated_data["external_id"],
            facts=wanted.facts(),
            business_unit=unit_of(wanted.validated_data["business_unit"]),
            lifecycle=wanted.validated_data["lifecycle"],
            cause="API",
            by=request.user,
        )
        return Response(PartySerializer(party).data, status=201)


class PartyDetail(generics.RetrieveAPIView[Party]):
    """One party."""

    serializer_class = PartySerializer
    permissions_by_method = {"GET": Permission.SEE_PARTIES}

    def get_queryset(self) -> QuerySet[Party]:
        """Visible parties."""
        if getattr(self, "swagger_fake_view", False):
            return Party.objects.none()
        assert isinstance(self.request.user, User)
        return visible_parties(self.request.user)


class PartyByExternalId(APIView):
    """One party by the caller's own key."""

    permissions_by_method = {"GET": Permission.SEE_PARTIES, "PUT": Permission.EDIT_PARTIES}

    @extend_schema(
        operation_id="parties_by_external_id",
        parameters=[OpenApiParameter("business_unit", str, description="Code of the unit; the default one if absent")],
        responses={200: PartySerializer},
    )
    def get(self, request: Request, external_id: str) -> Response:
        """The party of that key in the unit."""
        assert isinstance(request.user, User)
        unit = unit_of(request.query_params.get("business_unit", ""))
        found = visible_parties(request.user).filter(external_id=external_id, business_unit=unit).first()
        if found is None:
            raise Http404
        return Response(PartySerializer(found).data)

    @extend_schema(
        operation_id="parties_put",
        request=PartyFactsSerializer,
        responses={200: PartySerializer, 201: PartySerializer},
    )
    def put(self, request: Request, external_id: str) -> Response:
        """Register the party, or replace its facts; saying the same twice changes nothing."""
        assert isinstance(request.user, User)
        wanted = PartyFactsSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        unit = unit_of(wanted.validated_data["business_unit"])
        found = Party.objects.filter(business_unit=unit, external_id=external_id.strip()).first()
        if found is None:
            party = register_party(
                external_id=external_id, facts=wanted.facts(), business_unit=unit,
                lifecycle=wanted.validated_data["lifecycle"], cause="API", by=request.user,
            )  # fmt: skip
        else:
            party = change_party(
                party=found, facts=wanted.facts(), expected_version=found.version,
                lifecycle=wanted.validated_data["lifecycle"], cause="API", by=request.user,
            )  # fmt: skip
        return Response(PartySerializer(party).data, status=201 if found is None else 200)
