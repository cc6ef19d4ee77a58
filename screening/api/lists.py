"""Lists over the API: what is screened against, and every version that was ever read."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from dd_portal.accounts.roles import Permission
from dd_portal.common.api.pagination import CursorPagination
from dd_portal.common.errors import NotFound
from screening.models import ListFile, ListVersion
from screening.models.list_version import ListVersionQuerySet
from screening.selectors.content_changes import FieldChange
from screening.selectors.entity_page import EntityPage, EntityState, entity_page
from screening.selectors.list_changes import KINDS, ChangedEntry, ListChanges, list_changes
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
    entity_count = serializers.IntegerField(source="entities")
    rows = serializers.IntegerField(source="counts.rows", help_text="the publisher's own rows or elements")
    stored = serializers.IntegerField(source="counts.stored")
    indexed = serializers.IntegerField(
        source="counts.searchable", allow_null=True, help_text="null while the index is being built"
    )
    balances = serializers.BooleanField(source="counts.balances")
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


class FieldDifference(serializers.Serializer[FieldChange]):
    """A field of an entry, before and now, as a reader sees it."""

    field = serializers.CharField()
    before = serializers.CharField()
    now = serializers.CharField()


class EntityChange(serializers.Serializer[ChangedEntry]):
    """An entry that differs between two versions."""

    id = serializers.CharField(source="row.entity_id")
    caption = serializers.CharField(source="row.caption")
    type = serializers.CharField(source="row.type")
    is_matched = serializers.BooleanField(help_text="whether a compared field differs, so that customers are screened")
    differences = FieldDifference(source="fields", many=True, help_text="empty for an entry added or removed")


class ChangesPage(serializers.Serializer[ListChanges]):
    """Two versions of a source, the counts of their difference, and a page of one kind of change."""

    start = serializers.IntegerField(source="delta.start.number")
    end = serializers.IntegerField(source="delta.end.number")
    counts = serializers.DictField(child=serializers.IntegerField())
    technical = serializers.IntegerField(source="delta.technical")
    kind = serializers.CharField()
    page = serializers.IntegerField(source="entries.number")
    pages = serializers.IntegerField(source="entries.paginator.num_pages")
    results = EntityChange(source="entries", many=True)


class Changes(APIView):
    """What differs between two versions of a source."""

    permissions_by_method = {"GET": Permission.SEE_LISTS}

    @extend_schema(
        operation_id="lists_changes",
        responses=ChangesPage,
        parameters=[
            OpenApiParameter("from", int, description="number of the older version; default: the one before"),
            OpenApiParameter("to", int, description="number of the newer version; default: the newest"),
            OpenApiParameter("kind", str, enum=KINDS),
            OpenApiParameter("page", int),
        ],
    )
    def get(self, request: Request, source: str) -> Response:
        """Counts, and a page of added, changed or removed entries."""
        asked = request.query_params
        page = list_changes(
            code=source, start=asked.get("from"), end=asked.get("to"), kind=asked.get("kind", ""),
            page=asked.get("page", 1),
        )  # fmt: skip
        return Response(ChangesPage(page).data)


class State(serializers.Serializer[EntityState]):
    """One state of an entry: from which version to which, and what differed from the state before."""

    since = serializers.IntegerField(source="since.number")
    until = serializers.IntegerField(source="until.number", default=None, allow_null=True)
    changed = serializers.ListField(child=serializers.CharField())
    content = serializers.DictField(source="row.content")


class EntityHistory(serializers.Serializer[EntityPage]):
    """An entry with all its states, newest first."""

    id = serializers.CharField(source="row.entity_id")
    list = serializers.CharField(source="row.watchlist.code")
    caption = serializers.CharField(source="row.caption")
    is_current = serializers.BooleanField()
    states = State(many=True)


class OneEntity(APIView):
    """An entry of a list as published, with its history."""

    permissions_by_method = {"GET": Permission.SEE_LISTS}

    @extend_schema(operation_id="lists_entity", responses=EntityHistory)
    def get(self, request: Request, entity_id: str) -> Response:  # noqa: ARG002 named by the framework
        """Every state that a version held."""
        return Response(EntityHistory(entity_page(entity_id=entity_id)).data)


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
