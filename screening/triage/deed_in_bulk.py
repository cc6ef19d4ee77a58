"""A note, a tag, a question, a person or a priority for several alerts, one by one, each under all its own guards."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError, Invalid
from screening.models import Alert
from screening.triage.assign import assign
from screening.triage.claim import claim
from screening.triage.guards import require_person
from screening.triage.note import note
from screening.triage.plan_bulk import MOST
from screening.triage.raise_priority import raise_priority
from screening.triage.request_information import request_information
from screening.triage.tag import tag

BulkDeed = Literal["note", "tag", "request", "assign", "priority"]
# What is wrong with these is wrong for every alert.
_SAID = {"text", "what", "until"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is put to each alert, by the deed: a text, a day, a priority, a person (None: back to the queue)."""

    text: str = ""
    until: dt.datetime | None = None
    to: User | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """One alert, and why it was left as it is ("" where the deed was done)."""

    alert: Alert
    why: str


def deed_in_bulk(
    *, deed: BulkDeed, alerts: Sequence[Alert], seen: dict[int, int], said: Said, by: User
) -> list[BulkOutcome]:
    """Do it on every alert that allows it. ``seen`` maps ids to the versions of the preview.

    What is refused leaves no trace; what was done is tied together by one correlation id. Raises Invalid for no alert
    or more than 50, and where the text itself is refused; NotAllowed.
    """
    require_person(by)
    if not 1 <= len(alerts) <= MOST:
        raise Invalid(_("Choose between %(least)s and %(most)s alerts.") % {"least": 1, "most": MOST})
    correlation = f"bulk:{uuid.uuid4().hex[:12]}"
    return [_one(deed, alert, seen.get(alert.pk, 0), said, correlation=correlation, by=by) for alert in alerts]


def _one(deed: BulkDeed, alert: Alert, version: int, said: Said, *, correlation: str, by: User) -> BulkOutcome:
    try:
        with transaction.atomic():
            _do(deed, alert, version, said, by=by)
            record(Verb.ALERT_IN_BULK, target=alert, parent=alert, by=by, correlation=correlation, deed=deed)
    except DomainError as refused:
        if _SAID & refused.fields.keys():
            raise
        return BulkOutcome(alert, " ".join([refused.message, *refused.fields.values()]))
    return BulkOutcome(alert, "")


def _do(deed: BulkDeed, alert: Alert, version: int, said: Said, *, by: User) -> None:
    if deed == "note":
        note(alert=alert, text=said.text, by=by)
    elif deed == "tag":
        tag(alert=alert, name=said.text, by=by)
    elif alert.version != version:
        raise Invalid(_("It changed while you worked."))
    elif deed == "assign":
        assign(alert=alert, to=said.to, alert_version=version, by=by)
    elif deed == "priority":
        raise_priority(alert=alert, priority=said.priority, reason=said.text, alert_version=version, by=by)
    elif alert.assignee_id not in (None, by.pk):
        raise Invalid(_("It is assigned to somebody else."))
    else:
        taken = claim(alert=alert, by=by)
        request_information(alert=taken, what=said.text, until=said.until, alert_version=taken.version, by=by)
