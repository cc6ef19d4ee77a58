"""What a draft of the settings would have done: over decided pairs, over today's customers, and below its line."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from screening.models.listed_entity import ListedEntity
from screening.models.settings_version import SettingsVersion


class Backtest(models.Model):
    """One test of a draft against the settings in force, over the lists live at its start.

    ``config_digest`` says which content of the draft was tested: a draft that changed afterwards is untested.
    ``result`` is :class:`screening.services.backtest_result.BacktestResult` as JSON; ``done`` of ``total`` is
    progress in pairs and parties.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        FAILED = "failed", _("Failed")

    settings_version = models.ForeignKey(SettingsVersion, on_delete=models.CASCADE, related_name="backtests")
    baseline = models.ForeignKey(SettingsVersion, on_delete=models.PROTECT, related_name="+")
    config_digest = models.CharField(max_length=64)
    list_versions = models.JSONField(default=dict)
    engine_version = models.CharField(max_length=40)
    # Fixes which pairs the sample below the line draws, so that it can be drawn again.
    seed = models.CharField(max_length=32)
    sample_size = models.PositiveSmallIntegerField(default=100)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["settings_version"],
                condition=Q(state__in=["waiting", "running"]),
                name="backtest_one_at_a_time_per_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"Backtest {self.pk}"


class BacktestLine(models.Model):
    """A pair that the draft gains or loses; the counts in the result are whole, these lines may be the first ones."""

    class Change(models.TextChoices):
        """What the draft does to the pair."""

        GAINED = "gained", _("New potential match")
        LOST = "lost", _("No longer a potential match")

    backtest = models.ForeignKey(Backtest, on_delete=models.CASCADE, related_name="lines")
    change = models.CharField(max_length=6, choices=Change)
    # What people decided about the pair; "" where nobody did.
    label = models.CharField(max_length=16, blank=True)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    entity_id = models.CharField(max_length=200)
    caption = models.CharField(max_length=400)
    tier = models.CharField(max_length=2)
    score_now = models.FloatField()
    score_draft = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["backtest", "change", "label"])]
        constraints = [
            models.UniqueConstraint(fields=["backtest", "party", "entity_id"], name="backtest_line_once_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.change}: {self.party_id} {self.entity_id}"


class BelowLinePair(models.Model):
    """A pair just under a draft's threshold, drawn by lot and judged blind: neither score nor settings are shown."""

    class Verdict(models.TextChoices):
        """What the judge says."""

        TRUE_MATCH = "true_match", _("The same")
        FALSE_POSITIVE = "false_positive", _("Not the same")
        UNSURE = "unsure", _("Cannot tell")

    backtest = models.ForeignKey(Backtest, on_delete=models.CASCADE, related_name="below_line")
    number = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    party_version = models.PositiveIntegerField()
    listed_entity = models.ForeignKey(ListedEntity, on_delete=models.PROTECT, related_name="+")
    stratum = models.CharField(max_length=40)
    score = models.FloatField()
    evidence = models.JSONField()
    verdict = models.CharField(max_length=16, choices=Verdict, blank=True)
    note = models.TextField(blank=True)
    # Copied from the draft, so that the database itself can tell author from judge.
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="judged_pairs"
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["backtest", "number"], name="below_line_number_once"),
            models.CheckConstraint(
                condition=Q(judged_by=None, judged_at=None, verdict="")
                | Q(judged_by__isnull=False, judged_at__isnull=False) & ~Q(verdict=""),
                name="below_line_judged_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=F("drafted_by")), name="below_line_judged_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"Pair {self.number} of backtest {self.backtest_id}"
