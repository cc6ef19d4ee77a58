"""Tests of changing a party."""

from dataclasses import replace

import pytest

from customers.services.change_party import change_party
from customers.services.party_facts import facts_of
from customers.services.register_party import register_party
from customers.signals import party_changed
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.errors import Conflict, NotAllowed
from tests.customers.situation import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(ana):
    return register_party(external_id="C-1", facts=facts(), by=ana)


@pytest.fixture
def heard():
    found = []

    def listen(sender, party_id, **_more):
        found.append(party_id)

    party_changed.connect(listen)
    yield found
    party_changed.disconnect(listen)


def test_change_party_makes_the_next_version(party, ana, heard):
    changed = change_party(party=party, facts=facts("Nahar Systems"), expected_version=1, by=ana)
    assert (changed.version, changed.display_name) == (2, "Nahar Systems")
    assert [one.number for one in party.versions.order_by("number")] == [1, 2]
    assert heard == [party.pk]


def test_change_party_says_what_changed(party, ana):
    change_party(party=party, facts=facts("Nahar Systems"), expected_version=1, cause="Renamed", by=ana)
    event = AuditEvent.objects.get(verb="party.changed")
    assert AuditDetail.objects.get(event_id=event.pk).content["changed"] == ["names"]


def test_change_party_writes_nothing_if_nothing_differs(party, ana, heard):
    same = change_party(party=party, facts=facts_of(party), expected_version=1, by=ana)
    assert same.version == 1
    assert heard == []
    assert not AuditEvent.objects.filter(verb="party.changed").exists()


def test_change_party_of_a_role_alone_is_not_screened_again(party, ana, heard):
    changed = change_party(party=party, facts=replace(facts(), roles=("supplier",)), expected_version=1, by=ana)
    assert changed.version == 2
    assert heard == []


def test_change_party_that_comes_back_is_screened_again(party, ana, heard):
    change_party(party=party, facts=facts(), expected_version=1, lifecycle="exited", by=ana)
    assert heard == []
    change_party(party=party, facts=facts(), expected_version=2, lifecycle="active", by=ana)
    assert heard == [party.pk]


def test_change_party_refuses_an_old_version(party, ana):
    change_party(party=party, facts=facts("Nahar Systems"), expected_version=1, by=ana)
    with pytest.raises(Conflict):
        change_party(party=party, facts=facts("Other"), expected_version=1, by=ana)


def test_change_party_refuses_who_may_not(party, otto):
    with pytest.raises(NotAllowed):
        change_party(party=party, facts=facts("Other"), expected_version=1, by=otto)
