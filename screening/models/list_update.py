"""Updates of lists from publishers: each attempt, what was said of each file, and releases of held versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.list_version import ListVersion

_UNDER_WAY = ["fetching", "reading"]


class ListUpdateQuerySet(models.QuerySet["ListUpdate"]):
    """Filters in plain words."""

    def under_way(self) -> ListUpdateQuerySet:
        """Attempts that have not ended."""
        return self.filter(state__in=_UNDER_WAY)


class ListUpdate(models.Model):
    """One attempt to bring a source up to date, with its progress while it runs and its outcome afterwards."""

    class State(models.TextChoices):
        """Where it stands. Held, refused and failed ones leave the last good version live."""

        FETCHING = "fetching", _("Downloading")
        READING = "reading", _("Reading")
        UPDATED = "updated", _("Updated")
        UNCHANGED = "unchanged", _("Unchanged")
        HELD = "held", _("Held")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")

    source = models.SlugField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.FETCHING)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(ListVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Progress: files fetched of all, bytes of the file in hand, entities read.
    files_done = models.PositiveSmallIntegerField(default=0)
    files = models.PositiveSmallIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    entities = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ListUpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=_UNDER_WAY, finished_at=None)
                | Q(~Q(state__in=_UNDER_WAY), finished_at__isnull=False),
                name="list_update_finished_when_over",
            ),
        ]
        indexes = [models.Index(fields=["source", "-started_at"])]

    def __str__(self) -> str:
        return f"{self.source}: {self.state}"


class FetchedFile(models.Model):
    """What a publisher said of a file that went into a good version; sent back to ask for changes only."""

    source = models.SlugField(max_length=40)
    url = models.URLField(max_length=500)
    name = models.CharField(max_length=200)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "url"], name="fetched_file_once_per_address")]

    def __str__(self) -> str:
        return self.url


class ListRelease(models.Model):
    """One person's proposal to let a held version go live, confirmed or refused by another."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Waiting for a second person")
        RELEASED = "released", _("Released")
        REFUSED = "refused", _("Not released")

    held = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(state="released") | ~Q(decided_by=F("proposed_by")),
                name="list_release_has_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | Q(~Q(state="proposed"), decided_by__isnull=False, decided_at__isnull=False),
                name="list_release_decided_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["held"], condition=Q(state__in=["proposed", "released"]), name="list_release_one_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"Release of {self.held}"
