"""The page "Why was this not a potential match?"."""

from __future__ import annotations

import pytest

from customers.models import Party
from tests.make import make_party, make_unit

pytestmark = pytest.mark.django_db


def test_typed_name_is_explained(client_of, ana, house_list):
    page = client_of(ana).get("/explain/?name=Nobody&entity=house_csv:1").content.decode()
    assert "No potential match" in page


def test_customer_is_explained(client_of, ana, house_list):
    make_party("Arkadiy Petrosyan", external_id="C-9", type=Party.Type.PERSON)
    page = client_of(ana).get("/explain/?party=C-9&entity=house_csv:1").content.decode()
    assert "A potential match" in page


@pytest.mark.parametrize("query", ["name=&entity=house_csv:1", "name=A&party=B&entity=x", "name=A&entity=x:1"])
def test_question_at_fault_is_a_clear_answer(client_of, ana, house_list, query):
    assert client_of(ana).get(f"/explain/?{query}").status_code == 400


def test_customer_of_another_unit_is_unknown(client_of, ana, house_list):
    ana.role_grants.update(business_unit=make_unit("other", "Other"))
    make_party("Arkadiy Petrosyan", external_id="C-9")
    assert "no such customer" in client_of(ana).get("/explain/?party=C-9&entity=house_csv:1").content.decode()


def test_front_office_may_not_ask(client_of, fin):
    assert client_of(fin).get("/explain/").status_code == 403


def test_an_entry_alone_is_a_question_to_complete(client_of, ana, house_list):
    answer = client_of(ana).get("/explain/?entity=house_csv:1")
    assert answer.status_code == 200
    assert 'value="house_csv:1"' in answer.content.decode()
