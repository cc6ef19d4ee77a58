"""Acceptance of triage: whoever deals with the customer learns nothing of what was found, on no page and no endpoint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.make import make_alert, make_listed_entity, make_party
from tests.screening.triage.deeds import RATIONALE, answer, taken

pytestmark = pytest.mark.django_db
_ARGUMENT = re.compile(r"<(?:(\w+):)?\w+>")
# The letters of a token are drawn by lot, and now and then they spell a list.
_DRAWN = re.compile(r'(?:value|data-token)="\w{64}"')
# These are no pages of the front office.
_SKIPPED = ("admin/", "accounts/", "api/schema", "api/docs", "static")


def addresses(patterns: Any, values: dict[str, str], before: str = "") -> Iterator[str]:
    """Every address of the portal with arguments filled in."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, values, route)
        elif isinstance(one, URLPattern) and "(?P" not in route:
            yield "/" + _ARGUMENT.sub(lambda found: values.get(found.group(1) or "str", "1"), route)


@pytest.mark.acceptance(number=11)
def test_11_nothing_of_a_match_reaches_the_front_office(client_of, fin, ana):
    entity = make_listed_entity("ZORVANTA MARITIME HOLDING")
    alert = make_alert(party=make_party("Quiet Harbour Ltd"), entity=entity, trigger_text="Zorvanta came onto the list")
    taken(alert, by=ana)
    answer(alert.potential_matches.get(), by=ana, identity="true_match")
    keys = {str(alert.pk), str(alert.party_id), str(alert.potential_matches.get().pk)}
    client = client_of(fin)
    client.raise_request_exception = False
    secrets = ("zorvanta", "ofac", RATIONALE.lower(), "true match", "potential match", entity.entity_id, "tm-doc")
    asked = 0
    for key in keys:
        filled = {"int": key, "str": "us_ofac_sdn", "slug": "us_ofac_sdn", "path": entity.entity_id}
        for address in addresses(get_resolver().url_patterns, filled):
            if address.lstrip("/").startswith(_SKIPPED):
                continue
            response = client.get(address)
            asked += 1
            if "text" not in response.get("Content-Type", "") and "json" not in response.get("Content-Type", ""):
                continue
            text = _DRAWN.sub("", response.content.decode(errors="replace")).lower()
            told = [secret for secret in secrets if secret in text.replace(address.lower(), "")]
            assert not told, (address, response.status_code, told)
    assert asked > 100


@pytest.mark.acceptance(number=11)
@pytest.mark.parametrize("address", ["/alerts/{alert}/", "/alerts/{alert}/proof-pack/", "/api/v1/alerts/{alert}/"])
def test_11_a_match_is_not_even_there(client_of, fin, address):
    alert = make_alert()
    assert client_of(fin).get(address.format(alert=alert.pk)).status_code in (403, 404)


@pytest.mark.acceptance(number=11)
def test_11_the_front_office_finds_no_alert_behind_its_page(client_of, fin):
    assert client_of(fin).get(f"/alerts/{make_alert().pk}/").status_code == 404
