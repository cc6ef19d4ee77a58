"""A sale through a reseller in a real browser: red line, questions, ratings, a decision by others, an allegation."""

from __future__ import annotations

import datetime as dt

import pytest

from customers.models import Assessment, AssessmentDecision, Condition, Engagement, Party
from dd_portal.common.clock import today
from dd_portal.demo.engagements import load_products
from dd_portal.demo.parties import load_parties
from dd_portal.demo.people import load_people
from tests.browsing import browsing
from tests.journeys.person import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(290)]
REFERENCE, PRODUCT = "E-0900", "Sightline Search"
RESELLER, END_USER = "Doveria Cloud Resellers SA", "Lumen & Pike Retail plc"
# What the people rate once the customer has answered: a legitimate, bounded use by a known private end user.
RATINGS = {
    "CIO-1": 0, "CIO-2": 0, "CIO-4": 1, "GOV-1": 0, "GOV-2": 0, "JUR-1": 0, "JUR-2": 1, "JUR-3": 0, "JUR-4": 0,
    "CAP-4": 0, "END-1": 1, "END-2": 0, "END-3": 1, "DAT-1": 1, "BIA-1": 1, "ADV-1": 0, "ADV-2": 0, "LEV-1": 0,
    "LEV-2": 0,
}  # fmt: skip


@pytest.fixture
def portal(live_server) -> str:
    people = load_people()
    load_parties(by=people["ana"])
    load_products(by=people["ana"])
    return live_server.url


def test_a_sale_through_a_reseller(portal):
    with browsing() as browser:
        ana = Person(browser, portal).sign_in("ana")
        address = ana_registers_the_sale(ana)
        ana_sees_the_red_line(ana, address)
        link = ana_asks_for_information(ana, address)
        the_customer_answers(Person(browser, portal), link)
        ana_takes_the_answers(ana, address)
        ana_rates(ana, address)
        ana_proposes(ana, address)
        others_decide(Person(browser, portal).sign_in("sol"), Person(browser, portal).sign_in("bea"), address)
        the_condition_is_closed(ana)
        an_allegation_comes(Person(browser, portal).sign_in("hana"), address)


def engagement() -> Engagement:
    return Engagement.objects.get(reference=REFERENCE)


def newest() -> Assessment:
    return engagement().assessments.order_by("-number").first()


def key_of(name: str) -> str:
    return Party.objects.get(display_name=name).external_id


def submit(person: Person, selector: str) -> None:
    with person.page.expect_navigation():
        person.page.locator(selector).first.click()


def ana_registers_the_sale(ana: Person) -> str:
    page = ana.open("/engagements/new/").finds_the_page_sound().page
    page.fill("#id_title", "Face search through a reseller")
    page.fill("#id_reference", REFERENCE)
    page.select_option("#id_kind", "resale")
    page.fill("#id_counterparty", key_of(RESELLER))
    page.get_by_label(PRODUCT, exact=True).check()
    page.fill("#id_end_use", "Searches footage for known shoplifters.")
    page.select_option("#id_end_user_status", "undisclosed")
    page.fill("#id_places", "use:Norway")
    submit(ana, "main form button[type=submit]")
    assert ana.finds_the_page_sound().sees("An end user who is not disclosed")
    return f"/engagements/{engagement().pk}/"


def ana_sees_the_red_line(ana: Person, address: str) -> None:
    page = ana.open(f"{address}impacts/new/").page
    page.select_option("#id_right", "PRIVACY")
    page.fill("#id_people", "Shoppers")
    for name, value in (("scale", "3"), ("scope", "2"), ("irremediability", "2")):
        page.locator(f"input[name={name}][value='{value}']").check()
    page.fill("#id_reason", "Faces are searched without consent.")
    submit(ana, "main form button[type=submit]")
    assert [line["code"] for line in newest().result["red_lines"]] == ["RL-4"]
    assert newest().recommendation == "escalate"
    assert ana.sees("1 red line is met")
    ana.finds_the_page_sound()


