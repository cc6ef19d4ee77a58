"""Boards of a large portal show what was counted ahead, and when; small ones count at every look."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from screening.models import Alert, BoardReading
from screening.selectors.board_numbers import as_json, count_board, from_json
from screening.selectors.board_readings import renew_readings
from screening.selectors.dashboard import chart_of, dashboard, scope_of
from screening.selectors.indicators.boards import BOARDS
from tests.make import make_alert, make_party, make_unit, make_user
from tests.screening.services.test_quality import answered

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def large(settings):
    settings.COUNTED_AT_EVERY_LOOK = 0


def open_alerts(by):
    page = dashboard("team", scope=scope_of(by, 30))
    return next(one.value for one in page.now_figures if one.indicator.code == "open"), page.is_kept


def test_small_portal_counts_at_every_look_and_keeps_nothing(lea):
    make_alert()
    assert open_alerts(lea) == (1, False)
    make_alert()
    assert open_alerts(lea) == (2, False)
    assert renew_readings(timezone.now()) == 0
    assert not BoardReading.objects.exists()


def test_large_portal_shows_what_was_counted_until_it_is_renewed(large, lea, client_of):
    client = client_of(lea)
    make_alert()
    assert renew_readings(timezone.now() - HOUR / 2) == 12
    make_alert()
    assert open_alerts(lea) == (1, True)
    assert "counted every ten minutes" in client.get(reverse("screening:board", args=["team"])).content.decode()
    assert sum(row[-1] for row in chart_of("ages", scope=scope_of(lea, 30)).rows) == 1
    assert renew_readings(timezone.now()) == 12
    assert open_alerts(lea) == (2, True)
    assert renew_readings(timezone.now()) == 0, "what was counted a moment ago is not counted again"


def test_reading_that_nobody_renewed_is_not_shown(large, lea):
    make_alert()
    assert open_alerts(lea) == (1, False)
    BoardReading.objects.update(taken_at=timezone.now() - 2 * HOUR)
    make_alert()
    assert open_alerts(lea) == (2, False)
    assert open_alerts(lea) == (2, True)


def test_readings_are_of_the_units_that_one_sees(large, lea, client_of):
    client_of(lea)
    far = make_unit("far", "Far")
    lead = make_user("far", None)
    lead.role_grants.create(role="lead", business_unit=far, granted_by=lea, starts_at=timezone.now())
    client_of(lead)
    make_alert()
    make_alert(party=make_party(business_unit=far))
    assert renew_readings(timezone.now()) == 24
    assert (open_alerts(lea), open_alerts(lead)) == ((2, True), (1, True))


def test_own_work_is_counted_at_every_look(large, ana, client_of):
    client_of(ana)
    make_alert(assignee=ana)
    assert renew_readings(timezone.now()) == 0
    for _ in range(2):
        assert not dashboard("mine", scope=scope_of(ana, 30)).is_kept
    assert not BoardReading.objects.exists()


def test_kept_board_asks_few_questions(large, lea, client_of, django_assert_max_num_queries):
    client = client_of(lea)
    make_alert()
    renew_readings(timezone.now())
    for code in ("team", "compliance", "outcome", "programme"):
        with django_assert_max_num_queries(16):
            client.get(reverse("screening:board", args=[code]))


def test_number_of_a_reading_opens_its_rows(large, lea, client_of):
    client = client_of(lea)
    make_alert()
    renew_readings(timezone.now())
    page = client.get(reverse("screening:figure", args=["open"]))
    assert (page.context["page"].total, len(page.context["page"].lines)) == (1, 1)
    assert "1 row as of" in page.content.decode()
    assert "The number was zero at" in client.get(reverse("screening:figure", args=["overdue"])).content.decode()
    # A share of sums is not the number of its rows: they are counted, to a thousand.
    assert client.get(reverse("screening:figure", args=["alert-rate"])).context["page"].as_of is None


@pytest.mark.parametrize("code", ["team", "compliance", "outcome", "programme"])
def test_numbers_come_back_from_the_shelf_as_they_were(lea, ana, code):
    answered(ana)
    answered(ana, "true_match")
    Alert.objects.create(
        party=make_party(), state="new", tier="T1", top_score=0.8, trigger="manual", opened_at=timezone.now(),
        first_opened_at=timezone.now(), due_at=timezone.now(),
    )  # fmt: skip
    board = next(one for one in BOARDS if one.code == code)
    numbers = count_board(board, scope_of(lea, 30))
    BoardReading.objects.create(board=code, days=30, units="all", taken_at=numbers.as_of, numbers=as_json(numbers))
    kept = BoardReading.objects.get().numbers
    assert from_json(kept, board=board, as_of=numbers.as_of) == numbers
    del kept["figures"][board.shown[0].code]
    assert from_json(kept, board=board, as_of=numbers.as_of) is None, "of another edition of the board"


def test_one_reading_of_a_board_for_the_same_units():
    values = {"board": "team", "days": 30, "units": "all", "taken_at": timezone.now(), "numbers": {}}
    BoardReading.objects.create(**values)
    with pytest.raises(IntegrityError):
        BoardReading.objects.create(**values)
