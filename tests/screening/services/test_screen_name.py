"""One name now, and many in the background."""

from __future__ import annotations

import pytest

from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed, NotReady
from screening.models import Alert, Enquiry
from screening.services.screen_chunk import screen_chunk
from screening.services.screen_name import screen_name
from screening.services.screen_names import Question, screen_names

pytestmark = pytest.mark.django_db


def facts(name: str, type_: str = "person") -> PartyFacts:
    return PartyFacts(type_, (NameFact(name),))


def test_listed_name_is_found_with_its_reasons(house_list, ida):
    answer = screen_name(facts=facts("Arkadiy Petrosyan"), reference="r1", by=ida).answer
    assert answer["outcome"] == "potential_match"
    assert answer["matches"][0]["entity"]["id"] == "house_csv:1"
    assert answer["matches"][0]["features"][0]["detail"]
    assert answer["lists"][0]["entity_count"] == 3


def test_unlisted_name_says_against_what(house_list, ida):
    answer = screen_name(facts=facts("Somebody Completely Different"), by=ida).answer
    assert answer["outcome"] == "no_potential_match"
    assert answer["matches"] == []
    assert len(answer["evidence_hash"]) == 64


def test_question_and_answer_are_kept_without_an_alert(house_list, ida):
    screen_name(facts=facts("Arkadiy Petrosyan"), by=ida)
    assert Enquiry.objects.get().subject["names"][0]["full"] == "Arkadiy Petrosyan"
    assert AuditEvent.objects.filter(verb="screening.name_screened").count() == 1
    assert not Alert.objects.exists()


def test_no_list_is_no_answer(ida):
    with pytest.raises(NotReady):
        screen_name(facts=facts("Arkadiy Petrosyan"), by=ida)


def test_unknown_list_is_named(house_list, ida):
    with pytest.raises(Invalid, match="moon_list"):
        screen_name(facts=facts("A"), lists=["moon_list"], by=ida)


def test_front_office_may_not_screen(house_list, fin):
    with pytest.raises(NotAllowed):
        screen_name(facts=facts("A"), by=fin)


def test_batch_answers_every_name_in_order(house_list, ida):
    run = screen_names(questions=[Question(facts("Arkadiy Petrosyan"), "a"), Question(facts("Nobody"), "b")], by=ida)
    assert [screen_chunk(chunk_id=chunk.pk) for chunk in run.chunks.all()] == [True]
    answers = run.enquiries.order_by("position").values_list("reference", "answer__outcome")
    assert list(answers) == [("a", "potential_match"), ("b", "no_potential_match")]


def test_same_key_gives_the_same_batch(house_list, ida):
    asked = {"questions": [Question(facts("A B"))], "request_key": "k", "by": ida}
    assert screen_names(**asked) == screen_names(**asked)


def test_same_key_with_other_names_is_a_conflict(house_list, ida):
    screen_names(questions=[Question(facts("A B"))], request_key="k", by=ida)
    with pytest.raises(Conflict):
        screen_names(questions=[Question(facts("C D"))], request_key="k", by=ida)


def test_names_at_fault_are_numbered(house_list, ida):
    with pytest.raises(Invalid) as error:
        screen_names(questions=[Question(facts("A B")), Question(facts("C", "robot"))], by=ida)
    assert list(error.value.fields) == ["1"]
