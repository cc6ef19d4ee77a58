"""The lists inside the sources, as far as an installation may word them differently."""

from django.db import models


class Watchlist(models.Model):
    """One list. Title, tier, legal effect and factor come from its source's code and may be overridden here.

    ``source`` is the code of the source that yields it; an empty override means "as the source says".
    """

    code = models.SlugField(max_length=60, unique=True)
    source = models.SlugField(max_length=40, db_index=True)
    title = models.CharField(max_length=200)
    tier = models.CharField(max_length=2)
    legal_effect = models.CharField(max_length=1)
    factor = models.CharField(max_length=8)
    required = models.BooleanField(default=False)
    overridden_on = models.DateField(null=True, blank=True)
    override_reason = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return self.title
