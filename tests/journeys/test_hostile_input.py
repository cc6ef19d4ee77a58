"""Every address and every form with values that nobody types by accident: never a fault of ours, never an echo."""

from __future__ import annotations

import pytest
from django import forms
from django.db import transaction
from django.urls import reverse

from dd_portal.accounts.roles import RoleName
from tests.dd_portal.doors import API, DOORS, routes
from tests.dd_portal.sample import nowhere, one_of_each
from tests.make import make_user

pytestmark = [pytest.mark.journey, pytest.mark.django_db, pytest.mark.timeout(900)]
HOSTILE = {
    "NUL": "a\x00b",
    "a huge number": "9" * 40,
    "a negative number": "-1",
    "not a number": "NaN",
    "markup": "<script>alert(1)</script>",
    "a template": "{{ 7|add:7 }}{% debug %}%(x)s%s{0}",
    "SQL": "' OR 1=1; --",
    "directions and joiners": "\u202e\u2066\u200d\ufeff\U0001f469\u200d\U0001f4bb",
    "very long": "ﷺ" * 4000,
}
IN_ADDRESSES = (
    "q", "page", "view", "sort", "match", "after", "page_size", "period", "edition", "next", "cursor", "external_id",
    "updated_since", "business_unit", "reference", "tab", "version",
)  # fmt: skip


def field_names() -> set[str]:
    """Of all forms of the portal, whoever adds one."""

    def below(cls):
        for one in cls.__subclasses__():
            yield one
            yield from below(one)

    own = [one for one in below(forms.BaseForm) if not one.__module__.startswith("django")]
    return {name for one in own for name in getattr(one, "base_fields", {})}


@pytest.fixture
def sample(ana, cleo, tmp_path):
    return one_of_each(tmp_path, maker=ana, publisher=cleo)


@pytest.fixture
def client(ana, client_of):
    """Somebody with every role, so that no door is shut before the input is looked at."""
    user = make_user("all", None)
    for role in set(RoleName) - {RoleName.API_CLIENT}:
        user.role_grants.create(role=role, granted_by=ana, starts_at=user.date_joined)
    client = client_of(user)
    client.raise_request_exception = False
    return client


def faults(client, sample, method, fields) -> dict:
    """{(route, status or what came back)} of every door with this method that did not stand it."""
    found = {}
    for route, pattern in routes():
        if method not in DOORS.get(route, {}) or route in {"accounts:sign_out", "accounts:sign_in"}:
            continue
        kwargs, needed = sample.get(route, (nowhere(pattern), {}))
        cookies = client.cookies.copy()
        with transaction.atomic():
            options = {"content_type": "application/json"} if route in API and method != "get" else {}
            answer = getattr(client, method)(reverse(route, kwargs=kwargs), {**fields, **needed}, **options)
            transaction.set_rollback(True)
        client.cookies = cookies
        if answer.status_code >= 500 and answer.status_code != 503:
            found[route] = answer.status_code
        elif (
            not answer.streaming and "html" in answer["Content-Type"] and b"<script>alert(1)</script>" in answer.content
        ):
            found[route] = "echoes markup"
    return found


def test_no_query_breaks_a_page(client, sample):
    found = {}
    for kind, value in HOSTILE.items():
        fields = dict.fromkeys([*IN_ADDRESSES, *field_names()], value[:200])
        found[kind] = faults(client, sample, "get", fields)
    assert {kind: one for kind, one in found.items() if one} == {}


@pytest.mark.parametrize("method", ["post", "put"])
def test_no_form_breaks_a_page(client, sample, method):
    found = {kind: faults(client, sample, method, dict.fromkeys(field_names(), HOSTILE[kind])) for kind in HOSTILE}
    assert {kind: one for kind, one in found.items() if one} == {}


def test_no_number_in_an_address_breaks_a_page(client, sample):
    for route, pattern in routes():
        for number in (0, 2**31, 2**63, 10**30) if pattern.pattern.converters else ():
            path = reverse(route, kwargs=dict.fromkeys(pattern.pattern.converters, number))
            assert client.get(path).status_code in {302, 400, 403, 404, 405, 410}, path


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'"x"', b"null", b"\xff\xfe", b"[" * 20_000, b'{"name": {"a": 1}}']
)
def test_no_body_breaks_the_api(client, body):
    for route in ("api_parties", "api_screenings", "api_batches"):
        answer = client.post(reverse(route), body, content_type="application/json")
        assert answer.status_code == 400, route
        assert answer["Content-Type"].startswith("application/problem+json")
