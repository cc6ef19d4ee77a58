"""How long work may take, on which days it is done, who is away, and who takes how much."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

_USER = settings.AUTH_USER_MODEL


class SlaRule(models.Model):
    """How soon an alert of a list tier must be looked at and decided, from a risk tier of the party upwards.

    The strictest rule that fits holds. Where none fits, the defaults of ``screening.triage.deadlines`` do.
    """

    class Unit(models.TextChoices):
        """How time runs."""

        HOURS = "hours", _("hours")
        BUSINESS_HOURS = "business_hours", _("business hours")
        BUSINESS_DAYS = "business_days", _("business days")

    tier = models.CharField(max_length=2, choices=[("T1", "T1"), ("T2", "T2"), ("T3", "T3")])
    # Risk tier of the party, 0 (any) to 4 (critical).
    least_risk = models.PositiveSmallIntegerField(default=0)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=Unit)
    changed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tier", "least_risk"], name="sla_rule_once_per_tier_and_risk"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="sla_rule_takes_time"),
            models.CheckConstraint(condition=Q(least_risk__lte=4), name="sla_rule_risk_is_a_tier"),
        ]

    def __str__(self) -> str:
        return f"{self.tier} from risk {self.least_risk}: {self.amount} {self.unit}"


class Holiday(models.Model):
    """A day on which no business time runs."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    added_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Absence(models.Model):
    """Days, both included, on which a person is given no work; what is theirs may go to a deputy."""

    person = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    deputy = models.ForeignKey(_USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stated_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_ends_after_start"),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")), name="absence_deputy_is_another_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} away {self.starts_on} to {self.ends_on}"


class Capacity(models.Model):
    """The most open alerts that are given to a person by themselves; 0 takes the person out of the turn."""

    person = models.OneToOneField(_USER, on_delete=models.CASCADE, related_name="capacity")
    most_open = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "capacities"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.most_open}"
