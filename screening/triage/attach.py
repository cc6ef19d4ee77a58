"""Attaches a file to an alert as evidence, and hands it out again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.kept_files import checked_type, keep_file, kept_content, refused, shown_name
from screening.models import Alert, AlertFile
from screening.triage.guards import require_right

MOST_FILES = 40


@transaction.atomic
def attach(*, alert: Alert, name: str, content: bytes, by: User) -> AlertFile:
    """Keep the bytes under their SHA-256, in whatever state the alert is; the same file twice is one file.

    The kind is told from the bytes, never from the name. Raises NotAllowed, or Invalid for a file that is empty, too
    large, one too many or of a kind that is not taken.
    """
    require_right(Permission.NOTE_ALERTS, alert=alert, by=by)
    kind = checked_type(content)
    if alert.files.count() >= MOST_FILES:
        raise refused(_("An alert takes at most %(most)s files.") % {"most": MOST_FILES})
    attached, created = AlertFile.objects.get_or_create(
        alert=alert, sha256=keep_file(content),
        defaults={
            "name": shown_name(name, kind), "media_type": kind, "size": len(content), "added_by": by,
            "added_at": timezone.now(),
        },
    )  # fmt: skip
    if created:
        record(
            Verb.ALERT_FILE_ATTACHED, target=attached, parent=alert, by=by, sha256=attached.sha256, kind=kind,
            size=attached.size, text=attached.name,
        )  # fmt: skip
    return attached


@transaction.atomic
def hand_out(*, attached: AlertFile, by: User) -> bytes:
    """The bytes of the file; that it was opened is recorded. Raises NotAllowed, or Invalid for a changed file."""
    require_right(Permission.SEE_ALERTS, alert=attached.alert, by=by)
    content = kept_content(attached.sha256)
    record(
        Verb.ALERT_FILE_OPENED,
        target=attached,
        parent=attached.alert,
        by=by,
        sha256=attached.sha256,
        text=attached.name,
    )
    return content
