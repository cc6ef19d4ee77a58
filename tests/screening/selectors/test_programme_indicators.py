"""Each figure of handling and of the programme, on a row that counts and one that does not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.accounts.models import RoleGrant, User
from dd_portal.audit.models import AuditEvent
from dd_portal.audit.verbs import Verb
from screening.models import (
    Alert,
    CanaryResult,
    CanaryRun,
    ListVersion,
    PotentialMatch,
    ScreeningRun,
    ScreeningState,
)
from screening.selectors.indicators.boards import BOARDS
from screening.selectors.indicators.indicator import Scope, measure
from screening.services.late_lists import late_versions
from screening.triage.claim import claim
from screening.triage.release import release
from tests.make import (
    make_alert,
    make_list_version,
    make_party,
    make_settings_version,
    make_user,
    make_watchlist,
)
from tests.screening.services.test_quality import answered

pytestmark = pytest.mark.django_db
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def figure(code, by, days=30):
    found = next(one for board in BOARDS for one in board.indicators if one.code == code)
    return measure(found, Scope(by, timezone.now(), days))


def share(code, by):
    found = figure(code, by)
    return found.value, found.whole


def closed(**fields):
    now = timezone.now()
    return make_alert(state="closed_false_positive", closed_at=now, **fields)


def event(alert, verb, by, at):
    return AuditEvent.objects.create(
        at=at, actor_kind="person", actor_id=str(by.pk), verb=verb, target_kind="screening.alert",
        target_id=str(alert.pk), digest="0" * 64,
    )  # fmt: skip


def run_of(version, **fields):
    now = timezone.now()
    values = {
        "kind": "all", "state": "finished", "settings_version": make_settings_version(), "engine_version": "test",
        "list_versions": {version.source: version.pk}, "index_fingerprint": "0" * 64, "started_by": User.objects.system(),
        "started_at": now - HOUR, "finished_at": now, **fields,
    }  # fmt: skip
    return ScreeningRun.objects.create(**values)


def test_taking_while_a_more_urgent_one_is_free_is_out_of_order(ana, bo, lea):
    now = timezone.now()
    urgent = make_alert(due_at=now + HOUR)
    later = make_alert(due_at=now + 5 * HOUR)
    claim(alert=later, by=ana)
    assert share("out-of-order", lea) == (1, 1)
    claim(alert=urgent, by=bo)
    assert share("out-of-order", lea) == (1, 2)


def test_taking_again_after_a_release_in_order_is_none(ana, lea):
    only = make_alert()
    claim(alert=only, by=ana)
    release(alert=only, by=ana)
    claim(alert=only, by=ana)
    assert share("out-of-order", lea) == (0, 1)


def test_first_look_is_from_opening_to_first_taking(ana, lea):
    now = timezone.now()
    alert = closed(opened_at=now - 3 * HOUR, first_opened_at=now - 3 * HOUR)
    for hours in (1, 2):
        event(alert, Verb.ALERT_CLAIMED, ana, now - hours * HOUR)
    make_alert()
    assert figure("first-look", lea).median == HOUR


def test_time_in_earnest_stops_at_release_and_at_the_lock(ana, bo, lea):
    now = timezone.now()
    alert = closed()
    for minutes, verb, who in (
        (120, Verb.ALERT_CLAIMED, ana), (115, Verb.ALERT_NOTED, ana), (60, Verb.ALERT_RELEASED, ana),
        (50, Verb.ALERT_NOTED, ana), (40, Verb.ALERT_CLAIMED, bo), (39, Verb.ALERT_CLOSED, bo),
    ):  # fmt: skip
        event(alert, verb, who, now - dt.timedelta(minutes=minutes))
    assert figure("active", lea).median == dt.timedelta(minutes=5 + 20 + 1)


def test_binding_alert_decided_in_seconds_is_hardly_read(ana, lea):
    now = timezone.now()
    for seconds, tier in ((5, "T1"), (60, "T1"), (5, "T3")):
        alert = closed(tier=tier)
        event(alert, Verb.ALERT_CLAIMED, ana, now - dt.timedelta(seconds=seconds))
        event(alert, Verb.ALERT_CLOSED, ana, now)
    found = figure("hardly-read", lea)
    assert (found.value, found.whole, found.is_alarm) == (1, 2, True)


def test_backlog_is_open_by_closed_a_day(lea):
    assert figure("backlog", lea).median is None
    closed()
    make_alert()
    make_alert()
    assert figure("backlog", lea, days=30).median == 60 * DAY


def test_repeat_alert_has_no_change_behind_it(lea):
    same, changed = make_alert(reopened=True), make_alert(reopened=True)
    make_alert(reopened=True, trigger="manual")
    PotentialMatch.objects.filter(alert=changed).update(change="Its date of birth was added.")
    assert figure("repeated", lea).value == 1
    assert share("came-back", lea) == (3, 3)
    assert Alert.objects.filter(pk=same.pk).exists()


def test_overturned_answer_differs_from_an_earlier_one(ana, lea):
    first = answered(ana)
    again = type(first).objects.get(pk=first.pk)
    again.pk = None
    again.identity, again.consequence = "true_match", "prohibited"
    again.save()
    answered(ana)
    assert share("overturned", lea) == (1, 3)
    assert share("reasoned", lea)[1] == 3


def test_escalated_and_approved(ana, sol, lea):
    answer = answered(ana)
    type(answer).objects.filter(pk=answer.pk).update(
        approved_by=sol, approved_at=answer.proposed_at + 2 * HOUR, state="final"
    )
    assert figure("to-approve", lea).median == 2 * HOUR
    alert = make_alert()
    event(alert, Verb.ALERT_CLAIMED, ana, timezone.now())
    event(alert, Verb.ALERT_ESCALATED, ana, timezone.now())
    event(make_alert(), Verb.ALERT_CLAIMED, ana, timezone.now())
    assert share("escalation-rate", lea)[0] == 1


def test_publication_to_screened_waits_for_the_run_with_the_version(lea):
    version = make_list_version()
    assert figure("until-screened", lea).value == 0
    now = timezone.now()
    ListVersion.objects.update(published_on=None, fetched_at=now - 5 * HOUR)
    run_of(version, finished_at=now - 4 * HOUR, list_versions={version.source: version.pk + 1})
    run_of(version, finished_at=now - HOUR)
    assert abs(figure("until-screened", lea).median - 4 * HOUR) < dt.timedelta(seconds=1)


def test_self_test_counts_what_was_planted_not_its_rows(lea):
    assert share("canaries", lea) == (0, 0)
    now = timezone.now()
    for at, found in ((now - DAY, 1), (now, 7)):
        run = CanaryRun.objects.create(at=at, settings_version=make_settings_version(), planted=8, found=found)
        CanaryResult.objects.create(
            run=run, watchlist=make_watchlist(), variation="order", planted=8, found=found, missed=[]
        )
    assert share("canaries", lea) == (7, 8)


def test_few_pairs_below_the_line_prove_little(lea):
    assert figure("below-line", lea).upper == ""


def test_second_look_shares_have_their_bound(lea, ana):
    assert figure("qa-errors", lea).upper == ""
    assert figure("qa-critical", lea).value == 0


def test_dormant_people_and_roles_that_should_be_apart(lea, ana, tess):
    User.objects.filter(pk=ana.pk).update(last_login=timezone.now() - 91 * DAY)
    assert share("dormant", lea) == (1, 3)
    RoleGrant.objects.create(user=tess, role="approver", granted_by=lea, starts_at=timezone.now())
    old = make_user("old")
    old.role_grants.update(starts_at=timezone.now() - 400 * DAY)
    found = figure("conflicts", lea)
    assert (found.value, found.is_alarm) == (1, True)
    assert figure("old-grants", lea).value == 1
    RoleGrant.objects.filter(user=tess, role="approver").update(ends_at=timezone.now())
    assert figure("conflicts", lea).value == 0


def test_runs_and_customers_that_failed(lea):
    version = make_list_version()
    run = run_of(version)
    assert figure("run-time", lea).median == HOUR
    run_of(version, state="failed")
    assert share("failed-runs", lea) == (1, 2)
    for hours in (1, 30):
        ScreeningState.objects.create(
            party=make_party(), run=run, party_version=1, outcome="error", screened_at=timezone.now() - hours * HOUR
        )
    assert figure("failed-long", lea).value == 1
    assert share("no-country", lea) == (2, 2)
    assert share("no-identifier", lea) == (2, 2)


def test_list_without_a_match_is_quiet(lea):
    make_watchlist("un_sc")
    make_list_version("un_sc")
    make_alert()
    assert figure("quiet-lists", lea).value == 1
    assert late_versions() == []
