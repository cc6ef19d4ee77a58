"""A system that listens, registered by Ada."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from screening.models import WebhookEndpoint
from screening.services.webhooks.event_kinds import EVENT_KINDS, FRONT_OFFICE_KINDS
from screening.services.webhooks.register_endpoint import register_endpoint
from tests.screening.services.webhooks.listener import Listener


@pytest.fixture
def there(settings: Any) -> Iterator[Listener]:
    settings.WEBHOOK_PRIVATE_ADDRESSES = True
    with Listener() as listener:
        yield listener


@pytest.fixture
def register(there: Listener, ada: Any) -> Callable[..., tuple[WebhookEndpoint, str]]:
    """Register the listener for everything that its audience may hear."""

    def registered(audience: str = "systems", path: str = "") -> tuple[WebhookEndpoint, str]:
        kinds = FRONT_OFFICE_KINDS if audience == "front_office" else EVENT_KINDS
        return register_endpoint(name="Billing", url=there.url + path, audience=audience, kinds=list(kinds), by=ada)

    return registered
