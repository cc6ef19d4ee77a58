"""Hands out a file of a published report and takes the download down."""

from __future__ import annotations

import hashlib

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed
from reports.models import ReportFile


@transaction.atomic
def download_file(*, file: ReportFile, by: User) -> bytes:
    """The stored bytes. Raises NotAllowed without the right, Conflict where they no longer have their checksum."""
    if not by.may(Permission.SEE_REPORTS):
        raise NotAllowed("Your roles do not include reports.")
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Conflict(
            "The stored file does not have its checksum any more. Tell the administrator; do not rely on it."
        )
    record(Verb.REPORT_DOWNLOADED, target=file.report, by=by, file=file.name, sha256=file.sha256)
    return content
