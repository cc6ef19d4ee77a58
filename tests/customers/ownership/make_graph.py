"""Ownership graphs for tests, in one line: "X>A 50, A>B 60"."""

import datetime as dt
from decimal import Decimal

from customers.ownership.graph import Holding, ownership_graph

TODAY = dt.date(2026, 11, 24)


def holdings(text):
    """Holdings from text such as "X>A 50, A>B 60"."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        names, share = part.rsplit(" ", 1)
        owner, owned = names.split(">")
        found.append(Holding(owner, owned, Decimal(share)))
    return found


def make_graph(text, controls=()):
    """The graph of such holdings today."""
    return ownership_graph(holdings(text), controls=controls, on=TODAY)
