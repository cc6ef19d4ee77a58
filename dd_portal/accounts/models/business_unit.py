"""A part of the organisation that owns parties."""

from __future__ import annotations

from django.db import models


class BusinessUnitManager(models.Manager["BusinessUnit"]):
    """Finds units."""

    def default(self) -> BusinessUnit:
        """The unit that every installation has."""
        unit, _created = self.get_or_create(code="main", defaults={"name": "Main"})
        return unit


class BusinessUnit(models.Model):
    """One unit; parties belong to exactly one, people hold roles in some or all."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)

    objects = BusinessUnitManager()

    def __str__(self) -> str:
        return self.name
