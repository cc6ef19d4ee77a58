"""Pages of staff concerns: who reads them, who learns a name, who answers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from customers.models import StaffConcern
from customers.services.raise_concern import raise_concern

pytestmark = pytest.mark.django_db


def go(name, *args):
    return reverse(f"customers:{name}", args=args)


def text(answer):
    return answer.content.decode()


def post(client, name, *args, **body):
    return client.post(go(name, *args), body)


def test_concerns_are_read_by_few_and_never_leave(hana, ana, client_of):
    concern = raise_concern(text="Footage is kept", by=ana)
    assert client_of(ana).get(go("register", "concerns")).status_code == 403
    assert client_of(hana).post(go("register_csv", "concerns")).status_code == 403
    assert "Footage is kept" in text(client_of(hana).get(go("concern", concern.pk)))
    assert "Footage is kept" in text(client_of(ana).get(go("concern", concern.pk)))


def test_concerns_reach_their_author_and_nobody_else(ana, bo, hana, client_of):
    client = client_of(ana)
    assert post(client, "concern_new", text="Footage is kept").status_code == 302
    assert post(client, "concern_new", text="Nameless", anonymous="on").status_code == 302
    concern = StaffConcern.objects.get(text="Footage is kept")
    body = {"state": "closed", "answer": "It is deleted now", "version": 1}
    assert post(client, "concern", concern.pk, **body).status_code == 403
    assert post(client_of(hana), "concern", concern.pk, state="closed", answer="").status_code == 400
    assert post(client_of(hana), "concern", concern.pk, **body).status_code == 302
    mine = text(client.get(go("my_concerns")))
    assert "It is deleted now" in mine
    assert "Nameless" not in mine
    assert client_of(bo).get(go("concern", concern.pk)).status_code == 404


def test_a_reader_who_does_not_answer_learns_no_name(everyone, ana, client_of):
    concern = raise_concern(text="x", by=ana)
    assessor = text(client_of(everyone["assessor"]).get(go("concern", concern.pk)))
    assert "the name is kept from you" in assessor
    assert "Silva" not in assessor
    assert "Ana Silva" in text(client_of(everyone["legal"]).get(go("concern", concern.pk)))
