import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import PotentialMatch, Suppression
from screening.triage.approve_suppression import approve_suppression, return_suppression
from screening.triage.propose_suppression import propose_suppression
from screening.triage.revoke_suppression import revoke_suppression
from tests.screening.triage.deeds import answer, taken
from tests.screening.triage.suppressing import REASON, cleared, screened_person, suppressed

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(tmp_path):
    return screened_person(tmp_path)


@pytest.fixture
def match(party, ana, cleo):
    return cleared(party, maker=ana, checker=cleo)


def propose(match, by, **values):
    return propose_suppression(
        potential_match=match, by=by, **{"relied_on": ["birth_date"], "reason": REASON, "until": None, **values}
    )


def test_a_suppression_relies_on_the_names_too_and_lasts_a_year(match, ana):
    made = propose(match, ana)
    assert made.relied_on == ["names", "birth_date"]
    assert 364 <= (made.expires_at - timezone.now()).days <= 366


def test_it_acts_only_when_a_second_person_agreed(match, ana, cleo):
    made = propose(match, ana)
    assert PotentialMatch.objects.get(pk=match.pk).state == "false_positive"
    approve_suppression(suppression=made, by=cleo)
    assert PotentialMatch.objects.get(pk=match.pk).state == "suppressed"
    assert AuditEvent.objects.filter(verb="suppression.approved", parent_id=str(match.alert_id)).exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"relied_on": []}, "relied_on"), ({"relied_on": ["names"]}, "relied_on"), ({"relied_on": ["gender"]}, "relied_on"),
        ({"relied_on": ["nonsense"]}, "relied_on"), ({"reason": "same"}, "reason"),
        ({"until": dt.date(2020, 1, 1)}, "until"), ({"until": dt.date(2099, 1, 1)}, "until"),
    ],
)  # fmt: skip
def test_what_a_suppression_cannot_rest_on(match, ana, values, field):
    with pytest.raises(Invalid) as refused:
        propose(match, ana, **values)
    assert field in refused.value.fields


def test_an_unsure_or_true_pair_is_never_suppressed(party, ana):
    match = PotentialMatch.objects.get(party=party)
    with pytest.raises(Conflict):
        propose(match, ana)
    taken(match.alert, by=ana)
    answer(match, by=ana, identity="unsure")
    with pytest.raises(Conflict):
        propose(match, ana)


def test_one_proposal_waits_at_a_time(match, ana, bo):
    propose(match, ana)
    with pytest.raises(Conflict):
        propose(match, bo)


@pytest.mark.parametrize("name", ["cleo", "otto", "fin", "ada", "ida"])
def test_who_may_not_propose(request, match, name):
    with pytest.raises(NotAllowed):
        propose(match, request.getfixturevalue(name))


@pytest.mark.parametrize("name", ["ana", "bo", "sol", "lea", "otto", "ada"])
def test_only_the_compliance_lead_approves(request, match, ana, name):
    made = propose(match, ana)
    with pytest.raises(NotAllowed):
        approve_suppression(suppression=made, by=request.getfixturevalue(name))


def test_the_false_positive_itself_comes_first(party, ana, cleo):
    match = PotentialMatch.objects.get(party=party)
    taken(match.alert, by=ana)
    resolution = answer(match, by=ana)
    if resolution.state == "proposed":
        made = propose(match, ana)
        with pytest.raises(Conflict):
            approve_suppression(suppression=made, by=cleo)


def test_the_database_knows_maker_from_checker(match, ana):
    made = propose(match, ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.filter(pk=made.pk).update(state="active", approved_by=ana, approved_at=timezone.now())


@pytest.mark.parametrize(
    "values",
    [
        {"state": "active"}, {"approved_at": timezone.now()}, {"state": "expired"},
        {"expires_at": timezone.now() - dt.timedelta(days=9)},
    ],
)  # fmt: skip
def test_what_the_database_refuses(match, ana, values):
    made = propose(match, ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.filter(pk=made.pk).update(**values)


def test_a_returned_proposal_says_why(match, ana, cleo):
    made = return_suppression(suppression=propose(match, ana), reason="The passport was never seen", by=cleo)
    assert (made.state, made.ended_by) == ("returned", cleo)
    assert PotentialMatch.objects.get(pk=match.pk).state == "false_positive"


def test_a_withdrawn_answer_takes_its_suppression_along(tmp_path, ana, monkeypatch):
    match = PotentialMatch.objects.get(party=screened_person(tmp_path))
    monkeypatch.setattr("screening.triage.decide.needs_approval", lambda **_: True)
    taken(match.alert, by=ana)
    resolution = answer(match, by=ana)
    made = propose(match, ana)
    match.alert.refresh_from_db()
    from screening.triage.withdraw import withdraw

    withdraw(resolution=resolution, alert_version=match.alert.version, by=ana)
    made.refresh_from_db()
    assert made.state == "lapsed"


def test_renewing_ends_the_one_before(tmp_path, ana, cleo, bo):
    before = suppressed(screened_person(tmp_path), maker=ana, checker=cleo)
    approve_suppression(suppression=propose(before.potential_match, bo), by=cleo)
    before.refresh_from_db()
    assert before.state == "renewed"
    assert Suppression.objects.in_force().count() == 1


def test_revoking_puts_the_pair_back_before_a_person(tmp_path, ana, cleo, lea):
    suppression = suppressed(screened_person(tmp_path), maker=ana, checker=cleo)
    revoke_suppression(suppression=suppression, reason="The passport copy was forged", by=lea)
    match = PotentialMatch.objects.select_related("alert").get()
    assert (match.state, match.alert.state, match.alert.trigger) == ("open", "reopened", "suppression_ended")
    assert "The passport copy was forged" in match.change


def test_an_analyst_revokes_nothing_in_force(tmp_path, ana, cleo):
    suppression = suppressed(screened_person(tmp_path), maker=ana, checker=cleo)
    with pytest.raises(NotAllowed):
        revoke_suppression(suppression=suppression, reason="The passport copy was forged", by=ana)
