"""What happened to an alert, as sentences from the audit trail; views are told too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.audit.verbs import Verb
from screening.models import Alert
from screening.selectors.match_cards import answer_words
from screening.triage.states import AlertState

MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line, as ``parts/timeline.html`` shows it."""

    icon: str
    state: str
    who: str
    deed: str
    at: dt.datetime
    note: str


def alert_timeline(alert: Alert, *, hidden: Collection[int] = ()) -> list[TimelineLine]:
    """The newest events about the alert and its parts, newest first; repeated views by one person stand once.

    ``hidden`` are ids of answers that the reader must not see yet: that they were given is told, not what they are.
    """
    key = str(alert.pk)
    about = Q(target_kind="screening.alert", target_id=key) | Q(parent_kind="screening.alert", parent_id=key)
    events = list(AuditEvent.objects.filter(about).order_by("-pk")[:MOST_EVENTS])
    details = {one.event_id: one for one in AuditDetail.objects.filter(event_id__in=[one.pk for one in events])}
    lines: list[TimelineLine] = []
    for event in events:
        line = _line(event, details.get(event.pk), hidden=hidden)
        if lines and event.verb == Verb.ALERT_VIEWED and (lines[-1].who, lines[-1].deed) == (line.who, line.deed):
            continue
        lines.append(line)
    return lines


def _line(event: AuditEvent, detail: AuditDetail | None, *, hidden: Collection[int]) -> TimelineLine:
    content = detail.content if detail else {}
    if event.verb == Verb.RESOLUTION_PROPOSED and event.target_id in map(str, hidden):
        icon, state, deed, note = "edit", "done", _("gave an answer"), _("checked blind by a second person")
    else:
        icon, state, deed, note = _told(event.verb, content)
    who = detail.actor_name if detail else event.actor_id
    return TimelineLine(icon, state, who, deed, event.at, note)


def _told(verb: str, content: dict[str, Any]) -> tuple[str, str, str, str]:
    """Icon, state of the disc, deed, note."""
    text = str(content.get("reason") or content.get("cause") or content.get("what") or content.get("text") or "")
    note = " ".join(text.split())[:200]
    if verb == Verb.RESOLUTION_PROPOSED:
        answer = answer_words(content["identity"]) if content.get("identity") else ""
        codes = ", ".join(content.get("reasons", ()))
        deed = _("answered %(answer)s (%(codes)s) on M-%(match)s") % {
            "answer": answer, "codes": codes, "match": content.get("potential_match", "?"),
        }  # fmt: skip
        return "edit", "done", deed, _("final") if content.get("final") else _("waits for a second person")
    if verb == Verb.RESOLUTION_RETURNED and content.get("overtaken"):
        return "refresh", "plain", _("set an answer aside: the evidence changed"), note
    if verb == Verb.ALERT_CLOSED:
        return "tick", "done", _("closed the alert"), _(AlertState(content["state"]).words)
    icon, state, deed = {
        Verb.ALERT_OPENED: ("refresh", "plain", _("opened the alert")),
        Verb.ALERT_REOPENED: ("refresh", "plain", _("reopened the alert")),
        Verb.ALERT_JOINED: ("refresh", "plain", _("added a potential match")),
        Verb.ALERT_CLAIMED: ("lock", "now", _("took this alert")),
        Verb.ALERT_RELEASED: ("person", "plain", _("released this alert")),
        Verb.ALERT_ASSIGNED: ("person", "plain", _("assigned this alert")),
        Verb.ALERT_ESCALATED: ("up", "plain", _("escalated this alert")),
        Verb.ALERT_NOTED: ("edit", "plain", _("wrote a note")),
        Verb.ALERT_TAGGED: ("edit", "plain", _("tagged this alert")),
        Verb.ALERT_VIEWED: ("search", "plain", _("viewed this alert")),
        Verb.INFORMATION_REQUESTED: ("clock", "plain", _("asked for information")),
        Verb.INFORMATION_RECEIVED: ("tick", "plain", _("received information")),
        Verb.RESOLUTION_APPROVED: ("tick", "done", _("approved an answer")),
        Verb.RESOLUTION_RETURNED: ("remove", "refused", _("returned an answer")),
        Verb.RESOLUTION_WITHDRAWN: ("remove", "plain", _("withdrew an answer")),
        Verb.SECOND_LOOK_GIVEN: ("search", "done", _("gave a second answer")),
        Verb.ALERT_FILE_ATTACHED: ("edit", "plain", _("attached a file")),
        Verb.ALERT_FILE_OPENED: ("search", "plain", _("opened a file")),
        Verb.PROOF_PACK_MADE: ("search", "plain", _("downloaded the proof pack")),
        Verb.SUPPRESSION_PROPOSED: ("clock", "plain", _("proposed a suppression")),
        Verb.SUPPRESSION_APPROVED: ("tick", "done", _("approved a suppression")),
        Verb.SUPPRESSION_RETURNED: ("remove", "refused", _("returned a suppression")),
        Verb.SUPPRESSION_REVOKED: ("remove", "plain", _("revoked a suppression")),
        Verb.SUPPRESSION_ENDED: ("refresh", "plain", _("ended a suppression")),
        Verb.ALERT_IN_BULK: ("edit", "plain", _("did so together with others")),
        Verb.BULK_ANSWERED: ("edit", "done", _("answered it together with others")),
        Verb.BULK_JUDGED: ("search", "done", _("judged it in the sample of a common answer")),
    }.get(Verb(verb), ("info", "plain", verb))
    return icon, state, deed, note
