"""Gathers who owns and controls whom around a party, from the rows of relationships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from customers.models import Party, Relationship
from customers.ownership.graph import Control, Holding

Kind = Relationship.Kind
# A director directs, which is less than control; directors are screened themselves.
OWNING = (Kind.OWNS, Kind.CONTROLS)


@dataclass(frozen=True, slots=True)
class OwnershipTies:
    """Ties around a party: parties are named by their keys as texts; ``names`` gives their names.

    ``unsized`` are ties of ownership without a share, which no aggregate can count.
    """

    holdings: tuple[Holding, ...]
    controls: tuple[Control, ...]
    unsized: tuple[Relationship, ...]
    names: dict[str, str]

    @property
    def party_ids(self) -> set[int]:
        """Keys of every party in the ties."""
        return {int(key) for key in self.names}


def ties_of(party: Party) -> OwnershipTies:
    """Everyone above the party, whatever the dates, and what they hold of each other."""
    above = _reach({party.pk}, upward=True)
    rows = Relationship.objects.filter(kind__in=OWNING, object__in=above, subject__in=above).order_by("pk")
    holdings, controls, unsized = [], [], []
    for row in rows.select_related("subject", "object"):
        subject, held = str(row.subject_id), str(row.object_id)
        if row.kind == Kind.CONTROLS:
            controls.append(Control(subject, held, row.source or "not stated", row.starts_on, row.ends_on))
        elif row.share is None:
            unsized.append(row)
        else:
            holdings.append(Holding(subject, held, Decimal(row.share), row.starts_on, row.ends_on))
    names = {str(key): name for key, name in Party.objects.filter(pk__in=above).values_list("pk", "display_name")}
    return OwnershipTies(tuple(holdings), tuple(controls), tuple(unsized), names)


def owned_by(party_ids: Iterable[int]) -> set[int]:
    """The parties and everyone below them by ownership or control, at whatever time."""
    return _reach(set(party_ids), upward=False)


def _reach(start: set[int], *, upward: bool) -> set[int]:
    """Parties reached along ties, level by level: one query a level, and none twice."""
    near, far = ("object_id", "subject_id") if upward else ("subject_id", "object_id")
    found, edge = set(start), set(start)
    while edge:
        rows = Relationship.objects.filter(Q(**{f"{near}__in": edge}), kind__in=OWNING)
        edge = set(rows.values_list(far, flat=True)) - found
        found |= edge
    return found
