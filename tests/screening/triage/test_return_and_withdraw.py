import pytest

from customers.models import PartyListing, Restriction
from dd_portal.common.errors import Invalid, NotAllowed
from screening.triage.errors import AlreadyAnswered, OwnProposal
from screening.triage.reopen import reopen
from screening.triage.return_to_analyst import return_to_analyst
from screening.triage.withdraw import withdraw
from tests.make import make_alert
from tests.screening.triage.deeds import answer, taken
from tests.screening.triage.test_approve import agree, proposed, state_of

WHY = "The registration number of the list was not compared"


def send_back(resolution, *, by, reason=WHY):
    alert = type(resolution.potential_match.alert).objects.get(pk=resolution.potential_match.alert_id)
    return return_to_analyst(resolution=resolution, reason=reason, alert_version=alert.version, by=by)


def take_back(resolution, *, by):
    alert = type(resolution.potential_match.alert).objects.get(pk=resolution.potential_match.alert_id)
    return withdraw(resolution=resolution, alert_version=alert.version, by=by)


def test_a_returned_answer_is_with_its_maker_again(ana, cleo):
    resolution = send_back(proposed(ana), by=cleo)
    assert (resolution.state, resolution.second_note, state_of(resolution)) == ("returned", WHY, "in_review")
    assert resolution.potential_match.alert.assignee_id == ana.pk


def test_returning_needs_a_reason(ana, cleo):
    with pytest.raises(Invalid):
        send_back(proposed(ana), by=cleo, reason="no")


def test_nobody_returns_an_own_answer(ana):
    with pytest.raises(OwnProposal):
        send_back(proposed(ana), by=ana)


def test_returning_a_true_match_lifts_no_restriction(ana, cleo):
    resolution = send_back(proposed(ana, identity="true_match"), by=cleo)
    assert Restriction.objects.get(party=resolution.potential_match.party).lifted_at is None


def test_withdrawing_brings_the_alert_back_to_its_maker(ana):
    resolution = take_back(proposed(ana), by=ana)
    assert (resolution.state, state_of(resolution)) == ("withdrawn", "in_review")
    assert answer(resolution.potential_match, by=ana).state == "proposed"


def test_withdrawing_a_true_match_lifts_no_restriction(ana):
    resolution = take_back(proposed(ana, identity="true_match"), by=ana)
    assert Restriction.objects.get(party=resolution.potential_match.party).lifted_at is None


def test_only_the_maker_withdraws(ana, bo):
    with pytest.raises(NotAllowed):
        take_back(proposed(ana), by=bo)


def test_a_confirmed_answer_is_not_withdrawn(ana, cleo):
    with pytest.raises(AlreadyAnswered):
        take_back(agree(proposed(ana), by=cleo), by=ana)


def test_an_unsure_answer_can_be_withdrawn_for_ten_minutes(ana):
    alert = taken(make_alert(), by=ana)
    resolution = answer(alert.potential_matches.get(), by=ana, identity="unsure")
    take_back(resolution, by=ana)
    assert alert.potential_matches.get().state == "open"
    assert PartyListing.objects.current().get().value == 2


def test_reopening_opens_every_match_and_rates_it_as_open(ana, cleo, lea):
    resolution = agree(proposed(ana, identity="true_match"), by=cleo)
    alert = type(resolution.potential_match.alert).objects.get(pk=resolution.potential_match.alert_id)
    reopen(alert=alert, cause="A new document came", by=lea)
    assert (alert.state, alert.reopened, alert.closed_at) == ("reopened", True, None)
    assert alert.potential_matches.get().state == "open"
    assert PartyListing.objects.current().get().value == 2


def test_an_analyst_reopens_nothing(ana, cleo):
    resolution = agree(proposed(ana), by=cleo)
    with pytest.raises(NotAllowed):
        reopen(alert=resolution.potential_match.alert, cause="A new document came", by=ana)
