"""Gives an endpoint another secret; for a day the one before it signs as well."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict
from screening.models import WebhookEndpoint
from screening.services.webhooks.endpoint_secret import endpoint_secret
from screening.services.webhooks.require_administrator import require_administrator


@transaction.atomic
def rotate_secret(*, endpoint: WebhookEndpoint, by: User) -> str:
    """The new secret. Raises NotAllowed, or Conflict for an endpoint that has ended or was changed meanwhile."""
    require_administrator(by)
    now = timezone.now()
    same = WebhookEndpoint.objects.filter(pk=endpoint.pk, ended_at=None, generation=endpoint.generation)
    if not same.update(generation=F("generation") + 1, rotated_at=now):
        raise Conflict(_("This endpoint changed meanwhile. Look at it again."))
    endpoint.refresh_from_db()
    record(Verb.WEBHOOK_ROTATED, target=endpoint, by=by, generation=endpoint.generation)
    return endpoint_secret(endpoint)
