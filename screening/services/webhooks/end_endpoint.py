"""Stops telling an endpoint; what it was told stays on record."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict
from screening.models import WebhookEndpoint
from screening.services.webhooks.require_administrator import require_administrator


@transaction.atomic
def end_endpoint(*, endpoint: WebhookEndpoint, by: User) -> None:
    """Raises NotAllowed, or Conflict where it has ended."""
    require_administrator(by)
    listening = WebhookEndpoint.objects.filter(pk=endpoint.pk, ended_at=None)
    if not listening.update(ended_at=timezone.now(), ended_by=by):
        raise Conflict(_("This endpoint has ended already."))
    record(Verb.WEBHOOK_ENDED, target=endpoint, by=by, url=endpoint.url)
