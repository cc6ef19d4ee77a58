"""Tests of closing a questionnaire."""

import pytest

from customers.models import Engagement
from customers.services.review_questionnaire import review_questionnaire
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from tests.customers.asked import answered, link_of, opened
from tests.make import make_party

pytestmark = pytest.mark.django_db


def review(questionnaire, by, **fields):
    return review_questionnaire(questionnaire=questionnaire, by=by, **{"note": "Read", **fields})


def test_what_was_not_disclosed_meets_red_line_4(ana):
    questionnaire = opened(ana, end_user_status="several", impact={"scale": 4, "scope": 3, "irremediability": 4})
    for number in (3, 6):
        answered(questionnaire, ana, question=number, value="NOT_DISCLOSED")
    review(questionnaire, ana)
    engagement = Engagement.objects.get()
    assert (engagement.end_user_status, engagement.end_use_undisclosed) == ("undisclosed", True)
    newest = engagement.assessments.order_by("-number").first()
    assert "RL-4" in {one["code"] for one in newest.result["red_lines"]}


def test_a_named_end_user_stays_named(ana):
    questionnaire = opened(ana, end_user=make_party(), end_user_status="named")
    answered(questionnaire, ana, question=3, value="NOT_DISCLOSED")
    review(questionnaire, ana)
    assert Engagement.objects.get().end_user_status == "named"


def test_review_freezes_and_ends_the_links(ana):
    questionnaire = opened(ana)
    link = link_of(questionnaire, ana)
    stored = review(questionnaire, ana, due_diligence_done=True)
    link.refresh_from_db()
    assert (stored.state, stored.reviewed_by, link.revoked_by) == ("reviewed", ana, ana)
    assert Engagement.objects.get().enhanced_due_diligence_done
    with pytest.raises(Conflict):
        review(questionnaire, ana)


def test_review_needs_a_note_while_answers_are_missing(ana):
    with pytest.raises(Invalid) as refused:
        review(opened(ana), ana, note=" ")
    assert "note" in refused.value.fields


def test_review_refuses_readers(ana, otto):
    with pytest.raises(NotAllowed):
        review(opened(ana), otto)
