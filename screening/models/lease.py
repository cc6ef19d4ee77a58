"""A named piece of work that only one may do at a time, on every database and across processes."""

from django.db import models


class Lease(models.Model):
    """Held by ``holder`` until ``until``; a lease that ran out, or whose holder is gone, may be taken over."""

    name = models.CharField(max_length=120, unique=True)
    # host:process:token, so that the end of a holder on this machine is noticed at once.
    holder = models.CharField(max_length=200)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
