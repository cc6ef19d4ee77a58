"""Engagements over the API, with their newest assessment; other systems note events about them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customers.api.serializers import EngagementSerializer, EventSerializer, NewEventSerializer
from customers.models import Engagement
from customers.services.note_event import note_event
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


def visible_engagements(user: User) -> QuerySet[Engagement]:
    """Engagements of the units in which the caller may see them."""
    units = user.units_where(Permission.SEE_ENGAGEMENTS)
    found = Engagement.objects.all() if units is None else Engagement.objects.filter(business_unit_id__in=units)
    return found.select_related("business_unit").prefetch_related("products", "places", "assessments")


class EngagementEvents(APIView):
    """Events of one engagement that other systems see: renewals and unusual use."""

    permissions_by_method = {"POST": Permission.NOTE_EVENTS}

    @extend_schema(operation_id="engagements_note_event", request=NewEventSerializer, responses={201: EventSerializer})
    def post(self, request: Request, reference: str) -> Response:
        """Note an event: the engagement is to be looked at again. Saying the same twice notes it once."""
        assert isinstance(request.user, User)
        wanted = NewEventSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        units = request.user.units_where(Permission.NOTE_EVENTS)
        found = Engagement.objects.filter(reference=reference)
        engagement = (found if units is None else found.filter(business_unit_id__in=units)).first()
        if engagement is None:
            raise Http404
        event = note_event(engagement=engagement, by=request.user, **wanted.validated_data)
        return Response(EventSerializer(event).data, status=201)


class EngagementList(generics.ListAPIView[Engagement]):
    """Engagements, newest first."""

    serializer_class = EngagementSerializer
    permissions_by_method = {"GET": Permission.SEE_ENGAGEMENTS}

    def get_queryset(self) -> QuerySet[Engagement]:
        """Visible engagements."""
        if getattr(self, "swagger_fake_view", False):
            return Engagement.objects.none()
        assert isinstance(self.request.user, User)
        return visible_engagements(self.request.user)


class EngagementDetail(generics.RetrieveAPIView[Engagement]):
    """One engagement."""

    serializer_class = EngagementSerializer
    permissions_by_method = {"GET": Permission.SEE_ENGAGEMENTS}

    def get_queryset(self) -> QuerySet[Engagement]:
        """Visible engagements."""
        if getattr(self, "swagger_fake_view", False):
            return Engagement.objects.none()
        assert isinstance(self.request.user, User)
        return visible_engagements(self.request.user)
