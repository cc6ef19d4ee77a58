"""The pages of quality review: the answer given stays hidden until the own one is given."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dd_portal.common.clock import today
from screening.models import QualityCheck, QualitySample
from tests.screening.services.test_quality import answered, drawn, quinn  # noqa: F401 -- a fixture of the same cast

pytestmark = pytest.mark.django_db


def look_url(sample):
    return reverse("screening:quality_look", args=[sample.number])


def test_sample_is_drawn_by_form(client_of, ana, quinn):  # noqa: F811
    answered(ana)
    fields = {"starts_on": today(), "ends_on": today(), "per_stratum": 5, "double_share": 20}
    client_of(quinn).post(reverse("screening:quality"), fields)
    assert QualitySample.objects.get().checks.count() == 1


def test_look_hides_what_was_answered(client_of, ana, quinn):  # noqa: F811
    answer = answered(ana)
    page = client_of(quinn).get(look_url(drawn(quinn))).content.decode()
    assert answer.rationale not in page
    assert "FP-DOB" not in page
    assert "Ana Silva" not in page
    assert "checked" not in page.split("<main")[1].replace("data-checked", "")


def test_agreement_then_asks_for_the_reasons(client_of, ana, quinn):  # noqa: F811
    answer = answered(ana)
    sample, client = drawn(quinn), client_of(quinn)
    check = sample.checks.get()
    page = client.post(look_url(sample), {"check": check.pk, "identity": "false_positive"}).content.decode()
    assert answer.rationale in page
    assert not QualityCheck.objects.exclude(grade="").exists()
    fields = {
        "check": check.pk,
        "identity": "true_match",
        "holding": "1",
        "reasons_hold": "no",
        "note": "No value is compared in it",
    }
    client.post(look_url(sample), fields)
    check.refresh_from_db()
    assert (check.grade, check.identity) == ("minor", "false_positive")


def test_difference_is_recorded_at_once(client_of, ana, quinn):  # noqa: F811
    answered(ana)
    sample = drawn(quinn)
    fields = {"check": sample.checks.get().pk, "identity": "unsure", "note": "Nothing but the name is known"}
    client_of(quinn).post(look_url(sample), fields)
    assert sample.checks.get().grade == "major"


def test_no_answer_is_refused(client_of, ana, quinn):  # noqa: F811
    answered(ana)
    sample = drawn(quinn)
    answer = client_of(quinn).post(look_url(sample), {"check": sample.checks.get().pk})
    assert answer.status_code == 400
    assert "Choose an answer" in answer.content.decode()


def test_result_page_has_bounds_and_words_for_what_is_not_defined(client_of, ana, quinn, cleo):  # noqa: F811
    answered(ana)
    sample = drawn(quinn)
    page = client_of(cleo).get(reverse("screening:quality_sample", args=[sample.number])).content.decode()
    assert "nothing counted yet" in page
    assert "not defined" in page


@pytest.mark.parametrize(("who", "status"), [("otto", 200), ("ana", 403), ("fin", 403)])
def test_who_reads(client_of, who, status, request):
    assert client_of(request.getfixturevalue(who)).get(reverse("screening:quality")).status_code == status
