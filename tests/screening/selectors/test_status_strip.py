"""The line that says whether the machine is on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import CanaryRun, ListVersion, ScreeningRun, Watchlist
from screening.selectors.status_strip import Fact, status_strip
from screening.services.run_canaries import run_canaries
from screening.services.screen_chunk import screen_chunk
from screening.services.start_run import start_run
from tests.make import make_party

pytestmark = pytest.mark.django_db


def screened():
    make_party()
    run = start_run(by=User.objects.system())
    screen_chunk(chunk_id=run.chunks.get().pk)
    return run


def test_no_list_is_an_alarm(db):
    assert status_strip().state == "alarm"


def test_all_is_well(house_list):
    screened()
    strip = status_strip()
    assert strip.state == "ok"
    assert [fact.bold for fact in strip.facts] == ["Lists current: 1 of 1", "Last full screening"]
    assert "1 of 1 customers" in strip.facts[1].rest


def test_never_screened_is_a_warning(house_list):
    assert status_strip().state == "warn"


def test_late_list_is_a_warning(house_list):
    screened()
    ListVersion.objects.update(fetched_at=timezone.now() - dt.timedelta(days=400))
    assert status_strip().facts[0].state == "warn"


def test_late_binding_list_is_an_alarm(house_list):
    ListVersion.objects.update(source="un_sc", fetched_at=timezone.now() - dt.timedelta(days=2))
    assert status_strip().facts[0].state == "alarm"


def test_required_list_that_is_not_loaded_is_an_alarm(house_list):
    Watchlist.objects.create(
        code="x", source="un_sc", title="UN", tier="T1", legal_effect="B", factor="LST-5", required=True
    )
    assert status_strip().facts[0].bold == "Lists current: 1 of 2"
    assert status_strip().state == "alarm"


def test_failed_screening_is_an_alarm(house_list):
    run = screened()
    ScreeningRun.objects.filter(pk=run.pk).update(state="failed")
    assert status_strip().facts[1].state == "alarm"


def test_list_newer_than_the_screening_is_a_warning(house_list):
    screened()
    ListVersion.objects.update(imported_at=timezone.now() + dt.timedelta(minutes=1))
    assert status_strip().facts[1].state == "warn"


def test_self_test_stands_in_the_strip_once_it_was_asked(house_list):
    screened()
    assert "Self-test" not in [fact.bold for fact in status_strip().facts]
    done = run_canaries(by=User.objects.system())
    assert status_strip().facts[-1] == Fact("ok", "Self-test", f"{done.planted} of {done.planted} found")
    CanaryRun.objects.update(found=done.planted - 1)
    assert status_strip().state == "alarm"


def test_run_after_a_change_of_lists_accounts_for_everybody(house_list):
    run = start_run(kind=ScreeningRun.Kind.DELTA, by=User.objects.system())
    ScreeningRun.objects.filter(pk=run.pk).update(state="finished", finished_at=timezone.now())
    assert status_strip().facts[1].bold == "Last full screening"
