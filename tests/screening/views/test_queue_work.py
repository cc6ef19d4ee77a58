"""What people do on the queue beside reading it: answer together, peek, keep views."""

import pytest

from dd_portal.audit.models import AuditEvent
from screening.models import Alert, BulkAnswer, SavedView
from tests.make import make_alert, make_listed_entity, make_party
from tests.screening.triage.deeds import RATIONALE

pytestmark = pytest.mark.django_db


@pytest.fixture
def alerts(db):
    entity = make_listed_entity()
    return [make_alert(party=make_party(f"Nahar Trading {n}"), entity=entity) for n in range(6)]


def test_a_bulk_answer_from_the_queue_to_its_approval(alerts, client_of, ana, cleo):
    analyst, lead = client_of(ana), client_of(cleo)
    assert f'value="{alerts[0].pk}"' in analyst.get("/alerts/").content.decode()
    chosen = {"alert": [one.pk for one in alerts]}
    preview = analyst.post("/alerts/bulk/", chosen).content.decode()
    assert "Nahar Trading 5" in preview
    assert "checked" not in preview.partition("<table")[2]
    seen = {f"seen-{one.pk}": one.potential_matches.get().evidence.digest for one in alerts}
    said = {**chosen, **seen, "reasons": ["FP-OWN", "FP-NAME"], "rationale": RATIONALE}
    assert analyst.post("/alerts/bulk/record/", said).status_code == 400
    assert analyst.post("/alerts/bulk/record/", {**said, "counted": 6}).status_code == 302
    bulk = BulkAnswer.objects.get()
    assert f"B-{bulk.pk}" in lead.get("/alerts/").content.decode()
    assert lead.post(f"/alerts/bulk/{bulk.pk}/approve/").status_code == 409
    for line in bulk.lines.filter(sampled=True):
        lead.get(f"/alerts/{line.alert_id}/")
    assert lead.post(f"/alerts/bulk/{bulk.pk}/approve/").status_code == 302
    assert "Approved" in analyst.get(f"/alerts/bulk/{bulk.pk}/").content.decode()
    assert not Alert.objects.open().exists()


def test_alerts_that_do_not_go_together_say_why(client_of, ana):
    chosen = {"alert": [make_alert().pk, make_alert().pk]}
    refused = client_of(ana).post("/alerts/bulk/", chosen)
    assert refused.status_code == 400
    assert "no listed party in common" in refused.content.decode()
    assert client_of(ana).post("/alerts/bulk/", {}).status_code == 400


def test_strangers_to_the_alerts_see_no_bulk_answer(alerts, client_of, fin, otto):
    assert client_of(fin).get("/alerts/bulk/1/").status_code == 403
    assert client_of(otto).get("/alerts/bulk/1/").status_code == 404
    assert client_of(otto).post("/alerts/bulk/", {"alert": [alerts[0].pk]}).status_code == 403


def test_peeking_takes_nothing_and_is_recorded(alerts, client_of, ana):
    text = client_of(ana).get(f"/alerts/?peek={alerts[0].pk}").content.decode()
    assert "You are viewing. Take this alert to decide." in text
    assert "NAHAR VISION SYSTEMS" in text
    alerts[0].refresh_from_db()
    assert (alerts[0].state, alerts[0].locked_by) == ("new", None)
    assert AuditEvent.objects.filter(verb="alert.viewed", target_id=str(alerts[0].pk)).exists()


@pytest.mark.parametrize("asked", ["0", "x", "999999999", ""])
def test_a_peek_at_nothing_shows_the_queue(client_of, ana, asked):
    assert client_of(ana).get(f"/alerts/?peek={asked}").status_code == 200


