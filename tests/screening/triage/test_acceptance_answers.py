"""Acceptance of triage: nothing is chosen for anybody, nobody approves an own answer, no answer moves another."""

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from customers.models import Restriction
from customers.services.lift_restriction import lift_restriction
from dd_portal.accounts.models import RoleGrant, User
from dd_portal.accounts.services.issue_api_key import issue_api_key
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import NotAllowed
from screening.models import Alert, PotentialMatch, Resolution, Suppression
from screening.triage.return_to_analyst import return_to_analyst
from tests.make import make_alert, make_evidence, make_party, make_user
from tests.screening.triage.deeds import RATIONALE, answer, taken

pytestmark = pytest.mark.django_db


@pytest.mark.acceptance(number=1)
def test_1_nothing_is_chosen_and_an_empty_form_changes_nothing(client_of, ana):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    client = client_of(ana)
    form = client.get(f"/alerts/{alert.pk}/").content.decode().partition('id="decision"')[2].partition("</form>")[0]
    assert 'name="identity"' in form
    assert " checked" not in form
    before = Alert.objects.values_list("state", "version", "locked_by").get()
    events = AuditEvent.objects.count()
    posted = {"match": match.pk, "evidence_digest": match.evidence.digest, "alert_version": alert.version}
    refused = client.post(f"/alerts/{alert.pk}/decide/", posted)
    assert refused.status_code == 400
    errors = refused.content.decode().partition('class="errors" role="alert"')[2].partition("</div>")[0]
    assert "Choose an answer. Nothing is selected for you." in errors
    assert 'href="#id_identity' in errors
    assert not Resolution.objects.exists()
    assert Alert.objects.values_list("state", "version", "locked_by").get() == before
    assert PotentialMatch.objects.get().state == "open"
    assert AuditEvent.objects.count() == events


@pytest.mark.acceptance(number=2)
@pytest.mark.parametrize("superuser", [False, True])
def test_2_nobody_approves_an_own_answer_whatever_they_are(client_of, superuser):
    maker = make_user(role="lead", is_superuser=superuser, is_staff=superuser)
    RoleGrant.objects.create(user=maker, role="approver", granted_by=User.objects.system(), starts_at=maker.date_joined)
    alert = taken(make_alert(), by=maker)
    resolution = answer(alert.potential_matches.get(), by=maker)
    alert.refresh_from_db()
    posted = {
        "resolution": resolution.pk,
        "evidence_digest": resolution.evidence.digest,
        "alert_version": alert.version,
    }
    assert client_of(maker).post(f"/alerts/{alert.pk}/approve/", posted).status_code == 403
    resolution.refresh_from_db()
    assert (resolution.state, resolution.approved_by) == ("proposed", None)
    assert Alert.objects.get().state == "pending_approval"


@pytest.mark.acceptance(number=2)
def test_2_the_database_tells_maker_from_checker(ana):
    resolution = answer(taken(make_alert(), by=ana).potential_matches.get(), by=ana)
    with pytest.raises(IntegrityError, match="resolution_has_two_people"), transaction.atomic():
        Resolution.objects.filter(pk=resolution.pk).update(
            state="final", approved_by=ana, approved_at=resolution.proposed_at
        )


@pytest.mark.acceptance(number=2)
def test_2_an_approval_of_what_changed_is_refused_and_the_alert_is_back_in_review(client_of, ana, cleo):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    resolution = answer(match, by=ana)
    make_evidence(match, entity=match.evidence.listed_entity)
    alert.refresh_from_db()
    posted = {
        "resolution": resolution.pk,
        "evidence_digest": resolution.evidence.digest,
        "alert_version": alert.version,
    }
    assert client_of(cleo).post(f"/alerts/{alert.pk}/approve/", posted).status_code == 409
    alert.refresh_from_db()
    assert alert.state == "in_review"


@pytest.mark.acceptance(number=4)
def test_4_one_match_answered_leaves_the_other_open(client_of, ana):
    alert = taken(make_alert(matches=2), by=ana)
    first, second = alert.potential_matches.order_by("pk")
    posted = {
        "match": first.pk, "identity": "false_positive", "reasons": ["FP-OWN", "FP-NAME"], "rationale": RATIONALE,
        "evidence_digest": first.evidence.digest, "alert_version": alert.version,
    }  # fmt: skip
    assert client_of(ana).post(f"/alerts/{alert.pk}/decide/", posted).status_code == 302
    assert PotentialMatch.objects.get(pk=second.pk).state == "open"
    assert not second.resolutions.exists()


@pytest.mark.acceptance(number=8)
def test_8_a_true_match_restricts_at_once_and_a_return_lifts_nothing(ana, cleo, bo):
    alert = taken(make_alert(), by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana, identity="true_match")
    restriction = Restriction.objects.get(lifted_at=None)
    alert.refresh_from_db()
    return_to_analyst(resolution=resolution, reason="Look at the passport copy", alert_version=alert.version, by=cleo)
    restriction.refresh_from_db()
    assert restriction.lifted_at is None
    for person in (ana, bo):
        with pytest.raises(NotAllowed):
            lift_restriction(restriction=restriction, reason="It was somebody else", by=person)
    assert lift_restriction(restriction=restriction, reason="It was somebody else", by=cleo).lifted_by == cleo


DEEDS = (
    "decide", "approve", "return", "withdraw", "suppress", "second-look", "claim", "release", "escalate", "reopen", "case",
)  # fmt: skip


@pytest.mark.acceptance(number=15)
@pytest.mark.parametrize("before", ["/api/v1/alerts", "/alerts"])
@pytest.mark.parametrize("deed", DEEDS)
def test_15_a_key_finds_nothing_that_decides(ida, ada, ana, deed, before):
    """On the pages a key is nobody: it is led to the sign-in."""
    alert = taken(make_alert(), by=ana)
    client = APIClient(headers={"Authorization": f"ApiKey {issue_api_key(user=ida, name='x', by=ada)[1]}"})
    assert client.get(f"/api/v1/alerts/{alert.pk}/").status_code == 200
    match = alert.potential_matches.get()
    answered = client.post(f"{before}/{alert.pk}/{deed}/", {"match": match.pk, "identity": "false_positive"})
    if before == "/alerts":
        assert (answered.status_code, "sign-in" in answered.get("Location", "")) == (302, True)
    else:
        assert answered.status_code in (404, 405)
    assert Alert.objects.values_list("state", "version").get() == (alert.state, alert.version)
    assert not Resolution.objects.exists()
    assert not Suppression.objects.exists()


@pytest.mark.acceptance(number=16)
def test_16_a_name_from_right_to_left_says_so(client_of, ana):
    alert = make_alert(party=make_party("محمد الحسن"))
    text = client_of(ana).get(f"/alerts/{alert.pk}/").content.decode()
    heading = text.partition("<h1")[2].partition("</h1>")[0]
    assert 'dir="rtl"' in heading
    assert 'lang="ar"' in heading or 'lang="und-Arab"' in heading
    assert text.count("محمد الحسن") > 1
