"""The evidence of a day over the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.roles import Permission
from screening.api.lists import Version
from screening.models import CanaryRun, ListVersion
from screening.selectors.day_evidence import DayEvidence, InForce, Screened, day_evidence


class DayAsked(serializers.Serializer[object]):
    """Which day."""

    day = serializers.DateField()


class VersionInForce(serializers.Serializer[InForce]):
    """A list version in force at the end of the day."""

    title = serializers.CharField()
    source = serializers.CharField(source="version.source")  # type: ignore[assignment]
    version = Version()
    begun = serializers.BooleanField(help_text="whether it went live on that day")
    late = serializers.BooleanField(help_text="whether it was older than the list's rhythm allows")


class RunOfDay(serializers.Serializer[Screened]):
    """A screening of all customers that was under way or ended on the day."""

    id = serializers.IntegerField(source="run.pk")
    kind = serializers.CharField(source="run.kind")
    state = serializers.CharField(source="run.state")
    started_at = serializers.DateTimeField(source="run.created_at")
    finished_at = serializers.DateTimeField(source="run.finished_at", allow_null=True)
    population = serializers.IntegerField(source="run.population")
    screened = serializers.IntegerField(source="counts.screened")
    failed = serializers.IntegerField(source="counts.failed")
    skipped = serializers.IntegerField(source="counts.skipped")
    alerts = serializers.IntegerField(source="counts.alerts")
    settings_version = serializers.IntegerField(source="run.settings_version.number")
    engine_version = serializers.CharField(source="run.engine_version")
    list_versions = serializers.DictField(
        source="run.list_versions", child=serializers.IntegerField(), help_text="source -> id of its version"
    )
    not_asked = serializers.ListField(source="missing", child=serializers.CharField())


class SelfTestOfDay(serializers.ModelSerializer[CanaryRun]):
    """A self-test of the day."""

    class Meta:
        model = CanaryRun
        fields = ["at", "planted", "found"]


class TroubleOfDay(serializers.ModelSerializer[ListVersion]):
    """A version that was held or refused on the day."""

    class Meta:
        model = ListVersion
        fields = ["source", "state", "reason", "imported_at"]


class DayPage(serializers.Serializer[DayEvidence]):
    """What can be shown of a day (UTC)."""

    day = serializers.DateField()
    until = serializers.DateTimeField()
    made_at = serializers.DateTimeField()
    settings_version = serializers.IntegerField(source="settings.number", default=None, allow_null=True)
    in_force = VersionInForce(many=True)
    runs = RunOfDay(many=True)
    self_tests = SelfTestOfDay(many=True)
    troubles = TroubleOfDay(many=True)


class EvidenceOfDay(APIView):
    """Which versions were in force on a day, and who was screened against them."""

    permissions_by_method = {"GET": Permission.SEE_LISTS}

    @extend_schema(
        operation_id="lists_evidence", responses=DayPage, parameters=[OpenApiParameter("day", str, required=True)]
    )
    def get(self, request: Request) -> Response:
        """One day."""
        asked = DayAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return Response(DayPage(day_evidence(asked.validated_data["day"])).data)