def test_a_view_is_kept_shared_and_deleted(client_of, ana, bo, lea):
    client_of(ana).post("/alerts/views/", {"name": "Late ones", "query": "view=overdue&tier=T1&evil=1"})
    view = SavedView.objects.get()
    assert view.query == "view=overdue&tier=T1"
    assert "Late ones" in client_of(ana).get("/alerts/").content.decode()
    assert "Late ones" not in client_of(bo).get("/alerts/").content.decode()
    client_of(lea).post("/alerts/views/", {"name": "For all", "query": "tier=T2", "shared": "on"})
    assert "For all" in client_of(bo).get("/alerts/").content.decode()
    assert client_of(bo).post(f"/alerts/views/{view.pk}/delete/").status_code == 403
    assert client_of(ana).post(f"/alerts/views/{view.pk}/delete/").status_code == 302


@pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 90}, {"name": "Mine", "shared": "on"}])
def test_a_view_that_is_not_kept(client_of, ana, values):
    client_of(ana).post("/alerts/views/", {"query": "tier=T1", **values})
    assert not SavedView.objects.exists()


def test_the_queue_asks_the_database_the_same_however_long_it_is(client_of, ana, django_assert_max_num_queries):
    client = client_of(ana)
    for number in range(30):
        make_alert(tier=f"T{1 + number % 3}")
    with django_assert_max_num_queries(29):
        client.get("/alerts/")


@pytest.mark.parametrize(("deed", "text"), [("note", "Asked the branch"), ("tag", "ships"), ("request", RATIONALE)])
def test_a_deed_on_several_is_previewed_and_told_for_each(alerts, client_of, ana, deed, text):
    client = client_of(ana)
    chosen = {"alert": [one.pk for one in alerts], "deed": deed, "query": "tier=T1"}
    preview = client.post("/alerts/bulk/deed/", chosen).content.decode()
    assert "Nahar Trading 5" in preview
    said = {**chosen, **{f"seen-{one.pk}": one.version for one in alerts}}
    refused = client.post("/alerts/bulk/deed/do/", {**said, "text": ""})
    assert refused.status_code == 400
    assert "Nahar Trading 5" in refused.content.decode()
    done = client.post("/alerts/bulk/deed/do/", {**said, "text": text}).content.decode()
    assert "6 of 6 recorded" in done


def test_no_ticked_alert_is_said(client_of, ana, otto):
    assert client_of(ana).post("/alerts/bulk/deed/", {"deed": "tag"}).status_code == 400
    assert client_of(otto).post("/alerts/bulk/deed/", {"deed": "tag"}).status_code == 403


def test_alerts_are_given_to_somebody_from_the_queue(alerts, client_of, lea, ana):
    lead = client_of(lea)
    assert 'value="assign"' in lead.get("/alerts/").content.decode()
    assert 'value="assign"' not in client_of(ana).get("/alerts/").content.decode()
    chosen = {"alert": [alerts[0].pk, alerts[1].pk], "deed": "assign"}
    page = lead.post("/alerts/bulk/deed/", chosen).content.decode()
    assert "Give 2 alerts to somebody?" in page
    assert "Ana Silva" in page
    said = {**chosen, **{f"seen-{one.pk}": one.version for one in alerts}, "to": ana.pk}
    assert lead.post("/alerts/bulk/deed/do/", {**said, "to": ""}).status_code == 400
    assert "2 of 2 recorded" in lead.post("/alerts/bulk/deed/do/", said).content.decode()
    assert Alert.objects.filter(assignee=ana).count() == 2
    refused = client_of(ana).post("/alerts/bulk/deed/do/", {**said, "alert": alerts[2].pk}).content.decode()
    assert "Your roles do not allow this" in refused
    assert Alert.objects.filter(assignee=ana).count() == 2


def test_a_priority_is_raised_from_the_queue_with_a_reason(client_of, ana):
    alert = make_alert(priority=3)
    said = {"alert": alert.pk, "deed": "priority", f"seen-{alert.pk}": 1, "priority": "1", "text": ""}
    client = client_of(ana)
    assert client.post("/alerts/bulk/deed/do/", said).status_code == 400
    assert client.post("/alerts/bulk/deed/do/", {**said, "priority": "", "text": "Ships tonight"}).status_code == 400
    assert "1 of 1" in client.post("/alerts/bulk/deed/do/", {**said, "text": "Ships tonight"}).content.decode()
    alert.refresh_from_db()
    assert alert.priority == 1
