"""Tests of restricting and releasing a party."""

import pytest

from customers.services.lift_restriction import lift_restriction
from customers.services.restrict_party import restrict_party
from dd_portal.accounts.roles import RoleName
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.make import make_party, make_user

pytestmark = pytest.mark.django_db


def test_restrict_party_once_per_source(ana):
    party = make_party()
    first = restrict_party(party=party, reason="Match", source_ref="potential_match:1", by=ana)
    assert restrict_party(party=party, reason="Match", source_ref="potential_match:1", by=ana) == first
    assert AuditEvent.objects.filter(verb="party.restricted").count() == 1


def test_restrict_party_refuses(ana, ida, otto):
    party = make_party()
    with pytest.raises(Invalid):
        restrict_party(party=party, reason=" ", source_ref="x", by=ana)
    for person in (ida, otto):
        with pytest.raises(NotAllowed):
            restrict_party(party=party, reason="Match", source_ref="x", by=person)


def test_lift_restriction_needs_another_person_and_a_reason(ana, cleo):
    own = restrict_party(party=make_party(), reason="Match", source_ref="x", by=cleo)
    with pytest.raises(NotAllowed, match="someone else"):
        lift_restriction(restriction=own, reason="Over", by=cleo)
    with pytest.raises(NotAllowed):
        lift_restriction(restriction=own, reason="Over", by=ana)
    other = make_user("cy", RoleName.APPROVER)
    with pytest.raises(Invalid):
        lift_restriction(restriction=own, reason="", by=other)
    assert lift_restriction(restriction=own, reason="Delisted", by=other).lifted_by == other
    with pytest.raises(Conflict):
        lift_restriction(restriction=own, reason="Delisted", by=other)
    assert AuditEvent.objects.filter(verb="party.restriction_lifted").count() == 1
