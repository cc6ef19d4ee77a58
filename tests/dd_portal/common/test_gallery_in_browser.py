"""The gallery in a real browser: accessible, reflowing, inside the content policy, and usable from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsing import browsing, leave
from tests.dd_portal.common import page_urls

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.dd_portal.common.page_urls"),
    pytest.mark.django_db(transaction=True),
]
WIDENED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def open_gallery(chromium, live_server, client, ana):
    client.force_login(ana)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened: list[BrowserContext] = []

    def at(width: int = 1440, scheme: str = "light", path: str = "/gallery/", **options) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.goto(live_server.url + path)
        return page

    yield at
    for context in opened:
        leave(context)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (1024, "light"), (360, "dark")])
def test_axe_finds_nothing(open_gallery, width, scheme):
    page = open_gallery(width, scheme)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("width", [1440, 1024, 720, 360, 320])
def test_page_never_scrolls_sideways(open_gallery, width):
    page = open_gallery(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_widened_text_still_fits_at_320(open_gallery):
    page = open_gallery(320, bypass_csp=True)
    page.add_style_tag(content=WIDENED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_content_policy_is_kept(open_gallery):
    assert open_gallery().problems == []


def test_everything_is_there_without_script(open_gallery):
    page = open_gallery(java_script_enabled=False)
    assert page.locator("#sample-fp").is_visible()
    assert page.locator(".bar__places a").first.is_visible() or page.locator(".bar__brand").is_visible()


def test_key_chooses_an_answer_and_never_submits(open_gallery):
    page = open_gallery()
    page.keyboard.press("f")
    assert page.locator("input[value=false_positive]").is_checked()
    assert page.locator("#sample-fp").is_visible()
    assert "Submit false positive" in page.locator(".desk__decision [data-submit-button]").inner_text()
    assert page.url.endswith("/gallery/")


def test_keys_rest_while_typing(open_gallery):
    page = open_gallery()
    page.locator("#sample-why").click()
    page.keyboard.type("fum")
    assert page.locator("#sample-why").input_value() == "fum"
    assert page.locator("input[name=verdict]:checked").count() == 0


def test_keys_can_be_switched_off(open_gallery):
    page = open_gallery()
    page.context.add_cookies([{"name": "shortcuts", "value": "off", "url": page.url}])
    page.reload()
    page.keyboard.press("f")
    assert page.locator("input[name=verdict]:checked").count() == 0


def test_question_mark_lists_the_keys_of_the_page(open_gallery):
    page = open_gallery()
    page.keyboard.press("?")
    shown = page.locator("#shortcut-list").inner_text()
    assert "Not the same" in shown
    assert "Start next alert" in shown
    page.keyboard.press("Escape")
    assert not page.locator("#shortcut-list").is_visible()


def test_cursor_moves_down_the_rows_and_ticks(open_gallery):
    page = open_gallery()
    page.keyboard.press("j")
    page.keyboard.press("x")
    row = page.locator("[data-row].is-cursor")
    assert "Severny" in row.inner_text()
    assert row.locator("input").is_checked()


def test_compared_values_are_inserted(open_gallery):
    page = open_gallery()
    page.locator("[data-insert]").click()
    assert page.locator("#sample-why").input_value().startswith("Nationality Portugal")


def test_theme_is_chosen_and_remembered(open_gallery):
    page = open_gallery()
    page.locator(".bar__person summary").click()
    page.locator(".bar__person [data-theme-choice=dark]").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(17, 22, 27)"


def test_focus_is_two_colours(open_gallery):
    page = open_gallery()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate(
        "(({outlineWidth, boxShadow}) => [outlineWidth, boxShadow])(getComputedStyle(document.activeElement))"
    )
    assert style[0] == "3px"
    assert "rgb(255, 216, 77)" in style[1]


def test_menu_opens_on_narrow_screens(open_gallery):
    page = open_gallery(360)
    page.locator(".bar__menu summary").click()
    assert page.locator(".bar__menu nav").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".bar__menu nav").is_visible()


def test_filters_fold_on_narrow_screens_only(open_gallery):
    assert not open_gallery(360).locator(".filters").is_visible()
    assert open_gallery(1440).locator(".filters").is_visible()


def test_paper_is_light_and_without_buttons(open_gallery):
    page = open_gallery(1440, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".bar").is_visible()
    assert page.locator(".button:visible").count() == 0


def test_live_region_goes_on_until_it_is_done_and_says_so(open_gallery):
    page_urls.ASKED.clear()
    page = open_gallery(path="/live/")
    page.locator("progress[value='100']").wait_for()
    page.locator("[role=status]", has_text="100 of 100").wait_for(state="attached")
    assert page.locator("[data-live-url]").count() == 0
    assert page_urls.ASKED["live"] == 4


def test_form_asks_first_and_focus_starts_on_the_harmless_answer(open_gallery):
    page_urls.RECEIVED.clear()
    page = open_gallery(path="/forms/")
    page.locator("#restrict button").click()
    assert page.evaluate("document.activeElement.textContent") == "Keep reviewing"
    page.locator("#sure button", has_text="Keep reviewing").click()
    assert page_urls.RECEIVED == []
    page.locator("#restrict button").click()
    page.locator("#sure button", has_text="Record and restrict").click()
    page.wait_for_selector("text=received")
    assert page_urls.RECEIVED[0]["confirmed"] == "yes"


def test_escape_from_the_question_sends_nothing_and_asks_again(open_gallery):
    page_urls.RECEIVED.clear()
    page = open_gallery(path="/forms/")
    page.locator("#restrict button").click()
    page.keyboard.press("Escape")
    page.locator("#restrict button").click()
    assert page.locator("#sure").is_visible()
    assert page_urls.RECEIVED == []


def test_ctrl_enter_submits_from_within_the_text(open_gallery):
    page = open_gallery(path="/forms/")
    page.locator("#why").fill("because")
    page.keyboard.press("Control+Enter")
    assert page.locator("#sure").is_visible()


def test_draft_is_kept_when_the_field_is_left(open_gallery):
    page_urls.RECEIVED.clear()
    page = open_gallery(path="/forms/")
    page.locator("#why").fill("Nationality differs")
    page.locator("#why").blur()
    page.locator("#kept", has_text="Draft saved").wait_for()
    assert page_urls.RECEIVED[0]["text"] == "Nationality differs"


def test_form_without_script_goes_straight_to_its_page(open_gallery):
    page_urls.RECEIVED.clear()
    page = open_gallery(path="/forms/", java_script_enabled=False)
    page.locator("#restrict button").click()
    page.wait_for_selector("text=received")
    assert "confirmed" not in page_urls.RECEIVED[0]


def test_toast_is_dismissed_by_its_button(open_gallery):
    page = open_gallery(path="/preferences/")
    page.get_by_role("button", name="Save preferences").click()
    page.locator("[data-toast-close]").click()
    assert page.locator("[data-toast]").count() == 0
