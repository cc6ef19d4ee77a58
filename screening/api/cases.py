"""Cases over the API: read only; no key opens, decides or closes one."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.api.pagination import CursorPagination
from screening.models import Case, CaseFiling, CaseTask
from screening.models.case import CaseQuerySet
from screening.selectors.case_page import visible_case, visible_cases


class CaseLine(serializers.ModelSerializer[Case]):
    """A case in a list. People are left out: a system needs where it stands."""

    party = serializers.CharField(source="party.external_id", help_text="External id of the party")

    class Meta:
        model = Case
        fields: tuple[str, ...] = ("id", "party", "tier", "state", "outcome", "legal_hold", "opened_at", "closed_at")
        read_only_fields = fields


class CaseTaskLine(serializers.ModelSerializer[CaseTask]):
    """A task or an information request."""

    class Meta:
        model = CaseTask
        fields = ("id", "kind", "what", "due_on", "done_at")
        read_only_fields = fields


class CaseFilingLine(serializers.ModelSerializer[CaseFiling]):
    """A report to an authority."""

    class Meta:
        model = CaseFiling
        fields = ("id", "authority", "what", "due_on", "filed_on", "reference")
        read_only_fields = fields


class CaseDetail(CaseLine):
    """A case with its alerts, tasks and filings."""

    alerts = serializers.SerializerMethodField()
    tasks = CaseTaskLine(many=True, read_only=True)
    filings = CaseFilingLine(many=True, read_only=True)

    class Meta(CaseLine.Meta):
        fields = (*CaseLine.Meta.fields, "reason", "outcome_reason", "alerts", "tasks", "filings")
        read_only_fields = fields

    def get_alerts(self, case: Case) -> list[int]:
        """Ids of the alerts that it holds."""
        return list(case.held_alerts.order_by("alert_id").values_list("alert_id", flat=True))


class CaseFilters(serializers.Serializer[Any]):
    """What narrows the list; an unknown value is an error, never an empty list."""

    state = serializers.ChoiceField(required=False, choices=Case.State.choices)
    party = serializers.CharField(required=False, max_length=80, help_text="External id of the party")


def _caller(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


class Cases(generics.ListAPIView[Case]):
    """Cases that the caller may see, newest first, by a cursor."""

    permissions_by_method = {"GET": Permission.SEE_ALERTS}
    serializer_class = CaseLine
    pagination_class = CursorPagination
    queryset = Case.objects.none()

    @extend_schema(parameters=[CaseFilters], operation_id="cases_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of cases."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> CaseQuerySet:
        """What the filters leave of what the caller may see."""
        filters = CaseFilters(data=self.request.query_params)
        filters.is_valid(raise_exception=True)
        names = {"state": "state", "party": "party__external_id"}
        chosen = {names[name]: value for name, value in filters.validated_data.items()}
        return visible_cases(_caller(self.request)).filter(**chosen).select_related("party")


class OneCase(APIView):
    """One case."""

    permissions_by_method = {"GET": Permission.SEE_ALERTS}

    @extend_schema(responses=CaseDetail, operation_id="cases_retrieve")
    def get(self, request: Request, case_id: int) -> Response:
        """The case, or 404 where there is none that the caller may see."""
        return Response(CaseDetail(visible_case(case_id, by=_caller(request))).data)
