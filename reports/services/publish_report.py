"""Publishes a report: figures frozen, files made, checksums taken, all or nothing."""

from __future__ import annotations

import hashlib
import json
import re

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from reports.document import Document, canonical_json
from reports.models import PublishedReport, ReportFile
from reports.period import parse_period
from reports.renderers.registry import RENDERERS
from reports.services.compose_report import compose_report

DEFAULT_FORMATS = ("pdf", "xlsx", "json")
_PAGE_TREE = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


def publish_report(
    *, period: str, edition: str, formats: tuple[str, ...] = DEFAULT_FORMATS, by: User
) -> PublishedReport:
    """Freeze the figures of ``period`` and store one file a format. Published reports never change.

    Raises NotAllowed without the right, Invalid for a period, edition or format that does not exist, and Conflict
    where a public edition has blockers that a person must settle.
    """
    for name in formats:
        if name not in RENDERERS:
            known = ", ".join(RENDERERS)
            raise Invalid(f"There is no format {name!r}. Formats: {known}.", fields={"formats": "Choose a format."})
    document = compose_report(period=period, edition=edition, by=by)
    files = [make_file(document, name) for name in formats]
    return _store(document, files, by=by)


def make_file(document: Document, name: str) -> ReportFile:
    """One file of a document, unsaved; the same document gives the same bytes."""
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
def _store(document: Document, files: list[ReportFile], *, by: User) -> PublishedReport:
    span = parse_period(document.period)
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
