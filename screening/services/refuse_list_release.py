"""Somebody decides that a held version does not go live."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict
from screening.models import ListRelease
from screening.services.kept_files import drop_files
from screening.services.propose_list_release import require_list_person, require_reason


@transaction.atomic
def refuse_list_release(*, release: ListRelease, answer: str, by: User) -> ListRelease:
    """End the proposal; the version stays held, its files go. Whoever proposed it may take it back this way."""
    require_list_person(by=by)
    text = require_reason(answer, field="answer")
    waiting = ListRelease.objects.filter(pk=release.pk, state=ListRelease.State.PROPOSED)
    if not waiting.update(state=ListRelease.State.REFUSED, decided_by=by, decided_at=timezone.now(), answer=text):
        raise Conflict(_("This release was decided in the meantime."))
    record(Verb.LIST_RELEASE_REFUSED, target=release, by=by, source=release.held.source, answer=text)
    transaction.on_commit(lambda: drop_files(release.held))
    release.refresh_from_db()
    return release
