"""Files of an alert, the draft of an answer, and the proof pack."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dd_portal.accounts.access import SignedInRequest, needs
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.download import download
from dd_portal.common.errors import DomainError, NotFound
from dd_portal.common.kept_files import LARGEST
from screening.forms import DeedForm
from screening.models import AlertFile
from screening.selectors.alert_page import visible_alert
from screening.selectors.proof_pack import proof_pack as pack
from screening.triage.attach import attach, hand_out
from screening.triage.keep_draft import keep_draft
from screening.views.alert import READERS, Refused, again


@require_POST
@needs(*READERS)
def alert_attach(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """Attach a file."""
    found = visible_alert(alert_id, by=request.user)
    upload = request.FILES.get("file")
    # One byte more than is taken, so that too much is told from enough without reading it all.
    content = upload.read(LARGEST + 1) if upload else b""
    try:
        attach(alert=found, name=upload.name or "" if upload else "", content=content, by=request.user)
    except DomainError as error:
        return again(request, alert_id, Refused(error, deed="attach"))
    messages.success(request, _("The file is attached."))
    return redirect(f"{reverse('screening:alert', args=[found.pk])}#files")


@require_safe
@needs(*READERS)
def alert_file(request: SignedInRequest, alert_id: int, file_id: int) -> HttpResponse:
    """An attached file, always as a download."""
    found = visible_alert(alert_id, by=request.user)
    attached = AlertFile.objects.select_related("alert__party").filter(alert=found, pk=file_id).first()
    if attached is None:
        raise NotFound(_("There is no such file."))
    content = hand_out(attached=attached, by=request.user)
    return download(content, name=attached.name, media_type=attached.media_type)


@require_POST
@needs(*READERS)
def draft(request: SignedInRequest, alert_id: int, match_id: int) -> HttpResponse:
    """Keep what is being written; asked for by the page every 30 seconds."""
    found = visible_alert(alert_id, by=request.user)
    match = found.potential_matches.filter(pk=match_id).first()
    if match is None:
        raise NotFound(_("There is no such match in this alert."))
    form = DeedForm(request.POST)
    form.is_valid()
    keep_draft(potential_match=match, text=form.cleaned_data.get("text", ""), by=request.user)
    return HttpResponse(status=204)


@require_safe
@needs(*READERS)
def proof_pack(request: SignedInRequest, alert_id: int) -> HttpResponse:
    """Everything about the alert in one file with checksums; that it was taken is recorded."""
    found = visible_alert(alert_id, by=request.user)
    with transaction.atomic():
        content = pack(found, by=request.user)
        record(Verb.PROOF_PACK_MADE, target=found, parent=found, by=request.user, size=len(content))
    return download(content, name=f"proof-{found}.zip", media_type="application/zip")
