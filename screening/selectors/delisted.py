"""Customers with a confirmed match whose entry left the list: somebody reviews them, nothing is released by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from customers.models import Restriction
from dd_portal.accounts.models import User
from screening.models import ListedEntity, PotentialMatch
from screening.triage.queue import visible_alerts

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Delisted:
    """One confirmed match; ``entry`` is the last state of the entry, with the version that held it last."""

    match: PotentialMatch
    entry: ListedEntity | None
    restricted: bool


def delisted(*, by: User) -> list[Delisted]:
    """Confirmed matches of customers that the person may see whose entry no live version holds, oldest first."""
    rows = _delisted(by).select_related("party", "alert", "watchlist", "evidence__listed_entity__last_version")
    found = list(rows.order_by("pk")[:MOST_SHOWN])
    in_force = set(
        Restriction.objects.filter(party__in=[one.party_id for one in found], lifted_at=None).values_list(
            "party_id", flat=True
        )
    )
    last = {
        entry.entity_id: entry
        for entry in ListedEntity.objects.filter(entity_id__in=[one.entity_id for one in found])
        .select_related("last_version")
        .order_by("pk")
    }
    return [Delisted(one, last.get(one.entity_id), one.party_id in in_force) for one in found]


def delisted_count(*, by: User) -> int:
    """How many there are, counted to as many as are shown: for the line above the queue."""
    return _delisted(by).order_by()[:MOST_SHOWN].count()


def _delisted(by: User) -> QuerySet[PotentialMatch]:
    still = ListedEntity.objects.current().filter(entity_id=OuterRef("entity_id"))
    seen = visible_alerts(by)
    return PotentialMatch.objects.filter(~Exists(still), state=PotentialMatch.State.TRUE_MATCH, alert__in=seen)
