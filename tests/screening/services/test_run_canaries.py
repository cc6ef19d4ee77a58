"""The self-test: asked like customers, never counted as such."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from customers.models import Party
from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import NotReady
from screening.entities import Entity, EntityType, Identifier, Name
from screening.models import Alert, CanaryRun, Enquiry, PotentialMatch, ScreeningRun
from screening.selectors import self_test as module
from screening.selectors.self_test import self_test
from screening.services import canary_variations
from screening.services.canary_variations import Variation, variations_of
from screening.services.run_canaries import run_canaries
from tests.screening.house_list import ROWS, load_list

MAKER = {"entity_id": "8", "type": "organisation", "name": "Karvanos Sensor Works Ltd"}
NAMES = ("Arkadiy Velimirovich Petrosyan", "Karvanos Sensor Works Ltd")


def entity(name: str, type_: EntityType) -> Entity:
    return Entity("x:1", "x", type_, (Name(name),), identifiers=(Identifier("passport", "X1"),))


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Variation.EXACT, NAMES[0]),
        (Variation.ORDER, "Petrosyan Arkadiy Velimirovich"),
        (Variation.PART_MISSING, "Arkadiy Petrosyan"),
        (Variation.INITIALS, "Arkadiy V. Petrosyan"),
        (Variation.SPACING, "ArkadiyVelimirovich Petrosyan"),
        (Variation.MARKS, "Árkádíy Vélímírövíçh Pétröšyáñ"),
    ],
)
def test_variation_of_a_person(kind, asked):
    made = variations_of(entity(NAMES[0], EntityType.PERSON), random.Random(1))
    assert made[kind].names[0].full.casefold() == asked.casefold()
    assert made[kind].identifiers == (), "a number would find it whatever the name"


def test_variation_of_an_organisation():
    made = variations_of(entity(NAMES[1], EntityType.ORGANISATION), random.Random(1))
    assert made[Variation.LEGAL_FORM].names[0].full == "Karvanos Sensor Works limited"
    assert Variation.INITIALS not in made


def test_spelling_changes_one_letter():
    made = variations_of(entity(NAMES[0], EntityType.PERSON), random.Random(1))[Variation.SPELLING].names[0].full
    assert len(made) == len(NAMES[0])
    assert sum(a != b for a, b in zip(made, NAMES[0], strict=True)) == 1


def test_name_in_one_word_is_no_canary():
    assert variations_of(entity("Petrosyan", EntityType.PERSON), random.Random(1)) == {}


@pytest.fixture
def own(db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    return load_list(tmp_path, [*ROWS, MAKER])


def run() -> CanaryRun:
    return run_canaries(by=User.objects.system())


def test_variations_of_listed_names_are_found(own):
    done = run()
    assert done.planted >= 15
    assert (done.found, [one.missed for one in done.results.all() if one.missed]) == (done.planted, [])


def test_nothing_of_it_is_a_party_or_an_alert(own):
    run()
    for model in (Party, PotentialMatch, Alert, Enquiry, ScreeningRun):
        assert not model.objects.exists()


def test_miss_is_kept_told_and_an_alarm(own, monkeypatch, client_of, ana):
    monkeypatch.setitem(canary_variations._MAKERS, Variation.SPELLING, lambda *_: "Nobody Alike At All")
    run()
    page = self_test()
    assert page.state == "alarm"
    assert {one["asked"] for one in page.missed} == {"Nobody Alike At All"}
    assert AuditEvent.objects.filter(verb="list.canary_missed").exists()
    text = client_of(ana).get("/lists/").content.decode()
    assert "variations were not found" in text
    assert "The self-test found" in text


def test_self_test_of_yesterday_is_late(own):
    run()
    assert self_test().state == "ok"
    CanaryRun.objects.update(at=timezone.now() - module.LATE_AFTER - dt.timedelta(hours=1))
    assert self_test().state == "warn"


def test_never_asked_is_no_proof(db):
    assert (self_test().state, self_test().word) == ("warn", "never asked")


def test_no_list_no_self_test(db):
    with pytest.raises(NotReady):
        run()


def test_database_holds_the_sum(own):
    done = run()
    with pytest.raises(IntegrityError, match="finds_what_was_planted"), transaction.atomic():
        CanaryRun.objects.filter(pk=done.pk).update(found=done.planted + 1)


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Joint Stock Company Odril Optics", "Joint Stock Company OdrilOptics"),
        ("Public Joint Stock Company Odril", None),
        ("Vask Odril Limited Liability Company", "VaskOdril Limited Liability Company"),
    ],
)
def test_words_run_together_in_the_name_not_in_its_legal_form(listed, asked):
    found = variations_of(entity(listed, EntityType.ORGANISATION), random.Random(1)).get("spacing")
    assert (found.names[0].full if found else None) == asked
