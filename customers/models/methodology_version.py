"""Versions of the methodology that people drafted, beside those that are shipped as files."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.methodology.catalogue import Methodology
from customers.methodology.load import load_methodology, parse_methodology, shipped_text


class MethodologyVersion(models.Model):
    """A whole version as TOML text. The shipped one is in force until people put another into force.

    ``comparison`` is what it would change for every live assessment, as
    :func:`customers.services.compare_methodology.compare_methodology` wrote it; empty until somebody compared.
    """

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    version = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField()
    comparison = models.JSONField(default=dict, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approval_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")), name="methodology_has_two_people"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="methodology_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "replaced"])
                | Q(approved_at__isnull=False, compared_at__isnull=False),
                name="methodology_in_force_was_compared_and_approved",
            ),
            models.UniqueConstraint(fields=["state"], condition=Q(state="in_force"), name="methodology_one_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.title}"


def method_in_force() -> Methodology:
    """The version in force: the one that people approved, else the shipped one. Parsed once a process."""
    approved = MethodologyVersion.objects.filter(state=MethodologyVersion.State.IN_FORCE)
    found = approved.values_list("pk", "digest").first()
    return _parsed(*found) if found else load_methodology()


def method_of(version: str) -> Methodology:
    """A version by its name, whatever its state. Raises UnknownVersion."""
    found = MethodologyVersion.objects.filter(version=version).values_list("pk", "digest").first()
    return _parsed(*found) if found else load_methodology(version)


def method_text(version: str) -> str:
    """The TOML text of a version. Raises UnknownVersion."""
    found = MethodologyVersion.objects.filter(version=version).values_list("text", flat=True).first()
    return shipped_text(version) if found is None else found


@lru_cache(maxsize=16)
def _parsed(pk: int, digest: str) -> Methodology:
    """The digest is part of the key, so that a changed text is never answered with an old reading."""
    del digest
    return parse_methodology(MethodologyVersion.objects.values_list("text", flat=True).get(pk=pk))
