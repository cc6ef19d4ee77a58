"""What was published stays: the database itself refuses to change or remove it."""

import pytest
from django.db import DatabaseError, transaction

from reports.models import PublishedReport, ReportFile
from reports.services.publish_report import publish_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cleo):
    return publish_report(period="2026", edition="board", formats=("json",), by=cleo)


@pytest.mark.parametrize(
    "deed",
    [
        lambda: PublishedReport.objects.update(title="Other"),
        lambda: ReportFile.objects.update(content=b"other"),
        lambda: ReportFile.objects.all().delete(),
        lambda: ReportFile.objects.get().delete(),
    ],
)
def test_a_published_report_never_changes(report, deed):
    with pytest.raises(DatabaseError), transaction.atomic():
        deed()
    assert PublishedReport.objects.get().title == report.title
    assert bytes(ReportFile.objects.get().content).startswith(b"{")


def test_lists_do_not_read_the_bulk(report, django_assert_num_queries):
    with django_assert_num_queries(2):
        (found,) = PublishedReport.objects.published()
        assert found.published_by.username == "cleo"
        assert [file.format for file in found.files.all()] == ["json"]
    assert found.get_deferred_fields() == {"document"}
