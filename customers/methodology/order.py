"""The order in which people look at engagements: gravest first (UNGP 24)."""

import datetime as dt

from customers.methodology.figures import Figures

QueueKey = tuple[int, int, int, int, dt.date]


def queue_key(found: Figures, *, opened_on: dt.date) -> QueueKey:
    """Return a key that sorts ascending: residual tier, severity, irremediability, likelihood, then the oldest."""
    irremediability = max((line.irremediability for line in found.lines), default=0)
    return (-found.residual, -found.severity, -irremediability, -found.likelihood.value, opened_on)
