"""Alerts over the API: read them and write notes; no endpoint decides."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.api.pagination import CursorPagination
from screening.api.alert_serializers import AlertDetail, AlertLine, NoteText, WrittenNote
from screening.models import Alert
from screening.models.alert import AlertQuerySet
from screening.selectors.alert_api import alert_with_matches
from screening.selectors.alert_page import visible_alert
from screening.triage.note import note
from screening.triage.queue import visible_alerts
from screening.triage.states import AlertState


def caller(request: Request) -> User:
    """The account behind the key or the session; the permission class has let in nobody else."""
    assert isinstance(request.user, User)
    return request.user


class AlertFilters(serializers.Serializer[Any]):
    """What narrows the list; an unknown value is an error, never an empty list."""

    state = serializers.ChoiceField(required=False, choices=[*AlertState.choices(), ("open", "Open")])
    tier = serializers.ChoiceField(required=False, choices=["T1", "T2", "T3"])
    trigger = serializers.ChoiceField(required=False, choices=Alert.Trigger.choices)
    party = serializers.CharField(required=False, max_length=80, help_text="External id of the party")
    list = serializers.SlugField(required=False, max_length=60, help_text="Code of a list")
    overdue = serializers.BooleanField(required=False, allow_null=True, default=None)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=500)


class Alerts(generics.ListAPIView[Alert]):
    """Alerts that the caller may see, newest first, by a cursor."""

    permissions_by_method = {"GET": Permission.SEE_ALERTS}
    serializer_class = AlertLine
    pagination_class = CursorPagination
    queryset = Alert.objects.none()

    @extend_schema(parameters=[AlertFilters], operation_id="alerts_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of alerts."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> AlertQuerySet:
        """What the filters leave of what the caller may see."""
        filters = AlertFilters(data=self.request.query_params)
        filters.is_valid(raise_exception=True)
        return _narrowed(visible_alerts(caller(self.request)), filters.validated_data).select_related(
            "party", "assignee"
        )


def _narrowed(alerts: AlertQuerySet, chosen: dict[str, Any]) -> AlertQuerySet:
    if chosen.get("state") == "open":
        alerts = alerts.open()
    elif chosen.get("state"):
        alerts = alerts.filter(state=chosen["state"])
    for name, field in (("tier", "tier"), ("trigger", "trigger"), ("party", "party__external_id")):
        if chosen.get(name):
            alerts = alerts.filter(**{field: chosen[name]})
    if chosen.get("list"):
        alerts = alerts.filter(potential_matches__watchlist__code=chosen["list"]).distinct()
    return alerts.overdue() if chosen.get("overdue") else alerts


class OneAlert(APIView):
    """One alert with its potential matches, their evidence and their answers; reading it is recorded."""

    permissions_by_method = {"GET": Permission.SEE_ALERTS}

    @extend_schema(responses=AlertDetail, operation_id="alerts_retrieve")
    def get(self, request: Request, alert_id: int) -> Response:
        """The alert, or 404 where there is none that the caller may see."""
        found = alert_with_matches(visible_alert(alert_id, by=caller(request)), by=caller(request))
        return Response(AlertDetail(found).data)


class AlertNotes(APIView):
    """Notes on an alert: append only."""

    permissions_by_method = {"POST": Permission.NOTE_ALERTS}

    @extend_schema(
        request=NoteText,
        responses={201: WrittenNote},
        operation_id="alerts_notes_create",
        parameters=[OpenApiParameter("alert_id", int, OpenApiParameter.PATH)],
    )
    def post(self, request: Request, alert_id: int) -> Response:
        """Write a note."""
        asked = NoteText(data=request.data)
        asked.is_valid(raise_exception=True)
        by = caller(request)
        written = note(alert=visible_alert(alert_id, by=by), text=asked.validated_data["text"], by=by)
        return Response(WrittenNote(written).data, status=status.HTTP_201_CREATED)
