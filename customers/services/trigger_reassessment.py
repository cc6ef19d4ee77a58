"""Notes an event that forces a new look at an engagement."""

from django.db import transaction
from django.utils import timezone

from customers.models import Engagement, TriggerEvent
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def trigger_reassessment(
    *, engagement: Engagement, kind: str, text: str, source_ref: str = "", by: User
) -> TriggerEvent:
    """Store the event; the next assessment of the engagement answers it.

    An open event of the same kind, source and text is returned rather than doubled.
    """
    event, created = TriggerEvent.objects.get_or_create(
        engagement=engagement, kind=TriggerEvent.Kind(kind), text=text[:400], source_ref=source_ref, handled_by=None,
        defaults={"occurred_at": timezone.now()},
    )  # fmt: skip
    if created:
        record(
            Verb.REASSESSMENT_TRIGGERED, target=event, parent=engagement, by=by, kind=str(event.kind), text=event.text
        )
    return event
