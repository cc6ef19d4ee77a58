"""Tests of staff concerns: anybody raises one, few read it, and its author stays hidden where they wish."""

import datetime as dt
import json

import pytest

from customers.models import StaffConcern
from customers.services.answer_concern import answer_concern
from customers.services.raise_concern import raise_concern
from dd_portal.accounts.roles import RoleName
from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.audit.services.seal_events import seal_events
from dd_portal.audit.services.verify_chain import verify_chain
from dd_portal.common.clock import portal_zone, today
from dd_portal.common.errors import Invalid, NotAllowed

pytestmark = pytest.mark.django_db


def answer(concern, by, **fields):
    return answer_concern(
        concern=concern, by=by, **{"state": "closed", "answer": "Looked into", "retaliation": False, **fields}
    )


def test_every_person_raises_a_concern(everyone):
    people = [user for role, user in everyone.items() if role is not RoleName.API_CLIENT]
    for person in people:
        raise_concern(text="Footage is kept too long", by=person)
    assert StaffConcern.objects.exclude(raised_by=None).count() == len(people)


def test_systems_raise_none(ida):
    with pytest.raises(NotAllowed):
        raise_concern(text="x", by=ida)


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_audit_trail_names_neither_author_nor_content(ana, anonymous):
    concern = raise_concern(text="SECRET", about="HIDDEN", anonymous=anonymous, by=ana)
    event = AuditEvent.objects.get(verb="concern.raised")
    detail = AuditDetail.objects.get(event_id=event.pk)
    told = json.dumps([event.actor_id, detail.actor_name, detail.target_label, detail.content])
    assert event.actor_kind == "system"
    for word in ("SECRET", "HIDDEN", "ana", "Silva"):
        assert word not in told
    assert concern.raised_by == (None if anonymous else ana)


def test_the_audit_trail_keeps_the_day_alone_and_stays_whole(ana):
    raise_concern(text="x", by=ana)
    event = AuditEvent.objects.get(verb="concern.raised")
    local = event.at.astimezone(portal_zone())
    assert (local.date(), local.time()) == (today(), dt.time.min)
    seal_events()
    assert verify_chain().breaks == ()


def test_a_concern_is_answered_by_somebody_else(ana, hana):
    concern = answer(raise_concern(text="x", by=ana), hana, retaliation=True)
    assert (concern.state, concern.answered_by, concern.retaliation) == ("closed", hana, True)
    with pytest.raises(NotAllowed):
        answer(raise_concern(text="x", by=hana), hana)


def test_analysts_answer_none(ana, bo):
    with pytest.raises(NotAllowed):
        answer(raise_concern(text="x", by=ana), bo)


def test_concerns_refuse(ana, hana):
    with pytest.raises(Invalid):
        raise_concern(text=" ", by=ana)
    with pytest.raises(Invalid):
        raise_concern(text="x", about="y" * 201, by=ana)
    concern = raise_concern(text="x", by=ana)
    for wrong in ({"state": "lost"}, {"answer": " "}):
        with pytest.raises(Invalid):
            answer(concern, hana, **wrong)
