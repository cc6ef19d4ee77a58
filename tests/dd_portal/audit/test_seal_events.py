"""The chain covers every event once, and a changed row breaks it."""

import pytest
from django.core.management import CommandError, call_command
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


@pytest.mark.acceptance(number=7)
@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE audit_auditevent SET actor_id = '0' WHERE id = %s",
        "UPDATE audit_auditevent SET verb = 'alert.closed' WHERE id = %s",
        "UPDATE audit_auditevent SET at = at - interval '1 second' WHERE id = %s",
        "UPDATE audit_auditevent SET digest = repeat('0', 64) WHERE id = %s",
        "DELETE FROM audit_auditevent WHERE id = %s",
    ],
)
def test_verify_chain_finds_an_event_edited_below_the_guard(ana, edit):
    some_events(ana, 2)
    seal_events()
    some_events(ana, 1)
    seal_events()
    assert verify_chain().breaks == ()
    below_the_guard(edit, AuditEvent.objects.order_by("pk").first().pk)
    assert "Seal 1 does not fit its events." in verify_chain().breaks


@pytest.mark.acceptance(number=7)
def test_verify_chain_finds_a_seal_that_was_taken_away_or_rewritten(ana):
    for _seal in range(3):
        some_events(ana, 1)
        seal_events()
    below_the_guard("UPDATE audit_auditseal SET link = repeat('a', 64) WHERE number = %s", 2)
    assert {"Seal 2 does not fit its events.", "Seal 3 does not fit its events."} <= set(verify_chain().breaks)


@pytest.mark.acceptance(number=7)
def test_verify_chain_finds_an_unsealed_detail_that_was_changed(ana):
    some_events(ana, 2)
    detail = AuditDetail.objects.latest("event_id")
    AuditDetail.objects.filter(pk=detail.pk).update(content={"position": 99})
    assert verify_chain().breaks == (f"The detail of event {detail.event_id} was changed.",)


@pytest.mark.acceptance(number=7)
def test_the_command_fails_when_the_chain_is_broken(ana):
    some_events(ana, 1)
    seal_events()
    call_command("verify_audit")
    below_the_guard("UPDATE audit_auditevent SET actor_id = '0' WHERE id = %s", AuditEvent.objects.first().pk)
    with pytest.raises(CommandError, match=r"Seal 1 does not fit its events\."):
        call_command("verify_audit")


def below_the_guard(edit, key):
    """As whoever owns the database could: with its triggers switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(edit, [key])
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.acceptance(number=7)
@pytest.mark.parametrize("table", ["audit_auditevent", "audit_auditseal"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_database_refuses_to_change_what_happened(ana, table, deed):
    some_events(ana, 1)
    seal_events()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed.format(table))


@pytest.mark.django_db(transaction=True)
def test_record_needs_the_transaction_of_its_deed(ana):
    party = make_party()
    with pytest.raises(RuntimeError):
        record(Verb.PARTY_CHANGED, target=party, by=ana)
