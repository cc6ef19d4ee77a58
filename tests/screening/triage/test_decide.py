import pytest

from customers.models import PartyListing, Restriction
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Resolution
from screening.triage.errors import AlertChanged, AlreadyAnswered, AlreadyClaimed, EvidenceChanged, NotInHand
from tests.make import make_alert, make_evidence, make_listed_entity, make_match, make_user, make_watchlist
from tests.screening.triage.deeds import answer, taken


@pytest.fixture
def alert(ana):
    return taken(make_alert(matches=2), by=ana)


@pytest.fixture
def match(alert):
    return alert.potential_matches.order_by("pk").first()


def seldom_seen(alert, **fields):
    """A match on an information list whose answer no sample catches."""
    entity = make_listed_entity(watchlist=make_watchlist("un_ohchr_settlements", tier="T3", legal_effect="U"))
    match = make_match(alert, entity=entity, **fields)
    type(match.evidence).objects.filter(pk=match.evidence_id).update(digest="b" * 64)
    return match


def test_a_false_positive_on_a_binding_list_waits_for_a_second_person(ana, match):
    resolution = answer(match, by=ana)
    assert resolution.state == Resolution.State.PROPOSED
    match.refresh_from_db()
    assert match.state == "open"


def test_resolving_one_match_leaves_the_other(ana, alert, match):
    answer(match, by=ana)
    other = alert.potential_matches.exclude(pk=match.pk).get()
    alert.refresh_from_db()
    assert (other.state, other.resolutions.count(), alert.state) == ("open", 0, "in_review")


def test_the_last_answer_sends_the_alert_for_approval(ana, alert):
    for match in alert.potential_matches.all():
        answer(match, by=ana)
    alert.refresh_from_db()
    assert (alert.state, alert.locked_by, alert.assignee) == ("pending_approval", None, ana)


def test_an_alert_whose_answers_are_final_closes(ana):
    alert = taken(make_alert(matches=0, tier="T3"), by=ana)
    match = seldom_seen(alert)
    assert answer(match, by=ana).state == Resolution.State.FINAL
    alert.refresh_from_db()
    match.refresh_from_db()
    assert (alert.state, match.state) == ("closed_false_positive", "false_positive")
    assert alert.closed_at is not None


def test_a_true_match_proposal_restricts_at_once(ana, alert, match):
    answer(match, by=ana, identity="true_match")
    restriction = Restriction.objects.get(party=alert.party)
    assert (restriction.source_ref, restriction.set_by) == (f"potential_match:{match.pk}", ana)


def test_a_proposal_rates_nothing_yet(ana, match):
    answer(match, by=ana, identity="true_match")
    assert not PartyListing.objects.exists()


def test_unsure_never_closes_an_alert(ana):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    answer(match, by=ana, identity="unsure")
    alert.refresh_from_db()
    match.refresh_from_db()
    assert (alert.state, match.state) == ("in_review", "unsure")


@pytest.mark.parametrize(("step", "state"), [("escalate", "escalated"), ("request_information", "waiting_info")])
def test_an_unsure_answer_leads_to_its_next_step(ana, step, state):
    alert = taken(make_alert(), by=ana)
    answer(alert.potential_matches.get(), by=ana, identity="unsure", next_step=step)
    alert.refresh_from_db()
    assert alert.state == state


def test_the_next_step_waits_until_every_match_has_an_answer(ana, alert, match):
    answer(match, by=ana, identity="unsure", next_step="escalate")
    alert.refresh_from_db()
    assert alert.state == "in_review"


def test_an_unsure_match_can_be_answered_again(ana, match):
    answer(match, by=ana, identity="unsure")
    assert answer(match, by=ana).state == Resolution.State.PROPOSED


def test_every_answer_leaves_its_trace_on_the_alert(ana, alert, match):
    resolution = answer(match, by=ana)
    event = AuditEvent.objects.get(verb="alert.resolution_proposed")
    assert (event.parent_id, event.target_id) == (str(alert.pk), str(resolution.pk))
    detail = AuditDetail.objects.get(event_id=event.pk)
    assert detail.content["reasons"] == ["FP-OWN", "FP-NAME"]


def test_no_trace_no_answer(ana, match, monkeypatch):
    monkeypatch.setattr("screening.triage.decide.record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        answer(match, by=ana)
    assert not Resolution.objects.exists()


def test_the_digest_must_be_that_of_the_evidence_in_force(ana, match):
    seen = match.evidence.digest
    make_evidence(match, entity=match.evidence.listed_entity)
    with pytest.raises(EvidenceChanged):
        answer(match, by=ana, evidence_digest=seen)


def test_an_old_page_is_refused(ana, match):
    with pytest.raises(AlertChanged):
        answer(match, by=ana, alert_version=match.alert.version - 1)


def test_a_proposed_answer_is_not_answered_twice(ana, match):
    answer(match, by=ana)
    with pytest.raises(AlreadyAnswered):
        answer(match, by=ana)


def test_the_alert_must_be_in_hand(bo, match):
    with pytest.raises(AlreadyClaimed):
        answer(match, by=bo)
    free = make_alert()
    with pytest.raises(NotInHand):
        answer(free.potential_matches.get(), by=bo)


@pytest.mark.parametrize("name", ["otto", "cleo", "fin", "ada", "tess", "ida"])
def test_who_may_not_decide(request, name, match):
    with pytest.raises(NotAllowed):
        answer(match, by=request.getfixturevalue(name))


def test_an_empty_answer_changes_nothing(ana, alert, match):
    with pytest.raises(Invalid) as refused:
        answer(match, by=ana, identity="", reasons=[], rationale="")
    assert refused.value.fields["identity"] == "Choose an answer. Nothing is selected for you."
    assert not Resolution.objects.exists()


def test_a_superuser_has_no_way_around(match):
    root = make_user("root", role=None, is_superuser=True, is_staff=True)
    with pytest.raises(NotAllowed):
        answer(match, by=root)


def test_an_answer_renews_the_lock(ana, alert, match):
    before = alert.locked_until
    answer(match, by=ana)
    alert.refresh_from_db()
    assert alert.locked_until > before
