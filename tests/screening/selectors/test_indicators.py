"""Indicators and dashboards: the number of every figure is the number of its rows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from screening.models import Alert
from screening.selectors.dashboard import Scope, chart_of, dashboard, scope_of
from screening.selectors.indicators.boards import BOARDS, boards_of
from screening.selectors.indicators.handling import HANDLING
from screening.selectors.indicators.indicator import at_share, measure
from tests.make import make_alert, make_unit, make_user
from tests.screening.services.test_quality import answered

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
EVERY = [(board.code, one) for board in BOARDS for one in board.indicators]


@pytest.fixture
def world(ana, bo):
    """Open, overdue, old, closed on time and late, on each tier."""
    now = timezone.now()
    for tier in ("T1", "T2", "T3"):
        make_alert(tier=tier, assignee=ana)
        make_alert(tier=tier, due_at=now - DAY, first_opened_at=now - 40 * DAY)
    answered(ana)
    late = answered(bo, "true_match")
    Alert.objects.filter(pk=late.potential_match.alert_id).update(due_at=now - DAY, opened_at=now - 2 * DAY)


def value(code, by, days=30):
    found = next(one for _board, one in EVERY if one.code == code)
    return measure(found, Scope(by, timezone.now(), days))


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("open", 6), ("overdue", 3), ("overdue-t1", 1), ("unassigned", 3), ("age-5", 3), ("out", 2), ("on-time", 1),
        ("true-matches", 1), ("false-positives", 1), ("no-birth-date", 0), ("not-screened", 8),
    ],
)  # fmt: skip
def test_values(world, lea, code, count):
    assert value(code, lea).value == count


def test_own_figures_are_of_the_own_work(world, ana, bo):
    assert (value("mine", ana).value, value("mine", bo).value) == (3, 0)
    assert (value("mine-answered", ana).value, value("mine-answered", bo).value) == (1, 1)


def test_time_is_told_by_median_and_late_share(world, lea):
    figure = value("time", lea)
    assert figure.value == 2
    assert figure.late - figure.median > dt.timedelta(hours=40)


@pytest.mark.parametrize(("share", "index"), [(0.5, 0), (0.9, 1)])
def test_share_of_spans(share, index):
    spans = [DAY, 2 * DAY]
    assert at_share(spans, share) == spans[index]
    assert at_share([], share) is None


def test_other_units_are_in_no_figure(world, lea):
    far = make_user("far", None)
    far.role_grants.create(role="lead", business_unit=make_unit("far", "Far"), granted_by=lea, starts_at=timezone.now())
    for code in ("open", "overdue", "out", "true-matches", "restricted", "screened", "cases"):
        assert value(code, far).value == 0, code


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.code)
def test_every_number_opens_as_many_rows(world, client_of, lea, board):
    client = client_of(lea)
    scope = scope_of(lea, 30)
    for indicator in board.indicators:
        if board not in boards_of(lea):
            continue
        page = client.get(reverse("screening:figure", args=[indicator.code]), {"days": 30})
        assert page.status_code == 200, indicator.code
        figure = measure(indicator, scope)
        if figure.is_of_rows:
            assert page.context["page"].total == len(page.context["page"].lines) == figure.value, indicator.code


@pytest.mark.parametrize(("who", "codes"), [
    ("ana", ["mine"]), ("lea", ["mine", "team", "compliance", "outcome", "programme"]),
    ("cleo", ["team", "compliance", "outcome", "programme"]),
    ("otto", ["team", "compliance", "outcome", "programme"]), ("fin", []), ("ada", []), ("tess", []),
])  # fmt: skip
def test_who_sees_which_board(who, codes, request):
    assert [board.code for board in boards_of(request.getfixturevalue(who))] == codes


def test_pages_show_charts_and_their_tables(world, client_of, lea):
    client = client_of(lea)
    page = client.get(reverse("screening:board", args=["team"])).content.decode()
    assert "3 open alerts are older than two weeks" in page
    assert "median of 2" in page
    table = client.get(reverse("screening:chart_table", args=["ages"])).content.decode("utf-8-sig")
    assert table.splitlines()[0] == ",T1,T2,T3,All"
    assert table.splitlines()[-1] == "> 30,1,1,1,3"


def test_analyst_gets_no_team_figures(world, client_of, ana):
    client = client_of(ana)
    assert client.get(reverse("screening:board", args=["team"])).status_code == 404
    assert client.get(reverse("screening:figure", args=["overdue-t1"])).status_code == 404
    assert client.get(reverse("screening:chart_table", args=["ages"])).status_code == 404


def test_flow_counts_by_day(world, lea):
    chart = chart_of("flow", scope=scope_of(lea, 7))
    assert len(chart.rows) == 7
    assert sum(row[2] for row in chart.rows) == 2


def test_board_asks_a_bounded_number_of_questions(world, lea, django_assert_max_num_queries):
    with django_assert_max_num_queries(65):
        dashboard("team", scope=scope_of(lea, 30))
    for _n in range(10):
        make_alert()
    with django_assert_max_num_queries(65):
        dashboard("team", scope=scope_of(lea, 30))


def test_unknown_period_is_thirty_days(lea):
    assert [scope_of(lea, asked).days for asked in ("7", "90", "x", "-1", "")] == [7, 90, 30, 30, 30]


def test_what_came_back_is_told_by_its_cause(lea):
    make_alert(reopened=True, trigger="list_changed")
    make_alert(reopened=True, trigger="manual")
    make_alert(trigger="list_changed")
    scope = Scope(lea, timezone.now(), 30)
    found = {one.code: measure(one, scope) for one in HANDLING if one.code.startswith("came-back-")}
    assert {code: one.value for code, one in found.items() if one.value} == {
        "came-back-list_changed": 1, "came-back-manual": 1,
    }  # fmt: skip
