"""Country and territory indices, kept by version like lists: what publishers measured, and the rating it maps to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class IndexVersion(models.Model):
    """One file of an index that was read: live until a newer one replaces it, or refused with a reason.

    ``index`` names what the file is (``freedom_in_the_world``, or the publisher's name as a slug).
    """

    class State(models.TextChoices):
        """Where it stands."""

        LIVE = "live", _("Live")
        REPLACED = "replaced", _("Replaced")
        REFUSED = "refused", _("Refused")

    index = models.SlugField(max_length=60)
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField(blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=400, blank=True)
    file_name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    value_count = models.PositiveIntegerField(default=0)
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    unread = models.JSONField(default=list)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    # Set on the instance that an import gives back where the file was that of the live version.
    is_unchanged = False

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index", "number"], name="index_version_number_once"),
            models.UniqueConstraint(fields=["index"], condition=Q(state="live"), name="index_version_one_live"),
            models.CheckConstraint(
                condition=Q(state="refused") | Q(number__isnull=False), name="index_version_numbered"
            ),
        ]
        indexes = [models.Index(fields=["index", "-imported_at"])]

    def __str__(self) -> str:
        return f"{self.index} version {self.number or self.state}"


class IndexScore(models.Model):
    """A published value of a measure in a place and a year, as the publisher writes it, and the rating it maps to."""

    version = models.ForeignKey(IndexVersion, on_delete=models.CASCADE, related_name="scores")
    measure = models.SlugField(max_length=40)
    # ISO 3166 alpha-2 in lower case, or empty for a territory that only the publisher names.
    country = models.CharField(max_length=2, blank=True)
    territory = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=40)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "measure", "country", "territory", "year"], name="index_score_once"
            ),
            models.CheckConstraint(condition=~Q(country="") | ~Q(territory=""), name="index_score_has_a_place"),
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__lte=4), name="index_score_rating_0_to_4"),
        ]
        indexes = [models.Index(fields=["country", "measure"])]

    def __str__(self) -> str:
        return f"{self.measure} {self.name} {self.year}"
