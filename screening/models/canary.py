"""Self-tests: variations of real entries, asked like customers, that must be found. They are never parties."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from screening.models.settings_version import SettingsVersion
from screening.models.watchlist import Watchlist


class CanaryRun(models.Model):
    """One self-test over all live lists: how many variations were planted and how many found."""

    at = models.DateTimeField(db_index=True)
    settings_version = models.ForeignKey(SettingsVersion, on_delete=models.PROTECT, related_name="+")
    list_versions = models.JSONField(default=dict)
    planted = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(found__lte=F("planted")), name="canary_run_finds_what_was_planted"),
        ]

    def __str__(self) -> str:
        return f"{self.found} of {self.planted}"


class CanaryResult(models.Model):
    """The outcome for one list and one kind of variation.

    ``missed`` holds ``{"entity_id": ..., "listed": ..., "asked": ...}`` for every variation that was not found.
    """

    class Variation(models.TextChoices):
        """How the name that is asked differs from the one that is listed."""

        EXACT = "exact", _("As listed")
        SPELLING = "spelling", _("Spelling")
        ORDER = "order", _("Word order")
        PART_MISSING = "part_missing", _("Part missing")
        INITIALS = "initials", _("Initials")
        MARKS = "marks", _("Diacritics")
        SPACING = "spacing", _("Spacing")
        LEGAL_FORM = "legal_form", _("Legal form")
        SCAN = "scan", _("Scan errors")

    run = models.ForeignKey(CanaryRun, on_delete=models.CASCADE, related_name="results")
    watchlist = models.ForeignKey(Watchlist, on_delete=models.PROTECT, related_name="+")
    variation = models.CharField(max_length=14, choices=Variation)
    planted = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    missed = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "watchlist", "variation"], name="canary_result_once"),
            models.CheckConstraint(condition=Q(found__lte=F("planted")), name="canary_result_finds_what_was_planted"),
        ]

    def __str__(self) -> str:
        return f"{self.watchlist_id} {self.variation}: {self.found} of {self.planted}"
