"""Starts a screening run: pins lists, settings and index, and cuts the population into chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import ListVersion, RunChunk, ScreeningRun, SettingsVersion
from screening.services.build_index import fingerprint_of, live_versions
from screening.services.ensure_settings import ENGINE_VERSION, ensure_settings

CHUNK = 2_000


def start_run(
    *, kind: str = ScreeningRun.Kind.ALL, trigger: str = "", party_ids: Sequence[int] | None = None, by: User
) -> ScreeningRun:
    """A waiting run over all parties, or over ``party_ids``; the caller queues its chunks.

    Raises NotReady where no list is live, Conflict where a run over all parties is under way already.
    """
    if not by.may(Permission.SCREEN):
        raise NotAllowed(_("Starting a screening needs a role that screens."))
    versions, settings_version = live_versions(), ensure_settings()
    try:
        with transaction.atomic():
            run = new_run(kind=kind, trigger=trigger, versions=versions, settings_version=settings_version, by=by)
            chunks = list(_chunks(run, party_ids))
            run.population = sum(chunk.size for chunk in chunks)
            run.save(update_fields=["population"])
            RunChunk.objects.bulk_create(chunks, batch_size=500)
            record(Verb.SCREENING_STARTED, target=run, by=by, kind=kind, trigger=trigger, population=run.population)
    except IntegrityError as error:
        raise Conflict(_("All customers are being screened just now. Wait until that run has ended.")) from error
    return run


def new_run(
    *, kind: str, trigger: str, versions: dict[str, int], settings_version: SettingsVersion, by: User
) -> ScreeningRun:
    """A stored run pinned to versions and settings, still without chunks."""
    pinned = ListVersion.objects.filter(pk__in=versions.values())
    return ScreeningRun.objects.create(
        kind=kind,
        trigger=trigger[:200],
        settings_version=settings_version,
        engine_version=ENGINE_VERSION,
        list_versions=versions,
        index_fingerprint=fingerprint_of(versions),
        entities=pinned.aggregate(all=Sum("entities"))["all"] or 0,
        started_by=by,
    )


def _chunks(run: ScreeningRun, party_ids: Sequence[int] | None) -> Iterator[RunChunk]:
    parties = Party.objects.order_by("pk")
    if party_ids is not None:
        parties = parties.filter(pk__in=party_ids)
    ids = parties.values_list("pk", flat=True).iterator(chunk_size=10_000)
    number = 0
    while part := list(islice(ids, CHUNK)):
        number += 1
        yield RunChunk(
            run=run, number=number, first_id=part[0], last_id=part[-1], size=len(part),
            ids=part if party_ids is not None else [],
        )  # fmt: skip
