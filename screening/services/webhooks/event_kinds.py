"""The events that other systems can be told of, and the deeds that they follow from."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dd_portal.audit.verbs import Verb

# Kind -> what it says.
EVENT_KINDS: dict[str, Promise] = {
    "alert.opened": _("An alert was opened."),
    "alert.updated": _("An alert was joined by a match, taken, given, sent on, or waits for information."),
    "alert.escalated": _("An alert was passed to a senior analyst."),
    "alert.closed": _("An alert was closed."),
    "alert.reopened": _("A closed alert was opened again."),
    "match.resolved": _("A potential match has a final answer."),
    "customer.restricted": _("Dealings with a customer must stop."),
    "customer.unrestricted": _("A restriction of a customer was lifted."),
    "customer.risk_rating_changed": _("The risk of a customer's engagement changed."),
    "screening.failed": _("A screening did not finish. Its customers are not cleared."),
    "batch.completed": _("A screening of many finished."),
    "list.version_live": _("A version of a list is live."),
    "list.late": _("A list is older than it may be."),
    "list.held": _("A version of a list is held until two people release it."),
    "suppression.expiring": _("A suppression ends within 30 days."),
    "suppression.reopened": _("A suppressed pair is back before a person."),
    "settings.activated": _("Settings of the engine came into force."),
}
# The front office may know that it must not deal, never why: no alert, no match, no list.
FRONT_OFFICE_KINDS = frozenset({"customer.restricted", "customer.unrestricted"})

# Deed -> kind. Where a deed can mean several things, ``told_of`` looks closer.
KIND_OF_VERB: dict[str, str] = {
    Verb.ALERT_OPENED: "alert.opened",
    Verb.ALERT_JOINED: "alert.updated",
    Verb.ALERT_CLAIMED: "alert.updated",
    Verb.ALERT_RELEASED: "alert.updated",
    Verb.ALERT_ASSIGNED: "alert.updated",
    Verb.ALERT_PRIORITY_RAISED: "alert.updated",
    Verb.ALERT_PRIORITY_LOWERED: "alert.updated",
    Verb.INFORMATION_REQUESTED: "alert.updated",
    Verb.INFORMATION_RECEIVED: "alert.updated",
    Verb.RESOLUTION_RETURNED: "alert.updated",
    Verb.ALERT_ESCALATED: "alert.escalated",
    Verb.ALERT_CLOSED: "alert.closed",
    Verb.ALERT_REOPENED: "alert.reopened",
    Verb.RESOLUTION_PROPOSED: "match.resolved",
    Verb.RESOLUTION_APPROVED: "match.resolved",
    Verb.PARTY_RESTRICTED: "customer.restricted",
    Verb.RESTRICTION_LIFTED: "customer.unrestricted",
    Verb.ENGAGEMENT_ASSESSED: "customer.risk_rating_changed",
    Verb.SCREENING_FAILED: "screening.failed",
    Verb.SCREENING_FINISHED: "batch.completed",
    Verb.LIST_IMPORTED: "list.version_live",
    Verb.LIST_LATE: "list.late",
    Verb.LIST_REFUSED: "list.held",
    Verb.SUPPRESSION_EXPIRING: "suppression.expiring",
    Verb.SUPPRESSION_ENDED: "suppression.reopened",
    Verb.SETTINGS_ACTIVATED: "settings.activated",
}
