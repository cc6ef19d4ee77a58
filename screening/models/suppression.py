"""Pairs that need not be looked at again while what was relied on stays the same."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.potential_match import MatchEvidence, PotentialMatch
from screening.models.resolution import Resolution
from screening.models.screening_run import ScreeningRun

EXPIRING_WITHIN = dt.timedelta(days=30)


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Filters in plain words."""

    def in_force(self) -> SuppressionQuerySet:
        """Those that keep a pair quiet now."""
        return self.filter(state=Suppression.State.ACTIVE)

    def waiting(self) -> SuppressionQuerySet:
        """Those that a second person has not judged."""
        return self.filter(state=Suppression.State.PROPOSED)

    def expiring(self, now: dt.datetime) -> SuppressionQuerySet:
        """Those in force that end within 30 days."""
        return self.in_force().filter(expires_at__lte=now + EXPIRING_WITHIN)

    def ended(self) -> SuppressionQuerySet:
        """Those that keep nothing quiet any more."""
        return self.exclude(state__in=[Suppression.State.ACTIVE, Suppression.State.PROPOSED])


class Suppression(models.Model):
    """One person's proposal, confirmed by another, that a pair found to be somebody else stays quiet until a day.

    ``relied_on`` are names of attributes (:data:`screening.triage.relied_on.ATTRIBUTES`); ``fingerprint`` is SHA-256
    over their values on both sides as ``evidence`` froze them. The match itself is found and kept at every screening.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("Waiting for approval")
        ACTIVE = "active", _("In force")
        RETURNED = "returned", _("Returned")
        RENEWED = "renewed", _("Renewed")
        EXPIRED = "expired", _("Expired")
        REOPENED = "reopened", _("Reopened by a change")
        REVOKED = "revoked", _("Revoked")
        LAPSED = "lapsed", _("Lapsed")

    potential_match = models.ForeignKey(PotentialMatch, on_delete=models.PROTECT, related_name="suppressions")
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT, related_name="suppressions")
    evidence = models.ForeignKey(MatchEvidence, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    relied_on = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    # Who owned the customer then, a line each; null where it was not noted, and then nothing rests on it.
    owners = models.JSONField(null=True, blank=True)
    reason = models.TextField()
    expires_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suppressions")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why it ended, and for a change the lines of what differed: attribute, side, before, now.
    ended_why = models.TextField(blank=True)
    difference = models.JSONField(default=list)
    times_acted = models.PositiveIntegerField(default=0)
    last_acted_at = models.DateTimeField(null=True, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")), name="suppression_has_two_people"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="suppression_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["active", "renewed", "expired", "reopened"]) | Q(approved_by__isnull=False),
                name="suppression_acts_only_approved",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "active"], ended_at=None, ended_by=None)
                | Q(~Q(state__in=["proposed", "active"]), ended_at__isnull=False, ended_by__isnull=False),
                name="suppression_ended_when_over",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("proposed_at")), name="suppression_expires_later"),
            models.UniqueConstraint(
                fields=["potential_match"], condition=Q(state="active"), name="suppression_one_in_force_per_match"
            ),
            models.UniqueConstraint(
                fields=["potential_match"], condition=Q(state="proposed"), name="suppression_one_proposed_per_match"
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at", "id"], name="suppression_by_end")]

    def __str__(self) -> str:
        return f"S-{self.pk}"


class SuppressionUse(models.Model):
    """A screening that found a suppressed pair and raised no alert for it; append-only, once a run."""

    suppression = models.ForeignKey(Suppression, on_delete=models.CASCADE, related_name="uses")
    run = models.ForeignKey(ScreeningRun, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    # What differed without having been relied on; "" where nothing did.
    aside = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suppression", "run"], name="suppression_use_once_per_run")]

    def __str__(self) -> str:
        return f"{self.suppression_id} in run {self.run_id}"
