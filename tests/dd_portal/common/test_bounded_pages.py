"""A long list is counted so far as anybody turns its pages."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from customers.models import Party
from dd_portal.common.bounded_pages import BoundedPaginator
from tests.make import make_party


@pytest.fixture
def pages(db, monkeypatch):
    def of(parties, *, most):
        monkeypatch.setattr("dd_portal.common.bounded_pages.MOST_COUNTED", most)
        for number in range(parties):
            make_party(f"Party {number}")
        return BoundedPaginator(Party.objects.order_by("pk"), 2)

    return of


def test_short_list_is_counted_whole(pages):
    paged = pages(3, most=3)
    assert (paged.count, paged.num_pages, paged.is_cut, paged.count_said) == (3, 2, False, "3")


def test_long_list_says_that_it_goes_on(pages, django_assert_num_queries):
    paged = pages(6, most=4)
    with django_assert_num_queries(1):
        assert (paged.count, paged.num_pages, paged.is_cut, paged.count_said) == (4, 2, True, "4+")
    shown = render_to_string("parts/pagination.html", {"page": paged.page(2)}, request=RequestFactory().get("/"))
    assert "Rows 3 to 4 of 4+" in shown
