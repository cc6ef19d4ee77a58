"""The pages of the engine's settings: who sees what, and the whole way by forms."""

from __future__ import annotations

import pytest
from django.urls import reverse

from screening.models import Backtest, BelowLinePair, SettingsVersion
from screening.services.run_backtest import run_backtest
from tests.screening.experiment import TEXTS, WHY, after_test, confirm, drafted, screened_world, submitted
from tests.screening.services.test_settings_experiment import match_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(house_list, lea):
    screened_world(lea)


def address(name, number=2):
    return reverse(f"screening:settings_{name}", args=[number])


def test_the_way_of_a_change_by_forms(world, client_of, tess, ana, cleo, django_capture_on_commit_callbacks):
    owner, judge, approver = client_of(tess), client_of(ana), client_of(cleo)
    owner.post(reverse("screening:settings"), {"reason": WHY})
    draft = SettingsVersion.objects.get(number=2)
    values = {**{name: value for name, value in draft.config.items() if name != "version"}, "alert_threshold": "90"}
    assert owner.post(address("change"), values).status_code == 302
    owner.post(address("test"), {"sample_size": 10})
    run_backtest(backtest_id=Backtest.objects.get().pk)
    assert "2 pairs below the line wait" in owner.get(address("version")).content.decode()
    for _pair in range(2):
        page = judge.get(address("judge"))
        judge.post(address("judge"), {"pair": page.context["page"].pair.pk, "verdict": "false_positive"})
    assert "Nothing left to judge" in judge.get(address("judge")).content.decode()
    owner.post(address("submit"), {**TEXTS, "not_for_staffing": "on"})
    assert "somebody else must approve it" in owner.get(address("version")).content.decode()
    approver.post(address("approve"), {"activate_at": ""})
    draft.refresh_from_db()
    assert (draft.state, draft.approved_by, draft.config["alert_threshold"]) == ("approved", cleo, 0.9)


def test_judging_tells_no_score_and_no_setting(world, client_of, tess, ana):
    after_test(tess, alert_threshold=0.9)
    page = client_of(ana).get(address("judge"))
    pair = page.context["page"].pair
    html = page.content.decode().split("<main", 1)[1].split("</main>")[0]
    assert pair.party.display_name in html
    assert f"{int(pair.score * 100)}" not in html
    assert "checked" not in html


def test_judging_without_an_answer_is_refused(world, client_of, tess, ana):
    after_test(tess, alert_threshold=0.9)
    client = client_of(ana)
    pair = client.get(address("judge")).context["page"].pair
    answer = client.post(address("judge"), {"pair": pair.pk})
    assert answer.status_code == 400
    assert "Choose an answer" in answer.content.decode()
    assert not BelowLinePair.objects.exclude(verdict="").exists()


@pytest.mark.acceptance(number=13)
def test_lost_true_match_stands_in_red_and_blocks(world, client_of, tess, ana, sol):
    confirm(match_of("Arkadiy Petrosyan"), by=sol)
    after_test(tess, ana, alert_threshold=0.95)
    client = client_of(tess)
    assert "1 true match of the past would be lost" in client.get(address("version")).content.decode()
    refused = client.post(address("submit"), {**TEXTS, "not_for_staffing": "on"})
    assert refused.status_code == 400
    assert "would be lost" in refused.content.decode()


def test_refused_change_keeps_what_was_written(world, client_of, tess):
    draft = drafted(tess)
    values = {name: value for name, value in draft.config.items() if name != "version"}
    answer = client_of(tess).post(address("change"), {**values, "alert_threshold": "99"})
    assert answer.status_code == 400
    assert 'value="99"' in answer.content.decode()


def test_return_by_form(world, client_of, tess, ana, cleo):
    submitted(tess, ana)
    client_of(cleo).post(address("return"), {"why": "Test the vessels apart"})
    assert "Test the vessels apart" in client_of(tess).get(address("version")).content.decode()


def test_running_test_is_live(world, client_of, tess):
    draft = drafted(tess)
    client_of(tess).post(address("test"), {"sample_size": 10})
    assert f'data-live-url="{address("progress")}"' in client_of(tess).get(address("version")).content.decode()
    assert draft.backtests.get().sample_size == 10
    assert "The test has ended" not in client_of(tess).get(address("progress")).content.decode()
    run_backtest(backtest_id=draft.backtests.get().pk)
    assert "The test has ended" in client_of(tess).get(address("progress")).content.decode()
    assert "The test has ended" not in client_of(tess).get(address("version")).content.decode()


@pytest.mark.parametrize("who", ["fin", "ada"])
def test_others_see_nothing(client_of, who, request, db):
    client = client_of(request.getfixturevalue(who))
    assert client.get(reverse("screening:settings")).status_code == 403


def test_auditor_sees_and_does_nothing(world, client_of, otto, tess):
    drafted(tess)
    client = client_of(otto)
    page = client.get(address("version")).content.decode()
    assert "Save the draft" not in page
    assert client.post(reverse("screening:settings"), {"reason": WHY}).status_code == 403
    assert client.post(address("submit"), TEXTS).status_code == 403


def test_unknown_version_is_not_found(client_of, tess):
    assert client_of(tess).get(address("version", 99)).status_code == 404


def test_test_leaves_as_a_table_and_a_retired_version_can_be_drafted_again(world, client_of, tess, ana):
    draft = submitted(tess, ana)
    table = client_of(tess).get(address("table", draft.number)).content.decode("utf-8-sig")
    assert "with both" in table.splitlines()[0]
    assert client_of(tess).get(address("table", 1)).status_code == 404
    SettingsVersion.objects.filter(number=1).update(active=False, state="retired")
    SettingsVersion.objects.filter(pk=draft.pk).update(active=True, state="active", activated_at=draft.submitted_at)
    assert "Go back to this version" in client_of(tess).get(address("version", 1)).content.decode()
    assert "Go back to this version" not in client_of(ana).get(address("version", 1)).content.decode()
    assert "foretold" in client_of(tess).get(address("version", draft.number)).content.decode()
    client_of(tess).post(reverse("screening:settings"), {"reason": WHY, "based_on": 1})
    assert SettingsVersion.objects.get(number=3).based_on.number == 1
