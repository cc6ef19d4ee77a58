from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dd_portal.accounts.roles import ROLES, Permission, RoleName
from screening.models import Alert, AlertTag
from tests.make import make_alert, make_engagement, make_party, make_product, make_unit, make_user
from tests.screening.triage.deeds import answer, taken

NOW = timezone.now()


def text_of(client, address="/alerts/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", list(RoleName))
def test_who_sees_the_queue(client_of, role, db):
    allowed = Permission.SEE_ALERTS in ROLES[role].permissions
    status = client_of(make_user(role=role)).get("/alerts/").status_code
    assert status == (200 if allowed else 403)


def test_a_stranger_signs_in_first(client, db):
    assert client.get("/alerts/").status_code == 302


def test_the_queue_shows_an_alert_with_all_its_columns(client_of, ana):
    make_alert(party=make_party("Nahar Vision", external_id="C-1042"), trigger_text="onboarding held")
    text = text_of(client_of(ana))
    for piece in ("Nahar Vision", "C-1042", "US OFAC SDN", "onboarding held", ">87<", "in 23", "Unassigned", "New"):
        assert piece in text


def test_rows_stand_by_tier_with_counts(client_of, ana):
    make_alert(tier="T3", priority=3)
    make_alert(tier="T1", due_at=NOW - timedelta(hours=2))
    text = text_of(client_of(ana))
    assert text.index("Legally binding lists") < text.index("Information lists")
    assert "1 overdue" in text


def test_a_view_holds_what_it_says(client_of, ana, bo):
    make_alert(party=make_party("Mine Ltd"), assignee=ana)
    make_alert(party=make_party("Free Ltd"))
    make_alert(party=make_party("Bosworth Ltd"), assignee=bo)
    mine, free = (text_of(client_of(ana), f"/alerts/?view={view}") for view in ("mine", "unassigned"))
    assert "Mine Ltd" in mine and "Free Ltd" not in mine
    assert "Free Ltd" in free and "Bosworth Ltd" not in free


def test_what_waits_for_my_approval_is_not_my_own(client_of, cleo, ana):
    make_alert(party=make_party("Waiting Ltd"), state="pending_approval", assignee=ana)
    assert "Waiting Ltd" in text_of(client_of(cleo), "/alerts/?view=approval")
    assert "Waiting Ltd" not in text_of(client_of(ana), "/alerts/?view=approval")


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("q=nahar", True), ("q=C-77", True), ("q=other", False), ("tier=T1", True), ("tier=T2", False),
        ("trigger=new_party", True), ("trigger=manual", False), ("due=today", True), ("due=overdue", False),
        ("assignee=none", True), ("state=new", True), ("state=escalated", False), ("list=us_ofac_sdn", True),
        ("score_from=87", True), ("score_from=88", False), ("score_to=87", True), ("score_to=86", False),
        ("age=1", False), ("marked=new", True), ("marked=reopened", False), ("tag=ships", False),
        ("country=PT", False), ("country=nowhere", False), ("reason=FP-DOB", False), ("score_from=x", True),
        ("q=na", True), ("q=ahar", True), ("q=aha", False),
        ("risk=3", False), ("tier=nonsense", True), ("page=broken", True), ("sort=-name", True),
    ],
)  # fmt: skip
def test_a_filter_keeps_or_hides(client_of, ana, query, seen):
    make_alert(party=make_party("Nahar Vision", external_id="C-77"), due_at=NOW + timedelta(hours=20))
    assert ("Nahar Vision" in text_of(client_of(ana), f"/alerts/?{query}")) is seen


def test_an_alert_is_found_by_its_number(client_of, ana):
    alert = make_alert(party=make_party("Nahar Vision"))
    assert "Nahar Vision" in text_of(client_of(ana), f"/alerts/?q=A-{alert.pk}")


def test_alerts_of_other_units_are_not_seen(client_of, ana):
    make_alert(party=make_party("Elsewhere Ltd", business_unit=make_unit("north", "North")))
    ana.role_grants.update(business_unit=make_unit())
    text = text_of(client_of(ana))
    assert "Elsewhere Ltd" not in text


def test_every_page_follows_the_other_without_gap_or_double(client_of, ana):
    names = [f"Party number {number:02}" for number in range(60)]
    for number, name in enumerate(names):
        make_alert(party=make_party(name), matches=0, top_score=0.7 + (number % 7) / 100, due_at=NOW + timedelta(1))
    seen, address = [], "/alerts/"
    client = client_of(ana)
    while address:
        page = client.get(address).context["page"]
        seen += [row.name for group in page.groups for row in group.rows]
        address = f"/alerts/?page={page.page.next}" if page.page.next else ""
    assert sorted(seen) == names


