"""All potential matches of one party that someone must look at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from dd_portal.accounts.models import BusinessUnit
from screening.models.screening_run import ScreeningRun
from screening.triage.states import AlertState


class AlertQuerySet(models.QuerySet["Alert"]):
    """Filters in plain words."""

    def open(self) -> AlertQuerySet:
        """Alerts that still need somebody."""
        return self.exclude(state__in=AlertState.closed())

    def overdue(self) -> AlertQuerySet:
        """Open alerts past their due time."""
        return self.open().filter(due_at__lt=timezone.now())

    def unlocked(self, now: dt.datetime) -> AlertQuerySet:
        """Alerts that nobody holds now: never taken, released, or with a lock that ran out."""
        return self.filter(Q(locked_by=None) | Q(locked_until__lte=now))

    def in_units(self, units: set[int] | None) -> AlertQuerySet:
        """Alerts of parties of the units given; None stands for every unit."""
        return self if units is None else self.filter(business_unit_id__in=units)


class Alert(models.Model):
    """One alert; a party has at most one open."""

    class Trigger(models.TextChoices):
        """What caused it."""

        NEW_PARTY = "new_party", _("New party")
        PARTY_CHANGED = "party_changed", _("Party changed")
        LIST_CHANGED = "list_changed", _("List changed")
        SETTINGS_CHANGED = "settings_changed", _("Settings changed")
        SUPPRESSION_ENDED = "suppression_ended", _("Suppression ended")
        MANUAL = "manual", _("Manual")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="alerts")
    # The party's, which never changes: kept here so that the queue of one unit reads one index.
    business_unit = models.ForeignKey(BusinessUnit, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=24, choices=AlertState.choices(), default=AlertState.NEW)
    # The highest tier and score among its potential matches, kept here for the order of the queue.
    tier = models.CharField(max_length=2)
    top_score = models.FloatField()
    priority = models.PositiveSmallIntegerField(default=3)
    trigger = models.CharField(max_length=20, choices=Trigger)
    trigger_text = models.CharField(max_length=400, blank=True)
    run = models.ForeignKey(ScreeningRun, null=True, blank=True, on_delete=models.PROTECT, related_name="opened_alerts")
    opened_at = models.DateTimeField(db_index=True)
    first_opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reopened = models.BooleanField(default=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="assigned_alerts"
    )
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locked_until = models.DateTimeField(null=True, blank=True)
    # Whoever passed it on does not take it back: a second look is a second person's.
    escalated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # By when the information asked for is expected; set only while waiting for it.
    waiting_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party"],
                condition=~Q(state__in=AlertState.closed()),
                name="alert_one_open_per_party",
            ),
            models.CheckConstraint(
                condition=Q(locked_by=None, locked_until=None) | Q(locked_by__isnull=False, locked_until__isnull=False),
                name="alert_locked_by_and_until",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) & ~Q(state__in=AlertState.closed())
                | Q(closed_at__isnull=False, state__in=AlertState.closed()),
                name="alert_closed_at_when_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "tier", "due_at", "id"]),
            models.Index(fields=["assignee", "state"]),
            # The queue's own order, so that a page costs the same wherever it lies.
            models.Index(fields=["tier", "due_at", "-top_score", "id"], name="alert_queue_order"),
            models.Index(fields=["-closed_at"], name="alert_closed_newest"),
            # Open alerts only: the views and orders of the queue read these, however many are closed.
            models.Index(
                fields=["tier", "due_at", "-top_score", "id"],
                condition=~Q(state__in=AlertState.closed()),
                name="alert_open_order",
            ),
            models.Index(fields=["due_at", "tier"], condition=~Q(state__in=AlertState.closed()), name="alert_open_due"),
            models.Index(
                fields=["top_score", "id"], condition=~Q(state__in=AlertState.closed()), name="alert_open_score"
            ),
            models.Index(
                fields=["-opened_at", "id"], condition=~Q(state__in=AlertState.closed()), name="alert_open_age"
            ),
            models.Index(fields=["priority", "due_at", "-top_score", "id"], name="alert_priority_order"),
            models.Index(
                fields=["first_opened_at"], condition=~Q(state__in=AlertState.closed()), name="alert_open_first"
            ),
            models.Index(
                fields=["due_at"], condition=Q(reopened=True) & ~Q(state__in=AlertState.closed()), name="alert_reopened"
            ),
            # The same for people who see some units only.
            models.Index(
                fields=["business_unit", "tier", "due_at", "-top_score", "id"],
                condition=~Q(state__in=AlertState.closed()),
                name="alert_unit_order",
            ),
            models.Index(
                fields=["business_unit", "first_opened_at"],
                condition=~Q(state__in=AlertState.closed()),
                name="alert_unit_first",
            ),
            models.Index(fields=["business_unit", "-closed_at"], name="alert_unit_closed"),
            models.Index(
                fields=["assignee", "business_unit"],
                condition=~Q(state__in=AlertState.closed()),
                name="alert_open_assignee",
            ),
        ]

    def __str__(self) -> str:
        return f"A-{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one belongs to the unit of its party; whoever makes many at once says so."""
        if self._state.adding and not self.__dict__.get("business_unit_id"):
            self.business_unit_id = self.party.business_unit_id
        super().save(*args, **kwargs)


class AlertNote(models.Model):
    """Something a reviewer wrote down; append-only."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]
