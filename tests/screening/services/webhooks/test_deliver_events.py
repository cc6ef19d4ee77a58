"""From the deed to a system that listens: in the deed's transaction, signed, in order, again until taken."""

from __future__ import annotations

import json

import pytest
from django.db import transaction
from django.utils import timezone

from customers.models import Restriction
from customers.services.lift_restriction import lift_restriction
from customers.services.restrict_party import restrict_party
from dd_portal.audit.models import AuditEvent
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, NotAllowed
from screening.models import WebhookDelivery, WebhookEvent
from screening.services.webhooks.deliver_events import WAITS, deliver_events, endpoints_with_due
from screening.services.webhooks.end_endpoint import end_endpoint
from screening.services.webhooks.rotate_secret import rotate_secret
from screening.services.webhooks.send_again import send_again
from screening.triage.claim import claim
from tests.make import make_alert, make_party

pytestmark = pytest.mark.django_db


def restricted(by, name="Nahar Vision Systems LLC"):
    return restrict_party(party=make_party(name), reason="Listed as NAHAR", source_ref="potential_match:1", by=by)


def due_now():
    WebhookDelivery.objects.filter(state="waiting").update(next_at=timezone.now())


def test_claimed_alert_is_told_with_ids_only_and_signed(register, there, ana):
    endpoint, secret = register()
    alert = make_alert()
    claim(alert=alert, by=ana)
    assert endpoints_with_due() == [endpoint.pk]
    assert deliver_events(endpoint_id=endpoint.pk) == 1
    body = json.loads(there.heard[0][1])
    assert (body["type"], body["object"], body["customer"]) == (
        "alert.updated", f"alert:{alert.pk}", alert.party.external_id,
    )  # fmt: skip
    text = there.heard[0][1].decode()
    assert not [word for word in ("Nahar", "NAHAR", "Ana", "Silva", "OFAC") if word in text]
    assert there.is_signed(0, secret)
    assert not there.is_signed(0, "whsec_other")
    assert WebhookDelivery.objects.get().state == "delivered"


def test_deed_that_is_rolled_back_tells_nobody(register, ana):
    register()
    with pytest.raises(RuntimeError), transaction.atomic():
        restricted(ana)
        raise RuntimeError
    assert not WebhookEvent.objects.exists()
    assert not Restriction.objects.exists()


def test_not_taken_is_tried_again_later_with_the_same_number(register, there, ana):
    there.answers = [500, 200]
    endpoint, _secret = register()
    restricted(ana)
    assert deliver_events(endpoint_id=endpoint.pk) == 1
    waits = WebhookDelivery.objects.get()
    assert (waits.state, waits.last_status, waits.attempts) == ("waiting", 500, 1)
    assert waits.next_at > timezone.now()
    assert deliver_events(endpoint_id=endpoint.pk) == 0
    due_now()
    deliver_events(endpoint_id=endpoint.pk)
    done = WebhookDelivery.objects.get()
    assert (done.state, done.last_error, done.attempts) == ("delivered", "", 2)
    assert len({headers["Portal-Delivery"] for headers, _body in there.heard}) == 1
    assert there.heard[0][1] == there.heard[1][1]


def test_given_up_after_a_day_and_sent_again_by_a_person(register, there, ana, ada):
    there.answers = [503] * (len(WAITS) + 1) + [200]
    endpoint, _secret = register()
    restricted(ana)
    for _attempt in range(len(WAITS) + 1):
        due_now()
        deliver_events(endpoint_id=endpoint.pk)
    dead = WebhookDelivery.objects.get()
    assert (dead.state, dead.attempts, sum(WAITS) > 24 * 3600) == ("dead", len(WAITS) + 1, True)
    assert AuditEvent.objects.filter(verb=Verb.WEBHOOK_GIVEN_UP, target_id=str(dead.pk)).count() == 1
    with pytest.raises(NotAllowed):
        send_again(delivery=dead, by=ana)
    send_again(delivery=dead, by=ada)
    with pytest.raises(Conflict):
        send_again(delivery=dead, by=ada)
    deliver_events(endpoint_id=endpoint.pk)
    assert WebhookDelivery.objects.get().state == "delivered"
    assert len({headers["Portal-Delivery"] for headers, _body in there.heard}) == 1


def test_events_of_one_thing_keep_their_order_and_hold_up_nothing_else(register, there, ana, cleo):
    there.answers = [500, 200]
    endpoint, _secret = register()
    restriction = restricted(ana)
    lift_restriction(restriction=restriction, reason="Cleared", by=cleo)
    restricted(ana, "Other Ltd")
    assert deliver_events(endpoint_id=endpoint.pk) == 2
    assert [json.loads(body)["type"] for _headers, body in there.heard] == ["customer.restricted"] * 2
    due_now()
    deliver_events(endpoint_id=endpoint.pk)
    assert [json.loads(body)["type"] for _headers, body in there.heard[2:]] == [
        "customer.restricted", "customer.unrestricted",
    ]  # fmt: skip


@pytest.mark.acceptance(number=11)
def test_front_office_hears_that_it_must_stop_and_nothing_else(register, there, ana):
    endpoint, _secret = register("front_office")
    endpoint.kinds = ["alert.updated", "customer.restricted"]
    endpoint.save(update_fields=["kinds"])
    claim(alert=make_alert(), by=ana)
    restricted(ana)
    deliver_events(endpoint_id=endpoint.pk)
    body = json.loads(there.heard[0][1])
    assert len(there.heard) == 1
    assert set(body) == {"id", "type", "at", "customer", "business_unit"}


def test_both_secrets_sign_for_a_day_after_a_change(register, there, ana, ada):
    endpoint, before = register()
    after = rotate_secret(endpoint=endpoint, by=ada)
    restricted(ana)
    deliver_events(endpoint_id=endpoint.pk)
    assert there.is_signed(0, before)
    assert there.is_signed(0, after)


def test_ended_endpoint_is_told_nothing(register, there, ana, ada):
    endpoint, _secret = register()
    restricted(ana)
    end_endpoint(endpoint=endpoint, by=ada)
    restricted(ana, "Other Ltd")
    assert deliver_events(endpoint_id=endpoint.pk) == 0
    assert WebhookEvent.objects.count() == 1
    assert there.heard == []


def test_without_an_endpoint_nothing_is_kept(ana):
    restricted(ana)
    assert not WebhookEvent.objects.exists()
