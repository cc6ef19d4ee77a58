"""Constraints of questionnaires and registers, each broken once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import (
    Allegation,
    Answer,
    AnswerFile,
    Consultation,
    Grievance,
    LeverageAction,
    PolicyVersion,
    Questionnaire,
    QuestionnaireLink,
    StaffConcern,
)
from tests.make import make_engagement, make_party, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 1, 2)
BEFORE = DAY - dt.timedelta(days=1)


def now():
    return timezone.now()


def questionnaire(engagement=None, **fields):
    values = {"number": 1, "methodology": "2026", "blocks": ["A"], "opened_at": now(), **fields}
    return Questionnaire.objects.create(
        engagement=engagement or make_engagement(), opened_by=make_user(), **values
    )  # fmt: skip


def link(of=None, **fields):
    values = {"recipient": "R", "made_at": now(), "expires_at": now() + dt.timedelta(days=1), **fields}
    return QuestionnaireLink.objects.create(questionnaire=of or questionnaire(), made_by=make_user(), **values)


def answer(of=None, **fields):
    values = {"question": 1, "source": "account_team", "number": 1, "stated_at": now(), **fields}
    if not values.get("link"):
        values.setdefault("stated_by", make_user())
    return Answer.objects.create(questionnaire=of or questionnaire(), **values)


def file(of=None, **fields):
    values = {"question": 1, "name": "a.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64,
              "added_at": now(), "added_by": make_user(), **fields}  # fmt: skip
    return AnswerFile.objects.create(questionnaire=of or questionnaire(), **values)


def policy(**fields):
    values = {
        "code": "p",
        "title": "P",
        "version": "1",
        "summary": "x",
        "adopted_by": "Board",
        "starts_on": DAY,
        **fields,
    }
    return PolicyVersion.objects.create(stated_by=make_user(), stated_at=now(), **values)


def leverage(**fields):
    return LeverageAction.objects.create(
        engagement=make_engagement(), kind="dialogue", text="x", tried_on=DAY, stated_by=make_user(), stated_at=now(),
        **fields,
    )  # fmt: skip


def grievance(**fields):
    values = {"channel": "other", "received_on": DAY, "claim": "x", **fields}
    return Grievance.objects.create(stated_by=make_user(), stated_at=now(), **values)


def consultation(**fields):
    values = {"kind": "proxies", "held_on": DAY, "who": "Tenants", "heard": "x", **fields}
    return Consultation.objects.create(
        engagement=make_engagement(), stated_by=make_user(), stated_at=now(), **values
    )  # fmt: skip


def concern(**fields):
    return StaffConcern.objects.create(text="x", raised_on=DAY, **fields)


def allegation(**fields):
    return Allegation.objects.create(
        party=make_party(), claim="x", alleged_by="y", as_of=DAY, detection_source="media", stated_by=make_user(),
        **fields,
    )  # fmt: skip


def twice(make, *args, **fields):
    make(*args, **fields)
    make(*args, **fields)


def one_number_twice():
    engagement = make_engagement()
    questionnaire(engagement, state="reviewed", reviewed_by=make_user(), reviewed_at=now())
    questionnaire(engagement)


def two_open():
    engagement = make_engagement()
    questionnaire(engagement)
    questionnaire(engagement, number=2)


def by_link_for_others():
    asked = questionnaire()
    answer(asked, link=link(asked))


BREAKS = {
    "questionnaire_number_once": one_number_twice,
    "questionnaire_open_once_per_engagement": two_open,
    "questionnaire_reviewed_by_and_at": lambda: questionnaire(reviewed_at=now()),
    "questionnaire_reviewed_by_someone": lambda: questionnaire(state="reviewed"),
    "questionnaire_link_revoked_by_and_at": lambda: link(revoked_at=now()),
    "questionnaire_link_expires_after_it_is_made": lambda: link(expires_at=now() - dt.timedelta(days=1)),
    "answer_number_once": lambda: twice(answer, questionnaire()),
    "answer_has_one_author": lambda: answer(stated_by=None),
    "answer_by_link_is_the_customers": by_link_for_others,
    "answer_file_once": lambda: twice(file, questionnaire()),
    "answer_file_has_one_author": lambda: file(added_by=None),
    "leverage_result_has_its_day": lambda: leverage(result="none"),
    "grievance_closed_on_its_day": lambda: grievance(state="upheld"),
    "grievance_closed_after_it_came": lambda: grievance(state="upheld", closed_on=BEFORE),
    "policy_version_once": lambda: (policy(ends_on=DAY + dt.timedelta(days=9)), policy()),
    "policy_in_force_once": lambda: (policy(), policy(version="2")),
    "policy_ends_after_it_starts": lambda: policy(ends_on=BEFORE),
    "consultation_heard_somebody": lambda: consultation(who=""),
    "consultation_says_what_was_heard": lambda: consultation(heard=""),
    "concern_answered_by_and_at": lambda: concern(answered_at=now()),
    "concern_closed_with_an_answer": lambda: concern(state="closed"),
    "allegation_reply_has_its_window": lambda: allegation(reply_asked_on=DAY),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREAKS[name]()
