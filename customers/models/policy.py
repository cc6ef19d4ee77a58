"""Policies of the vendor, by version, and the assessments made while each was in force."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from customers.models.assessment import Assessment


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    """Filters in plain words."""

    def in_force(self, *, on: dt.date) -> PolicyVersionQuerySet:
        """Versions that hold on the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)


class PolicyVersion(models.Model):
    """One version of one policy; ``ends_on`` is the first day on which it holds no more."""

    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20)
    summary = models.TextField()
    url = models.URLField(max_length=500, blank=True)
    adopted_by = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    assessments = models.ManyToManyField(Assessment, blank=True, related_name="policies")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="policy_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(ends_on=None), name="policy_in_force_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="policy_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
