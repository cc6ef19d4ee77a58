"""Acceptance of triage: what was not screened, or not against current lists, is never shown as clear, and is told."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone

from customers.models import PartyVersion
from customers.selectors.party_state import PartyState, party_states
from customers.services.party_facts import NameFact, PartyFacts
from dd_portal.accounts.models import User
from screening.models import ListVersion, RunChunk, ScreeningState, WebhookDelivery
from screening.selectors.party_screening import party_screening
from screening.services import screen_chunk as module
from screening.services.screen_chunk import MOST_ATTEMPTS, screen_chunk
from screening.services.screen_name import screen_name
from screening.services.screen_parties import screen_parties
from screening.services.start_run import start_run
from screening.services.tell_what_is_late import tell_what_is_late
from screening.services.webhooks.deliver_events import deliver_events
from screening.services.webhooks.register_endpoint import register_endpoint
from tests.make import make_party, make_watchlist
from tests.screening.services.webhooks.listener import Listener

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(settings, ada):
    """Asks a system that listens what it was told: kinds of events."""
    settings.WEBHOOK_PRIVATE_ADDRESSES = True
    with Listener() as there:
        kinds = ["screening.failed", "list.late", "list.version_live"]
        endpoint, _ = register_endpoint(name="X", url=there.url, audience="systems", kinds=kinds, by=ada)

        def ask() -> list[str]:
            deliver_events(endpoint_id=endpoint.pk)
            return [json.loads(body)["type"] for _headers, body in there.heard]

        yield ask


@pytest.fixture
def cleared(house_list):
    party = make_party("Quiet Bakery")
    screen_parties(party_ids=[party.pk], by=User.objects.system())
    assert party_screening(party).word == "No potential matches"
    return party


def made_late():
    ListVersion.objects.update(fetched_at=timezone.now() - dt.timedelta(days=400))


@pytest.mark.acceptance(number=5)
def test_05_party_that_cannot_be_read_is_not_cleared_and_told(cleared, heard):
    PartyVersion.objects.filter(party=cleared).update(content={"broken": True})
    screen_parties(party_ids=[cleared.pk], by=User.objects.system())
    assert ScreeningState.objects.get(party=cleared).outcome == "error"
    assert party_screening(cleared).word == "Screening failed"
    assert party_states([cleared.pk])[cleared.pk] is PartyState.NEVER
    assert heard() == ["screening.failed"]


@pytest.mark.acceptance(number=5)
def test_05_engine_that_breaks_clears_nobody_and_is_told(cleared, heard, monkeypatch, client_of, fin):
    run = start_run(trigger="test", by=User.objects.system())
    monkeypatch.setattr(module, "screen_stretch", lambda *_args: 1 / 0)
    for _attempt in range(MOST_ATTEMPTS):
        with pytest.raises(ZeroDivisionError):
            screen_chunk(chunk_id=run.chunks.get().pk)
    run.refresh_from_db()
    assert (run.state, run.chunks.get().state) == ("failed", RunChunk.State.FAILED)
    assert party_screening(cleared).word == "Screening failed"
    assert heard() == ["screening.failed"]
    assert "Do not rely on OK" in client_of(fin).get("/customers/").content.decode()


@pytest.mark.acceptance(number=5)
def test_05_late_list_makes_an_answer_incomplete_and_is_told_once(cleared, heard, ida, client_of, fin):
    client = client_of(fin)
    assert "Do not rely on OK" not in client.get(f"/customers/{cleared.pk}/").content.decode()
    made_late()
    answer = screen_name(facts=PartyFacts("person", (NameFact("Somebody Completely Different"),)), by=ida).answer
    assert (answer["outcome"], answer["unreliable_lists"]) == ("incomplete", ["house_csv"])
    found = screen_name(facts=PartyFacts("person", (NameFact("Arkadiy Petrosyan"),)), by=ida).answer
    assert found["outcome"] == "potential_match"
    assert party_screening(cleared).word == "Not cleared: a list is late or missing"
    page = client.get(f"/customers/{cleared.pk}/").content.decode()
    assert "Do not rely on OK" in page
    assert "house" not in page.lower()
    assert tell_what_is_late(by=User.objects.system()) == 1
    assert tell_what_is_late(by=User.objects.system()) == 0
    assert heard() == ["list.late"]
    assert WebhookDelivery.objects.get().state == "delivered"


@pytest.mark.acceptance(number=5)
def test_05_required_list_that_is_not_there_makes_an_answer_incomplete(house_list, ida):
    make_watchlist("un_sc", required=True)
    facts = PartyFacts("person", (NameFact("Somebody Completely Different"),))
    assert screen_name(facts=facts, by=ida).answer["unreliable_lists"] == ["un_sc"]
    of_one = screen_name(facts=facts, lists=["house_csv"], by=ida).answer
    assert (of_one["outcome"], of_one["unreliable_lists"]) == ("no_potential_match", [])