def test_the_page_before_is_the_one_we_came_from(client_of, ana):
    for _number in range(60):
        make_alert(matches=0)
    client = client_of(ana)
    first = client.get("/alerts/").context["page"]
    second = client.get(f"/alerts/?page={first.page.next}").context["page"]
    again = client.get(f"/alerts/?page={second.page.previous}").context["page"]
    assert [row.label for row in again.groups[0].rows] == [row.label for row in first.groups[0].rows]
    assert (second.page.first, second.page.last, again.page.first) == (26, 50, 1)


def queries(client, address="/alerts/"):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_number_of_queries_does_not_grow_with_the_rows(client_of, ana):
    client = client_of(ana)
    make_alert(matches=2)
    few = queries(client)
    for _number in range(20):
        make_alert(matches=3)
    many = queries(client)
    assert many == few
    assert many <= 30


def test_start_next_opens_the_alert_it_took(client_of, ana):
    alert = make_alert()
    response = client_of(ana).post("/alerts/start-next/?view=unassigned")
    assert response.url == f"/alerts/{alert.pk}/?view=unassigned"
    assert Alert.objects.get(pk=alert.pk).locked_by == ana


def test_start_next_with_nothing_free_says_so(client_of, ana):
    response = client_of(ana).post("/alerts/start-next/", follow=True)
    assert "No alert of this view is free" in response.content.decode()


def test_start_next_is_for_those_who_work_alerts(client_of, otto, ana):
    assert client_of(otto).post("/alerts/start-next/").status_code == 403
    assert client_of(ana).get("/alerts/start-next/").status_code == 405


def test_empty_because_of_filters(client_of, ana):
    make_alert()
    text = text_of(client_of(ana), "/alerts/?q=nobody-of-this-name")
    assert "No alerts match these filters" in text and "1 open alerts are hidden" in text


def test_empty_because_nobody_is_registered(client_of, ana):
    assert "No customers yet" in text_of(client_of(ana))


def test_empty_but_not_to_be_relied_on(client_of, ana):
    make_party()
    assert "Do not rely on this empty list" in text_of(client_of(ana))


def test_a_view_may_be_empty_while_others_are_not(client_of, ana):
    make_alert()
    text = text_of(client_of(ana), "/alerts/?view=closed")
    assert "No alerts in this view" in text and "1 open alerts are in other views" in text


def test_filters_by_country_product_reason_tag_and_age(client_of, ana):
    party = make_party("Nahar Vision")
    party.countries.create(code="pt")
    product = make_product()
    make_engagement(counterparty=party).products.add(product)
    alert = make_alert(party=party, opened_at=NOW - timedelta(days=9))
    AlertTag.objects.create(alert=alert, name="ship owners", added_by=ana, added_at=NOW)
    answer(taken(alert, by=ana).potential_matches.get(), by=ana)
    make_alert(party=make_party("Other Ltd"))
    wanted = ("country=Portugal", "country=pt", f"product={product.pk}", "reason=FP-OWN", "tag=Ship  Owners", "age=7")
    for query in wanted:
        text = text_of(client_of(ana), f"/alerts/?{query}")
        assert "Nahar Vision" in text, query
        assert "Other Ltd" not in text, query
        assert "Remove filter" in text


def test_a_part_of_a_name_that_too_many_bear_is_said_to_be_cut(client_of, ana, monkeypatch):
    monkeypatch.setattr("screening.selectors.queue_filters.MOST_FOUND", 2)
    for number in range(4):
        make_alert(party=make_party(f"Nahar {number}"), matches=0)
    page = client_of(ana).get("/alerts/?q=nahar").context["page"]
    assert (page.is_cut, page.total) == (True, 2)


def test_columns_are_kept_for_the_person(client_of, ana, bo):
    make_alert(party=make_party("Nahar Vision"))
    client = client_of(ana)
    assert client.post("/alerts/columns/", {"column": ["unit", "score", "evil"], "query": "tier=T1"}).url == (
        "/alerts/?tier=T1"
    )
    assert client.get("/alerts/").context["page"].columns == ("score", "unit")
    assert 'class="cell--due' not in text_of(client)
    assert client_of(bo).get("/alerts/").context["page"].usual
    client.post("/alerts/columns/", {})
    assert client.get("/alerts/").context["page"].usual


def test_new_alerts_are_told_and_move_no_row(client_of, ana):
    make_alert(opened_at=NOW - timedelta(hours=2))
    since = (NOW - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S")
    client = client_of(ana)
    assert "data-says" not in text_of(client, f"/alerts/arrivals/?since={since}")
    make_alert(tier="T2")
    assert "1 new alert since" in text_of(client, f"/alerts/arrivals/?since={since}")
    assert "data-says" not in text_of(client, f"/alerts/arrivals/?since={since}&tier=T3")
    assert "data-says" not in text_of(client, "/alerts/arrivals/?since=2026-99-99")
    assert 'id="arrivals"' in text_of(client)
