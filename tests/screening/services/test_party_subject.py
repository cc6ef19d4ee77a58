"""From a party's content to what matching reads."""

from __future__ import annotations

import pytest

from screening.entities import CountryKind, EntityType, NameKind
from screening.services.party_subject import party_subject

CONTENT = {
    "type": "person",
    "names": [
        {"full": "Ann Lee", "kind": "primary", "script": "Latn", "language": "", "source": "passport"},
        {"full": "Lee Trading", "kind": "trading", "script": "", "language": "", "source": ""},
    ],
    "birth_date": "1980-02",
    "incorporation_date": "",
    "gender": "female",
    "countries": [{"code": "KR", "kind": "nationality", "source": ""}],
    "identifiers": [{"kind": "passport", "value": "X1", "country": "kr", "source": ""}],
    "addresses": [{"full": "1 Road", "country": "kr", "source": ""}],
    "roles": ["customer"],
}


def test_every_compared_fact_is_carried_over():
    subject = party_subject(CONTENT)
    assert subject.type is EntityType.PERSON
    assert [name.kind for name in subject.names] == [NameKind.PRIMARY, NameKind.ALIAS]
    assert (subject.countries[0].code, subject.countries[0].kind) == ("kr", CountryKind.NATIONALITY)
    assert subject.identifiers[0].value == "X1"
    assert subject.gender == "female"


def test_month_keeps_its_precision():
    assert party_subject(CONTENT).birth_dates[0].precision == "month"


def test_roles_and_provenance_make_no_difference():
    assert party_subject(CONTENT) == party_subject({**CONTENT, "roles": []})


def test_foreign_content_is_refused():
    with pytest.raises(ValueError):
        party_subject({**CONTENT, "type": "robot"})
