"""Who registers what; a secret that nobody can read out of the database."""

from __future__ import annotations

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import WebhookDelivery, WebhookEndpoint, WebhookEvent
from screening.services.webhooks.end_endpoint import end_endpoint
from screening.services.webhooks.register_endpoint import register_endpoint
from screening.services.webhooks.rotate_secret import rotate_secret
from screening.services.webhooks.tell_endpoints import tell_endpoints
from tests.make import make_party

pytestmark = pytest.mark.django_db


def test_only_an_administrator_registers(everyone, settings):
    settings.WEBHOOK_PRIVATE_ADDRESSES = True
    for role, user in everyone.items():
        url = f"http://127.0.0.1/{role.value}"
        try:
            register_endpoint(name="X", url=url, audience="systems", kinds=["alert.opened"], by=user)
        except NotAllowed:
            continue
    assert [one.url for one in WebhookEndpoint.objects.all()] == ["http://127.0.0.1/administrator"]


@pytest.mark.parametrize(("wrong", "field"), [
    ({"name": " "}, "name"), ({"url": "http://192.0.2.1/"}, "url"), ({"audience": "all"}, "audience"),
    ({"kinds": []}, "kinds"), ({"kinds": ["alert.burnt"]}, "kinds"),
    ({"audience": "front_office", "kinds": ["customer.restricted", "alert.opened"]}, "kinds"),
])  # fmt: skip
def test_wrong_field_is_named(ada, settings, wrong, field):
    settings.WEBHOOK_PRIVATE_ADDRESSES = True
    fields = {"name": "X", "url": "http://127.0.0.1/", "audience": "systems", "kinds": ["alert.opened"], **wrong}
    with pytest.raises(Invalid) as refused:
        register_endpoint(by=ada, **fields)
    assert set(refused.value.fields) == {field}


def test_this_machine_is_refused_unless_the_installation_allows_it(ada):
    with pytest.raises(Invalid, match="Not registered") as refused:
        register_endpoint(name="X", url="http://127.0.0.1/", audience="systems", kinds=["alert.opened"], by=ada)
    assert "private network" in refused.value.fields["url"]


def test_same_address_listens_once_until_it_has_ended(register, ada):
    endpoint, _secret = register()
    with pytest.raises(Invalid):
        register()
    end_endpoint(endpoint=endpoint, by=ada)
    register()
    with pytest.raises(Conflict):
        end_endpoint(endpoint=endpoint, by=ada)


def test_secret_is_not_in_the_database_and_changes_by_rotation(register, ada):
    endpoint, secret = register()
    assert secret.removeprefix("whsec_") not in serializers.serialize("json", WebhookEndpoint.objects.all())
    old = WebhookEndpoint.objects.get()
    assert rotate_secret(endpoint=endpoint, by=ada) != secret
    with pytest.raises(Conflict):
        rotate_secret(endpoint=old, by=ada)


def test_constraints(register, ada):
    endpoint, _secret = register()
    party = make_party()
    event = AuditEvent.objects.create(
        at=endpoint.registered_at, actor_kind="system", actor_id="0", verb="account.signed_in", target_kind="x",
        target_id=str(party.pk), digest="0" * 64,
    )  # fmt: skip
    assert tell_endpoints(event=event) == []
    values = {"kind": "alert.opened", "object_key": "alert:1", "audit_event_id": event.pk, "at": event.at}
    told = WebhookEvent.objects.create(**values)
    sent = {"endpoint": endpoint, "event": told, "next_at": event.at}
    WebhookDelivery.objects.create(**sent)
    for broken in (
        lambda: WebhookEvent.objects.create(**values),
        lambda: WebhookDelivery.objects.create(**sent),
        lambda: WebhookDelivery.objects.filter(event=told).update(state="delivered"),
        lambda: WebhookEndpoint.objects.filter(pk=endpoint.pk).update(ended_at=event.at),
        lambda: WebhookEndpoint.objects.create(
            name="Y", url=endpoint.url, audience="systems", registered_by=ada, registered_at=event.at
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()
