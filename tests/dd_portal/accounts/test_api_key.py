"""Keys open the API, and only while they are valid."""

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.accounts.models import ApiKey
from dd_portal.accounts.services.issue_api_key import issue_api_key
from dd_portal.common.errors import Invalid, NotAllowed


@pytest.fixture
def key(ada, ida):
    return issue_api_key(user=ida, name="test", by=ada)


def call(client, text, scheme="ApiKey"):
    return client.get("/api/schema/", headers={"Authorization": f"{scheme} {text}", "Accept": "application/json"})


@pytest.mark.parametrize("scheme", ["ApiKey", "Bearer"])
def test_key_opens_the_api(client, key, scheme):
    assert call(client, key[1], scheme).status_code == 200


def test_wrong_secret_is_refused_with_a_problem_document(client, key):
    answer = call(client, key[0].prefix + ".wrong")
    assert answer.status_code == 401
    assert answer.json()["detail"] == "The API key is not valid."


def test_expired_key_is_refused(client, key):
    ApiKey.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert call(client, key[1]).status_code == 401


def test_revoked_key_is_refused(client, key):
    ApiKey.objects.update(revoked_at=timezone.now())
    assert call(client, key[1]).status_code == 401


def test_secret_is_not_kept(key):
    assert key[1].partition(".")[2] not in str(list(ApiKey.objects.values()))


def test_people_get_no_keys(ada, ana):
    with pytest.raises(Invalid):
        issue_api_key(user=ana, name="x", by=ada)


def test_only_administrators_issue_keys(ana, ida):
    with pytest.raises(NotAllowed):
        issue_api_key(user=ida, name="x", by=ana)
