"""Published reports as JSON: what they are and the checksums of their files; the bytes are on the pages."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from reports.models import PublishedReport, ReportFile


class ReportFileSerializer(serializers.ModelSerializer[ReportFile]):
    """One file with its checksum."""

    class Meta:
        model = ReportFile
        fields = ["name", "format", "media_type", "bytes", "pages", "sha256"]


class ReportSerializer(serializers.ModelSerializer[PublishedReport]):
    """One report with its files."""

    published_by = serializers.CharField(source="published_by.display_name")
    files = ReportFileSerializer(many=True)

    class Meta:
        model = PublishedReport
        fields: list[Any] = [
            "id", "title", "period", "starts_on", "ends_on", "edition", "dataset_hash", "published_at", "published_by",
            "files",
        ]  # fmt: skip
