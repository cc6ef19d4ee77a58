import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Restriction
from dd_portal.accounts.roles import ROLES, Permission, RoleName
from dd_portal.audit.models import AuditEvent
from screening.models import Alert, Resolution
from screening.triage.approve import approve
from screening.triage.reopen import reopen
from tests.make import (
    make_alert,
    make_engagement,
    make_evidence,
    make_listed_entity,
    make_match,
    make_party,
    make_product,
    make_unit,
    make_user,
)
from tests.screening.triage.deeds import RATIONALE, answer, taken


@pytest.fixture
def alert(db):
    return make_alert(party=make_party("Nahar Vision Systems LLC", external_id="C-1042"))


def page_of(client, alert, query=""):
    response = client.get(f"/alerts/{alert.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def posted(alert, **fields):
    match = alert.potential_matches.first()
    alert.refresh_from_db()
    return {
        "match": match.pk, "evidence_digest": match.evidence.digest, "alert_version": alert.version,
        "identity": "false_positive", "reasons": ["FP-OWN", "FP-NAME"], "rationale": RATIONALE, **fields,
    }  # fmt: skip


@pytest.mark.parametrize("role", list(RoleName))
def test_who_sees_an_alert(client_of, alert, role):
    permissions = ROLES[role].permissions
    status = client_of(make_user(role=role)).get(f"/alerts/{alert.pk}/").status_code
    if Permission.SEE_ALERTS in permissions:
        assert status == 200
    else:
        assert status == (404 if Permission.SEE_PARTY_STATE in permissions else 403)


def test_the_front_office_learns_nothing(client_of, alert, fin):
    response = client_of(fin).get(f"/alerts/{alert.pk}/")
    text = response.content.decode()
    assert response.status_code == 404
    assert "OFAC" not in text and "NAHAR" not in text and "Nahar" not in text


def test_an_alert_of_another_unit_is_not_there(client_of, alert, ana):
    ana.role_grants.update(business_unit=make_unit("north", "North"))
    assert client_of(ana).get(f"/alerts/{alert.pk}/").status_code == 404


def test_the_form_opens_with_nothing_chosen(client_of, alert, ana):
    text = page_of(client_of(ana), taken(alert, by=ana))
    assert text.count('type="radio" name="identity"') == 3
    assert " checked" not in text


def test_no_form_before_the_alert_is_taken(client_of, alert, ana):
    text = page_of(client_of(ana), alert)
    assert 'name="identity"' not in text
    assert "Take this alert to decide" in text


def test_reading_is_recorded(client_of, alert, otto):
    page_of(client_of(otto), alert)
    event = AuditEvent.objects.get(verb="alert.viewed")
    assert (event.actor_id, event.parent_id) == (str(otto.pk), str(alert.pk))


def test_submitting_nothing_gives_a_summary_and_changes_nothing(client_of, alert, ana):
    taken(alert, by=ana)
    fields = posted(alert, identity="", reasons=[], rationale="")
    response = client_of(ana).post(f"/alerts/{alert.pk}/decide/", fields)
    text = response.content.decode()
    assert response.status_code == 400
    assert "Choose an answer. Nothing is selected for you." in text and 'href="#id_identity_0"' in text
    assert not Resolution.objects.exists()


def test_a_refusal_keeps_the_text_and_the_choice(client_of, alert, ana):
    taken(alert, by=ana)
    fields = posted(alert, reasons=["FP-ADDR"], rationale="Kept words of mine about them")
    text = client_of(ana).post(f"/alerts/{alert.pk}/decide/", fields).content.decode()
    assert "Country differences alone do not rule out a match" in text
    assert "Kept words of mine about them" in text
    assert re.search(r'value="FP-ADDR" checked', text)
    assert re.search(r'value="false_positive" checked', text)


def test_a_decision_goes_on_to_the_next_match(client_of, alert, ana):
    other = make_match(alert)
    taken(alert, by=ana)
    response = client_of(ana).post(f"/alerts/{alert.pk}/decide/", posted(alert), follow=True)
    assert "1 of 2 left" in response.content.decode()
    assert response.context["page"].open_match.match == other


def test_a_conflict_shows_the_new_state_and_keeps_the_text(client_of, alert, ana, bo):
    taken(alert, by=ana)
    fields = posted(alert, rationale="Words that took a while to write")
    Alert.objects.filter(pk=alert.pk).update(version=99, assignee=bo, locked_by=bo)
    response = client_of(ana).post(f"/alerts/{alert.pk}/decide/", fields)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Words that took a while to write" in text and "Bo Costa is working on this" in text


def test_changed_evidence_keeps_the_text_in_the_form(client_of, alert, ana):
    taken(alert, by=ana)
    fields = posted(alert, rationale="Words that took a while to write")
    match = alert.potential_matches.get()
    make_evidence(match, entity=match.evidence.listed_entity)
    response = client_of(ana).post(f"/alerts/{alert.pk}/decide/", fields)
    assert response.status_code == 409
    assert response.content.decode().count("Words that took a while to write") == 1


def test_a_true_match_is_asked_for_once_more(client_of, alert, ana):
    make_engagement(counterparty=alert.party, products=[make_product("Sightline Verify")])
    taken(alert, by=ana)
    fields = posted(alert, identity="true_match", reasons=["TM-DOC"], consequence="prohibited")
    client = client_of(ana)
    asked = client.post(f"/alerts/{alert.pk}/decide/", fields).content.decode()
    assert "Record as true match and restrict now?" in asked and "Sightline Verify" in asked
    assert not Resolution.objects.exists()
    kept = client.post(f"/alerts/{alert.pk}/decide/", fields | {"back": "yes"}).content.decode()
    assert RATIONALE in kept and not Resolution.objects.exists()
    client.post(f"/alerts/{alert.pk}/decide/", fields | {"confirmed": "yes"})
    assert Restriction.objects.filter(party=alert.party).exists()


def test_the_maker_cannot_approve_and_is_told_why(client_of, alert, ana):
    taken(alert, by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana)
    client = client_of(ana)
    assert "You submitted this on" in page_of(client, alert)
    alert.refresh_from_db()
    fields = {
        "resolution": resolution.pk, "alert_version": alert.version, "evidence_digest": resolution.evidence.digest,
    }  # fmt: skip
    response = client.post(f"/alerts/{alert.pk}/approve/", fields)
    assert response.status_code == 403
    assert "someone else must approve it" in response.content.decode()


def test_approval_closes_the_alert(client_of, alert, ana, cleo):
    taken(alert, by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana)
    alert.refresh_from_db()
    client = client_of(cleo)
    assert "Approve false positive" in page_of(client, alert)
    fields = {
        "resolution": resolution.pk, "alert_version": alert.version, "evidence_digest": resolution.evidence.digest,
    }  # fmt: skip
    text = client.post(f"/alerts/{alert.pk}/approve/", fields, follow=True).content.decode()
    assert "Closed: false positive" in text


def test_approval_after_a_change_is_blocked(client_of, alert, ana, cleo):
    taken(alert, by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana)
    make_evidence(resolution.potential_match, entity=make_listed_entity())
    alert.refresh_from_db()
    fields = {
        "resolution": resolution.pk, "alert_version": alert.version, "evidence_digest": resolution.evidence.digest,
    }  # fmt: skip
    response = client_of(cleo).post(f"/alerts/{alert.pk}/approve/", fields)
    assert response.status_code == 409
    assert Alert.objects.get(pk=alert.pk).state == "in_review"


@pytest.mark.parametrize(
    ("deed", "state"),
    [("release", "new"), ("escalate", "escalated"), ("request-information", "waiting_info"), ("notes", "in_review")],
)
def test_the_other_deeds(client_of, alert, ana, deed, state):
    taken(alert, by=ana)
    fields = {"alert_version": alert.version, "text": "The Arabic original needs a reader"}
    assert client_of(ana).post(f"/alerts/{alert.pk}/{deed}/", fields).status_code == 302
    assert Alert.objects.get(pk=alert.pk).state == state


DEEDS = [
    "claim", "release", "decide", "approve", "return", "withdraw", "escalate", "request-information",
    "receive-information", "notes", "reopen",
]  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_posted_and_not_for_the_front_office(client_of, alert, ana, fin, deed):
    assert client_of(ana).get(f"/alerts/{alert.pk}/{deed}/").status_code == 405
    assert client_of(fin).post(f"/alerts/{alert.pk}/{deed}/", {}).status_code == 404


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed not in ("approve", "return", "withdraw", "decide")])
def test_an_auditor_changes_nothing(client_of, alert, otto, deed):
    fields = {"alert_version": alert.version, "text": "A text that is long enough for all"}
    assert client_of(otto).post(f"/alerts/{alert.pk}/{deed}/", fields).status_code == 403
    assert Alert.objects.get(pk=alert.pk).state == "new"


