"""Records once of each list version that it is late, and of each suppression that it ends soon."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditEvent
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import Suppression
from screening.services.late_lists import late_versions


def tell_what_is_late(*, by: User) -> int:
    """Gives how many were recorded. Safe to run twice: what is on record is not recorded again."""
    now = timezone.now()
    expiring = Suppression.objects.expiring(now)
    return _once(Verb.LIST_LATE, late_versions(now), by) + _once(Verb.SUPPRESSION_EXPIRING, expiring, by)


@transaction.atomic
def _once(verb: Verb, targets: Iterable[models.Model], by: User) -> int:
    found = {str(one.pk): one for one in targets}
    told = set(AuditEvent.objects.filter(verb=verb, target_id__in=found).values_list("target_id", flat=True))
    for key in found.keys() - told:
        record(verb, target=found[key], by=by)
    return len(found.keys() - told)
