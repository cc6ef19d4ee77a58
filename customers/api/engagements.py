"""Engagements over the API, with their newest assessment: read only."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import generics

from customers.api.serializers import EngagementSerializer
from customers.models import Engagement
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission


def visible_engagements(user: User) -> QuerySet[Engagement]:
    """Engagements of the units in which the caller may see them."""
    units = user.units_where(Permission.SEE_ENGAGEMENTS)
    found = Engagement.objects.all() if units is None else Engagement.objects.filter(business_unit_id__in=units)
    return found.select_related("business_unit").prefetch_related("products", "places", "assessments")


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
