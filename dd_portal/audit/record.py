"""Records one deed, in the transaction of the write that it belongs to."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.audit.verbs import Verb
from dd_portal.common.canonical import digest
from dd_portal.common.clock import portal_zone, today


class Author(Protocol):
    """Whoever does a deed: a person, the system, or a client with a key."""

    @property
    def audit_kind(self) -> str:
        """``person``, ``system`` or ``api_client``."""

    @property
    def audit_id(self) -> str:
        """A stable key that names nobody by itself."""

    @property
    def audit_name(self) -> str:
        """The name a reader sees; kept in the erasable detail only."""


def record(
    verb: Verb,
    *,
    target: models.Model,
    by: Author,
    parent: models.Model | None = None,
    correlation: str = "",
    day_only: bool = False,
    **content: Any,
) -> AuditEvent:
    """Append one event about ``target``, told also on the timeline of ``parent``.

    ``content`` is plain JSON (texts, numbers, lists). Must run inside a transaction, so that the deed and its
    trace are stored together or not at all; raises RuntimeError otherwise. ``day_only`` stores the start of the day in
    the organisation's zone for the time, where the exact second could tell who it was.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit event belongs into the transaction of its deed")
    detail = {"actor_name": by.audit_name, "target_label": str(target)[:400], "content": content}
    event = AuditEvent.objects.create(
        at=dt.datetime.combine(today(), dt.time.min, tzinfo=portal_zone()) if day_only else timezone.now(),
        actor_kind=by.audit_kind,
        actor_id=by.audit_id,
        verb=verb,
        target_kind=target._meta.label_lower,  # noqa: SLF001 Django's own public name for it
        target_id=str(target.pk),
        parent_kind=parent._meta.label_lower if parent else "",  # noqa: SLF001
        parent_id=str(parent.pk) if parent else "",
        correlation=correlation,
        digest=digest(detail),
    )
    AuditDetail.objects.create(event_id=event.pk, **detail)
    return event
