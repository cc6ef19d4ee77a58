"""Screening against the lists of a past day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Alert, Enquiry, ListVersion
from screening.services.screen_as_of import screen_as_of
from tests.screening.house_list import ROWS, load_list

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
VUKIC = PartyFacts("person", (NameFact("Teodora Vukic"),))


@pytest.fixture
def grown(house_list, tmp_path):
    """Version 1 of ten days ago, and one of today that lists one more."""
    ListVersion.objects.update(imported_at=timezone.now() - dt.timedelta(days=10))
    return load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}])


def found(day, by):
    return [one["entity"]["id"] for one in screen_as_of(facts=VUKIC, day=day, by=by).answer["matches"]]


def test_who_was_listed_later_was_not_known_before(grown, ana):
    assert found(TODAY - dt.timedelta(days=5), ana) == []
    assert found(TODAY, ana) == ["house_csv:9"]


def test_answer_names_the_versions_and_is_kept(grown, ana):
    enquiry = screen_as_of(facts=VUKIC, day=TODAY - dt.timedelta(days=5), by=ana)
    assert [one["version"] for one in enquiry.answer["lists"]] == [1]
    assert Enquiry.objects.get() == enquiry
    assert not Alert.objects.exists()


def test_day_before_any_list(grown, ana):
    with pytest.raises(Invalid, match="No list was loaded"):
        screen_as_of(facts=VUKIC, day=TODAY - dt.timedelta(days=50), by=ana)


def test_front_office_may_not(grown, fin):
    with pytest.raises(NotAllowed):
        screen_as_of(facts=VUKIC, day=TODAY, by=fin)


def test_page_asks_and_answers(grown, client_of, ana):
    client = client_of(ana)
    data = {"name": "Teodora Vukic", "type": "person", "day": TODAY.isoformat()}
    page = client.post("/lists/as-of/", data).content.decode()
    assert "1 potential match<" in page
    future = (TODAY + dt.timedelta(days=3)).isoformat()
    assert client.post("/lists/as-of/", {**data, "day": future}).status_code == 400
