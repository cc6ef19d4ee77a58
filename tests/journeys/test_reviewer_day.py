"""A day in a real browser: three people decide alerts, a second person confirms, a report goes to the board."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest

from customers.models import Assessment, Engagement, Party
from dd_portal.demo.load import load_demo_world
from screening.models import Alert, Resolution
from tests.browsing import browsing
from tests.journeys.person import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
DIFFERENT = "Ours bears no Ahmad, and the customer showed that Zarqa is not where they were born."
SAME = "The same registration number, address and director as the entry names."
PARTY, ENGAGEMENT = "C-1042", "E-0205"


@pytest.fixture
def portal(live_server) -> str:
    load_demo_world()
    return live_server.url


@pytest.mark.acceptance(number=9)
def test_a_reviewers_day(portal):
    with browsing() as browser:
        ana = Person(browser, portal).sign_in("ana")
        ana_starts_and_is_asked_for_an_answer(ana)
        bo_decides_without_script(Person(browser, portal, java_script_enabled=False))
        before = newest_assessment()
        alert = ana_finds_a_true_match(ana)
        cleo = Person(browser, portal).sign_in("cleo")
        cleo_confirms(cleo, alert)
        the_engagement_follows(ana, before)
        cleo_publishes_a_report(cleo)
        every_place_is_sound(ana, cleo)
        names_of_every_script_are_marked(ana)


def ana_starts_and_is_asked_for_an_answer(ana: Person) -> None:
    ana.open("/alerts/").finds_the_page_sound().press_and_go("n")
    ana.finds_the_page_sound()
    assert ana.page.locator("input[name=identity]:checked, input[name=reasons]:checked").count() == 0
    ana.tab_to("[data-submit-button]").press_and_go("Enter")
    assert ana.page.locator(".errors").is_visible()
    assert ana.has_focus_on(".errors")
    ana.finds_the_page_sound()
    made_by_ana = Resolution.objects.filter(proposed_by__username="ana")
    assert not made_by_ana.exists()
    ana.press("f", "2").tab_to("#id_rationale").type(DIFFERENT).press_and_go("Control+Enter")
    assert made_by_ana.get().identity == "false_positive"


def bo_decides_without_script(bo: Person) -> None:
    """Without script ``evaluate`` still reads, so the keyboard serves here too."""
    bo.sign_in("bo").open("/alerts/")
    bo.tab_to("form[action*=start-next] button").press_and_go("Enter")
    bo.choose("identity", "true_match")
    bo.tab_to("#reasons-true_match input").press("Space")
    bo.choose("consequence", "prohibited")
    bo.tab_to("#id_rationale").type(SAME)
    bo.tab_to("[data-submit-button]").press_and_go("Enter")
    assert bo.sees("restrict")
    bo.tab_to("button[name=confirmed]").press_and_go("Enter")
    resolution = Resolution.objects.get(proposed_by__username="bo", identity="true_match")
    assert resolution.state == "proposed"
    assert resolution.potential_match.party.restrictions.exists()


def ana_finds_a_true_match(ana: Person) -> Alert:
    """The customer is stopped by the proposal already, before anybody confirms it."""
    alert = Alert.objects.get(party__external_id=PARTY)
    ana.open("/").press("/").type(f"A-{alert.pk}").press_and_go("Enter")
    assert f"/alerts/{alert.pk}/" in ana.page.url
    ana.press_and_go("t")
    ana_records_a_true_match(ana)
    assert ana.sees("restricted")
    assert is_stopped()
    while alert.potential_matches.unanswered().exists():
        ana_records_a_true_match(ana)
    ana.finds_the_page_sound()
    alert.refresh_from_db()
    assert alert.state == "pending_approval"
    return alert


def ana_records_a_true_match(ana: Person) -> None:
    ana.press("m", "1").choose("consequence", "prohibited")
    ana.tab_to("#id_rationale").type(SAME).press_and_go("Control+Enter")
    assert ana.has_focus_on("button[name=back]")
    ana.finds_the_page_sound().tab_to("button[name=confirmed]").press_and_go("Enter")


def cleo_confirms(cleo: Person, alert: Alert) -> None:
    cleo.open("/alerts/?view=approval").finds_the_page_sound()
    cleo.tab_to(f"a[href^='/alerts/{alert.pk}/']").press_and_go("Enter")
    cleo.finds_the_page_sound()
    while alert.state == "pending_approval":
        cleo.tab_to("#proposals form[action*=approve] button[type=submit]").press_and_go("Enter")
        alert.refresh_from_db()
    assert alert.state == "closed_true_match"
    assert is_stopped()


def is_stopped() -> bool:
    return Party.objects.get(external_id=PARTY).restrictions.filter(lifted_at=None).exists()


def newest_assessment() -> Assessment:
    return Engagement.objects.get(reference=ENGAGEMENT).assessments.order_by("-number").first()


def the_engagement_follows(ana: Person, before: Assessment) -> None:
    after = newest_assessment()
    assert after.number > before.number
    assert after.result != before.result
    assert "RL-1" in str(after.result["red_lines"])
    assert before.result["red_lines"] == []
    ana.open(f"/engagements/{after.engagement_id}/").finds_the_page_sound()
    assert ana.sees(f"assessment {after.number}")
    assert ana.sees("Dealings with a party of this engagement are stopped")


def cleo_publishes_a_report(cleo: Person) -> None:
    cleo.open("/reports/").finds_the_page_sound().press_and_go("n")
    cleo.finds_the_page_sound().tab_to("#id_edition").press_and_go("Control+Enter")
    cleo.finds_the_page_sound()
    with cleo.page.expect_download() as waiting:
        cleo.tab_to("a.button[href$='.pdf']").press("Enter")
    name, content = waiting.value.suggested_filename, waiting.value.path().read_bytes()
    row = cleo.page.locator("tr", has_text=name)
    assert row.locator("code").inner_text() == hashlib.sha256(content).hexdigest()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > 1


def every_place_is_sound(ana: Person, cleo: Person) -> None:
    for person in (ana, cleo):
        places = person.page.locator(".bar__places a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
        assert len(places) >= 6
        for place in places:
            person.open(place).finds_the_page_sound()


def names_of_every_script_are_marked(ana: Person) -> None:
    party = Party.objects.get(external_id="C-2666")
    ana.open(f"/customers/{party.pk}/").finds_the_page_sound()
    assert ana.page.locator("[dir=rtl]", has_text="צופיה מערכות היקפיות").count()
    alert = Alert.objects.get(party=party)
    ana.open(f"/alerts/{alert.pk}/").finds_the_page_sound()
    marked = ana.page.locator("[dir=rtl][lang]", has_text="צופיה")
    assert marked.count()
    assert marked.first.get_attribute("lang").startswith("he")
