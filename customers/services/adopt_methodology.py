"""Puts a compared draft of the methodology into force, on a second person's word."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Engagement, MethodologyVersion, TriggerEvent, method_in_force
from customers.services.compare_methodology import what_was_compared
from customers.services.permit import permit
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed


@transaction.atomic
def adopt_methodology(*, draft: MethodologyVersion, note: str = "", by: User) -> MethodologyVersion:
    """Put the draft into force; the former version stays readable, and every live engagement is to be looked at again.

    Raises NotAllowed for the person who drafted it, or Conflict where it is no draft, was not compared, or was
    compared with other assessments than those that are live now.
    """
    permit(Permission.APPROVE_METHOD, unit_id=None, by=by)
    states = MethodologyVersion.State
    stored = MethodologyVersion.objects.select_for_update().get(pk=draft.pk)
    if stored.state != states.DRAFT:
        raise Conflict(_("This version is no longer a draft."))
    if stored.drafted_by_id == by.pk or by.kind != User.Kind.PERSON:
        raise NotAllowed(_("You drafted this version, so someone else must approve it."))
    present = method_in_force()
    seen = stored.comparison
    if not stored.compared_at or seen.get("against") != present.version or seen.get("of") != what_was_compared():
        raise Conflict(
            _("Compare the draft over all live assessments first: the last comparison does not cover what is live now.")
        )
    MethodologyVersion.objects.filter(state=states.IN_FORCE).update(state=states.REPLACED)
    stored.state, stored.approval_note = states.IN_FORCE, note.strip()
    stored.approved_by, stored.approved_at = by, timezone.now()
    stored.save(update_fields=["state", "approval_note", "approved_by", "approved_at"])
    record(
        Verb.METHOD_ADOPTED, target=stored, by=by, version=stored.version, digest=stored.digest,
        replaces=present.version, note=stored.approval_note, up=seen["up"], down=seen["down"],
    )  # fmt: skip
    for engagement in Engagement.objects.live().filter(assessments__isnull=False).distinct().order_by("pk"):
        trigger_reassessment(
            engagement=engagement, kind=TriggerEvent.Kind.METHOD,
            text=_("Method %(version)s is in force") % {"version": stored.version},
            source_ref=f"method:{stored.version}", by=by,
        )  # fmt: skip
    return stored
