"""Who owns or controls a party today, in words that can be compared with those of another day."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from customers.models import Relationship
from dd_portal.common.clock import today

_TIES = (Relationship.Kind.OWNS, Relationship.Kind.CONTROLS)


def owners_of(party_ids: Iterable[int]) -> dict[int, list[str]]:
    """Party id -> a line for each running tie ("Kestrel Bay owns 51 %"), sorted; an empty list without any."""
    keys = set(party_ids)
    found: dict[int, list[str]] = {key: [] for key in keys}
    now = today()
    running = Relationship.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=now), Q(starts_on=None) | Q(starts_on__lte=now), kind__in=_TIES
    )
    ties = running.filter(object_id__in=keys).values_list("object_id", "subject__display_name", "kind", "share")
    for key, name, kind, share in ties:
        words = Relationship.Kind(kind).label
        found[key].append(f"{name} {words} {share.normalize():f} %" if share is not None else f"{name} {words}")
    return {key: sorted(lines) for key, lines in found.items()}
