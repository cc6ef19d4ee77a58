"""Truths about alerts, matches and answers are held by the database: each is broken once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from screening.models import Alert, AlertTag, PotentialMatch, Resolution
from tests.make import make_alert, make_match, make_party


@pytest.fixture
def match(db):
    return make_alert().potential_matches.get()


def refused(name):
    """A block in which the database refuses something by the constraint of this name."""
    return pytest.raises(IntegrityError, match=name)


def make_resolution(match, by, **fields):
    values = {
        "identity": "false_positive", "reasons": ["FP-DOB"], "rationale": "Born in another year", "state": "proposed",
        "proposed_by": by, "proposed_at": timezone.now(), "evidence": match.evidence, **fields,
    }  # fmt: skip
    with transaction.atomic():
        return Resolution.objects.create(potential_match=match, **values)


def test_a_party_has_one_open_alert(match):
    with refused("alert_one_open_per_party"), transaction.atomic():
        make_alert(party=match.party, matches=0)


def test_a_closed_alert_leaves_room_for_another(match):
    Alert.objects.update(state="closed_false_positive", closed_at=timezone.now())
    assert make_alert(party=match.party, matches=0).pk


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"locked_until": timezone.now()}, "alert_locked_by_and_until"),
        ({"state": "closed_false_positive"}, "alert_closed_at_when_closed"),
        ({"closed_at": timezone.now()}, "alert_closed_at_when_closed"),
    ],
)
def test_fields_that_belong_together(match, fields, name):
    with refused(name), transaction.atomic():
        Alert.objects.update(**fields)


def test_a_pair_is_one_potential_match(match):
    with refused("potential_match_once_per_pair"), transaction.atomic():
        make_match(match.alert, entity=match.evidence.listed_entity)


def test_the_same_evidence_is_kept_once(match):
    evidence = match.evidence
    evidence.pk = None
    with refused("match_evidence_once_per_content"), transaction.atomic():
        evidence.save(force_insert=True)


def test_maker_is_never_checker(match, ana):
    with refused("resolution_has_two_people"):
        make_resolution(match, ana, state="final", approved_by=ana, approved_at=timezone.now())


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"approved_at": timezone.now()}, "resolution_approved_by_and_at"),
        ({"identity": "true_match"}, "resolution_true_match_has_consequence"),
        ({"identity": "unsure"}, "resolution_unsure_has_next_step"),
    ],
)
def test_an_answer_is_whole(match, ana, fields, name):
    with refused(name):
        make_resolution(match, ana, **fields)


def test_one_proposal_waits_at_a_time(match, ana, bo):
    make_resolution(match, ana)
    with refused("resolution_one_proposed_per_match"):
        make_resolution(match, bo)


def test_an_answered_match_is_not_unanswered(match, ana):
    other = make_alert(party=make_party("Another Ltd")).potential_matches.get()
    make_resolution(match, ana)
    assert list(PotentialMatch.objects.unanswered()) == [other]
    assert set(PotentialMatch.objects.undecided()) == {match, other}


def test_a_tag_stands_once_on_an_alert_and_is_never_empty(match, ana):
    words = {"alert": match.alert, "added_by": ana, "added_at": timezone.now()}
    AlertTag.objects.create(name="ships", **words)
    with refused("alert_tag_once_per_alert"), transaction.atomic():
        AlertTag.objects.create(name="ships", **words)
    with refused("alert_tag_has_name"), transaction.atomic():
        AlertTag.objects.create(name="", **words)
