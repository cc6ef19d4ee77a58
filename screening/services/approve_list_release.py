"""A second person confirms the release of a held version, which then goes live."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import ListRelease, ListVersion
from screening.services.import_list import import_list
from screening.services.kept_files import drop_files, kept_paths
from screening.services.propose_list_release import require_list_person, require_releasable


def approve_list_release(*, release: ListRelease, by: User) -> ListVersion:
    """Make the held version live; gives the version that now is.

    Raises NotAllowed for whoever proposed it, Conflict where it was decided already or a newer version is live. If
    the import fails, the proposal waits again.
    """
    require_list_person(by=by)
    if release.proposed_by_id == by.pk:
        raise NotAllowed(_("You proposed this release, so somebody else must confirm it."))
    require_releasable(release.held)
    with transaction.atomic():
        waiting = ListRelease.objects.filter(pk=release.pk, state=ListRelease.State.PROPOSED)
        if not waiting.update(state=ListRelease.State.RELEASED, decided_by=by, decided_at=timezone.now()):
            raise Conflict(_("This release was decided in the meantime."))
    reason = _("Proposed by %(first)s: %(reason)s Confirmed by %(second)s.") % {
        "first": release.proposed_by.display_name,
        "reason": release.reason,
        "second": by.display_name,
    }
    try:
        version = import_list(
            source_code=release.held.source, paths=kept_paths(release.held), accept_reason=reason,
            released=release.held, by=by,
        )  # fmt: skip
        with transaction.atomic():
            record(
                Verb.LIST_RELEASED, target=release, by=by, source=release.held.source, held=release.held_id,
                version=version.pk, reason=release.reason,
            )  # fmt: skip
    except BaseException:
        ListRelease.objects.filter(pk=release.pk).update(
            state=ListRelease.State.PROPOSED, decided_by=None, decided_at=None
        )
        raise
    drop_files(release.held)
    release.refresh_from_db()
    return version
