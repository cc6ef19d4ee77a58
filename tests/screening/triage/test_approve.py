import pytest

from customers.models import PartyListing, PartyVersion, Restriction
from dd_portal.common.errors import NotAllowed
from screening.models import ListedEntity, Resolution
from screening.triage.approve import approve
from screening.triage.errors import AlertChanged, AlreadyAnswered, EvidenceChanged, OwnProposal
from tests.make import make_alert, make_evidence, make_listed_entity, make_match, make_user, make_watchlist
from tests.screening.triage.deeds import answer, taken


def proposed(by, *, identity="false_positive", tier="T1"):
    alert = make_alert(matches=0, tier=tier)
    watchlist = make_watchlist() if tier == "T1" else make_watchlist("us_bis_dpl", tier=tier, factor="LST-2")
    match = make_match(alert, entity=make_listed_entity(watchlist=watchlist))
    taken(alert, by=by)
    return answer(match, by=by, identity=identity)


def agree(resolution, *, by, **fields):
    alert = type(resolution.potential_match.alert).objects.get(pk=resolution.potential_match.alert_id)
    values = {"evidence_digest": resolution.evidence.digest, "alert_version": alert.version, **fields}
    return approve(resolution=resolution, by=by, **values)


def state_of(resolution):
    return type(resolution.potential_match.alert).objects.get(pk=resolution.potential_match.alert_id).state


def test_approval_makes_the_answer_final_and_closes_the_alert(ana, cleo):
    resolution = agree(proposed(ana), by=cleo)
    assert (resolution.state, resolution.approved_by) == (Resolution.State.FINAL, cleo)
    assert state_of(resolution) == "closed_false_positive"


def test_an_approved_true_match_rates_the_party(ana, cleo):
    resolution = agree(proposed(ana, identity="true_match"), by=cleo)
    listing = PartyListing.objects.current().get(party=resolution.potential_match.party)
    assert (listing.factor, listing.value, listing.prohibited) == ("LST-5", 4, True)
    assert state_of(resolution) == "closed_true_match"


def test_the_restriction_outlives_the_approval(ana, cleo):
    resolution = agree(proposed(ana, identity="true_match"), by=cleo)
    assert Restriction.objects.filter(party=resolution.potential_match.party, lifted_at=None).exists()


def test_a_final_false_positive_replaces_what_the_open_match_rated_by_nothing(ana, cleo):
    resolution = proposed(ana)
    PartyListing.objects.create(
        party=resolution.potential_match.party, factor="LST-5", value=2, reason="Open", stated_by=ana,
        stated_at=resolution.proposed_at, source_ref=f"potential_match:{resolution.potential_match_id}",
    )  # fmt: skip
    agree(resolution, by=cleo)
    assert PartyListing.objects.current().get().value == 0


def test_nobody_approves_an_own_answer_whatever_the_roles(ana):
    both = make_user("both", "analyst", is_superuser=True)
    both.role_grants.create(role="approver", granted_by=ana, starts_at=both.date_joined)
    resolution = proposed(both)
    with pytest.raises(OwnProposal, match="You submitted this on"):
        agree(resolution, by=both)
    assert OwnProposal.status == 403
    assert state_of(resolution) == "pending_approval"


@pytest.mark.parametrize("name", ["sol", "lea", "bo", "otto", "ada", "hana", "fin"])
def test_a_binding_list_needs_the_compliance_lead(request, ana, name):
    with pytest.raises(NotAllowed):
        agree(proposed(ana), by=request.getfixturevalue(name))


def test_a_senior_approves_below(ana, sol):
    assert agree(proposed(ana, identity="true_match", tier="T2"), by=sol).state == Resolution.State.FINAL


def after_the_list_entry_went(resolution):
    old = resolution.evidence.listed_entity
    ListedEntity.objects.filter(pk=old.pk).update(last_version=old.first_version)


def after_the_party_changed(resolution):
    party = resolution.potential_match.party
    PartyVersion.objects.create(
        party=party, number=2, content={}, digest="1" * 64, made_at=party.created_at, made_by=resolution.proposed_by
    )
    type(party).objects.filter(pk=party.pk).update(version=2)


def after_new_evidence(resolution):
    make_evidence(resolution.potential_match, entity=resolution.evidence.listed_entity)


@pytest.mark.parametrize("change", [after_the_list_entry_went, after_the_party_changed, after_new_evidence])
def test_changed_evidence_blocks_approval_and_sends_the_alert_back(ana, cleo, change):
    resolution = proposed(ana)
    change(resolution)
    with pytest.raises(EvidenceChanged, match="Approval is blocked"):
        agree(resolution, by=cleo)
    resolution.refresh_from_db()
    assert (EvidenceChanged.status, resolution.state, state_of(resolution)) == (409, "outdated", "in_review")


def test_an_amended_entry_blocks_approval(ana, cleo):
    resolution = proposed(ana)
    old = resolution.evidence.listed_entity
    ListedEntity.objects.filter(pk=old.pk).update(last_version=old.first_version)
    make_listed_entity(entity_id=old.entity_id, watchlist=old.watchlist)
    with pytest.raises(EvidenceChanged, match="The list entry changed"):
        agree(resolution, by=cleo)


def test_the_approver_saw_what_was_answered(ana, cleo):
    with pytest.raises(EvidenceChanged):
        agree(proposed(ana), by=cleo, evidence_digest="0")


def test_the_maker_can_answer_again_after_a_change(ana, cleo):
    resolution = proposed(ana)
    after_new_evidence(resolution)
    with pytest.raises(EvidenceChanged):
        agree(resolution, by=cleo)
    again = answer(resolution.potential_match, by=ana)
    assert agree(again, by=cleo).state == Resolution.State.FINAL


def test_approving_twice_is_refused(ana, cleo):
    resolution = agree(proposed(ana), by=cleo)
    with pytest.raises((AlreadyAnswered, AlertChanged)):
        agree(resolution, by=cleo)


def test_an_old_page_is_refused(ana, cleo):
    with pytest.raises(AlertChanged):
        agree(proposed(ana), by=cleo, alert_version=1)


def test_one_of_two_answers_leaves_the_alert_waiting(ana, cleo):
    alert = taken(make_alert(matches=2), by=ana)
    first, second = (answer(match, by=ana) for match in alert.potential_matches.all())
    agree(first, by=cleo)
    assert state_of(first) == "pending_approval"
    agree(second, by=cleo)
    assert state_of(first) == "closed_false_positive"
