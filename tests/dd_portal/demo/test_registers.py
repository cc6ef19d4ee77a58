"""The demo world fills every register, and leaves something to do in each."""

import pytest

from customers.models import (
    Allegation,
    Assessment,
    Consultation,
    Grievance,
    LeverageAction,
    Product,
    Questionnaire,
    StaffConcern,
)
from customers.services.release_gate import closed_gates
from dd_portal.demo.engagements import load_engagements, load_products
from dd_portal.demo.parties import load_parties
from dd_portal.demo.people import load_people
from dd_portal.demo.questionnaires import load_questionnaires
from dd_portal.demo.registers import load_policies, load_registers

pytestmark = pytest.mark.django_db


def test_registers_hold_open_and_closed_entries(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people = load_people()
    parties, products = load_parties(by=people["ana"]), load_products(by=people["ana"])
    load_policies(people=people)
    load_engagements(parties, products, people=people)
    load_registers(products, people=people)
    load_questionnaires(people=people)
    assert {one.code for one in Assessment.objects.first().policies.all()} == {
        "human-rights", "acceptable-use", "grievance-channel",
    }  # fmt: skip
    assert set(Questionnaire.objects.values_list("state", flat=True)) == {"draft", "sent", "answered", "reviewed"}
    assert {"pending", "none", "changed"} <= set(LeverageAction.objects.values_list("result", flat=True))
    assert {"received", "examined", "upheld"} == set(Grievance.objects.values_list("state", flat=True))
    assert Consultation.objects.filter(kind="exemption").count() == 1
    assert StaffConcern.objects.filter(raised_by=None).count() == 1
    assert Allegation.objects.exclude(reply_due_on=None).exists()
    assert closed_gates([Product.objects.get(code="sightline-verify")])
