"""Two people edit the same thing: the second one sees both versions, and nothing is lost."""

import re

import pytest
from django.urls import reverse

from customers.forms import engagement_initial, party_initial
from customers.services.engagement_facts import facts_of_engagement
from customers.services.party_facts import facts_of
from customers.services.raise_concern import raise_concern
from customers.services.rate_factor import rate_factor
from customers.services.receive_grievance import receive_grievance
from customers.services.register_party import register_party
from customers.services.state_allegation import state_allegation
from customers.services.try_leverage import try_leverage
from dd_portal.accounts.roles import RoleName
from dd_portal.common.clock import today
from tests.customers.situation import facts, rated_engagement

pytestmark = pytest.mark.django_db


def posted(initial, **changes):
    values = {name: "" if value is None else value for name, value in {**initial, **changes}.items()}
    values["products"] = [one.pk for one in values.get("products", ())]
    return values


def test_engagement_shows_both_versions_and_takes_the_second_on_purpose(ana, bo, client_of):
    engagement = rated_engagement(ana)
    address = reverse("customers:engagement_edit", args=[engagement.pk])
    seen = posted(engagement_initial(engagement, facts_of_engagement(engagement)))
    assert client_of(bo).post(address, {**seen, "title": "Renamed by Bo"}).status_code == 302
    second = client_of(ana).post(address, {**seen, "title": "Renamed by Ana", "places": "use:Kenya"})
    page = second.content.decode()
    assert second.status_code == 409
    clash = page.partition('id="clash"')[2].partition("</section>")[0]
    assert "Renamed by Bo" in clash
    assert "Renamed by Ana" in clash
    assert "use:Kenya" in clash
    assert "What is assessed" not in clash
    engagement.refresh_from_db()
    assert engagement.title == "Renamed by Bo"
    again = client_of(ana).post(address, {**seen, "title": "Both names", "version": engagement.version})
    assert again.status_code == 302


def test_party_shows_both_versions(ana, bo, client_of):
    party = register_party(external_id="C-1", facts=facts(), by=ana)
    address = reverse("customers:party_edit", args=[party.pk])
    seen = posted(party_initial(party, facts_of(party)))
    del seen["products"]
    assert client_of(bo).post(address, {**seen, "name": "Bo Ltd"}).status_code == 302
    second = client_of(ana).post(address, {**seen, "name": "Ana Ltd"})
    assert second.status_code == 409
    assert "Bo Ltd" in second.content.decode()
    assert 'value="Ana Ltd"' in second.content.decode()


def test_two_raters_of_different_factors_lose_nothing(ana, bo, client_of):
    engagement = rated_engagement(ana)
    address = reverse("customers:rate", args=[engagement.pk])
    for person, code in ((ana, "GOV-3"), (bo, "GOV-4")):
        form = {f"rating-{code}": "2", f"reason-{code}": "Seen", f"was-{code}": "", f"said-{code}": ""}
        assert client_of(person).post(address, form).status_code == 302
    assert engagement.ratings.current().filter(factor__in=["GOV-3", "GOV-4"], value=2).count() == 2


def test_two_raters_of_one_factor_see_each_other(ana, bo, client_of):
    engagement = rated_engagement(ana)
    rate_factor(engagement=engagement, factor="GOV-3", value=4, reason="Secret court", by=bo)
    form = {"rating-GOV-3": "1", "reason-GOV-3": "Inspectorate", "was-GOV-3": "", "said-GOV-3": ""}
    got = client_of(ana).post(reverse("customers:rate", args=[engagement.pk]), form)
    assert got.status_code == 409
    page = got.content.decode()
    assert "rated it 4 in the meantime: Secret court" in page
    assert ">Inspectorate</textarea>" in page
    assert engagement.ratings.current().get(factor="GOV-3").value == 4


IMPACT = {
    "right": "PRIVACY", "people": "Shoppers", "status": "potential", "scale": "2", "scope": "2",
    "irremediability": "1", "reason": "Footage", "shown_at": "2020-01-01 00:00:00",
}  # fmt: skip


def test_two_raters_of_one_impact_see_each_other(ana, bo, client_of):
    engagement = rated_engagement(bo)
    line = engagement.impacts.get()
    address = reverse("customers:impact_edit", args=[engagement.pk, line.pk])
    got = client_of(ana).post(address, IMPACT)
    assert got.status_code == 409
    clash = got.content.decode().partition('id="clash"')[2].partition("</section>")[0]
    assert "Logs" in clash
    assert "Footage" in clash
    line.refresh_from_db()
    assert line.reason == "Logs"
    shown = re.search(r'name="shown_at" value="([^"]+)"', got.content.decode())[1]
    assert client_of(ana).post(address, {**IMPACT, "shown_at": shown}).status_code == 302


