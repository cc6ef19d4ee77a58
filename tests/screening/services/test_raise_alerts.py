"""What becomes of pairs and alerts when parties, lists or answers change."""

from __future__ import annotations

import pytest
from django.utils import timezone

from customers.models import Party
from dd_portal.accounts.models import User
from screening.models import Alert, ListedEntity, PotentialMatch, ScreeningState
from screening.services.screen_parties import screen_party
from tests.make import make_party
from tests.screening.house_list import PETROV, ROWS, load_list

pytestmark = pytest.mark.django_db
NEW = {"entity_id": "7", "type": "person", "name": "Arkady V. Petrosyan"}


@pytest.fixture
def party(house_list):
    found = make_party("Arkadiy Velimirovich Petrosyan", type=Party.Type.PERSON)
    screen(found)
    return found


def screen(party):
    return screen_party(party_id=party.pk, by=User.objects.system())


def close(alert, state="closed_false_positive", match_state="false_positive"):
    Alert.objects.filter(pk=alert.pk).update(state=state, closed_at=timezone.now())
    PotentialMatch.objects.filter(alert=alert).update(state=match_state)


def test_new_match_joins_the_open_alert(party, tmp_path):
    load_list(tmp_path, [*ROWS, NEW])
    screen(party)
    alert = Alert.objects.get()
    assert alert.potential_matches.count() == 2
    assert alert.version == 2


def test_new_match_sends_a_waiting_alert_back_to_review(party, tmp_path):
    Alert.objects.update(state="pending_approval")
    load_list(tmp_path, [*ROWS, NEW])
    screen(party)
    assert Alert.objects.get().state == "in_review"


def test_decided_pair_with_equal_evidence_stays_decided(party):
    close(Alert.objects.get())
    screen(party)
    assert Alert.objects.get().state == "closed_false_positive"
    assert ScreeningState.objects.get().outcome == "suppressed"


def test_decided_pair_reopens_when_the_list_changes_it(party, tmp_path):
    close(Alert.objects.get())
    load_list(tmp_path, ({**PETROV, "birth_date": "1971-01-01"}, *ROWS[1:]))
    screen(party)
    alert, match = Alert.objects.get(), PotentialMatch.objects.get()
    assert (alert.state, alert.reopened, match.state) == ("reopened", True, "open")
    assert match.change == "Changed on the list: date of birth."
    assert match.all_evidence.count() == 2


def test_decided_pair_reopens_when_the_party_changes(party):
    close(Alert.objects.get())
    newer = {**party.versions.get(number=1).content, "birth_date": "1961-05-04"}
    party.versions.create(
        number=2, content=newer, digest="1" * 64, made_at=timezone.now(), made_by=User.objects.system()
    )
    Party.objects.filter(pk=party.pk).update(version=2)
    screen(party)
    assert PotentialMatch.objects.get().change == "Changed on our side: date of birth."
    assert Alert.objects.get().trigger == "party_changed"


def test_another_role_reopens_nothing(party):
    close(Alert.objects.get())
    newer = {**party.versions.get(number=1).content, "roles": ["supplier"]}
    party.versions.create(
        number=2, content=newer, digest="1" * 64, made_at=timezone.now(), made_by=User.objects.system()
    )
    Party.objects.filter(pk=party.pk).update(version=2)
    screen(party)
    assert Alert.objects.get().state == "closed_false_positive"


def test_delisted_match_closes_the_alert_as_superseded(party, tmp_path):
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    screen(party)
    assert Alert.objects.get().state == "closed_superseded"
    assert PotentialMatch.objects.get().change == "No longer on the list."


def test_true_match_is_never_superseded(party, tmp_path):
    close(Alert.objects.get(), "closed_true_match", "true_match")
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    screen(party)
    assert PotentialMatch.objects.get().state == "true_match"


def test_match_that_comes_back_reopens_its_alert(party, tmp_path):
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    screen(party)
    load_list(tmp_path, ROWS)
    screen(party)
    assert Alert.objects.get().state == "reopened"
    assert ListedEntity.objects.filter(entity_id="house_csv:1").count() == 2


def test_new_match_after_a_closed_alert_opens_another(party, tmp_path):
    close(Alert.objects.get())
    load_list(tmp_path, [*ROWS, NEW])
    screen(party)
    assert Alert.objects.open().get().trigger == "list_changed"
