import pytest
from django.db import transaction

from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.selectors.alert_timeline import alert_timeline
from tests.make import make_alert
from tests.screening.triage.deeds import answer, taken


def test_the_story_is_told_newest_first_with_who_and_what(ana):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    answer(match, by=ana)
    lines = alert_timeline(alert)
    assert [line.deed for line in lines] == [
        f"answered False positive (FP-OWN, FP-NAME) on M-{match.pk}", "took this alert",
    ]  # fmt: skip
    assert {line.who for line in lines} == {"Ana Silva"}
    assert lines[0].note == "waits for a second person"


def test_repeated_views_stand_once(ana, bo):
    alert = make_alert()
    with transaction.atomic():
        for by in (ana, ana, ana, bo):
            record(Verb.ALERT_VIEWED, target=alert, parent=alert, by=by)
    assert [line.who for line in alert_timeline(alert)] == ["Bo Costa", "Ana Silva"]


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb.startswith("alert.")])
def test_every_verb_of_alerts_has_a_sentence(ana, verb):
    alert = make_alert()
    with transaction.atomic():
        record(verb, target=alert, parent=alert, by=ana, state="closed_superseded", identity="unsure")
    assert verb.value not in alert_timeline(alert)[0].deed
