"""A report as it was published: its frozen dataset and its files, immutable and checksummed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PublishedReportQuerySet(models.QuerySet["PublishedReport"]):
    """Filters in plain words."""

    def published(self) -> PublishedReportQuerySet:
        """Reports for lists: with who published and the names of files, without their bulk."""
        files = models.Prefetch("files", ReportFile.objects.defer("content").order_by("pk"))
        return self.select_related("published_by").prefetch_related(files).defer("document")


class PublishedReport(models.Model):
    """One edition of one period; a trigger of the database keeps it for good.

    ``document`` is the canonical JSON of :class:`reports.document.Document`.
    """

    class Edition(models.TextChoices):
        """Who may read it."""

        BOARD = "board", _("Board edition")
        PUBLIC = "public", _("Public edition")

    title = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    edition = models.CharField(max_length=8, choices=Edition)
    document = models.JSONField()
    dataset_hash = models.CharField(max_length=64)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = PublishedReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_period_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period}, {self.edition}"


class ReportFile(models.Model):
    """One file of a published report; never written again after its checksum was taken."""

    report = models.ForeignKey(PublishedReport, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=12)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    content = models.BinaryField()
    pages = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="report_file_once_per_format")]

    def __str__(self) -> str:
        return self.name
