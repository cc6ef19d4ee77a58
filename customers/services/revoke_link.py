"""Ends the address of a questionnaire before its time."""

from django.db import transaction
from django.utils import timezone

from customers.models import QuestionnaireLink
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def revoke_link(*, link: QuestionnaireLink, by: User) -> QuestionnaireLink:
    """End the link; what was answered through it stays. Ending it twice changes nothing. Raises NotAllowed."""
    stored = QuestionnaireLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    engagement = stored.questionnaire.engagement
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    if stored.revoked_at is None:
        stored.revoked_at, stored.revoked_by = timezone.now(), by
        stored.save(update_fields=["revoked_at", "revoked_by"])
        record(Verb.LINK_REVOKED, target=stored, parent=engagement, by=by, recipient=stored.recipient)
    return stored
