"""One judge's answer on one pair of the sample below the line, given without score or settings."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import BelowLinePair
from screening.services.open_below_line import open_below_line
from screening.services.settings_in_hand import require_settings_right

LEAST_NOTE = 10


@transaction.atomic
def judge_below_line(*, pair: BelowLinePair, verdict: str, note: str, by: User) -> BelowLinePair:
    """Keep the verdict; it is final. Saying *the same* or *cannot tell* needs a note of at least 10 characters.
    *The same* opens an alert at once: the pair is decided by the usual people, whatever becomes of the draft.

    Raises Invalid with the fields at fault, Conflict where somebody judged it already, NotAllowed for the author.
    """
    require_settings_right(Permission.JUDGE_BELOW_LINE, by=by)
    if pair.drafted_by_id == by.pk:
        raise NotAllowed(_("You drafted these settings, so somebody else judges the sample."))
    note = note.strip()
    faults = {}
    if verdict not in BelowLinePair.Verdict.values:
        faults["verdict"] = _("Choose an answer. Nothing is selected for you.")
    elif verdict != BelowLinePair.Verdict.FALSE_POSITIVE and len(note) < LEAST_NOTE:
        faults["note"] = _("Say what makes you think so, in at least 10 characters.")
    if faults:
        raise Invalid(_("Not recorded."), fields=faults)
    open_pair = BelowLinePair.objects.filter(pk=pair.pk, judged_by=None)
    if not open_pair.update(verdict=verdict, note=note, judged_by=by, judged_at=timezone.now()):
        raise Conflict(_("Somebody judged this pair a moment ago."))
    pair.refresh_from_db()
    version = pair.backtest.settings_version
    record(
        Verb.SETTINGS_PAIR_JUDGED, target=pair, parent=version, by=by, number=pair.number, verdict=verdict, note=note
    )
    if verdict == BelowLinePair.Verdict.TRUE_MATCH:
        open_below_line(pair=pair, by=User.objects.system())
    return pair
