"""What happened to an alert, as sentences from the audit trail; views are told too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


# Icon, state and words of the deeds that need nothing of their event to be told.
_DEEDS: dict[str, tuple[str, str, Promise | str]] = {
    Verb.ALERT_OPENED: ("refresh", "plain", gettext_lazy("opened the alert")),
    Verb.ALERT_REOPENED: ("refresh", "plain", gettext_lazy("reopened the alert")),
    Verb.ALERT_JOINED: ("refresh", "plain", gettext_lazy("added a potential match")),
    Verb.ALERT_CLAIMED: ("lock", "now", gettext_lazy("took this alert")),
    Verb.ALERT_OUT_OF_ORDER: ("info", "plain", gettext_lazy("took it while a more urgent alert was free")),
    Verb.ALERT_RELEASED: ("person", "plain", gettext_lazy("released this alert")),
    Verb.ALERT_ASSIGNED: ("person", "plain", gettext_lazy("assigned this alert")),
    Verb.ALERT_ESCALATED: ("up", "plain", gettext_lazy("escalated this alert")),
    Verb.ALERT_NOTED: ("edit", "plain", gettext_lazy("wrote a note")),
    Verb.ALERT_PRIORITY_RAISED: ("clock", "plain", gettext_lazy("raised the priority of this alert")),
    Verb.ALERT_LOWERING_ASKED: ("clock", "plain", gettext_lazy("asked for a lower priority")),
    Verb.ALERT_PRIORITY_LOWERED: ("tick", "done", gettext_lazy("agreed to a lower priority")),
    Verb.ALERT_LOWERING_REFUSED: ("remove", "refused", gettext_lazy("refused a lower priority")),
    Verb.ALERT_LOWERING_WITHDRAWN: ("remove", "plain", gettext_lazy("took back a wish for a lower priority")),
    Verb.ALERT_TAGGED: ("edit", "plain", gettext_lazy("tagged this alert")),
    Verb.ALERT_VIEWED: ("search", "plain", gettext_lazy("viewed this alert")),
    Verb.INFORMATION_REQUESTED: ("clock", "plain", gettext_lazy("asked for information")),
    Verb.INFORMATION_RECEIVED: ("tick", "plain", gettext_lazy("received information")),
    Verb.RESOLUTION_APPROVED: ("tick", "done", gettext_lazy("approved an answer")),
    Verb.RESOLUTION_RETURNED: ("remove", "refused", gettext_lazy("returned an answer")),
    Verb.RESOLUTION_WITHDRAWN: ("remove", "plain", gettext_lazy("withdrew an answer")),
    Verb.SECOND_LOOK_GIVEN: ("search", "done", gettext_lazy("gave a second answer")),
    Verb.ALERT_FILE_ATTACHED: ("edit", "plain", gettext_lazy("attached a file")),
    Verb.ALERT_FILE_OPENED: ("search", "plain", gettext_lazy("opened a file")),
    Verb.PROOF_PACK_MADE: ("search", "plain", gettext_lazy("downloaded the proof pack")),
    Verb.SUPPRESSION_PROPOSED: ("clock", "plain", gettext_lazy("proposed a suppression")),
    Verb.SUPPRESSION_APPROVED: ("tick", "done", gettext_lazy("approved a suppression")),
    Verb.SUPPRESSION_RETURNED: ("remove", "refused", gettext_lazy("returned a suppression")),
    Verb.SUPPRESSION_REVOKED: ("remove", "plain", gettext_lazy("revoked a suppression")),
    Verb.SUPPRESSION_ENDED: ("refresh", "plain", gettext_lazy("ended a suppression")),
    Verb.ALERT_IN_BULK: ("edit", "plain", gettext_lazy("did so together with others")),
    Verb.CASE_OPENED: ("edit", "plain", gettext_lazy("opened a case")),
    Verb.CASE_ALERT_ADDED: ("edit", "plain", gettext_lazy("put this alert into a case")),
    Verb.BULK_ANSWERED: ("edit", "done", gettext_lazy("answered it together with others")),
    Verb.BULK_JUDGED: ("search", "done", gettext_lazy("judged it in the sample of a common answer")),
}


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
    icon, state, words = _DEEDS.get(verb, ("info", "plain", verb))
    return icon, state, str(words), note
