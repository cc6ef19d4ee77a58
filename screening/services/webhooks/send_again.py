"""Sends an event again that was delivered or given up, with the key that it had."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict
from screening.models import WebhookDelivery
from screening.services.webhooks.require_administrator import require_administrator


@transaction.atomic
def send_again(*, delivery: WebhookDelivery, by: User) -> None:
    """Due now, with all attempts before it. Raises NotAllowed, or Conflict while it waits or its endpoint has ended."""
    require_administrator(by)
    over = WebhookDelivery.objects.filter(pk=delivery.pk, endpoint__ended_at=None).exclude(
        state=WebhookDelivery.State.WAITING
    )
    again = {"state": WebhookDelivery.State.WAITING, "attempts": 0, "next_at": timezone.now(), "delivered_at": None}
    if not over.update(**again):
        raise Conflict(_("It waits to be sent, or its endpoint has ended."))
    record(Verb.WEBHOOK_SENT_AGAIN, target=delivery, parent=delivery.endpoint, by=by, was=delivery.state)
