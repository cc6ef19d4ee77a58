"""Tests of what registers say on the page of an engagement."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.selectors.engagement_registers import answers_by_factor, engagement_registers
from customers.services.state_consultation import state_consultation
from dd_portal.common.clock import today
from tests.customers.asked import answered, opened
from tests.make import make_assessment, make_engagement

pytestmark = pytest.mark.django_db


def test_answers_stand_beside_the_factors_they_inform(ana, client_of):
    asked = opened(ana)
    answered(asked, ana, question=2, value="PARTIAL", narrative="Two owners are known")
    found = answers_by_factor(asked.engagement)
    assert set(found) == {"CIO-2", "CIO-3"}
    page = client_of(ana).get(reverse("customers:engagement", args=[asked.engagement_id])).content.decode()
    assert "Two owners are known" in page
    assert f"{reverse('customers:questionnaire', args=[asked.pk])}#question-2" in page


def test_a_grave_case_without_a_voice_says_so(ana):
    engagement = make_engagement()
    make_assessment(engagement, inherent_tier=3)
    assert engagement_registers(engagement, user=ana).lacks_voice
    state_consultation(engagement=engagement, kind="exemption", held_on=today(), heard="Reprisals", by=ana)
    shown = engagement_registers(engagement, user=ana)
    assert (shown.lacks_voice, len(shown.registers[0].entries)) == (False, 1)


def test_readers_get_no_forms(otto):
    shown = engagement_registers(make_engagement(), user=otto)
    assert not shown.may_open
    assert {one.new_url for one in shown.registers} == {""}
