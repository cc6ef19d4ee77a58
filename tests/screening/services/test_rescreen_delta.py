"""A change of lists is screened against everybody, but compares no more than what changed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from customers.models import Party
from dd_portal.accounts.models import User
from screening.matching.screener import Screener
from screening.models import Alert, ListVersion, PotentialMatch, ScreeningRun, ScreeningState
from screening.services.changed_entities import changed_entities
from screening.services.finish_run import run_counts
from screening.services.rescreen_delta import rescreen_delta
from screening.services.screen_chunk import screen_chunk
from screening.services.screen_parties import screen_party
from screening.services.start_run import start_run
from tests.make import make_party
from tests.screening.house_list import PETROV, ROWS, SIGHTLINE, load_list

pytestmark = pytest.mark.django_db
VUKIC = {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}


def run_through(run: ScreeningRun) -> ScreeningRun:
    for pk in run.chunks.values_list("pk", flat=True):
        screen_chunk(chunk_id=pk)
    run.refresh_from_db()
    return run


@pytest.fixture
def parties(house_list):
    made = {
        "petrosyan": make_party("Arkadiy Petrosyan", type=Party.Type.PERSON),
        "vukic": make_party("Teodora Vukic", type=Party.Type.PERSON),
        "bakery": make_party("Quiet Bakery of Nowhere"),
    }
    run_through(start_run(by=User.objects.system()))
    return made


@pytest.fixture
def compared(monkeypatch):
    """How many parties each call of the engine compared with how many entries."""
    calls: list[tuple[int, int]] = []
    screen = Screener.screen

    def counted(self, queries, **options):
        if queries:
            calls.append((len(queries), len(self.index)))
        return screen(self, queries, **options)

    monkeypatch.setattr(Screener, "screen", counted)
    return calls


def rescreen() -> ScreeningRun | None:
    run = rescreen_delta(by=User.objects.system())
    return run_through(run) if run else None


def test_added_entry_alerts_the_one_it_matches_and_is_named(parties, tmp_path):
    load_list(tmp_path, [*ROWS, VUKIC])
    run = rescreen()
    assert (run.state, run.kind) == ("finished", "delta")
    alert = Alert.objects.get(party=parties["vukic"])
    assert alert.trigger == "list_changed"
    assert alert.trigger_text == "Own list, version 2, added the entry Teodora Vukic."


def test_only_the_change_is_compared_with_all_and_the_whole_list_with_one(parties, tmp_path, compared):
    load_list(tmp_path, [*ROWS, VUKIC])
    rescreen()
    assert compared == [(3, 1), (1, 4)]


def test_run_accounts_for_everybody(parties, tmp_path):
    load_list(tmp_path, [*ROWS, VUKIC])
    run = rescreen()
    counts = run_counts(run)
    assert (counts.screened, counts.with_matches, counts.no_match, counts.new_matches) == (3, 2, 1, 1)
    assert set(ScreeningState.objects.values_list("run_id", flat=True)) == {run.pk}


def test_changed_entry_is_screened_again_and_named(parties, tmp_path):
    load_list(tmp_path, ({**PETROV, "name": "Somebody Entirely Else"}, *ROWS[1:]))
    rescreen()
    assert PotentialMatch.objects.get(party=parties["petrosyan"]).state == "superseded"
    load_list(tmp_path, [{**PETROV, "name": "Quiet Bakery of Nowhere", "type": "organisation"}, *ROWS[1:]])
    rescreen()
    assert "version 3, changed the entry Quiet Bakery" in Alert.objects.get(party=parties["bakery"]).trigger_text


def test_removed_entry_ends_its_pairs(parties, tmp_path, compared):
    load_list(tmp_path, ROWS[1:], accept_reason="Delisted, as announced")
    rescreen()
    assert PotentialMatch.objects.get().state == "superseded"
    assert compared == [(1, 2)], "only the party of the pair is compared again"


def test_change_outside_matching_compares_nobody(parties, tmp_path, compared):
    load_list(tmp_path, (PETROV, {**SIGHTLINE, "reason": "Sells intrusion tools"}, ROWS[2]))
    run = rescreen()
    assert run_counts(run).screened == 3
    assert compared == []


def test_says_what_a_full_run_says(parties, tmp_path):
    load_list(tmp_path, [*ROWS, VUKIC, {**VUKIC, "entity_id": "10", "name": "Arkady Petrosian"}])
    rescreen()
    after_delta = sorted(PotentialMatch.objects.values_list("party_id", "entity_id", "state"))
    run_through(start_run(by=User.objects.system()))
    assert sorted(PotentialMatch.objects.values_list("party_id", "entity_id", "state")) == after_delta


def test_party_that_changed_or_was_never_screened_is_compared_in_full(parties, tmp_path, compared):
    new = make_party("Zubeida Qorbonali", type=Party.Type.PERSON)
    load_list(tmp_path, [*ROWS, {**VUKIC, "name": "Unrelated Person"}])
    rescreen()
    assert PotentialMatch.objects.get(party=new).entity_id == "house_csv:3"
    assert (1, 4) in compared


def test_new_list_is_a_change_too(parties, tmp_path):
    base = dict(ScreeningRun.objects.get().list_versions)
    changes = changed_entities(base={}, target=base)
    assert len(changes.rows) == 3


def test_going_back_cannot_be_compared(parties, tmp_path):
    older = dict(ScreeningRun.objects.get().list_versions)
    newer = {"house_csv": load_list(tmp_path, [*ROWS, VUKIC]).pk}
    assert changed_entities(base=newer, target=older) is None


def test_nothing_to_do(parties, house_list):
    assert rescreen_delta(by=User.objects.system()) is None


def test_everybody_is_confirmed_once_a_day(parties, compared):
    ScreeningRun.objects.update(created_at=timezone.now() - dt.timedelta(hours=25))
    run = rescreen()
    assert run_counts(run).screened == 3
    assert "no list changed" in run.trigger
    assert compared == []


def test_waits_for_a_run_under_way(parties, tmp_path):
    load_list(tmp_path, [*ROWS, VUKIC])
    start_run(by=User.objects.system())
    assert rescreen_delta(by=User.objects.system()) is None


def test_first_screening_is_started_by_a_person(house_list):
    make_party()
    assert rescreen_delta(by=User.objects.system()) is None


def test_no_list_no_run(db):
    assert rescreen_delta(by=User.objects.system()) is None
    assert not ListVersion.objects.exists()


def test_party_screened_meanwhile_keeps_its_newer_state(parties, tmp_path):
    load_list(tmp_path, [*ROWS, VUKIC])
    run = rescreen_delta(by=User.objects.system())
    own = screen_party(party_id=parties["bakery"].pk, by=User.objects.system())
    run_through(run)
    assert ScreeningState.objects.get(party=parties["bakery"]).run_id == run.pk
    assert own.list_versions == run.list_versions
