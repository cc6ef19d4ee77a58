"""The self-test: variations of real entries of every live list are asked as customers are, and must be found."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.entities import Entity, Subject
from screening.models import CanaryResult, CanaryRun, ListedEntity, Watchlist
from screening.services.canary_variations import variations_of
from screening.services.current_screener import Pinned, current_screener
from screening.services.plan_pairs import LIMIT
from screening.services.stored_entity import stored_entity

# So many variations of a kind are planted for every list.
PER_KIND = 4
# So many entries of a list are looked at to find names that allow every kind.
_LOOKED_AT = 120
_SAID = 80


def run_canaries(*, day: dt.date | None = None, by: User) -> CanaryRun:
    """Ask and keep the outcome; a miss is an event of its own. Other entries are asked every day.

    Nothing of it becomes a party, a potential match or an alert. Raises NotReady where no list is live.
    """
    pinned = current_screener()
    day = day or timezone.now().date()
    results = [
        result
        for watchlist in Watchlist.objects.filter(source__in=pinned.versions).order_by("code")
        for result in _ask(watchlist, pinned, random.Random(f"{day} {watchlist.code}"))  # noqa: S311 which entries
    ]
    return _keep(results, pinned, by)


def _ask(watchlist: Watchlist, pinned: Pinned, rng: random.Random) -> list[CanaryResult]:
    planted: dict[str, list[tuple[Entity, Subject]]] = {}
    for entity in _sampled(watchlist, rng):
        for kind, subject in variations_of(entity, rng).items():
            if len(planted.setdefault(kind, [])) < PER_KIND:
                planted[kind].append((entity, subject))
    results = []
    for kind, pairs in planted.items():
        answers = pinned.screener.screen([subject for _, subject in pairs], limit=LIMIT)
        missed = [
            {"entity_id": entity.id, "listed": entity.caption[:_SAID], "asked": subject.names[0].full[:_SAID]}
            for (entity, subject), answer in zip(pairs, answers, strict=True)
            if entity.id not in {match.entity_id for match in answer.matches}
        ]
        results.append(
            CanaryResult(
                watchlist=watchlist, variation=kind, planted=len(pairs), found=len(pairs) - len(missed), missed=missed
            )
        )
    return results


def _sampled(watchlist: Watchlist, rng: random.Random) -> Iterator[Entity]:
    """A few entries of a list, others every day, without reading the whole list."""
    rows = ListedEntity.objects.current().filter(watchlist=watchlist)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    chosen = rng.sample(keys, min(len(keys), _LOOKED_AT))
    found = ListedEntity.objects.in_bulk(chosen)
    return (stored_entity(found[key]) for key in chosen if key in found)


@transaction.atomic
def _keep(results: list[CanaryResult], pinned: Pinned, by: User) -> CanaryRun:
    run = CanaryRun.objects.create(
        at=timezone.now(),
        settings_version=pinned.settings_version,
        list_versions=pinned.versions,
        planted=sum(one.planted for one in results),
        found=sum(one.found for one in results),
    )
    for result in results:
        result.run = run
    CanaryResult.objects.bulk_create(results)
    record(Verb.CANARIES_RUN, target=run, by=by, planted=run.planted, found=run.found)
    for result in results:
        if result.missed:
            record(
                Verb.CANARY_MISSED, target=run, by=by, list=result.watchlist.code, variation=str(result.variation),
                entities=[one["entity_id"] for one in result.missed],
            )  # fmt: skip
    return run
