"""Pages: published reports, one report as a page, its files, publishing a new one."""

from __future__ import annotations

import json

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from reports.document import from_json
from reports.forms import PublishForm
from reports.models import PublishedReport, ReportFile
from reports.renderers.page import page
from reports.services.publish_report import publish_report


@require_safe
@needs(Permission.SEE_REPORTS)
def reports(request: SignedInRequest) -> HttpResponse:
    """All published reports, newest first."""
    published = PublishedReport.objects.select_related("published_by").prefetch_related("files").defer("document")
    may_publish = request.user.may(Permission.PUBLISH_REPORTS)
    context = {"reports": published.order_by("-published_at")[:200], "may_publish": may_publish}
    return render(request, "reports/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PUBLISH_REPORTS)
def publish(request: SignedInRequest) -> HttpResponse:
    """Choose period and edition, and publish."""
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report = publish_report(
            period=form.cleaned_data["period"], edition=form.cleaned_data["edition"], by=request.user
        )
        messages.success(request, _("The report is published. Its files cannot be changed any more."))
        return redirect("reports:report", pk=report.pk)
    return render(request, "reports/publish.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@needs(Permission.SEE_REPORTS)
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report as a page, as it was published."""
    published = get_object_or_404(PublishedReport.objects.prefetch_related("files"), pk=pk)
    document = from_json(json.dumps(published.document))
    return render(request, "reports/report.html", {"report": published, "document": page(document)})


@require_safe
@needs(Permission.SEE_REPORTS)
def file(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One file of a report, exactly the bytes whose checksum stands beside it; each download is recorded."""
    found = get_object_or_404(ReportFile, report_id=pk, name=name)
    with transaction.atomic():
        record(Verb.REPORT_DOWNLOADED, target=found.report, by=request.user, file=found.name, sha256=found.sha256)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["Content-Security-Policy"] = "sandbox"
    return response
