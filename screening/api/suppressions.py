"""Suppressions over the API: read the register, and ask a person to look at a pair; no endpoint proposes or decides."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.roles import Permission
from dd_portal.common.api.pagination import CursorPagination
from screening.api.alert_serializers import WrittenNote
from screening.api.alerts import caller
from screening.models import Suppression
from screening.models.suppression import SuppressionQuerySet
from screening.selectors.alert_page import visible_alert
from screening.selectors.suppressions import visible_suppression, visible_suppressions
from screening.triage.ask_for_suppression import ask_for_suppression


class SuppressionFilters(serializers.Serializer[Any]):
    """What narrows the list."""

    state = serializers.ChoiceField(required=False, choices=Suppression.State.choices)
    party = serializers.CharField(required=False, max_length=80, help_text="External id of the party")
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=500)


class SuppressionLine(serializers.ModelSerializer[Suppression]):
    """One suppression: the pair, what it relies on, until when, and how often it acted."""

    party = serializers.CharField(source="potential_match.party.external_id")
    alert = serializers.IntegerField(source="potential_match.alert_id")
    entity_id = serializers.CharField(source="potential_match.entity_id")
    list = serializers.CharField(source="potential_match.watchlist.code")
    proposed_by = serializers.CharField(source="proposed_by.display_name")
    approved_by = serializers.CharField(source="approved_by.display_name", default=None)

    class Meta:
        model = Suppression
        fields = (
            "id", "state", "party", "alert", "potential_match", "entity_id", "list", "relied_on", "reason",
            "expires_at", "proposed_by", "proposed_at", "approved_by", "approved_at", "ended_at", "ended_why",
            "difference", "times_acted", "last_acted_at",
        )  # fmt: skip
        read_only_fields = fields


class AskedText(serializers.Serializer[Any]):
    """Why a pair should be looked at for suppression, in at least 15 characters."""

    potential_match = serializers.IntegerField(min_value=1)
    reason = serializers.CharField(max_length=2_000)


class Suppressions(generics.ListAPIView[Suppression]):
    """Suppressions of pairs whose alerts the caller may see, newest first."""

    permissions_by_method = {"GET": Permission.SEE_ALERTS}
    serializer_class = SuppressionLine
    pagination_class = CursorPagination
    queryset = Suppression.objects.none()

    @extend_schema(parameters=[SuppressionFilters], operation_id="suppressions_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of suppressions."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> SuppressionQuerySet:
        """What the filters leave of what the caller may see."""
        filters = SuppressionFilters(data=self.request.query_params)
        filters.is_valid(raise_exception=True)
        chosen = filters.validated_data
        found = visible_suppressions(caller(self.request)).select_related(
            "potential_match__party", "potential_match__watchlist", "proposed_by", "approved_by"
        )
        if chosen.get("state"):
            found = found.filter(state=chosen["state"])
        return found.filter(potential_match__party__external_id=chosen["party"]) if chosen.get("party") else found


class OneSuppression(APIView):
    """One suppression."""

    permissions_by_method = {"GET": Permission.SEE_ALERTS}

    @extend_schema(responses=SuppressionLine, operation_id="suppressions_retrieve")
    def get(self, request: Request, suppression_id: int) -> Response:
        """The suppression, or 404 where there is none that the caller may see."""
        return Response(SuppressionLine(visible_suppression(suppression_id, by=caller(request))).data)


class SuppressionRequests(APIView):
    """Ask people to consider a suppression: it stands as a note on the alert and changes nothing."""

    permissions_by_method = {"POST": Permission.NOTE_ALERTS}

    @extend_schema(
        request=AskedText,
        responses={201: WrittenNote},
        operation_id="alerts_suppression_requests_create",
        parameters=[OpenApiParameter("alert_id", int, OpenApiParameter.PATH)],
    )
    def post(self, request: Request, alert_id: int) -> Response:
        """Ask."""
        asked = AskedText(data=request.data)
        asked.is_valid(raise_exception=True)
        by = caller(request)
        written = ask_for_suppression(
            alert=visible_alert(alert_id, by=by),
            match_id=asked.validated_data["potential_match"],
            reason=asked.validated_data["reason"],
            by=by,
        )
        return Response(WrittenNote(written).data, status=status.HTTP_201_CREATED)