def test_names_carry_their_language_and_direction(client_of, ana):
    party = make_party("محمد ناصر الضرامي")
    entity = make_listed_entity("محمد ناصر الضورامي")
    text = page_of(client_of(ana), make_alert(party=party, entity=entity))
    assert '<bdi lang="ar" dir="rtl">محمد ناصر الضرامي</bdi>' in text
    assert '<bdi lang="ar" dir="rtl">محمد ناصر الضورامي</bdi>' in text


def test_a_missing_value_is_never_shown_as_different(client_of, ana):
    party = make_party("Mohamed Al-Hasan", type="person")
    entity = make_listed_entity("Muhammad AL HASSAN", content={"type": "person", "places_of_birth": ["Irbid"]})
    page = client_of(ana).get(f"/alerts/{make_alert(party=party, entity=entity).pk}/").context["page"]
    rows = {row.label: row for row in page.open_match.comparison.rows}
    assert rows["Place of birth"].word == "missing_ours"
    assert "date of birth" in page.open_match.comparison.neither


def test_an_earlier_decision_warns_and_shows_what_changed(client_of, alert, ana, cleo):
    taken(alert, by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana)
    alert.refresh_from_db()
    approve(resolution=resolution, evidence_digest=resolution.evidence.digest, alert_version=alert.version, by=cleo)
    alert.refresh_from_db()
    reopen(alert=alert, cause="OFAC added a date of birth", by=make_user("lead", RoleName.LEAD))
    old = resolution.evidence.listed_entity
    type(old).objects.filter(pk=old.pk).update(last_version=old.first_version)
    new = make_listed_entity(
        old.caption, entity_id=old.entity_id, watchlist=old.watchlist,
        content={"birth_dates": [{"start": "1974-01-01", "end": "1974-12-31", "circa": False, "text": ""}]},
    )  # fmt: skip
    make_evidence(resolution.potential_match, entity=new)
    text = page_of(client_of(ana), alert)
    assert "this pair was false positive with FP-OWN, FP-NAME" in text
    assert "1974 (year only)" in text and "not present" in text


def test_the_score_shown_is_the_score_stored(client_of, alert, ana):
    page = client_of(ana).get(f"/alerts/{alert.pk}/").context["page"]
    evidence = page.open_match.evidence
    assert evidence.score == pytest.approx(sum(piece["points"] for piece in evidence.evidence))
    assert page.open_match.chart.rows[-1][-1] == "87"


def test_the_number_of_queries_is_bounded(client_of, alert, ana):
    client = client_of(ana)
    for _number in range(8):
        make_match(alert)
    with CaptureQueriesContext(connection) as caught:
        page_of(client, alert)
    assert len(caught) <= 60
