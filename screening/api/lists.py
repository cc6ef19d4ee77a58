"""Lists over the API: what is screened against, and every version that was ever read."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.roles import Permission
from dd_portal.common.api.pagination import CursorPagination
from dd_portal.common.errors import NotFound
from screening.models import ListFile, ListVersion
from screening.models.list_version import ListVersionQuerySet
from screening.selectors.lists_page import ListRow, lists_page
from screening.sources.registry import SOURCES


class VersionFile(serializers.ModelSerializer[ListFile]):
    """A file that was read."""

    class Meta:
        model = ListFile
        fields = ["name", "bytes", "sha256"]


class Version(serializers.ModelSerializer[ListVersion]):
    """One import of a source."""

    files = VersionFile(many=True)

    class Meta:
        model = ListVersion
        fields = [
            "id", "number", "state", "reason", "published_on", "imported_at", "checksum", "partial", "missing_files",
            "rows", "entities", "names", "added", "changed", "removed", "technical", "unread", "notes", "files",
        ]  # fmt: skip


class ListLine(serializers.Serializer[ListRow]):
    """A source and its live version."""

    id = serializers.CharField(source="code")
    title = serializers.CharField()
    publisher = serializers.CharField()
    tier = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]
    state = serializers.CharField(help_text="ok, warn, alarm, or muted where it was never loaded")
    word = serializers.CharField()
    version = serializers.IntegerField(source="live.number", default=None, allow_null=True)
    published_on = serializers.DateField(source="live.published_on", default=None, allow_null=True)
    imported_at = serializers.DateTimeField(source="live.imported_at", default=None, allow_null=True)
    entity_count = serializers.IntegerField(source="published")
    indexed = serializers.IntegerField()
    sha256 = serializers.CharField(source="live.checksum", default=None, allow_null=True)
    age_hours = serializers.IntegerField()
    limit_hours = serializers.IntegerField()


class Lists(APIView):
    """Every source with its live version."""

    permissions_by_method = {"GET": Permission.SEE_LISTS}

    @extend_schema(responses=ListLine(many=True), operation_id="lists_list")
    def get(self, request: Request) -> Response:  # noqa: ARG002 named by the framework
        """All sources, those that are not loaded last."""
        page = lists_page()
        rows = [row for group in page.groups for row in group.rows] + list(page.available)
        return Response(ListLine(rows, many=True).data)  # type: ignore[arg-type]


class Versions(generics.ListAPIView[ListVersion]):
    """The versions of one source, newest first, by a cursor."""

    permissions_by_method = {"GET": Permission.SEE_LISTS}
    serializer_class = Version
    pagination_class = CursorPagination
    queryset = ListVersion.objects.none()

    @extend_schema(operation_id="lists_versions_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of versions, refused and held ones included."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ListVersionQuerySet:
        """The versions of the source in the path."""
        if self.kwargs["source"] not in SOURCES:
            raise NotFound(f"There is no list source {self.kwargs['source']}.")
        return ListVersion.objects.filter(source=self.kwargs["source"]).prefetch_related("files")
