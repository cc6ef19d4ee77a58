"""Tests of a person's own keys: the service, its constraint and its page."""

import pytest
from django.db import IntegrityError, transaction

from dd_portal.accounts.models import User
from dd_portal.accounts.services.choose_keys import choose_keys
from dd_portal.common.errors import Invalid
from dd_portal.common.shortcut_keys import DEEDS

pytestmark = pytest.mark.django_db


def sent(**own):
    return {one.code: one.usual.upper() for one in DEEDS} | own


def test_choose_keys_keeps_small_letters(ana):
    choose_keys(keys={"n": " B ", "t": ""}, by=ana)
    ana.refresh_from_db()
    assert ana.shortcut_keys == "n:b t:"


def test_choose_keys_refuses_a_key_twice(ana):
    with pytest.raises(Invalid) as refused:
        choose_keys(keys={"n": "t"}, by=ana)
    assert refused.value.fields.keys() == {"start", "take"}


def test_anything_else_is_refused_by_the_database(ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=ana.pk).update(shortcut_keys='n:"><script>')


def test_own_keys_stand_on_every_page_and_in_the_list(client_of, ana):
    client = client_of(ana)
    client.post("/accounts/keys/", sent(start="b", take=""))
    page = client.get("/help/shortcuts/").content.decode()
    assert 'data-own-keys="n:b t:"' in page
    assert '<kbd class="key">B</kbd></dt><dd>Start the next alert' in page


def test_keys_of_one_person_are_not_those_of_another(client_of, ana, bo):
    client_of(ana).post("/accounts/keys/", sent(start="b"))
    assert "data-own-keys" not in client_of(bo).get("/help/shortcuts/").content.decode()


def test_a_refused_key_is_shown_with_its_reason_and_nothing_is_saved(client_of, ana):
    answer = client_of(ana).post("/accounts/keys/", sent(start="t"))
    assert answer.status_code == 400
    assert "is also the key of" in answer.content.decode()
    ana.refresh_from_db()
    assert ana.shortcut_keys == ""


def test_usual_keys_come_back(client_of, ana):
    choose_keys(keys={"n": "b"}, by=ana)
    client_of(ana).post("/accounts/keys/", {"reset": "yes"})
    ana.refresh_from_db()
    assert ana.shortcut_keys == ""
