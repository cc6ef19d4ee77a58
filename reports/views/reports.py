"""Pages: published reports, one report as a page, its files, and what is about to be published."""

from __future__ import annotations

import base64
import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import DomainError
from reports.document import from_json
from reports.forms import PublishForm
from reports.models import PublishedReport, ReportFile
from reports.renderers.page import page
from reports.services.compose_report import compose_report
from reports.services.download_file import download_file
from reports.services.publish_report import publish_report

SHOWN = 200


@require_safe
@needs(Permission.SEE_REPORTS)
def reports(request: SignedInRequest) -> HttpResponse:
    """All published reports, newest first."""
    published = PublishedReport.objects.published().order_by("-published_at", "-pk")
    may_publish = request.user.may(Permission.PUBLISH_REPORTS)
    context = {"reports": published[:SHOWN], "whole": published.count(), "may_publish": may_publish}
    return render(request, "reports/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PUBLISH_REPORTS)
def publish(request: SignedInRequest) -> HttpResponse:
    """Choose period and edition; look at what would be published, or publish it."""
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = {"period": form.cleaned_data["period"], "edition": form.cleaned_data["edition"]}
        if "preview" in request.POST:
            return redirect(f"{reverse('reports:preview')}?{urlencode(chosen)}")
        try:
            report = publish_report(**chosen, by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The report is published. Its files cannot be changed any more."))
            return redirect("reports:report", pk=report.pk)
    return render(request, "reports/publish.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@needs(Permission.PUBLISH_REPORTS)
def preview(request: SignedInRequest) -> HttpResponse:
    """What would be published now; nothing is stored."""
    form = PublishForm(request.GET)
    if form.is_valid():
        try:
            document = compose_report(**form.cleaned_data, by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            return render(request, "reports/preview.html", {"form": form, "document": page(document)})
    return render(request, "reports/publish.html", {"form": form}, status=400)


@require_safe
@needs(Permission.SEE_REPORTS)
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report as a page, as it was published."""
    published = get_object_or_404(PublishedReport.objects.select_related("published_by"), pk=pk)
    document = from_json(json.dumps(published.document))
    files = published.files.defer("content").order_by("pk")
    return render(request, "reports/report.html", {"report": published, "files": files, "document": page(document)})


@require_safe
@needs(Permission.SEE_REPORTS)
def file(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One file of a report, exactly the bytes whose checksum stands beside it; each download is recorded."""
    found = get_object_or_404(ReportFile.objects.select_related("report"), report_id=pk, name=name)
    tag = f'"{found.sha256}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        content = download_file(file=found, by=request.user) if request.method == "GET" else b""
        response = HttpResponse(content, content_type=found.media_type)
        response["Content-Disposition"] = f'attachment; filename="{found.name}"'
        response["Content-Length"] = str(found.bytes)
    response["ETag"] = tag
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(found.sha256)).decode()}:"
    response["Content-Security-Policy"] = "sandbox"
    return response
