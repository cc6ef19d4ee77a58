"""Pages of the registers: each list opens with real entries, each form posts and redirects without any script."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from customers.models import (
    Allegation,
    CapabilityGain,
    Consultation,
    Engagement,
    EngagementSafeguard,
    Grievance,
    LeverageAction,
    PolicyVersion,
)
from customers.services.raise_concern import raise_concern
from customers.services.receive_grievance import receive_grievance
from customers.services.state_remedy import state_remedy
from dd_portal.accounts.models import RoleGrant
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.clock import today
from tests.make import make_assessment, make_engagement, make_party, make_product, make_unit, make_user

pytestmark = pytest.mark.django_db
DAY = "2026-05-04"
SOURCE = {
    "source-title": "Report", "source-publisher": "Tenants' union", "source-origin": "ngo", "source-reliability": "B",
    "source-credibility": "2",
}  # fmt: skip
CLAIM = {
    "claim": "Doors were locked", "alleged_by": "Tenants' union", "state": "alleged", "as_of": DAY,
    "detection_source": "ngo",
}  # fmt: skip


def go(name, *args):
    return reverse(f"customers:{name}", args=args)


def text(answer):
    return answer.content.decode()


def post(client, name, *args, **body):
    return client.post(go(name, *args), body)


@pytest.fixture
def engagement():
    return make_engagement()


@pytest.fixture
def client(ana, client_of):
    return client_of(ana)


def test_a_policy_version_is_put_into_force(hana, client_of):
    client = client_of(hana)
    body = {"code": "hr", "title": "Human rights policy", "version": "1", "summary": "x", "adopted_by": "Board"}
    assert post(client, "policy_new", **body, starts_on=DAY).status_code == 302
    stored = PolicyVersion.objects.get()
    assert "in force since" in text(client.get(go("policy", stored.pk)))
    again = post(client, "policy_new", **body, starts_on=DAY)
    assert (again.status_code, "This version is taken" in text(again)) == (400, True)
    assert 'value="Human rights policy"' in text(client.get(go("policy_new") + "?code=hr"))


def test_a_safeguard_is_stated_from_the_register(client, engagement):
    body = {
        "engagement": engagement.reference,
        "code": "C1",
        "description": "Use limits",
        "design": "3",
        "operating": "",
    }
    assert post(client, "safeguard_new", **body).status_code == 302
    stored = EngagementSafeguard.objects.get()
    assert engagement.assessments.count() == 1
    assert "never tested" in text(client.get(go("safeguard_entry", stored.pk)))
    assert "Use limits" in text(client.get(go("register", "safeguards") + "?view=untested"))


def test_leverage_is_noted_with_its_result(client, engagement):
    body = {"engagement": engagement.reference, "kind": "dialogue", "text": "Asked for an audit", "tried_on": DAY}
    assert post(client, "leverage_new", **body).status_code == 302
    entry = go("leverage_entry", LeverageAction.objects.get().pk)
    assert client.post(entry, {"result": "", "result_note": "", "result_on": DAY}).status_code == 400
    said = {"result": "partly", "result_note": "Agreed", "result_on": DAY, "version": 1}
    assert client.post(entry, said).status_code == 302
    assert "Some change" in text(client.get(go("register", "leverage")))


def test_a_complaint_is_taken_in_answered_and_remedied(client, engagement):
    body = {"engagement": engagement.reference, "channel": "organisation", "received_on": DAY, "claim": "Refused aid"}
    assert post(client, "grievance_new", **body).status_code == 302
    stored = Grievance.objects.get()
    remedy = {"kind": "deletion", "text": "Delete the match", "due_on": DAY}
    assert post(client, "remedy_new", stored.pk, **remedy).status_code == 302
    assert "late" in text(client.get(go("register", "grievances") + "?view=late"))
    owed = stored.remedies.get()
    assert post(client, "remedy_given", stored.pk, owed.pk, provided_on="2026-06-01").status_code == 302
    answer = {"state": "upheld", "answer": "Corrected", "closed_on": DAY, "satisfied": "true", "accessible": "3",
              "version": 1}  # fmt: skip
    assert post(client, "grievance", stored.pk, **{**answer, "answer": ""}).status_code == 400
    assert post(client, "grievance", stored.pk, **answer).status_code == 302
    stored.refresh_from_db()
    assert (stored.state, stored.satisfied, stored.criteria) == ("upheld", True, {"accessible": 3})
    assert post(client, "remedy_new", stored.pk, kind="", text="").status_code == 400


def test_a_voice_is_stated_and_those_unheard_are_named(client, engagement):
    make_assessment(engagement, inherent_tier=3)
    unheard = text(client.get(go("register", "stakeholders") + "?view=unheard"))
    assert f"?engagement={engagement.reference}" in unheard
    body = {"engagement": engagement.reference, "kind": "proxies", "held_on": DAY, "who": "Union", "safety": "Alone",
            "heard": "Doors stay shut", "changed": "A switch"}  # fmt: skip
    assert post(client, "consultation_new", **{**body, "safety": ""}).status_code == 400
    assert post(client, "consultation_new", **body).status_code == 302
    assert "A switch" in text(client.get(go("consultation", Consultation.objects.get().pk)))
    assert engagement.reference not in text(client.get(go("register", "stakeholders") + "?view=unheard"))


def test_own_conduct_is_recorded_and_assessed(client):
    body = {"title": "Footage handed out without a warrant", "end_use": "Support staff", "starts_on": DAY}
    assert post(client, "own_conduct_new", **body).status_code == 302
    stored = Engagement.objects.get()
    assert (stored.kind, stored.assessments.count()) == ("own_conduct", 1)
    assert stored.title in text(client.get(go("register", "own-conduct")))


def test_an_allegation_is_taken_in_with_its_source(client):
    party = make_party()
    answer = post(client, "allegation_intake", party=party.external_id, **CLAIM, **SOURCE)
    assert answer.status_code == 302
    stored = Allegation.objects.get()
    assert (stored.party, stored.evidence.get().publisher) == (party, "Tenants' union")
    page = text(client.get(go("allegation", stored.pk)))
    for part in ("B2", "not asked", "Right of reply"):
        assert part in page
    assert post(client, "allegation_reply", stored.pk, asked_on=DAY).status_code == 302
    assert post(client, "allegation_reply", stored.pk, asked_on=DAY).status_code == 400
    body = {"state": "annulled", "as_of": "2026-06-01", "note": "Court", "party_response": "We deny it", "version": 1}
    assert post(client, "allegation_change", stored.pk, **body).status_code == 302
    source = {name.removeprefix("source-"): value for name, value in SOURCE.items()}
    assert post(client, "allegation_source", stored.pk, **source).status_code == 302
    assert post(client, "allegation_source", stored.pk, **{**source, "publisher": ""}).status_code == 400
    page = text(client.get(go("allegation", stored.pk)))
    for part in ("Ratings of 1 at most", "We deny it", "Court", "replied"):
        assert part in page
    assert stored.evidence.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"claim": ""}, {"party": "nobody"}, {"as_of": "2999-01-01"}, {"source-credibility": ""}]
)
def test_intake_points_at_what_is_wrong(client, wrong):
    answer = post(client, "allegation_intake", **{**CLAIM, **SOURCE, **wrong})
    assert (answer.status_code, Allegation.objects.count()) == (400, 0)
    assert 'class="errors"' in text(answer)


def test_a_file_of_allegations_is_imported_and_refused_rows_are_handed_back(client):
    rows = f"party,claim,alleged_by,as_of,detection_source\n,Doors,Union,{DAY},ngo\nnobody,Doors,Union,{DAY},ngo\n"
    answer = post(client, "allegation_import", file=SimpleUploadedFile("a.csv", rows.encode()))
    assert "1 new, 0 changed, 0 unchanged, 1 refused" in text(answer)
    assert "There is no party with the ID" in text(answer)
    back = post(client, "allegation_import_errors", rows="line,reason\n3,x\n")
    assert back["Content-Disposition"].startswith("attachment")
    broken = post(client, "allegation_import", file=SimpleUploadedFile("a.csv", b"\xff\xfe"))
    assert broken.status_code == 400


def test_every_register_opens_in_every_view_and_nowhere_else(hana, client_of):
    engagement = make_engagement()
    receive_grievance(channel="media", received_on=today(), claim="x", engagement=engagement, by=hana)
    raise_concern(text="x", by=hana)
    client = client_of(hana)
    page = text(client.get(go("registers")))
    for code in ("policies", "questionnaires", "allegations", "stakeholders", "safeguards", "leverage", "grievances",
                 "own-conduct", "concerns"):  # fmt: skip
        assert go("register", code) in page
        for view in ("", "all", "open", "nonsense"):
            assert client.get(go("register", code), {"view": view, "page": "x"}).status_code == 200
    assert client.get(go("register", "nothing")).status_code == 404


def test_a_register_goes_out_as_a_file_and_that_is_recorded(client, ana):
    receive_grievance(channel="media", received_on=today(), claim="=HYPERLINK(1)", by=ana)
    answer = post(client, "register_csv", "grievances", view="all")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Complaint"
    assert rows[1][0].startswith("'=HYPERLINK(1)")
    event = AuditEvent.objects.get(verb="register.exported")
    assert AuditDetail.objects.get(event_id=event.pk).content == {"register": "grievances", "view": "all", "rows": 1}


def test_a_product_with_a_new_capability_shows_its_gate_and_the_way_out(client, ana):
    product = make_product(capabilities=("BIO-F1N",))
    CapabilityGain.objects.create(product=product, code="BIO-F1N", gained_by=ana, gained_at=product_time())
    page = text(client.get(go("product", product.pk)))
    assert "Closed to new engagements" in page
    assert go("product_assessment_new", product.pk) in page
    assert post(client, "product_assessment_new", product.pk, end_use="Search by police").status_code == 302
    made = Engagement.objects.get(kind="product")
    assert f"Assessment under way: {made.reference}" in text(client.get(go("product", product.pk)))


def product_time():
    return AuditEvent.objects.order_by("-at").values_list("at", flat=True).first() or make_user().date_joined


def test_readers_see_entries_without_forms(otto, ana, client_of):
    grievance = receive_grievance(channel="media", received_on=today(), claim="x", by=ana)
    state_remedy(grievance=grievance, kind="apology", text="Say sorry", due_on=today(), by=ana)
    client = client_of(otto)
    page = text(client.get(go("grievance", grievance.pk)))
    assert "Say sorry" in page
    assert "Add a remedy" not in page
    assert post(client, "grievance", grievance.pk, state="upheld").status_code == 403


def test_entries_of_other_units_are_nobodys_business(client_of, ana):
    unit, other = make_unit("north", "North"), make_unit("south", "South")
    person = make_user("nora", None)
    RoleGrant.objects.create(user=person, role="analyst", business_unit=unit, granted_by=ana, starts_at=ana.date_joined)
    hidden = make_engagement(business_unit=other, counterparty=make_party(business_unit=other))
    received = receive_grievance(channel="media", received_on=today(), claim="Hidden claim", engagement=hidden, by=ana)
    client = client_of(person)
    assert client.get(go("grievance", received.pk)).status_code == 404
    assert "Hidden claim" not in text(client.get(go("register", "grievances")))
    answer = post(client, "leverage_new", engagement=hidden.reference, kind="dialogue", text="x", tried_on=DAY)
    assert "There is no engagement" in text(answer)
