"""What every register has in common: a list that takes new entries, and one entry."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from customers.api.engagements import visible_engagements
from customers.models import Engagement
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import Invalid

Entry = TypeVar("Entry", bound=Model)
READ, RATE = Permission.SEE_ENGAGEMENTS, Permission.RATE


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


class RegisterDetail(generics.RetrieveAPIView[Entry]):
    """One entry of a register."""

    permissions_by_method = {"GET": READ}
    register: type[RegisterList[Entry]]

    def get_queryset(self) -> QuerySet[Entry]:
        """Visible entries."""
        user = User() if getattr(self, "swagger_fake_view", False) else self.request.user
        assert isinstance(user, User)
        return self.register().visible(user)


def engagements_of(user: User) -> QuerySet[Engagement]:
    """The engagements that a user may see; nobody sees none."""
    return visible_engagements(user) if user.pk else Engagement.objects.none()


def engagement_named(reference: str, *, user: User) -> Engagement:
    """The engagement of a reference. Raises Invalid where the user sees none of that reference."""
    found = engagements_of(user).filter(reference__iexact=reference.strip()).first()
    if found is None:
        text = f"There is no engagement “{reference}”."
        raise Invalid(text, fields={"engagement": text})
    return found
