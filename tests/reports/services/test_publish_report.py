"""Publishing freezes figures, makes files with checksums, leaves a trace, all or nothing."""

import hashlib
import json

import pytest

from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from reports.document import from_json
from reports.models import PublishedReport, ReportFile
from reports.services import publish_report as module
from reports.services.publish_report import make_file, publish_report

pytestmark = pytest.mark.django_db


def test_publish_report_stores_files_with_their_checksums(cleo, assessed):
    assessed()
    report = publish_report(period="2026", edition="board", by=cleo)
    files = {file.format: file for file in report.files.all()}
    assert set(files) == {"pdf", "xlsx", "json"}
    assert all(hashlib.sha256(file.content).hexdigest() == file.sha256 for file in files.values())
    assert files["pdf"].pages > 5
    assert files["pdf"].name == "due-diligence-2026-board.pdf"


def test_publish_report_leaves_a_trace(cleo):
    report = publish_report(period="2026", edition="board", formats=("json",), by=cleo)
    event = AuditEvent.objects.get(verb="report.published")
    content = AuditDetail.objects.get(event_id=event.pk).content
    assert (event.actor_id, event.target_id) == (str(cleo.pk), str(report.pk))
    assert content["dataset_hash"] == report.dataset_hash
    assert content["files"] == {file.name: file.sha256 for file in report.files.all()}


def test_without_the_trace_nothing_is_published(cleo, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(module, "record", fail)
    with pytest.raises(RuntimeError):
        publish_report(period="2026", edition="board", formats=("json",), by=cleo)
    assert not PublishedReport.objects.exists()
    assert not ReportFile.objects.exists()


def test_only_who_may_publishes(hana):
    with pytest.raises(NotAllowed):
        publish_report(period="2026", edition="board", by=hana)


@pytest.mark.parametrize(
    "wrong", [{"period": "2026Q5"}, {"period": "2999"}, {"edition": "secret"}, {"formats": ("doc",)}]
)
def test_what_does_not_exist_is_refused(cleo, wrong):
    with pytest.raises(Invalid):
        publish_report(**{"period": "2026", "edition": "board", **wrong}, by=cleo)
    assert not PublishedReport.objects.exists()


@pytest.mark.parametrize("name", ["pdf", "xlsx", "json"])
def test_the_frozen_document_gives_the_same_bytes(cleo, assessed, name):
    assessed()
    report = publish_report(period="2026", edition="board", formats=(name,), by=cleo)
    frozen = PublishedReport.objects.get(pk=report.pk).document
    again = make_file(from_json(json.dumps(frozen)), name)
    assert again.sha256 == report.files.get().sha256
