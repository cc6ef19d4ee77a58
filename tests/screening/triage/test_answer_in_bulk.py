import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Alert, BulkAnswer, BulkLine, PotentialMatch, Resolution
from screening.triage.answer_in_bulk import answer_in_bulk
from screening.triage.judge_bulk import judge_bulk, note_opened
from tests.make import make_alert, make_evidence, make_listed_entity, make_party
from tests.screening.triage.deeds import RATIONALE, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity(db):
    return make_listed_entity()


@pytest.fixture
def alerts(entity):
    return [make_alert(party=make_party(f"Nahar Trading {n}"), entity=entity) for n in range(8)]


def give(alerts, by, **values):
    seen = {one.pk: one.potential_matches.first().evidence.digest for one in alerts}
    said = {"reasons": ["FP-OWN", "FP-NAME"], "rationale": RATIONALE, "counted": len(alerts), "seen": seen, **values}
    return answer_in_bulk(alerts=alerts, by=by, **said)


def test_every_alert_keeps_its_own_answer_and_waits_for_a_second_person(alerts, ana):
    bulk = give(alerts, ana)
    assert set(Resolution.objects.values_list("state", "identity")) == {("proposed", "false_positive")}
    assert Resolution.objects.count() == 8
    assert bulk.lines.filter(sampled=True).count() == 5
    assert set(Alert.objects.values_list("state", flat=True)) == {"pending_approval"}
    events = AuditEvent.objects.filter(verb="alert.bulk_answered", correlation=f"bulk:{bulk.pk}")
    assert {event.parent_id for event in events} == {str(alert.pk) for alert in alerts}


def test_what_a_sample_would_pass_by_waits_too(entity, ana):
    PotentialMatch.objects.update(tier="T3")
    alerts = [make_alert(party=make_party(f"Party {n}"), entity=entity) for n in range(3)]
    PotentialMatch.objects.update(tier="T3")
    give(alerts, ana)
    assert not Resolution.objects.exclude(state="proposed").exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"score": 0.93}, "score of 90 or more"), ({"state": "unsure"}, "unsure"),
    ],
)  # fmt: skip
def test_one_that_stands_out_is_left_and_the_others_go(alerts, ana, change, why):
    PotentialMatch.objects.filter(alert=alerts[0]).update(**change)
    bulk = give(alerts, ana)
    refused = bulk.lines.get(outcome="refused")
    assert refused.alert == alerts[0]
    assert why in refused.why
    assert Alert.objects.get(pk=alerts[0].pk).state == "new"


def test_an_equal_strong_identifier_is_looked_at_by_itself(alerts, ana):
    equal = {"feature": "strong_identifier", "role": "main", "word": "same", "points": 0.9, "ours": "1", "listed": "1",
             "sentence": "", "parts": []}  # fmt: skip
    match = alerts[0].potential_matches.get()
    make_evidence(match, entity=match.evidence.listed_entity, evidence=[equal])
    assert "strong identifier" in give(alerts, ana).lines.get(outcome="refused").why


def test_one_that_changed_or_is_in_other_hands_is_refused(alerts, ana, bo):
    taken(alerts[0], by=bo)
    match = alerts[1].potential_matches.get()
    digest = match.evidence.digest
    make_evidence(match, entity=match.evidence.listed_entity)
    seen = {one.pk: one.potential_matches.first().evidence.digest for one in alerts}
    bulk = give(alerts, ana, seen={**seen, alerts[1].pk: digest})
    whys = " ".join(bulk.lines.filter(outcome="refused").values_list("why", flat=True))
    assert "Bo Costa is working on this" in whys
    assert "changed while you worked" in whys


@pytest.mark.parametrize(
    ("values", "field"), [({"counted": 7}, "counted"), ({"counted": None}, "counted")]
)  # fmt: skip
def test_the_number_is_typed(alerts, ana, values, field):
    with pytest.raises(Invalid) as refused:
        give(alerts, ana, **values)
    assert field in refused.value.fields
    assert not BulkAnswer.objects.exists()


def test_reasons_that_cannot_stand_are_refused_alert_by_alert(alerts, ana):
    bulk = give(alerts, ana, reasons=["FP-DOB"])
    assert bulk.lines.filter(outcome="refused").count() == 8
    assert not Resolution.objects.exists()


def test_alerts_about_different_entries_do_not_go_together(alerts, ana):
    with pytest.raises(Invalid):
        give([alerts[0], make_alert()], ana)


def test_too_many_or_one_do_not_go_together(alerts, ana):
    with pytest.raises(Invalid):
        give(alerts[:1], ana)


@pytest.mark.parametrize("name", ["cleo", "otto", "fin", "ada", "ida"])
def test_who_may_not(request, alerts, name):
    with pytest.raises(NotAllowed):
        give(alerts, request.getfixturevalue(name))


def opened(bulk, by):
    for line in bulk.lines.filter(sampled=True):
        note_opened(alert=line.alert, by=by)


def test_approval_waits_for_the_sample(alerts, ana, cleo):
    bulk = give(alerts, ana)
    with pytest.raises(Conflict):
        judge_bulk(bulk=bulk, by=cleo)
    opened(bulk, ana)
    opened(bulk, cleo)
    assert judge_bulk(bulk=bulk, by=cleo).judged_by == cleo
    assert set(Alert.objects.values_list("state", flat=True)) == {"closed_false_positive"}
    assert set(bulk.lines.values_list("outcome", flat=True)) == {"approved"}
    with pytest.raises(Conflict):
        judge_bulk(bulk=bulk, by=cleo)


def test_the_maker_neither_opens_the_sample_nor_approves(alerts, ana, lea):
    bulk = give(alerts, lea)
    opened(bulk, lea)
    assert not bulk.lines.exclude(opened_by=None).exists()
    with pytest.raises(NotAllowed):
        judge_bulk(bulk=bulk, by=lea)
    with pytest.raises(NotAllowed):
        judge_bulk(bulk=bulk, by=ana)


def test_what_moved_since_is_not_approved_and_the_others_are(alerts, ana, cleo):
    bulk = give(alerts, ana)
    opened(bulk, cleo)
    match = alerts[0].potential_matches.get()
    make_evidence(match, entity=match.evidence.listed_entity)
    judge_bulk(bulk=bulk, by=cleo)
    assert bulk.lines.get(outcome="not_approved").alert == alerts[0]
    assert bulk.lines.filter(outcome="approved").count() == 7


@pytest.mark.parametrize(
    ("model", "values"),
    [(BulkLine, {"outcome": "refused"}), (BulkLine, {"opened_at": timezone.now()}), (BulkAnswer, {"judged_at": timezone.now()})],
)  # fmt: skip
def test_what_the_database_refuses(alerts, ana, model, values):
    give(alerts, ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)


def test_the_database_knows_maker_from_judge(alerts, ana):
    give(alerts, ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        BulkAnswer.objects.update(judged_by=ana, judged_at=timezone.now())
