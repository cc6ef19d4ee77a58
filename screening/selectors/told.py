"""What happened to a thing of this package, as sentences from the audit trail, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.audit.verbs import Verb

MOST_EVENTS = 100
_NOTES = ("reason", "why", "what", "text", "note")
_LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line, as ``parts/timeline.html`` shows it."""

    icon: str
    state: str
    who: str
    deed: str
    at: dt.datetime
    note: str


def told(thing: models.Model, *, words: Mapping[Verb, Promise]) -> list[ToldLine]:
    """Events about ``thing`` and its parts; ``words`` maps verbs to what was done. A verb without words is left out."""
    kind, key = thing._meta.label_lower, str(thing.pk)  # noqa: SLF001 Django's own public name for it
    about = Q(target_kind=kind, target_id=key) | Q(parent_kind=kind, parent_id=key)
    events = list(AuditEvent.objects.filter(about, verb__in=list(words)).order_by("-pk")[:MOST_EVENTS])
    details = {one.event_id: one for one in AuditDetail.objects.filter(event_id__in=[one.pk for one in events])}
    return [_line(event, details.get(event.pk), str(words[Verb(event.verb)])) for event in events]


def _line(event: AuditEvent, detail: AuditDetail | None, deed: str) -> ToldLine:
    content = detail.content if detail else {}
    note = next((str(content[name]) for name in _NOTES if content.get(name)), "")
    who = detail.actor_name if detail else event.actor_id
    return ToldLine("edit", "plain", who, deed, event.at, " ".join(note.split())[:_LONGEST_NOTE])
