"""Published reports over the API: read only."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import generics

from dd_portal.accounts.roles import Permission
from dd_portal.common.api.pagination import CursorPagination
from reports.api.serializers import ReportSerializer
from reports.models import PublishedReport


class Reports(generics.ListAPIView[PublishedReport]):
    """Published reports, newest first."""

    permissions_by_method: ClassVar = {"GET": Permission.SEE_REPORTS}
    serializer_class = ReportSerializer
    pagination_class = CursorPagination
    queryset = PublishedReport.objects.published()


class OneReport(generics.RetrieveAPIView[PublishedReport]):
    """One published report with its files and their checksums."""

    permissions_by_method: ClassVar = {"GET": Permission.SEE_REPORTS}
    serializer_class = ReportSerializer
    queryset = PublishedReport.objects.published()
