"""Acceptance of triage: nothing is chosen for anybody, nobody approves an own answer, no answer moves another."""

import pytest

from customers.models import Restriction
from customers.services.lift_restriction import lift_restriction
from dd_portal.common.errors import NotAllowed
from screening.models import Alert, PotentialMatch, Resolution
from screening.triage.return_to_analyst import return_to_analyst
from tests.make import make_alert, make_evidence, make_user
from tests.screening.triage.deeds import RATIONALE, answer, taken

pytestmark = pytest.mark.django_db


def test_1_nothing_is_chosen_and_an_empty_form_changes_nothing(client_of, ana):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    client = client_of(ana)
    form = client.get(f"/alerts/{alert.pk}/").content.decode().partition('id="decision"')[2].partition("</form>")[0]
    assert 'name="identity"' in form
    assert " checked" not in form
    posted = {"match": match.pk, "evidence_digest": match.evidence.digest, "alert_version": alert.version}
    refused = client.post(f"/alerts/{alert.pk}/decide/", posted)
    assert refused.status_code == 400
    assert "Choose an answer. Nothing is selected for you." in refused.content.decode()
    assert not Resolution.objects.exists()


@pytest.mark.parametrize("superuser", [False, True])
def test_2_nobody_approves_an_own_answer_whatever_they_are(client_of, superuser):
    maker = make_user(role="lead", is_superuser=superuser, is_staff=superuser)
    from dd_portal.accounts.models import RoleGrant, User

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


@pytest.mark.parametrize("deed", ["decide", "approve", "return", "withdraw", "suppress", "second-look", "claim"])
def test_15_a_key_finds_nothing_that_decides(ida, deed):
    from rest_framework.test import APIClient

    client = APIClient()
    client.force_authenticate(ida)
    alert = make_alert()
    assert client.post(f"/api/v1/alerts/{alert.pk}/{deed}/").status_code in (404, 405)
    assert Alert.objects.get().state == "new"


def test_16_a_name_from_right_to_left_says_so(client_of, ana):
    from tests.make import make_party

    alert = make_alert(party=make_party("محمد الحسن"))
    text = client_of(ana).get(f"/alerts/{alert.pk}/").content.decode()
    assert 'dir="rtl"' in text
    assert 'lang="ar"' in text or 'lang="und-Arab"' in text
