"""A screening of many: its pinned lists and settings, its chunks, and where each party stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from screening.models.settings_version import SettingsVersion


class ScreeningRunQuerySet(models.QuerySet["ScreeningRun"]):
    """Filters in plain words."""

    def under_way(self) -> ScreeningRunQuerySet:
        """Runs that have not ended."""
        return self.filter(state__in=[ScreeningRun.State.WAITING, ScreeningRun.State.RUNNING])


class ScreeningRun(models.Model):
    """One run over a fixed population with fixed versions; resumable chunk by chunk.

    ``list_versions`` maps source codes to version ids and ``index_fingerprint`` names the index that was used,
    so that a result can be repeated. ``chunk ranges + pinned versions`` prove who was screened against what.
    """

    class Kind(models.TextChoices):
        """What is screened."""

        ALL = "all", _("All parties")
        DELTA = "delta", _("After a change")
        PARTY = "party", _("One party")
        NAMES = "names", _("Names from outside")

    class State(models.TextChoices):
        """Where it stands. A failed run clears nobody."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    trigger = models.CharField(max_length=200, blank=True)
    settings_version = models.ForeignKey(SettingsVersion, on_delete=models.PROTECT, related_name="runs")
    engine_version = models.CharField(max_length=40)
    list_versions = models.JSONField(default=dict)
    index_fingerprint = models.CharField(max_length=64)
    entities = models.PositiveIntegerField(default=0)
    population = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    # The client's own key for the request, so that asking twice starts one run; and what was asked with it.
    request_key = models.CharField(max_length=120, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ScreeningRunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-created_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="all", state__in=["waiting", "running"]),
                name="screening_run_one_of_all_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["started_by", "request_key"], condition=~Q(request_key=""), name="screening_run_request_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Run {self.pk} ({self.kind})"


class RunChunk(models.Model):
    """A stretch of the population, finished whole or not at all.

    Results and the change to DONE are one transaction, so that a chunk delivered twice counts once and a
    killed worker loses at most the chunk in hand. ``leased_until`` lets another worker take it up.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    run = models.ForeignKey(ScreeningRun, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # Parties (or, for names from outside, enquiries) with first_id <= id <= last_id.
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    size = models.PositiveIntegerField()
    # Only these ids of the stretch; empty stands for all of them.
    ids = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    screened = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    with_matches = models.PositiveIntegerField(default=0)
    potential_matches = models.PositiveIntegerField(default=0)
    new_matches = models.PositiveIntegerField(default=0)
    alerts = models.PositiveIntegerField(default=0)
    suppressed = models.PositiveIntegerField(default=0)
    # Seconds inside the engine, for the rate that users see.
    seconds = models.FloatField(default=0.0)
    error = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="run_chunk_number_once"),
            models.CheckConstraint(condition=Q(last_id__gte=models.F("first_id")), name="run_chunk_is_a_range"),
        ]

    def __str__(self) -> str:
        return f"Chunk {self.number} of run {self.run_id}"


class ScreeningState(models.Model):
    """Where one party stands after its newest finished screening; no row means never screened."""

    class Outcome(models.TextChoices):
        """What the newest screening found."""

        NO_MATCH = "no_match", _("No potential matches")
        MATCH = "match", _("Potential matches")
        SUPPRESSED = "suppressed", _("Suppressed matches only")
        ERROR = "error", _("Screening failed")

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="screening_state")
    run = models.ForeignKey(ScreeningRun, on_delete=models.PROTECT, related_name="+")
    party_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    nearest_below = models.FloatField(null=True, blank=True)
    screened_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            # The few that failed, among a million that did not.
            models.Index(fields=["screened_at"], condition=Q(outcome="error"), name="screening_state_failed")
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.outcome}"
