"""Registers an address that is told of events; its secret is shown once."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import WebhookEndpoint
from screening.services.webhooks.endpoint_secret import endpoint_secret
from screening.services.webhooks.event_kinds import EVENT_KINDS, FRONT_OFFICE_KINDS
from screening.services.webhooks.post_outside import AddressRefused, check_address
from screening.services.webhooks.require_administrator import require_administrator

Audience = WebhookEndpoint.Audience


def register_endpoint(
    *, name: str, url: str, audience: str, kinds: Collection[str], by: User
) -> tuple[WebhookEndpoint, str]:
    """A new endpoint, and its secret. Raises NotAllowed, or Invalid with the fields at fault."""
    require_administrator(by)
    faults = {}
    if not name.strip():
        faults["name"] = _("Name the system that listens.")
    try:
        check_address(url, private=settings.WEBHOOK_PRIVATE_ADDRESSES)
    except AddressRefused as error:
        faults["url"] = str(error)
    if audience not in Audience.values:
        faults["audience"] = _("Choose whose system it is.")
    if not kinds or set(kinds) - EVENT_KINDS.keys():
        faults["kinds"] = _("Choose what it is told of.")
    elif audience == Audience.FRONT_OFFICE and set(kinds) - FRONT_OFFICE_KINDS:
        faults["kinds"] = _("The front office is told of restrictions only, never of alerts, matches or lists.")
    if faults:
        raise Invalid(_("Not registered."), fields=faults)
    try:
        with transaction.atomic():
            endpoint = WebhookEndpoint.objects.create(
                name=name.strip()[:80], url=url, audience=audience, kinds=sorted(set(kinds)), registered_by=by,
                registered_at=timezone.now(),
            )  # fmt: skip
            record(Verb.WEBHOOK_REGISTERED, target=endpoint, by=by, url=url, audience=audience, kinds=endpoint.kinds)
    except IntegrityError as error:
        raise Invalid(_("Not registered."), fields={"url": _("This address is registered already.")}) from error
    return endpoint, endpoint_secret(endpoint)
