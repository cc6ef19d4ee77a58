import pytest
from django.db import IntegrityError, transaction

from customers.models import Restriction
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Alert, Resolution, SecondLook
from screening.triage.approve import approve
from screening.triage.claim import claim
from screening.triage.return_to_analyst import return_to_analyst
from screening.triage.second_look import give_second_look
from screening.triage.start_next import start_next
from tests.make import make_alert, make_evidence, make_user
from tests.screening.triage.deeds import RATIONALE, SURE, answer, taken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _all_blind(settings):
    settings.PORTAL_BLIND_SHARE = 100


@pytest.fixture
def proposed(ana):
    alert = taken(make_alert(), by=ana)
    return answer(alert.potential_matches.get(), by=ana)


def look(resolution, by, identity="false_positive", **values):
    resolution.refresh_from_db()
    match = resolution.potential_match
    match.alert.refresh_from_db()
    return give_second_look(
        resolution=resolution, identity=identity, evidence_digest=resolution.evidence.digest,
        alert_version=match.alert.version, by=by, **{"rationale": RATIONALE, **SURE.get(identity, {}), **values},
    )  # fmt: skip


def test_the_share_is_what_is_configured(settings):
    from screening.triage.policy import is_blind

    settings.PORTAL_BLIND_SHARE = 20
    drawn = [is_blind(tier="T1", identity="false_positive", key=str(n)) for n in range(3000)]
    assert abs(sum(drawn) / len(drawn) - 0.20) < 0.03
    assert not is_blind(tier="T2", identity="false_positive", key="a")


def test_agreeing_makes_the_answer_final(proposed, cleo):
    assert look(proposed, cleo).agrees
    proposed.refresh_from_db()
    assert (proposed.state, proposed.approved_by) == ("final", cleo)
    assert Alert.objects.get().state == "closed_false_positive"


@pytest.mark.parametrize("identity", ["true_match", "unsure"])
def test_differing_brings_in_a_third_person(proposed, cleo, identity):
    assert not look(proposed, cleo, identity).agrees
    proposed.refresh_from_db()
    alert = Alert.objects.get()
    assert (proposed.state, alert.state, alert.escalated_by) == ("disputed", "escalated", cleo)


def test_a_true_match_that_the_second_person_alone_sees_restricts_at_once(proposed, cleo):
    look(proposed, cleo, "true_match")
    assert Restriction.objects.get().set_by == cleo


def test_another_consequence_is_another_answer(ana, cleo):
    alert = taken(make_alert(), by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana, identity="true_match")
    assert not look(resolution, cleo, "true_match", consequence="adverse_information").agrees


def test_a_third_person_decides_in_the_open(proposed, cleo, sol, lea):
    look(proposed, cleo, "unsure")
    alert = claim(alert=Alert.objects.get(), by=sol)
    third = answer(alert.potential_matches.get(), by=sol)
    assert not third.blind
    alert.refresh_from_db()
    assert alert.state == "pending_approval"


def test_neither_of_the_two_takes_it_again(cleo):
    maker = make_user(role="senior")
    alert = taken(make_alert(), by=maker)
    look(answer(alert.potential_matches.get(), by=maker), cleo, "unsure")
    with pytest.raises(NotAllowed):
        claim(alert=Alert.objects.get(), by=maker)
    with pytest.raises(Conflict):
        start_next(alerts=Alert.objects.all(), by=maker)


@pytest.mark.parametrize("name", ["ana", "bo", "sol", "lea", "otto", "ada", "ida"])
def test_who_may_not_look(request, proposed, name):
    with pytest.raises(NotAllowed):
        look(proposed, request.getfixturevalue(name))


def test_the_first_answer_is_neither_approved_nor_returned_unseen(proposed, cleo):
    digest, version = proposed.evidence.digest, Alert.objects.get().version
    with pytest.raises(NotAllowed):
        approve(resolution=proposed, evidence_digest=digest, alert_version=version, by=cleo)
    with pytest.raises(NotAllowed):
        return_to_analyst(resolution=proposed, reason="Look at the passport", alert_version=version, by=cleo)


def test_an_own_answer_needs_its_reasons_too(proposed, cleo):
    with pytest.raises(Invalid):
        look(proposed, cleo, reasons=[])


def test_other_evidence_blocks_it_and_sends_the_alert_back(proposed, cleo):
    make_evidence(proposed.potential_match, entity=proposed.evidence.listed_entity)
    with pytest.raises(Conflict):
        look(proposed, cleo)
    proposed.refresh_from_db()
    assert (proposed.state, Alert.objects.get().state) == ("outdated", "in_review")


def test_what_is_seen_already_cannot_be_looked_at_blind(ana, cleo, settings):
    settings.PORTAL_BLIND_SHARE = 0
    alert = taken(make_alert(), by=ana)
    with pytest.raises(Conflict):
        look(answer(alert.potential_matches.get(), by=ana), cleo)


def test_the_database_knows_maker_from_checker(proposed, ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondLook.objects.create(
            resolution=proposed, identity="unsure", reasons=[], rationale="x", agrees=False, made_by=ana,
            answered_by=ana, answered_at=proposed.proposed_at,
        )  # fmt: skip


SECRETS = ("False positive", "FP-OWN", RATIONALE)


def test_nothing_tells_the_first_answer_before(proposed, client_of, cleo, ana):
    address = f"/alerts/{proposed.potential_match.alert_id}/"
    page = client_of(cleo).get(address).content.decode()
    about_the_answer = page.replace("Submit false positive", "").replace("False positive. Customer stays open.", "")
    assert "Checked blind" in page
    assert RATIONALE not in page
    assert "answered False positive" not in page
    assert "False positive, waiting" not in about_the_answer
    assert RATIONALE not in str(client_of(cleo).get(f"/api/v1{address}").json())
    assert RATIONALE in client_of(ana).get(address).content.decode()


def test_a_blind_true_match_does_not_show_by_its_restriction(ana, cleo, client_of):
    alert = taken(make_alert(), by=ana)
    answer(alert.potential_matches.get(), by=ana, identity="true_match")
    assert "Restricted" in client_of(ana).get(f"/alerts/{alert.pk}/").content.decode()
    seen_by_cleo = client_of(cleo).get(f"/alerts/{alert.pk}/").content.decode()
    assert seen_by_cleo.count("Restricted") == 1  # the consequence that the form offers


def test_the_page_takes_the_own_answer_without_script(proposed, client_of, cleo):
    alert = Alert.objects.get()
    posted = {
        "match": proposed.potential_match_id, "identity": "false_positive", "reasons": ["FP-OWN"],
        "rationale": RATIONALE, "evidence_digest": proposed.evidence.digest, "alert_version": alert.version,
    }  # fmt: skip
    client = client_of(cleo)
    assert client.post(f"/alerts/{alert.pk}/second-look/", {**posted, "reasons": []}).status_code == 400
    assert client.post(f"/alerts/{alert.pk}/second-look/", posted).status_code == 302
    assert Resolution.objects.get().state == "final"
