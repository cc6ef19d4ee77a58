"""From list files to a board report on an empty PostgreSQL, Redis and a real worker: commands, people, commands."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest

from customers.models import Engagement, Party
from customers.services.assess_engagement import assess_engagement
from dd_portal.audit.models import AuditEvent
from dd_portal.demo.world import LIST_FILES, WORLD, list_paths
from screening.models import Alert
from screening.triage.approve import approve
from screening.triage.claim import claim
from tests.customers.situation import rated_engagement
from tests.journeys.bare import counted
from tests.journeys.worker import environment_of_servers, wait_until, working
from tests.screening.triage.deeds import answer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
STOPPED = "C-0877"
VERSION = {"source", "version", "entities", "names", "unread", "partial"}
PARTIES = {"created", "updated", "unchanged", "refused"}
RUN = {"run", "parties", "entities", "potential_matches", "alerts", "seconds", "parties_per_second"}
REPORT = {"path", "sha256", "pages"}


def command(name: str, *arguments: object, shape: set[str]) -> dict:
    """Run it in a process of its own; its object has at least these keys."""
    found = counted(name, *arguments, environment=environment_of_servers())
    assert shape <= found.keys()
    return found


def test_the_whole_walk(db, ana, cleo, tmp_path):
    with working():
        entities = the_lists_are_imported()
        count = the_parties_are_imported()
        everyone_is_screened(count, entities)
    engagement = rated_engagement(ana, counterparty=Party.objects.get(external_id=STOPPED))
    before = newest(engagement)
    with working():
        a_person_decides_and_another_confirms(ana, cleo)
        wait_until(lambda: newest(engagement).number > before.number)
    assert before.result["red_lines"] == []
    assert "RL-1" in str(newest(engagement).result["red_lines"])
    assert newest(engagement).recommendation != before.recommendation
    assess_engagement(engagement=engagement, cause="Test", by=ana)
    the_report_tells_of_it(tmp_path / "report.pdf")
    every_deed_left_its_trace()


def the_lists_are_imported() -> int:
    found = [
        command("import_list", source, "--file", *list_paths(source), "--least", 1, shape=VERSION)
        for source in LIST_FILES
    ]
    assert [(one["source"], one["version"], one["partial"]) for one in found] == [
        (source, 1, False) for source in LIST_FILES
    ]
    return sum(one["entities"] for one in found)


def the_parties_are_imported() -> int:
    found = command("import_parties", WORLD / "customers.csv", shape=PARTIES)
    assert (found["updated"], found["unchanged"], found["refused"]) == (0, 0, 0)
    assert found["created"] == Party.objects.count() > 0
    return found["created"]


def everyone_is_screened(parties: int, entities: int) -> None:
    found = command("screen_all", "--wait", shape=RUN)
    assert (found["parties"], found["entities"]) == (parties, entities)
    assert found["alerts"] == Alert.objects.count() > 0
    again = command("screen_all", "--wait", shape=RUN)
    assert again["potential_matches"] == found["potential_matches"]
    assert Alert.objects.count() == found["alerts"]


def a_person_decides_and_another_confirms(ana, cleo) -> None:
    alert = Alert.objects.get(party__external_id=STOPPED)
    claim(alert=alert, by=ana)
    for match in alert.potential_matches.all():
        proposal = answer(match, by=ana, identity="true_match")
        alert.refresh_from_db()
        approve(resolution=proposal, evidence_digest=match.evidence.digest, alert_version=alert.version, by=cleo)
    alert.refresh_from_db()
    assert alert.state == "closed_true_match"
    assert alert.party.restrictions.filter(lifted_at=None).exists()


def newest(engagement: Engagement):
    return engagement.assessments.order_by("-number").first()


def the_report_tells_of_it(path: Path) -> None:
    found = command(
        "board_report", "--period", "2026", "--edition", "board", "--format", "pdf", "--output", path, shape=REPORT
    )
    content = path.read_bytes()
    assert (found["path"], found["sha256"]) == (str(path), hashlib.sha256(content).hexdigest())
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == found["pages"] > 1


def every_deed_left_its_trace() -> None:
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    told = {"list.imported", "alert.resolution_proposed", "alert.resolution_approved", "report.published"}
    assert told <= verbs, verbs
