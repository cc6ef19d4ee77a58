"""Triage in a real browser: by keyboard alone, without script, accessible, and reflowing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Keyboard, Locator, Page

from dd_portal.accounts.services.choose_keys import choose_keys
from screening.models import Alert, AlertNote, Resolution
from screening.triage.claim import claim
from tests.browsing import browsing, leave
from tests.make import make_alert, make_listed_entity, make_match, make_party

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = "Another registration number and another country"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def open_as(chromium, live_server):
    opened: list[BrowserContext] = []

    def at(user, path: str, *, width: int = 1440, scheme: str = "light", **options) -> Page:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        # A machine that does much else is slow, not broken.
        page.set_default_timeout(120_000)
        page.problems = []
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.goto(live_server.url + path)
        return page

    yield at
    for context in opened:
        leave(context)


@pytest.fixture
def alert(db):
    party = make_party("محمد ناصر الضرامي", external_id="C-1042")
    alert = make_alert(party=party, entity=make_listed_entity("Muhammad Nasir AL-DHORAMI"))
    make_match(alert)
    return alert


def press_through(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.acceptance(number=9)
def test_an_alert_is_decided_by_keyboard_alone(open_as, alert, ana):
    page = open_as(ana, "/alerts/")
    with page.expect_navigation(url="**/alerts/*/*"):
        press_through(page, "n")
    for left in ("1 of 2 left", "0 of 2 left"):
        press_through(page, "f", "2", "4")
        assert page.evaluate("document.querySelectorAll('[name=reasons]:checked').length") == 2
        page.locator("#id_rationale").focus()
        page.keyboard.type(WHY)
        with page.expect_navigation():
            press_through(page, "Control+Enter")
        assert left in page.inner_text("body")
    assert Alert.objects.get(pk=alert.pk).state == "pending_approval"
    assert page.problems == []


@pytest.mark.acceptance(number=9)
def test_one_key_never_submits(open_as, alert, ana):
    claim(alert=alert, by=ana)
    page = open_as(ana, f"/alerts/{alert.pk}/")
    press_through(page, "m", "1", "u", "f")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not Resolution.objects.exists()


def test_j_and_k_walk_through_the_matches(open_as, alert, ana):
    page = open_as(ana, f"/alerts/{alert.pk}/")
    first = page.locator(".match[aria-current]").inner_text()
    with page.expect_navigation():
        press_through(page, "j")
    assert page.locator(".match[aria-current]").inner_text() != first
    with page.expect_navigation():
        press_through(page, "k")
    assert page.locator(".match[aria-current]").inner_text() == first


def test_own_keys_take_the_place_of_the_usual_ones(open_as, alert, ana):
    claim(alert=alert, by=ana)
    choose_keys(keys={"f": "y", "j": "k", "k": "j", "m": ""}, by=ana)
    page = open_as(ana, f"/alerts/{alert.pk}/")
    first = page.locator(".match[aria-current]").inner_text()
    with page.expect_navigation():
        press_through(page, "k")
    assert page.locator(".match[aria-current]").inner_text() != first
    press_through(page, "f", "m")
    assert page.locator("form input:checked").count() == 0
    press_through(page, "y")
    assert page.locator("#id_identity_0:checked[aria-keyshortcuts=y]").count() == 1
    assert page.locator(".answer kbd").all_inner_texts() == ["Y", "U"]


@pytest.mark.acceptance(number=9)
@pytest.mark.parametrize("has_script", [True, False])
def test_an_alert_is_decided_with_shortcuts_off(open_as, alert, ana, has_script):
    """With Tab, Space and Enter; with script and the shortcuts switched off, and without any script."""
    page = open_as(ana, "/alerts/", java_script_enabled=has_script)
    page.context.add_cookies([{"name": "shortcuts", "value": "off", "url": page.url}])
    page.reload()
    press_through(page, "n", "x", "j", "/")
    tab_to(page, "form[action*=start-next] button")
    with page.expect_navigation(url="**/alerts/*/*"):
        page.keyboard.press("Enter")
    press_through(page, "f", "1", "m")
    assert page.locator("form input:checked").count() == 0
    tab_to(page, "#id_identity_0").press("Space")
    tab_to(page, "#reasons-false_positive input[value='FP-NAME']").press("Space")
    tab_to(page, "#id_rationale").type(WHY)
    tab_to(page, "[data-submit-button]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "1 of 2 left" in page.inner_text("body")


def tab_to(page: Page, selector: str) -> Keyboard:
    """Press Tab until the focus is there."""
    for _key in range(150):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return page.keyboard
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def test_d_and_l_hide_what_is_not_asked_for(open_as, alert, ana):
    page = open_as(ana, f"/alerts/{alert.pk}/")
    rows = page.locator(".comparison tbody tr")
    size = "getComputedStyle(document.querySelector('.desk bdi[dir=rtl]')).fontSize"
    every, usual = seen(rows), page.evaluate(size)
    page.keyboard.press("d")
    assert {row.get_attribute("data-word") for row in rows.all() if row.is_visible()} <= {"different", "close"}
    assert seen(rows) < every
    press_through(page, "d", "l")
    assert (seen(rows), page.evaluate(size)) == (every, "0px")
    page.keyboard.press("l")
    assert page.evaluate(size) == usual


def seen(found: Locator) -> int:
    return sum(one.is_visible() for one in found.all())


def test_ctrl_enter_sends_the_form_one_is_in_and_no_other(open_as, alert, ana):
    claim(alert=alert, by=ana)
    page = open_as(ana, f"/alerts/{alert.pk}/")
    press_through(page, "f", "2", "4", "c")
    page.keyboard.type("The branch sends the passport copy")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert AlertNote.objects.get().text == "The branch sends the passport copy"
    assert not Resolution.objects.exists()


def test_shift_x_ticks_a_stretch_of_rows(open_as, ana):
    for _number in range(4):
        make_alert()
    page = open_as(ana, "/alerts/")
    ticked = page.locator("input[name=alert]:checked")
    assert not page.locator(".bulk").is_visible()
    press_through(page, "j", "j", "x", "j", "j", "Shift+X")
    assert ticked.count() == 3
    assert "3 alerts ticked" in page.locator(".bulk").inner_text()
    assert not page.locator("input[name=alert]").first.is_checked()
    press_through(page, "k", "x")
    assert ticked.count() == 2


def test_a_refusal_takes_the_focus_and_keeps_the_answer(open_as, alert, ana):
    claim(alert=alert, by=ana)
    page = open_as(ana, f"/alerts/{alert.pk}/")
    press_through(page, "f")
    with page.expect_navigation():
        press_through(page, "Control+Enter")
    assert page.evaluate("document.activeElement.classList.contains('errors')")
    assert page.locator("#id_identity_0").is_checked()


@pytest.mark.acceptance(number=9)
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (1024, "light"), (360, "dark")])
def test_axe_finds_nothing(open_as, alert, ana, cleo, width, scheme):
    claim(alert=alert, by=ana)
    for user, path in ((ana, "/alerts/"), (ana, f"/alerts/{alert.pk}/"), (cleo, f"/alerts/{alert.pk}/")):
        page = open_as(user, path, width=width, scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (320, "dark")])
def test_a_lower_priority_is_asked_for_and_agreed_by_keyboard(open_as, ana, sol, width, scheme):
    alert = make_alert(party=make_party("محمد ناصر الضرامي"), tier="T2", priority=2)
    page = open_as(ana, f"/alerts/{alert.pk}/", width=width, scheme=scheme)
    tab_to(page, "#turn .panel__part:last-child summary").press("Enter")
    tab_to(page, "#turn form[action*='/lower/'] input[name=priority]").press("Space")
    tab_to(page, "#lower-text").type("The order was cancelled, nothing leaves")
    tab_to(page, "#turn form[action*='/lower/'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page = open_as(sol, "/alerts/lowerings/", width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    tab_to(page, "[data-row] .wraps a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "#turn form[action*='/lower/approve/'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Alert.objects.get(pk=alert.pk).priority == 3


@pytest.mark.acceptance(number=16)
@pytest.mark.parametrize("width", [1440, 1024, 720, 360, 320])
def test_pages_never_scroll_sideways(open_as, alert, ana, width):
    claim(alert=alert, by=ana)
    for path in ("/alerts/", f"/alerts/{alert.pk}/"):
        assert open_as(ana, path, width=width).evaluate("document.documentElement.scrollWidth") <= width


def test_the_header_leaves_the_focus_free(open_as, alert, ana):
    """WCAG 2.4.11: what is jumped to does not lie under the sticky header."""
    page = open_as(ana, f"/alerts/{alert.pk}/#timeline")
    header = page.locator(".case").bounding_box()
    target = page.locator("#timeline").bounding_box()
    assert target["y"] >= header["y"] + header["height"] - 1 or header["y"] < 0
