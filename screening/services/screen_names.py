"""Takes many names from outside as one run that is screened in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.party_facts import PartyFacts, check_facts, content_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.canonical import digest
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Enquiry, RunChunk, ScreeningRun
from screening.services.build_index import live_versions
from screening.services.ensure_settings import ensure_settings
from screening.services.start_run import CHUNK, new_run

MOST_NAMES = 100_000


@dataclass(frozen=True, slots=True)
class Question:
    """One name from outside, with the asker's own reference."""

    facts: PartyFacts
    reference: str = ""


def screen_names(*, questions: Sequence[Question], request_key: str = "", by: User) -> ScreeningRun:
    """A waiting run over the questions, kept as enquiries in their order; the caller queues its chunks.

    The same ``request_key`` of the same author gives the run that it started before; with other questions it raises
    Conflict. Raises Invalid naming the questions at fault, NotAllowed, or NotReady.
    """
    if not by.may(Permission.SCREEN):
        raise NotAllowed(_("Screening needs a role that screens."))
    contents = _contents(questions)
    asked = digest([[one.reference, content] for one, content in zip(questions, contents, strict=True)])
    known = _asked_before(request_key, asked, by)
    if known:
        return known
    versions, settings_version = live_versions(), ensure_settings()
    try:
        with transaction.atomic():
            run = new_run(
                kind=ScreeningRun.Kind.NAMES, trigger=_("Names from outside"), versions=versions,
                settings_version=settings_version, by=by,
            )  # fmt: skip
            run.request_key, run.request_digest, run.population = request_key, asked, len(questions)
            run.save(update_fields=["request_key", "request_digest", "population"])
            _store(run, questions, contents, by)
            record(Verb.SCREENING_STARTED, target=run, by=by, kind=run.kind, population=run.population)
    except IntegrityError:
        known = _asked_before(request_key, asked, by)
        if known is None:
            raise
        return known
    return run


def _contents(questions: Sequence[Question]) -> list[dict[str, Any]]:
    if not 0 < len(questions) <= MOST_NAMES:
        raise Invalid(_("A batch holds 1 to %(most)s names.") % {"most": f"{MOST_NAMES:,}"})
    faults: dict[str, str] = {}
    for place, question in enumerate(questions):
        try:
            check_facts(question.facts)
        except Invalid as error:
            faults[str(place)] = error.message
    if faults:
        raise Invalid(_("%(count)s names cannot be read.") % {"count": len(faults)}, fields=faults)
    return [content_of(question.facts) for question in questions]


def _asked_before(request_key: str, asked: str, by: User) -> ScreeningRun | None:
    known = ScreeningRun.objects.filter(started_by=by, request_key=request_key).first() if request_key else None
    if known and known.request_digest != asked:
        raise Conflict(_("This idempotency key was used for another request. Use a new key."))
    return known


def _store(run: ScreeningRun, questions: Sequence[Question], contents: list[dict[str, Any]], by: User) -> None:
    now = timezone.now()
    for number, start in enumerate(range(0, len(questions), CHUNK), start=1):
        rows = Enquiry.objects.bulk_create(
            [
                Enquiry(
                    run=run, position=place, reference=questions[place].reference[:120], subject=contents[place],
                    asked_by=by, asked_at=now,
                )
                for place in range(start, min(start + CHUNK, len(questions)))
            ],
            batch_size=500,
        )  # fmt: skip
        ids = [row.pk for row in rows]
        RunChunk.objects.create(run=run, number=number, first_id=min(ids), last_id=max(ids), size=len(ids))
