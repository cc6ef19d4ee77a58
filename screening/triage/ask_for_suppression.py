"""Asks people to consider a suppression. Whoever may note may ask, a client with a key too: it decides nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.common.errors import Invalid, NotFound
from screening.models import Alert, AlertNote
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.note import note


@transaction.atomic
def ask_for_suppression(*, alert: Alert, match_id: int, reason: str, by: User) -> AlertNote:
    """Write the wish as a note on the alert; a person proposes, another one approves.

    Raises NotFound for a match of another alert, Invalid for fewer than 15 characters, NotAllowed.
    """
    match = alert.potential_matches.select_related("watchlist").filter(pk=match_id).first()
    if match is None:
        raise NotFound(_("There is no such match in this alert."))
    if len(reason.strip()) < LEAST_RATIONALE:
        raise Invalid(
            _("Not asked."),
            fields={"reason": _("Say why this pair need not be looked at, in at least 15 characters.")},
        )
    said = _("Suppression asked for: %(entry)s (%(list)s). %(reason)s") % {
        "entry": match.entity_id,
        "list": match.watchlist.title,
        "reason": reason.strip(),
    }
    return note(alert=alert, text=said, by=by)
