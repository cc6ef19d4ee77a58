"""Publishes a report: figures frozen, files made, checksums taken, all or nothing."""

from __future__ import annotations

import hashlib
import json
import re
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid, NotAllowed
from reports.board_report import board_report
from reports.document import Document, canonical_json
from reports.models import PublishedReport, ReportFile
from reports.period import Period, PeriodError, parse_period
from reports.renderers.registry import RENDERERS
from reports.services.public_edition import public_edition

DEFAULT_FORMATS = ("pdf", "xlsx", "json")
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


def publish_report(
    *, period: str, edition: str, formats: tuple[str, ...] = DEFAULT_FORMATS, by: User
) -> PublishedReport:
    """Freeze the figures of ``period`` and store one file a format. Published reports never change.

    Raises NotAllowed without the right, Invalid for a period, edition or format that does not exist, and Conflict
    where a public edition has blockers that a person must settle.
    """
    if not by.may(Permission.PUBLISH_REPORTS):
        raise NotAllowed("Only the compliance lead publishes reports.")
    span = _period(period)
    _check(edition, formats)
    document = board_report(
        span, organisation=settings.PORTAL_NAME, author=by.display_name, zone=settings.PORTAL_TIME_ZONE,
        taken_at=timezone.now(), salt=secrets.token_hex(16),
    )  # fmt: skip
    if edition == PublishedReport.Edition.PUBLIC:
        document = public_edition(document, approver=by.display_name)
    files = [_file(document, name) for name in formats]
    return _store(document, span, files, by=by)


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except PeriodError as error:
        raise Invalid(str(error), fields={"period": str(error)}) from error


def _check(edition: str, formats: tuple[str, ...]) -> None:
    if edition not in PublishedReport.Edition.values:
        known = ", ".join(PublishedReport.Edition.values)
        raise Invalid(f"There is no edition {edition!r}. Editions: {known}.", fields={"edition": "Choose an edition."})
    for name in formats:
        if name not in RENDERERS:
            known = ", ".join(RENDERERS)
            raise Invalid(f"There is no format {name!r}. Formats: {known}.", fields={"formats": "Choose a format."})


def _file(document: Document, name: str) -> ReportFile:
    renderer = RENDERERS[name]
    content = renderer.render(document)
    return ReportFile(
        format=name,
        media_type=renderer.media_type,
        name=f"due-diligence-{document.period.replace('..', '-to-')}-{document.edition}.{renderer.suffix}",
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        content=content,
        pages=_pages(content) if name == "pdf" else 0,
    )


def _pages(pdf: bytes) -> int:
    """The page count that the file's own page tree states; its root holds the largest."""
    return max((int(count) for count in _PAGE_TREE.findall(pdf)), default=0)


@transaction.atomic
def _store(document: Document, span: Period, files: list[ReportFile], *, by: User) -> PublishedReport:
    report = PublishedReport.objects.create(
        title=document.title, period=span.label, starts_on=span.start, ends_on=span.end, edition=document.edition,
        document=json.loads(canonical_json(document)), dataset_hash=document.dataset_hash,
        published_by=by, published_at=document.frozen_at,
    )  # fmt: skip
    for file in files:
        file.report = report
    ReportFile.objects.bulk_create(files)
    checksums = {file.name: file.sha256 for file in files}
    record(Verb.REPORT_PUBLISHED, target=report, by=by, dataset_hash=document.dataset_hash, files=checksums)
    return report
