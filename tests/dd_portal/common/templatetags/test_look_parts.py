"""Tests of the larger parts and of links that keep the filters."""

import pytest
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory

from dd_portal.common.templatetags import look_parts


@pytest.fixture
def page():
    def at(query="", **cookies):
        request = RequestFactory().get(f"/alerts/?{query}")
        request.COOKIES.update(cookies)
        return Context({"request": request})

    return at


def test_query_link_keeps_the_other_filters(page):
    assert look_parts.query_link(page("tier=1&page=3"), due="7") == "?tier=1&due=7"


def test_query_link_turns_the_page(page):
    assert look_parts.query_link(page("tier=1"), page=2) == "?tier=1&page=2"


def test_query_link_drops_a_filter(page):
    assert look_parts.query_link(page("tier=1"), tier=None) == "?"


def test_query_link_encodes(page):
    assert look_parts.query_link(page(), q='"><script>') == "?q=%22%3E%3Cscript%3E"


def test_sort_link_turns_round(page):
    assert 'href="?sort=-due"' in look_parts.sort_link(page("sort=due"), "due", "Due")
    assert "↑" in look_parts.sort_link(page(), "due", "Due", default="due")
    assert "↓" in look_parts.sort_link(page("sort=-due"), "due", "Due")


@pytest.mark.parametrize(("cookie", "shown"), [("dark", ' data-theme="dark"'), ("<evil>", ""), ("", "")])
def test_theme_comes_from_the_cookie(page, cookie, shown):
    assert look_parts.theme_attribute(page(theme=cookie)) == shown


def test_shortcuts_can_be_off(page):
    assert look_parts.theme_attribute(page(shortcuts="off")) == ' data-shortcuts="off"'


def test_theme_without_a_request_is_the_system_s():
    assert look_parts.theme_attribute(Context({})) == ""


def test_unhealthy_empty_list_is_an_alarm():
    shown = render_to_string("parts/empty.html", look_parts.empty("unhealthy", "Do not rely on this empty list"))
    assert 'role="alert"' in shown


def test_there_are_five_kinds_of_empty():
    with pytest.raises(ValueError, match="no kind"):
        look_parts.empty("cheerful", "Well done")


def test_progress_says_n_of_n():
    shown = render_to_string("parts/progress.html", look_parts.progress(807290, 1241984, "Screening"))
    assert "Screening 807,290 of 1,241,984" in shown
    assert 'max="1241984" value="807290"' in shown


def test_progress_of_nothing_does_not_divide():
    assert 'max="1"' in render_to_string("parts/progress.html", look_parts.progress(0, 0))


def test_meter_is_red_past_its_limit():
    assert "meter--late" in look_parts.meter(66, 24, "66 of 24 hours")
    assert "meter--late" not in look_parts.meter(24, 24)


def test_cell_of_a_chart_s_table():
    assert (look_parts.cell(1234), look_parts.cell(None), look_parts.cell("High")) == ("1,234", "–", "High")
