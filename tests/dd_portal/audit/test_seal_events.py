"""The chain covers every event once, and a changed row breaks it."""

import pytest
from django.db import DatabaseError, connection, transaction

from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.audit.record import record
from dd_portal.audit.services.seal_events import seal_events
from dd_portal.audit.services.verify_chain import verify_chain
from dd_portal.audit.verbs import Verb
from tests.make import make_party

pytestmark = pytest.mark.django_db


def some_events(by, number):
    party = make_party()
    for position in range(number):
        record(Verb.PARTY_CHANGED, target=party, by=by, position=position)


def test_seal_events_covers_all_in_several_links(ana):
    some_events(ana, 5)
    while seal_events(largest=2):
        pass
    report = verify_chain()
    assert (report.unsealed, report.breaks) == (0, ())
    assert report.seals >= 3


def test_seal_events_takes_up_an_event_that_appeared_late(ana):
    some_events(ana, 3)
    late = AuditDetail.objects.order_by("event_id").first()
    AuditDetail.objects.filter(pk=late.pk).delete()
    seal_events()
    AuditDetail.objects.create(
        event_id=late.event_id, actor_name=late.actor_name, target_label=late.target_label, content=late.content
    )
    seal_events()
    assert verify_chain().breaks == ()


def test_verify_chain_finds_a_changed_detail(ana):
    some_events(ana, 2)
    seal_events()
    detail = AuditDetail.objects.latest("event_id")
    detail.content = {"position": 99}
    detail.save()
    assert verify_chain().breaks == (f"The detail of event {detail.event_id} was changed.",)


def test_verify_chain_finds_a_link_broken_below_the_database_guard(ana):
    some_events(ana, 2)
    seal_events()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE audit_auditevent SET actor_id = '0'")
    assert "Seal 1 does not fit its events." in verify_chain().breaks


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_database_refuses_to_change_an_event(ana, deed):
    some_events(ana, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        if deed == "update":
            AuditEvent.objects.update(actor_id="0")
        else:
            AuditEvent.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_record_needs_the_transaction_of_its_deed(ana):
    party = make_party()
    with pytest.raises(RuntimeError):
        record(Verb.PARTY_CHANGED, target=party, by=ana)
