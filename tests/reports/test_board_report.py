"""The report of a few rows: sections in order, tables that agree, bounded queries."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.document import Percent, content_hash
from tests.make import make_alert, make_decision
from tests.reports.read_report import make_report, share, table, total

pytestmark = pytest.mark.django_db


def test_an_empty_database_makes_a_report_that_says_so():
    document = make_report()
    assert document.cover.verdict == "Not yet."
    assert [section.number for section in document.sections] == [str(n) for n in range(16)]


def test_alerts_agree_between_tables(assessed):
    make_alert()
    make_alert(state="closed_false_positive", closed_at=timezone.now())
    document = make_report()
    assert total(document, "T9a", "open") == total(document, "T8a") == 1
    assert total(document, "T9a", "opened") == 2


def test_decisions_of_the_period_are_in_the_matrix(assessed):
    make_decision(assessed().assessments.get(), override_reason="stricter", override_expires_on=timezone.now().date())
    document = make_report()
    assert total(document, "T10", "critical") == 1
    assert share(document, "T11", "stricter") == Percent(1, 1)
    assert len(table(document, "T11a").rows) == 1


def test_the_number_of_queries_does_not_grow(assessed):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            make_report()
        return len(captured)

    assessed()
    make_alert()
    few = queries()
    for _number in range(4):
        assessed(flags=("CONFLICT_AREA",))
        make_alert()
    assert queries() == few <= 45


def test_the_hash_is_that_of_the_content(assessed):
    document = make_report()
    assert document.dataset_hash == content_hash(document)
    assert content_hash(replace(document, period="1999")) != document.dataset_hash
