"""Tests of registering a party."""

import pytest
from django.db import IntegrityError

from customers.models import PartyVersion
from customers.services.party_content import party_content
from customers.services.party_facts import CountryFact, IdentifierFact, NameFact, PartyFacts
from customers.services.register_party import register_party
from customers.signals import party_changed
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.situation import facts

pytestmark = pytest.mark.django_db


def test_register_party_keeps_its_first_version(ana):
    party = register_party(external_id=" C-1 ", facts=facts(), by=ana)
    version = PartyVersion.objects.get(party=party)
    assert (party.external_id, version.number) == ("C-1", 1)
    assert version.content == party_content(party)
    assert set(version.content) == {
        "type", "names", "birth_date", "incorporation_date", "gender", "countries", "identifiers", "addresses", "roles",
    }  # fmt: skip


def test_register_party_tells_the_script_of_names(ana):
    party = register_party(external_id="C-1", facts=facts(), by=ana)
    assert party.names.get(kind="alias").script == "Arab"


def test_register_party_is_audited_and_heard(ana, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, party_id, **_more):
        heard.append(party_id)

    party_changed.connect(listen)
    party = register_party(external_id="C-1", facts=facts(), by=ana)
    party_changed.disconnect(listen)
    assert heard == [party.pk]
    assert AuditEvent.objects.get(verb="party.registered").target_id == str(party.pk)


def test_register_party_is_undone_if_it_cannot_be_audited(ana, monkeypatch):
    def broken(*_args, **_kwargs):
        raise IntegrityError

    monkeypatch.setattr("customers.services.register_party.record", broken)
    with pytest.raises(IntegrityError):
        register_party(external_id="C-1", facts=facts(), by=ana)
    assert not PartyVersion.objects.exists()


def test_register_party_refuses_a_taken_id(ana):
    register_party(external_id="C-1", facts=facts(), by=ana)
    with pytest.raises(Conflict) as refused:
        register_party(external_id="C-1", facts=facts(), by=ana)
    assert "external_id" in refused.value.fields


def test_register_party_refuses_who_may_not(otto):
    with pytest.raises(NotAllowed):
        register_party(external_id="C-1", facts=facts(), by=otto)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"names": ()}, "name"),
        ({"names": (NameFact("A"), NameFact("B"))}, "name"),
        ({"names": (NameFact("A\x00B"),)}, "names"),
        ({"names": (NameFact("A" * 401),)}, "names"),
        ({"type": "company"}, "type"),
        ({"gender": "x"}, "gender"),
        ({"roles": ("boss",)}, "roles"),
        ({"birth_date": "1970-02-30"}, "birth_date"),
        ({"birth_date": "12/05/1970"}, "birth_date"),
        ({"incorporation_date": "2999"}, "incorporation_date"),
        ({"countries": (CountryFact("zz"),)}, "countries"),
        ({"identifiers": (IdentifierFact("passport", " "),)}, "identifiers"),
        ({"identifiers": (IdentifierFact("Pass Port", "1"),)}, "identifiers"),
    ],
)
def test_register_party_names_the_field_at_fault(ana, change, field):
    values = {"type": "person", "names": (NameFact("A"),), **change}
    with pytest.raises(Invalid) as refused:
        register_party(external_id="C-1", facts=PartyFacts(**values), by=ana)
    assert field in refused.value.fields