def test_a_safeguard_of_somebody_else_is_not_replaced_unseen(ana, bo, client_of):
    engagement = rated_engagement(bo)
    form = {"code": "C1", "description": "Ours", "design": "1", "operating": "", "shown_at": "2020-01-01 00:00:00"}
    got = client_of(ana).post(reverse("customers:safeguard", args=[engagement.pk]), form)
    assert got.status_code == 409
    assert "Use limits" in got.content.decode()
    assert engagement.safeguards.get().design == 3


def two_saves(client_of, first, second, address, form, changed):
    """Both were shown the same version; the second save's page."""
    assert client_of(first).post(address, form).status_code == 302
    return client_of(second).post(address, {**form, **changed})


@pytest.mark.parametrize("kind", ["grievance", "leverage", "allegation", "concern", "product"])
def test_registers_show_both_versions(kind, ana, bo, hana, everyone, client_of):
    engagement = rated_engagement(hana)
    first, second, address, form, changed, theirs = made(kind, engagement, ana, bo, everyone)
    got = two_saves(client_of, first, second, address, {**form, "version": "1"}, changed)
    assert got.status_code == 409
    page = got.content.decode()
    clash = page.partition('id="clash"')[2].partition("</section>")[0]
    assert theirs in clash
    assert "Second words" in clash
    assert 'name="version" value="2"' in page
    again = client_of(second).post(address, {**form, **changed, "version": "2"})
    assert again.status_code == 302


def test_a_form_without_its_version_overwrites_nothing(ana, hana, everyone, client_of):
    engagement = rated_engagement(hana)
    first, _second, address, form, _changed, _theirs = made("grievance", engagement, ana, ana, everyone)
    assert client_of(first).post(address, form).status_code == 409


def made(kind, engagement, ana, bo, everyone):
    """Who saves first and second, where, what first, what then, and words of the first save."""
    day = today().isoformat()
    if kind == "grievance":
        stored = receive_grievance(channel="media", received_on=today(), claim="Filmed", engagement=engagement, by=ana)
        form = {"state": "examined", "answer": "First words"}
        return (
            ana,
            bo,
            reverse("customers:grievance", args=[stored.pk]),
            form,
            {"answer": "Second words"},
            "First words",
        )
    if kind == "leverage":
        stored = try_leverage(engagement=engagement, kind="contract", text="Asked", tried_on=today(), by=ana)
        form = {"result": "none", "result_note": "First words", "result_on": day}
        address = reverse("customers:leverage_entry", args=[stored.pk])
        return ana, bo, address, form, {"result_note": "Second words"}, "First words"
    if kind == "allegation":
        stored = state_allegation(
            party=engagement.counterparty, claim="Misused", alleged_by="A paper", as_of=today(),
            detection_source="media", by=ana,
        )  # fmt: skip
        form = {"state": "disputed", "as_of": day, "party_response": "First words"}
        address = reverse("customers:allegation_change", args=[stored.pk])
        return ana, bo, address, form, {"party_response": "Second words"}, "First words"
    if kind == "concern":
        stored = raise_concern(text="Kept too long", by=ana)
        form = {"state": "examined", "answer": "First words"}
        address = reverse("customers:concern", args=[stored.pk])
        changed = {"answer": "Second words"}
        return everyone[RoleName.HUMAN_RIGHTS_LEAD], everyone[RoleName.LEGAL], address, form, changed, "First words"
    product = engagement.products.first()
    form = {"name": "First words", "delivery": product.delivery, "vendor_control": product.vendor_control}
    form["capabilities"] = [one.code for one in product.capabilities.all()]
    return ana, bo, reverse("customers:product_edit", args=[product.pk]), form, {"name": "Second words"}, "First words"


def test_a_safeguard_stated_from_the_register_shows_both_versions(ana, hana, client_of):
    engagement = rated_engagement(hana)
    form = {
        "engagement": engagement.reference, "code": "C1", "description": "Ours", "design": "1", "operating": "",
        "shown_at": "2020-01-01 00:00:00",
    }  # fmt: skip
    got = client_of(ana).post(reverse("customers:safeguard_new"), form)
    assert got.status_code == 409
    assert "Use limits" in got.content.decode().partition('id="clash"')[2].partition("</section>")[0]
