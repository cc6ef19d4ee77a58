"""Makes the README's pictures by living its walk in a running demo portal.

    make run PORT=8001
    .venv-test/bin/python -m tests.journeys.pictures http://127.0.0.1:8001 dd_portal/demo/screenshots

An alert is decided and confirmed, the engagement follows, a report is published and its PDF opened; so the portal is
a fresh one, and another one the next time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browsing import browsing
from tests.journeys.person import Person

CUSTOMER, ENGAGEMENT = "C-1042", "E-0205"
CLEARED = "Lucien Roux"
WHY = "The trade licence of 2012 names the same director, address and registration number as the list entry."
LARGEST = 250_000


class Album:
    """Where pictures go; a picture is what a window shows, not more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, person: Person, name: str, *, width: int = 1280, height: int = 860) -> None:
        """Photograph the page as it stands, in a window of this size."""
        person.page.set_viewport_size({"width": width, "height": height})
        path = self.folder / f"{name}.png"
        person.page.screenshot(path=path)
        assert path.stat().st_size < LARGEST, f"{path.name} is larger than {LARGEST:,} bytes"
        person.page.set_viewport_size({"width": 1440, "height": 900})

    def take_sheet(self, pdf: Path, name: str, *, number: int) -> None:
        """One sheet of a PDF, by poppler."""
        numbers = ["-f", str(number), "-l", str(number)]
        command = ["pdftoppm", "-png", "-singlefile", "-scale-to", "1100", *numbers, str(pdf), str(self.folder / name)]
        subprocess.run(command, check=True)
        assert (self.folder / f"{name}.png").stat().st_size < LARGEST


def live_the_walk(address: str, album: Album) -> None:
    with browsing() as browser:
        ana = Person(browser, address).sign_in("ana")
        album.take(ana.open("/alerts/"), "queue")
        alert = ana_decides(ana, album)
        engagement = address_of_engagement(ana)
        cleo = Person(browser, address).sign_in("cleo")
        cleo_confirms(cleo, alert, album)
        a_suppression_comes_back(ana, cleo, album)
        album.take(ana.open(engagement), "engagement")
        settings_are_tried(browser, address, album)
        album.take(cleo.open("/portfolio/"), "portfolio")
        cleo_publishes(cleo, album)


def settings_are_tried(browser: Browser, address: str, album: Album) -> None:
    """A draft with a lower line is tested, and one pair below it judged by somebody else."""
    tess = Person(browser, address).sign_in("tess").open("/settings/screening/")
    tess.page.fill("[name=reason]", "Find names that are spelt more freely")
    tess.page.click("main form button")
    draft = tess.page.url.removeprefix(address)
    tess.page.fill("[name=alert_threshold]", "55")
    tess.page.click("form[action$='/change/'] button")
    tess.page.click("form[action$='/test/'] button")
    tess.page.wait_for_selector("#test-result", timeout=120_000)
    ana = Person(browser, address).sign_in("ana").open(f"{draft}judge/")
    if ana.page.locator("[name=verdict]").count():
        ana.page.check("[name=verdict][value=false_positive]")
        ana.page.click("main form button[type=submit], main form button")
    tess.open(draft).page.evaluate("document.querySelector('#test-result').scrollIntoView()")
    album.take(tess, "settings", height=900)


def ana_decides(ana: Person, album: Album) -> str:
    """Gives the address of the alert."""
    ana.open(f"/customers/?q={CUSTOMER}")
    ana.page.locator("main a", has_text="Nahar").first.click()
    ana.page.locator("main a[href*='/alerts/']").first.click()
    ana.page.wait_for_load_state()
    alert = ana.page.url.removeprefix(ana.address)
    ana.press_and_go("t")
    album.take(ana.open(alert), "alert")
    album.take(ana.open(alert), "alert-320", width=320, height=900)
    while ana.page.locator("form [data-submit-button]").count():
        ana.press("m", "1").choose("consequence", "prohibited")
        ana.tab_to("#id_rationale").type(WHY).press_and_go("Control+Enter")
        ana.tab_to("button[name=confirmed]").press_and_go("Enter")
    return alert


def address_of_engagement(ana: Person) -> str:
    ana.open("/").press("/").type(ENGAGEMENT).press_and_go("Enter")
    return ana.page.url.removeprefix(ana.address)


def a_suppression_comes_back(ana: Person, cleo: Person, album: Album) -> None:
    """A pair that was cleared is kept quiet by two people; then the customer's date of birth changes."""
    ana.open("/alerts/?view=closed").page.locator("[data-row-link]", has_text=CLEARED).first.click()
    ana.page.wait_for_load_state()
    alert = ana.page.url.removeprefix(ana.address)
    ana.page.click("#suppress summary")
    ana.page.check("[name=relied_on][value=birth_date]")
    ana.page.fill("#suppress-reason", "The school certificate names the mother, who is not that of the listed party.")
    ana.page.click("#suppress button[type=submit]")
    cleo.open(alert).page.click("main a[href^='/suppressions/']")
    cleo.page.click("form[action$='/approve/'] button[type=submit]")
    ana.open(f"/customers/?q={CLEARED}").page.locator("main a", has_text=CLEARED).first.click()
    ana.page.wait_for_load_state()
    ana.open(f"{ana.page.url.removeprefix(ana.address)}edit/").page.fill("[name=birth_date]", "1979-11-30")
    ana.page.fill("[name=cause]", "The passport was shown")
    ana.page.click("main form button[type=submit]")
    for _look in range(60):
        if ana.open(alert).sees("This pair was suppressed"):
            break
        ana.page.wait_for_timeout(1000)
    album.take(ana, "suppression-reopened")


def cleo_confirms(cleo: Person, alert: str, album: Album) -> None:
    album.take(cleo.open(alert), "approval")
    while cleo.page.locator("#proposals form[action*=approve] button[type=submit]").count():
        cleo.tab_to("#proposals form[action*=approve] button[type=submit]").press_and_go("Enter")


def cleo_publishes(cleo: Person, album: Album) -> None:
    cleo.open("/reports/").press_and_go("n")
    cleo.tab_to("#id_edition").press_and_go("Control+Enter")
    album.take(cleo, "report")
    with tempfile.TemporaryDirectory() as folder:
        with cleo.page.expect_download() as waiting:
            cleo.tab_to("a.button[href$='.pdf']").press("Enter")
        pdf = Path(folder) / "report.pdf"
        waiting.value.save_as(pdf)
        album.take_sheet(pdf, "report-pdf", number=1)


if __name__ == "__main__":
    live_the_walk(sys.argv[1].rstrip("/"), Album(Path(sys.argv[2])))
