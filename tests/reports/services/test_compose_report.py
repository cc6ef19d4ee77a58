"""Composing stores nothing and needs the right to publish."""

import pytest

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from reports.models import PublishedReport
from reports.services.compose_report import compose_report, readable_period

pytestmark = pytest.mark.django_db


def test_nothing_is_stored(cleo):
    document = compose_report(period="2026", edition="board", by=cleo)
    assert document.edition == "board"
    assert not PublishedReport.objects.exists()
    assert not AuditEvent.objects.filter(target_kind__icontains="report").exists()


def test_the_public_edition_is_redacted(cleo, assessed):
    assessed()
    assert compose_report(period="2026", edition="public", by=cleo).edition == "public"


def test_an_auditor_does_not_compose(otto):
    with pytest.raises(NotAllowed):
        compose_report(period="2026", edition="board", by=otto)


@pytest.mark.parametrize(("text", "said"), [("soon", "is not a period"), ("2999Q1", "has not begun")])
def test_a_period_that_cannot_be_is_refused(db, text, said):
    with pytest.raises(Invalid, match=said) as refused:
        readable_period(text)
    assert "period" in refused.value.fields
