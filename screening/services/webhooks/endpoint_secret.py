"""The secret of an endpoint: made from the installation's key, so that no copy of the database can sign."""

from __future__ import annotations

import datetime as dt

from django.utils.crypto import salted_hmac

from screening.models import WebhookEndpoint

# How long the secret before a change still signs as well.
OVERLAP = dt.timedelta(hours=24)


def endpoint_secret(endpoint: WebhookEndpoint, *, generation: int | None = None) -> str:
    """``whsec_`` and 64 hexadecimal characters. Another SECRET_KEY of the installation gives another secret."""
    number = endpoint.generation if generation is None else generation
    return f"whsec_{salted_hmac('webhook endpoint', f'{endpoint.key}:{number}', algorithm='sha256').hexdigest()}"


def signing_secrets(endpoint: WebhookEndpoint, now: dt.datetime) -> list[str]:
    """The present secret, and for a day after a change the one before it."""
    secrets = [endpoint_secret(endpoint)]
    if endpoint.rotated_at and now - endpoint.rotated_at < OVERLAP:
        secrets.append(endpoint_secret(endpoint, generation=endpoint.generation - 1))
    return secrets
