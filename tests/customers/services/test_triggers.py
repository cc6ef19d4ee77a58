"""Every event of the review cycle really forces a new look."""

import datetime as dt

import pytest

from customers.methodology.load import load_methodology
from customers.models import EvidenceItem, Relationship, TriggerEvent
from customers.services.add_evidence import add_evidence
from customers.services.adopt_methodology import adopt_methodology
from customers.services.approve_decision import approve_decision
from customers.services.change_allegation import change_allegation
from customers.services.change_engagement import change_engagement
from customers.services.compare_methodology import compare_methodology
from customers.services.engagement_facts import PlaceFact, facts_of_engagement
from customers.services.fire_due_triggers import fire_due_triggers
from customers.services.note_event import note_event, note_place_event
from customers.services.propose_decision import propose_decision
from customers.services.rate_factor import rate_factor
from customers.services.rate_listing import rate_listing
from customers.services.receive_grievance import receive_grievance
from customers.services.state_allegation import state_allegation
from customers.services.state_relationship import state_relationship
from customers.tasks import look_for_due
from dd_portal.accounts.models import User
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid, NotAllowed
from tests.customers.services.test_methodology_versions import draft
from tests.customers.situation import rated_engagement
from tests.make import make_party

pytestmark = pytest.mark.django_db
Kind = TriggerEvent.Kind


def kinds(engagement):
    return list(engagement.triggers.values_list("kind", flat=True))


def due(on=None):
    return fire_due_triggers(on=on or today(), by=User.objects.system())


@pytest.fixture
def engagement(ana):
    return rated_engagement(ana)


def test_the_review_cycle_has_no_other_triggers_than_those_tested_here():
    assert set(load_methodology().triggers) == {
        "NEW_LIST_MATCH", "ALLEGATION_CHANGED", "GOVERNMENT_CHANGED", "SCOPE_CHANGED", "CONTRACT_RENEWED",
        "USAGE_ANOMALY", "GRIEVANCE", "OWNERSHIP_CHANGED", "EVIDENCE_EXPIRED", "OVERRIDE_EXPIRED", "METHODOLOGY_CHANGED",
    }  # fmt: skip


def test_a_new_match_on_a_list(engagement, cleo):
    rate_listing(party=engagement.counterparty, factor="LST-1", value=2, reason="Open", source_ref="m:1", by=cleo)
    assert kinds(engagement) == [Kind.LISTING]
    assert engagement.triggers.get().handled_by.number == 2


def test_an_allegation_and_its_new_status(engagement, ana):
    stated = state_allegation(
        party=engagement.counterparty, claim="Use at protests", alleged_by="A newspaper", as_of=today(),
        detection_source="media", by=ana,
    )  # fmt: skip
    change_allegation(allegation=stated, state="withdrawn", as_of=today(), by=ana)
    assert kinds(engagement) == [Kind.ALLEGATION, Kind.ALLEGATION]


def test_an_event_in_a_country_reaches_those_used_there(engagement, ana, hana):
    elsewhere = rated_engagement(ana)
    engagement.places.create(kind="use", country="ke")
    elsewhere.places.create(kind="use", country="no")
    note_place_event(country="KE", text="Emergency law", by=hana)
    assert (kinds(engagement), kinds(elsewhere)) == ([Kind.PLACE], [])


def test_an_event_in_a_territory(engagement, hana):
    engagement.places.create(kind="use", territory="Northern strip")
    assert len(note_place_event(territory="northern strip", text="Annexed", by=hana)) == 1


@pytest.mark.parametrize("place", [{}, {"country": "ke", "territory": "x"}, {"country": "zz"}])
def test_an_event_names_one_place(hana, place):
    with pytest.raises(Invalid):
        note_place_event(text="Coup", by=hana, **place)


def test_events_need_the_right(engagement, otto):
    with pytest.raises(NotAllowed):
        note_place_event(country="ke", text="Coup", by=otto)
    with pytest.raises(NotAllowed):
        note_event(engagement=engagement, kind=Kind.USAGE, text="Spike", by=otto)


