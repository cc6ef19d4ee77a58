"""What differs between two states of the lists in what matching reads: the entries to screen, and the ids touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from screening.entities import Entity
from screening.models import ListedEntity, ListVersion
from screening.models.listed_entity import ListedEntityQuerySet
from screening.services.stored_entity import stored_entity


@dataclass(frozen=True, slots=True)
class ChangedEntities:
    """Keys of the rows that are new or read otherwise now, and ids of all entries added, changed or removed."""

    rows: tuple[int, ...]
    touched: frozenset[str]

    def entities(self) -> Iterator[Entity]:
        """The entries as they are now, in a fixed order."""
        for start in range(0, len(self.rows), 2_000):
            for row in ListedEntity.objects.filter(pk__in=self.rows[start : start + 2_000]).order_by("pk"):
                yield stored_entity(row)


def changed_entities(*, base: Mapping[str, int], target: Mapping[str, int]) -> ChangedEntities | None:
    """The difference from ``base`` to ``target``, both source code -> version id; its cost grows with itself.

    A change outside the fields that matching reads is none. None where the two cannot be compared: a source went
    away, or back to an older version.
    """
    versions = ListVersion.objects.in_bulk([*base.values(), *target.values()])
    if base.keys() - target.keys():
        return None
    rows: list[int] = []
    touched: set[str] = set()
    for source, key in target.items():
        newer, older = versions.get(key), versions.get(base.get(source, 0))
        if newer is None or (source in base and older is None):
            return None
        if older is None:
            after = dict(_digests(ListedEntity.objects.held_by(newer)))
            before: dict[str, tuple[int, str]] = {}
        elif older.pk == newer.pk:
            continue
        elif (older.number or 0) > (newer.number or 0):
            return None
        else:
            after = dict(_digests(ListedEntity.objects.held_by(newer).filter(first_version__number__gt=older.number)))
            before = dict(_digests(ListedEntity.objects.held_by(older).filter(last_version__number__lt=newer.number)))
        now = {key for key, (_, digest) in after.items() if key not in before or before[key][1] != digest}
        rows += sorted(after[key][0] for key in now)
        touched |= now | (before.keys() - after.keys())
    return ChangedEntities(tuple(rows), frozenset(touched))


def _digests(rows: ListedEntityQuerySet) -> Iterator[tuple[str, tuple[int, str]]]:
    for entity_id, key, digest in rows.values_list("entity_id", "pk", "matched_digest"):
        yield entity_id, (key, digest)
