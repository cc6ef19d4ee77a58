"""Builds the index of what the live lists hold, once for each state of the lists, shared by every process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from dd_portal.common.canonical import canonical_json
from dd_portal.common.errors import NotReady
from screening.entities import Entity
from screening.matching.config import MatchConfig
from screening.matching.index import INDEX_VERSION, IndexReport
from screening.matching.index import build_index as build
from screening.models import ListedEntity, ListVersion, ScreeningRun
from screening.services.ensure_settings import config_of, ensure_settings
from screening.services.hold_lease import hold_lease
from screening.services.stored_entity import stored_entity

# So many indices of earlier states stay, beside those that unfinished runs are pinned to.
KEPT = 2
_PATIENCE = 300.0


def live_versions() -> dict[str, int]:
    """Source code -> id of its live version. Raises NotReady where no list is live."""
    versions = dict(ListVersion.objects.live().order_by("source").values_list("source", "pk"))
    if not versions:
        raise NotReady(_("No list has been loaded yet, so nothing can be screened. Import a list first."))
    return versions


def fingerprint_of(versions: Mapping[str, int]) -> str:
    """What names an index: the versions it was made from, with their checksums, and the form of the index.

    The checksums keep the index of one database from serving another whose keys are the same. No weight is frozen
    into an index, so the settings take no part.
    """
    made_from = ListVersion.objects.filter(pk__in=versions.values()).order_by("source", "pk")
    content = [INDEX_VERSION, [list(row) for row in made_from.values_list("source", "pk", "checksum")]]
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def index_path(fingerprint: str) -> Path:
    """Where the index of this fingerprint lies, or will lie."""
    return Path(settings.INDEX_ROOT) / f"{fingerprint}.index"


def build_index(*, versions: Mapping[str, int] | None = None, again: bool = False) -> tuple[Path, IndexReport | None]:
    """Make sure that the index of these versions (default: the live ones) is there; gives its path.

    The report is None where it was there already. One process builds at a time, the others wait for it; the file
    appears whole or not at all. Raises NotReady where no list is live.
    """
    pinned = live_versions() if versions is None else dict(versions)
    path = index_path(fingerprint_of(pinned))
    if path.exists() and not again:
        return path, None
    with hold_lease("build-index", wait_seconds=_PATIENCE):
        if path.exists() and not again:
            return path, None
        report = build(entities_of(pinned), path, config=_config())
        _prune(keep=path)
    return path, report


def entities_of(versions: Mapping[str, int]) -> Iterator[Entity]:
    """Every entity that these versions hold, in a fixed order."""
    for version in ListVersion.objects.filter(pk__in=versions.values()).order_by("source"):
        rows = ListedEntity.objects.held_by(version).only("content", "technical").order_by("pk")
        for row in rows.iterator(chunk_size=2_000):
            yield stored_entity(row)


def report_json(report: IndexReport) -> dict[str, object]:
    """The report as plain values."""
    return asdict(report)


def _config() -> MatchConfig:
    return config_of(ensure_settings())


def _prune(*, keep: Path) -> None:
    """Remove the oldest indices that no unfinished run needs."""
    needed = set(ScreeningRun.objects.under_way().values_list("index_fingerprint", flat=True))
    others = [path for path in keep.parent.glob("*.index") if path != keep and path.stem not in needed]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT:]:
        path.unlink(missing_ok=True)
