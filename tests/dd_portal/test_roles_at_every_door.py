"""Every address and method of the portal against every role: what is not held is refused, what is held is not."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from dd_portal.accounts.roles import ROLES, RoleName
from tests.dd_portal.doors import ANYBODY, API, DOORS, METHODS, ROOMS, routes
from tests.dd_portal.sample import nowhere, one_of_each
from tests.make import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]


@pytest.fixture
def sample(ana, cleo, tmp_path):
    return one_of_each(tmp_path, maker=ana, publisher=cleo)


@pytest.fixture
def clients(everyone, client_of):
    return {role: client_of(everyone[role]) for role in RoleName}


def ask(client, route, method, pattern, sample):
    """(status, whether it was let in); whatever it did is undone. The door alone is looked at where nothing is there."""
    kwargs, fields = sample.get(route, (nowhere(pattern), {}))
    cookies = client.cookies.copy()
    with transaction.atomic():
        options = {"content_type": "application/json"} if route in API else {}
        response = getattr(client, method)(reverse(route, kwargs=kwargs), fields, **options)
        transaction.set_rollback(True)
    client.cookies = cookies
    asks_who = response.status_code == 302 and "/sign-in/?next=" in response["Location"]
    missing = response.status_code == 404 and route in sample
    return response.status_code, not (asks_who or missing or response.status_code in {401, 403})


def test_every_address_stands_in_the_table():
    assert {name for name, _pattern in routes()} == set(DOORS)


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_role_does_not_hold_is_refused_and_what_it_holds_is_not(room, sample, clients):
    wrong = {}
    for route, pattern in routes():
        for method, permissions in ROOMS[room].get(route, {}).items():
            for role, client in clients.items():
                held = bool({*ROLES[role].permissions, "signed in"} & permissions)
                status, let_in = ask(client, route, method, pattern, sample)
                if let_in is not held:
                    wrong[route, method, str(role)] = status
    assert wrong == {}


def test_a_stranger_comes_no_further_than_the_sign_in(sample):
    stranger = Client()
    let_in = {
        (route, method)
        for route, pattern in routes()
        for method, permissions in DOORS.get(route, {}).items()
        if permissions != ANYBODY and ask(stranger, route, method, pattern, sample)[1]
    }
    assert let_in == set()


def test_a_method_without_a_row_is_nobodys(sample, client_of, ana):
    """Somebody with every role at once is still not answered."""
    all_roles = make_user("all", None)
    for role in set(RoleName) - {RoleName.API_CLIENT}:
        all_roles.role_grants.create(role=role, granted_by=ana, starts_at=all_roles.date_joined)
    client = client_of(all_roles)
    answered = {
        (route, method, status)
        for route, pattern in routes()
        for method in METHODS
        if method not in DOORS.get(route, METHODS)
        for status, _let_in in [ask(client, route, method, pattern, sample)]
        if status not in {403, 405}
    }
    assert answered == set()


def test_every_role_opens_something_and_none_everything(clients):
    for role in RoleName:
        opened = [route for route, methods in DOORS.items() if ROLES[role].permissions & set().union(*methods.values())]
        assert 0 < len(opened) < len(DOORS)


@pytest.mark.parametrize("role", list(RoleName))
def test_no_role_opens_djangos_own_administration(role, clients):
    assert clients[role].get("/admin/").status_code == 302
