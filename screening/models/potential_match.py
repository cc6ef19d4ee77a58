"""A party and a listed entity that could be the same, with the evidence as it was at each time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from screening.models.alert import Alert
from screening.models.listed_entity import ListedEntity
from screening.models.screening_run import ScreeningRun
from screening.models.settings_version import SettingsVersion
from screening.models.watchlist import Watchlist


class PotentialMatchQuerySet(models.QuerySet["PotentialMatch"]):
    """Filters in plain words."""

    def undecided(self) -> PotentialMatchQuerySet:
        """Those without a final answer; a proposed one is not final."""
        return self.filter(state__in=[PotentialMatch.State.OPEN, PotentialMatch.State.UNSURE])

    def unanswered(self) -> PotentialMatchQuerySet:
        """Those that nobody has answered: open, and no proposal waits for a second person."""
        return self.filter(state=PotentialMatch.State.OPEN).exclude(resolutions__state="proposed")


class PotentialMatch(models.Model):
    """One pair, once for ever; new evidence reopens it rather than making a second one."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Not decided")
        UNSURE = "unsure", _("Unsure")
        FALSE_POSITIVE = "false_positive", _("False positive")
        TRUE_MATCH = "true_match", _("True match")
        SUPPRESSED = "suppressed", _("Suppressed")
        SUPERSEDED = "superseded", _("Superseded")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="potential_matches")
    entity_id = models.CharField(max_length=200, db_index=True)
    watchlist = models.ForeignKey(Watchlist, on_delete=models.PROTECT, related_name="potential_matches")
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="potential_matches")
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    tier = models.CharField(max_length=2)
    score = models.FloatField()
    evidence = models.ForeignKey(
        "MatchEvidence", null=True, blank=True, on_delete=models.PROTECT, related_name="current_for"
    )
    is_new = models.BooleanField(default=True)
    change = models.CharField(max_length=400, blank=True)
    found_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = PotentialMatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "potential matches"
        constraints = [models.UniqueConstraint(fields=["party", "entity_id"], name="potential_match_once_per_pair")]
        indexes = [
            models.Index(fields=["alert", "state"]),
            # Whether an alert has a match of a list, asked for every row of a filtered queue.
            models.Index(fields=["alert", "watchlist"], name="potential_match_of_list"),
            models.Index(fields=["watchlist", "found_at"], name="potential_match_last_of_list"),
            # Two filters of the queue that pick few of very many.
            models.Index(fields=["alert"], condition=Q(is_new=True, state="open"), name="potential_match_new"),
            models.Index(fields=["alert"], condition=Q(state="true_match"), name="potential_match_true"),
        ]

    def __str__(self) -> str:
        return f"M-{self.pk}"


class MatchEvidence(models.Model):
    """What was compared and what came of it, frozen: a resolution refers to this, not to today's data.

    ``evidence`` is a list of :class:`screening.matching.evidence.Evidence` as JSON. ``digest`` is SHA-256 over
    party version, entity content, settings version, score and evidence; approvals are bound to it.
    """

    potential_match = models.ForeignKey(PotentialMatch, on_delete=models.CASCADE, related_name="all_evidence")
    run = models.ForeignKey(ScreeningRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party_version = models.PositiveIntegerField()
    listed_entity = models.ForeignKey(ListedEntity, on_delete=models.PROTECT, related_name="+")
    settings_version = models.ForeignKey(SettingsVersion, on_delete=models.PROTECT, related_name="+")
    engine_version = models.CharField(max_length=40)
    score = models.FloatField()
    threshold = models.FloatField()
    evidence = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "match evidence"
        constraints = [
            models.UniqueConstraint(fields=["potential_match", "digest"], name="match_evidence_once_per_content")
        ]

    def __str__(self) -> str:
        return f"Evidence {self.digest[:8]}"
