"""What changed between two versions of a source: added, changed, removed."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from dd_portal.common.errors import Invalid, NotFound
from screening.models import ListedEntity, ListVersion
from screening.services.common_parts import is_changed
from screening.sources.registry import UnknownSource, get_source


@dataclass(frozen=True, slots=True)
class ListDelta:
    """Rows of the newer version that were added, (before, after) pairs that changed, rows that were removed.

    ``technical`` counts the changes, version by version, in fields that say nothing of the entity.
    """

    start: ListVersion
    end: ListVersion
    added: list[ListedEntity] = field(default_factory=list)
    changed: list[tuple[ListedEntity, ListedEntity]] = field(default_factory=list)
    removed: list[ListedEntity] = field(default_factory=list)
    technical: int = 0


def list_delta(*, source: str, start: int | None = None, end: int | None = None) -> ListDelta:
    """The difference between the versions numbered ``start`` and ``end`` (default: newest against the one before).

    Compares only the parts that both versions have. The cost grows with the difference, not with the list.
    Raises Invalid for an unknown source, NotFound where a version does not exist.
    """
    try:
        get_source(source)
    except UnknownSource as error:
        raise Invalid(str(error), fields={"source": str(error)}) from error
    newer = _version(source, end)
    older = _version(source, start if start is not None else (newer.number or 0) - 1)
    if (older.number or 0) > (newer.number or 0):
        raise Invalid(_("The first version must be the older one."), fields={"from": _("Choose an older version.")})
    before = {
        row.entity_id: row for row in ListedEntity.objects.held_by(older).filter(last_version__number__lt=newer.number)
    }
    after = {
        row.entity_id: row for row in ListedEntity.objects.held_by(newer).filter(first_version__number__gt=older.number)
    }
    missing = set(older.missing_files) | set(newer.missing_files)
    both = before.keys() & after.keys()
    return ListDelta(
        start=older,
        end=newer,
        added=[row for key, row in after.items() if key not in both],
        changed=[
            (before[key], after[key])
            for key in sorted(both)
            if is_changed(before[key].content, after[key].content, missing=missing)
        ],
        removed=[row for key, row in before.items() if key not in both],
        technical=_technical(older, newer),
    )


def _version(source: str, number: int | None) -> ListVersion:
    versions = ListVersion.objects.filter(source=source, number__isnull=False)
    found = versions.order_by("-number").first() if number is None else versions.filter(number=number).first()
    if found is None:
        raise NotFound(_("%(source)s has no version %(number)s.") % {"source": source, "number": number or ""})
    return found


def _technical(older: ListVersion, newer: ListVersion) -> int:
    between = ListVersion.objects.filter(Q(number__gt=older.number, number__lte=newer.number), source=newer.source)
    return between.aggregate(all=Sum("technical"))["all"] or 0
