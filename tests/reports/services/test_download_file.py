"""A download is recorded and holds the bytes of the checksum."""

import pytest

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, NotAllowed
from reports.models import ReportFile
from reports.services.download_file import download_file
from reports.services.publish_report import publish_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(cleo):
    return publish_report(period="2026", edition="board", formats=("json",), by=cleo).files.get()


def test_download_file_is_recorded(file, otto):
    assert download_file(file=file, by=otto) == bytes(file.content)
    assert AuditEvent.objects.get(verb="report.downloaded").actor_id == str(otto.pk)


def test_download_file_needs_the_right(file, ana):
    with pytest.raises(NotAllowed):
        download_file(file=file, by=ana)


def test_bytes_that_changed_are_not_handed_out(file, otto):
    changed = ReportFile(report=file.report, name=file.name, sha256=file.sha256, content=b"other")
    with pytest.raises(Conflict):
        download_file(file=changed, by=otto)
    assert not AuditEvent.objects.filter(verb="report.downloaded").exists()
