"""The numbers of a dashboard as they were counted at one time."""

from __future__ import annotations

import datetime as dt

from django.db import models


class BoardReadingQuerySet(models.QuerySet["BoardReading"]):
    """Filters in plain words."""

    def since(self, moment: dt.datetime) -> BoardReadingQuerySet:
        """Readings taken at that time or later."""
        return self.filter(taken_at__gte=moment)


class BoardReading(models.Model):
    """What one board counts over one period, for people who see the same business units.

    ``units`` is "all", or a digest of the units' ids; ``numbers`` is a
    :class:`screening.selectors.board_numbers.BoardNumbers` as JSON. Only the newest reading is kept: it is a copy of
    what the rows say, made because counting them takes seconds in a large portal.
    """

    board = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    units = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    numbers = models.JSONField()

    objects = BoardReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "days", "units"], name="board_reading_one_a_board")]

    def __str__(self) -> str:
        return f"{self.board}, {self.days} days, {self.taken_at:%Y-%m-%d %H:%M}"