def ana_asks_for_information(ana: Person, address: str) -> str:
    ana.open(address)
    submit(ana, "form[action*='questionnaires/open'] button")
    page = ana.finds_the_page_sound().page
    page.fill("#send #id_recipient, #id_recipient", "Compliance desk of the reseller")
    submit(ana, "form[action$='/send/'] button")
    return page.locator("input[id^=address-]").input_value().partition("/answers/")[2]


def the_customer_answers(customer: Person, token: str) -> None:
    page = customer.open(f"/answers/{token}").finds_the_page_sound().page
    answered = page.locator("input[name^=value-][value=YES]")
    for number in range(answered.count()):
        answered.nth(number).check()
    page.fill("#narrative-3", f"The end user is {END_USER}, loss prevention.")
    submit(customer, "button[name=finish]")
    assert customer.sees("handed in")
    customer.finds_the_page_sound()


def ana_takes_the_answers(ana: Person, address: str) -> None:
    asked = engagement().questionnaires.get()
    page = ana.open(f"/questionnaires/{asked.pk}/").page
    assert ana.sees(END_USER)
    page.locator("form[action$='/review/'] textarea").fill("The end user is named; the answers fit the contract.")
    submit(ana, "form[action$='/review/'] button[type=submit]")
    page = ana.open(f"{address}edit/").page
    page.select_option("#id_end_user_status", "named")
    page.fill("#id_end_user", key_of(END_USER))
    submit(ana, "main form button[type=submit]")
    assert newest().result["red_lines"] == []


def ana_rates(ana: Person, address: str) -> None:
    ana.open(address)
    page = ana.page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for code, value in RATINGS.items():
        page.locator(f"input[name='rating-{code}'][value='{value}']").check(force=True)
        page.fill(f"#reason-{code}", "From the questionnaire and the contract.")
    submit(ana, "#ratings > p button[type=submit]")
    ana.finds_the_page_sound()
    made = newest()
    assert (made.severity, made.likelihood, made.residual_tier) == (3, 1, 2)
    assert made.recommendation == "approve_with_conditions"


def ana_proposes(ana: Person, address: str) -> None:
    page = ana.open(address).page
    page.locator("input[name=outcome][value=approve_with_conditions]").check()
    page.fill("#id_rationale", "A known private end user, and limits that can be enforced.")
    day = today() + dt.timedelta(days=30)
    page.fill("#id_conditions", f"{day} | bea | The end user publishes its use figures | Suspend")
    submit(ana, "form[action$='/propose/'] button[type=submit]")
    assert ana.sees("Someone else approves it")
    assert ana.sees("You proposed this decision, so someone else must approve it")


def others_decide(sol: Person, bea: Person, address: str) -> None:
    for person in (sol, bea):
        person.open(address).finds_the_page_sound()
        submit(person, "form[action$='/approve/'] button[type=submit]")
    assert bea.sees("The decision is taken")
    decision = AssessmentDecision.objects.get()
    assert {one.approved_by.username for one in decision.approvals.all()} == {"sol", "bea"}
    assert engagement().state == "running"


def the_condition_is_closed(ana: Person) -> None:
    condition = Condition.objects.get()
    page = ana.open("/portfolio/conditions/").finds_the_page_sound().page
    page.get_by_text("publishes its use figures").click()
    ana.finds_the_page_sound()
    page.locator("input[name=state][value=breached]").check()
    page.fill("#id_note", "No figures came.")
    submit(ana, "main form button[type=submit]")
    condition.refresh_from_db()
    assert condition.state == "breached"
    assert engagement().triggers.get(handled_by=None).kind == "condition"


def an_allegation_comes(hana: Person, address: str) -> None:
    before = newest()
    page = hana.open(f"{address}allegations/new/").page
    page.fill("#id_claim", "Searches were made for people who protested outside a shop.")
    page.fill("#id_alleged_by", "A local newspaper")
    page.select_option("#id_state", "alleged")
    page.fill("#id_as_of", today().isoformat())
    page.select_option("#id_detection_source", "media")
    submit(hana, "main form button[type=submit]")
    after = newest()
    assert after.number == before.number + 1
    assert before.state == "decided"
    assert {one.kind for one in engagement().triggers.filter(handled_by=after)} == {"condition", "allegation"}
    hana.open(address).finds_the_page_sound()
    assert hana.sees("No reply of the party is on file")
