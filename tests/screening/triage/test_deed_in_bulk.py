import pytest

from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from screening.models import Alert, AlertNote, AlertTag
from screening.triage.claim import claim
from screening.triage.deed_in_bulk import Said, deed_in_bulk
from tests.make import make_alert

pytestmark = pytest.mark.django_db
QUESTION = "The passport copy is missing, please ask the branch"


@pytest.fixture
def alerts(db):
    return [make_alert(), make_alert(tier="T2")]


def do(deed, alerts, text, by, **said):
    seen = {one.pk: one.version for one in alerts}
    return deed_in_bulk(deed=deed, alerts=alerts, seen=seen, said=Said(text=text, **said), by=by)


def test_a_note_stands_on_each(alerts, ana):
    assert [one.why for one in do("note", alerts, "Seen with the branch", ana)] == ["", ""]
    assert AlertNote.objects.filter(text="Seen with the branch").count() == 2


def test_a_tag_stands_once_and_in_lower_case(alerts, ana):
    do("tag", alerts, "  Ship   Owners ", ana)
    do("tag", alerts, "ship owners", ana)
    assert set(AlertTag.objects.values_list("alert", "name")) == {(one.pk, "ship owners") for one in alerts}


def test_what_was_done_together_is_tied_together(alerts, ana):
    do("tag", alerts, "ships", ana)
    ties = AuditEvent.objects.filter(verb="alert.in_bulk").values_list("correlation", flat=True)
    assert len(ties) == 2
    assert len(set(ties)) == 1


def test_a_question_lets_each_wait_but_for_those_in_other_hands(alerts, ana, bo):
    claim(alert=alerts[1], by=bo)
    outcomes = do("request", alerts, QUESTION, ana)
    assert [bool(one.why) for one in outcomes] == [False, True]
    assert list(Alert.objects.order_by("pk").values_list("state", flat=True)) == ["waiting_info", "in_review"]


def test_a_question_leaves_alone_what_changed_since_the_preview(alerts, ana):
    Alert.objects.filter(pk=alerts[0].pk).update(version=9)
    for one in alerts:
        one.refresh_from_db()
    outcomes = deed_in_bulk(
        deed="request", alerts=alerts, seen={one.pk: 1 for one in alerts}, said=Said(text=QUESTION), by=ana
    )
    assert outcomes[0].why == "It changed while you worked."
    assert not outcomes[1].why


@pytest.mark.parametrize(("deed", "text"), [("note", " "), ("tag", ""), ("tag", "x" * 41), ("request", "short")])
def test_a_text_that_is_refused_does_nothing_at_all(alerts, ana, deed, text):
    with pytest.raises(Invalid):
        do(deed, alerts, text, ana)
    assert not AuditEvent.objects.filter(verb__in=["alert.noted", "alert.tagged", "alert.claimed"]).exists()


def test_each_is_given_to_somebody_but_for_those_in_hand(alerts, lea, ana, bo):
    claim(alert=alerts[1], by=bo)
    assert [bool(one.why) for one in do("assign", alerts, "", lea, to=ana)] == [False, True]
    assert list(Alert.objects.order_by("pk").values_list("assignee__username", flat=True)) == ["ana", "bo"]


def test_priority_of_each_goes_up_but_for_those_as_urgent(alerts, ana):
    Alert.objects.filter(pk=alerts[1].pk).update(priority=3)
    alerts[1].refresh_from_db()
    outcomes = do("priority", alerts, "The ship sails tonight", ana, priority=2)
    assert [one.why for one in outcomes] == ["Priority only goes up, and this alert is as urgent already.", ""]
    assert set(Alert.objects.values_list("priority", flat=True)) == {1, 2}


def test_none_and_too_many_are_refused(ana):
    with pytest.raises(Invalid):
        do("note", [], "Seen", ana)


def test_keys_do_nothing_in_bulk(alerts):
    with pytest.raises(NotAllowed):
        do("note", alerts, "Seen", User.objects.system())


def test_who_may_not_note_is_told_for_each(alerts, otto):
    assert all(one.why for one in do("note", alerts, "Seen", otto))
    assert not AlertNote.objects.exists()
