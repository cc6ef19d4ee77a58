"""A person at a browser who uses the keyboard alone, and what every page must be to them."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from playwright.sync_api import Browser, Page

from dd_portal.demo.cast import PASSWORD

MOST_TABS = 250
# How Chromium notes a form that came back with its faults: the page itself says what is wrong.
REFUSED = "Failed to load resource: the server responded with a status of 400"


class Person:
    """Somebody of the demo world, in a browser window of their own."""

    def __init__(self, browser: Browser, address: str, **options) -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, **options)
        self.page: Page = self.context.new_page()
        # A machine that does much else is slow, not broken.
        self.page.set_default_timeout(120_000)
        self.problems: list[str] = []
        self.page.on("console", lambda one: self._note(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _note(self, text: str) -> None:
        if not text.startswith(REFUSED):
            self.problems.append(text)

    def open(self, path: str) -> Person:
        self.page.goto(self.address + path)
        return self

    def sign_in(self, username: str) -> Person:
        self.open("/accounts/sign-in/")
        self.tab_to("#id_username").type(username)
        self.tab_to("#id_password").type(PASSWORD)
        return self.press_and_go("Enter")

    def press(self, *keys: str) -> Person:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def press_and_go(self, *keys: str) -> Person:
        with self.page.expect_navigation():
            self.press(*keys)
        return self

    def type(self, text: str) -> Person:
        self.page.keyboard.type(text)
        return self

    def tab_to(self, selector: str) -> Person:
        """Press Tab until the focus is there, as one does without a mouse."""
        for _key in range(MOST_TABS):
            if self.has_focus_on(selector):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def has_focus_on(self, selector: str) -> bool:
        return self.page.evaluate("selector => document.activeElement.matches(selector)", selector)

    def choose(self, name: str, value: str) -> Person:
        """Choose one of several answers with Tab, Space and the arrow keys."""
        self.tab_to(f"[name={name}]").press("Space")
        for _key in range(20):
            if self.has_focus_on(f"[name={name}][value={value}]:checked"):
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrow keys never choose {value}")

    def sees(self, text: str) -> bool:
        return re.search(text, self.page.inner_text("body"), re.IGNORECASE) is not None

    def scrolls_sideways(self, width: int) -> bool:
        """Whether the page is wider than a window of this width; the window is as wide as before afterwards."""
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": width, "height": 640})
        wider = self.page.evaluate("document.documentElement.scrollWidth") > width
        self.page.set_viewport_size(before)
        return wider

    def finds_the_page_sound(self) -> Person:
        """Nothing serious for axe, no sideways scroll on a small telephone, no error in the console."""
        assert grave_findings(self.page) == [], self.page.url
        assert not self.scrolls_sideways(320), self.page.url
        assert self.problems == [], self.page.url
        return self


# Night changes nothing but colours.
OF_COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


def grave_findings(page: Page, options: dict[str, list[str]] = DEFAULT_OPTIONS) -> list[tuple[str, list[str]]]:
    """What axe calls serious or critical: (rule, the first elements)."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        (one["id"], [node["html"] for node in one["nodes"]][:3])
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


def faults_of(person: Person) -> list[object]:
    """Everything that is wrong with the page in light and dark, wide and narrow; [] for a sound one."""
    page, faults = person.page, []
    for scheme, options in (("light", DEFAULT_OPTIONS), ("dark", OF_COLOURS)):
        page.emulate_media(color_scheme=scheme)
        faults += [(scheme, *finding) for finding in grave_findings(page, options)]
    faults += [f"scrolls sideways at {width} px" for width in (1280, 320) if person.scrolls_sideways(width)]
    faults += person.problems
    person.problems.clear()
    page.emulate_media(color_scheme="light")
    return faults
