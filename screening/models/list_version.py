"""Each file of a publisher that was read, kept for ever with what it held."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ListVersionQuerySet(models.QuerySet["ListVersion"]):
    """Filters in plain words."""

    def live(self) -> ListVersionQuerySet:
        """The version of each source that screening uses now."""
        return self.filter(state=ListVersion.State.LIVE)


class ListVersion(models.Model):
    """One import of one source: live until a newer one replaces it, or refused with a reason."""

    class State(models.TextChoices):
        """Where it stands."""

        LIVE = "live", _("Live")
        REPLACED = "replaced", _("Replaced")
        HELD = "held", _("Held")
        REFUSED = "refused", _("Refused")

    source = models.SlugField(max_length=40)
    # 1, 2, 3 ... over the accepted versions of the source; None where refused.
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    fetched_at = models.DateTimeField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # SHA-256 over the files' own checksums, in the order of their names.
    checksum = models.CharField(max_length=64)
    partial = models.BooleanField(default=False)
    missing_files = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    entities = models.PositiveIntegerField(default=0)
    names = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    technical = models.PositiveIntegerField(default=0)
    # [{"where": ..., "what": ..., "count": n}]: what no field of an entity took.
    unread = models.JSONField(default=list)
    notes = models.JSONField(default=list)

    objects = ListVersionQuerySet.as_manager()

    # Set on the instance that an import gives back where the files were those of the live version.
    is_unchanged = False

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="list_version_number_once"),
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="live"), name="list_version_one_live_per_source"
            ),
            models.CheckConstraint(
                condition=Q(state="refused") | Q(state="held") | Q(number__isnull=False), name="list_version_numbered"
            ),
        ]
        indexes = [models.Index(fields=["source", "-imported_at"])]

    def __str__(self) -> str:
        return f"{self.source} version {self.number or self.state}"


class ListFile(models.Model):
    """One file of a version: its name, size and checksum."""

    version = models.ForeignKey(ListVersion, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
