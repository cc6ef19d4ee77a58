"""Who is listed, one row for each state of the content."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from screening.models.list_version import ListVersion
from screening.models.watchlist import Watchlist


class ListedEntityQuerySet(models.QuerySet["ListedEntity"]):
    """Filters in plain words."""

    def current(self) -> ListedEntityQuerySet:
        """What the live version of each source holds."""
        return self.filter(last_version=None)

    def held_by(self, version: ListVersion) -> ListedEntityQuerySet:
        """What one accepted version of a source holds."""
        ended_later = Q(last_version=None) | Q(last_version__number__gte=version.number)
        return self.filter(ended_later, source=version.source, first_version__number__lte=version.number)


class ListedEntity(models.Model):
    """One state of one entity: true from ``first_version`` to ``last_version``, both included (None: still true).

    A new version touches only rows that changed; unchanged ones are never copied. ``content`` is what
    :func:`screening.entities.entity_to_json` writes, without its technical fields; ``content_digest`` covers
    it, ``matched_digest`` covers the fields that matching reads. On PostgreSQL the list and the first version are
    held by triggers that look once at all rows of a statement (migration 0009), not by one look a row.
    """

    # Indices of their own are left out where one of those below begins with the column: each costs every import.
    source = models.SlugField(max_length=40, db_index=False)
    entity_id = models.CharField(max_length=200)
    watchlist = models.ForeignKey(Watchlist, on_delete=models.PROTECT, related_name="entities", db_index=False)
    caption = models.CharField(max_length=400)
    type = models.CharField(max_length=16)
    content = models.JSONField()
    technical = models.JSONField(default=dict)
    content_digest = models.CharField(max_length=64)
    matched_digest = models.CharField(max_length=64)
    first_version = models.ForeignKey(ListVersion, on_delete=models.PROTECT, related_name="entities_begun")
    last_version = models.ForeignKey(
        ListVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="entities_ended", db_index=False
    )

    objects = ListedEntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "listed entities"
        constraints = [
            models.UniqueConstraint(
                fields=["entity_id"], condition=Q(last_version=None), name="listed_entity_current_once"
            ),
        ]
        indexes = [
            models.Index(fields=["entity_id"]),
            models.Index(fields=["source", "last_version"]),
            models.Index(fields=["watchlist", "last_version"]),
        ]

    def __str__(self) -> str:
        return f"{self.caption} ({self.entity_id})"
