"""The settings of the engine, versioned: every run and every score names the version it came from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SettingsVersion(models.Model):
    """One :class:`screening.matching.config.MatchConfig` as JSON; at most one is active.

    A draft changes until it is submitted; from then on it is frozen. ``digest`` of the settings ties a test to
    what was tested. Author and approver are two people, held by the database.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        TESTED = "tested", _("Tested")
        SUBMITTED = "submitted", _("Waiting for approval")
        APPROVED = "approved", _("Approved, not yet active")
        ACTIVE = "active", _("Active")
        RETIRED = "retired", _("Retired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    number = models.PositiveIntegerField(unique=True)
    config = models.JSONField()
    reason = models.TextField()
    active = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # What the author states on submitting: the risk, who will have the work, and that staff is not the reason.
    risk_rationale = models.TextField(blank=True)
    workload = models.TextField(blank=True)
    not_for_staffing = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    # Why it came back to a draft, by the approver or because a test no longer held.
    returned_why = models.TextField(blank=True)
    activate_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    # The full screening that its activation asked for; none yet while another one is under way.
    rescreen_run = models.ForeignKey(
        "ScreeningRun", null=True, blank=True, on_delete=models.PROTECT, related_name="asked_by_settings"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["active"], condition=Q(active=True), name="settings_one_active"),
            models.CheckConstraint(
                condition=Q(active=True, state="active") | Q(active=False) & ~Q(state="active"),
                name="settings_active_is_a_state",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("made_by")), name="settings_have_two_people"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="settings_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, activate_at__isnull=False),
                name="settings_approved_have_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Settings version {self.number}"
