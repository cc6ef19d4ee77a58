"""Puts a tag on an alert; a tag that is there already stays as it is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import Alert, AlertTag
from screening.triage.guards import require_right

LONGEST_TAG = 40


def tag_name(text: str) -> str:
    """A tag as it is kept: lower case, single spaces."""
    return " ".join(text.split()).lower()


@transaction.atomic
def tag(*, alert: Alert, name: str, by: User) -> AlertTag:
    """Tag the alert, in whatever state it is. Raises Invalid for an empty tag or one over 40 characters, NotAllowed."""
    require_right(Permission.NOTE_ALERTS, alert=alert, by=by)
    name = tag_name(name)
    if not name or len(name) > LONGEST_TAG:
        raise Invalid(_("Not tagged."), fields={"text": _("Write a tag of at most 40 characters.")})
    found, made = AlertTag.objects.get_or_create(
        alert=alert, name=name, defaults={"added_by": by, "added_at": timezone.now()}
    )
    if made:
        record(Verb.ALERT_TAGGED, target=alert, parent=alert, by=by, tag=name)
    return found
