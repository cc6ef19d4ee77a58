"""The page offers what indices say beside the factor, and one press without script accepts it."""

import re

import pytest
from django.urls import reverse

from customers.services.import_index import import_index
from tests.customers.services.test_import_index import VALUES, vdem, workbook
from tests.customers.situation import rated_engagement

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(ana, tess):
    import_index(content=vdem(*VALUES), name="vdem.csv", by=tess)
    made = rated_engagement(ana)
    made.places.create(country="ir")
    return made


def page_of(engagement, client):
    return client.get(reverse("customers:engagement", args=[engagement.pk])).content.decode()


def form_of(page):
    form = re.search(r'<form id="accept-JUR-2" method="post" action="([^"]+)">(.*?)</form>', page)
    return form[1], dict(re.findall(r'name="(factor|key|was)" value="([^"]*)"', form[2]))


def test_one_press_rates_and_shows_it(engagement, client_of, tess, bo):
    import_index(content=workbook(ir=11), name="fiw.xlsx", by=tess)
    page = page_of(engagement, client_of(bo))
    assert "Rate 4 from indices" in page
    assert "V-Dem 0.2 (2025) = 4" in page
    assert "Freedom House 11 (2024) = 4" in page
    # The button stands in the form of ratings and belongs to its own.
    assert 'form="accept-JUR-2"' in page
    action, fields = form_of(page)
    after = client_of(bo).post(action, fields, follow=True).content.decode()
    assert "JUR-2 is rated 4 from indices" in after
    assert "Rated so from indices." in after
    assert "Rate 4 from indices" not in after
    assert client_of(bo).post(action, fields).status_code == 302
    assert engagement.ratings.filter(factor="JUR-2").count() == 2


def test_one_index_says_what_is_missing(engagement, client_of, bo):
    page = page_of(engagement, client_of(bo))
    assert "A second independent source is needed." in page
    assert "Indices offer no rating" in page
    assert "accept-JUR-2" not in page


def test_a_reader_sees_the_values_and_no_button(engagement, client_of, tess, otto):
    import_index(content=workbook(ir=11), name="fiw.xlsx", by=tess)
    page = page_of(engagement, client_of(otto))
    assert "Freedom House 11 (2024) = 4" in page
    assert "from indices" not in page


def test_what_was_not_shown_is_refused_with_a_page(engagement, client_of, bo):
    address = reverse("customers:index_accept", args=[engagement.pk])
    assert client_of(bo).post(address, {"factor": "JUR-2", "key": "x", "was": "y"}).status_code == 400
    assert client_of(bo).get(address).status_code == 405
