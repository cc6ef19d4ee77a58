"""Keeps what somebody is writing about a match, so that neither a reload nor a lost lock loses it."""

from __future__ import annotations

from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from screening.models import AnswerDraft, PotentialMatch
from screening.triage.guards import require_right
from screening.triage.note import LONGEST_NOTE


def keep_draft(*, potential_match: PotentialMatch, text: str, by: User) -> None:
    """Keep the words of one person on one match, or forget them where the text is empty.

    Needs no lock: whoever lost it still owns the words. A draft decides nothing, so it leaves no audit event.
    Raises NotAllowed.
    """
    require_right(Permission.NOTE_ALERTS, alert=potential_match.alert, by=by)
    if not text.strip():
        forget_draft(potential_match=potential_match, by=by)
        return
    AnswerDraft.objects.update_or_create(
        potential_match=potential_match,
        written_by=by,
        defaults={"text": text[:LONGEST_NOTE], "saved_at": timezone.now()},
    )


def forget_draft(*, potential_match: PotentialMatch, by: User) -> None:
    """The words became an answer, or were deleted."""
    AnswerDraft.objects.filter(potential_match=potential_match, written_by=by).delete()