def test_a_new_place(engagement, ana):
    facts = facts_of_engagement(engagement)
    changed = type(facts)(
        **{name: getattr(facts, name) for name in facts.__slots__} | {"places": (PlaceFact("use", "ke"),)}
    )
    change_engagement(engagement=engagement, facts=changed, expected_version=engagement.version, by=ana)
    assert kinds(engagement) == [Kind.SCOPE]


@pytest.mark.parametrize("kind", [Kind.CONTRACT, Kind.USAGE])
def test_a_renewal_and_unusual_use(engagement, ida, kind):
    note_event(engagement=engagement, kind=kind, text="Twice the volume", by=ida)
    assert kinds(engagement) == [kind]


def test_only_those_two_are_noted_by_hand(engagement, ana):
    with pytest.raises(Invalid):
        note_event(engagement=engagement, kind=Kind.METHOD, text="x", by=ana)


def test_a_grievance(engagement, ana):
    receive_grievance(
        engagement=engagement, channel="own_channel", received_on=today(), claim="Wrongly identified", by=ana
    )
    assert kinds(engagement) == [Kind.GRIEVANCE]


def test_a_change_of_ownership(engagement, ana):
    state_relationship(subject=make_party("Owner"), object=engagement.counterparty, kind="owns", share=30, by=ana)
    assert kinds(engagement) == [Kind.OWNERSHIP]


def test_an_owner_whose_day_comes(engagement):
    Relationship.objects.create(
        subject=make_party("Owner"), object=engagement.counterparty, kind="owns", share=30, starts_on=today()
    )
    assert (due(), due()) == (1, 0)
    assert kinds(engagement) == [Kind.OWNERSHIP]


def old_source(engagement, by, *, months=25):
    item = add_evidence(
        engagement=engagement, title="Report", publisher="Observatory", origin="ngo", reliability="B", credibility=2,
        retrieved_on=today() - dt.timedelta(days=31 * months), by=by,
    )  # fmt: skip
    rate_factor(engagement=engagement, factor="GOV-4", value=2, reason="Report", evidence=[item], by=by)
    return item


def test_expired_evidence_fires_once(engagement, ana):
    old_source(engagement, ana)
    assert (due(), due()) == (1, 0)
    assert kinds(engagement) == [Kind.EXPIRY]


def test_evidence_that_is_fresh_or_unused_does_not_fire(engagement, ana):
    old_source(engagement, ana, months=20)
    add_evidence(
        engagement=engagement, title="Old", publisher="P", origin="ngo", reliability="B", credibility=2,
        retrieved_on=dt.date(2015, 1, 1), by=ana,
    )  # fmt: skip
    assert EvidenceItem.objects.count() == 2
    assert due() == 0


def test_an_expired_override_is_assessed_anew(engagement, bo, sol, lea):
    proposed = propose_decision(
        assessment=engagement.assessments.get(), outcome="suspend", rationale="Stricter", override_reason="stricter",
        override_expires_on=today() + dt.timedelta(days=30), by=bo,
    )  # fmt: skip
    for person in (sol, lea):
        if proposed.state == "proposed":
            proposed = approve_decision(decision=proposed, by=person)
    assert proposed.state == "approved"
    assert due() == 0
    assert due(on=today() + dt.timedelta(days=31)) == 1
    assert due(on=today() + dt.timedelta(days=32)) == 0
    assert kinds(engagement) == [Kind.EXPIRY]


def test_a_new_version_of_the_method(engagement, hana, cleo):
    adopt_methodology(draft=compare_methodology(draft=draft(hana), by=hana), by=cleo)
    assert kinds(engagement) == [Kind.METHOD]


def test_the_task_looks_for_what_is_due(engagement, ana):
    old_source(engagement, ana)
    look_for_due()
    assert kinds(engagement) == [Kind.EXPIRY]
