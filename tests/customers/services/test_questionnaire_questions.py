"""Tests of what a questionnaire asks, of whom, and what is missing."""

import pytest

from customers.services.assess_engagement import assess_engagement
from customers.services.questionnaire_questions import (
    answered_values,
    asked_blocks,
    is_for_customer,
    missing_numbers,
    questions_of,
)
from customers.services.rate_factor import rate_factor
from tests.customers.asked import answered, opened

pytestmark = pytest.mark.django_db


def test_forty_questions_without_those_of_conflict(ana):
    assert [one.number for one in questions_of(opened(ana))] == [n for n in range(1, 41) if n not in (32, 33, 34)]


def test_a_block_joins_while_the_questionnaire_is_open(ana):
    questionnaire = opened(ana)
    rate_factor(engagement=questionnaire.engagement, factor="JUR-4", value=2, reason="Fighting", by=ana)
    assess_engagement(engagement=questionnaire.engagement, cause="Rated", by=ana)
    assert "G" in asked_blocks(questionnaire)


def test_the_customer_is_not_asked_what_only_the_vendor_can_say(ana):
    kept_back = {one.number for one in questions_of(opened(ana, ratings={"JUR-4": 2})) if not is_for_customer(one)}
    # Lists, misuse of the product, signs the vendor saw, record of the body, safety of those heard, complaints, exit.
    assert kept_back == {5, 13, 14, 15, 19, 30, 31, 34}


def test_what_one_source_disclosed_stands_above_not_disclosed(ana):
    questionnaire = opened(ana)
    answered(questionnaire, ana, value="NOT_DISCLOSED")
    assert answered_values(questionnaire) == {1: "NOT_DISCLOSED"}
    answered(questionnaire, ana, source="independent_source", value="PARTIAL")
    assert answered_values(questionnaire) == {1: "PARTIAL"}


def test_a_draft_is_missing(ana):
    questionnaire = opened(ana)
    answered(questionnaire, ana, value="", narrative="To be asked")
    assert 1 in missing_numbers(questionnaire)
    answered(questionnaire, ana, narrative="Asked", expected=1)
    assert 1 not in missing_numbers(questionnaire)
