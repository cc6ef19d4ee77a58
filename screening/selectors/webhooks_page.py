"""What the pages of webhooks show: who listens, what came of telling them, and what each event says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dd_portal.common.errors import NotFound
from screening.models import WebhookDelivery, WebhookEndpoint
from screening.services.webhooks.event_body import event_body
from screening.services.webhooks.event_kinds import EVENT_KINDS, FRONT_OFFICE_KINDS

PER_PAGE = 50
State = WebhookDelivery.State
STATE_MARKS = {State.DELIVERED: "ok", State.DEAD: "alarm", State.WAITING: "muted"}


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One delivery with the mark of its state and the body as it is sent."""

    delivery: WebhookDelivery
    mark: str
    word: str
    body: str


@dataclass(frozen=True, slots=True)
class WebhookPage:
    """One endpoint and one page of its deliveries, newest first. ``state`` is the chosen one, "" for all."""

    endpoint: WebhookEndpoint
    told: list[tuple[str, Promise]]
    page: Page[WebhookDelivery]
    lines: list[DeliveryLine]
    state: str


def webhook_endpoints() -> list[Any]:
    """Every endpoint, those that listen first, with ``waiting``, ``dead`` and ``last`` of its deliveries."""
    return list(
        WebhookEndpoint.objects.select_related("registered_by")
        .annotate(
            waiting=Count("deliveries", filter=Q(deliveries__state=State.WAITING)),
            dead=Count("deliveries", filter=Q(deliveries__state=State.DEAD)),
            last=Max("deliveries__delivered_at"),
        )
        .order_by("ended_at", "name", "pk")
    )


def webhook_endpoint(pk: int) -> WebhookEndpoint:
    """One endpoint. Raises NotFound."""
    found = WebhookEndpoint.objects.select_related("registered_by", "ended_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such endpoint."))
    return found


def webhook_delivery(pk: int) -> WebhookDelivery:
    """One delivery. Raises NotFound."""
    found = WebhookDelivery.objects.select_related("endpoint").filter(pk=pk).first()
    if found is None:
        raise NotFound(_("There is no such delivery."))
    return found


def webhook_page(pk: int, *, state: str, page: object) -> WebhookPage:
    """The page of one endpoint. Raises NotFound."""
    endpoint = webhook_endpoint(pk)
    chosen = state if state in State.values else ""
    found = endpoint.deliveries.select_related("endpoint", "event__business_unit").order_by("-pk")
    shown = Paginator(found.filter(state=chosen) if chosen else found, PER_PAGE).get_page(page)  # type: ignore[arg-type]
    told = [(kind, EVENT_KINDS[kind]) for kind in endpoint.kinds if kind in EVENT_KINDS]
    return WebhookPage(endpoint, told, shown, [_line(one) for one in shown], chosen)


def kind_choices() -> list[tuple[str, str]]:
    """What an endpoint can ask for, as choices of a form."""
    front = _("also for the front office")
    return [
        (kind, f"{kind}: {words}{f' ({front})' if kind in FRONT_OFFICE_KINDS else ''}")
        for kind, words in EVENT_KINDS.items()
    ]


def _line(delivery: WebhookDelivery) -> DeliveryLine:
    state = State(delivery.state)
    late = state is State.WAITING and bool(delivery.last_error)
    word = _("Waiting to try again") if late else str(state.label)
    return DeliveryLine(delivery, "warn" if late else STATE_MARKS[state], word, event_body(delivery).decode())
