"""The answer about one name as the API gives it: what was asked, against what, what came of it, and its hash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from dd_portal.common.canonical import digest
from screening.matching.evidence import evidence_to_json
from screening.matching.screener import Match, Screened
from screening.models import ListedEntity, ListVersion
from screening.services.current_screener import Pinned
from screening.services.ensure_settings import ENGINE_VERSION


def lists_of(pinned: Pinned) -> list[dict[str, Any]]:
    """What was screened against: each source with its version, date, count and checksum."""
    versions = ListVersion.objects.filter(pk__in=pinned.versions.values()).order_by("source")
    return [
        {
            "id": version.source,
            "version": version.number,
            "published_on": version.published_on.isoformat() if version.published_on else None,
            "entity_count": version.entities,
            "sha256": version.checksum,
            "partial": version.partial,
        }
        for version in versions
    ]


def answer_body(
    screened: Screened,
    *,
    pinned: Pinned,
    lists: list[dict[str, Any]],
    entities: dict[str, ListedEntity],
    at: dt.datetime,
    unreliable: Collection[str] = (),
) -> dict[str, Any]:
    """The body for one name. ``evidence_hash`` covers everything but the time.

    While a source is ``unreliable`` (late, or required and not loaded), finding nothing is ``incomplete``, not clear.
    """
    nothing = "incomplete" if unreliable else "no_potential_match"
    body: dict[str, Any] = {
        "outcome": "potential_match" if screened.matches else nothing,
        "lists": lists,
        "unreliable_lists": sorted(unreliable),
        "settings_version": pinned.settings_version.number,
        "engine_version": ENGINE_VERSION,
        "threshold": pinned.screener.config.alert_threshold,
        "nearest_below_threshold": screened.nearest_below,
        "matches": [_match(match, entities.get(match.entity_id)) for match in screened.matches],
    }
    return {**body, "screened_at": at.isoformat(), "evidence_hash": digest(body)}


def entities_of_answers(answers: list[Screened]) -> dict[str, ListedEntity]:
    """The current rows of every entity in the answers, with their lists."""
    ids = list({match.entity_id for answer in answers for match in answer.matches})
    found: dict[str, ListedEntity] = {}
    for start in range(0, len(ids), 500):
        rows = ListedEntity.objects.current().filter(entity_id__in=ids[start : start + 500])
        found |= {row.entity_id: row for row in rows.select_related("watchlist")}
    return found


def _match(match: Match, row: ListedEntity | None) -> dict[str, Any]:
    return {
        "score": match.score,
        "tier": row.watchlist.tier if row else None,
        "entity": {
            "id": match.entity_id,
            "list": match.list_code,
            "list_title": row.watchlist.title if row else match.list_code,
            "caption": row.caption if row else match.entity_id,
            "type": row.type if row else "unknown",
            "programmes": row.content.get("programmes", []) if row else [],
        },
        "features": [
            {
                "name": piece["feature"],
                "role": piece["role"],
                "word": piece["word"],
                "score": piece["points"],
                "detail": piece["sentence"],
                "our_value": piece["ours"],
                "list_value": piece["listed"],
            }
            for piece in map(evidence_to_json, match.evidence)
        ],
    }
