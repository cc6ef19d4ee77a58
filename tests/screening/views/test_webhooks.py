"""The pages of webhooks: who comes in, what is shown once, and sending again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from screening.models import WebhookDelivery, WebhookEndpoint
from screening.services.webhooks.deliver_events import deliver_events
from screening.triage.claim import claim
from tests.make import make_alert
from tests.screening.services.webhooks.listener import Listener

pytestmark = pytest.mark.django_db
FIELDS = {"name": "Billing", "audience": "systems", "kinds": ["alert.updated"]}


@pytest.fixture
def there(settings):
    settings.WEBHOOK_PRIVATE_ADDRESSES = True
    with Listener() as listener:
        yield listener


def registered(client, url):
    return client.post(reverse("screening:webhook_register"), {**FIELDS, "url": url})


def test_secret_is_shown_once(client_of, ada, there):
    client = client_of(ada)
    shown = registered(client, there.url)
    assert b"whsec_" in shown.content
    assert "no-store" in shown["Cache-Control"]
    endpoint = WebhookEndpoint.objects.get()
    for address in (reverse("screening:webhooks"), reverse("screening:webhook", args=[endpoint.pk])):
        page = client.get(address)
        assert b"whsec_" not in page.content
        assert there.url.encode() in page.content
    other = client.post(reverse("screening:webhook_rotate", args=[endpoint.pk]))
    assert b"whsec_" in other.content


def test_refused_address_stands_at_its_field(client_of, ada):
    page = registered(client_of(ada), "https://127.0.0.1/")
    assert page.status_code == 400
    assert "private network" in page.content.decode()
    assert "Billing" in page.content.decode()


def test_auditor_reads_and_changes_nothing(client_of, otto, ada, ana, there):
    registered(client_of(ada), there.url)
    endpoint = WebhookEndpoint.objects.get()
    claim(alert=make_alert(), by=ana)
    page = client_of(otto).get(reverse("screening:webhook", args=[endpoint.pk])).content.decode()
    assert "alert.updated" in page
    assert "Send again" not in page
    assert client_of(otto).post(reverse("screening:webhook_end", args=[endpoint.pk])).status_code == 403
    assert client_of(ana).get(reverse("screening:webhooks")).status_code == 403


def test_administrator_sends_again_and_ends(client_of, ada, ana, there):
    client = client_of(ada)
    registered(client, there.url)
    endpoint = WebhookEndpoint.objects.get()
    claim(alert=make_alert(), by=ana)
    delivery = WebhookDelivery.objects.get()
    again = reverse("screening:webhook_again", args=[delivery.pk])
    assert "It waits to be sent" in client.post(again, follow=True).content.decode()
    deliver_events(endpoint_id=endpoint.pk)
    page = client.get(reverse("screening:webhook", args=[endpoint.pk]) + "?state=delivered").content.decode()
    assert str(delivery.key) in page
    assert "with the same delivery number" in client.post(again, follow=True).content.decode()
    client.post(reverse("screening:webhook_end", args=[endpoint.pk]))
    endpoint.refresh_from_db()
    assert endpoint.ended_by == ada
    assert client.post(again, follow=True).status_code == 200
    assert WebhookDelivery.objects.get().state == "waiting"
