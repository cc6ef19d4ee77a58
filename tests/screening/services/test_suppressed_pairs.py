"""A quiet pair at the screenings that follow: recorded, or back before a person with what changed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from customers.services.state_relationship import state_relationship
from dd_portal.accounts.models import User
from dd_portal.common.errors import Invalid
from screening.models import Alert, PotentialMatch, ScreeningState, Suppression, SuppressionUse, Watchlist
from screening.services.review_suppressions import review_suppressions
from tests.make import make_party
from tests.screening.house_list import PETROV, ROWS, load_list
from tests.screening.triage.suppressing import change, screen, screened_person, suppressed

pytestmark = pytest.mark.django_db


@pytest.fixture
def party(tmp_path):
    return screened_person(tmp_path)


@pytest.fixture
def suppression(party, ana, cleo):
    return suppressed(party, maker=ana, checker=cleo)


def now(suppression):
    """The pair, its alert and the suppression as they are."""
    suppression.refresh_from_db()
    match = PotentialMatch.objects.select_related("alert").get(pk=suppression.potential_match_id)
    return match, match.alert


@pytest.mark.acceptance(number=3)
def test_unchanged_it_is_recorded_and_raises_nothing(party, suppression):
    screen(party)
    match, alert = now(suppression)
    assert (match.state, alert.state, suppression.times_acted) == ("suppressed", "closed_false_positive", 1)
    assert SuppressionUse.objects.get().score == match.score
    assert ScreeningState.objects.get().outcome == "suppressed"


@pytest.mark.acceptance(number=3)
def test_a_relied_on_attribute_that_changes_on_the_list_reopens_with_the_difference(party, suppression, tmp_path):
    load_list(tmp_path, ({**PETROV, "birth_date": "1961-05-09"}, *ROWS[1:]))
    screen(party)
    match, alert = now(suppression)
    assert (match.state, alert.state, suppression.state) == ("open", "reopened", "reopened")
    assert "Date of birth on the list changed from 1961-05-04 to 1961-05-09." in alert.trigger_text
    assert "relied on it" in suppression.ended_why
    assert suppression.difference == [
        {"attribute": "birth_date", "side": "listed", "before": "1961-05-04", "now": "1961-05-09"}
    ]
    assert not SuppressionUse.objects.exists()


def test_a_relied_on_attribute_that_changes_on_our_side_reopens(party, suppression):
    change(party, birth_date="1961-05-04")
    screen(party)
    match, alert = now(suppression)
    assert "Date of birth of the customer changed from 1961-05-09 to 1961-05-04." in match.change
    assert alert.trigger == "party_changed"


def test_a_list_entry_that_is_amended_otherwise_reopens(party, suppression, tmp_path):
    load_list(tmp_path, ({**PETROV, "programme": "ARMS EMBARGO"}, *ROWS[1:]))
    screen(party)
    match, _alert = now(suppression)
    assert match.state == "open"
    assert "The list entry was amended: Programmes on the list" in match.change


@pytest.mark.acceptance(number=3)
def test_an_ownership_that_was_relied_on_reopens_when_it_changes(party, ana, cleo, lea):
    first, second = make_party("Kestrel Bay"), make_party("Severny Kontur")
    state_relationship(subject=first, object=party, kind="owns", share=Decimal(60), by=lea)
    suppression = suppressed(party, maker=ana, checker=cleo, relied_on=("ownership",))
    screen(party)
    assert now(suppression)[0].state == "suppressed"
    state_relationship(subject=second, object=party, kind="owns", share=Decimal("12.5"), by=lea)
    screen(party)
    assert now(suppression)[1].state == "reopened"
    assert suppression.difference == [
        {
            "attribute": "ownership", "side": "ours", "before": "Kestrel Bay owns 60 %",
            "now": "Kestrel Bay owns 60 %; Severny Kontur owns 12.5 %",
        }
    ]  # fmt: skip
    assert "relied on it" in suppression.ended_why


def test_ownership_cannot_be_relied_on_where_nobody_is_known_to_own(party, ana, cleo):
    with pytest.raises(Invalid):
        suppressed(party, maker=ana, checker=cleo, relied_on=("ownership",))


def test_another_change_of_ours_is_set_aside_below_binding_lists(party, suppression):
    Watchlist.objects.update(tier="T3")
    change(party, addresses=[{"full": "1 Harbour Road, Porto", "country": "PT"}])
    screen(party)
    match, _alert = now(suppression)
    assert match.state == "suppressed"
    assert "Addresses of the customer was added" in SuppressionUse.objects.get().aside


def test_another_change_of_ours_reopens_on_a_binding_list(tmp_path, ana, cleo):
    party = screened_person(tmp_path)
    Watchlist.objects.update(tier="T1")
    PotentialMatch.objects.update(tier="T1")
    suppression = suppressed(party, maker=ana, checker=cleo)
    change(party, addresses=[{"full": "1 Harbour Road, Porto", "country": "PT"}])
    screen(party)
    match, _alert = now(suppression)
    assert match.change.startswith("On a binding list every change counts")


def test_a_graver_list_reopens(party, suppression):
    assert suppression.potential_match.tier != "T1"
    change(party, roles=["supplier"])
    Watchlist.objects.update(tier="T1")
    screen(party)
    match, _alert = now(suppression)
    assert (match.state, match.tier) == ("open", "T1")
    assert "tier went from" in match.change


def test_an_entry_that_leaves_the_list_ends_it_quietly(party, suppression, tmp_path):
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    screen(party)
    match, alert = now(suppression)
    assert (match.state, alert.state, suppression.state) == ("superseded", "closed_false_positive", "lapsed")


def test_what_takes_the_place_of_a_suppressed_entry_is_looked_at(party, suppression, tmp_path):
    merged = {**PETROV, "entity_id": "88"}
    load_list(tmp_path, (merged, *ROWS[1:]), accept_reason="merged")
    screen(party)
    new = PotentialMatch.objects.get(entity_id="house_csv:88")
    assert new.state == "open"
    assert "A suppressed entry (house_csv:1) left the list" in new.alert.trigger_text


def test_at_its_day_the_pair_comes_back(party, suppression):
    Suppression.objects.update(
        proposed_at=timezone.now() - dt.timedelta(days=9), expires_at=timezone.now() - dt.timedelta(days=1)
    )
    assert review_suppressions(by=User.objects.system()) == 1
    match, alert = now(suppression)
    assert (match.state, suppression.state, alert.trigger) == ("open", "expired", "suppression_ended")
    assert "as agreed" in alert.trigger_text
    assert review_suppressions(by=User.objects.system()) == 0


def test_a_screening_after_its_day_brings_it_back_too(party, suppression):
    Suppression.objects.update(
        proposed_at=timezone.now() - dt.timedelta(days=9), expires_at=timezone.now() - dt.timedelta(days=1)
    )
    screen(party)
    _match, alert = now(suppression)
    assert (suppression.state, alert.trigger) == ("expired", "suppression_ended")


def test_an_expired_pair_joins_the_open_alert(party, suppression, tmp_path):
    load_list(tmp_path, [*ROWS, {"entity_id": "7", "type": "person", "name": "Arkady V. Petrosyan"}])
    screen(party)
    Suppression.objects.update(
        proposed_at=timezone.now() - dt.timedelta(days=9), expires_at=timezone.now() - dt.timedelta(days=1)
    )
    review_suppressions(by=User.objects.system())
    match, alert = now(suppression)
    assert alert == Alert.objects.open().get()
    assert alert.potential_matches.count() == 2
    assert match.state == "open"


def test_the_review_ends_what_left_the_list(party, suppression, tmp_path):
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    assert review_suppressions(by=User.objects.system()) == 1
    match, _alert = now(suppression)
    assert (match.state, suppression.state) == ("superseded", "lapsed")
