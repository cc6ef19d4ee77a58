"""The pages around suppressions, blind checks and bulk answers in a real browser: accessible and reflowing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.make import make_alert, make_listed_entity, make_party
from tests.screening.house_list import PETROV, ROWS, load_list
from tests.screening.triage.deeds import answer, taken
from tests.screening.triage.suppressing import screen, screened_person, suppressed
from tests.screening.views.test_triage_in_browser import Axe, chromium, open_as

__all__ = ["chromium", "open_as"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(tmp_path, ana, cleo, settings):
    """A suppression in force, one that a change reopened, a blind proposal, a queue with a peek."""
    party = screened_person(tmp_path)
    reopened = suppressed(party, maker=ana, checker=cleo)
    load_list(tmp_path, ({**PETROV, "birth_date": "1961-05-09"}, *ROWS[1:]))
    screen(party)
    entity = make_listed_entity()
    alerts = [make_alert(party=make_party(f"Nahar Trading {number}"), entity=entity) for number in range(3)]
    settings.PORTAL_BLIND_SHARE = 100
    answer(taken(alerts[0], by=ana).potential_matches.get(), by=ana)
    return {
        "queue-peek": (ana, f"/alerts/?peek={alerts[1].pk}"),
        "suppressions": (ana, "/suppressions/?view=reopened"),
        "suppression": (ana, f"/suppressions/{reopened.pk}/"),
        "reopened": (ana, f"/alerts/{reopened.potential_match.alert_id}/"),
        "blind": (cleo, f"/alerts/{alerts[0].pk}/"),
        "delisted": (cleo, "/alerts/delisted/"),
    }


def test_pages_are_sound_at_every_width(open_as, addresses):
    for name, (person, address) in addresses.items():
        for width in (1280, 320):
            page = open_as(person, address, width=width)
            if os.environ.get("SHOTS"):
                page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}-{width}.png", full_page=True)
            sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert sideways <= 0, (name, width, sideways)
            found = Axe().run(page).response["violations"]
            grave = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
            assert grave == [], (name, width, grave)
            assert page.problems == [], (name, width)


def test_alerts_are_answered_together_by_keyboard_alone(open_as, addresses, ana):
    page = open_as(ana, "/alerts/?view=unassigned")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_role("button", name="Answer together as false positives").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("input[name=alert]").count() == 2
    assert page.locator("input[name=reasons]:checked").count() == 0
    if os.environ.get("SHOTS"):
        page.screenshot(path=Path(os.environ["SHOTS"]) / "bulk-preview.png", full_page=True)
