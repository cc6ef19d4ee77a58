"""Tests of following an address to its questionnaire."""

import datetime as dt

import pytest
from django.core import signing
from django.utils import timezone

from customers.models import QuestionnaireLink
from customers.services.follow_link import MOST_USES, WINDOW, LinkEnded, TooManyUses, follow_link
from customers.services.review_questionnaire import review_questionnaire
from customers.services.revoke_link import revoke_link
from customers.services.send_questionnaire import token_of
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import NotAllowed, NotFound
from tests.customers.asked import link_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(ana):
    return link_of(opened(ana), ana)


def change(link, **fields):
    QuestionnaireLink.objects.filter(pk=link.pk).update(**fields)


def test_follow_link_finds_and_counts(link):
    assert follow_link(token_of(link)) == link
    assert follow_link(token_of(link)).window_uses == 2


@pytest.mark.parametrize("wrong", ["", "1", "e30:abc", "ünïcode"])
def test_follow_link_finds_nothing_behind_a_forged_token(link, wrong):
    with pytest.raises(NotFound):
        follow_link(wrong)
    with pytest.raises(NotFound):
        follow_link(token_of(link)[:-1])


@pytest.mark.parametrize("content", [{"link": "x"}, {"other": 1}, [1], {"link": None}, {"link": True}])
def test_follow_link_finds_nothing_behind_a_signed_text_of_another_kind(link, content):
    with pytest.raises(NotFound):
        follow_link(signing.Signer(salt="customers.questionnaire.link").sign_object(content))


def test_follow_link_takes_no_token_of_another_purpose(link):
    with pytest.raises(NotFound):
        follow_link(signing.Signer(salt="else").sign_object({"link": link.pk}))


def test_an_expired_link_ended(link):
    past = timezone.now() - dt.timedelta(days=2)
    change(link, made_at=past, expires_at=past + dt.timedelta(days=1))
    with pytest.raises(LinkEnded, match="expired"):
        follow_link(token_of(link))


def test_a_revoked_link_ended(link, ana, otto):
    with pytest.raises(NotAllowed):
        revoke_link(link=link, by=otto)
    revoke_link(link=link, by=ana)
    revoke_link(link=link, by=ana)
    assert AuditEvent.objects.filter(verb="questionnaire.link_revoked").count() == 1
    with pytest.raises(LinkEnded, match="taken back"):
        follow_link(token_of(link))


def test_the_links_of_a_reviewed_questionnaire_ended(link, ana):
    review_questionnaire(questionnaire=link.questionnaire, note="Enough", by=ana)
    with pytest.raises(LinkEnded, match="complete"):
        follow_link(token_of(link))


def test_a_link_rests_after_many_uses_and_works_again(link):
    change(link, window_began_at=timezone.now(), window_uses=MOST_USES)
    with pytest.raises(TooManyUses):
        follow_link(token_of(link))
    change(link, window_began_at=timezone.now() - WINDOW)
    assert follow_link(token_of(link)).window_uses == 1
