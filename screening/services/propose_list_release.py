"""One person proposes, with a reason, that a held version goes live."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import ListRelease, ListVersion
from screening.services.kept_files import kept_paths

SHORTEST_REASON = 10


def require_list_person(*, by: User) -> None:
    """A person who may import lists. Raises NotAllowed for everybody else, and for keys and service accounts."""
    if by.kind != User.Kind.PERSON or not by.may(Permission.IMPORT_LISTS):
        raise NotAllowed(_("This needs a person with the role of list owner or compliance lead."))


def require_reason(reason: str, *, field: str = "reason") -> str:
    """The reason without blanks around it. Raises Invalid where it says too little."""
    text = reason.strip()
    if len(text) < SHORTEST_REASON:
        sentence = _("Say why, in at least %(least)s letters.") % {"least": SHORTEST_REASON}
        raise Invalid(sentence, fields={field: sentence})
    return text


def require_releasable(held: ListVersion) -> None:
    """Raises Conflict where the version is not held, its files are gone, or a newer one went live meanwhile."""
    if held.state != ListVersion.State.HELD:
        raise Conflict(_("Only a held version can be released."))
    if ListVersion.objects.live().filter(source=held.source, imported_at__gt=held.imported_at).exists():
        raise Conflict(_("A newer version is live already; releasing this one would go back."))
    if not kept_paths(held):
        raise Conflict(_("The files of this version were not kept; import them again."))


@transaction.atomic
def propose_list_release(*, held: ListVersion, reason: str, by: User) -> ListRelease:
    """A proposal that waits for somebody else. Raises Conflict where one waits or was confirmed already."""
    require_list_person(by=by)
    text = require_reason(reason)
    require_releasable(held)
    try:
        with transaction.atomic():
            release = ListRelease.objects.create(held=held, reason=text, proposed_by=by, proposed_at=timezone.now())
    except IntegrityError as error:
        raise Conflict(_("Its release is proposed already.")) from error
    record(Verb.LIST_RELEASE_PROPOSED, target=release, by=by, source=held.source, held=held.pk, reason=text)
    return release
